#include "sim/engine/membership_rules.hpp"

#include <algorithm>
#include <cmath>

#include "models/benefit/increase.hpp"
#include "models/economy/contribution_index.hpp"
#include "models/membership/decrements.hpp"
#include "models/membership/eligibility.hpp"

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

/// Of the short, only those due for the first time choose whether to leave: the earlier ones chose to keep paying.
double leaving_share(const ExitTemplate& due, double leave) {
  return leave * due.share_of_cohort / (due.share_of_cohort + (1 - leave) * due.chose_before);
}

/// Who stays in a row that people can leave: A(s) and B(s) of year_step.hpp.
void fill_stay(RowExits& row, int buckets) {
  row.stay_flat.assign(static_cast<std::size_t>(buckets), 1.0);
  row.stay_up.assign(static_cast<std::size_t>(buckets), 1.0);
  for (int o = 0; o < row.count; ++o) {
    const Exit<double>& exit = row.exits[static_cast<std::size_t>(o)];
    const double kept = 1.0 - exit.leave - exit.buy;
    for (int s = 0; s < buckets; ++s) {
      const double here = 1.0 - exit.here[s], next = 1.0 - exit.next[s];
      row.stay_flat[static_cast<std::size_t>(s)] -= exit.share * (1.0 - here * kept);
      row.stay_up[static_cast<std::size_t>(s)] -=
          exit.share * (1.0 - kept * (here * (1.0 - exit.gained) + next * exit.gained));
    }
  }
}

}  // namespace

MembershipRules::MembershipRules(const Scenario& scenario, int unit, const Groundwork& groundwork)
    : scenario_(scenario), unit_(unit), groundwork_(groundwork) {
  for (int s = 0; s <= scenario.top_service; ++s) survivor_months_.push_back(survivor_months(scenario.survivors, s));
  for (const EntryProfile& p : scenario.entry_profiles)
    for (Age x = p.from; x <= p.to; ++x)
      take_up_by_age_[static_cast<std::size_t>(p.stream)][static_cast<std::size_t>(x)] = p.relative;
}

const MembershipRules::Eligible& MembershipRules::eligible(double minimum_months) const {
  auto [slot, fresh] = eligible_.try_emplace(minimum_months);
  if (!fresh) return slot->second;
  Eligible& e = slot->second;
  for (int s = 0; s <= scenario_.top_service + 1; ++s) e.share.push_back(eligible_share(s, minimum_months));
  for (std::size_t s = 0; s + 1 < e.share.size(); ++s) e.newly.push_back(e.share[s + 1] - e.share[s]);
  e.nobody.assign(e.share.size(), 0.0);
  return e;
}

void MembershipRules::fill_wages(Category g, Year t, CategoryRules& rules) const {
  const double reference = knob(Knob::reference_wage, t);
  const BaseBounds bounds{knob(Knob::floor_share, t), knob(Knob::ceiling_share, t)};
  rules.flexible = is_flexible(g);
  rules.terms.index = rules.wage_year = rules.employer_rate = rules.waived_rate = 0;
  if (rules.flexible) {
    for (const FlexibleStep& step : scenario_.flexible_steps)
      rules.terms.index += step.share * std::clamp(step.index, bounds.floor, bounds.ceiling);
    rules.member_rate = knob(Knob::flexible_pooled_rate, t) + knob(Knob::flexible_account_rate, t);
    rules.terms.credit = knob(Knob::flexible_account_rate, t);
  } else {
    const Knob factor = g == Category::male_employee  ? Knob::wage_male_employee
                        : g == Category::female_cadre ? Knob::wage_female_cadre
                                                      : Knob::wage_female_worker;
    const double wage = knob(Knob::market_wage, t) * knob(Knob::wage_level, t) * knob(factor, t);
    const WageDistribution wages{wage / reference, knob(Knob::wage_sigma, t), knob(Knob::declared_share, t)};
    rules.terms.index = contribution_index(wages, bounds).mean;
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
    const auto kappa = kappas.find(t - x);
    rules.kappa[row_of(x)] = kappa == kappas.end() ? 1.0 : kappa->second;
    rules.buying_divisor[row_of(x)] = divisor(divisors, kMonths * x + kMonths / 2);
  }
}

