/// Stands in for models/base/real.hpp where the kernel is compiled to be counted: packs that add up what is done with
/// them. The equations are the same text. One thing differs: `a > b ? x : y` chooses for all lanes alike, x if it
/// holds for any (classes cannot choose by lane); enough to count by, not to compute with.
#pragma once

#include <cstdint>

namespace ballast {

/// Operations on packs since the last reset: one of them works on every lane. Divisions count one; extremes are minima
/// and maxima, choices comparisons.
struct PackOperations {
  long long additions, products, quotients, extremes, choices;
};

}  // namespace ballast

extern "C" ballast::PackOperations ballast_pack_operations;

namespace ballast {

struct alignas(32) Pack4 {
  double of[4];

  Pack4() = default;
  Pack4(double a, double b, double c, double d) : of{a, b, c, d} {}
  double& operator[](int lane) { return of[lane]; }
  double operator[](int lane) const { return of[lane]; }

  template <class Of>
  static Pack4 each(Of lane) {
    return {lane(0), lane(1), lane(2), lane(3)};
  }
  friend Pack4 operator+(const Pack4& a, const Pack4& b) {
    ++ballast_pack_operations.additions;
    return each([&](int l) { return a.of[l] + b.of[l]; });
  }
  friend Pack4 operator-(const Pack4& a, const Pack4& b) {
    ++ballast_pack_operations.additions;
    return each([&](int l) { return a.of[l] - b.of[l]; });
  }
  friend Pack4 operator*(const Pack4& a, const Pack4& b) {
    ++ballast_pack_operations.products;
    return each([&](int l) { return a.of[l] * b.of[l]; });
  }
  friend Pack4 operator/(const Pack4& a, const Pack4& b) {
    ++ballast_pack_operations.quotients;
    return each([&](int l) { return a.of[l] / b.of[l]; });
  }
  friend Pack4 operator+(const Pack4& a, double b) { return a + same(b); }
  friend Pack4 operator+(double a, const Pack4& b) { return same(a) + b; }
  friend Pack4 operator-(const Pack4& a, double b) { return a - same(b); }
  friend Pack4 operator-(double a, const Pack4& b) { return same(a) - b; }
  friend Pack4 operator*(const Pack4& a, double b) { return a * same(b); }
  friend Pack4 operator*(double a, const Pack4& b) { return same(a) * b; }
  friend Pack4 operator/(const Pack4& a, double b) { return a / same(b); }
  friend Pack4 operator/(double a, const Pack4& b) { return same(a) / b; }
  friend Pack4 operator-(const Pack4& a) { return 0.0 - a; }
  friend bool operator>(const Pack4& a, const Pack4& b) {
    ++ballast_pack_operations.choices;
    return a[0] > b[0] || a[1] > b[1] || a[2] > b[2] || a[3] > b[3];
  }
  Pack4& operator+=(const Pack4& b) { return *this = *this + b; }
  Pack4& operator-=(const Pack4& b) { return *this = *this - b; }
  Pack4& operator*=(const Pack4& b) { return *this = *this * b; }
  Pack4& operator/=(const Pack4& b) { return *this = *this / b; }

 private:
  static Pack4 same(double v) { return {v, v, v, v}; }
};

/// Bits are not counted.
template <class Real>
struct BitsIn;
template <>
struct BitsIn<Pack4> {
  using type = std::uint64_t __attribute__((vector_size(32)));
};
template <class Real>
using BitsOf = typename BitsIn<Real>::type;

inline double lesser(double a, double b) { return a < b ? a : b; }
inline double greater(double a, double b) { return a > b ? a : b; }
inline Pack4 lesser(const Pack4& a, const Pack4& b) {
  ++ballast_pack_operations.extremes;
  return Pack4::each([&](int l) { return lesser(a[l], b[l]); });
}
inline Pack4 greater(const Pack4& a, const Pack4& b) {
  ++ballast_pack_operations.extremes;
  return Pack4::each([&](int l) { return greater(a[l], b[l]); });
}

inline bool any_positive(double v) { return v > 0; }
inline bool any_positive(const Pack4& v) {
  ++ballast_pack_operations.choices;
  return v[0] > 0 || v[1] > 0 || v[2] > 0 || v[3] > 0;
}

inline bool all_positive(double v) { return v > 0; }
inline bool all_positive(const Pack4& v) {
  ++ballast_pack_operations.choices;
  return v[0] > 0 && v[1] > 0 && v[2] > 0 && v[3] > 0;
}

template <class Of>
inline double each_lane(double v, Of of) {
  return of(v);
}
template <class Of>
inline Pack4 each_lane(const Pack4& v, Of of) {
  return Pack4::each([&](int l) { return of(v[l]); });
}

template <class Real>
inline Real broadcast(double value) {
  return Real{value, value, value, value};
}
template <>
inline double broadcast(double value) {
  return value;
}

template <class Real>
inline Real share_of(const Real& part, const Real& whole) {
  ++ballast_pack_operations.quotients;
  return Real::each([&](int l) { return whole[l] > 0 ? part[l] / whole[l] : 0.0; });
}
template <>
inline double share_of(const double& part, const double& whole) {
  return whole > 0 ? part / whole : 0.0;
}

}  // namespace ballast
