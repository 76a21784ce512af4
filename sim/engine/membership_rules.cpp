#include "sim/engine/membership_rules.hpp"

#include <algorithm>
#include <cmath>

#include "models/benefit/increase.hpp"
#include "models/economy/contribution_index.hpp"
#include "models/membership/decrements.hpp"
#include "models/membership/eligibility.hpp"
#include "models/population/survival.hpp"

namespace ballast {
namespace {

using Table = MemberTable<double>;
constexpr int kMonths = 12;

/// Payments of those who die, deaths spread over the months: d payments in month d, Σ(d − n)/12 of interest forgone.
DrawTerms draw_of_dying(double rate, double months_paid) {
  double pairs = 0;
  for (int d = 1; d <= kMonths; ++d) pairs += d * (d - 1) / 2.0 / kMonths;
  return {.growth = 1.0 + rate * months_paid / kMonths, .payments = months_paid, .forgone = rate * pairs / kMonths};
}

/// Collects the exits of one row; each way acts on what the ways before it left.
class ExitList {
 public:
  ExitList(RowRates<double>& row, std::vector<AwardMoments>& moments, double account_rate)
      : row_(row), moments_(moments), rate_(account_rate) {}

  void add(Exit<double> exit, const std::vector<AwardPoint>& points) {
    if (!(exit.share > 0) || points.empty()) return;
    exit.group = static_cast<int>(moments_.size());
    moments_.push_back(award_moments(points, rate_));
    exit.gained = moments_.back().heads.gained;
    row_.exits[static_cast<std::size_t>(row_.exit_count++)] = exit;
  }

