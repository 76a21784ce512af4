#include "sim/engine/membership_rules.hpp"

#include <algorithm>
#include <cmath>

#include "models/benefit/increase.hpp"
#include "models/membership/decrements.hpp"
#include "sim/engine/kernel.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {
namespace {

using Table = MemberTable<Lanes>;

std::size_t row_of(Age x) { return static_cast<std::size_t>(x - Table::kFirstAge); }

/// Payments of those who die, deaths spread over the months: d payments in month d, Σ(d − n)/12 of interest forgone.
DrawTerms<Lanes> draw_of_dying(const Lanes& rate, double months_paid) {
  double pairs = 0;
  for (int d = 1; d <= kMonthsAYear; ++d) pairs += d * (d - 1) / 2.0 / kMonthsAYear;
  return {1.0 + rate * months_paid / kMonthsAYear, months_paid, rate * pairs / kMonthsAYear};
}

/// Whether the lanes are one unit of scenarios that agree on a knob because none of them moves it.
bool same_in_all_lanes(const Block& block, Knob k) {
  for (std::size_t lane = 0; lane < kLanes; ++lane)
    if (block.units[lane] != block.units.front() || !block.knobs[lane]->unmoved_in_both(k, *block.knobs.front()))
      return false;
  return true;
}

/// Of the employer's share of the base, what is paid and what is legally waived: the mean of the months.
template <class Real>
struct EmployerRate {
  Real paid{}, waived{};
};
template <class Real, class Value>
EmployerRate<Real> employer_rate(Value value) {
  EmployerRate<Real> all;
  for (int m = 1; m <= kMonthsAYear; ++m) {
    const Real small = value(Knob::small_share, m), rate = value(Knob::unit_rate, m);
    const Real legal = small * value(Knob::waiver_small, m) + (1.0 - small) * value(Knob::waiver_large, m);
    const Real share = legal + (1.0 - legal) * value(Knob::local_relief, m);
    all.paid += rate * (1.0 - share) / kMonthsAYear;
    all.waived += rate * share / kMonthsAYear;
  }
  return all;
}
constexpr std::array kOfEmployerRate{Knob::small_share, Knob::unit_rate, Knob::waiver_small, Knob::waiver_large,
                                     Knob::local_relief};

}  // namespace

MembershipRules::MembershipRules(const Scenario& scenario, const Block& block, const RuleTables& tables,
                                 const Surroundings& around, const Kernel& kernel)
    : scenario_(scenario), block_(block), tables_(tables), around_(around), kernel_(kernel) {
  for (const EntryProfile& p : scenario.entry_profiles)
    for (Age x = p.from; x <= p.to; ++x)
      take_up_by_age_[static_cast<std::size_t>(p.stream)][static_cast<std::size_t>(x)] = p.relative;
  for (int k = 0; k < kKnobs; ++k)
    same_in_all_lanes_[static_cast<std::size_t>(k)] = ballast::same_in_all_lanes(block, static_cast<Knob>(k));
  for (Year t = scenario.base_year + 1; t <= scenario.last_year; ++t)
    loan_years_.push_back(std::max(1, static_cast<int>(std::lround(knob(Knob::loan_term, t)))));
}

MembershipRules::Flexible MembershipRules::flexible(Year t) const {
  const BaseBounds bounds{knob(Knob::floor_share, t), knob(Knob::ceiling_share, t)};
  double index = 0;
  for (const FlexibleStep& step : scenario_.flexible_steps)
    index += step.share * std::clamp(step.index, bounds.floor, bounds.ceiling);
  Flexible all;
  all.index = broadcast<Lanes>(index);
  all.credit = lanes(Knob::flexible_account_rate, t);
  all.member_rate = lanes(Knob::flexible_pooled_rate, t) + all.credit;
  for (int j = 0; j < kStreams; ++j) {
    const Lanes own = lanes(of_stream(Knob::level_private, j), t) * index;
    all.entry_level[static_cast<std::size_t>(j)] =
        lesser(greater(own, broadcast<Lanes>(bounds.floor)), broadcast<Lanes>(bounds.ceiling)) / index;
  }
  return all;
}

void MembershipRules::fill_flexible(const Flexible& all, CategoryRules& rules) {
  rules.terms.index = rules.index_unaudited = all.index;
  rules.member_rate = all.member_rate, rules.terms.credit = all.credit;
  rules.wage_year = rules.employer_rate = rules.waived_rate = Lanes{};
  rules.entry_level = all.entry_level;
}

