#include "models/benefit/award.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <string>

namespace ballast {
namespace {

constexpr AwardRates kRates{.basic = 0.01, .transitional = 0.013};
const DivisorTable kDivisors{60, {139.0}, false, 1};

AwardInput person(double paid, double deemed, double index) {
  return {.age_months = 720,
          .bases = {6000.0, 5000.0},
          .paid_years = paid,
          .deemed_years = deemed,
          .account = 69500.0,
          .mean_index = index,
          .indexed_wage_basic = {},
          .indexed_wage_transitional = {}};
}

TEST(Rounding, LiftsDecimalHalvesWhateverTheirBinaryForm) {
  EXPECT_EQ(round_half_up(2.675), Fen{268});  // binary 2.67499…
  EXPECT_EQ(round_half_up(1.005), Fen{101});
  EXPECT_EQ(round_half_up(1843.4849), Fen{184348});
  EXPECT_EQ(round_half_up(-2.675), Fen{-268});
  EXPECT_EQ(round_half_up(0.125), Fen{13});
}

TEST(Award, CountsDeemedYearsAtIndexOne) {
  // P 6000, C 5000, a 20, v 10, x̄ 0.7: x_all 0.8, basic (6000 + 4000)/2·30·1 % = 1500, transitional 3500·10·1.3 % =
  // 455.
  const Award award = determine_award(person(20, 10, 0.7), kRates, kDivisors);
  EXPECT_EQ(award.basic, Fen{150000});
  EXPECT_EQ(award.transitional, Fen{45500});
  EXPECT_EQ(award.account, Fen{50000});
  EXPECT_EQ(award.total, Fen{245500});
}

TEST(Award, PaysNoTransitionalPensionWithoutDeemedYears) {
  EXPECT_EQ(determine_award(person(30, 0, 0.7), kRates, kDivisors).transitional, Fen{0});
}

TEST(Award, ShowsEveryStepInBothLanguages) {
  const Award award = determine_award(person(20, 10, 0.7), kRates, kDivisors);
  EXPECT_EQ(award.steps.size(), 9u);
  for (const AwardStep& step : award.steps) {
    EXPECT_FALSE(step.zh.empty());
    EXPECT_FALSE(step.en.empty());
    EXPECT_FALSE(step.formula.empty());
  }
  EXPECT_DOUBLE_EQ(award.steps.back().value, yuan(award.total));
}

double step(const Award& award, const std::string& en) {
  for (const AwardStep& step : award.steps)
    if (step.en == en) return step.value;
  return std::nan("");
}

TEST(Award, ShowsInItsStepsWhatItPays) {
  const Award award = determine_award(person(20, 10, 0.7), kRates, kDivisors);
  EXPECT_DOUBLE_EQ(step(award, "credited years, paid and deemed"), 30);
  EXPECT_DOUBLE_EQ(step(award, "mean index over all credited years"), 0.8);
  EXPECT_DOUBLE_EQ(step(award, "indexed wage of the basic pension"), 4000);
  EXPECT_DOUBLE_EQ(step(award, "indexed wage of the transitional pension"), 3500);
  EXPECT_DOUBLE_EQ(step(award, "divisor"), 139);
  EXPECT_DOUBLE_EQ(step(award, "basic pension"), 1500);
  EXPECT_DOUBLE_EQ(step(award, "account pension"), 500);
  EXPECT_DOUBLE_EQ(step(award, "transitional pension"), 455);
}

// A sheet that prints the two indexed wages needs no mixing of indices, and shows none.
TEST(Award, TakesIndexedWagesAsTheSheetPrintsThem) {
  AwardInput sheet = person(20, 10, 0.7);
  sheet.mean_index.reset(), sheet.indexed_wage_basic = 4100, sheet.indexed_wage_transitional = 3600;
  const Award award = determine_award(sheet, kRates, kDivisors);
  EXPECT_EQ(award.steps.size(), 8u);
  EXPECT_TRUE(std::isnan(step(award, "mean index over all credited years")));
  EXPECT_EQ(award.basic, Fen{151500});
  EXPECT_EQ(award.transitional, Fen{46800});
}

TEST(Award, CountsPartsOfAYear) {
  // Half a year at index 0.7: (6000 + 3500)/2·0.5·1 % = 23.75.
  EXPECT_EQ(determine_award(person(0.5, 0, 0.7), kRates, kDivisors).basic, Fen{2375});
}

TEST(Award, OfNoCreditedYearsIsTheAccountAlone) {
  const Award award = determine_award(person(0, 0, 0.7), kRates, kDivisors);
  EXPECT_EQ(award.basic, Fen{0});
  EXPECT_EQ(award.total, award.account);
  EXPECT_EQ(step(award, "mean index over all credited years"), 0);
}

RC_GTEST_PROP(CellAward, EqualsTheSumOfItsPeople, ()) {
  const BenefitBases bases{6738.0, 6385.0};
  CreditedYears<double> cell{0, 0, 0};
  double one_by_one = 0;
  for (int i = *rc::gen::inRange(1, 6); i > 0; --i) {
    const double paid = *rc::gen::inRange(0, 400) / 10.0, deemed = *rc::gen::inRange(0, 150) / 10.0;
    const double index = *rc::gen::inRange(60, 301) / 100.0;
    cell = {cell.paid + paid, cell.deemed + deemed, cell.indexed + paid * index};
    // The form's own words: (P + C·x_all)/2 · n · 1 %, with x_all = (v + a·x̄)/n.
    if (paid + deemed == 0) continue;
    const double mixed = (deemed + paid * index) / (paid + deemed);
    one_by_one += (bases.province + bases.city * mixed) / 2 * (paid + deemed) * 0.01;
  }
  RC_ASSERT(std::abs(basic_pension(cell, bases, 0.01) - one_by_one) < 1e-8);
}

}  // namespace
}  // namespace ballast
