/// The library of what can be asked: the law, the assumptions, one place and its cases. The only door to a Scenario.
#pragma once

#include <map>
#include <optional>
#include <string>
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
};

class Library {
 public:
  /// Reads law and place under `root`/scenarios. Issues of all files at once.
  static Expected<Library> open(const std::string& root, const std::string& place);

  Expected<Scenario> scenario(const ScenarioRequest& request) const;

  const Place& place() const { return place_; }
  /// Law with one set of assumptions.
  Expected<Law> law(const std::string& assumptions) const;

 private:
  std::string root_;
  Place place_;
};

/// Law and the central assumptions alone, for verbs that ask nothing of a place.
Expected<Law> read_law(const std::string& root, const std::string& assumptions);

}  // namespace ballast
