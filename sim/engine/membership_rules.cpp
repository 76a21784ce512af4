#include "sim/engine/membership_rules.hpp"

#include <algorithm>
#include <cmath>

#include "models/benefit/increase.hpp"
#include "models/economy/contribution_index.hpp"
#include "models/membership/decrements.hpp"

namespace ballast {
namespace {

using Table = MemberTable<double>;
constexpr int kMonths = 12;

std::size_t row_of(Age x) { return static_cast<std::size_t>(x - Table::kFirstAge); }

/// Payments of those who die, deaths spread over the months: d payments in month d, Σ(d − n)/12 of interest forgone.
DrawTerms draw_of_dying(double rate, double months_paid) {
  double pairs = 0;
  for (int d = 1; d <= kMonths; ++d) pairs += d * (d - 1) / 2.0 / kMonths;
  return {.growth = 1.0 + rate * months_paid / kMonths, .payments = months_paid, .forgone = rate * pairs / kMonths};
}

}  // namespace

MembershipRules::MembershipRules(const Scenario& scenario, int unit, const Groundwork& groundwork)
    : scenario_(scenario), unit_(unit), groundwork_(groundwork) {
  for (int s = 0; s <= scenario.top_service; ++s) survivor_months_.push_back(survivor_months(scenario.survivors, s));
  for (const EntryProfile& p : scenario.entry_profiles)
    for (Age x = p.from; x <= p.to; ++x)
      take_up_by_age_[static_cast<std::size_t>(p.stream)][static_cast<std::size_t>(x)] = p.relative;
}

void MembershipRules::fill_wages(Category g, Year t, CategoryRules& rules) const {
  const double reference = knob(Knob::reference_wage, t);
  const BaseBounds bounds{knob(Knob::floor_share, t), knob(Knob::ceiling_share, t)};
  rules.flexible = is_flexible(g);
  rules.terms.index = rules.wage_year = rules.employer_rate = rules.waived_rate = 0;
  rules.entry_level.fill(1.0);
  if (rules.flexible) {
    for (const FlexibleStep& step : scenario_.flexible_steps)
      rules.terms.index += step.share * std::clamp(step.index, bounds.floor, bounds.ceiling);
    rules.member_rate = knob(Knob::flexible_pooled_rate, t) + knob(Knob::flexible_account_rate, t);
    rules.terms.credit = knob(Knob::flexible_account_rate, t);
    rules.index_unaudited = rules.terms.index;
    for (int j = kEmployeeStreams; j < kStreams; ++j)
      rules.entry_level[static_cast<std::size_t>(j)] =
          std::clamp(knob(of_stream(Knob::level_private, j), t) * rules.terms.index, bounds.floor, bounds.ceiling) /
          rules.terms.index;
  } else {
    const Knob factor = g == Category::male_employee  ? Knob::wage_male_employee
                        : g == Category::female_cadre ? Knob::wage_female_cadre
                                                      : Knob::wage_female_worker;
    const double wage = knob(Knob::market_wage, t) * knob(Knob::wage_level, t) * knob(factor, t);
    const double declared = knob(Knob::declared_share, t), audited = knob(Knob::audit_recovered, t);
    WageDistribution wages{wage / reference, knob(Knob::wage_sigma, t), declared};
    rules.index_unaudited = contribution_index(wages, bounds).mean;
    wages.declared_share = declared + (1 - declared) * audited;
    rules.terms.index = audited > 0 ? contribution_index(wages, bounds).mean : rules.index_unaudited;
    fill_entry_levels(t, wages, bounds, rules);
    rules.wage_year = wage * kMonths;
    rules.member_rate = knob(Knob::individual_rate, t);
    rules.terms.credit = knob(Knob::account_credit_rate, t);
    for (int m = 1; m <= kMonths; ++m) {
      const auto value = [&](Knob k) { return scenario_.knobs.month(k, unit_, year_month(t, m)); };
      const double small = value(Knob::small_share);
      const double waived = small * value(Knob::waiver_small) + (1 - small) * value(Knob::waiver_large);
      rules.employer_rate += value(Knob::unit_rate) * (1 - waived) / kMonths;
      rules.waived_rate += value(Knob::unit_rate) * waived / kMonths;
    }
  }
  rules.base_year = rules.terms.index * reference * kMonths;
  rules.terms.credit *= rules.base_year;
  rules.legal_rate = rules.employer_rate + rules.waived_rate + rules.member_rate;
  rules.density = knob(Knob::density, t);
  rules.collection = knob(Knob::collection_rate, t);
  rules.restored = 0;
}

void MembershipRules::fill_entry_levels(Year t, const WageDistribution& wages, const BaseBounds& bounds,
                                        CategoryRules& rules) const {
  for (int j = 0; j < kEmployeeStreams; ++j) {
    const double level = knob(of_stream(Knob::level_private, j), t);
    if (level == 1.0 || !(knob(of_stream(Knob::coverage_private, j), t) > 0)) continue;
    WageDistribution own = wages;
    own.mean *= level;
    rules.entry_level[static_cast<std::size_t>(j)] = contribution_index(own, bounds).mean / rules.terms.index;
  }
}

void MembershipRules::fill_award_terms(Year t, CategoryRules& rules) const {
  const auto province = [&](Year year) { return knob(Knob::province_base, year); };
  const auto city = [&](Year year) { return province(year) * knob(Knob::city_base_ratio, year); };
  rules.terms.bases = {province(t), city(t)};
  if (t > scenario_.base_year && knob(Knob::hold_harmless, t) >= 0.5)
    rules.terms.bases = {std::max(province(t), province(t - 1)), std::max(city(t), city(t - 1))};
  rules.terms.rates = {knob(Knob::basic_rate, t), knob(Knob::transitional_rate, t)};
}

void MembershipRules::fill_category(Category g, Year t, CategoryRules& rules) const {
  fill_wages(g, t, rules);
  fill_award_terms(t, rules);
  fill_rates(g, t, rules);
  fill_exits(g, t, rules);
}

void MembershipRules::fill_rates(Category g, Year t, CategoryRules& rules) const {
  const CommonTables& common = groundwork_.common(unit_);
  const auto year = static_cast<std::size_t>(t - scenario_.base_year - 1);
  const CohortMortality& q = common.mortality[year][static_cast<std::size_t>(sex_of(g))].active;
  const double paying = knob(Knob::paying_share, t), turnover = knob(Knob::turnover, t);
  const bool due = scenario_.knobs.choice(Knob::accrual_on, unit_, t) == 1;
  const double i = knob(Knob::account_rate, t);
  const double out_rate = knob(Knob::transfer_out_rate, t), out_before = knob(Knob::transfer_out_before, t);
  const RowRates<double> row{.suspend = exit_probability(turnover * (1 - paying)),
                             .resume = exit_probability(turnover * paying),
                             .gain = rules.density * (due ? 1.0 : rules.collection),
                             .part_year = knob(Knob::part_year, t),
                             .index = rules.terms.index,
                             .credit = rules.terms.credit,
                             .interest = i,
                             .credit_interest = i * knob(Knob::account_interest_months, t) / kMonths,
                             .survivor_months = survivor_months_.data()};
  const auto& kappas = scenario_.kappa[static_cast<std::size_t>(g)];
  const DivisorTable& divisors = scenario_.divisor_table(year_month(t, kMonths));
  for (Age x = Table::kFirstAge; x <= Table::kLastAge; ++x) {
    rules.rows[row_of(x)] = row;
    rules.rows[row_of(x)].death = q.reaching(x);
    rules.rows[row_of(x)].transfer = x < out_before ? out_rate : 0.0;
    const auto kappa = kappas.find(t - x);
    rules.kappa[row_of(x)] = kappa == kappas.end() ? 1.0 : kappa->second;
    rules.buying_divisor[row_of(x)] = divisor(divisors, kMonths * x + kMonths / 2);
  }
  rules.usual_divisor = divisor(divisors, scenario_.statutory[static_cast<std::size_t>(g)].original_months);
}

void MembershipRules::fill_pension_rates(Year t, MembershipYear& rules) const {
  const double i = knob(Knob::account_rate, t), target = knob(Knob::increase_rate, t);
  const ReferenceMoments reference{knob(Knob::reference_pension, t), knob(Knob::reference_years, t),
                                   knob(Knob::reference_share_70, t)};
  const IncreaseSplit split{knob(Knob::increase_fixed_share, t), knob(Knob::increase_years_share, t),
                            knob(Knob::increase_own_share, t), knob(Knob::increase_tilt_share, t)};
  const IncreaseAmounts amounts = amounts_of_split(split, reference, target);
  const bool published = scenario_.knobs.choice(Knob::increase_form, unit_, t) == 1;
  const IncreaseAmounts increase =
      published ? IncreaseAmounts{knob(Knob::published_fixed, t), knob(Knob::published_per_year, t),
                                  knob(Knob::published_own_share, t), knob(Knob::published_tilt, t)}
                : scaled(amounts, increase_scale(amounts, reference, target));
  const Age tilt_age = static_cast<Age>(knob(Knob::tilt_age, t));
  const bool pool_carries = scenario_.knobs.choice(Knob::increase_split, unit_, t) == 1;
  const auto year = static_cast<std::size_t>(t - scenario_.base_year - 1);
  for (std::size_t kind = 0; kind < 2; ++kind)
    for (std::size_t sex = 0; sex < kSexes; ++sex) {
      const InsuredMortality& mortality = groundwork_.common(unit_).mortality[year][sex];
      const CohortMortality& q = kind == 0 ? mortality.retired : mortality.ill;
      auto& table = rules.pension[kind * kSexes + sex];
      for (Age x = PensionerTable<double>::kFirstAge; x <= PensionerTable<double>::kLastAge; ++x)
        table[static_cast<std::size_t>(x - PensionerTable<double>::kFirstAge)] = {
            .death = q.reaching(x),
            .fixed = increase.fixed,
            .per_year = increase.per_year,
            .own_share = increase.own_share,
            .tilt = x >= tilt_age ? increase.tilt : 0.0,
            .whole_year = draw_terms(i, 0),
            .of_dying = rules.of_dying,
            .pool_carries_increases = pool_carries};
    }
}

void MembershipRules::year(Year t, MembershipYear& rules) const {
  rules.account_rate = knob(Knob::account_rate, t);
  rules.of_dying = draw_of_dying(rules.account_rate, knob(Knob::death_months_paid, t));
  for (Category g : kAllCategories) fill_category(g, t, rules.categories[static_cast<std::size_t>(g)]);
  fill_reclassification(t, rules);
  fill_pension_rates(t, rules);
  rules.survivors = scenario_.survivors;
  for (std::size_t g = 0; g < kCategories; ++g) rules.usual_age[g] = scenario_.statutory[g].original_months / kMonths;
  rules.grants = {.income_based = knob(Knob::grants_income_based, t),
                  .income_month = knob(Knob::urban_income, t),
                  .funeral_months = knob(Knob::funeral_months, t),
                  .wage_month = knob(Knob::reference_wage, t),
                  .old_funeral_wage_months = knob(Knob::old_funeral_wage_months, t),
                  .pension_month = knob(Knob::reference_pension, t),
                  .old_survivor_pension_months = knob(Knob::old_survivor_pension_months, t)};
  rules.arrears_recovery = knob(Knob::arrears_recovery, t);
  rules.arrears_write_off = std::min(knob(Knob::arrears_write_off, t), 1 - rules.arrears_recovery);
  rules.late_fee_share = knob(Knob::late_fee_daily, t) * knob(Knob::late_fee_days, t);
  rules.accrue_on_due = scenario_.knobs.choice(Knob::accrual_on, unit_, t) == 1;
  rules.makeup_index = knob(Knob::makeup_index, t);
  rules.makeup_base_year = rules.makeup_index * knob(Knob::reference_wage, t) * kMonths;
  rules.makeup_rate = knob(Knob::makeup_rate, t);
  rules.makeup_credit_rate = knob(Knob::flexible_account_rate, t);
  rules.illness_benefit = knob(Knob::illness_benefit, t) >= 0.5;
  rules.part_year = knob(Knob::part_year, t);
  rules.subsidy_years = knob(Knob::hardship_subsidy_years, t);
  rules.subsidy_per_head = knob(Knob::hardship_index, t) * knob(Knob::reference_wage, t) * kMonths *
                           (knob(Knob::flexible_pooled_rate, t) + knob(Knob::flexible_account_rate, t)) *
                           knob(Knob::hardship_subsidy_share, t);
  rules.pooled_per_account = knob(Knob::transfer_pooled, t);
  rules.false_claims = knob(Knob::false_claims_share, t) * knob(Knob::false_claims_months, t);
  rules.false_claims_recovery = knob(Knob::false_claims_recovery, t);
  rules.loans = {.years = std::max(1, static_cast<int>(std::lround(knob(Knob::loan_term, t)))),
                 .interest = knob(Knob::loan_interest, t),
                 .subsidy = knob(Knob::loan_subsidy, t)};
}

/// Employees' categories that a flexible member of a sex may turn out to belong to, and the share of each.
std::array<std::pair<Category, double>, 2> MembershipRules::employed_as(Sex sex, Year t) const {
  const double cadres = knob(Knob::cadre_share, t);
  if (sex == Sex::male) return {{{Category::male_employee, 1.0}, {Category::male_employee, 0.0}}};
  return {{{Category::female_cadre, cadres}, {Category::female_worker, 1 - cadres}}};
}

void MembershipRules::fill_reclassification(Year t, MembershipYear& rules) const {
  const double found = knob(Knob::reclassified, t);
  rules.reclassified_level = knob(Knob::reclassified_level, t);
  for (Category from : {Category::male_flexible, Category::female_flexible})
    for (Age x = Table::kFirstAge; x <= Table::kLastAge; ++x) {
      double& all = rules.categories[static_cast<std::size_t>(from)].rows[row_of(x)].reclassify;
      all = 0;
      const auto targets = employed_as(sex_of(from), t);
      for (const auto& [to, share] : targets) all += before_due(to, t, x) ? found * share : 0.0;
      for (const auto& [to, share] : targets)
        if (share > 0)
          rules.categories[static_cast<std::size_t>(to)].reclassified_share[row_of(x)] =
              before_due(to, t, x) && all > 0 ? found * share / all : 0.0;
    }
}

bool MembershipRules::before_due(Category g, Year t, Age x) const {
  return groundwork_.common(unit_).exits.at(g, t, x).statutory_year > t;
}

}  // namespace ballast
