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

/// Direction numbers as Joe and Kuo publish them (new-joe-kuo-6.21201): degree and inner coefficients of the primitive
/// polynomial, and the first odd numbers.
struct Published {
  unsigned degree, inner;
  std::vector<std::uint32_t> odd;
};

/// v_k = m_k·2^(32−k); beyond the degree s: v_k = v_{k−s} ⊕ v_{k−s}·2^−s ⊕ Σ⊕ a_i·v_{k−i}.
std::vector<std::uint32_t> directions(const Published& of) {
  std::vector<std::uint32_t> v;
  for (unsigned k = 0; k < 32; ++k) {
    if (k < of.degree) {
      v.push_back(of.odd[k] << (31 - k));
      continue;
    }
    std::uint32_t next = v[k - of.degree] ^ (v[k - of.degree] >> of.degree);
    for (unsigned i = 1; i < of.degree; ++i)
      if (of.inner >> (of.degree - 1 - i) & 1U) next ^= v[k - i];
    v.push_back(next);
  }
  return v;
}

// Dimensions 2 to 16 of the published list; the first few hundred points of the recurrence in Gray code.
TEST(Sobol, HasThePublishedDirectionNumbers) {
  const std::vector<Published> published{{1, 0, {1}},
                                         {2, 1, {1, 3}},
                                         {3, 1, {1, 3, 1}},
                                         {3, 2, {1, 1, 1}},
                                         {4, 1, {1, 1, 3, 3}},
                                         {4, 4, {1, 3, 5, 13}},
                                         {5, 2, {1, 1, 5, 5, 17}},
                                         {5, 4, {1, 1, 5, 5, 5}},
                                         {5, 7, {1, 1, 7, 11, 19}},
                                         {5, 11, {1, 1, 5, 1, 1}},
                                         {5, 13, {1, 1, 1, 3, 11}},
                                         {5, 14, {1, 3, 5, 5, 31}},
                                         {6, 1, {1, 3, 3, 9, 7, 49}},
                                         {6, 13, {1, 1, 1, 15, 21, 21}},
                                         {6, 16, {1, 3, 1, 13, 27, 49}}};
  for (std::size_t d = 0; d < published.size(); ++d) {
    const std::vector<std::uint32_t> v = directions(published[d]);
    for (std::uint32_t i = 0; i < 300; ++i) {
      std::uint32_t right = 0;
      for (unsigned k = 0; k < 32; ++k)
        if ((i ^ (i >> 1)) >> k & 1U) right ^= v[k];
      ASSERT_EQ(sobol_point(i, 16)[d + 1], right) << "dimension " << d + 2 << ", point " << i;
    }
  }
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
