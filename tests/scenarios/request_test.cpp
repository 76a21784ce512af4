// What is asked of a place: all that is wrong with a request at once, and what every answer says of the place's rules.
#include <gtest/gtest.h>

#include <algorithm>

#include "scenarios/reader/library.hpp"

namespace ballast {
namespace {

Issues asked_of_1990(const std::string& case_name, std::vector<std::string> sets, std::optional<Year> last) {
  const auto answer = Library::open(BALLAST_ROOT, "puyang", 1990)->scenario({case_name, std::move(sets), 1990, last});
  return answer ? Issues{} : answer.error();
}

bool told(const Issues& issues, const std::string& words) {
  return std::any_of(issues.begin(), issues.end(),
                     [&](const Issue& issue) { return issue.what.find(words) != std::string::npos; });
}

// Puyang opens at the end of 2015 and of 2024.
TEST(Request, IsToldOfAWrongYearAndOfEverythingElseThatIsWrong) {
  const Issues issues = asked_of_1990("baselin", {"no.such=1", "benefit.increase_rate=7"}, 1980);
  EXPECT_EQ(issues.size(), 5u);
  EXPECT_TRUE(told(issues, "no position at the end of 1989"));
  EXPECT_TRUE(told(issues, "horizon 1980 cannot be reached"));
  EXPECT_TRUE(told(issues, "no case \"baselin\""));
  EXPECT_TRUE(told(issues, "unknown knob \"no.such\""));
  EXPECT_TRUE(told(issues, "benefit.increase_rate = 7 is out of range"));
}

TEST(Request, IsToldOfAMonthPastEveryTableThoughItsYearsAreWrongToo) {
  const Issues issues = asked_of_1990("baseline", {"contribution.collection_rate=0.9@2190"}, {});
  EXPECT_TRUE(told(issues, "no position at the end of 1989"));
  EXPECT_TRUE(told(issues, "begins after"));
}

TEST(Request, IsToldOfNothingButItsYearWhenTheRestIsRight) {
  EXPECT_EQ(asked_of_1990("baseline", {"contribution.collection_rate=0.9@2090"}, 2095).size(), 1u);
}

// A planner who looks at ten years of a case asks for the same years as one who looks at sixty.
TEST(Request, MayEndBeforeACaseHasBegunAllItsChanges) {
  const auto slower = [](const std::vector<std::string>& sets, Year last) {
    return Library::open(BALLAST_ROOT, "puyang")->scenario({"slower-growth", sets, {}, last});
  };
  const auto few = slower({}, 2028), many = slower({}, 2075);
  ASSERT_TRUE(few && many);
  for (const Knob knob : {Knob::base_growth, Knob::reference_turnover, Knob::reference_pension})
    for (Year t = 2016; t <= 2028; ++t) EXPECT_EQ(few->knobs.year(knob, 0, t), many->knobs.year(knob, 0, t)) << t;
  const auto set = slower({"benefit.increase_rate=0.03@2029"}, 2028);
  ASSERT_FALSE(set);
  EXPECT_TRUE(told(set.error(), "the change of benefit.increase_rate begins after the horizon"));
}

// The unit's indices and accounts of the opening: later there is nothing left to scale.
TEST(Knobs, OfTheOpeningTakeAChangeWithoutADateAndNoLaterOne) {
  const auto asked = [](const char* set, std::optional<Year> from) {
    return Library::open(BALLAST_ROOT, "puyang", from)->scenario({"baseline", {set}, from, 2030});
  };
  for (const std::optional<Year> from : {std::optional<Year>{}, std::optional<Year>{2025}}) {
    const auto scaled = asked("base.index_scale=1.3", from);
    ASSERT_TRUE(scaled);
    EXPECT_EQ(scaled->knobs.year(Knob::index_scale, 0, scaled->base_year), 1.3);
  }
  const auto late = asked("base.index_scale=1.3@2020", {});
  ASSERT_FALSE(late);
  EXPECT_TRUE(told(late.error(), "the change of base.index_scale begins after the opening"));
}

Label note_of(const char* place, const char* of_case) {
  return Library::open(BALLAST_ROOT, place)->scenario({of_case, {}, {}, {}})->note;
}

// 濮政〔2016〕44号 binds Puyang and nobody else.
TEST(Note, SaysWithEveryCaseWhichRulesOfMoneyHoldInThePlace) {
  EXPECT_NE(note_of("puyang", "baseline").en.find("as enacted; subsidies by the rules of 2016"), std::string::npos);
  EXPECT_NE(note_of("puyang", "benefit-base-down").zh.find("2021年起为反事实假设"), std::string::npos);
  for (const char* place : {"national", "henan"}) {
    EXPECT_NE(note_of(place, "baseline").zh.find("44号的补助办法在此不适用"), std::string::npos) << place;
    EXPECT_EQ(note_of(place, "baseline").en.find("counterfactual"), std::string::npos) << place;
  }
}

int top_service(const char* place, ScenarioRequest request) {
  const auto scenario = Library::open(BALLAST_ROOT, place)->scenario(request);
  return scenario ? scenario->top_service : 0;
}

// Equations 1.2: the largest legal minimum up to 2075, 20 years by the law in force from 2039 on.
TEST(Service, IsToldApartAlikeWhateverTheHorizonAndHoweverFarTablesGo) {
  for (const Year last : {2018, 2030, 2050, 2075, 2090})
    EXPECT_EQ(top_service("puyang", {"baseline", {}, {}, last}), 20) << last;
  EXPECT_EQ(top_service("henan", {"baseline", {}, {}, {}}), 20) << "whose tables end in 2030";
}

TEST(Service, FollowsTheChangesOfTheRunAndTheLawOfALongerOne) {
  EXPECT_EQ(top_service("puyang", {"baseline", {"retirement.minimum_months=240@2020"}, {}, 2020}), 20);
  EXPECT_EQ(top_service("puyang", {"baseline", {"retirement.minimum_months=300@2020"}, {}, 2020}), 25);
  EXPECT_EQ(top_service("puyang", {"baseline", {"retirement.minimum_months=360@2090"}, {}, 2095}), 30);
  EXPECT_EQ(top_service("puyang", {.case_name = "baseline",
                                   .sets = {"retirement.minimum_months=300@2050"},
                                   .last_year = 2020,
                                   .cut_short = true}),
            25)
      << "as in the run whose first years these are";
}

// A wage that grows by an eighth a year passes a million yuan a month, where nobody would believe it any more.
TEST(Request, IsToldOfALevelThatOutgrowsItsBoundsOnceAndOfWhatItGrowsWith) {
  const auto answer =
      Library::open(BALLAST_ROOT, "puyang", {})->scenario({"baseline", {"economy.wage_growth=0.12"}, {}, 2075});
  ASSERT_FALSE(answer);
  const auto market = [](const Issue& issue) { return issue.what.starts_with("wage.market "); };
  EXPECT_EQ(std::count_if(answer.error().begin(), answer.error().end(), market), 1);
  const Issue& told = *std::find_if(answer.error().begin(), answer.error().end(), market);
  EXPECT_EQ(told.kind, IssueKind::data);
  EXPECT_TRUE(told.what.starts_with("wage.market becomes 104706")) << told.what;
  EXPECT_EQ(told.remedy, "lower economy.wage_growth, or end earlier (--horizon)");
}

}  // namespace
}  // namespace ballast
