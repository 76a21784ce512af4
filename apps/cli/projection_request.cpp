#include "apps/cli/projection_request.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "apps/cli/named_unit.hpp"
#include "output/hdf5/seal.hpp"
#include "output/texts.hpp"
#include "scenarios/reader/cases.hpp"

namespace ballast::cli {

namespace {

constexpr int kMostThreads = 1024;

}  // namespace

int threads_of(const Arguments& arguments, Issues& issues) {
  const int threads = arguments.whole("threads", issues).value_or(0);
  if (threads >= 0 && threads <= kMostThreads) return threads;
  issues.push_back(issue_of(IssueKind::data, fmt::format("--threads {} is out of range", threads),
                            fmt::format("0 (all) … {}", kMostThreads)));
  return 0;
}

bool names_a_result(const std::string& operand) { return operand.ends_with(".h5") || hdf5::is_hdf5(operand); }

const std::vector<std::string>& result_formats() {
  static const std::vector<std::string> kFormats{"h5", "csv", "json"};
  return kFormats;
}

std::vector<std::string> result_files(const std::vector<std::string>& cases, const std::vector<std::string>& formats) {
  std::vector<std::string> files;
  for (const std::string& name : cases)
    for (const std::string& format : formats)
      files.push_back(std::filesystem::path(name).stem().string() + "." + format);
  return files;
}

void tell_of_files_of_before(const Console& console, const std::string& directory,
                             const std::vector<std::string>& cases, const std::vector<std::string>& written) {
  std::vector<std::string> left;
  for (const std::string& format : result_formats())
    if (std::find(written.begin(), written.end(), format) == written.end())
      for (const std::string& file : result_files(cases, {format})) {
        std::error_code ignored;
        if (std::filesystem::exists(std::filesystem::path(directory) / file, ignored)) left.push_back(file);
      }
  if (left.empty()) return;
  tell(console, filled(Phrase::files_of_before, console.lang, fmt::join(left, ", ")));
}

void refuse_one_name_for_two(const std::vector<std::string>& cases, Issues& issues) {
  std::set<std::string> names;
  for (const std::string& name : cases)
    if (const std::string stem = std::filesystem::path(name).stem().string(); !names.insert(stem).second)
      issues.push_back(
          usage_issue(fmt::format("two cases would be written to files called {}", stem), "cases of different names"));
}

void refuse_one_case_twice(const std::vector<std::string>& cases, Issues& issues) {
  std::set<std::string> names;
  for (const std::string& name : cases)
    if (!names.insert(name).second)
      issues.push_back(usage_issue(fmt::format("{} is named twice", name), "each case once"));
}

void set_prices(ProjectionRequest& request, const std::string& prices) {
  request.constant_prices = prices != "nominal";
  request.price_year = request.constant_prices ? prices : std::string{};
}

Expected<ProjectionRequest> projection_request(const Arguments& arguments) {
  Issues issues;
  ProjectionRequest request;
  request.run.place = arguments.value("place", kDefaultPlace);
  request.run.sets = arguments.values("set");
  request.run.from = arguments.whole("from", issues);
  request.run.horizon = arguments.whole("horizon", issues);
  request.run.threads = threads_of(arguments, issues);
  request.unit = arguments.value("unit");
  set_prices(request, arguments.value("prices", "nominal"));
  for (const std::string& set : request.run.sets)
    for (Issue& wrong : set_form_issues(set)) issues.push_back(std::move(wrong));
  if (!issues.empty()) return fail(std::move(issues));
  return request;
}

Expected<int> shown_unit(const Outline& outline, const ProjectionRequest& request) {
  Issues issues;
  const auto unit = request.unit.empty() ? Expected<int>(static_cast<int>(outline.units.size()) - 1)
                                         : named_unit("--unit", request.unit, outline.units);
  if (!unit) issues = unit.error();
  if (request.constant_prices && request.price_year != std::to_string(outline.price_year))
    issues.push_back(usage_issue(fmt::format("--prices: no choice '{}': constant prices of this run are those of {}",
                                             request.price_year, outline.price_year),
                                 fmt::format("nominal | {}", outline.price_year)));
  if (!issues.empty()) return fail(std::move(issues));
  return *unit;
}

Expected<int> shown_unit(const Projection& projection, const ProjectionRequest& request) {
  return shown_unit(Outline{projection.units, projection.price_year}, request);
}

Expected<void> check_shown(const Planner& planner, const std::string& case_name, const ProjectionRequest& request) {
  if ((request.unit.empty() && !request.constant_prices) || names_a_result(case_name)) return {};
  const auto outline = planner.outline(case_name, request.run);
  if (!outline) return fail(outline.error());
  if (const auto shown = shown_unit(*outline, request); !shown) return fail(shown.error());
  return {};
}

}  // namespace ballast::cli
