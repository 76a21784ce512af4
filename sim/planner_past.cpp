/// The planner's verbs about the past: back-test and calibration.
#include <fmt/format.h>

#include <algorithm>

#include "models/base/nearest.hpp"
#include "scenarios/reader/library.hpp"
#include "scenarios/reader/text_file.hpp"
#include "sim/engine/project.hpp"
#include "sim/planner.hpp"

namespace ballast {
namespace {

std::vector<Knob> entry() {
  std::vector<Knob> knobs;
  for (int stream = 0; stream < kStreams; ++stream) knobs.push_back(of_stream(Knob::coverage_private, stream));
  return knobs;
}

/// What people and offices do; the rest of the knobs are law, prices, rates or money.
std::vector<Knob> behaviour() {
  std::vector<Knob> knobs{Knob::collection_rate, Knob::paying_share,  Knob::density,
                          Knob::declared_share,  Knob::employability, Knob::insured_elsewhere};
  for (const Knob knob : entry()) knobs.push_back(knob);
  return knobs;
}

std::vector<Change> frozen_behaviour(const Scenario& s) {
  std::vector<Change> changes;
  for (const Knob knob : behaviour())
    for (int c = 0; c < static_cast<int>(s.units.size()); ++c)
      changes.push_back({.knob = knob,
                         .kind = ChangeKind::value,
                         .amount = s.knobs.year(knob, c, s.first_year),
                         .from = year_month(s.first_year, 1),
                         .unit = c,
                         .file = {}});
  return changes;
}

/// What both verbs start from: the place, its published years, the first and the last of them to be met.
struct Past {
  Library library;
  std::vector<Observation> observed;
  Scenario start;  ///< up to the last year
};

Expected<std::vector<Observation>> published(const std::string& root, const PastRequest& request, const Place& place) {
  if (!request.observed.empty()) return read_observed(request.observed, request.observed, place.unit_names);
  const bool shipped = is_name_of_a_place(request.place);
  const std::string shown = (shipped ? "scenarios/places/" : "") + request.place + "/observed.csv";
  auto observed = read_observed(shipped ? root + "/" + shown : shown, shown, place.unit_names);
  if (observed || observed.error().front().kind != IssueKind::not_found) return observed;
  return fail(issue_in(IssueKind::not_found, shown, fmt::format("{} has no published years", request.place),
                       "a place with observed.csv", "name a table of them: --observed FILE.csv"));
}

/// Years after the last published one have nothing to be held against.
Issues unpublished(const PastRequest& request, Year last) {
  if (request.to.value_or(last) <= last) return {};
  return {
      issue_in(IssueKind::data, "--to", fmt::format("nothing is published after {}", last), fmt::format("≤ {}", last))};
}

/// The last year of these verbs is called --to.
Issues of_the_past(Issues issues) {
  constexpr std::string_view kHorizon = "--horizon";
  for (Issue& issue : issues)
    for (std::string* said : {&issue.file, &issue.remedy})
      if (const auto at = said->find(kHorizon); at != std::string::npos) said->replace(at, kHorizon.size(), "--to");
  return issues;
}

Expected<Past> past_of(const std::string& root, const PastRequest& request) {
  auto library = Library::open(root, request.place, request.from);
  if (!library) return fail(std::move(library.error()));
  auto observed = published(root, request, library->place());
  Year last = library->place().base.base_year + 1;
  if (observed)
    for (const Observation& one : *observed) last = std::max(last, one.year);
  auto start = library->scenario({request.case_name, request.sets, request.from, request.to.value_or(last)});
  if (!observed || !start) {
    Issues issues = start ? Issues{} : of_the_past(start.error());
    if (!observed) issues.insert(issues.end(), observed.error().begin(), observed.error().end());
    return fail(std::move(issues));
  }
  if (Issues late = unpublished(request, last); !late.empty()) return fail(std::move(late));
  return Past{std::move(*library), std::move(*observed), std::move(*start)};
}

/// The years of a trial may end before those asked for, whose changes have been checked once, in `past_of`.
Trial trial_of(const Past& past, const PastRequest& request) {
  return [&](const std::vector<Change>& changes, Year last) -> Expected<Projection> {
    const auto scenario = past.library.scenario({.case_name = request.case_name,
                                                 .sets = request.sets,
                                                 .first_year = request.from,
                                                 .last_year = last,
                                                 .changes = changes,
                                                 .cut_short = true});
    if (!scenario) return fail(scenario.error());
    return project(*scenario, request.threads);
  };
}

/// The rows named, or all; an unknown name is a usage issue.
Expected<std::vector<Adjustable>> chosen(const std::string& root, const std::vector<std::string>& names) {
  const std::string shown = "scenarios/assumptions/calibration.csv";
  auto all = read_adjustables(root + "/" + shown, shown);
  if (!all) return fail(as_installed(all.error()));
  if (names.empty()) return all;
  std::vector<std::string> known;
  for (const Adjustable& one : *all) known.push_back(one.name);
  Issues issues;
  std::vector<Adjustable> found;
  for (const std::string& name : names) {
    const auto at = std::find(known.begin(), known.end(), name);
    if (std::any_of(found.begin(), found.end(), [&name](const Adjustable& one) { return one.name == name; }))
      issues.push_back(issue_of(IssueKind::usage, fmt::format("--fit: '{}' stands twice", name), "once"));
    else if (at != known.end())
      found.push_back((*all)[static_cast<std::size_t>(at - known.begin())]);
    else
      issues.push_back(issue_of(IssueKind::usage, fmt::format("--fit: nothing adjustable is called '{}'", name),
                                fmt::format("some of: {}", fmt::join(known, ", ")), nearest_name(name, known)));
  }
  if (!issues.empty()) return fail(std::move(issues));
  return found;
}

/// The factors that keep every one of the knobs inside its bounds, in every unit and month. 1 is always among them.
FactorBounds bounds_of(const std::vector<Knob>& knobs, const Scenario& s) {
  constexpr FactorBounds kTried{0.01, 100};  // further off a knob is another one, and the search has no ground
  FactorBounds bounds = kTried;
  for (const Knob knob : knobs)
    for (int c = 0; c < static_cast<int>(s.units.size()); ++c)
      for (Year t = s.first_year; t <= s.last_year; ++t)
        for (int month = 1; month <= 12; ++month)
          if (const double value = s.knobs.month(knob, c, year_month(t, month)); value > 0) {
            bounds.most = std::min(bounds.most, row(knob).max / value);
            bounds.least = std::max(bounds.least, row(knob).min / value);
          }
  constexpr double kInside = 1e-12;  // so that rounding does not leave the knob's bounds
  return {std::min(bounds.least * (1 + kInside), 1.0), std::max(bounds.most * (1 - kInside), 1.0)};
}

/// What is fitted is written without an end: its bounds are those of all the years a run has unless told otherwise, or
/// of the fitted ones where the case cannot be run so far.
std::vector<FactorBounds> bounds_of(const std::vector<Adjustable>& adjustables, const Past& past,
                                    const PastRequest& request) {
  const auto by_default = past.library.scenario({request.case_name, request.sets, request.from, {}});
  const bool longer = by_default && by_default->last_year > past.start.last_year;
  std::vector<FactorBounds> bounds;
  for (const Adjustable& one : adjustables) bounds.push_back(bounds_of(one.knobs, longer ? *by_default : past.start));
  return bounds;
}

/// What was asked, as understood; `past_of` has read it before.
void tell_asked(const PastRequest& request, const Place& place, Calibration& result) {
  result.units = labels_of(place.base.units);
  result.case_name = request.case_name, result.sets = in_chinese_names(request.sets, result.units);
  for (const std::string& set : result.sets) result.set_changes.push_back(*parse_set(set, result.units));
}

}  // namespace

Expected<Backtest> Planner::backtest(const PastRequest& request) const {
  const auto past = past_of(data_dir_, request);
  if (!past) return fail(past.error());
  const Scenario& s = past->start;
  auto result =
      ballast::backtest({s.first_year, s.last_year, past->observed, frozen_behaviour(s), bounds_of(entry(), s).most},
                        trial_of(*past, request));
  if (!result) return result;
  result->case_name = request.case_name, result->asked_place = request.place, result->observed = request.observed;
  result->sets = in_chinese_names(request.sets, labels_of(s.units));
  return result;
}

Expected<std::vector<Year>> Planner::backtest_starts(const PastRequest& request) const {
  const auto library = Library::open(data_dir_, request.place);
  if (!library) return fail(library.error());
  const auto observed = published(data_dir_, request, library->place());
  if (!observed) return fail(observed.error());
  const Year first = library->place().base_years.front() + 1, last = observed->empty() ? 0 : observed->back().year;
  const Year to = request.to.value_or(last);
  std::vector<Year> starts;
  for (const Year base : library->place().base_years)
    if (base < std::min(last, to)) starts.push_back(base + 1);
  if (starts.empty())
    return fail(issue_in(IssueKind::data, "--to",
                         fmt::format("no opening of {} with published years after it up to {}", request.place, to),
                         fmt::format("published years from {} on", first)));
  return starts;
}

Expected<Calibration> Planner::calibrate(const PastRequest& request,
                                         const std::vector<std::string>& adjustables) const {
  const auto past = past_of(data_dir_, request);
  auto chosen_ones = chosen(data_dir_, adjustables);
  if (!past || !chosen_ones) {
    Issues issues = past ? Issues{} : past.error();
    if (!chosen_ones) issues.insert(issues.end(), chosen_ones.error().begin(), chosen_ones.error().end());
    return fail(std::move(issues));
  }
  const Scenario& s = past->start;
  auto bounds = bounds_of(*chosen_ones, *past, request);
  const CalibrationRequest asked{s.first_year, s.last_year, past->observed, std::move(*chosen_ones), std::move(bounds)};
  auto result = ballast::calibrate(asked, trial_of(*past, request));
  if (!result) return result;
  result->place = s.place_key, result->place_name = s.place, result->notice = s.notice;
  result->case_key = s.case_key, result->case_title = s.title, result->illustrative = s.illustrative;
  tell_asked(request, past->library.place(), *result);
  result->base_year = s.base_year, result->first_year = s.first_year, result->last_year = s.last_year;
  return result;
}

}  // namespace ballast
