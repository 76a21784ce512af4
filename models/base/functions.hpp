/// eˣ, ln x and the normal distribution function Φ of a number or of a pack, where the C library takes one number at a
/// time. Only sums, products, quotients and bits, so that every class of instruction sets gives the same bits.
///
///   eˣ = 2ⁿ·Σ rᵏ/k!                      n = x/ln 2 to the nearest, r = x − n·ln 2
///   ln x = n·ln 2 + 2·Σ s²ᵏ⁺¹/(2k+1)      x = 2ⁿ·m, √½ ≤ m < √2, s = (m − 1)/(m + 1)
///   Φ(−x) = e^(−x²/2)·P(x)/Q(x), x ≥ 0    J. F. Hart and others, Computer Approximations (1968), no. 5666, as printed
///   by G. West, "Better approximations to cumulative normal functions", Wilmott Magazine (May 2005) 70–76
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <numbers>

#include "models/base/real.hpp"

namespace ballast {
namespace functions {

inline constexpr std::uint64_t kOne = 0x3ff0'0000'0000'0000;       ///< of 1
inline constexpr std::uint64_t kRootHalf = 0x3fe6'a09e'667f'3bcd;  ///< of √½
inline constexpr std::uint64_t kExponent = 0xfff0'0000'0000'0000;  ///< where the power of two stands
inline constexpr int kFraction = 52;                               ///< so many bits stand behind it
inline constexpr double kLn2High = 0x1.62e42fefa38p-1, kLn2Low = 0x1.ef35793c7673p-45;  ///< together ln 2

/// Σ cₖ·xᵏ.
template <class Real, std::size_t terms>
Real polynomial(const std::array<double, terms>& c, const Real& x) {
  Real sum = broadcast<Real>(c.back());
  for (std::size_t k = terms - 1; k-- > 0;) sum = sum * x + c[k];
  return sum;
}

inline constexpr auto kOverFactorials = [] {
  std::array<double, 14> c{1};
  for (std::size_t k = 1; k < c.size(); ++k) c[k] = c[k - 1] / static_cast<double>(k);
  return c;
}();
inline constexpr auto kOverOdd = [] {
  std::array<double, 11> c{};
  for (std::size_t k = 0; k < c.size(); ++k) c[k] = 2.0 / static_cast<double>(2 * k + 1);
  return c;
}();
inline constexpr std::array kHartAbove{220.206867912376, 221.213596169931,  112.079291497871,   33.912866078383,
                                       6.37396220353165, 0.700383064443688, 3.52624965998911e-2};
inline constexpr std::array kHartBelow{440.413735824752, 793.826512519948, 637.333633378831, 296.564248779674,
                                       86.7807322029461, 16.064177579207,  1.75566716318264, 8.83883476483184e-2};

}  // namespace functions

/// eˣ for −700 ≤ x ≤ 700.
template <class Real>
Real exponential(const Real& x) {
  using namespace functions;
  constexpr double kWhole = 0x1.8p52;  // added and taken away: rounds to whole numbers, which stand in its last bits
  const Real shifted = x * std::numbers::log2e + kWhole, n = shifted - kWhole;
  const Real r = (x - n * kLn2High) - n * kLn2Low;
  const BitsOf<Real> power = (std::bit_cast<BitsOf<Real>>(shifted) << kFraction) + kOne;
  return polynomial(kOverFactorials, r) * std::bit_cast<Real>(power);
}

/// ln x for normal x > 0.
template <class Real>
Real logarithm(const Real& x) {
  using namespace functions;
  constexpr std::uint64_t kBias = std::uint64_t{1024} << kFraction;  // keeps powers of two positive
  const auto bits = std::bit_cast<BitsOf<Real>>(x);
  const BitsOf<Real> biased = bits - kRootHalf + kBias;
  const Real m = std::bit_cast<Real>(bits - ((biased & kExponent) - kBias));
  const Real n = std::bit_cast<Real>((biased >> kFraction) + std::bit_cast<std::uint64_t>(0x1p52)) - (0x1p52 + 1024);
  const Real s = (m - 1.0) / (m + 1.0);
  return n * kLn2High + (n * kLn2Low + s * polynomial(kOverOdd, Real(s * s)));
}

/// Φ(z), within 10⁻¹⁵.
template <class Real>
Real normal_distribution(const Real& z) {
  using namespace functions;
  const Real zero{}, x = lesser(greater(z, -z), broadcast<Real>(37.0));  // Φ(−37) = 6·10⁻³⁰⁰
  const Real tail = exponential(Real(-0.5 * x * x)) * (polynomial(kHartAbove, x) / polynomial(kHartBelow, x));
  return z > zero ? 1.0 - tail : tail;
}

}  // namespace ballast
