// Collection that reacts to who pays: off by default, lagged by a year, solved to the bit.
#include "sim/engine/response.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/contribution/effort.hpp"
#include "tests/sim/fiscal_city.hpp"
#include "tests/sim/puyang.hpp"
#include "tests/sim/stored.hpp"

namespace ballast {
namespace {

using test::stored;

double rate(const BothStages& both, std::size_t c, Year t) {
  const UnitFlows& f = both.stage.flows[c];
  const int y = t - 2015;
  return (f.at(y, Flow::contributions_unit) + f.at(y, Flow::contributions_individual) +
          f.at(y, Flow::contributions_flexible)) /
         f.at(y, Flow::contributions_due);
}

TEST(Response, IsOffUnlessTheCaseAsks) {
  const Scenario s = test::scenario("baseline", {}, 2020);
  EXPECT_FALSE(responds(s));
  EXPECT_EQ(run_both(s, 1)->passes, 1);
  EXPECT_TRUE(responds(test::scenario("baseline", {"response.collection=on"}, 2020)));
}

// Under the 80 % rule an ample pool leaves a unit without balance a fifth of the next foreseen yuan; its own balance or
// a rule of fixed amounts leaves it all.
TEST(Response, ReadsTheOwnShareOfTheNextForeseenYuan) {
  FiscalInput in = small_city(2);
  in.opening[0].balance = Fen{};
  for (std::size_t y = 0; y < 2; ++y) {
    in.rules[y].rule = SubsidyRule::share_of_gap, in.rules[y].gap_share = 0.8;
    in.rules[y].settle.interest_rate = 0.0;
    in.external[y] = fen_from_yuan(1e6);
  }
  const auto shares = own_shares(in, fiscal_years(in));
  EXPECT_DOUBLE_EQ(shares[0][0], 0.2);
  EXPECT_DOUBLE_EQ(shares[0][1], 1.0) << "a surplus grows smaller by the whole yuan";
  for (FiscalRules& rules : in.rules) rules.settle.regime = Regime::provincial;
  for (auto& year : in.unit_rules)
    for (UnitRules& unit : year) unit.local_share = 0.3;
  const auto unified_shares = own_shares(in, fiscal_years(in));
  EXPECT_DOUBLE_EQ(unified_shares[0][0], 0.3);
  EXPECT_DOUBLE_EQ(unified_shares[0][1], 0.0) << "a surplus goes up anyway";
}

TEST(Response, FollowsTheShareOfTheYearBeforeAndStopsThere) {
  const std::vector<std::string> sets{"response.collection=on", "fiscal.regime=provincial@2018",
                                      "contribution.collection_rate=0.9"};
  const Scenario s = test::scenario("baseline", sets, 2024);
  const auto both = run_both(s, 1);
  ASSERT_TRUE(both);
  EXPECT_GT(both->passes, 1);
  EXPECT_LE(both->passes, 10);
  const auto shares = own_shares(both->asked, both->settled);
  const EffortTerms terms{-0.156, 0.0339};
  for (std::size_t c = 0; c < s.units.size(); ++c) {
    EXPECT_NEAR(rate(*both, c, 2016), 0.9, 1e-9) << "nothing is known before the first year";
    for (Year t = 2017; t <= 2024; ++t)
      EXPECT_NEAR(rate(*both, c, t), 0.9 * effort(terms, shares[static_cast<std::size_t>(t - 2017)][c]), 1e-9) << t;
  }
}

TEST(Response, LowersCollectionWhereTheProvincePaysAndThreadsDoNotMatter) {
  const std::vector<std::string> sets{"response.collection=on", "fiscal.regime=provincial@2018"};
  const Projection on = test::projection("baseline", sets, 2030, 1),
                   again = test::projection("baseline", sets, 2030, 2);
  const Projection off = test::projection("baseline", {"fiscal.regime=provincial@2018"}, 2030);
  EXPECT_LT(on.at(Measure::collection_rate, on.city_row(), 2025),
            off.at(Measure::collection_rate, off.city_row(), 2025));
  EXPECT_EQ(on.at(Measure::contributions, on.city_row(), 2030),
            again.at(Measure::contributions, again.city_row(), 2030));
}

// F5, F6: nobody plans a future, so its budgets hold the interest and the growth that the case expected, and its money
// what the future brings.
TEST(Response, PlansEveryFutureAsTheCaseExpectedIt) {
  const Scenario expected = test::scenario("baseline", {"response.collection=on"}, 2020);
  const Scenario future = test::scenario(
      "baseline", {"response.collection=on", "economy.fund_interest=0.09", "economy.wage_growth=0.15"}, 2020);
  const auto by_case = run_both(expected, 1);
  ASSERT_TRUE(by_case);
  const CentralPaths paths = central_paths(by_case->asked.flows);
  const auto both = run_both(future, 1, {expected, paths});
  ASSERT_TRUE(both);
  for (std::size_t y = 0; y < both->asked.rules.size(); ++y) {
    EXPECT_EQ(both->asked.rules[y].plan.interest, by_case->asked.rules[y].plan.interest);
    EXPECT_EQ(both->asked.rules[y].plan.growth, by_case->asked.rules[y].plan.growth);
    EXPECT_DOUBLE_EQ(both->asked.rules[y].settle.interest_rate, 0.09);
  }
}

TEST(StageOneFingerprint, ChangesWithStageOneAloneAndNeverFitsACaseThatReacts) {
  const auto of = [](std::vector<std::string> sets) {
    return stage_one_fingerprint(test::scenario("baseline", std::move(sets), 2020));
  };
  const std::string base = of({});
  EXPECT_EQ(base, of({"subsidy.gap_share=0.5", "fiscal.regime=national@2018", "economy.fund_interest=0.03"}));
  EXPECT_NE(base, of({"coverage.flexible=0.05"}));
  EXPECT_NE(base, of({"coverage.flexible[范县]=0.05@2019-07"}));
  EXPECT_NE(base, of({"contribution.collection_rate=0.99"}));
  EXPECT_NE(base, of({"response.collection=on"}));
}

// P7: from the last published year on mortality improves, or stands still.
TEST(StageOneFingerprint, KnowsTheLastPublishedYearWhereMortalityImprovesFromIt) {
  const auto of = [](const std::string& improvement, Year published_through) {
    Scenario s = test::scenario("baseline", {"mortality.improvement=" + improvement}, 2030);
    s.published_through = published_through;
    return stage_one_fingerprint(s);
  };
  EXPECT_EQ(of("table", 2025), of("table", 2020));
  for (const char* improvement : {"none", "lee_carter", "none@2028"})
    EXPECT_NE(of(improvement, 2025), of(improvement, 2020));
}

TEST(ReusedFlows, GiveEveryMeasureAndEntryOfTheFullRun) {
  const Projection base = test::projection("baseline", {}, 2030);
  const StoredFlows flows = stored(base);
  const auto planner = Planner::open(BALLAST_ROOT);
  RunRequest request;
  request.horizon = 2030, request.sets = {"fiscal.regime=national@2019"};
  const auto full = planner->run({"baseline"}, request);
  request.reuse = &flows;
  const auto again = planner->run({"baseline"}, request);
  ASSERT_TRUE(full && again);
  const Projection &a = full->front(), &b = again->front();
  for (std::size_t m = 0; m < a.measures.size(); ++m)
    EXPECT_TRUE(((a.measures[m] == b.measures[m]) || (a.measures[m].isNaN() && b.measures[m].isNaN())).all())
        << kMeasureCatalogue[m].key;
  ASSERT_EQ(a.ledger.rows.size(), b.ledger.rows.size());
  for (std::size_t e = 0; e < a.ledger.rows.size(); ++e) EXPECT_EQ(a.ledger.rows[e].amount, b.ledger.rows[e].amount);
  EXPECT_EQ(a.diagnostics.persons_residual, b.diagnostics.persons_residual);
  EXPECT_EQ(a.diagnostics.clipped_heads, b.diagnostics.clipped_heads);
}

TEST(ReusedFlows, AreRefusedWithTheFileAndWhatIsWrong) {
  const Projection base = test::projection("baseline", {}, 2020);
  const Scenario asked = test::scenario("baseline", {}, 2020);
  EXPECT_TRUE(reuse_issues(stored(base), asked).empty());
  const auto complaint = [&](auto spoil) {
    StoredFlows flows = stored(base);
    spoil(flows);
    const Issues issues = reuse_issues(flows, asked);
    EXPECT_EQ(issues.size(), 1u);
    if (issues.empty()) return std::string();
    EXPECT_EQ(issues.front().file, "made.h5");
    EXPECT_EQ(issues.front().kind, IssueKind::data);
    return issues.front().what;
  };
  EXPECT_NE(complaint([](StoredFlows& f) { f.place = "anyang"; }).find("place: the flows are of anyang"),
            std::string::npos);
  EXPECT_NE(complaint([](StoredFlows& f) { f.last_year = 2030; }).find("last_year"), std::string::npos);
  EXPECT_NE(complaint([](StoredFlows& f) { f.units.front() = "别处"; }).find("unit"), std::string::npos);
  EXPECT_NE(complaint([](StoredFlows& f) { f.fingerprint = "00"; }).find("stage_one"), std::string::npos);
}

TEST(ReusedFlows, AreRefusedWhereTheyAreNoNumbersThatFenCanCarry) {
  const Projection base = test::projection("baseline", {}, 2020);
  const Scenario asked = test::scenario("baseline", {}, 2020);
  for (const double bad : {std::nan(""), HUGE_VAL, -HUGE_VAL, 1e300, 1.01e15, -1e9, -0.005}) {
    StoredFlows flows = stored(base);
    flows.flows.front()(0, 3) = bad;
    const Issues issues = reuse_issues(flows, asked);
    ASSERT_EQ(issues.size(), 1U) << bad;
    EXPECT_EQ(issues.front().kind, IssueKind::data);
    EXPECT_EQ(issues.front().file, "made.h5");
    EXPECT_NE(issues.front().what.find("/flows/contributions_unit"), std::string::npos) << issues.front().what;
    EXPECT_NE(issues.front().what.find(base.units.front().zh + " in " + std::to_string(base.base_year + 3)),
              std::string::npos)
        << issues.front().what;
  }
}

TEST(ReusedFlows, NameTheFirstFewThatAreWrongAndCountTheOthers) {
  const Projection base = test::projection("baseline", {}, 2020);
  StoredFlows flows = stored(base);
  for (int year = 1; year <= 5; ++year) flows.flows.front()(0, year) = std::nan("");
  flows.flows.front()(1, 1) = -0.004;                                            // nothing, to the fen
  flows.flows[static_cast<std::size_t>(Flow::increase_surviving)](1, 1) = -5e9;  // told beside the books
  const Issues issues = reuse_issues(flows, test::scenario("baseline", {}, 2020));
  ASSERT_EQ(issues.size(), 4U);
  EXPECT_EQ(issues.back().what, "/flows: 2 more numbers are like these");
}

}  // namespace
}  // namespace ballast
