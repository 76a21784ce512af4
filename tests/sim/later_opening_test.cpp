// Two starting points: 31 December 2015, and 31 December 2024 with the same tables for everything but the position.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "output/table/figures.hpp"
#include "output/table/width.hpp"
#include "sim/engine/fiscal_input.hpp"
#include "sim/engine/project.hpp"
#include "sim/engine/response.hpp"
#include "tests/sim/puyang.hpp"

namespace ballast {
namespace {

constexpr Year kLater = 2024;

Scenario later(Year last = 2030, std::vector<std::string> sets = {}) {
  auto library = Library::open(BALLAST_ROOT, "puyang", kLater + 1);
  if (!library) throw std::runtime_error(library.error().front().what);
  auto read = library->scenario({"baseline", std::move(sets), kLater + 1, last});
  if (!read) throw std::runtime_error(read.error().front().what);
  return std::move(*read);
}

Projection later_projection(Year last = 2030) {
  RunRequest request;
  request.from = kLater + 1;
  request.horizon = last;
  auto run = Planner::open(BALLAST_ROOT)->run({"baseline"}, request);
  if (!run) throw std::runtime_error(run.error().front().what);
  return std::move(run->front());
}

TEST(LaterOpening, BeginsWithItsOwnTables) {
  const Projection p = later_projection();
  EXPECT_EQ(p.base_year, kLater);
  EXPECT_EQ(p.first_year, kLater + 1);
  const int city = p.city_row();
  EXPECT_NEAR(p.at(Measure::contributors, city, kLater), 475'300, 0.05);  // 2024/totals.csv
  EXPECT_NEAR(p.at(Measure::retirees, city, kLater), 142'500, 0.05);
  EXPECT_NEAR(p.at(Measure::population, city, kLater), 3'704'592, 0.5);
  // China Statistical Yearbook 2025, Henan 2024: 2028.4 and 608.1 ten thousand persons
  EXPECT_NEAR(p.at(Measure::support_ratio, city, kLater), 2028.4 / 608.1, 0.001);
}

// A reform of 2017 asked about from 2025 is one from 2025: the opening is that of every case, and the note says so.
TEST(LaterOpening, SaysWhatACaseChangedBefore) {
  const auto note = [](const std::string& name, std::optional<Year> from, std::vector<std::string> sets = {}) {
    auto library = Library::open(BALLAST_ROOT, "puyang", from);
    return library->scenario({name, std::move(sets), from, 2030})->note;
  };
  const std::string before = "2017年起的变更从2025年起计算";
  EXPECT_NE(note("early-retirement-tight", 2025).zh.find(before), std::string::npos);
  EXPECT_NE(note("early-retirement-tight", 2025).en.find("changes from 2017 on count from 2025"), std::string::npos);
  EXPECT_EQ(note("early-retirement-tight", {}).zh.find(before), std::string::npos);
  EXPECT_NE(note("baseline", 2025, {"population.fertility=1@2017"}).zh.find(before), std::string::npos);
  EXPECT_EQ(note("baseline", 2025, {"subsidy.gap_share=0.7@2015"}).zh.find("起的变更"), std::string::npos);
  EXPECT_EQ(note("coverage-wider", 2025).zh.find("起的变更"), std::string::npos) << "it begins in 2026";
}

// Who reads one line of what is said of a run reads that newer tables answer better, whatever else there is to say:
// here a change that begins after the last year and a choice within a year.
TEST(EarlierOpening, SaysFirstThatThereAreNewerTables) {
  const auto note = [](std::optional<Year> from) {
    const std::vector<std::string> sets{"fiscal.regime=provincial@2025-07"};
    return Library::open(BALLAST_ROOT, "puyang", from)->scenario({"benefit-adjustment-low", sets, from, 2025})->note;
  };
  const Label of_2015 = note({}), of_2024 = note(kLater + 1);
  for (const auto& [said, between, newer] :
       {std::tuple{of_2015.zh, "；", "本地区另有2024年末的底表"}, {of_2015.en, "; ", "the place has newer tables"}}) {
    EXPECT_EQ(said.find(newer), 0u) << said;
    EXPECT_NE(said.find("fiscal.regime"), std::string::npos) << said;
    const std::string lines = wrapped(said.substr(0, said.find(between)), kTableWidth);
    EXPECT_LE(std::ranges::count(lines, '\n'), 2) << lines;
  }
  EXPECT_EQ(of_2024.en.find("newer"), std::string::npos) << of_2024.en;
}

// Published values may end before a later opening: constant prices are then those of the opening.
TEST(LaterOpening, HasPricesOfAYearOfItsOwn) {
  Scenario s = later();
  for (const auto& [published, year] : {std::pair{2020, kLater}, std::pair{2027, 2027}, std::pair{2040, 2030}}) {
    s.published_through = published;
    EXPECT_EQ(s.price_year(), year);
    EXPECT_EQ(price_index(s, s.knobs).at(static_cast<std::size_t>(year - kLater)), 1.0) << published;
  }
}

// What /diagnostics says of the books is measured: 3 fen that a settlement has more than its bookings are found.
TEST(LedgerResidual, IsWhatAFundHoldsBeyondItsBookings) {
  auto both = run_both(later(2027), 1);
  ASSERT_TRUE(both);
  EXPECT_EQ(ledger_residual(*both), Fen{});
  both->settled.back().pool.closing += Fen{3};
  EXPECT_EQ(ledger_residual(*both), Fen{3});
}

// A case of 2026 asked about to 2025 is the baseline, and the note says why.
TEST(ShortRun, SaysWhatOfItsCaseBeginsLater) {
  const auto note = [](const std::string& name, Year last) {
    return Library::open(BALLAST_ROOT, "puyang", {})->scenario({name, {}, {}, last})->note;
  };
  EXPECT_NE(note("benefit-adjustment-low", 2025).zh.find("2026年起的变更在末年2025年之后，不在推算之内"),
            std::string::npos);
  EXPECT_NE(note("benefit-adjustment-low", 2025).en.find("changes from 2026 on begin after the last year, 2025"),
            std::string::npos);
  EXPECT_EQ(note("benefit-adjustment-low", 2026).en.find("changes"), std::string::npos);
  EXPECT_EQ(note("baseline", 2020).en.find("changes"), std::string::npos);
}

// K5: a choice has January's value, so a regime from July of 2021 is one of 2022.
TEST(ChoiceWithinAYear, SaysFromWhenItActs) {
  const auto note = [](const std::string& set) {
    return Library::open(BALLAST_ROOT, "puyang", {})->scenario({"baseline", {set}, {}, 2025})->note;
  };
  EXPECT_NE(
      note("fiscal.regime=provincial@2021-07").zh.find("fiscal.regime 每年取1月的值，2021年7月起的变更自2022年起生效"),
      std::string::npos);
  EXPECT_NE(note("fiscal.regime=provincial@2021-07").en.find("what changes in 2021-07 acts from 2022"),
            std::string::npos);
  for (const char* set : {"fiscal.regime=provincial@2021", "contribution.unit_rate=0.18@2021-07"})
    EXPECT_EQ(note(set).en.find("January"), std::string::npos) << set;
}

// 44-2.11: the fixed subsidy's base is the 80 % subsidy of 2015, wherever a run begins, and grows from 2015 on.
TEST(LaterOpening, KeepsTheFixedSubsidysBaseOf2015) {
  const Scenario from_base = test::scenario(), from_later = later();
  const auto first = run_both(from_base, 1), second = run_both(from_later, 1);
  ASSERT_TRUE(first && second);
  for (std::size_t c = 0; c < from_base.units.size(); ++c) {
    const Fen base = base_year_subsidy(first->asked.opening[c], first->asked.base_gap_share);
    EXPECT_EQ(base_year_subsidy(second->asked.opening[c], second->asked.base_gap_share), base) << c;
    const double gap = from_later.openings[c].subsidy_base.budget_expenditure -
                       from_later.openings[c].subsidy_base.plan_income -
                       from_later.openings[c].subsidy_base.plan_other_income;
    EXPECT_EQ(base, fen_from_yuan(0.8 * std::max(0.0, gap))) << "80 % of the budget gap of 2015 in fund.csv";
  }
}

// F9: 2 % from 2016 on are ten years of growth by 2025, wherever a run begins; set from the first year of the run on,
// one.
TEST(LaterOpening, HasTheFixedSubsidyGrownSince2015) {
  const auto by_2025 = [](const char* set) {
    const auto grown = run_both(later(2026, {set}), 1);
    return grown ? grown->asked.rules[0].fixed_level : 0;
  };
  EXPECT_DOUBLE_EQ(by_2025("subsidy.fixed_index=0.02@2016"), std::pow(1.02, 10));
  EXPECT_DOUBLE_EQ(by_2025("subsidy.fixed_index=0.02"), 1.02);
}

// A share of the gap that changes after 2015 rewrites no subsidy of 2015.
TEST(LaterOpening, KeepsTheShareOfTheGapOf2015) {
  auto library = Library::open(BALLAST_ROOT, "puyang", kLater + 1);
  const auto opened = [&](std::vector<std::string> sets) {
    return library->scenario({"baseline", std::move(sets), kLater + 1, 2030})->subsidy_base_share;
  };
  EXPECT_DOUBLE_EQ(opened({}), 0.8);
  EXPECT_DOUBLE_EQ(opened({"subsidy.gap_share=0.5@2018"}), 0.8);
  EXPECT_DOUBLE_EQ(opened({"subsidy.gap_share=0.5"}), 0.8);
  EXPECT_DOUBLE_EQ(opened({"subsidy.gap_share=0.5@2015"}), 0.5);
}

// 44-2.13 pays for increases since 2015 that are still in payment: a later opening brings them along.
TEST(LaterOpening, BringsTheIncreasesSince2015Along) {
  Scenario s = later();
  const auto with = run_both(s, 1);
  for (auto* patterns : {&s.awards_retired, &s.awards_ill})
    for (auto& of_category : *patterns)
      for (auto& [age, cells] : of_category)
        for (AwardCell& cell : cells) cell.increase_share = 0;
  const auto without = run_both(s, 1);
  ASSERT_TRUE(with && without);
  const auto stock = [](const auto& run, std::size_t c) { return run->stage.flows[c].at(1, Flow::increase_surviving); };
  const auto pensions = [](const auto& run, std::size_t c) {
    double sum = 0;
    for (Flow f : {Flow::pension_basic, Flow::pension_transitional, Flow::pension_increases, Flow::pension_account})
      sum += run->stage.flows[c].at(1, f);
    return sum;
  };
  for (std::size_t c = 0; c < s.units.size(); ++c) {
    EXPECT_GT(stock(with, c), 5 * stock(without, c));
    EXPECT_NEAR(pensions(with, c), pensions(without, c), 1e-6 * pensions(with, c)) << "whose it is moves no pension";
  }
}

TEST(LaterOpening, RefusesOtherYearsAndNamesThoseThereAre) {
  for (const Year from : {2015, 2020, 2026}) {
    RunRequest request;
    request.from = from;
    const auto run = Planner::open(BALLAST_ROOT)->run({"baseline"}, request);
    ASSERT_FALSE(run) << from;
    EXPECT_EQ(run.error().front().kind, IssueKind::data);
    EXPECT_NE(run.error().front().what.find("it opens at 31 December 2015, 2024"), std::string::npos);
    EXPECT_EQ(run.error().front().expected, "--from 2016, --from 2025");
  }
}

}  // namespace
}  // namespace ballast
