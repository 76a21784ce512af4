#include "models/uncertainty/random.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <vector>

namespace ballast {
namespace {

/// The first two of the four words that Philox4x32-10 gives, low word first.
std::uint64_t words(std::uint32_t first, std::uint32_t second) { return std::uint64_t{second} << 32 | first; }

std::uint64_t drawn(std::uint64_t seed, std::array<std::uint32_t, 4> counter) {
  return draw_word({.seed = seed,
                    .path = static_cast<int>(counter[0]),
                    .year = static_cast<int>(counter[1]),
                    .factor = static_cast<Factor>(counter[2]),
                    .unit = static_cast<int>(counter[3])});
}

// Known answers published with Random123 (tests/kat_vectors, lines "philox4x32 10"): nought, all ones, digits of pi.
TEST(Random, GivesThePublishedKnownAnswers) {
  EXPECT_EQ(drawn(0, {0, 0, 0, 0}), words(0x6627e8d5U, 0xe169c58dU));
  constexpr std::uint32_t kOnes = 0xffffffffU;
  EXPECT_EQ(drawn(words(kOnes, kOnes), {kOnes, kOnes, kOnes, kOnes}), words(0x408f276dU, 0x41c83b0eU));
  EXPECT_EQ(drawn(words(0xa4093822U, 0x299f31d0U), {0x243f6a88U, 0x85a308d3U, 0x13198a2eU, 0x03707344U}),
            words(0xd16cfe09U, 0x94fdccebU));
}

std::vector<DrawKey> some_keys() {
  std::vector<DrawKey> keys;
  for (const std::uint64_t seed : {std::uint64_t{0}, std::uint64_t{44}, std::uint64_t{1} << 40})
    for (int path = -1; path < 4; ++path)
      for (int year = 0; year < 4; ++year)
        for (int factor = 0; factor <= static_cast<int>(Factor::deaths_ill); ++factor)
          for (int unit = kWholeCity; unit < 3; ++unit) keys.push_back({seed, path, year, Factor(factor), unit});
  return keys;
}

TEST(Random, EveryPartOfTheKeyMakesAnotherNumber) {
  std::set<std::uint64_t> seen;
  const auto keys = some_keys();
  for (const DrawKey& key : keys) seen.insert(draw_word(key));
  EXPECT_EQ(seen.size(), keys.size());
}

TEST(Random, ANumberDoesNotDependOnWhatWasDrawnBefore) {
  auto keys = some_keys();
  std::vector<double> forward, backward;
  for (const DrawKey& key : keys) forward.push_back(normal_draw(key));
  std::reverse(keys.begin(), keys.end());
  for (const DrawKey& key : keys) backward.push_back(normal_draw(key));
  std::reverse(backward.begin(), backward.end());
  EXPECT_EQ(forward, backward);
}

// 2⁻⁵³ and 1 − 2⁻⁵³ are the ends by the definition of unit_interval.
TEST(Random, UniformsStayInsideTheUnitIntervalAndMirrorExactly) {
  EXPECT_EQ(unit_interval(0), 0x1p-53);
  EXPECT_EQ(unit_interval(~std::uint64_t{0}), 1 - 0x1p-53);
  for (const DrawKey& key : some_keys()) {
    const std::uint64_t word = draw_word(key);
    EXPECT_EQ(unit_interval(~word), 1 - unit_interval(word));
  }
}

}  // namespace
}  // namespace ballast
