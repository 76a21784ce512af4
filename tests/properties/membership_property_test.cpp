// What must hold of stage 1 for any knobs, not for chosen ones.
#include <fmt/core.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/detail/Configuration.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "sim/engine/stage_one.hpp"
#include "tests/properties/random_scenario.hpp"
#include "tests/sim/one_county.hpp"
#include "tests/sim/puyang.hpp"

namespace ballast {
namespace {

/// A property of a run of the model is checked on fewer draws than one of a function.
template <class Property>
void holds_for(int draws, Property property) {
  rc::detail::TestParams params = rc::detail::configuration().testParams;
  params.maxSuccess = draws;
  const auto result = rc::detail::checkTestable(property, rc::detail::TestMetadata{}, params);
  if (result.template is<rc::detail::SuccessResult>()) return;
  std::ostringstream told;
  rc::detail::printResultMessage(result, told);
  FAIL() << told.str();
}

// ---- runs of drawn scenarios ---------------------------------------------------------------------------------------

/// Far enough for the reform of 2025, its illness benefit and the first years of the rising minimum.
constexpr Year kLast = 2031;

Scenario with(const std::vector<std::string>& sets, std::optional<int> top_service = {}, Year last = kLast) {
  auto read = test::puyang().scenario({"baseline", sets, {}, last, top_service});
  if (!read) throw std::runtime_error(read.error().front().what);
  return std::move(*read);
}

std::vector<MembershipResult> all_units(const Scenario& s) {
  auto stage = run_membership(s, 1);
  if (!stage) throw std::runtime_error(stage.error().front().what);
  std::vector<MembershipResult> results;
  for (std::size_t unit = 0; unit < s.units.size(); ++unit)
    results.push_back({std::move(stage->flows[unit]), stage->audits[unit]});
  return results;
}

int year_row(const Scenario& s, Year t) { return t - s.base_year; }

double sum_of(const UnitFlows& f, int row, std::initializer_list<Flow> flows) {
  double sum = 0;
  for (Flow flow : flows) sum += f.at(row, flow);
  return sum;
}
double contributions(const UnitFlows& f, int row) {
  using enum Flow;
  return sum_of(f, row,
                {contributions_unit, contributions_individual, contributions_flexible, contributions_arrears,
                 contributions_makeup});
}
double expenditure(const UnitFlows& f, int row) {
  using enum Flow;
  return sum_of(f, row,
                {pension_basic, pension_transitional, pension_increases, pension_account, pension_account_from_pool,
                 illness_benefit, funeral_grants, survivor_grants, account_refunds, transfers_out, false_claims_paid});
}
double income(const UnitFlows& f, int row) {
  return contributions(f, row) + sum_of(f, row, {Flow::late_fees, Flow::transfers_in, Flow::false_claims_recovered});
}

/// What a flow may be the rounding of: interest at a rate of nought is the rounding of the accounts.
double of_what_it_works_on(const UnitFlows& a, Flow flow) {
  constexpr double kRounding = 1e-3;
  if (flow != Flow::account_interest) return kRounding;
  return std::max(kRounding, 1e-3 * a.values.col(static_cast<Eigen::Index>(Flow::account_end)).abs().maxCoeff());
}

/// A flow's largest difference over the years beside what it comes to; a flow of nothing is judged by heads or yuan.
double apart(const UnitFlows& a, const UnitFlows& b, Flow flow) {
  const auto column = static_cast<Eigen::Index>(flow);
  const double scale = std::max(
      {a.values.col(column).abs().maxCoeff(), b.values.col(column).abs().maxCoeff(), of_what_it_works_on(a, flow)});
  return (a.values.col(column) - b.values.col(column)).abs().maxCoeff() / scale;
}
struct Worst {
  double gap = 0;
  std::string flow = "none";
};
Worst furthest_apart(const UnitFlows& a, const UnitFlows& b, const std::set<Flow>& but = {}) {
  Worst worst;
  for (const FlowRow& row : kFlowCatalogue) {
    if (but.contains(row.id)) continue;
    const double gap = apart(a, b, row.id);
    if (!(gap <= worst.gap)) worst = {gap, std::string(row.key)};
  }
  return worst;
}

bool same_bits(const UnitFlows& a, const UnitFlows& b) { return (a.values == b.values).all(); }

// ---- conservation --------------------------------------------------------------------------------------------------

TEST(MembershipProperty, LosesNobodyAndNothingWhateverTheKnobs) {
  // A run refuses what does not balance (that it does, tests plant leaks to see), and all_units throws what it says.
  holds_for(30, [] { RC_ASSERT(!all_units(with(random_scenario::some_sets())).empty()); });
}

// To an outsider who has only the flows: accounts roll forward, and streams add up to the entrants.
TEST(MembershipProperty, FlowsOfAccountsAndEntrantsAddUp) {
  holds_for(20, [] {
    const Scenario s = with(random_scenario::some_sets());
    for (const MembershipResult& unit : all_units(s)) {
      const UnitFlows& f = unit.flows;
      for (int y = 1; y <= year_row(s, kLast); ++y) {
        using enum Flow;
        const double closing = f.at(y, account_opening) + f.at(y, account_credited) + f.at(y, account_interest) -
                               f.at(y, account_paid) - f.at(y, account_refunded);
        RC_ASSERT(std::abs(closing / f.at(y, account_end) - 1) < 1e-11);
        double entered = 0;
        for (int stream = 0; stream < kStreams; ++stream)
          entered += f.at(y, static_cast<Flow>(static_cast<int>(entrants_private) + stream));
        RC_ASSERT(std::abs(entered - f.at(y, entrants)) < 1e-8);
        RC_ASSERT(f.values.row(y).isFinite().all());
      }
    }
  });
}

// ---- monotonicity --------------------------------------------------------------------------------------------------

// Later pensions rise with what is collected; contributions and the balance of the very year never fall.
// Arrears and late fees apart where so much is in arrears that recovery is cut to the heads who can still gain the year
// (M4.4): paying in time then takes the place of paying late, at the year's waived rate and without the fee.
TEST(MembershipProperty, CollectingMoreNeverLowersContributionsOrTheBalanceOfTheYear) {
  holds_for(20, [] {
    std::vector<std::string> sets = random_scenario::some_sets();
    const Year year = *rc::gen::inRange(2017, kLast + 1);
    const double low = *rc::gen::inRange(60, 100) / 100.0, high = low + (1 - low) * *rc::gen::inRange(1, 101) / 100.0;
    std::vector<std::string> more = sets;
    sets.push_back(fmt::format("contribution.collection_rate={}@{}", low, year));
    more.push_back(fmt::format("contribution.collection_rate={}@{}", high, year));
    const Scenario s = with(sets);
    const auto before = all_units(s), after = all_units(with(more));
    const int row = year_row(s, year);
    for (std::size_t c = 0; c < before.size(); ++c) {
      const UnitFlows &a = before[c].flows, &b = after[c].flows;
      const double rounding = 1e-13 * expenditure(a, row);
      const auto less = [&](Flow flow) { return std::max(0.0, a.at(row, flow) - b.at(row, flow)); };
      const double put_off = less(Flow::contributions_arrears), fees = less(Flow::late_fees);
      RC_ASSERT(contributions(b, row) + put_off >= contributions(a, row) - rounding);
      RC_ASSERT(income(b, row) - expenditure(b, row) + put_off + fees >=
                income(a, row) - expenditure(a, row) - rounding);
    }
  });
}

TEST(MembershipProperty, StricterEarlyRetirementNeverRaisesExpenditureOfTheYear) {
  holds_for(20, [] {
    std::vector<std::string> sets = random_scenario::some_sets();
    const Year year = *rc::gen::inRange(2017, kLast + 1);
    std::vector<std::string> stricter = sets;
    for (const char* channel : {"special", "illness", "irregular"}) {
      const double loose = *rc::gen::inRange(0, 200) / 100.0, tight = loose * *rc::gen::inRange(0, 101) / 100.0;
      sets.push_back(fmt::format("retirement.early_{}={}@{}", channel, loose, year));
      stricter.push_back(fmt::format("retirement.early_{}={}@{}", channel, tight, year));
    }
    const Scenario s = with(sets);
    const auto before = all_units(s), after = all_units(with(stricter));
    const int row = year_row(s, year);
    for (std::size_t c = 0; c < before.size(); ++c) {
      const double loose = expenditure(before[c].flows, row), tight = expenditure(after[c].flows, row);
      RC_ASSERT(tight <= loose * (1 + 1e-14));
    }
  });
}

// ---- units ---------------------------------------------------------------------------------------------------------

void halve(BaseTables& t) {
  for (Eigen::ArrayXd& people : t.population) people *= 0.5;
  for (auto& years : t.migrants)
    for (Eigen::ArrayXd& people : years) people *= 0.5;
  for (auto& by_age : t.members)
    for (auto& [age, heads] : by_age) heads *= 0.5;
  for (auto* kind : {&t.retired, &t.ill})
    for (auto& by_age : *kind)
      for (auto& [age, cell] : by_age) cell.heads *= 0.5;
}

/// The same place with unit k standing where `order` says; a unit named twice is split into halves.
Scenario rearranged(const Scenario& s, const std::vector<int>& order) {
  const auto units = static_cast<Eigen::Index>(order.size());
  Scenario out = s;
  out.units.clear(), out.openings.clear();
  out.catchment = Eigen::SparseMatrix<double>(units, units);
  out.knobs = KnobValues(s.base_year, s.last_year, static_cast<int>(units));
  const auto parts = [&](int old) { return std::count(order.begin(), order.end(), old); };
  for (Eigen::Index k = 0; k < units; ++k) {
    const int old = order[static_cast<std::size_t>(k)];
    out.units.push_back(s.units[static_cast<std::size_t>(old)]);
    out.openings.push_back(s.openings[static_cast<std::size_t>(old)]);
    if (parts(old) == 2) halve(out.openings.back());
    for (Eigen::Index j = 0; j < units; ++j) {
      const int to = order[static_cast<std::size_t>(j)];
      out.catchment.coeffRef(k, j) = s.catchment.coeff(old, to) / static_cast<double>(parts(to));
    }
    for (const KnobRow& row : knob_catalogue()) out.knobs.set(row.id, static_cast<int>(k), s.knobs.series(row.id, old));
  }
  return out;
}

std::vector<int> every_unit(const Scenario& s) {
  std::vector<int> order(s.units.size());
  std::iota(order.begin(), order.end(), 0);
  return order;
}

TEST(MembershipProperty, PermutingTheUnitsPermutesTheirFlows) {
  holds_for(12, [] {
    const Scenario s = with(random_scenario::some_sets());
    std::vector<int> order = every_unit(s);
    for (std::size_t k = order.size(); k > 1; --k) std::swap(order[k - 1], order[*rc::gen::inRange<std::size_t>(0, k)]);
    const auto before = all_units(s), after = all_units(rearranged(s, order));
    for (std::size_t k = 0; k < order.size(); ++k) {
      // Labour pools are summed over units in another order; nothing else may differ.
      const Worst worst = furthest_apart(after[k].flows, before[static_cast<std::size_t>(order[k])].flows);
      RC_LOG() << worst.flow << '\n';
      RC_ASSERT(worst.gap < 1e-11);
    }
  });
}

TEST(MembershipProperty, TwoHalvesOfAUnitAddUpToIt) {
  holds_for(12, [] {
    const Scenario s = with(random_scenario::some_sets());
    std::vector<int> order = every_unit(s);
    const int split = *rc::gen::inRange(0, static_cast<int>(s.units.size()));
    order.push_back(split);
    const auto before = all_units(s), after = all_units(rearranged(s, order));
    UnitFlows halves = after[static_cast<std::size_t>(split)].flows;
    halves.values += after.back().flows.values;
    halves.values.col(static_cast<int>(Flow::effective_increase)) *= 0.5;  // a ratio
    const Worst worst = furthest_apart(halves, before[static_cast<std::size_t>(split)].flows);
    RC_LOG() << worst.flow << '\n';
    RC_ASSERT(worst.gap < 1e-9);
  });
}

// Bit for bit, whoever stands in the other lanes and however many lanes there are.
TEST(MembershipProperty, AUnitAloneIsTheSameAsInItsBlock) {
  holds_for(20, [] {
    const Scenario s = with(random_scenario::some_sets());
    const Groundwork groundwork(s, 1);
    const auto together = all_units(s);
    const int unit = *rc::gen::inRange(0, static_cast<int>(s.units.size()));
    const auto alone = test::project_unit(s, unit, groundwork);
    RC_ASSERT(alone.has_value());
    const Worst worst = furthest_apart(alone->flows, together[static_cast<std::size_t>(unit)].flows);
    RC_LOG() << worst.flow << ' ' << worst.gap << '\n';
    RC_ASSERT(worst.gap == 0.0);
  });
}

// ---- units of measure and resolution -------------------------------------------------------------------------------

constexpr double kCents = 100;

/// The same place with its money in hundredths.
Scenario in_hundredths(const Scenario& s) {
  Scenario out = s;
  for (const KnobRow& row : knob_catalogue()) {
    if (row.unit.find("yuan") == std::string_view::npos) continue;
    for (int c = 0; c < static_cast<int>(s.units.size()); ++c) {
      MonthlySeries series = s.knobs.series(row.id, c);
      for (double& month : series.months) month *= kCents;
      out.knobs.set(row.id, c, series);
    }
  }
  for (auto& by_age : out.service)
    for (auto& [age, cells] : by_age)
      for (ServiceCell& cell : cells) cell.account *= kCents;
  for (BaseTables& t : out.openings)
    for (auto* kind : {&t.retired, &t.ill})
      for (auto& by_age : *kind)
        for (auto& [age, cell] : by_age) cell.mean_pension *= kCents;
  return out;
}

TEST(MembershipProperty, ChangingTheMoneyUnitChangesMoneyAndNothingElse) {
  holds_for(12, [] {
    const Scenario s = with(random_scenario::some_sets());
    const auto yuan = all_units(s);
    auto cents = all_units(in_hundredths(s));
    for (std::size_t c = 0; c < yuan.size(); ++c) {
      for (const FlowRow& row : kFlowCatalogue)
        if (row.unit.find("yuan") != std::string_view::npos)
          cents[c].flows.values.col(static_cast<int>(row.id)) /= kCents;
      const Worst worst = furthest_apart(cents[c].flows, yuan[c].flows);
      RC_LOG() << worst.flow << '\n';
      RC_ASSERT(worst.gap < 1e-9);
    }
  });
}

TEST(MembershipProperty, AScenarioThatChangesNothingGivesTheSameBits) {
  holds_for(12, [] {
    const std::vector<std::string> sets = random_scenario::some_sets();
    const Scenario s = with(sets);
    const auto before = all_units(s);
    // Knobs that never move are set to what they are already.
    std::vector<std::string> same = sets;
    for (const KnobRow& row : knob_catalogue()) {
      const std::vector<double>& months = s.knobs.series(row.id, 0).months;
      if (row.kind != KnobKind::rate || *rc::gen::inRange(0, 4) != 0) continue;
      bool still = true;
      for (int c = 0; c < static_cast<int>(s.units.size()); ++c)
        for (double month : s.knobs.series(row.id, c).months) still &= month == months.front();
      if (still) same.push_back(fmt::format("{}={}", row.key, months.front()));
    }
    RC_PRE(same.size() > sets.size() + 5);
    const auto after = all_units(with(same));
    for (std::size_t c = 0; c < before.size(); ++c) RC_ASSERT(same_bits(before[c].flows, after[c].flows));
  });
}

// What comes after a year does not move it: service is told apart alike whatever the horizon (equations 1.2).
TEST(MembershipProperty, ItsYearsDoNotMoveWithTheHorizon) {
  constexpr Year kLater = 2041;  // when the minimum has risen to its last value
  holds_for(8, [] {
    const std::vector<std::string> sets = random_scenario::some_sets();
    const auto shorter = all_units(with(sets)), longer = all_units(with(sets, {}, kLater));
    for (std::size_t c = 0; c < shorter.size(); ++c) {
      UnitFlows first = longer[c].flows;
      first.values = longer[c].flows.values.topRows(shorter[c].flows.values.rows()).eval();
      const Worst worst = furthest_apart(shorter[c].flows, first);
      RC_LOG() << worst.flow << '\n';
      RC_ASSERT(worst.gap < 1e-12);
    }
  });
}

// Service decides only eligibility, everything else is a total (docs/equations.md, 1.2): told apart up to 50 years or
// up to the largest legal minimum, the flows are the same but for the order of summation. Two things do hang on service
// itself: survivor grants (months by completed years) and how long illness benefit (c) is paid; heads and accounts they
// leave alone.
TEST(MembershipProperty, FiftyOneServiceBucketsEqualTheDefault) {
  holds_for(12, [] {
    const std::vector<std::string> sets = random_scenario::some_sets();
    const auto fine = all_units(with(sets, 50)), plain = all_units(with(sets));
    for (std::size_t c = 0; c < plain.size(); ++c) {
      const Worst worst = furthest_apart(fine[c].flows, plain[c].flows,
                                         {Flow::survivor_grants, Flow::illness_benefit, Flow::illness_benefit_limited});
      RC_LOG() << worst.flow << '\n';
      RC_ASSERT(worst.gap < 1e-12);
      RC_ASSERT(apart(fine[c].flows, plain[c].flows, Flow::survivor_grants) < 0.02);
    }
  });
}

}  // namespace
}  // namespace ballast
