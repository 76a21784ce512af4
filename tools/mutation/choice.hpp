/// Mutants that choose at run time. Included before every file of the instrumented build (check.py).
///
/// `ballast_mutant` is the number of the mutant that is alive, 0 when none is; it is read once from BALLAST_MUTANT.
/// An operator's choice stands between its operands so that no expression must be taken apart:
///   a + b   becomes   a + Choice<Op::subtract>{7} + b
///   a * b   becomes   a % Factor<Op::multiply, Op::divide>{7} % b      (same precedence; no type of ours has a %)
///   x += y  becomes   x += Term{7} += y
/// While no mutant is alive the very same operations are done: bit for bit.
/// In namespace ballast, which the kernels rename, so that each class of instructions has functions of its own.
#pragma once

#include <algorithm>
#include <cmath>
#include <type_traits>

extern "C" int ballast_mutant;

namespace ballast::mutation {

[[gnu::always_inline]] inline bool on(int number) { return ballast_mutant == number; }

template <class Number>
[[gnu::always_inline]] inline Number constant(int number, int step, Number value) {
  return on(number) ? static_cast<Number>(value + static_cast<Number>(step)) : value;
}

enum class Op {
  add,
  subtract,
  multiply,
  divide,
  modulo,
  less,
  less_equal,
  greater,
  greater_equal,
  equal,
  unequal,
  both,
  either
};

template <Op op, class L, class R>
[[gnu::always_inline]] inline auto compute(const L& a, const R& b) {
  if constexpr (op == Op::add) return a + b;
  if constexpr (op == Op::subtract) return a - b;
  if constexpr (op == Op::multiply) return a * b;
  if constexpr (op == Op::modulo) return a % b;
  if constexpr (op == Op::divide) {
    if constexpr (requires { a / b; })
      return a / b;
    else
      return b;
  }
  if constexpr (op == Op::less) return a < b;
  if constexpr (op == Op::less_equal) return a <= b;
  if constexpr (op == Op::greater) return a > b;
  if constexpr (op == Op::greater_equal) return a >= b;
  if constexpr (op == Op::equal) return a == b;
  if constexpr (op == Op::unequal) return a != b;
  if constexpr (op == Op::both) return a && b;
  if constexpr (op == Op::either) return a || b;
}

template <Op to>
struct Choice {
  int number;
};
template <Op to, class L>
struct Left {
  const L& value;
  bool mutated;
};

#define BALLAST_MUTATION_BINARY(symbol)                                                                      \
  template <Op to, class L>                                                                                  \
  [[gnu::always_inline]] inline Left<to, L> operator symbol(const L& a, Choice<to> c) {                      \
    return {a, on(c.number)};                                                                                \
  }                                                                                                          \
  template <Op to, class L, class R>                                                                         \
  [[gnu::always_inline]] inline auto operator symbol(Left<to, L> a, const R& b) {                            \
    using Result = std::decay_t<decltype(a.value symbol b)>;                                                 \
    return a.mutated ? static_cast<Result>(compute<to>(a.value, b)) : static_cast<Result>(a.value symbol b); \
  }
BALLAST_MUTATION_BINARY(+)
BALLAST_MUTATION_BINARY(-)
BALLAST_MUTATION_BINARY(<)
BALLAST_MUTATION_BINARY(<=)
BALLAST_MUTATION_BINARY(>)
BALLAST_MUTATION_BINARY(>=)
BALLAST_MUTATION_BINARY(==)
BALLAST_MUTATION_BINARY(!=)
BALLAST_MUTATION_BINARY(&&)
BALLAST_MUTATION_BINARY(||)
#undef BALLAST_MUTATION_BINARY

template <Op from, Op to>
struct Factor {
  int number;
};
template <Op from, Op to, class L>
struct FactorLeft {
  const L& value;
  bool mutated;
};
template <Op from, Op to, class L>
[[gnu::always_inline]] inline FactorLeft<from, to, L> operator%(const L& a, Factor<from, to> c) {
  return {a, on(c.number)};
}
template <Op from, Op to, class L, class R>
[[gnu::always_inline]] inline auto operator%(FactorLeft<from, to, L> a, const R& b) {
  using Result = std::decay_t<decltype(compute<from>(a.value, b))>;
  return a.mutated ? static_cast<Result>(compute<to>(a.value, b)) : compute<from>(a.value, b);
}

struct Negative {
  int number;
};
template <class R>
[[gnu::always_inline]] inline R operator%(Negative c, const R& a) {
  return on(c.number) ? a : -a;
}
struct Not {
  int number;
};
template <class R>
[[gnu::always_inline]] inline bool operator%(Not c, const R& a) {
  return on(c.number) ? static_cast<bool>(a) : !a;
}

/// The term of a sum, with the other sign; left out; the factor of a product, inverted.
struct Term {
  int number;
};
template <class R>
[[gnu::always_inline]] inline R operator+=(Term c, const R& a) {
  return on(c.number) ? static_cast<R>(R{} - a) : a;
}
struct Drop {
  int number;
};
template <class R>
[[gnu::always_inline]] inline R operator+=(Drop c, const R& a) {
  return on(c.number) ? R{} : a;
}
struct Inverse {
  int number;
};
template <class R>
[[gnu::always_inline]] inline R operator+=(Inverse c, const R& a) {
  return on(c.number) ? static_cast<R>(1.0 / a) : a;
}

}  // namespace ballast::mutation
