#include "sim/planner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "models/base/nearest.hpp"
#include "scenarios/reader/library.hpp"
#include "scenarios/resolved_inputs.hpp"
#include "sim/engine/project.hpp"
#include "sim/futures/spreads.hpp"
#include "sim/studies/stored_futures.hpp"

namespace ballast {
namespace {

double in_force(const Law& law, Knob knob, YearMonth month) {
  return std::get<double>(in_force(law.values.at(knob), month).value);
}

/// Credited years that a monthly pension takes, of those who retire in the year.
double minimum_in_force(const Law& law, Year year) {
  return in_force(law, Knob::minimum_months, year_month(year, 1)) / kMonthsAYear;
}

FlexibleRule flexible_rule(const Law& law) {
  const Timeline &early = law.values.at(Knob::early_window), &late = law.values.at(Knob::late_window);
  const auto window = [&](Knob knob) { return [&, knob](YearMonth month) { return in_force(law, knob, month); }; };
  return flexible_rule(window(Knob::early_window), window(Knob::late_window),
                       std::min(early.front().from, late.front().from), std::max(early.back().from, late.back().from));
}

const DivisorTable& divisor_table(const Law& law, YearMonth month) {
  return law.divisors[divisor_in_force(law.divisors, month)].table;
}

/// What was asked and read. A user's own case is named by its file alone: folders are nobody's business.
void describe_asked(const Scenario& s, const std::string& case_name, const RunRequest& request, Projection& p) {
  const auto shown = [&](const std::string& path) {
    const std::string name = name_in_copies(s, path);
    if (path != case_name && name.starts_with(kProjectFolder)) return name;
    return std::string(kOwnCaseFolder) + std::filesystem::path(path).filename().string();
  };
  p.asked = {.case_name = case_name.ends_with(".toml") ? shown(case_name) : case_name,
             .sets = in_chinese_names(request.sets, labels_of(s.units)),
             .from = request.from,
             .horizon = request.horizon,
             .top_service = request.top_service};
  for (const SourceFile& file : s.files) p.texts.push_back({shown(file.path), file.text});
}

}  // namespace

Expected<Planner> Planner::open(const std::string& data_dir) {
  std::error_code error;
  for (const std::string folder : {"law", "assumptions", "cases", "places", "tables"})
    if (!std::filesystem::is_directory(data_dir + "/scenarios/" + folder, error))
      return fail(issue_in(IssueKind::broken_installation, data_dir,
                           fmt::format("the folder scenarios/{} is missing", folder), "the project's data folder",
                           "set BALLAST_DATA to the folder that holds scenarios/"));
  Planner planner;
  planner.data_dir_ = data_dir;
  return planner;
}

Expected<std::vector<Scenario>> Planner::scenarios(const std::vector<std::string>& cases,
                                                   const RunRequest& request) const {
  auto library = Library::open(data_dir_, request.place, request.from);
  if (!library) return fail(std::move(library.error()));
  Issues issues;
  std::vector<Scenario> read;
  for (const std::string& name : cases) {
    auto scenario = library->scenario({name, request.sets, request.from, request.horizon, request.top_service});
    const Issues wrong = !scenario       ? scenario.error()
                         : request.reuse ? reuse_issues(*request.reuse, *scenario)
                                         : Issues{};
    issues.insert(issues.end(), wrong.begin(), wrong.end());
    if (wrong.empty()) read.push_back(std::move(*scenario));
  }
  if (!issues.empty()) return fail(std::move(issues));
  return read;
}

Expected<std::vector<Projection>> Planner::run(const std::vector<std::string>& cases, const RunRequest& request) const {
  const auto read = scenarios(cases, request);
  if (!read) return fail(read.error());
  std::vector<Projection> projections;
  if (request.check_only) return projections;
  if (request.ready)
    if (const auto ready = request.ready(); !ready) return fail(ready.error());
  for (std::size_t i = 0; i < cases.size(); ++i) {
    auto projection = project((*read)[i], request.threads, request.reuse);
    if (projection) describe_asked((*read)[i], cases[i], request, *projection);
    if (!projection) return fail(std::move(projection.error()));
    projections.push_back(std::move(*projection));
  }
  return projections;
}

Expected<std::vector<Ensemble>> Planner::ensembles(const std::vector<std::string>& cases, const RunRequest& request,
                                                   const EnsembleRequest& futures) const {
  if (Issues wrong = request_issues(futures); !wrong.empty()) return fail(std::move(wrong));
  const auto read = scenarios(cases, request);
  if (!read) return fail(read.error());
  Issues issues = futures.reuse ? reuse_issues(*futures.reuse, *read) : Issues{};
  for (const Scenario& scenario : *read) {
    const Issues wrong = spread_issues(scenario);
    issues.insert(issues.end(), wrong.begin(), wrong.end());
  }
  if (!issues.empty()) return fail(std::move(issues));
  if (request.check_only) return std::vector<Ensemble>{};
  auto all = run_ensembles(*read, futures);
  if (!all) return fail(std::move(all.error()));
  for (std::size_t i = 0; i < cases.size(); ++i) describe_asked((*read)[i], cases[i], request, (*all)[i].central);
  return all;
}

Expected<std::vector<ResolvedCase>> Planner::resolve(const std::vector<std::string>& cases,
                                                     const RunRequest& request) const {
  const auto read = scenarios(cases, request);
  if (!read) return fail(read.error());
  std::vector<ResolvedCase> resolved;
  for (const Scenario& s : *read) {
    const std::vector<Label> units = labels_of(s.units);
    resolved.push_back({.case_key = s.case_key,
                        .title = s.title,
                        .units = units,
                        .sets = in_chinese_names(request.sets, units),
                        .inputs = {}});
    for (auto& [name, value] : resolved_inputs(s))
      resolved.back().inputs.push_back({std::move(name), std::move(value)});
  }
  return resolved;
}

Expected<Outline> Planner::outline(const std::string& case_name, const RunRequest& request) const {
  const auto read = scenarios({case_name}, request);
  if (!read) return fail(read.error());
  const Scenario& s = read->front();
  Outline outline{.units = labels_of(s.units), .price_year = s.price_year()};
  outline.units.insert(outline.units.end(), {s.pool_name, s.consolidated});
  return outline;
}

Expected<TargetsOfYear> Planner::targets(const std::string& case_name, const RunRequest& request, Year year) const {
  const auto read = scenarios({case_name}, request);
  if (!read) return fail(read.error());
  const Scenario* scenario = &read->front();
  if (year < scenario->first_year || year > scenario->last_year)
    return fail(issue_of(IssueKind::data, fmt::format("--year {} is no year of the case", year),
                         fmt::format("{} … {}", scenario->first_year, scenario->last_year)));
  auto projection = project(*scenario, request.threads);
  if (projection) describe_asked(*scenario, case_name, request, *projection);
  if (!projection) return fail(std::move(projection.error()));
  TargetsOfYear answer{.projection = std::move(*projection), .year = year};
  answer.plan_is_outcome =
      static_cast<PlanMethod>(scenario->knobs.choice(Knob::plan_method, 0, year)) == PlanMethod::projection &&
      scenario->knobs.year(Knob::plan_stretch, 0, year) == 0;
  answer.outcomes = target_outcomes(*scenario, answer.projection, year);
  return answer;
}

Expected<Award> Planner::award(const AwardRequest& request) const {
  auto law = read_law(data_dir_);
  if (!law) return fail(std::move(law.error()));
  const AwardRates rates{in_force(*law, Knob::basic_rate, request.award_month),
                         in_force(*law, Knob::transitional_rate, request.award_month)};
  return determine_award(request.input, rates, divisor_table(*law, request.award_month));
}

const std::vector<std::string>& Planner::retirement_categories() {
  static const std::vector<std::string> names{"male", "female_cadre", "female_worker", "male_flexible",
                                              "female_flexible"};
  return names;
}

std::optional<Issue> Planner::birth_issue(YearMonth birth) {
  constexpr Year kFirst = 1900, kLast = 2100;
  if (birth.year() >= kFirst && birth.year() <= kLast) return std::nullopt;
  return issue_of(IssueKind::data, fmt::format("--birth {}-{:02} is out of range", birth.year(), birth.month()),
                  fmt::format("{}-01 … {}-12", kFirst, kLast));
}

Expected<double> Planner::minimum_years(Year year) const {
  const auto law = read_law(data_dir_);
  if (!law) return fail(law.error());
  return minimum_in_force(*law, year);
}

Expected<RetirementAnswer> Planner::retirement(std::string_view category, YearMonth birth) const {
  const auto& names = retirement_categories();
  const auto found = std::find(names.begin(), names.end(), category);
  if (found == names.end())
    return fail(issue_in(IssueKind::usage, "--category", fmt::format("unknown category \"{}\"", category),
                         fmt::format("one of: {}", fmt::join(names, ", ")), nearest_name(category, names)));
  if (auto issue = birth_issue(birth)) return fail(std::move(*issue));
  auto law = read_law(data_dir_);
  if (!law) return fail(std::move(law.error()));
  const StatutoryRule& rule = *law->statutory[static_cast<std::size_t>(found - names.begin())];
  const FlexibleRule flexible = flexible_rule(*law);
  RetirementAnswer answer;
  answer.statutory_month = statutory_month(rule, birth);
  answer.earliest_month = earliest_month(rule, flexible, birth);
  answer.latest_month = latest_month(rule, flexible, birth);
  answer.age_months = answer.statutory_month - birth;
  answer.delay_months = delay_months(rule, birth);
  answer.divisor = divisor(divisor_table(*law, answer.statutory_month), answer.age_months);
  answer.flexible_from = flexible.in_force;
  answer.minimum_years = minimum_in_force(*law, answer.statutory_month.year());
  answer.minimum_years_earliest = minimum_in_force(*law, answer.earliest_month.year());
  return answer;
}

}  // namespace ballast
