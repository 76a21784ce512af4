/// The law and the assumptions as read from TOML: dated values by knob and the tables of the law.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/reader/fields.hpp"
#include "scenarios/scenario.hpp"

namespace ballast {

/// Everything the law files and one set of assumptions say.
struct Law {
  std::map<Knob, Timeline> values;
  std::map<Knob, Written> given_at;  ///< where the values of a knob stand
  /// Keys of the places that the rules of a file are made for; a file without them is for every place.
  std::map<std::string, std::vector<std::string>> places_of;
  std::vector<DatedDivisor> divisors;
  std::array<std::optional<StatutoryRule>, kCategories> statutory;
  std::array<std::string, kCategories> statutory_class;
  SurvivorRule survivors;
  bool has_survivor_rule = false;  ///< [survivor] was read; its classes stand by themselves
  std::vector<Tier> tiers;
  Standing tiers_stand;       ///< of a tier that is not enacted, where there is one
  double next_tier_from = 0;  ///< bound of the tier read last; infinite once the last tier is read
  Issue last_tier;            ///< where the tier read last stands
  std::vector<Tier> tier_knots;
  std::vector<FlexibleStep> flexible_steps;
  std::vector<EntryProfile> entry_profiles;
  std::vector<LateShare> late_shares;
  std::vector<SourceFile> files;  ///< those read, in order
};

/// Adds one file to the law; a knob given twice is an issue.
void read_law_file(const std::string& path, const std::string& shown, Law& law, Issues& issues);

/// The parameters that a text of law or assumptions gives; none where it cannot be read.
std::map<Knob, Timeline> parameters_in(const std::string& text);

/// What must be there once all files are read.
void check_law(const Law& law, const std::string& shown, Issues& issues);

/// A knob's value: a number in its range, or the name of one of its choices.
std::optional<std::variant<double, std::string>> read_value(const Node& node, const KnobRow& row,
                                                            const std::string& shown, Issues& issues);

}  // namespace ballast
