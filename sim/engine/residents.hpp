/// Residents of a unit's futures side by side, lane by lane: how many live in its places, of whom its labour pool is
/// made, and who of them and of the insured dies (equations P1 – P5, P7 – P9). What each lane says is what
/// population.hpp and mortality.hpp say of one scenario.
#pragma once

#include <array>

#include "models/membership/members.hpp"
#include "models/population/census.hpp"
#include "scenarios/scenario.hpp"
#include "sim/engine/lanes.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {

/// A number of each sex and age; nothing is written when it is made.
struct alignas(sizeof(Lanes)) BySexAndAge : std::array<std::array<Lanes, Demography::kAges>, kSexes> {};
using HeadsBySexAndAge = BySexAndAge;  ///< [persons]

/// Residents of one year. [persons; persons a year]
struct alignas(sizeof(Lanes)) ResidentTotals {
  CensusGroups<Lanes> on_31_december;
  Lanes births{}, deaths{}, net_migrants{};
};

/// Residents on 31 December, and what the year did to them.
struct alignas(sizeof(Lanes)) ResidentsYear {
  HeadsBySexAndAge people;
  ResidentTotals totals;
};

/// Death probabilities of residents in one year.
struct alignas(sizeof(Lanes)) ResidentDeaths {
  BySexAndAge reaching;              ///< by age reached
  std::array<Lanes, kSexes> open{};  ///< of those already at the open age
};

/// The rates of one unit's residents in one year: tables common to the lanes, times a number of each lane.
struct alignas(sizeof(Lanes)) ResidentRates {
  const ResidentDeaths* deaths = nullptr;
  const double* fertility_age = nullptr;  ///< by age of mother
  Lanes fertility{};                      ///< [births a woman]
  double female_share = 0;                ///< of those born
  std::array<const double*, kSexes> migration_shape{};
  Lanes net_migration{};
  std::array<const double*, kSexes> migrants{};  ///< given in numbers, or none [persons]
  Lanes migrants_level{};
};

/// Ages that a labour pool is made of: those of members.
inline constexpr Age kPoolFrom = MemberTable<Lanes>::kFirstAge, kPoolTo = MemberTable<Lanes>::kLastAge;

/// A share of a unit's residents for a labour pool.
struct PoolSource {
  const HeadsBySexAndAge* residents = nullptr;
  double share = 0;
};

/// Central death rates of one sex, the same in every lane, times what each lane makes of them.
struct alignas(sizeof(Lanes)) DeathRates {
  const double* central = nullptr;  ///< by age
  const Lanes* shift = nullptr;     ///< of the index of mortality, by age
  Lanes selection = broadcast<Lanes>(1.0);
  Age first = 0, last = Demography::kAges - 1;  ///< ages that are asked for
};

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
