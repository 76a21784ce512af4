// The classes of the kernel are one text: the same bits on whatever instruction set this machine offers.
#include "sim/engine/kernel.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <vector>

#include "models/benefit/award_moments.hpp"
#include "models/benefit/cell_award.hpp"
#include "models/benefit/pensioners.hpp"
#include "sim/engine/lanes.hpp"

namespace ballast {
namespace {

constexpr int kBuckets = 4;

Lanes lanes(double a) { return Lanes{a, 1.1 * a, 0.9 * a, 1.3 * a}; }

struct Case {
  std::vector<MemberCell<Lanes>> row = std::vector<MemberCell<Lanes>>(kBuckets);
  BucketSpan span{0, 3};
  RowOutcome<Lanes> out;
  YearSums<Lanes> sums;
  std::array<CellAward<Lanes>, kMostExits> awards{};
  std::array<CellAward<Lanes>, kWays> by_way{};
  PensionerRow<Lanes> pensioners;
  PensionOutcome<Lanes> paid;
};

/// One year of members with a way out, their awards, and one year of pensioners, by one class.
Case live(const KernelTable& kernel) {
  Case c;
  for (int s = 0; s < 3; ++s) {
    c.row[static_cast<std::size_t>(s)].contributing = {lanes(100.0 / 3), lanes(50 + s), lanes(31),
                                                       lanes(1e5 / 7),   lanes(2),      lanes(30)};
    c.row[static_cast<std::size_t>(s)].suspended = {lanes(7), lanes(3), lanes(2), lanes(999.9), lanes(0), lanes(6)};
  }
  const std::vector<double> none(kBuckets + 1, 0.0), here{0, 0.25, 1, 1, 1}, stay(kBuckets, 0.6);
  const AwardMoments moments =
      award_moments({{.month = 7, .weight = 1, .inverse_divisor = 1.0 / 139, .months_early = 3}}, 0.031);
  const AwardMoments* all_moments[] = {&moments};
  const Exit exit{.way = Way::statutory,
                  .share = 0.4,
                  .gained = moments.heads.gained,
                  .here = here.data(),
                  .next = here.data() + 1,
                  .minimum_years = 2,
                  .leave = 0.3};
  RowRates<Lanes> rates;
  rates.death = lanes(0.003), rates.transfer = lanes(0.01), rates.suspend = lanes(0.07), rates.resume = lanes(0.11);
  rates.gain = lanes(0.7), rates.part_year = broadcast<Lanes>(0.5), rates.index = lanes(0.65);
  rates.credit = lanes(2900), rates.interest = broadcast<Lanes>(0.031), rates.credit_interest = lanes(0.0168);
  rates.survivor_months = none.data(), rates.exits = &exit, rates.exit_count = 1;
  rates.stay_flat = stay.data(), rates.stay_up = stay.data();
  Arrivals<Lanes> joins;
  joins.joining.heads = lanes(11), joins.joining.level = lanes(9);
  kernel.live_one_year(c.row.data(), kBuckets, &c.span, &joins, &rates, &c.out, &c.sums, nullptr);

  const AwardTerms<Lanes> terms{
      .bases = {lanes(6000), lanes(5900)}, .index = lanes(0.65), .credit = lanes(2900), .rates = {0.01, 0.013}};
  const WaysOut ways{&exit, all_moments, 1};
  Lanes index;
  kernel.award_age(&c.out, &c.out, &ways, 1.01, &terms, c.awards.data(), c.by_way.data(), &index);

  c.pensioners.people = {lanes(90), lanes(150000), lanes(9000), lanes(2500), lanes(10), lanes(9)};
  c.pensioners.account(60) = {lanes(20000), lanes(300000)}, c.pensioners.account(61) = {lanes(300), lanes(100)};
  const PensionRates<Lanes> pension{.death = lanes(0.02),
                                    .fixed = lanes(20),
                                    .per_year = lanes(1),
                                    .own_share = lanes(0.01),
                                    .tilt = lanes(15),
                                    .whole_year = draw_terms(0.031, 0),
                                    .of_dying = {1.016, 6.5, 0.06}};
  kernel.retirees_year(&c.pensioners, &pension, &c.paid);
  return c;
}

template <class Of>
void expect_same_bits(const Of& a, const Of& b, const char* what, const char* name) {
  EXPECT_EQ(std::memcmp(&a, &b, sizeof(Of)), 0) << what << " on " << name;
}

TEST(Kernel, GivesTheSameBitsOnEveryInstructionSet) {
  const Kernels all = kernels();
  const Case plain = live(*all.tables[0]);
  EXPECT_GT(plain.awards[0].people.heads[0], 0);
  EXPECT_GT(plain.paid.from_pool[0], 0);
  for (int k = 1; k < all.count; ++k) {
    const Case fast = live(*all.tables[k]);
    const char* name = all.tables[k]->name;
    for (std::size_t s = 0; s < kBuckets; ++s) expect_same_bits(plain.row[s], fast.row[s], "cells", name);
    expect_same_bits(plain.sums, fast.sums, "sums of the year", name);
    expect_same_bits(plain.out.leavers[0], fast.out.leavers[0], "leavers", name);
    expect_same_bits(plain.awards[0], fast.awards[0], "awards", name);
    expect_same_bits(plain.paid, fast.paid, "payments", name);
    expect_same_bits(plain.pensioners.people, fast.pensioners.people, "pensioners", name);
  }
}

// Structs cross between files compiled for different machines: every class must see them alike.
TEST(Kernel, LaysItsArgumentsOutAlikeInEveryClass) {
  const Kernels all = kernels();
  for (int k = 1; k < all.count; ++k)
    for (std::size_t at = 0; at < std::size(all.tables[0]->layout); ++at)
      EXPECT_EQ(all.tables[0]->layout[at], all.tables[k]->layout[at]) << at << " in " << all.tables[k]->name;
}

}  // namespace
}  // namespace ballast
