#include "scenarios/reader/library.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <iterator>
#include <limits>

#include "models/base/nearest.hpp"
#include "scenarios/reader/case_files.hpp"
#include "scenarios/reader/case_notes.hpp"
#include "scenarios/reader/contradictions.hpp"
#include "scenarios/reader/life_tables.hpp"
#include "scenarios/reader/resolve.hpp"
#include "scenarios/reader/text_file.hpp"
#include "scenarios/reader/tiers.hpp"
#include "scenarios/reader/workbook_file.hpp"

namespace ballast {
namespace {

namespace fs = std::filesystem;

constexpr Year kDefaultHorizon = 2075;  // of the product, not of the law
constexpr int kMostService = 60;        // years told apart at most
constexpr int kLongestRun = 200;        // years; sizes are checked before anything is allocated

/// The knobs that the projection of residents reads.
constexpr std::array kResidentKnobs{Knob::net_migration, Knob::migrants, Knob::mortality, Knob::fertility,
                                    Knob::improvement};

std::vector<std::string> folders(const std::string& directory) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(directory, error)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
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

/// Takes the years asked for. Wrong ones are told and give way to all that the tables reach, so that whatever else is
/// wrong can be told with them.
void set_years(const ScenarioRequest& request, Year horizon, bool opens, Scenario& s, Issues& issues) {
  const Year first = s.base_year + 1, furthest = std::min(last_table_year(s), first + kLongestRun - 1);
  const auto wrong = [&](std::string what, std::string expected) {
    issues.push_back(issue_in(IssueKind::data, "--from/--horizon", std::move(what), std::move(expected)));
  };
  s.first_year = first, s.last_year = request.last_year.value_or(horizon);
  if (opens && request.first_year.value_or(first) != first)
    wrong(fmt::format("the place opens at 31 December {}", s.base_year), fmt::format("--from {}", first));
  if (s.last_year >= first && s.last_year <= furthest) return;
  wrong(fmt::format("horizon {} cannot be reached", s.last_year), fmt::format("{} to {}", first, furthest));
  s.last_year = std::max(first, furthest);
}

/// What has begun by the last year, or begins later than `known`.
std::vector<Change> begun(std::vector<Change> changes, Year last, Year known) {
  std::erase_if(changes, [last, known](const Change& change) {
    return change.from && change.from->year() > last && change.from->year() <= known;
  });
  return changes;
}

/// The changes that a run to the last year has to know. A case may begin some of them in any year of a run of usual
/// length: one that is cut shorter passes over them. What was set for the run alone must begin in it, unless its last
/// year is not the asker's.
std::vector<Change> meant(const std::vector<Change>& of_case, const std::vector<Change>& sets, Year last,
                          bool cut_short) {
  constexpr Year kEver = std::numeric_limits<Year>::max();
  std::vector<Change> changes = begun(of_case, last, cut_short ? kEver : kDefaultHorizon);
  const std::vector<Change> also = cut_short ? begun(sets, last, kEver) : sets;
  changes.insert(changes.end(), also.begin(), also.end());
  return changes;
}

void append(Issues& issues, const Issues& more) { issues.insert(issues.end(), more.begin(), more.end()); }

/// A life table improves as the residents do from its own year on, which the place's table must hold.
void check_bases(const Scenario& s, Issues& issues) {
  for (int c = 0; c < static_cast<int>(s.units.size()); ++c)
    for (Year t = s.base_year; t <= s.last_year; ++t)
      for (Knob knob : {Knob::basis_active, Knob::basis_retired}) {
        const int basis = s.knobs.choice(knob, c, t);
        if (basis == static_cast<int>(MortalityBasis::population)) continue;
        const Year year = s.demography.insured[static_cast<std::size_t>(basis - 1)][0].year;
        if (year >= s.demography.first_year && year <= s.demography.last_year()) continue;
        issues.push_back(issue_in(IssueKind::data, "scenarios/places/" + s.place_key + "/mortality.csv",
                                  fmt::format("{} is of {}, a year without rates of the residents",
                                              row(knob).choices[static_cast<std::size_t>(basis)], year),
                                  fmt::format("rates of {}, or {} = \"population\"", year, row(knob).key)));
        return;
      }
}

/// The tables of the law.
void apply_law(const Law& law, Scenario& s) {
  s.divisors = law.divisors;
  for (std::size_t g = 0; g < kCategories; ++g) s.statutory[g] = *law.statutory[g];
  s.statutory_class = law.statutory_class;
  s.survivors = law.survivors;
  s.tiers = law.tiers, s.tier_knots = law.tier_knots;
  s.flexible_steps = law.flexible_steps, s.entry_profiles = law.entry_profiles;
  s.late_shares = law.late_shares;
}

/// Completed years are told apart as far as asked, at least up to the largest legal minimum.
void tell_service_apart(const std::optional<int>& asked, Scenario& s, Issues& issues) {
  if (asked && (*asked < s.top_service || *asked > kMostService))
    issues.push_back(issue_in(IssueKind::data, "--service",
                              fmt::format("service cannot be told apart up to {} years", *asked),
                              fmt::format("{} (the largest legal minimum up to {}) to {}", s.top_service,
                                          std::max(kDefaultHorizon, s.last_year), kMostService)));
  s.top_service = asked.value_or(s.top_service);
}

struct PlaceFolder {
  std::string path, shown;
};

PlaceFolder folder_of(const std::string& root, const std::string& place) {
  if (place.empty()) return {};
  if (is_name_of_a_place(place)) return {root + "/scenarios/places/" + place, "scenarios/places/" + place};
  const std::size_t last = place.find_last_not_of('/');
  const std::string trimmed = place.substr(0, last == std::string::npos ? 1 : last + 1);
  return {trimmed, trimmed};
}

Issue no_such_place(const std::string& root, const std::string& place) {
  if (is_workbook(place)) return workbook_of_tables(place);
  std::error_code error;
  if (fs::is_regular_file(place, error)) return file_for_a_folder(place);
  if (error == std::errc::permission_denied) return folder_not_read(place);
  const auto known = folders(root + "/scenarios/places");
  const bool beside = is_name_of_a_place(place) && !place.empty() && fs::is_directory(place, error);
  return issue_in(IssueKind::not_found, is_name_of_a_place(place) ? "scenarios/places/" + place : place,
                  fmt::format("no place \"{}\"", place),
                  fmt::format("one of: {}; or a folder, such as ./mycity", fmt::join(known, ", ")),
                  beside ? "write ./" + escaped(place) : nearest_name(place, known));
}

}  // namespace

std::vector<std::string_view> borrowed(const Law& law, const Place& place) {
  std::vector<std::string_view> keys;
  for (const auto& [knob, at] : law.given_at) {
    const auto made_for = law.places_of.find(at.file);
    if (made_for == law.places_of.end() || place.values.contains(knob)) continue;
    const auto& places = made_for->second;
    if (std::find(places.begin(), places.end(), place.base.place_key) == places.end()) keys.push_back(row(knob).key);
  }
  return keys;
}

bool is_name_of_a_place(const std::string& place) {
  return place.find('/') == std::string::npos && place != "." && place != "..";
}

Expected<Law> read_law(const std::string& root, const std::string& assumptions) {
  Law law;
  Issues issues;
  std::vector<std::string> files;
  for (const std::string& name : toml_names(root + "/scenarios/law"))
    files.push_back("scenarios/law/" + name + ".toml");
  files.push_back("scenarios/assumptions/" + assumptions + ".toml");
  for (const std::string& shown : files) read_law_file(root + "/" + shown, shown, law, issues);
  if (issues.empty()) check_law(law, "scenarios/law", issues);
  if (!issues.empty()) return fail(as_installed(std::move(issues)));
  return law;
}

Expected<Library> Library::open(const std::string& root, const std::string& place, std::optional<Year> first_year) {
  const PlaceFolder folder = folder_of(root, place);
  std::error_code error;
  if (folder.path.empty() || !fs::is_directory(folder.path, error)) return fail(no_such_place(root, place));
  auto read = read_place(folder.path, folder.shown, first_year);
  if (!read) return fail(std::move(read.error()));
  auto tables = read_life_tables(root + "/scenarios/tables", "scenarios/tables");
  if (!tables) return fail(as_installed(std::move(tables.error())));
  Library library;
  library.root_ = root;
  library.place_ = std::move(*read);
  Scenario& base = library.place_.base;
  base.place_folder = library.place_.shown;
  base.demography.insured = std::move(tables->insured);
  base.demography.lee_carter = std::move(tables->lee_carter);
  base.files.insert(base.files.end(), tables->files.begin(), tables->files.end());
  return library;
}

Expected<Law> Library::law(const std::string& assumptions) const { return read_law(root_, assumptions); }

/// The law with the assumptions that the case names, where there are such.
Expected<Law> Library::law_of(const Case& named) const {
  const std::vector<std::string> known = toml_names(root_ + "/scenarios/assumptions");
  if (std::find(known.begin(), known.end(), named.assumptions) != known.end()) return law(named.assumptions);
  const Written& at = named.assumptions_at;
  Issues unknown{{.kind = IssueKind::not_found,
                  .file = at.file,
                  .line = at.line,
                  .column = at.column,
                  .what = fmt::format("no assumptions \"{}\"", named.assumptions),
                  .expected = fmt::format("one of: {}", fmt::join(known, ", ")),
                  .remedy = nearest_name(named.assumptions, known)}};
  return fail(at.file.starts_with("scenarios/cases/") ? as_installed(std::move(unknown)) : std::move(unknown));
}

std::vector<Change> Library::sets_of(const ScenarioRequest& request, std::span<const Knob> only, Issues& issues) const {
  std::vector<Change> sets;
  const std::vector<Label> units = labels_of(place_.base.units);
  for (const std::string& set : request.sets) {
    auto change = parse_set(set, units);
    if (!change) {
      append(issues, change.error());
      continue;
    }
    const std::string_view key = row(change->knob).key;
    const auto wrong = [&](IssueKind kind, std::string what, std::string expected) {
      issues.push_back(issue_in(kind, change->file, std::move(what), std::move(expected)));
    };
    const Year begin = place_.base.base_year + (row(change->knob).of_opening ? 0 : 1);  // as the resolver reads it
    if (is_set_again(*change, sets, year_month(begin, 1)))
      wrong(IssueKind::usage, fmt::format("{} is set twice from one month on", key), "one value");
    if (change->from && change->from->year() < place_.first_base_year)
      wrong(IssueKind::data, fmt::format("the change of {} begins before anything is known of the place", key),
            fmt::format("a month from {}-01 on", place_.first_base_year));
    sets.push_back(std::move(*change));
  }
  // what is set of a unit stands, wherever it is asked beside the same of all units
  std::stable_partition(sets.begin(), sets.end(), [](const Change& change) { return !change.unit; });
  sets.insert(sets.end(), request.changes.begin(), request.changes.end());
  if (only.empty()) return sets;
  std::vector<std::string_view> keys;
  for (const Knob knob : only) keys.push_back(row(knob).key);
  for (const Change& change : sets)
    if (std::find(only.begin(), only.end(), change.knob) == only.end())
      issues.push_back({.kind = IssueKind::data,
                        .file = change.file,
                        .line = change.line,
                        .column = change.column,
                        .what = fmt::format("{} does not move residents", row(change.knob).key),
                        .expected = fmt::format("one of: {}", fmt::join(keys, ", ")),
                        .remedy = {}});
  return sets;
}

/// A run that opens later reads the rule of the subsidies' base year for itself: its own knobs begin later.
double Library::subsidy_base_share(const Scenario& s, const Law& law, const std::vector<Change>& changes,
                                   Issues& issues) const {
  constexpr std::array kShare{Knob::gap_share};
  const Year base = s.subsidy_base_year;
  if (base == s.base_year) return s.knobs.year(Knob::gap_share, 0, base);
  std::vector<Change> by_then;
  std::copy_if(changes.begin(), changes.end(), std::back_inserter(by_then),
               [&](const Change& change) { return change.from && change.from->year() <= base; });
  const KnobValues knobs = resolve_knobs(law, place_, by_then, {base, base + 1, base + 1, kShare}, issues);
  return issues.empty() ? knobs.year(Knob::gap_share, 0, base) : 0.0;
}

/// Of all the years up to the horizon that a run has unless told otherwise, so that no year's numbers move with the
/// horizon; a run that goes further takes its own. What changes after the run's years is no concern of its issues.
int Library::largest_minimum(const Scenario& s, const Law& law, const std::vector<Change>& changes) const {
  constexpr std::array kMinimum{Knob::minimum_months};
  const Year last = std::max(kDefaultHorizon, s.last_year);
  Issues after;
  const KnobValues knobs = resolve_knobs(law, place_, changes, {s.base_year, s.first_year, last, kMinimum}, after);
  double months = 0;
  for (int c = 0; c < static_cast<int>(s.units.size()); ++c)
    for (Year t = s.base_year; t <= last; ++t)
      months = std::max(months, knobs.month(Knob::minimum_months, c, year_month(t, 1)));
  return static_cast<int>(std::ceil(std::min(months, row(Knob::minimum_months).max) / kMonthsAYear));
}

Expected<Library::Framed> Library::framed(const ScenarioRequest& request, const KnobScope& scope) const {
  Scenario s = place_.base;
  Issues issues = place_.wrong_opening, unread;
  set_years(request, scope.horizon, issues.empty(), s, issues);
  auto of_case = read_case(root_ + "/scenarios/cases", request.case_name, labels_of(place_.base.units));
  if (!of_case) append(unread, of_case.error());
  const std::vector<Change> sets = sets_of(request, scope.only, unread);
  Expected<Law> read;
  if (of_case) read = law_of(*of_case);
  if (!read) append(unread, read.error());
  std::vector<Change> resolved;
  if (unread.empty()) {
    std::vector<Change> changes = of_case->changes;
    changes.insert(changes.end(), sets.begin(), sets.end());
    resolved = meant(of_case->changes, sets, s.last_year, request.cut_short);
    s.knobs = resolve_knobs(*read, place_, resolved, {s.base_year, s.first_year, s.last_year, scope.only}, issues);
    if (scope.only.empty() && issues.empty()) {
      s.subsidy_base_share = subsidy_base_share(s, *read, changes, issues);
      s.top_service = largest_minimum(s, *read, changes);
    }
  }
  append(issues, unread);
  if (!issues.empty()) return fail(std::move(issues));
  s.case_key = of_case->key;
  s.title = of_case->title, s.note = joined(of_case->note, s.note);
  s.note = joined(joined(not_begun(of_case->changes, s.last_year), by_january(resolved)), s.note);
  s.note = joined(joined(over_published({*read, place_, resolved}, s), ramp_cut_short(resolved, s)), s.note);
  if (s.has_scheme) s.note = joined(borrowed_note(borrowed(*read, place_).size()), s.note);
  if (s.base_year > place_.first_base_year) s.note = joined(begun_before(resolved, s), s.note);
  s.note = joined(newer_opening(place_.base_years, s.base_year, s.last_year), s.note);
  for (const auto* files : {&read->files, &of_case->files}) s.files.insert(s.files.end(), files->begin(), files->end());
  return Framed{std::move(s), std::move(*read), std::move(resolved)};
}

Expected<Scenario> Library::scenario(const ScenarioRequest& request) const {
  if (!place_.base.has_scheme)
    return fail(issue_in(IssueKind::data, "scenarios/places/" + place_.base.place_key,
                         fmt::format("{} {} holds residents only: no members, pensions or funds can be projected",
                                     place_.base.place.zh, place_.base.place.en),
                         "a place with the tables of a scheme, such as puyang",
                         "ballast population --place " + place_.base.place_key));
  auto framed_scenario = framed(request, {std::min(kDefaultHorizon, last_table_year(place_.base)), {}});
  if (!framed_scenario) return fail(std::move(framed_scenario.error()));
  auto& [s, of_law, changes] = *framed_scenario;
  Issues issues;
  check_contradictions(s, {of_law, place_, changes}, issues);
  check_bases(s, issues);
  if (!issues.empty()) return fail(std::move(issues));
  apply_law(of_law, s);
  check_tier_reading(s, issues);
  tell_service_apart(request.top_service, s, issues);
  if (!issues.empty()) return fail(std::move(issues));
  return std::move(s);
}

Expected<Scenario> Library::residents(const ScenarioRequest& request) const {
  auto of = framed(request, {last_table_year(place_.base), kResidentKnobs});
  if (!of) return fail(std::move(of.error()));
  return std::move(of->scenario);
}

}  // namespace ballast
