#include "scenarios/reader/adjustables.hpp"

#include <fmt/format.h>

#include <sstream>

#include "models/base/nearest.hpp"
#include "scenarios/reader/csv.hpp"

namespace ballast {
namespace {

constexpr std::array<std::string_view, 7> kColumns{"name", "zh", "en", "knobs", "prior_sd", "status", "source"};

std::vector<Knob> knobs_of(const CsvTable& table, int row, Issues& issues) {
  std::vector<Knob> knobs;
  std::istringstream words{std::string(table.text(row, "knobs"))};
  for (std::string word; words >> word;) {
    const auto knob = find_knob(word);
    if (knob && ballast::row(*knob).kind != KnobKind::choice) {
      knobs.push_back(*knob);
      continue;
    }
    std::vector<std::string> known;
    for (const KnobRow& one : knob_catalogue())
      if (one.kind != KnobKind::choice) known.emplace_back(one.key);
    issues.push_back(table.issue(row, "knobs", fmt::format("no knob \"{}\" that has a number", word),
                                 "keys of `ballast knobs`", nearest_name(word, known)));
  }
  if (knobs.empty()) issues.push_back(table.issue(row, "knobs", "no knob is named", "keys of `ballast knobs`"));
  return knobs;
}

}  // namespace

Expected<std::vector<Adjustable>> read_adjustables(const std::string& path, const std::string& shown) {
  const auto table = CsvTable::read(path, shown, kColumns);
  if (!table) return fail(table.error());
  Issues issues;
  std::vector<Adjustable> adjustables;
  for (int row = 0; row < table->rows(); ++row) {
    const auto text = [&](std::string_view column) { return std::string(table->text(row, column)); };
    adjustables.push_back({.name = text("name"),
                           .title = {text("zh"), text("en")},
                           .knobs = knobs_of(*table, row, issues),
                           .prior_sd = table->number(row, "prior_sd", {1e-4, 10, "of the log of the factor"}, issues)});
  }
  if (!issues.empty()) return fail(std::move(issues));
  return adjustables;
}

}  // namespace ballast
