// Knobs by unit and month: what units have alike is kept once, and a copy that is changed leaves the first alone.
#include <gtest/gtest.h>

#include "scenarios/scenario.hpp"

namespace ballast {
namespace {

constexpr Year kFirst = 2020, kLast = 2021;
MonthlySeries always(double value) { return {kFirst, std::vector<double>(24, value)}; }

TEST(KnobValues, KeepOnceWhatUnitsHaveAlike) {
  KnobValues values(kFirst, kLast, 3);
  values.set(Knob::density, 0, always(0.75)), values.set(Knob::density, 1, always(0.75));
  values.set(Knob::density, 2, always(0.25));
  EXPECT_EQ(&values.series(Knob::density, 0), &values.series(Knob::density, 1));
  EXPECT_TRUE(values.same(Knob::density, 0, 1));
  EXPECT_FALSE(values.same(Knob::density, 1, 2));
  EXPECT_EQ(values.year(Knob::density, 2, kLast), 0.25);
}

TEST(KnobValues, CompareMonthsAndNotWhereTheyStand) {
  KnobValues values(kFirst, kLast, 3);
  values.set(Knob::density, 0, always(0.75)), values.set(Knob::density, 1, always(0.25));
  values.set(Knob::density, 2, always(0.75));
  EXPECT_TRUE(values.same(Knob::density, 0, 2));
}

TEST(KnobValues, LeaveNeighboursAndCopiesAloneWhenOneIsSet) {
  KnobValues values(kFirst, kLast, 2);
  values.set(Knob::density, 0, always(0.75)), values.set(Knob::density, 1, always(0.75));
  KnobValues copy = values;
  copy.set(Knob::density, 0, always(0.5));
  EXPECT_EQ(copy.year(Knob::density, 1, kFirst), 0.75);
  EXPECT_EQ(copy.month(Knob::density, 0, year_month(kFirst, 1)), 0.5);
  EXPECT_EQ(values.year(Knob::density, 0, kFirst), 0.75);
}

// K5: an age or a choice changes at once; between two of them there is nothing to average.
TEST(KnobValues, TakeTheValueOfJanuaryWhereAKnobSteps) {
  KnobValues values(kFirst, kLast, 1);
  MonthlySeries changing = always(70);
  std::fill(changing.months.begin() + 6, changing.months.end(), 75.0);
  values.set(Knob::tilt_age, 0, changing), values.set(Knob::density, 0, changing);
  EXPECT_EQ(values.year(Knob::tilt_age, 0, kFirst), 70);
  EXPECT_EQ(values.year(Knob::tilt_age, 0, kLast), 75);
  EXPECT_EQ(values.year(Knob::density, 0, kFirst), 72.5);
}

TEST(KnobValues, TakeThePartOfTheYearThatAFlagIsSet) {
  KnobValues values(kFirst, kLast, 1);
  MonthlySeries from_september = always(1);
  std::fill_n(from_september.months.begin(), 8, 0.0);
  values.set(Knob::grants_income_based, 0, from_september);
  EXPECT_DOUBLE_EQ(values.year(Knob::grants_income_based, 0, kFirst), 4.0 / 12);
}

}  // namespace
}  // namespace ballast
