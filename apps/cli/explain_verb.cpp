/// `ballast explain CASE --unit U --year Y`: where a year's money came from and went, each line with its clause.
#include <fmt/format.h>

#include "apps/cli/fiscal_request.hpp"
#include "apps/cli/installation.hpp"
#include "apps/cli/verbs.hpp"
#include "output/asked.hpp"
#include "output/explain/explain.hpp"
#include "output/notice.hpp"
#include "output/table/phases.hpp"

namespace ballast::cli {

namespace {

Expected<Aspect> aspect_of(const Arguments& arguments) {
  const std::string name = arguments.value("measure");
  if (const auto aspect = find_aspect(name)) return *aspect;
  const auto names = aspect_names();
  return fail(usage_issue(fmt::format("--measure: nothing is told of '{}'", name),
                          fmt::format("{}, or a measure of theirs such as gap_short", fmt::join(names, ", ")),
                          did_you_mean(name, names)));
}

Expected<FundScope> scope_of(const FiscalCase& of, const std::string& name) {
  if (name == of.pool.zh || name == of.pool.en) return FundScope{.kind = FundScope::Kind::pool};
  const auto unit = fiscal_unit(of, name);
  if (!unit) return fail(unit.error());
  if (*unit < 0) return FundScope{.kind = FundScope::Kind::city};
  return FundScope{.kind = FundScope::Kind::unit, .unit = *unit};
}

std::string heading(const FiscalCase& of, const Explained& e, Lang lang) {
  return notice_lines(notice_of(of), lang) +
         fmt::format(fmt::runtime(in(lang, "{} · {}年 · {}\n", "{} · {} · {}\n")), in(e.who, lang), e.year,
                     in(of.title, lang)) +
         note_line(of.note, lang) + asked_lines(of, lang) + phase_legend(of, e.year, e.year, lang);
}

}  // namespace

int explain_year(const Arguments& arguments, const Console& console) {
  Issues issues;
  if (arguments.operands().size() != 1)
    issues.push_back(usage_issue("explain needs one case", "ballast explain CASE --unit 濮阳县 --year 2031",
                                 "ballast help explain"));
  const auto aspect = aspect_of(arguments);
  if (!aspect) issues.insert(issues.end(), aspect.error().begin(), aspect.error().end());
  const auto asked = projection_request(arguments);
  if (!asked) issues.insert(issues.end(), asked.error().begin(), asked.error().end());
  if (!issues.empty()) return refuse(console, issues);
  const auto planner = open_planner();
  if (!planner) return refuse(console, planner.error());
  const auto of = planner->fiscal(arguments.operands().front(), asked->run);
  if (!of) return refuse(console, of.error());
  const auto year = fiscal_year(*of, arguments);
  if (!year) return refuse(console, year.error());
  const auto scope = scope_of(*of, arguments.value("unit"));
  if (!scope) return refuse(console, scope.error());
  const Explained e = explained(*of, *scope, *year);
  if (arguments.on("csv")) return answer(explain_csv(*of, e, *aspect));
  if (console.json) return answer(explain_document(*of, e, *aspect));
  const std::string text = explain_text(e, *aspect, console.lang);
  const bool cites = text.find("[44-") != std::string::npos;
  return answer(heading(*of, e, console.lang) + text + (cites ? "\n" + clauses_line(console.lang) : std::string{}));
}

}  // namespace ballast::cli
