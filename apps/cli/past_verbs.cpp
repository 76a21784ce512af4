/// The verbs about the past: `backtest` runs it again and scores it, `calibrate` fits to it.
#include <fmt/format.h>

#include <charconv>
#include <iterator>

#include "apps/cli/backtests.hpp"
#include "apps/cli/installation.hpp"
#include "apps/cli/projection_request.hpp"
#include "apps/cli/verbs.hpp"
#include "output/studies/past.hpp"

namespace ballast::cli {

namespace {

constexpr const char* kYears = "2005 or 2005,2011";

PastRequest past_request(const Arguments& arguments, const char* example, Issues& issues) {
  PastRequest request;
  request.place = arguments.value("place", request.place);
  request.sets = arguments.values("set");
  request.to = arguments.whole("to", issues);
  request.observed = arguments.value("observed");
  request.threads = threads_of(arguments, issues);
  if (arguments.operands().size() > 1) issues.push_back(usage_issue("more than one case is named", example));
  if (arguments.operands().size() == 1) request.case_name = arguments.operands().front();
  return request;
}

/// `2005,2011,2016`.
std::vector<Year> first_years(const std::string& text, Issues& issues) {
  std::vector<Year> years;
  for (const std::string& part : split_keys(text)) {
    Year year = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), year);
    if (error == std::errc{} && end == part.data() + part.size())
      years.push_back(year);
    else
      issues.push_back(usage_issue(fmt::format("--from: '{}' is no year", part), kYears));
  }
  return years;
}

/// Commas alone name nothing, which is not to leave the option out.
void refuse_empty(const Arguments& arguments, const char* option, const char* expected, Issues& issues) {
  if (arguments.has(option) && split_keys(arguments.value(option)).empty())
    issues.push_back(usage_issue(fmt::format("--{} is empty", option), expected));
}

/// Two forms of one answer.
void refuse_both(const Arguments& arguments, const char* form, Issues& issues) {
  if (arguments.on("json") && arguments.on(form))
    issues.push_back(usage_issue(fmt::format("--json and --{} are both asked for", form), "one of them"));
}

}  // namespace

Expected<std::vector<Backtest>> backtests_of(const Planner& planner, PastRequest request, std::vector<Year> from) {
  if (from.empty()) {
    auto starts = planner.backtest_starts(request);
    if (!starts) return fail(std::move(starts.error()));
    from = std::move(*starts);
  }
  std::vector<Backtest> tests;
  for (const Year year : from) {
    request.from = year;
    auto test = planner.backtest(request);
    if (!test) return fail(std::move(test.error()));
    tests.push_back(std::move(*test));
  }
  return tests;
}

int backtest_past(const Arguments& arguments, const Console& console) {
  Issues issues;
  PastRequest request = past_request(arguments, "ballast backtest --from 2005 --to 2023", issues);
  const auto from = first_years(arguments.value("from"), issues);
  refuse_empty(arguments, "from", kYears, issues);
  refuse_empty(arguments, "place", "names of places, or the nation without --place", issues);
  refuse_both(arguments, "page", issues);
  if (!issues.empty()) return refuse(console, issues);
  const auto planner = open_planner();
  if (!planner) return refuse(console, planner.error());
  std::vector<Backtest> tests;
  for (const std::string& place : split_keys(request.place)) {
    request.place = place;
    auto of_place = backtests_of(*planner, request, from);
    if (!of_place) return refuse(console, of_place.error());
    std::move(of_place->begin(), of_place->end(), std::back_inserter(tests));
  }
  if (arguments.on("page")) return answer(backtest_page(tests));
  return answer(console.json ? backtest_document(tests) : backtest_table(tests, console.lang));
}

int calibrate_case(const Arguments& arguments, const Console& console) {
  Issues issues;
  PastRequest request = past_request(arguments, "ballast calibrate --from 2005 --to 2010", issues);
  request.from = arguments.whole("from", issues);
  refuse_empty(arguments, "fit", "names of what is fitted, or all of it without --fit", issues);
  refuse_both(arguments, "as-case", issues);
  if (!issues.empty()) return refuse(console, issues);
  const auto planner = open_planner();
  if (!planner) return refuse(console, planner.error());
  const auto calibration = planner->calibrate(request, split_keys(arguments.value("fit")));
  if (!calibration) return refuse(console, calibration.error());
  if (arguments.on("as-case")) return answer(calibration_case(*calibration));
  return answer(console.json ? calibration_document(*calibration) : calibration_table(*calibration, console.lang));
}

}  // namespace ballast::cli