MembershipRules::Employees MembershipRules::employees(Year t) const {
  Employees all;
  all.wage = lanes(Knob::market_wage, t) * lanes(Knob::wage_level, t);
  all.sigma = lanes(Knob::wage_sigma, t), all.declared = lanes(Knob::declared_share, t);
  const Lanes audited = lanes(Knob::audit_recovered, t);
  all.effective = all.declared + (1.0 - all.declared) * audited;
  all.audited = any_positive(audited);
  for (int j = 0; j < kEmployeeStreams; ++j) {
    const auto stream = static_cast<std::size_t>(j);
    const Lanes level = all.level[stream] = lanes(of_stream(Knob::level_private, j), t);
    all.own_level[stream] =
        any_positive(lanes(of_stream(Knob::coverage_private, j), t)) && any_positive(greater(level - 1.0, 1.0 - level));
  }
  all.bounds = {knob(Knob::floor_share, t), knob(Knob::ceiling_share, t)};
  fill_employer_rate(t, all.employer_rate, all.waived_rate);
  all.member_rate = lanes(Knob::individual_rate, t), all.credit = lanes(Knob::account_credit_rate, t);
  return all;
}

void MembershipRules::fill_employees(Category g, Year t, const Common& common, const Employees& all,
                                     CategoryRules& rules) const {
  const Knob factor = g == Category::male_employee  ? Knob::wage_male_employee
                      : g == Category::female_cadre ? Knob::wage_female_cadre
                                                    : Knob::wage_female_worker;
  const Lanes wage = all.wage * lanes(factor, t);
  const auto index_of = [&](const Lanes& level, const Lanes& share) {
    return kernel_.mean_index({level * wage / common.reference_wage, all.sigma, share}, all.bounds);
  };
  const Lanes one = broadcast<Lanes>(1.0);
  rules.index_unaudited = index_of(one, all.declared);
  rules.terms.index = all.audited ? index_of(one, all.effective) : rules.index_unaudited;
  for (std::size_t j = 0; j < kEmployeeStreams; ++j) {
    Lanes& entry = rules.entry_level[j] = one;
    if (all.own_level[j]) entry = all.level[j] == one ? one : index_of(all.level[j], all.effective) / rules.terms.index;
  }
  rules.wage_year = wage * kMonthsAYear;
  rules.member_rate = all.member_rate, rules.terms.credit = all.credit;
  rules.employer_rate = all.employer_rate, rules.waived_rate = all.waived_rate;
}

void MembershipRules::fill_employer_rate(Year t, Lanes& paid, Lanes& waived) const {
  if (std::all_of(kOfEmployerRate.begin(), kOfEmployerRate.end(), [&](Knob k) { return same_in_all_lanes(k); })) {
    const auto [one_paid, one_waived] = employer_rate<double>(
        [&](Knob k, int m) { return block_.knobs.front()->month(k, block_.units.front(), year_month(t, m)); });
    paid = broadcast<Lanes>(one_paid), waived = broadcast<Lanes>(one_waived);
    return;
  }
  const auto each = employer_rate<Lanes>([&](Knob k, int m) {
    return block_.gather([&](const KnobValues& knobs, int unit) { return knobs.month(k, unit, year_month(t, m)); });
  });
  paid = each.paid, waived = each.waived;
}

AwardTerms<Lanes> MembershipRules::award_terms(Year t) const {
  AwardTerms<Lanes> terms;
  const auto province = [&](Year year) { return lanes(Knob::province_base, year); };
  const auto city = [&](Year year) { return province(year) * lanes(Knob::city_base_ratio, year); };
  terms.bases = {province(t), city(t)};
  if (t > scenario_.base_year && knob(Knob::hold_harmless, t) >= 0.5)
    terms.bases = {greater(province(t), province(t - 1)), greater(city(t), city(t - 1))};
  terms.rates = {knob(Knob::basic_rate, t), knob(Knob::transitional_rate, t)};
  return terms;
}

GrantMonths MembershipRules::grant_months(Year t) const {
  const SurvivorScale& scale = survivors(std::min(t, scenario_.last_year));
  const SurvivorRule& rule = scale.rule;
  return {.below_top = scale.months.data(),
          .top = {.after = rule.extra_after_years,
                  .there = static_cast<double>(rule.months_there),
                  .further = static_cast<double>(rule.months_per_further_year),
                  .cap = static_cast<double>(rule.cap_months)}};
}

