#include "scenarios/reader/library.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "models/base/nearest.hpp"
#include "scenarios/reader/life_tables.hpp"
#include "scenarios/reader/resolve.hpp"
#include "scenarios/reader/text_file.hpp"
#include "scenarios/reader/tiers.hpp"

namespace ballast {
namespace {

namespace fs = std::filesystem;

constexpr Year kDefaultHorizon = 2075;  // of the product, not of the law
constexpr int kMostService = 60;        // years told apart at most
constexpr int kLongestRun = 200;        // years; sizes are checked before anything is allocated

/// The knobs that the projection of residents reads.
constexpr std::array kResidentKnobs{Knob::net_migration, Knob::migrants, Knob::mortality, Knob::fertility,
                                    Knob::improvement};

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

/// The last year that every demographic table of the place reaches.
Year last_table_year(const Scenario& s) {
  Year last = s.demography.last_year();
  for (const BaseTables& opening : s.openings)
    if (const auto years = opening.migrants[0].size(); years > 0)
      last = std::min(last, s.base_year + static_cast<Year>(years));
  return last;
}

void check_years(const Scenario& s, Issues& issues) {
  const Year tables_end = last_table_year(s);
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

/// A life table improves as the residents do from its own year on, which the place's table must hold.
void check_bases(const Scenario& s, Issues& issues) {
  for (int c = 0; c < static_cast<int>(s.units.size()); ++c)
    for (Year t = s.base_year; t <= s.last_year; ++t)
      for (Knob knob : {Knob::basis_active, Knob::basis_retired}) {
        const int basis = s.knobs.choice(knob, c, t);
        if (basis == static_cast<int>(MortalityBasis::population)) continue;
        const Year year = s.demography.insured[static_cast<std::size_t>(basis - 1)][0].year;
        if (year >= s.demography.first_year && year <= s.demography.last_year()) continue;
        issues.push_back({.kind = IssueKind::data,
                          .file = "scenarios/places/" + s.place_key + "/mortality.csv",
                          .line = 0,
                          .column = 0,
                          .what = fmt::format("{} is of {}, a year without rates of the residents",
                                              row(knob).choices[static_cast<std::size_t>(basis)], year),
                          .expected = fmt::format("rates of {}, or {} = \"population\"", year, row(knob).key),
                          .remedy = {}});
        return;
      }
}

/// The tables of the law, and what the knobs say of them at the end of the run.
void apply_law(const Law& law, Scenario& s) {
  s.divisors = law.divisors;
  for (std::size_t g = 0; g < kCategories; ++g) s.statutory[g] = *law.statutory[g];
  s.statutory_class = law.statutory_class;
  s.survivors = law.survivors;
  s.survivors.cap_months = static_cast<int>(s.knobs.year(Knob::survivor_cap, 0, s.last_year));
  s.survivors.retired_floor_months = static_cast<int>(s.knobs.year(Knob::survivor_floor, 0, s.last_year));
  s.tiers = law.tiers, s.tier_knots = law.tier_knots;
  s.flexible_steps = law.flexible_steps, s.entry_profiles = law.entry_profiles;
  s.late_shares = law.late_shares;
}

/// Completed years are told apart up to the largest legal minimum of the run, or as far as asked beyond it.
void tell_service_apart(const std::optional<int>& asked, Scenario& s, Issues& issues) {
  for (int c = 0; c < static_cast<int>(s.units.size()); ++c)
    for (Year t = s.base_year; t <= s.last_year; ++t)
      s.top_service =
          std::max(s.top_service, static_cast<int>(std::ceil(s.knobs.year(Knob::minimum_months, c, t) / 12)));
  if (asked && (*asked < s.top_service || *asked > kMostService))
    issues.push_back(
        {.kind = IssueKind::data,
         .file = "--service",
         .line = 0,
         .column = 0,
         .what = fmt::format("service cannot be told apart up to {} years", *asked),
         .expected = fmt::format("{} (the largest legal minimum of the run) to {}", s.top_service, kMostService),
         .remedy = {}});
  s.top_service = asked.value_or(s.top_service);
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

struct PlaceFolder {
  std::string path, shown;
};

/// A name is a folder of scenarios/places; what has a slash is a folder as it stands.
PlaceFolder folder_of(const std::string& root, const std::string& place) {
  if (place.empty() || place == "." || place == "..") return {};
  if (place.find('/') == std::string::npos) return {root + "/scenarios/places/" + place, "scenarios/places/" + place};
  const std::size_t last = place.find_last_not_of('/');
  const std::string trimmed = place.substr(0, last == std::string::npos ? 1 : last + 1);
  return {trimmed, trimmed};
}

Issue no_such_place(const std::string& root, const std::string& place) {
  const auto known = folders(root + "/scenarios/places");
  return {.kind = IssueKind::not_found,
          .file = place.find('/') == std::string::npos ? "scenarios/places/" + place : place,
          .line = 0,
          .column = 0,
          .what = fmt::format("no place \"{}\"", place),
          .expected = fmt::format("one of: {}; or a folder, such as ./mycity", fmt::join(known, ", ")),
          .remedy = nearest_name(place, known)};
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

Expected<Library> Library::open(const std::string& root, const std::string& place, std::optional<Year> first_year) {
  const PlaceFolder folder = folder_of(root, place);
  std::error_code error;
  if (folder.path.empty() || !fs::is_directory(folder.path, error)) return fail(no_such_place(root, place));
  auto read = read_place(folder.path, folder.shown, first_year);
  if (!read) return fail(std::move(read.error()));
  auto tables = read_life_tables(root + "/scenarios/tables", "scenarios/tables");
  if (!tables) return fail(std::move(tables.error()));
  Library library;
  library.root_ = root;
  library.place_ = std::move(*read);
  Scenario& base = library.place_.base;
  base.demography.insured = std::move(tables->insured);
  base.demography.lee_carter = std::move(tables->lee_carter);
  base.files.insert(base.files.end(), tables->files.begin(), tables->files.end());
  return library;
}

Expected<Law> Library::law(const std::string& assumptions) const { return read_law(root_, assumptions); }

Expected<Library::Asked> Library::asked(const ScenarioRequest& request) const {
  auto of_case = read_case(root_ + "/scenarios/cases", request.case_name, place_.unit_names);
  if (!of_case) return fail(std::move(of_case.error()));
  Issues issues;
  std::vector<Change> sets;
  for (const std::string& set : request.sets) {
    auto change = parse_set(set, place_.unit_names);
    if (change)
      sets.push_back(std::move(*change));
    else
      issues.insert(issues.end(), change.error().begin(), change.error().end());
  }
  auto read = law(of_case->assumptions);
  if (!read) issues.insert(issues.end(), read.error().begin(), read.error().end());
  if (!issues.empty()) return fail(std::move(issues));
  sets.insert(sets.end(), request.changes.begin(), request.changes.end());
  return Asked{std::move(*of_case), std::move(sets), std::move(*read)};
}

Expected<Scenario> Library::framed(const Asked& of, const ScenarioRequest& request, const KnobScope& scope) const {
  Scenario s = place_.base;
  s.case_key = of.of_case.key;
  s.title = of.of_case.title, s.note = of.of_case.note;
  s.first_year = request.first_year.value_or(s.base_year + 1);
  s.last_year = request.last_year.value_or(scope.horizon);
  std::vector<Change> changes = of.of_case.changes;
  changes.insert(changes.end(), of.sets.begin(), of.sets.end());
  Issues issues;
  check_years(s, issues);
  if (!issues.empty()) return fail(std::move(issues));
  s.knobs = resolve_knobs(of.law, place_, changes, {s.base_year, s.first_year, s.last_year, scope.only}, issues);
  if (!issues.empty()) return fail(std::move(issues));
  for (const auto* files : {&of.law.files, &of.of_case.files})
    s.files.insert(s.files.end(), files->begin(), files->end());
  return s;
}

Expected<Scenario> Library::scenario(const ScenarioRequest& request) const {
  if (!place_.base.has_scheme)
    return fail({.kind = IssueKind::data,
                 .file = "scenarios/places/" + place_.base.place_key,
                 .line = 0,
                 .column = 0,
                 .what = fmt::format("{} {} holds residents only: no members, pensions or funds can be projected",
                                     place_.base.place.zh, place_.base.place.en),
                 .expected = "a place with the tables of a scheme, such as puyang",
                 .remedy = "ballast population --place " + place_.base.place_key});
  auto of = asked(request);
  if (!of) return fail(std::move(of.error()));
  auto framed_scenario = framed(*of, request, {std::min(kDefaultHorizon, last_table_year(place_.base)), {}});
  if (!framed_scenario) return framed_scenario;
  Scenario& s = *framed_scenario;
  Issues issues;
  check_knobs(s, issues);
  check_bases(s, issues);
  if (!issues.empty()) return fail(std::move(issues));
  apply_law(of->law, s);
  check_tier_reading(s, issues);
  tell_service_apart(request.top_service, s, issues);
  if (!issues.empty()) return fail(std::move(issues));
  record_knobs(s);
  return framed_scenario;
}

Expected<Scenario> Library::residents(const ScenarioRequest& request) const {
  auto of = asked(request);
  if (!of) return fail(std::move(of.error()));
  Issues issues;
  for (const Change& change : of->sets)
    if (std::find(kResidentKnobs.begin(), kResidentKnobs.end(), change.knob) == kResidentKnobs.end()) {
      std::vector<std::string_view> keys;
      for (const Knob knob : kResidentKnobs) keys.push_back(row(knob).key);
      issues.push_back({.kind = IssueKind::data,
                        .file = change.file,
                        .line = change.line,
                        .column = change.column,
                        .what = fmt::format("{} does not move residents", row(change.knob).key),
                        .expected = fmt::format("one of: {}", fmt::join(keys, ", ")),
                        .remedy = {}});
    }
  if (!issues.empty()) return fail(std::move(issues));
  return framed(*of, request, {last_table_year(place_.base), kResidentKnobs});
}

}  // namespace ballast