void MembershipRules::fill_exits(Category g, Year t, CategoryRules& rules) const {
  const bool male = sex_of(g) == Sex::male;
  const double special_share = knob(male ? Knob::special_share_male : Knob::special_share_female, t);
  const double illness_hazard = knob(male ? Knob::illness_hazard_male : Knob::illness_hazard_female, t);
  const double irregular_hazard = knob(male ? Knob::irregular_hazard_male : Knob::irregular_hazard_female, t);
  const double special_force = knob(Knob::early_special, t), illness_force = knob(Knob::early_illness, t),
               irregular_force = knob(Knob::early_irregular, t);
  const Age last_age = static_cast<Age>(knob(Knob::short_last_age, t));
  constexpr double kMostSpecial = 0.95;  // a share of 1 has no hazard

  for (Age x = Table::kFirstAge; x <= Table::kLastAge; ++x) {
    const AgeExits& ways = groundwork_.common(unit_).exits.at(g, t, x);
    RowExits& row = rules.exits[row_of(x)];
    row.count = 0;
    const auto add = [&](const ExitTemplate& way, double share) -> Exit<double>& {
      Exit<double>& exit = row.exits[static_cast<std::size_t>(row.count)];
      row.moments[static_cast<std::size_t>(row.count++)] = &way.moments;
      const Eligible& e = eligible(way.minimum_months);
      return exit = {.way = way.way,
                     .share = share,
                     .gained = way.moments.heads.gained,
                     .here = e.share.data(),
                     .next = e.share.data() + 1,
                     .minimum_years = way.minimum_months / kMonths};
    };
    double left = 1;
    if (ways.special.share + ways.illness.share + ways.irregular.share > 0) {
      const double special =
          rules.flexible ? 0 : std::min(kMostSpecial, special_share * special_force * ways.special.share);
      const auto early = competing_exits<double, 3>(
          {-std::log1p(-special), illness_hazard * illness_force * ways.illness.share,
           rules.flexible ? 0.0 : irregular_hazard * irregular_force * ways.irregular.share});
      if (early[0] > 0) add(ways.special, early[0]);
      if (early[1] > 0) add(ways.illness, early[1]);
      if (early[2] > 0) add(ways.irregular, early[2]);
      left = 1 - early[0] - early[1] - early[2];
    }
    double waiting = left;
    for (const ExitTemplate& due : ways.scheduled) {
      if (!(due.share > 0)) continue;
      Exit<double>& exit = add(due, left * due.share);
      waiting -= exit.share;
      if (due.way == Way::statutory) exit.leave = leaving_share(due, knob(Knob::short_leave, t));
      if (!ways.past_due) continue;  // past due only years of contribution are missing; they may be bought once
      const double extension = knob(Knob::short_buy_after, t);
      const auto long_enough = [&](Year year) {
        return year > ways.last_year && year - ways.statutory_year >= extension;
      };
      exit.buy = long_enough(t) && !long_enough(t - 1) ? knob(Knob::short_buy, t) : 0;
      exit.leave = x >= last_age ? 1 - exit.buy : 0;
    }
    if (ways.made_up.share > 0) {
      const Eligible& e = eligible(ways.made_up.minimum_months);
      Exit<double>& exit = add(ways.made_up, waiting);
      exit.here = e.nobody.data(), exit.next = e.newly.data();
    }
    rules.convert[row_of(x)] = ways.convert;
    RowRates<double>& rates = rules.rows[row_of(x)];
    rates.exits = row.exits.data(), rates.exit_count = row.count;
    if (row.count == 0) continue;
    fill_stay(row, scenario_.top_service + 1);
    rates.stay_flat = row.stay_flat.data(), rates.stay_up = row.stay_up.data();
  }
}

void MembershipRules::fill_pension_rates(Year t, MembershipYear& rules) const {
  const double i = knob(Knob::account_rate, t), target = knob(Knob::increase_rate, t);
  const ReferenceMoments reference{knob(Knob::reference_pension, t), knob(Knob::reference_years, t),
                                   knob(Knob::reference_share_70, t)};
  const IncreaseSplit split{knob(Knob::increase_fixed_share, t), knob(Knob::increase_years_share, t),
                            knob(Knob::increase_own_share, t), knob(Knob::increase_tilt_share, t)};
  const IncreaseAmounts amounts = amounts_of_split(split, reference, target);
  const IncreaseAmounts increase = scaled(amounts, increase_scale(amounts, reference, target));
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
}

Entrants MembershipRules::entrants(Year t, const HeadsBySexAndAge& insured) const {
  const Residents pool = labour_pool(scenario_, groundwork_.population(), unit_, t);
  const Age first = std::max(static_cast<Age>(knob(Knob::entry_age_min, t)), Table::kFirstAge);
  const Age last = std::min(static_cast<Age>(knob(Knob::entry_age_max, t)), Table::kLastAge);
  const std::array<double, kStreams> join{knob(Knob::coverage_private, t) * knob(Knob::pool_share_private, t),
                                          knob(Knob::coverage_flexible, t) * knob(Knob::pool_share_flexible, t),
                                          knob(Knob::coverage_hardship, t) * knob(Knob::pool_share_hardship, t)};
  const std::array<double, kSexes> hardship_age{knob(Knob::hardship_age_male, t), knob(Knob::hardship_age_female, t)};
  const double cadres = knob(Knob::cadre_share, t);
  Entrants result;
  for (std::size_t sex = 0; sex < kSexes; ++sex) {
    const bool male = sex == static_cast<std::size_t>(Sex::male);
    for (Age x = first; x <= last; ++x) {
      const double uninsured = pool[sex](x) - insured[sex][static_cast<std::size_t>(x)];
      result.clipped += std::max(0.0, -uninsured);
      if (uninsured <= 0) continue;
      std::array<double, kStreams> heads;
      for (std::size_t stream = 0; stream < kStreams; ++stream)
        heads[stream] = uninsured * std::min(1.0, join[stream] * take_up_by_age_[stream][static_cast<std::size_t>(x)]);
      if (x < hardship_age[sex]) heads[static_cast<std::size_t>(Stream::hardship)] = 0;
      const double hardship = heads[static_cast<std::size_t>(Stream::hardship)];
      const double employees = heads[static_cast<std::size_t>(Stream::employees)];
      // who is due in the employee's category enrols as a flexible worker; who is due there too does not enrol
      const Category flexible = male ? Category::male_flexible : Category::female_flexible;
      const auto before_due = [&](Category c) {
        return groundwork_.common(unit_).exits.at(c, t, x).statutory_year > t;
      };
      const auto add = [&](Category g, double n) {
        const Category joined = before_due(g) ? g : flexible;
        if (before_due(joined)) result.heads[static_cast<std::size_t>(joined)][row_of(x)] += n;
      };
      result.hardship += before_due(flexible) ? hardship : 0;
      add(flexible, heads[static_cast<std::size_t>(Stream::flexible)] + hardship);
      if (male) {
        add(Category::male_employee, employees);
      } else {
        add(Category::female_cadre, employees * cadres);
        add(Category::female_worker, employees * (1 - cadres));
      }
    }
  }
  return result;
}

}  // namespace ballast
