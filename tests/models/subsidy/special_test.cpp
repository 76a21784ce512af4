#include "models/subsidy/special.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace ballast {
namespace {

TEST(Special, WeighsMeritsAndNeverPunishes) {
  const SpecialRule rule{.weight_extra = 0.5, .weight_saved = 0.3, .weight_own = 0.1};
  EXPECT_EQ(special_subsidy(rule, merit(Fen{200}, Fen{100}, Fen{700})), Fen{200});
  EXPECT_EQ(special_subsidy(rule, merit(Fen{-200}, Fen{-100}, Fen{-700})), Fen{0});
}

TEST(Special, TakesTheSmallerOfItsCaps) {
  const SpecialRule rule{.weight_own = 0.5, .cap = Fen{300}, .cap_share = 0.2};
  EXPECT_EQ(special_subsidy(rule, merit(Fen{0}, Fen{0}, Fen{1000})), Fen{200});
  EXPECT_EQ(special_subsidy(rule, merit(Fen{0}, Fen{0}, Fen{4000})), Fen{300});
}

// F11: a tenth of what was collected besides, saved and paid: 10 % of 600, where the weights alone would give 300.
TEST(Special, CapsByAShareOfAllThreeMerits) {
  const SpecialRule rule{.weight_extra = 0.5, .weight_saved = 0.5, .weight_own = 0.5, .cap_share = 0.1};
  EXPECT_EQ(special_subsidy(rule, merit(Fen{100}, Fen{200}, Fen{300})), Fen{60});
}

/// Own money is what the subsidy leaves of the need.
Fen same_year(Fen need, Fen without_own, double weight_own) {
  const SpecialRule rule{.weight_extra = 1.0, .weight_own = weight_own};
  return special_same_year(rule, merit(without_own, {}, {}), [need](Fen z) { return max(Fen{}, need - z); });
}

// (100 − 10) / 1.2 = 75 of own money, 25 of subsidy.
TEST(Special, SolvesOwnMoneyOfTheSameYear) {
  EXPECT_EQ(same_year(Fen{10'000}, Fen{1'000}, 0.2), Fen{2'500});
  EXPECT_EQ(same_year(Fen{500}, Fen{1'000}, 0.2), Fen{1'000});
}

// Z = z₀ + w·own and own = need − Z, so own = (need − z₀)/(1 + w).
TEST(Special, SearchAgreesWithTheClosedFormToTheFen) {
  for (std::int64_t need = 0; need < 4'000; need += 131) {
    const double own = std::max(0.0, static_cast<double>(need - 777) / 1.37);
    const double closed = std::max(777.0, static_cast<double>(need) - own);
    EXPECT_NEAR(static_cast<double>(same_year(Fen{need}, Fen{777}, 0.37).count), closed, 1) << need;
  }
}

TEST(Special, SearchStopsAtTheCap) {
  const SpecialRule rule{.weight_own = 0.5, .cap = Fen{10}};
  EXPECT_EQ(special_same_year(rule, {}, [](Fen z) { return Fen{1'000} - z; }), Fen{10});
}

}  // namespace
}  // namespace ballast
