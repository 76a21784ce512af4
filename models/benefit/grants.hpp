/// Death grants (丧葬补助金和抚恤金): 社会保险法 art. 17; 人社部发〔2021〕18号 from 2021-09. G1 – G4; hand case T14.
///
///   active:   M(y) = months of the class y falls in; above the last class + k for each further full year, capped
///   retired:  max(floor, M(y) − ⌈years drawn⌉)
///   cohort:   of its retirees who die in a year, half have begun one year of pension more than the others
///   before the reform:  funeral = w wage months, survivors = p pension months
///
/// y credited years [years]; M months of the income base [months]. Classes are closed below: 5.0 years is the second.
#pragma once

#include <algorithm>
#include <vector>

#include "models/base/real.hpp"

namespace ballast {

/// Years below the bound (and not below the one before) give these months.
struct SurvivorClass {
  double below_years = 0;
  int months = 0;
};

struct SurvivorRule {
  std::vector<SurvivorClass> classes;  ///< ascending by bound
  double extra_after_years = 0;        ///< from here on each further full year adds months [years]
  int months_there = 0;                ///< months at that point [months]
  int months_per_further_year = 0;     ///< [months a full year]
  int cap_months = 0;                  ///< most above the last class [months]
  int retired_floor_months = 0;        ///< least a retiree's family gets [months]
  bool started_year_counts = true;     ///< a started year of pension drawn takes a whole month
};

/// A rule with an active's months by completed credited years, for look-up.
struct SurvivorScale {
  explicit SurvivorScale(SurvivorRule of);

  SurvivorRule rule;
  std::vector<double> months;
  double most = 0;  ///< the largest of them
};

/// Mean years of people who all have exactly a class's bound may come out a rounding below it: they are in the class.
inline constexpr double kYearsRounding = 1e-9;

int survivor_months(const SurvivorRule& rule, double credited_years);

/// What is left to a retiree's family of M(y) at the award after so many years of pension that count; never less than
/// the floor. [months]
template <class Real>
Real survivor_months_left(const SurvivorRule& rule, const Real& at_award, double counted) {
  return greater(broadcast<Real>(rule.retired_floor_months), at_award - counted);
}

/// Mean months of the retirees of a cohort who die in a year, k = `years_drawn` calendar years after that of the award:
/// awards and deaths spread over their years, half of them have drawn less than k years and half more. Without a year
/// drawn nobody has drawn less than none. `at_award` M(y) of the cohort [months].
template <class Real>
Real survivor_months_of_cohort(const SurvivorRule& rule, const Real& at_award, int years_drawn) {
  const int more = rule.started_year_counts ? years_drawn + 1 : years_drawn;
  return 0.5 *
         (survivor_months_left(rule, at_award, std::max(0, more - 1)) + survivor_months_left(rule, at_award, more));
}

/// Whether every retiree's family of such a cohort gets the floor, whatever the years at award.
inline bool floor_alone_is_left(const SurvivorScale& scale, int years_drawn) {
  return survivor_months_of_cohort(scale.rule, scale.most, years_drawn) <= scale.rule.retired_floor_months;
}

/// Amounts of one death in one year: the old law and the new one, mixed by the share of the year each holds.
template <class Coef>
struct GrantTerms {
  double income_based = 0;                 ///< share of the year under the income rule [0 … 1]
  Coef income_month{};                     ///< urban disposable income per month of the year before [yuan/month]
  double funeral_months = 0;               ///< new rule [months of income]
  Coef wage_month{};                       ///< wage the old rule refers to [yuan/month]
  double old_funeral_wage_months = 0;      ///< [months of wage]
  Coef pension_month{};                    ///< pension the old rule refers to [yuan/month]
  double old_survivor_pension_months = 0;  ///< [months of pension]
};

/// [yuan a death]
template <class Coef>
Coef funeral_grant(const GrantTerms<Coef>& terms) {
  return terms.income_based * terms.income_month * terms.funeral_months +
         (1.0 - terms.income_based) * terms.wage_month * terms.old_funeral_wage_months;
}

/// Survivor grants of a year: the same for all its deaths.
template <class Coef>
struct SurvivorAmounts {
  Coef month{};  ///< for each month under the new rule [yuan]
  Coef death{};  ///< for each death under the old one [yuan]
};
template <class Coef>
SurvivorAmounts<Coef> survivor_amounts(const GrantTerms<Coef>& terms) {
  return {terms.income_based * terms.income_month,
          (1.0 - terms.income_based) * terms.old_survivor_pension_months * terms.pension_month};
}

/// Survivor grants of a group of deaths; `months` is Σ of their months under the new rule. [yuan]
template <class Coef, class Real>
Real survivor_grants(const SurvivorAmounts<Coef>& amounts, const Real& deaths, const Real& months) {
  return amounts.month * months + amounts.death * deaths;
}
template <class Coef, class Real>
Real survivor_grants(const GrantTerms<Coef>& terms, const Real& deaths, const Real& months) {
  return survivor_grants(survivor_amounts(terms), deaths, months);
}

}  // namespace ballast
