/// Cases: what is asked, as a difference on the law. A case names its base; --set adds changes on top.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "scenarios/reader/node.hpp"
#include "scenarios/scenario.hpp"

namespace ballast {

enum class ChangeKind { value, scale, add };

/// One change of a knob from a month on.
struct Change {
  Knob knob = Knob::unit_rate;
  ChangeKind kind = ChangeKind::value;
  std::variant<double, std::string> amount = 0.0;
  std::optional<YearMonth> from = {}, to = {};  ///< default: from the first projected year; for good
  std::optional<int> unit = {};                 ///< default: every unit
  int ramp_years = 0;                           ///< years over which the change grows to its full size
  std::string file;                             ///< where it was asked, for messages
  int line = 0, column = 0;
};

/// The month after the last one of a change that has an end: `to` is the last, and a year stands for all its months.
std::optional<YearMonth> end_of(const Change& change);

/// A case with everything its bases say, oldest first.
struct Case {
  std::string key, base;  ///< `base`: what it names as such; empty at the root
  std::string assumptions;
  Written assumptions_at;
  Label title, note;
  std::vector<Change> changes;
  std::vector<SourceFile> files;
};

/// Reads a case by name (a file of `directory`) or by the path of a .toml file.
Expected<Case> read_case(const std::string& directory, const std::string& name, std::span<const Label> units);

/// Whether a value is given to what another value was given to from the same month on: the first would count for
/// nothing. `first`: the month from which one without a month holds, where it is known.
bool is_set_again(const Change& later, const std::vector<Change>& earlier, std::optional<YearMonth> first = {});

/// Parses KNOB=VALUE, KNOB=VALUE@2027, KNOB=VALUE@2027-05, KNOB[unit]=VALUE; the unit in Chinese or English.
Expected<Change> parse_set(const std::string& text, std::span<const Label> units);
/// The same where units have one name only.
Expected<Change> parse_set(const std::string& text, const std::vector<std::string>& units);

/// What can be told of such a text before units are known: that it has not the form of one.
Issues set_form_issues(const std::string& text);

/// Sets that have been parsed, with the Chinese name of every unit: as results keep them.
std::vector<std::string> in_chinese_names(std::vector<std::string> sets, std::span<const Label> units);

}  // namespace ballast
