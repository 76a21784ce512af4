#include "models/uncertainty/sobol.hpp"

#include <gtest/gtest.h>

#include <set>

namespace ballast {
namespace {

// Joe and Kuo (2008): the first points in two dimensions are (0, 0), (1/2, 1/2), (3/4, 1/4), (1/4, 3/4).
TEST(Sobol, BeginsWithThePublishedPoints) {
  const std::uint32_t quarter = 1U << 30;
  const std::vector<std::vector<std::uint32_t>> first{{0, 0}, {2, 2}, {3, 1}, {1, 3}};
  for (std::uint32_t i = 0; i < 4; ++i)
    for (std::size_t d = 0; d < 2; ++d) EXPECT_EQ(sobol_point(i, 2)[d], first[i][d] * quarter);
}

// A Sobol sequence is a (t, s)-sequence in base 2: each coordinate of an aligned run of 2^m points fills all slices.
TEST(Sobol, EveryAlignedRunOfPointsHasOneInEachSliceOfEveryCoordinate) {
  constexpr int kBits = 7, kDimensions = 483;
  for (const std::uint32_t start : {0U, 128U, 128U * 77U}) {
    std::vector<std::set<std::uint32_t>> slices(kDimensions);
    for (std::uint32_t i = start; i < start + (1U << kBits); ++i) {
      const auto point = sobol_point(i, kDimensions);
      for (std::size_t d = 0; d < kDimensions; ++d) slices[d].insert(point[d] >> (32 - kBits));
    }
    for (const auto& filled : slices) EXPECT_EQ(filled.size(), 1U << kBits);
  }
}

TEST(Sobol, APointDoesNotChangeWithTheNumberOfDimensions) {
  const auto few = sobol_point(12345, 3), many = sobol_point(12345, kSobolDimensions);
  EXPECT_EQ(few, std::vector(many.begin(), many.begin() + 3));
}

}  // namespace
}  // namespace ballast