void MembershipRules::fill_turnover(Year t, Common& common) const {
  const Lanes paying = lanes(Knob::paying_share, t), hazard = lanes(Knob::turnover, t);
  common.suspend = block_.each([&](int l) { return exit_probability(hazard[l] * (1 - paying[l])); });
  common.resume = block_.each([&](int l) { return exit_probability(hazard[l] * paying[l]); });
}

MembershipRules::Common MembershipRules::common(Year t) const {
  Common all;
  all.reference_wage = lanes(Knob::reference_wage, t), all.reference_year = all.reference_wage * kMonthsAYear;
  fill_turnover(t, all);
  all.density = lanes(Knob::density, t), all.collection = lanes(Knob::collection_rate, t);
  all.account_rate = lanes(Knob::account_rate, t);
  all.credit_interest = all.account_rate * knob(Knob::account_interest_months, t) / kMonthsAYear;
  all.part_year = knob(Knob::part_year, t);
  all.grant = grant_months(t + 1);
  all.terms = award_terms(t);
  return all;
}

void MembershipRules::fill_rates(Category g, Year t, const Common& common, bool accrue_on_due,
                                 CategoryRules& rules) const {
  rules.terms.bases = common.terms.bases, rules.terms.rates = common.terms.rates;
  rules.base_year = rules.terms.index * common.reference_year;
  rules.terms.credit *= rules.base_year;
  rules.legal_rate = rules.employer_rate + rules.waived_rate + rules.member_rate;
  rules.density = common.density, rules.collection = common.collection;
  rules.restored = Lanes{};
  rules.terms.account_rate = common.account_rate;
  rules.rates = {.suspend = common.suspend,
                 .resume = common.resume,
                 .gain = accrue_on_due ? rules.density : rules.density * rules.collection,
                 .part_year = broadcast<Lanes>(common.part_year),
                 .index = rules.terms.index,
                 .credit = rules.terms.credit,
                 .interest = common.account_rate,
                 .credit_interest = common.credit_interest,
                 .grant = common.grant};
  rules.cohorts = &tables_.cohorts.at(g, t);
}

/// Employees' categories that a flexible member may turn out to belong to (M3.9), and the share of each.
EntryRules::EmployedAs MembershipRules::employed_as(Sex sex, Year t) const {
  const double cadres = knob(Knob::cadre_share, t);
  if (sex == Sex::male) return {{{Category::male_employee, 1.0}, {Category::male_employee, 0.0}}};
  return {{{Category::female_cadre, cadres}, {Category::female_worker, 1 - cadres}}};
}

void MembershipRules::fill_reclassification(Year t, MembershipYear& rules) const {
  rules.reclassified = lanes(Knob::reclassified, t);
  rules.reclassified_level = knob(Knob::reclassified_level, t);
  if (!any_positive(rules.reclassified)) return;
  for (Category from : {Category::male_flexible, Category::female_flexible})
    for (Age x = Table::kFirstAge; x <= Table::kLastAge; ++x) {
      double& all = rules.categories[static_cast<std::size_t>(from)].reclassify[row_of(x)];
      all = 0;
      const auto targets = employed_as(sex_of(from), t);
      const auto arriving = [&](Category to) -> double& {
        return rules.categories[static_cast<std::size_t>(to)].arriving[row_of(x)];
      };
      for (const auto& [to, share] : targets) all += before_due(to, t, x) ? share : 0.0, arriving(to) = 0;
      for (const auto& [to, share] : targets)
        if (share > 0 && before_due(to, t, x)) arriving(to) = share / all;
    }
}

void MembershipRules::fill_pension_rates(Year t, MembershipYear& rules) const {
  const auto increase_of = [&](const KnobValues& knobs, int unit) {
    const auto value = [&](Knob k) { return knobs.year(k, unit, t); };
    if (knobs.choice(Knob::increase_form, unit, t) == 1)
      return IncreaseAmounts{value(Knob::published_fixed), value(Knob::published_per_year),
                             value(Knob::published_own_share), value(Knob::published_tilt)};
    const double target = value(Knob::increase_rate);
    const ReferenceMoments reference{value(Knob::reference_pension), value(Knob::reference_years),
                                     value(Knob::reference_share_70)};
    const IncreaseAmounts amounts =
        amounts_of_split({value(Knob::increase_fixed_share), value(Knob::increase_years_share),
                          value(Knob::increase_own_share), value(Knob::increase_tilt_share)},
                         reference, target);
    return scaled(amounts, increase_scale(amounts, reference, target));
  };
  Lanes fixed{}, per_year{}, own_share{}, tilt{};
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    const IncreaseAmounts of = increase_of(*block_.knobs[lane], block_.units[lane]);
    const auto l = static_cast<int>(lane);
    fixed[l] = of.fixed, per_year[l] = of.per_year, own_share[l] = of.own_share, tilt[l] = of.tilt;
  }
  rules.pension = {
      .fixed = fixed,
      .per_year = per_year,
      .own_share = own_share,
      .tilt = tilt,
      .whole_year = draw_terms(rules.account_rate, 0),
      .of_dying = rules.of_dying,
      .pool_carries_increases = scenario_.knobs.choice(Knob::increase_split, block_.units.front(), t) == 1};
  rules.tilt_age = static_cast<Age>(knob(Knob::tilt_age, t));
}

