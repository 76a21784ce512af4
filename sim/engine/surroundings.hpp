/// Surroundings: what the members of a block live among and what they do not change: residents, labour pools, death
/// probabilities. By lane, so that the lanes may be units of one scenario or futures of one unit.
#pragma once

#include <array>
#include <vector>

#include "models/base/ahead.hpp"
#include "scenarios/scenario.hpp"
#include "sim/engine/lanes.hpp"
#include "sim/engine/population.hpp"
#include "sim/engine/residents.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {

/// Death probabilities of one group and sex in one year by age, the same in every lane or each lane's own.
struct GroupDeaths {
  const double* alike = nullptr;
  const Lanes* own = nullptr;

  Lanes at(Age x) const { return alike ? broadcast<Lanes>(alike[x]) : own[x]; }
  /// Asks for those of an age, ahead of its year.
  [[gnu::always_inline]] void expect(Age x) const {
    if (own) ask_for(own + x);
  }
};

/// Death probabilities of insured lives in one year.
class MortalityByLane {
 public:
  MortalityByLane() = default;
  explicit MortalityByLane(const MortalityYear<double>& alike) : alike_(&alike) {}
  explicit MortalityByLane(const MortalityYear<Lanes>& own) : own_(&own) {}

  GroupDeaths active(Sex sex) const {
    return of(&InsuredMortality<double>::active, &InsuredMortality<Lanes>::active, sex);
  }
  GroupDeaths retired(Sex sex) const {
    return of(&InsuredMortality<double>::retired, &InsuredMortality<Lanes>::retired, sex);
  }
  GroupDeaths ill(Sex sex) const { return of(&InsuredMortality<double>::ill, &InsuredMortality<Lanes>::ill, sex); }

 private:
  template <class One, class Each>
  GroupDeaths of(One one, Each each, Sex sex) const {
    const auto s = static_cast<std::size_t>(sex);
    return {alike_ ? ((*alike_)[s].*one).data() : nullptr, own_ ? ((*own_)[s].*each).data() : nullptr};
  }
  const MortalityYear<double>* alike_ = nullptr;
  const MortalityYear<Lanes>* own_ = nullptr;
};
template <class Real>
std::vector<MortalityByLane> by_year(const std::vector<MortalityYear<Real>>& years) {
  return {years.begin(), years.end()};
}
struct Surroundings {
  std::vector<ResidentTotals> residents;   ///< by year from the base year
  std::vector<HeadsBySexAndAge> pool;      ///< who could be insured, of ages of members, by year from the base year
  std::vector<MortalityByLane> mortality;  ///< by year from the first projected year
};

/// Of units of one scenario side by side.
Surroundings surroundings_of(const Scenario& scenario, const Block& block,
                             const std::vector<PopulationPath>& population, std::vector<MortalityByLane> mortality);
/// A lane's residents on 31 December and what the year did to them.
void set_lane(const PopulationYear& year, int lane, ResidentTotals& totals);

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
