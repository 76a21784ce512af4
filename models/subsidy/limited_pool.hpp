/// The limited pool: what the subsidies become when the retained money cannot pay them all (44-2.15; F12).
///   pro_rata: paid = claim · avail / Σ claims, by largest remainder; ties go to the earlier unit, then S, F, A, Z
///   priority: S, then F, then A, then Z, each in full while money lasts; the last served shares by largest remainder
/// claim a unit's entitlement of one kind [fen] · avail the pool's money before subsidies [fen].
/// What is not paid lapses, or is carried to the next year.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "models/base/quantity.hpp"

namespace ballast {

/// One unit's subsidies of a year, by kind. [fen]
struct Subsidies {
  Fen share_of_gap{};  ///< S, the rule until 2015
  Fen fixed{};         ///< F 定额补助
  Fen adjustment{};    ///< A 调标补助
  Fen special{};       ///< Z 专项补助

  constexpr Fen total() const { return share_of_gap + fixed + adjustment + special; }
  friend constexpr bool operator==(const Subsidies&, const Subsidies&) = default;
  friend Subsidies operator+(const Subsidies& a, const Subsidies& b);
  friend Subsidies operator-(const Subsidies& a, const Subsidies& b);
};

/// The kinds in the order in which ties and priority go.
inline constexpr std::array kSubsidyKinds{&Subsidies::share_of_gap, &Subsidies::fixed, &Subsidies::adjustment,
                                          &Subsidies::special};

enum class PoolMode { pro_rata, priority };
enum class UnpaidMode { lapse, carry };

/// What each unit is paid from `available` ≥ 0.
std::vector<Subsidies> pay_from_pool(PoolMode mode, std::span<const Subsidies> claims, Fen available);

/// What an unpaid claim becomes next year.
Subsidies carried_forward(UnpaidMode mode, const Subsidies& claim, const Subsidies& paid);

Fen total(std::span<const Subsidies> subsidies);

}  // namespace ballast
