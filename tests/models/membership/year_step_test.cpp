// One row of members through one year, by hand and on lanes.
#include "models/membership/year_step.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "models/benefit/award_moments.hpp"
#include "models/benefit/pensioners.hpp"

namespace ballast {
namespace {

const std::vector<double> kNobody{0, 0, 0, 0}, kFromTwo{0, 0, 1, 1}, kNoGrant{0, 0, 0};

RowRates<double> rates() {
  RowRates<double> r;
  r.death = 0.01, r.suspend = 0.1, r.resume = 0.2, r.gain = 0.8, r.part_year = 0.5;
  r.index = 0.7, r.credit = 3000, r.interest = 0.04, r.credit_interest = 0.04 * 6.5 / 12;
  r.survivor_months = kNoGrant.data();
  return r;
}

// 100 heads in bucket 1 of 3, nobody suspended: deaths 1; of 99, 9.9 stop; the rest split 20 : 80.
TEST(YearStep, MovesThePayersUpAndNobodyElse) {
  std::vector<Members<double>> paying(3), idle(3);
  paying[1] = {100, 150, 105, 200000, 0};
  RowOutcome<double> out;
  live_one_year(paying.data(), idle.data(), 3, 0.0, rates(), out);
  EXPECT_NEAR(out.dead.heads, 1, 1e-12);
  EXPECT_NEAR(out.dead_gained, 0.4, 1e-12);  // half a year × 80 %
  EXPECT_NEAR(paying[1].heads, 89.1 * 0.2, 1e-12);
  EXPECT_NEAR(paying[2].heads, 89.1 * 0.8, 1e-12);
  EXPECT_NEAR(paying[2].paid, 89.1 * 0.8 * 2.5, 1e-9);  // 1.5 years each, and one more
  EXPECT_NEAR(paying[1].paid, 89.1 * 0.2 * 1.5, 1e-9);  // no part of a year for those who did not pay
  EXPECT_NEAR(idle[2].heads, 9.9 * 0.4, 1e-12);
  EXPECT_NEAR(idle[1].heads, 9.9 * 0.6, 1e-12);
  EXPECT_NEAR(out.gained, 0.4 + 89.1 * 0.8 + 9.9 * 0.4, 1e-12);
  EXPECT_NEAR(paying[2].account, 89.1 * 0.8 * (2000 * 1.04 + 3000 * (1 + 0.04 * 6.5 / 12)), 1e-6);
}

// Retirees first accrue, then are tested, then awarded: of bucket 1 only those who gain the year by June reach 2.
TEST(YearStep, TestsRetireesAfterTheirPartOfTheYear) {
  std::vector<Members<double>> paying(3), idle(3);
  paying[1] = {100, 150, 105, 0, 0};
  RowRates<double> r = rates();
  r.death = r.suspend = 0;
  const AwardMoments june =
      award_moments({{.month = 6, .weight = 1, .inverse_divisor = 1.0 / 139, .months_early = 0}}, 0.04);
  r.exits[0] = {
      .way = Way::statutory, .share = 1, .gained = june.heads.gained, .eligible = kFromTwo.data(), .minimum_years = 2};
  r.exit_count = 1;
  RowOutcome<double> out;
  live_one_year(paying.data(), idle.data(), 3, 0.0, r, out);
  const Leavers<double>& l = out.leavers[0];
  const double retired = june.heads.all * l.eligible.heads + june.heads.gained * l.shift.heads;
  EXPECT_NEAR(retired, 100 * 0.8 * 0.5, 1e-9);  // 80 % pay, half of them by June
  EXPECT_NEAR(paying[1].heads + paying[2].heads, 60, 1e-9);
  EXPECT_NEAR(paying[2].heads, 40, 1e-9);  // the rest of the payers gain by December
}

TEST(YearStep, LetsTheShortLeaveWithTheirAccounts) {
  std::vector<Members<double>> paying(3), idle(3);
  paying[0] = {10, 0, 0, 1000, 0};
  RowRates<double> r = rates();
  r.death = r.suspend = r.gain = 0;
  r.exits[0] = {
      .way = Way::statutory, .share = 1, .gained = 0.5, .eligible = kNobody.data(), .minimum_years = 15, .leave = 0.3};
  r.exit_count = 1;
  RowOutcome<double> out;
  live_one_year(paying.data(), idle.data(), 3, 0.0, r, out);
  EXPECT_NEAR(out.refunded.heads, 3, 1e-12);
  EXPECT_NEAR(out.refunded.account, 300 * 1.04, 1e-9);
  EXPECT_NEAR(paying[0].heads, 7, 1e-12);
}

// The equations are written once, on Real: two futures in one pack give what each gives alone, bit for bit.
TEST(YearStep, RunsOnLanesOfTheSameText) {
  std::vector<Members<double>> a(3), b(3), idle_a(3), idle_b(3);
  std::vector<Members<Pack2>> pack(3), idle(3);
  a[1] = {100, 150, 105, 200000, 3}, b[1] = {70, 120, 80, 90000, 0};
  pack[1] = {Pack2{100, 70}, Pack2{150, 120}, Pack2{105, 80}, Pack2{200000, 90000}, Pack2{3, 0}};
  RowRates<double> r = rates();
  r.exits[0] = {.way = Way::special, .share = 0.25, .gained = 0.5, .eligible = kFromTwo.data(), .minimum_years = 2};
  r.exit_count = 1;
  RowOutcome<double> out_a, out_b;
  RowOutcome<Pack2> out;
  live_one_year(a.data(), idle_a.data(), 3, 5.0, r, out_a);
  live_one_year(b.data(), idle_b.data(), 3, 9.0, r, out_b);
  live_one_year<Pack2, double>(pack.data(), idle.data(), 3, Pack2{5, 9}, r, out);
  for (std::size_t s = 0; s < 3; ++s) {
    EXPECT_EQ(pack[s].account[0], a[s].account);
    EXPECT_EQ(pack[s].account[1], b[s].account);
    EXPECT_EQ(idle[s].paid[1], idle_b[s].paid);
  }
  EXPECT_EQ(out.leavers[0].shift.heads[0], out_a.leavers[0].shift.heads);
  EXPECT_EQ(out.gained[1], out_b.gained);
}

TEST(RetireesYear, RunsOnLanesOfTheSameText) {
  PensionRates<double> r{.death = 0.03,
                         .fixed = 20,
                         .per_year = 1,
                         .own_share = 0.01,
                         .tilt = 15,
                         .whole_year = draw_terms(0.04, 0),
                         .of_dying = {1.02, 6.5, 0.08},
                         .pool_carries_increases = false};
  Pensioners<double> one{100, 200000, 5000, 3000, 0, 0};
  RetiredAccount<double> account_one[2]{{20000, 500000}, {300, 100}};  // the second runs out
  Pensioners<Pack2> two{Pack2{100, 100}, Pack2{200000, 200000}, Pack2{5000, 5000}, Pack2{3000, 3000}, Pack2{}, Pack2{}};
  RetiredAccount<Pack2> account_two[2]{{Pack2{20000, 20000}, Pack2{500000, 500000}},
                                       {Pack2{300, 300}, Pack2{100, 100}}};
  PensionOutcome<double> out_one;
  PensionOutcome<Pack2> out_two;
  retirees_year<double, double>(one, account_one, 2, r, out_one);
  retirees_year<Pack2, double>(two, account_two, 2, r, out_two);
  EXPECT_EQ(out_two.from_pool[1], out_one.from_pool);
  EXPECT_EQ(out_two.increase_surviving[0], out_one.increase_surviving);
  EXPECT_GT(out_one.from_pool, 0);
  EXPECT_NEAR(out_one.monthly_increase, 100 * 20 + 3000 + 0.01 * 220300 + 100 * 15, 1e-9);
}

}  // namespace
}  // namespace ballast
