/// `ballast rules compare CASE…`: the same people under one subsidy rule after the other.
#include <fmt/format.h>

#include <algorithm>

#include "apps/cli/fiscal_request.hpp"
#include "apps/cli/installation.hpp"
#include "apps/cli/named_unit.hpp"
#include "apps/cli/verbs.hpp"
#include "models/base/levels.hpp"
#include "output/studies/rules.hpp"

namespace ballast::cli {

namespace {

/// `--period 2026-2035` or `--period 2030`.
void read_period(const std::string& text, RuleCompareRequest& request, Issues& issues) {
  const std::size_t dash = text.find('-');
  const auto from = parse_year(text.substr(0, dash));
  const auto to = dash == std::string::npos ? from : parse_year(text.substr(dash + 1));
  if (!from || !to) issues.push_back(usage_issue(fmt::format("--period: '{}' is no period", text), "2026-2035"));
  if (from && to && *from > *to)
    issues.push_back(issue_of(IssueKind::data, fmt::format("--period {} ends before it begins", text), "FROM ≤ TO"));
  request.from = from, request.to = to;
}

void read_rules(const Arguments& arguments, RuleCompareRequest& request, Issues& issues) {
  request.rules = split_keys(arguments.value("rules"));
  if (arguments.has("rules") && request.rules.empty())
    issues.push_back(usage_issue("--rules is empty", "names of rules, or all of them without --rules"));
  for (Issue& wrong : rule_key_issues(request.rules)) issues.push_back(std::move(wrong));
}

Expected<RuleCompareRequest> request_of(const Arguments& arguments) {
  Issues issues;
  RuleCompareRequest request;
  read_rules(arguments, request, issues);
  request.year = arguments.whole("year", issues);
  if (arguments.has("period")) read_period(arguments.value("period"), request, issues);
  if (arguments.operands().size() < 2 || arguments.operands().front() != "compare")
    issues.push_back(usage_issue("rules needs: compare CASE…", "ballast rules compare baseline", "ballast help rules"));
  if (!issues.empty()) return fail(std::move(issues));
  return request;
}

/// The pool, which a run can show, pays by none of the rules.
Expected<void> check_unit(const Planner& planner, const std::string& case_name, const ProjectionRequest& asked) {
  if (asked.unit.empty()) return {};
  auto outline = planner.outline(case_name, asked.run);
  if (!outline) return fail(std::move(outline.error()));
  std::erase_if(outline->units, [](const Label& unit) { return unit.zh == kPoolName; });
  if (const auto unit = named_unit("--unit", asked.unit, outline->units); !unit) return fail(unit.error());
  return {};
}

/// Years asked for are the case's, whichever option asks.
Expected<void> check_years(const FiscalCase& of, const RuleCompareRequest& request) {
  Issues issues;
  const auto check = [&](std::string_view option, std::optional<Year> year) {
    if (!year || (*year >= of.first_year && *year <= of.last_year)) return;
    issues.push_back(issue_of(IssueKind::data, fmt::format("{} {} is no year of the case", option, *year),
                              fmt::format("{} … {}", of.first_year, of.last_year)));
  };
  check("--period:", request.from);
  if (request.to != request.from) check("--period:", request.to);
  check("--year", request.year);
  if (!issues.empty()) return fail(std::move(issues));
  return {};
}

/// The cases and their tables; they live side by side because a table speaks of its case.
struct Answers {
  std::vector<FiscalCase> cases;
  std::vector<RuleComparison> tables;
};

Expected<Answers> answers_of(const Arguments& arguments, const RuleCompareRequest& request) {
  const auto asked = projection_request(arguments);
  if (!asked) return fail(asked.error());
  const auto planner = open_planner();
  if (!planner) return fail(planner.error());
  if (const auto known = check_unit(*planner, arguments.operands()[1], *asked); !known) return fail(known.error());
  Answers answers;
  for (std::size_t i = 1; i < arguments.operands().size(); ++i) {
    auto of = planner->fiscal(arguments.operands()[i], asked->run);
    if (!of) return fail(std::move(of.error()));
    if (const auto fit = check_years(*of, request); !fit) return fail(fit.error());
    auto table = compare_rules(*of, request);
    if (!table) return fail(std::move(table.error()));
    answers.cases.push_back(std::move(*of));
    answers.tables.push_back(std::move(*table));
  }
  return answers;
}

}  // namespace

int compare_rules_of(const Arguments& arguments, const Console& console) {
  const auto request = request_of(arguments);
  if (!request) return refuse(console, request.error());
  const auto answers = answers_of(arguments, *request);
  if (!answers) return refuse(console, answers.error());
  const auto unit = fiscal_unit(answers->cases.front(), arguments.value("unit"));
  if (!unit) return refuse(console, unit.error());
  std::vector<RulesShown> shown;
  for (std::size_t i = 0; i < answers->cases.size(); ++i)
    shown.push_back({answers->cases[i], answers->tables[i], *unit, !request->year});
  if (arguments.on("csv")) return answer(rules_csv(shown, console.lang));
  if (console.json) return answer(rules_document(shown));
  std::string out;
  for (const RulesShown& one : shown) out += (out.empty() ? "" : "\n") + rules_table(one, console.lang);
  return answer(out);
}

}  // namespace ballast::cli