void MembershipRules::fill_scalars(Year t, const Common& common, MembershipYear& rules) const {
  rules.survivors = &survivors(t);
  rules.grants = {.income_based = knob(Knob::grants_income_based, t),
                  .income_month = lanes(Knob::urban_income, t),
                  .funeral_months = knob(Knob::funeral_months, t),
                  .wage_month = common.reference_wage,
                  .old_funeral_wage_months = knob(Knob::old_funeral_wage_months, t),
                  .pension_month = lanes(Knob::reference_pension, t),
                  .old_survivor_pension_months = knob(Knob::old_survivor_pension_months, t)};
  rules.funeral_grant = funeral_grant(rules.grants);
  rules.transfer_out = lanes(Knob::transfer_out_rate, t);
  rules.transfer_out_before = static_cast<Age>(std::ceil(knob(Knob::transfer_out_before, t)));
  rules.arrears_recovery = knob(Knob::arrears_recovery, t);
  rules.arrears_write_off = std::min(knob(Knob::arrears_write_off, t), 1 - rules.arrears_recovery);
  rules.late_fee_share = knob(Knob::late_fee_daily, t) * knob(Knob::late_fee_days, t);
  rules.makeup_index = knob(Knob::makeup_index, t);
  rules.makeup_base_year = rules.makeup_index * common.reference_wage * kMonthsAYear;
  rules.makeup_rate = knob(Knob::makeup_rate, t);
  rules.makeup_credit_rate = knob(Knob::flexible_account_rate, t);
  rules.illness_benefit = knob(Knob::illness_benefit, t) >= 0.5;
  rules.part_year = common.part_year;
  rules.subsidy_years = knob(Knob::hardship_subsidy_years, t);
  rules.subsidy_per_head = knob(Knob::hardship_index, t) * common.reference_wage * kMonthsAYear *
                           (lanes(Knob::flexible_pooled_rate, t) + knob(Knob::flexible_account_rate, t)) *
                           knob(Knob::hardship_subsidy_share, t);
  rules.pooled_per_account = knob(Knob::transfer_pooled, t);
  rules.false_claims = knob(Knob::false_claims_share, t) * knob(Knob::false_claims_months, t);
  rules.false_claims_recovery = knob(Knob::false_claims_recovery, t);
  rules.loans = {
      .years = loan_years_, .interest = knob(Knob::loan_interest, t), .subsidy = knob(Knob::loan_subsidy, t)};
}

void MembershipRules::year(Year t, MembershipYear& rules) const {
  const Common common = this->common(t);
  const Employees employees = this->employees(t);
  const Flexible flexible = this->flexible(t);
  rules.year = t;
  rules.account_rate = common.account_rate;
  rules.accrue_on_due = scenario_.knobs.choice(Knob::accrual_on, block_.units.front(), t) == 1;
  rules.of_dying = draw_of_dying(rules.account_rate, knob(Knob::death_months_paid, t));
  rules.exits = &tables_.exits.year(t);
  rules.mortality = around_.mortality[static_cast<std::size_t>(t - scenario_.base_year - 1)];
  for (Category g : kAllCategories) {
    CategoryRules& category = rules.categories[static_cast<std::size_t>(g)];
    category.flexible = is_flexible(g);
    if (category.flexible)
      fill_flexible(flexible, category);
    else
      fill_employees(g, t, common, employees, category);
    fill_rates(g, t, common, rules.accrue_on_due, category);
  }
  fill_reclassification(t, rules);
  fill_pension_rates(t, rules);
  fill_scalars(t, common, rules);
  fill_entry(t, common, rules.entry);
}

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
