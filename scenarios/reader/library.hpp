/// The library of what can be asked: the law, the assumptions, one place and its cases. The only door to a Scenario.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/reader/cases.hpp"
#include "scenarios/reader/law.hpp"
#include "scenarios/reader/place.hpp"

namespace ballast {

struct ScenarioRequest {
  std::string case_name;
  std::vector<std::string> sets;  ///< KNOB=VALUE…, on top of the case
  std::optional<Year> first_year, last_year;
  std::optional<int> top_service{};  ///< service told apart up to here, at least the largest legal minimum [years]
  std::vector<Change> changes{};     ///< further ones, on top of the sets
  bool cut_short = false;            ///< the last year is not the asker's: a change that begins later is not wrong
};

class Library {
 public:
  /// Reads law and place under `root`/scenarios; a `place` with a slash is a folder of its own. `first_year` chooses
  /// the starting point; one that the place does not have is told by the requests below. Issues of all files at once.
  static Expected<Library> open(const std::string& root, const std::string& place, std::optional<Year> first_year = {});

  /// Everything a run of the scheme needs; refused for a place that holds residents only.
  Expected<Scenario> scenario(const ScenarioRequest& request) const;

  /// What the projection of residents needs and no more: any place, the horizon by default the last year of its tables.
  /// A change by `sets` that moves no residents is refused; those of the case are passed over.
  Expected<Scenario> residents(const ScenarioRequest& request) const;

  const Place& place() const { return place_; }
  /// Law with one set of assumptions.
  Expected<Law> law(const std::string& assumptions) const;

 private:
  /// The place in the years asked for, with its knobs, and what these come from.
  struct Framed {
    Scenario scenario;
    Law law;
    std::vector<Change> changes;  ///< that its knobs were resolved with
  };
  /// Which knobs are resolved (none named: all), and up to when unless the request says so.
  struct KnobScope {
    Year horizon = 0;
    std::span<const Knob> only;
  };
  Expected<Law> law_of(const Case& named) const;
  /// Issues of years, case, sets and law at once.
  Expected<Framed> framed(const ScenarioRequest& request, const KnobScope& scope) const;
  /// Share of the gap in the base year of the subsidies, from which the fixed one follows.
  double subsidy_base_share(const Scenario& scenario, const Law& law, const std::vector<Change>& changes,
                            Issues& issues) const;
  /// Completed years that the law asks for at most, in any unit [years].
  int largest_minimum(const Scenario& scenario, const Law& law, const std::vector<Change>& changes) const;
  /// What is set on top of the case; a change of a knob outside `only` is refused.
  std::vector<Change> sets_of(const ScenarioRequest& request, std::span<const Knob> only, Issues& issues) const;

  std::string root_;
  Place place_;
};

/// A name is one of scenarios/places; what has a slash is a folder as it stands, and so is the present one.
bool is_name_of_a_place(const std::string& place);

/// What verbs assume that ask nothing of a case.
inline constexpr const char* kCentralAssumptions = "central";

/// Keys of what a place does not give and has from rules made for other places.
std::vector<std::string_view> borrowed(const Law& law, const Place& place);

/// Law and assumptions alone, for verbs that ask nothing of a place.
Expected<Law> read_law(const std::string& root, const std::string& assumptions = kCentralAssumptions);

}  // namespace ballast