 private:
  RowRates<double>& row_;
  std::vector<AwardMoments>& moments_;
  double rate_;
};

double weight_of(const std::vector<AwardPoint>& points) {
  double total = 0;
  for (const AwardPoint& p : points) total += p.weight;
  return total;
}

std::vector<AwardPoint> normalised(std::vector<AwardPoint> points) {
  const double total = weight_of(points);
  for (AwardPoint& p : points) p.weight /= total;
  return points;
}

}  // namespace

MembershipRules::MembershipRules(const Scenario& scenario, int unit, const std::vector<PopulationPath>& population)
    : scenario_(scenario), unit_(unit), population_(population), calendar_(scenario, unit) {
  for (int s = 0; s <= scenario.top_service; ++s) survivor_months_.push_back(survivor_months(scenario.survivors, s));
}

const double* MembershipRules::eligible(double minimum_months) const {
  auto [slot, fresh] = eligible_.try_emplace(minimum_months);
  if (fresh)
    for (int s = 0; s <= scenario_.top_service + 1; ++s) slot->second.push_back(eligible_share(s, minimum_months));
  return slot->second.data();
}

void MembershipRules::fill_category(Category g, Year t, CategoryRules& rules) const {
  const double reference = knob(Knob::reference_wage, t);
  const BaseBounds bounds{knob(Knob::floor_share, t), knob(Knob::ceiling_share, t)};
  rules.flexible = is_flexible(g);
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
    rules.terms.index =
        contribution_index({wage / reference, knob(Knob::wage_sigma, t), knob(Knob::declared_share, t)}, bounds).mean;
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
  const double base = knob(Knob::province_base, t);
  const bool held = t > scenario_.base_year && knob(Knob::hold_harmless, t) >= 0.5;
  const auto kept = [&](double now, double before) { return held ? std::max(now, before) : now; };
  const double base_before = t > scenario_.base_year ? knob(Knob::province_base, t - 1) : base;
  const double ratio_before = t > scenario_.base_year ? knob(Knob::city_base_ratio, t - 1) : 1;
  rules.terms.bases = {kept(base, base_before),
                       kept(base * knob(Knob::city_base_ratio, t), base_before * ratio_before)};
  rules.terms.rates = {knob(Knob::basic_rate, t), knob(Knob::transitional_rate, t)};
  fill_rates(g, t, rules);
  fill_exits(g, t, rules);
}

void MembershipRules::fill_rates(Category g, Year t, CategoryRules& rules) const {
  const auto& rates = scenario_.demography.mortality[static_cast<std::size_t>(sex_of(g))]
                                                    [static_cast<std::size_t>(t - scenario_.demography.first_year)];
  const CohortMortality q = cohort_mortality(rates * (knob(Knob::mortality, t) * knob(Knob::selection_active, t)));
  const double paying = knob(Knob::paying_share, t), turnover = knob(Knob::turnover, t);
  const bool due = scenario_.knobs.choice(Knob::accrual_on, unit_, t) == 1;
  const double i = knob(Knob::account_rate, t);
  for (Age x = Table::kFirstAge; x <= Table::kLastAge; ++x) {
    RowRates<double>& row = rules.rows[static_cast<std::size_t>(x - Table::kFirstAge)];
    row.death = q.reaching(x);
    row.suspend = exit_probability(turnover * (1 - paying));
    row.resume = exit_probability(turnover * paying);
    row.gain = rules.density * (due ? 1.0 : rules.collection);
    row.part_year = knob(Knob::part_year, t);
    row.index = rules.terms.index;
    row.credit = rules.terms.credit;
    row.interest = i;
    row.credit_interest = i * knob(Knob::account_interest_months, t) / kMonths;
    row.survivor_months = survivor_months_.data();
    const auto& kappas = scenario_.kappa[static_cast<std::size_t>(g)];
    const auto kappa = kappas.find(t - x);
    rules.kappa[static_cast<std::size_t>(x - Table::kFirstAge)] = kappa == kappas.end() ? 1.0 : kappa->second;
  }
}

void MembershipRules::fill_exits(Category g, Year t, CategoryRules& rules) const {
  const bool male = sex_of(g) == Sex::male;
  const double i = knob(Knob::account_rate, t), minimum_now = calendar_.minimum_months(t);
  const bool benefit = knob(Knob::illness_benefit, t) >= 0.5;
  const double window = benefit ? knob(Knob::illness_window, t) : 0;
  const Age from = static_cast<Age>(knob(male ? Knob::early_from_male : Knob::early_from_female, t));
  const Age last_age = static_cast<Age>(knob(Knob::short_last_age, t));
  for (Age x = from; x <= Table::kLastAge; ++x) {
    const auto at = static_cast<std::size_t>(x - Table::kFirstAge);
    ExitList exits(rules.rows[at], rules.moments[at], i);
    const CohortCalendar& calendar = calendar_.cohort(g, t - x);
    const auto exit = [&](Way way, double share, double minimum_months) {
      return Exit<double>{
          .way = way, .share = share, .eligible = eligible(minimum_months), .minimum_years = minimum_months / kMonths};
    };
    if (t > calendar.last_year) {  // past due: only years of contribution are missing
      Exit<double> extended = exit(Way::extended, 1.0, calendar_.minimum_months(calendar.statutory_year));
      const bool may_buy = t - calendar.statutory_year >= knob(Knob::short_buy_after, t);
      extended.buy = may_buy ? knob(Knob::short_buy, t) : 0;
      extended.leave = x >= last_age ? 1 - extended.buy : 0;
      exits.add(extended, calendar_.past_due_points(x, t));
      rules.convert[at] = 1;
      continue;
    }
    const auto special = rules.flexible ? std::vector<AwardPoint>{} : calendar_.special_points(g, t - x, t);
    const auto ill = calendar_.even_points(g, x, t, window), irregular = calendar_.even_points(g, x, t, 0);
    const double special_share = std::min(0.95, knob(male ? Knob::special_share_male : Knob::special_share_female, t) *
                                                    knob(Knob::early_special, t) * weight_of(special));
    const auto early = competing_exits<double, 3>(
        {-std::log1p(-special_share),
         knob(male ? Knob::illness_hazard_male : Knob::illness_hazard_female, t) * knob(Knob::early_illness, t) *
             weight_of(ill),
         rules.flexible ? 0.0
                        : knob(male ? Knob::irregular_hazard_male : Knob::irregular_hazard_female, t) *
                              knob(Knob::early_irregular, t) * weight_of(irregular)});
    if (early[0] > 0) exits.add(exit(Way::special, early[0], minimum_now), normalised(special));
    if (early[1] > 0) exits.add(exit(Way::illness, early[1], minimum_now), normalised(ill));
    if (early[2] > 0) exits.add(exit(Way::irregular, early[2], minimum_now), normalised(irregular));
    const double left = 1 - early[0] - early[1] - early[2];
    for (const DueGroup& due : calendar.groups) {
      if (due.year != t) continue;
      Exit<double> way = exit(due.way, left * due.share_of_remaining, due.minimum_months);
      if (due.way == Way::statutory) way.leave = knob(Knob::short_leave, t);
      if (due.way != Way::early) rules.convert[at] += due.share_of_remaining;
      exits.add(way, due.points);
    }
  }
  // those who buy in retire on 31 December and are first paid in January
  for (Age x = from; x <= Table::kLastAge; ++x)
    rules.buying_divisor[static_cast<std::size_t>(x - Table::kFirstAge)] =
        divisor(scenario_.divisor_table(year_month(t, kMonths)), kMonths * x + kMonths / 2);
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
  for (int kind = 0; kind < 2; ++kind)
    for (int sex = 0; sex < kSexes; ++sex) {
      const auto& rates =
          scenario_.demography
              .mortality[static_cast<std::size_t>(sex)][static_cast<std::size_t>(t - scenario_.demography.first_year)];
      const Knob selection = kind == 0 ? Knob::selection_retired : Knob::selection_illness;
      const CohortMortality q = cohort_mortality(rates * (knob(Knob::mortality, t) * knob(selection, t)));
      auto& table = rules.pension[static_cast<std::size_t>(kind * kSexes + sex)];
      for (Age x = PensionerTable<double>::kFirstAge; x <= PensionerTable<double>::kLastAge; ++x)
        table[static_cast<std::size_t>(x - PensionerTable<double>::kFirstAge)] = {
            .death = q.reaching(x),
            .fixed = increase.fixed,
            .per_year = increase.per_year,
            .own_share = increase.own_share,
            .tilt = x >= tilt_age ? increase.tilt : 0.0,
            .whole_year = draw_terms(i, 0),
            .of_dying = rules.of_dying,
            .pool_carries_increases = scenario_.knobs.choice(Knob::increase_split, unit_, t) == 1};
    }
}

MembershipYear MembershipRules::year(Year t) const {
  MembershipYear rules;
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
  return rules;
}

Entrants MembershipRules::entrants(Year t,
                                   const std::array<std::array<double, Demography::kAges>, kSexes>& insured) const {
  const Residents pool = labour_pool(scenario_, population_, unit_, t);
  const Age first = static_cast<Age>(knob(Knob::entry_age_min, t)),
            last = static_cast<Age>(knob(Knob::entry_age_max, t));
  const std::array<double, kStreams> join{knob(Knob::coverage_private, t) * knob(Knob::pool_share_private, t),
                                          knob(Knob::coverage_flexible, t) * knob(Knob::pool_share_flexible, t),
                                          knob(Knob::coverage_hardship, t) * knob(Knob::pool_share_hardship, t)};
  const double cadres = knob(Knob::cadre_share, t);
  Entrants result;
  for (int sex = 0; sex < kSexes; ++sex) {
    const Age hardship_age = static_cast<Age>(
        knob(sex == static_cast<int>(Sex::male) ? Knob::hardship_age_male : Knob::hardship_age_female, t));
    for (Age x = std::max(first, Table::kFirstAge); x <= std::min(last, Table::kLastAge); ++x) {
      const double uninsured =
          pool[static_cast<std::size_t>(sex)](x) - insured[static_cast<std::size_t>(sex)][static_cast<std::size_t>(x)];
      if (uninsured <= 0) {
        result.clipped -= uninsured;
        continue;
      }
      std::array<double, kStreams> heads{};
      for (const EntryProfile& p : scenario_.entry_profiles)
        if (x >= p.from && x <= p.to && (p.stream != Stream::hardship || x >= hardship_age))
          heads[static_cast<std::size_t>(p.stream)] =
              uninsured * std::min(1.0, join[static_cast<std::size_t>(p.stream)] * p.relative);
      const auto at = static_cast<std::size_t>(x - Table::kFirstAge);
      const auto add = [&](Category g, double n) { result.heads[static_cast<std::size_t>(g)][at] += n; };
      const double flexible = heads[1] + heads[2];
      result.hardship += heads[2];
      if (sex == static_cast<int>(Sex::male)) {
        add(Category::male_employee, heads[0]), add(Category::male_flexible, flexible);
      } else {
        add(Category::female_cadre, heads[0] * cadres), add(Category::female_worker, heads[0] * (1 - cadres));
        add(Category::female_flexible, flexible);
      }
    }
  }
  return result;
}

}  // namespace ballast
