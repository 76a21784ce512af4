/// Portions of money: rates, quotients and shares of whole fen, each rounded once (F2, F3; 44-2.2: three levels add up
/// exactly).
///   portion(m, r, d) = round(m·r / d)      quotient(m, n, d) = round(m·n / d)      halves away from zero
///   split: floor(total·cᵢ/Σc), the fen left over to the largest remainders, ties in the order given
/// m, total, cᵢ money [fen] · r a rate read as a decimal of twelve places [1] · n, d [any, the same].
/// Products are taken on 128 bits, so nothing rounds or overflows before the one rounding.
#pragma once

#include <span>
#include <vector>

#include "models/base/quantity.hpp"

namespace ballast {

/// A rate is a share or a small multiple: its size lies below this. [1]
inline constexpr double kMostRate = 1e6;

/// amount · rate / divisor, nearest fen. Precondition: |rate| < kMostRate, divisor > 0.
Fen portion(Fen amount, double rate, int divisor = 1);

/// amount · numerator / denominator, nearest fen; denominator > 0.
Fen quotient(Fen amount, Fen numerator, Fen denominator);

/// Shares of `total` in proportion to claims ≥ 0, by largest remainder; all zero when nothing is claimed.
std::vector<Fen> split(Fen total, std::span<const Fen> claims);

/// The same into `shares`, as many as claims: nothing is allocated for a few of them.
void split(Fen total, std::span<const Fen> claims, std::span<Fen> shares);

/// What each claim gets from `available`: all of it when there is enough, else its share by largest remainder.
std::vector<Fen> ration(Fen available, std::span<const Fen> claims);

Fen sum(std::span<const Fen> amounts);

}  // namespace ballast
