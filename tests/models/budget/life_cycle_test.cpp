#include "models/budget/life_cycle.hpp"

#include <gtest/gtest.h>

namespace ballast {
namespace {

const std::vector<std::string> kUnits{"甲县", "乙区"};

BudgetStep step(BudgetAct act, const std::string& office, const char* on, std::vector<std::string> units = {}) {
  return {.act = act, .office = office, .on = parse_date(on), .units = std::move(units)};
}

std::vector<BudgetStep> whole_life() {
  return {step(BudgetAct::draft, "市级经办机构", "2025-10-15"),
          step(BudgetAct::notify, "市级经办机构", "2025-10-20", kUnits),
          step(BudgetAct::review, "人社局", "2025-11-10"), step(BudgetAct::review, "财政局", "2025-11-10"),
          step(BudgetAct::approve, "市政府", "2025-12-20")};
}

TEST(LifeCycle, LeadsFromDraftToApprovalStepByStep) {
  const std::vector<BudgetState> states{BudgetState::draft, BudgetState::notified, BudgetState::notified,
                                        BudgetState::reviewed, BudgetState::approved};
  std::vector<BudgetStep> taken;
  for (std::size_t i = 0; i < states.size(); ++i) {
    EXPECT_FALSE(refusal(taken, kUnits, whole_life()[i])) << i;
    taken.push_back(whole_life()[i]);
    EXPECT_EQ(progress(taken, kUnits).state, states[i]) << i;
    EXPECT_EQ(progress(taken, kUnits).last, taken.back().on) << i;
  }
}

// A file may hold days that go back: what counts is the latest.
TEST(LifeCycle, CountsFromTheLatestDay) {
  auto taken = whole_life();
  taken[4].on = parse_date("2025-11-01");
  EXPECT_EQ(progress(taken, kUnits).last, parse_date("2025-11-10"));
}

TEST(LifeCycle, EndsWithTheYearOfTheBudget) {
  EXPECT_FALSE(after_the_year(step(BudgetAct::notify, "市级经办机构", "2026-12-31", kUnits), 2026));
  EXPECT_TRUE(after_the_year(step(BudgetAct::notify, "市级经办机构", "2027-01-01", kUnits), 2026));
  EXPECT_FALSE(after_the_year({.act = BudgetAct::draft, .office = "市级经办机构"}, 2026)) << "a draft without a day";
}

TEST(LifeCycle, RefusesEveryStepThatComesTooEarly) {
  const auto life = whole_life();
  for (std::size_t taken = 0; taken < life.size(); ++taken)
    for (std::size_t next = taken + 1; next < life.size(); ++next) {
      const bool other_review = taken == 2 && next == 3;  // either of the two reviews may come first
      if (other_review) continue;
      EXPECT_TRUE(refusal(std::span(life).first(taken), kUnits, life[next])) << taken << " then " << next;
    }
}

TEST(LifeCycle, TakesTheTwoReviewsInEitherOrder) {
  const auto life = whole_life();
  const std::vector<BudgetStep> taken{life[0], life[1], life[3]};
  EXPECT_FALSE(refusal(taken, kUnits, life[2]));
  EXPECT_TRUE(refusal(taken, kUnits, life[4]));
}

TEST(LifeCycle, FreezesAnApprovedBudget) {
  const auto life = whole_life();
  for (const auto& [act, office] : std::vector<std::pair<BudgetAct, std::string>>{{BudgetAct::draft, "市级经办机构"},
                                                                                  {BudgetAct::notify, "市级经办机构"},
                                                                                  {BudgetAct::review, "市财政局"},
                                                                                  {BudgetAct::approve, "市人民政府"}})
    EXPECT_TRUE(refusal(life, kUnits, step(act, office, "2026-01-10", kUnits))) << office;
}

TEST(LifeCycle, IsNotifiedOnlyWhenEveryUnitHasBeenTold) {
  const std::vector<BudgetStep> taken{whole_life()[0], step(BudgetAct::notify, "市级经办机构", "2025-10-20", {"甲县"})};
  EXPECT_EQ(progress(taken, kUnits).state, BudgetState::draft);
  EXPECT_EQ(progress(taken, kUnits).to_notify, std::vector<std::string>{"乙区"});
  EXPECT_TRUE(refusal(taken, kUnits, whole_life()[2]));
}

TEST(LifeCycle, StartsAnewWithAFurtherDraft) {
  auto taken = whole_life();
  taken.pop_back();
  taken.push_back(step(BudgetAct::draft, "市级经办机构", "2025-12-01"));
  EXPECT_EQ(progress(taken, kUnits).state, BudgetState::draft);
  EXPECT_TRUE(refusal(taken, kUnits, step(BudgetAct::approve, "市政府", "2025-12-20")));
}

TEST(LifeCycle, RefusesWhatAnOfficeMayNotDo) {
  const auto life = whole_life();
  const auto refused = [&](std::size_t taken, const BudgetStep& next) {
    return refusal(std::span(life).first(taken), kUnits, next).has_value();
  };
  EXPECT_TRUE(refused(0, step(BudgetAct::draft, "财政局", "2025-10-15")));
  EXPECT_TRUE(refused(2, step(BudgetAct::review, "市政府", "2025-11-10")));
  EXPECT_TRUE(refused(2, step(BudgetAct::review, "濮阳县财政局", "2025-11-10")));
  EXPECT_TRUE(refused(4, step(BudgetAct::approve, "财政局", "2025-12-20")));
  EXPECT_TRUE(refused(4, step(BudgetAct::approve, "濮阳县人民政府", "2025-12-20")));
  EXPECT_FALSE(refused(4, step(BudgetAct::approve, "濮阳市人民政府", "2025-12-20")));
  EXPECT_FALSE(refused(2, step(BudgetAct::review, "濮阳市人力资源和社会保障局", "2025-11-10")));
}

// 濮阳 names a county and the city: its offices are the city's where 市 follows.
TEST(LifeCycle, TellsTheCitysOfficesFromThoseOfOtherPlaces) {
  const std::vector<std::string> units{"濮阳县", "清丰县", "华龙区", "长垣市"};
  const std::vector<BudgetStep> taken{step(BudgetAct::draft, "市级经办机构", "2025-10-15"),
                                      step(BudgetAct::notify, "市级经办机构", "2025-10-20", units)};
  const auto refused = [&](const std::string& office) {
    return refusal(taken, units, step(BudgetAct::review, office, "2025-11-10")).has_value();
  };
  for (const std::string office : {"财政局", "市财政局", "濮阳市财政局", "濮阳市人社局", "finance"})
    EXPECT_FALSE(refused(office)) << office;
  for (const std::string office :
       {"清丰财政局", "华龙人社局", "濮阳县财政局", "濮阳市濮阳财政局", "长垣市财政局", "河南省财政局"})
    EXPECT_TRUE(refused(office)) << office;
  EXPECT_FALSE(find_office("河南省人民政府"));
  const std::vector<std::string> short_names{"市区", "新区"};
  EXPECT_FALSE(refusal({}, short_names, step(BudgetAct::draft, "市级经办机构", "2025-10-15")));
}

// A step that stands on record is not taken again: who does it may sign with another of its names.
TEST(LifeCycle, TakesOneOfficeForOneUnderEachOfItsNames) {
  const auto by = [](const char* office) { return step(BudgetAct::notify, office, "2025-10-20", kUnits); };
  EXPECT_EQ(by("agency"), by("市级经办机构"));
  EXPECT_EQ(by("finance"), by("濮阳市财政局"));
  EXPECT_NE(by("finance"), by("人社局"));
  EXPECT_NE(by("清丰县财政局"), by("濮阳县财政局")) << "of no office of the city the name alone is known";
}

TEST(LifeCycle, RefusesStepsWithoutADayOrBackInTime) {
  const auto life = whole_life();
  EXPECT_TRUE(refusal(std::span(life).first(1), kUnits, step(BudgetAct::notify, "市级经办机构", "", kUnits)));
  EXPECT_TRUE(refusal(std::span(life).first(1), kUnits, step(BudgetAct::notify, "市级经办机构", "2025-10-14", kUnits)));
  EXPECT_FALSE(refusal({}, kUnits, step(BudgetAct::draft, "市级经办机构", "")));
}

TEST(LifeCycle, RefusesNotificationsOfStrangers) {
  const auto life = whole_life();
  EXPECT_TRUE(
      refusal(std::span(life).first(1), kUnits, step(BudgetAct::notify, "市级经办机构", "2025-10-20", {"丙县"})));
}

}  // namespace
}  // namespace ballast
