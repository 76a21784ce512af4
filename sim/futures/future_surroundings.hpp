/// What the members of a unit live among in the futures of a block, one unit after the other: residents, labour pools,
/// death probabilities, lane by lane what the scenario with a future's knobs has (population.hpp, mortality.hpp).
#pragma once

#include <vector>

#include "sim/engine/groundwork.hpp"
#include "sim/engine/kernel.hpp"
#include "sim/futures/future.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {

/// Years after the base year in which every future is the scenario.
std::size_t certain_years(const Scenario& scenario);

/// At most kLanes futures in the making. One at a time on a thread: they share its room.
class FutureSurroundings {
 public:
  /// From year `from` on, at most the first uncertain one: what lies before it nobody looks at.
  FutureSurroundings(const Scenario& scenario, const Groundwork& groundwork, const std::vector<Future>& futures,
                     Year from, const Kernel& kernel);
  FutureSurroundings(const FutureSurroundings&) = delete;
  FutureSurroundings& operator=(const FutureSurroundings&) = delete;
  ~FutureSurroundings();

  /// The unit stands in every lane.
  Block block(int unit) const;
  /// Of units in their order; holds until the next is asked for. Residents of a unit are projected when a labour pool
  /// first draws on them and let go after the last one has, so that a place of many units takes no more room.
  const Surroundings& of(int unit);

 private:
  using ResidentPath = std::vector<ResidentsYear>;  ///< from the year before the first that is looked at, or from it
  struct Room;
  static Room& room();
  /// A future's selection over its scenario's, by group.
  struct SelectionMoved {
    double active = 1, retired = 1, ill = 1;
    bool operator==(const SelectionMoved&) const = default;
  };

  const DeathTables& deaths(int unit) const { return groundwork_.deaths(unit); }
  const Future& of_lane(std::size_t lane) const { return futures_[lane < futures_.size() ? lane : 0]; }
  std::vector<int> sources(int unit) const;

  void shift_rates();
  bool share_mortality(int a, int b) const;
  SelectionMoved moved_selection(const Future& future, int unit, std::size_t y) const;
  DeathRates death_rates(const Eigen::ArrayXd& central, std::size_t uncertain_year, Sex sex) const;
  void fill_mortality(int unit);
  void fill_resident_deaths(const DeathTables& tables);

  void project_residents(int unit);
  void recall_residents(int unit, ResidentPath& path) const;
  ResidentRates resident_rates(const Block& block, Year year) const;
  void fill_pool(int unit, Year year);

  const Scenario& s_;
  const Groundwork& groundwork_;
  const std::vector<Future>& futures_;
  const Kernel kernel_;
  const std::size_t certain_;  ///< years after the base year in which no future departs from the scenario
  const std::size_t first_;    ///< the year of a path's front, after the base year
  Room& room_;
  std::vector<ResidentPath> residents_;     ///< by unit, of those still needed
  std::vector<int> last_need_;              ///< by unit, the last unit that looks at its residents
  const DeathTables* deaths_of_ = nullptr;  ///< whose residents' deaths are at hand: often the next unit's too
  int mortality_of_ = -1;                   ///< the unit whose insured lives' deaths are at hand
};

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
