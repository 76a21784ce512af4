/// The two number types of the membership equations.
/// `Real` is what varies by lane: double, or a GCC vector holding several futures or units.
/// `Coef` is a rule: plain double when lanes are futures, `Real` when lanes are units.
/// Branches on values become lesser and greater, so one text serves every lane width. How GCC aligns a pack depends on
/// the instruction set; structs that cross between differently compiled files fix it with alignas(sizeof(Real)).
#pragma once

#include <cstdint>

namespace ballast {

/// Two lanes of double: native on every x86-64; wider packs are compiled per instruction set. [GCC vector extension]
using Pack2 = double __attribute__((vector_size(16)));

/// Four lanes of double: four units, or four futures, in one step.
using Pack4 = double __attribute__((vector_size(32)));

/// Eight lanes: eight units, or eight futures, native where registers are of 512 bits.
using Pack8 = double __attribute__((vector_size(64)));

/// The bits of a number, lane by lane.
template <class Real>
struct BitsIn;
template <>
struct BitsIn<double> {
  using type = std::uint64_t;
};
template <>
struct BitsIn<Pack2> {
  using type = std::uint64_t __attribute__((vector_size(16)));
};
template <>
struct BitsIn<Pack4> {
  using type = std::uint64_t __attribute__((vector_size(32)));
};
template <>
struct BitsIn<Pack8> {
  using type = std::uint64_t __attribute__((vector_size(64)));
};
template <class Real>
using BitsOf = typename BitsIn<Real>::type;

inline double lesser(double a, double b) { return a < b ? a : b; }
inline double greater(double a, double b) { return a > b ? a : b; }

inline Pack2 lesser(Pack2 a, Pack2 b) { return a < b ? a : b; }
inline Pack2 greater(Pack2 a, Pack2 b) { return a > b ? a : b; }

inline Pack4 lesser(const Pack4& a, const Pack4& b) { return a < b ? a : b; }
inline Pack4 greater(const Pack4& a, const Pack4& b) { return a > b ? a : b; }

inline Pack8 lesser(const Pack8& a, const Pack8& b) { return a < b ? a : b; }
inline Pack8 greater(const Pack8& a, const Pack8& b) { return a > b ? a : b; }

inline Pack4 lower_half(const Pack8& v) { return __builtin_shufflevector(v, v, 0, 1, 2, 3); }
inline Pack4 upper_half(const Pack8& v) { return __builtin_shufflevector(v, v, 4, 5, 6, 7); }

inline bool any_positive(double v) { return v > 0; }
inline bool any_positive(const Pack2& v) { return __builtin_ia32_movmskpd(Pack2(v > 0)) != 0; }
inline bool any_positive(const Pack4& v) {
#ifdef __AVX__
  return __builtin_ia32_movmskpd256(Pack4(v > 0)) != 0;
#else
  return any_positive(greater(Pack2{v[0], v[1]}, Pack2{v[2], v[3]}));
#endif
}
inline bool any_positive(const Pack8& v) {
#ifdef __AVX512F__
  return __builtin_ia32_cmppd512_mask(v, Pack8{}, 30, -1, 4) != 0;  // greater than, ordered
#else
  return any_positive(greater(lower_half(v), upper_half(v)));
#endif
}

inline bool all_positive(double v) { return v > 0; }
inline bool all_positive(const Pack2& v) { return __builtin_ia32_movmskpd(Pack2(v > 0)) == 3; }
inline bool all_positive(const Pack4& v) {
#ifdef __AVX__
  return __builtin_ia32_movmskpd256(Pack4(v > 0)) == 15;
#else
  return all_positive(lesser(Pack2{v[0], v[1]}, Pack2{v[2], v[3]}));
#endif
}
inline bool all_positive(const Pack8& v) {
#ifdef __AVX512F__
  return __builtin_ia32_cmppd512_mask(v, Pack8{}, 30, -1, 4) == 255;
#else
  return all_positive(lesser(lower_half(v), upper_half(v)));
#endif
}

/// A function of one number, lane by lane.
template <class Of>
inline double each_lane(double v, Of of) {
  return of(v);
}
template <class Of>
inline Pack2 each_lane(const Pack2& v, Of of) {
  return Pack2{of(v[0]), of(v[1])};
}
template <class Of>
inline Pack4 each_lane(const Pack4& v, Of of) {
  return Pack4{of(v[0]), of(v[1]), of(v[2]), of(v[3])};
}
template <class Of>
inline Pack8 each_lane(const Pack8& v, Of of) {
  return Pack8{of(v[0]), of(v[1]), of(v[2]), of(v[3]), of(v[4]), of(v[5]), of(v[6]), of(v[7])};
}

/// The same number in every lane.
template <class Real>
inline Real broadcast(double value) {
  return Real{} + value;
}

/// part / whole where the whole is positive, otherwise 0 (an empty cell has no mean).
template <class Real>
inline Real share_of(const Real& part, const Real& whole) {
  const Real zero{};
  const Real safe = whole > zero ? whole : zero + 1.0;
  return whole > zero ? part / safe : zero;
}

}  // namespace ballast
