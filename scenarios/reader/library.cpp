#include "scenarios/reader/library.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "models/base/nearest.hpp"
#include "scenarios/reader/resolve.hpp"
#include "scenarios/reader/text_file.hpp"

namespace ballast {
namespace {

namespace fs = std::filesystem;

constexpr Year kDefaultHorizon = 2075;  // of the product, not of the law
constexpr int kLongestRun = 200;        // years; sizes are checked before anything is allocated

std::vector<std::string> law_files(const std::string& root) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(root + "/scenarios/law", error))
    if (entry.path().extension() == ".toml") names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string> folders(const std::string& directory) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(directory, error)) names.push_back(entry.path().filename().string());
  return names;
}

void check_years(const Scenario& s, Issues& issues) {
  const Year tables_end = s.demography.first_year + static_cast<Year>(s.demography.mortality[0].size()) - 1;
  const auto wrong = [&](std::string what, std::string expected) {
    issues.push_back({.kind = IssueKind::data,
                      .file = "--from/--horizon",
                      .line = 0,
                      .column = 0,
                      .what = std::move(what),
                      .expected = std::move(expected),
                      .remedy = {}});
  };
  if (s.first_year != s.base_year + 1)
    wrong(fmt::format("the place opens at 31 December {}", s.base_year), fmt::format("--from {}", s.base_year + 1));
  if (s.last_year < s.first_year || s.last_year - s.first_year + 1 > kLongestRun || s.last_year > tables_end)
    wrong(fmt::format("horizon {} cannot be reached", s.last_year),
          fmt::format("{} to {}", s.first_year, std::min(tables_end, s.first_year + kLongestRun - 1)));
}

/// Shares that must stay inside one another, in every unit and year.
void check_knobs(const Scenario& s, Issues& issues) {
  for (int c = 0; c < static_cast<int>(s.units.size()); ++c)
    for (Year t = s.base_year; t <= s.last_year; ++t) {
      const auto value = [&](Knob k) { return s.knobs.year(k, c, t); };
      double pools = 0;
      for (int stream = 0; stream < kStreams; ++stream) pools += value(of_stream(Knob::pool_share_private, stream));
      if (pools > 1 + 1e-9)
        issues.push_back({.kind = IssueKind::data,
                          .file = "scenarios",
                          .line = 0,
                          .column = 0,
                          .what = fmt::format("labour.pool_share_* add to {:.4f} in {}", pools, t),
                          .expected = "at most 1",
                          .remedy = {}});
      if (value(Knob::flexible_early) + value(Knob::flexible_late) > 1 + 1e-9)
        issues.push_back(
            {.kind = IssueKind::data,
             .file = "scenarios",
             .line = 0,
             .column = 0,
             .what = fmt::format("retirement.flexible_early and flexible_late add to more than 1 in {}", t),
             .expected = "at most 1 together",
             .remedy = {}});
      if (!issues.empty()) return;
    }
}

/// Every knob of the first unit by year, as readable lines for the record.
void record_knobs(Scenario& s) {
  for (const KnobRow& row : knob_catalogue())
    for (int c = 0; c < static_cast<int>(s.units.size()); ++c) {
      std::string line;
      double last = std::nan("");
      for (Year t = s.base_year; t <= s.last_year; ++t) {
        const double value = s.knobs.year(row.id, c, t);
        if (value == last) continue;
        line += row.kind == KnobKind::choice
                    ? fmt::format("{}{}:{}", line.empty() ? "" : " ", t,
                                  row.choices[static_cast<std::size_t>(s.knobs.choice(row.id, c, t))])
                    : fmt::format("{}{}:{}", line.empty() ? "" : " ", t, value);
        last = value;
      }
      s.resolved.emplace_back(fmt::format("{}[{}]", row.key, s.units[static_cast<std::size_t>(c)].zh), std::move(line));
    }
}

}  // namespace

Expected<Law> read_law(const std::string& root, const std::string& assumptions) {
  Law law;
  Issues issues;
  for (const std::string& name : law_files(root))
    read_law_file(root + "/scenarios/law/" + name, "scenarios/law/" + name, law, issues);
  const std::string shown = "scenarios/assumptions/" + assumptions + ".toml";
  read_law_file(root + "/" + shown, shown, law, issues);
  check_law(law, "scenarios/law", issues);
  if (!issues.empty()) return fail(std::move(issues));
  return law;
}

Expected<Library> Library::open(const std::string& root, const std::string& place) {
  const std::string shown = "scenarios/places/" + place;
  std::error_code error;
  if (place.find('/') != std::string::npos || place.empty() || !fs::is_directory(root + "/" + shown, error)) {
    const auto known = folders(root + "/scenarios/places");
    return fail({.kind = IssueKind::not_found,
                 .file = shown,
                 .line = 0,
                 .column = 0,
                 .what = fmt::format("no place \"{}\"", place),
                 .expected = fmt::format("one of: {}", fmt::join(known, ", ")),
                 .remedy = nearest_name(place, known)});
  }
  auto read = read_place(root + "/" + shown, shown);
  if (!read) return fail(std::move(read.error()));
  Library library;
  library.root_ = root;
  library.place_ = std::move(*read);
  return library;
}

Expected<Law> Library::law(const std::string& assumptions) const { return read_law(root_, assumptions); }

Expected<Scenario> Library::scenario(const ScenarioRequest& request) const {
  auto asked = read_case(root_ + "/scenarios/cases", request.case_name, place_.unit_names);
  if (!asked) return fail(std::move(asked.error()));
  Issues issues;
  for (const std::string& set : request.sets) {
    auto change = parse_set(set, place_.unit_names);
    if (change)
      asked->changes.push_back(std::move(*change));
    else
      issues.insert(issues.end(), change.error().begin(), change.error().end());
  }
  auto read = law(asked->assumptions);
  if (!read) issues.insert(issues.end(), read.error().begin(), read.error().end());
  if (!issues.empty()) return fail(std::move(issues));

  Scenario s = place_.base;
  s.case_key = asked->key;
  s.title = asked->title, s.note = asked->note;
  s.first_year = request.first_year.value_or(s.base_year + 1);
  s.last_year = request.last_year.value_or(kDefaultHorizon);
  check_years(s, issues);
  if (!issues.empty()) return fail(std::move(issues));
  s.knobs = resolve_knobs(*read, place_, asked->changes, {s.base_year, s.first_year, s.last_year}, issues);
  if (!issues.empty()) return fail(std::move(issues));
  check_knobs(s, issues);
  if (!issues.empty()) return fail(std::move(issues));

  s.divisors = read->divisors;
  for (std::size_t g = 0; g < kCategories; ++g) s.statutory[g] = *read->statutory[g];
  s.statutory_class = read->statutory_class;
  s.survivors = read->survivors;
  s.survivors.cap_months = static_cast<int>(s.knobs.year(Knob::survivor_cap, 0, s.last_year));
  s.survivors.retired_floor_months = static_cast<int>(s.knobs.year(Knob::survivor_floor, 0, s.last_year));
  s.tiers = read->tiers, s.flexible_steps = read->flexible_steps, s.entry_profiles = read->entry_profiles;
  s.late_shares = read->late_shares;
  for (int c = 0; c < static_cast<int>(s.units.size()); ++c)
    for (Year t = s.base_year; t <= s.last_year; ++t)
      s.top_service =
          std::max(s.top_service, static_cast<int>(std::ceil(s.knobs.year(Knob::minimum_months, c, t) / 12)));
  s.files.insert(s.files.end(), asked->files.begin(), asked->files.end());
  record_knobs(s);
  return s;
}

}  // namespace ballast
