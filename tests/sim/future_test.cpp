#include "sim/futures/future.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/uncertainty/small_numbers.hpp"
#include "scenarios/reader/library.hpp"
#include "sim/futures/future_block.hpp"

namespace ballast {
namespace {

Scenario puyang(const std::vector<std::string>& sets, Year last_year = 2045) {
  auto library = Library::open(BALLAST_ROOT, "puyang");
  auto scenario = library->scenario(
      {.case_name = "baseline", .sets = sets, .first_year = {}, .last_year = last_year, .top_service = {}});
  if (!scenario) throw std::runtime_error(scenario.error().front().what);
  return std::move(*scenario);
}

Shocks shocks_of(const Scenario& s, int path) { return draw_shocks(spreads_of(s), drawing_of(s, 44), path); }

/// A hundred deaths of each group and four hundred entrants expected a year, by a unit.
ExpectedEvents few(const Scenario& s) {
  const auto units = static_cast<Eigen::Index>(s.units.size());
  const Eigen::Index years = s.last_year - s.base_year + 1;
  const Eigen::ArrayXXd hundred = Eigen::ArrayXXd::Constant(units, years, 100);
  return {.deaths = hundred,
          .deaths_retired = hundred,
          .deaths_ill = hundred,
          .entrants = Eigen::ArrayXXd::Constant(units, years, 400)};
}

Future future(const Scenario& s, int path) { return future_of(s, following_of(s), shocks_of(s, path), few(s)); }

double largest_departure(const StageOne& a, const StageOne& b) {
  double worst = 0;
  for (std::size_t c = 0; c < a.flows.size(); ++c) {
    const auto& x = a.flows[c].values;
    const auto& y = b.flows[c].values;
    worst = std::max(worst, ((x - y).abs() / (1.0 + y.abs().colwise().maxCoeff().replicate(y.rows(), 1))).maxCoeff());
  }
  return worst;
}

void expect_like_the_case(const Scenario& s, const std::vector<Future>& futures) {
  const auto together = live_futures(s, Groundwork(s, 1), futures);
  ASSERT_TRUE(together) << together.error().front().what;
  for (std::size_t f = 0; f < futures.size(); ++f) {
    const auto plain = run_membership(scenario_of(s, futures[f]), 1);
    ASSERT_TRUE(plain);
    EXPECT_LT(largest_departure((*together)[f], *plain), 1e-12) << f;
    EXPECT_GT(largest_departure((*together)[f], (*together)[(f + 1) % futures.size()]), 1e-3) << f;
  }
}

// Model §7: the departure of collection is added to the logit of its rate, within the bounds of the knob. Who collects
// everything goes on doing so, however far it strays.
TEST(Futures, MoveTheLogitOfTheCollectionRate) {
  for (const auto& [rate, shift] :
       {std::pair{0.95, 0.5}, {0.95, -0.5}, {0.95, 800.0}, {0.95, -800.0}, {1.0, 800.0}, {1.0, -800.0}}) {
    const Scenario s = puyang({"contribution.collection_rate=" + std::to_string(rate)}, 2030);
    Shocks shocks = shocks_of(s, 0);
    shocks.collection.setConstant(shift);
    const double moved = future_of(s, following_of(s), shocks, few(s)).knobs.year(Knob::collection_rate, 0, 2030);
    const double right = rate < 1 ? 1 / (1 + std::exp(-std::log(rate / (1 - rate)) - shift)) : rate;
    EXPECT_NEAR(moved, std::max(right, row(Knob::collection_rate).min), 1e-15) << rate << " " << shift;
  }
}

// The layout of futures side by side against the plain one, in which units stand side by side.
TEST(Futures, AreWhatTheCaseWithTheirKnobsIs) {
  const Scenario s = puyang({});
  expect_like_the_case(s, {future(s, 0), future(s, 1), future(s, 2), future(s, 3)});
}

// A place may bring its net migrants in numbers (migrants.csv), for each year its own: here more every year, of one
// unit.
TEST(Futures, TakeAPlacesMigrantsInNumbersFromTheirOwnYear) {
  Scenario s = puyang({}, 2032);
  for (auto& of_sex : s.openings[3].migrants)
    for (int year = s.base_year + 1; year <= s.last_year; ++year)
      of_sex.push_back(Eigen::ArrayXd::Constant(Demography::kAges, 2.0 * (year - s.base_year)));
  expect_like_the_case(s, {future(s, 0), future(s, 1)});
}

// Chance of a small fund's deaths is not chance of all residents' deaths: they follow the index of mortality alone.
TEST(Futures, WithNoiseOfSmallUnitsMoveTheInsuredAndLeaveResidentsAlone) {
  const Scenario quiet = puyang({}, 2032), noisy = puyang({"futures.small_units=on"}, 2032);
  const std::vector<Future> futures{future(noisy, 0), future(noisy, 1)};
  expect_like_the_case(noisy, futures);
  const StageOne with = *run_membership(scenario_of(noisy, futures[0]), 1);
  const StageOne without = *run_membership(scenario_of(quiet, future(quiet, 0)), 1);
  for (std::size_t c = 0; c < with.flows.size(); ++c) {
    const int last = quiet.last_year - quiet.base_year;
    EXPECT_EQ(with.flows[c].at(last, Flow::population), without.flows[c].at(last, Flow::population)) << c;
    EXPECT_NE(with.flows[c].at(last, Flow::deaths_retired), without.flows[c].at(last, Flow::deaths_retired)) << c;
  }
}

// Binomial: n expected deaths of a group vary by √n, whatever the other groups are: four expected deaths of members,
// four hundred of retirees, each with its own z.
TEST(Futures, WithNoiseOfSmallUnitsMoveEachGroupByTheRootOfItsOwnDeaths) {
  const Scenario s = puyang({"futures.small_units=on"}, 2032);
  const Shocks shocks = shocks_of(s, 0);
  ExpectedEvents expected = few(s);
  expected.deaths.setConstant(4), expected.deaths_retired.setConstant(400);
  const Future moved = future_of(s, following_of(s), shocks, expected);
  const Year year = first_uncertain_year(s);
  const auto ratio = [&](Knob selection) {
    return moved.knobs.year(selection, 3, year) / s.knobs.year(selection, 3, year);
  };
  EXPECT_NEAR(ratio(kActives.selection), chance_of(4, shocks.deaths(3, 1), 1), 1e-12);
  EXPECT_NEAR(ratio(kRetirees.selection), chance_of(400, shocks.deaths_retired(3, 1), 1), 1e-12);
}

// Equations of future.hpp, one knob after the other: the economy's departures reach ln(1 + rate) of each rate in its
// own year, of bases and increases a year later; before the first uncertain year nothing does.
TEST(Futures, MoveTheLogarithmsOfRatesByTheDeparturesOfTheirYear) {
  const Scenario s = puyang({"futures.increase_on_wages=0.3", "futures.increase_on_prices=0.4",
                             "futures.account_on_interest=0.5", "futures.revenue_on_wages=0.6"},
                            2032);
  Shocks shocks = shocks_of(s, 0);
  const Year first = first_uncertain_year(s);
  for (std::size_t t = 1; t < shocks.wage.size(); ++t) {
    const double years = static_cast<double>(t);
    shocks.wage[t] = 1e-3 + 1e-5 * years, shocks.inflation[t] = 2e-3 - 3e-5 * years;
    shocks.interest[t] = 5e-4 + 7e-5 * years;
  }
  const Future moved = future_of(s, following_of(s), shocks, few(s));
  for (Year t = first - 1; t <= s.last_year; ++t) {
    const auto now = static_cast<std::size_t>(t - first + 1), before = now > 0 ? now - 1 : 0;
    const auto added = [&](Knob knob) {
      return std::log1p(moved.knobs.year(knob, 3, t)) - std::log1p(s.knobs.year(knob, 3, t));
    };
    EXPECT_NEAR(added(Knob::wage_growth), shocks.wage[now], 1e-15) << t;
    EXPECT_NEAR(added(Knob::inflation), shocks.inflation[now], 1e-15) << t;
    EXPECT_NEAR(added(Knob::fund_interest), shocks.interest[now], 1e-15) << t;
    EXPECT_NEAR(added(Knob::account_rate), 0.5 * shocks.interest[now], 1e-15) << t;
    EXPECT_NEAR(added(Knob::revenue_growth), 0.6 * shocks.wage[now], 1e-15) << t;
    EXPECT_NEAR(added(Knob::base_growth), shocks.wage[before], 1e-15) << t;
    EXPECT_NEAR(added(Knob::increase_rate), 0.3 * shocks.wage[before] + 0.4 * shocks.inflation[before], 1e-15) << t;
  }
}

// Entrants vary by the root of those expected in their own year (small_numbers.hpp), not in the year before: twice as
// many every year. Of a member's stream whose take-up stays far below 1.
TEST(Futures, WithNoiseOfSmallUnitsMoveTakeUpByTheEntrantsExpectedInTheYear) {
  const Scenario s = puyang({"futures.small_units=on", "futures.entry_sd=0", "futures.entry_unit_sd=0"}, 2032);
  const Shocks shocks = shocks_of(s, 0);
  ExpectedEvents expected = few(s);
  for (Eigen::Index y = 0; y < expected.entrants.cols(); ++y) expected.entrants.col(y) = std::exp2(y);
  const Future moved = future_of(s, following_of(s), shocks, expected);
  for (Year t = first_uncertain_year(s); t <= s.last_year; ++t) {
    const double chance = chance_of(std::exp2(t - s.base_year), shocks.entrants(3, t - first_uncertain_year(s) + 1), 1);
    EXPECT_NEAR(moved.knobs.year(Knob::coverage_private, 3, t), chance * s.knobs.year(Knob::coverage_private, 3, t),
                1e-12)
        << t;
  }
}

}  // namespace
}  // namespace ballast
