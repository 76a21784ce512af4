/// The award (养老金核定): a cell's totals, and one person's determination with every step.
/// 国发〔2005〕38号, 豫政〔2006〕29号: Henan has a double base (province P, city C) and a double index.
///
///   A3 basic     = ½·r₁·(P·(a + v) + C·(v + z))         exact on totals, z = Σ x̄ᵢaᵢ
///   account      = b · mean(1/D)
///   A4 transitional = κ · r₂ · C · (Z/A) · v
///   A8 one person: x_all = (v + a·x̄)/(v + a),  S_all = C·x_all,  S_act = C·x̄
///                basic = (P + S_all)/2 · (a + v) · r₁,  transitional = S_act · v · r₂,  account = A/D
///
/// P, C benefit bases of province and city in the award year [yuan/month]; a paid, v deemed years [years];
/// z indexed paid years [years]; x̄ mean index of paid years; r₁ basic rate a year (0.01); r₂ transitional rate a year;
/// b, A account [yuan]; D divisor [months]; κ what Σ v·x over the
/// people of the cell is of v·(Z/A), 1 where deemed years and index go apart (校正系数, no correlation).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/base/quantity.hpp"
#include "models/benefit/divisor.hpp"

namespace ballast {

struct AwardRates {
  double basic = 0;         ///< r [1/year]
  double transitional = 0;  ///< g [1/year]
};

template <class Coef>
struct BenefitBasesOf {
  Coef province{};  ///< P [yuan/month]
  Coef city{};      ///< C [yuan/month]
};
using BenefitBases = BenefitBasesOf<double>;

/// Totals of a cell (or one person): heads share them, so only sums are kept.
template <class Real>
struct CreditedYears {
  Real paid;     ///< a [person-years]
  Real deemed;   ///< v [person-years]
  Real indexed;  ///< z [person-years]
};

/// Basic pension of a cell [yuan/month].
template <class Real, class Coef>
Real basic_pension(const CreditedYears<Real>& years, const BenefitBasesOf<Coef>& bases, double basic_rate) {
  return (years.paid + years.deemed) * (0.5 * basic_rate * bases.province) +
         (years.deemed + years.indexed) * (0.5 * basic_rate * bases.city);
}

/// Transitional pension of a cell [yuan/month]; `mean_index` is κ·Z/A of all who leave together.
template <class Real, class Coef>
Real transitional_pension(const Real& deemed, const Real& mean_index, const Coef& city_base, double transitional_rate) {
  return deemed * mean_index * (city_base * transitional_rate);
}

/// What a determination needs. Either `mean_index`, or the two indexed wages as determination sheets print them.
struct AwardInput {
  int age_months = 0;
  BenefitBases bases;
  double paid_years = 0;
  double deemed_years = 0;
  double account = 0;                               ///< [yuan]
  std::optional<double> mean_index;                 ///< of paid years only
  std::optional<double> indexed_wage_basic;         ///< S_all [yuan/month]
  std::optional<double> indexed_wage_transitional;  ///< S_act [yuan/month]
};

/// One line of the working.
struct AwardStep {
  std::string zh, en;   ///< what it is
  std::string formula;  ///< how it follows
  double value = 0;
};

struct Award {
  Fen basic, transitional, account;
  Fen total;  ///< the sum of the rounded parts
  double divisor = 0;
  AwardInput input;  ///< what the steps start from
  AwardRates rates;
  std::vector<AwardStep> steps;
};

/// Half-up to the fen of an amount that is decimal on paper: 2.675 → 2.68 whatever its binary form.
Fen round_half_up(double yuan);

/// One person's pension; nothing is rounded before the parts.
Award determine_award(const AwardInput& input, const AwardRates& rates, const DivisorTable& table);

}  // namespace ballast
