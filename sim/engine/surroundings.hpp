/// Surroundings: what the members of a block live among and what they do not change: residents, labour pools, death
/// probabilities. By lane, so that the lanes may be units of one scenario or futures of one unit.
#pragma once

#include <array>
#include <vector>

#include "scenarios/scenario.hpp"
#include "sim/engine/lanes.hpp"
#include "sim/engine/population.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {

struct alignas(sizeof(Lanes)) HeadsBySexAndAge : std::array<std::array<Lanes, Demography::kAges>, kSexes> {};

/// Death probabilities of insured lives of one sex in one year, by age reached.
struct alignas(sizeof(Lanes)) InsuredMortality {
  std::array<Lanes, Demography::kAges> active{}, retired{}, ill{};
};
using MortalityYear = std::array<InsuredMortality, kSexes>;

/// Residents of one year. [persons; persons a year]
struct alignas(sizeof(Lanes)) ResidentTotals {
  Lanes all{}, working{}, old{};  ///< 31 December: everybody, ages 15–59, ages 60 and over
  Lanes births{}, deaths{}, net_migrants{};
};

struct Surroundings {
  std::vector<ResidentTotals> residents;  ///< by year from the base year
  std::vector<HeadsBySexAndAge> pool;     ///< who could be insured, by year from the base year [persons]
  const std::vector<MortalityYear>* mortality = nullptr;  ///< by year from the first projected year
};

/// Death probabilities of insured lives in a year by lane: the index departs, the level is scaled.
MortalityYear insured_mortality(const Scenario& scenario, const RatesYear& rates, const Lanes& departure,
                                const Lanes& scale);

/// Residents of every unit, the scenario's or a future's, for each lane.
using PopulationByLane = std::array<const std::vector<PopulationPath>*, kLanes>;

Surroundings surroundings_of(const Scenario& scenario, const Block& block, const PopulationByLane& population,
                             const std::vector<MortalityYear>& mortality);

/// The census groups that totals are given for.
inline constexpr Age kWorkingFrom = 15, kOldFrom = 60;

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
