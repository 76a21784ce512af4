/// `ballast budget`: the draft of a year, its life cycle, and its execution (44-2.1 … 44-2.8).
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>

#include "apps/cli/bounds.hpp"
#include "apps/cli/budget_acts.hpp"
#include "apps/cli/budget_file.hpp"
#include "apps/cli/fiscal_request.hpp"
#include "apps/cli/form_file.hpp"
#include "apps/cli/installation.hpp"
#include "apps/cli/named_unit.hpp"
#include "apps/cli/place_names.hpp"
#include "apps/cli/verbs.hpp"
#include "output/budget/budget.hpp"
#include "output/files/folder_lock.hpp"
#include "output/files/safe_file.hpp"
#include "output/prose/unit_names.hpp"

namespace ballast::cli {

namespace {

/// A case with its draft of one year.
struct Drafted {
  FiscalCase of;
  BudgetDraft draft;
  std::vector<BasicData> basic;
  std::string place;

  BudgetShown shown() const { return {of, draft, basic, place}; }
};

/// `--cap 濮阳县=12000000`: what a unit's treasury can bear in the year, in place of fiscal.treasury_cap.
void read_cap(const std::string& text, const std::vector<Label>& units, std::vector<std::optional<Fen>>& caps,
              Issues& issues) {
  const std::size_t sign = text.find('=');
  const std::string name = sign == std::string::npos ? std::string{} : text.substr(0, sign);
  const auto unit = named_unit("--cap", name, units);
  double yuan = -1;
  const std::string number = sign == std::string::npos ? std::string{} : text.substr(sign + 1);
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), yuan);
  const bool whole = error == std::errc() && end == number.data() + number.size();
  if (!unit && whole) return void(issues.insert(issues.end(), unit.error().begin(), unit.error().end()));
  if (!whole)
    return issues.push_back(usage_issue(fmt::format("--cap: '{}' is no limit", text), "--cap 濮阳县=12000000 (yuan)"));
  if (!(yuan >= 0 && yuan <= kMostYuan))
    return issues.push_back(issue_of(IssueKind::data, fmt::format("--cap: '{}' is out of range", text),
                                     fmt::format("yuan, 0 … {:.0f}", kMostYuan)));
  caps.resize(units.size());
  std::optional<Fen>& cap = caps[static_cast<std::size_t>(*unit)];
  if (cap) return issues.push_back(usage_issue(fmt::format("--cap: {} is given twice", name), "one limit for a unit"));
  cap = fen_from_yuan(yuan);
}

Expected<Drafted> drafted(const Arguments& arguments, const std::string& case_name) {
  const auto asked = projection_request(arguments);
  if (!asked) return fail(asked.error());
  const auto planner = open_planner();
  if (!planner) return fail(planner.error());
  auto of = planner->fiscal(case_name, asked->run);
  if (!of) return fail(std::move(of.error()));
  const auto year = fiscal_year(*of, arguments);
  if (!year) return fail(year.error());
  Issues issues;
  BudgetAsked how{.solve = arguments.on("solve"), .caps = {}};
  for (const std::string& cap : arguments.values("cap")) read_cap(cap, of->units, how.caps, issues);
  if (!issues.empty()) return fail(std::move(issues));
  Drafted d{.of = std::move(*of), .draft = {}, .basic = {}, .place = asked->run.place};
  d.draft = draft_budget(d.of.input, d.of.result.years, d.of.year_index(*year), how);
  d.basic = basic_data(d.of, *year);
  return d;
}

/// What an act on a file has no use for; saying it anyway is a mistake of somebody.
constexpr std::array<std::string_view, 6> kOfCases{"place", "from", "horizon", "year", "solve", "cap"};

Issues idle_options(const Arguments& arguments, const std::string& act) {
  std::vector<std::string> idle;
  const bool of_case = act.empty() || act == "draft", step = act != "status" && act != "verify" && act != "execute";
  if (!of_case) idle.assign(kOfCases.begin(), kOfCases.end());
  if (!of_case && act != "execute") idle.emplace_back("set");
  if (!step || act.empty()) idle.insert(idle.end(), {"by", "on"});
  if (act != "draft" && act != "notify") idle.emplace_back("out");
  if (!act.empty() && act != "notify") idle.emplace_back("unit");
  if (!act.empty() && act != "execute") idle.emplace_back("csv");
  if (act != "verify") idle.emplace_back("head");
  if (act != "execute") idle.emplace_back("explain");
  Issues issues;
  for (const std::string& name : idle)
    if (arguments.given(name))
      issues.push_back(usage_issue(fmt::format("--{} has no meaning for budget {}", name, act.empty() ? "CASE" : act),
                                   {}, "ballast help budget"));
  return issues;
}

int show_budget(const Arguments& arguments, const Console& console) {
  if (arguments.operands().size() != 1)
    return refuse(console,
                  {usage_issue("budget needs one case", "ballast budget CASE --year 2026", "ballast help budget")});
  const auto d = drafted(arguments, arguments.operands().front());
  if (!d) return refuse(console, d.error());
  const std::vector<Label> rows = budget_rows(d->of);
  const auto row = arguments.value("unit").empty() ? Expected<int>(static_cast<int>(rows.size()) - 1)
                                                   : named_unit("--unit", arguments.value("unit"), rows);
  if (!row) return refuse(console, row.error());
  if (arguments.has("unit") && (arguments.on("csv") || console.json))
    return refuse(console, {usage_issue("--unit beside --csv or --json, which list every unit", "without --unit")});
  if (arguments.on("csv")) return answer(budget_csv(d->shown()));
  return answer(console.json ? budget_document(d->shown()) : budget_table(d->shown(), *row, console.lang));
}

/// No deficit budget may be drawn up: a unit that lacks money, by name and sum; `limited`: beyond what its treasury may
/// bear.
Issue deficit_issue(std::string_view unit, Fen lacking, bool limited) {
  return issue_of(
      IssueKind::data, fmt::format("{}: a deficit budget, {:.2f} yuan are lacking (44-2.5)", unit, yuan(lacking)),
      "a budget that balances",
      limited ? "a higher limit (--cap, fiscal.treasury_cap)" : "--solve enters the treasury money that balances");
}

Issues deficit_issues(const Drafted& d, Lang lang) {
  Issues issues;
  for (std::size_t c = 0; c < d.draft.units.size(); ++c) {
    const UnitBudget& u = d.draft.units[c];
    if (u.lacking != Fen{})
      issues.push_back(deficit_issue(in(d.of.units[c], lang), u.lacking, u.cap && *u.cap < u.needed));
  }
  return issues;
}

/// The treasury lines of a form that balance it, as far as the limits go (44-2.5).
Issues solve_form(FormFile& file, const Arguments& arguments, Lang lang) {
  Issues issues;
  FilledForm& form = file.form;
  const std::vector<Label> units = labelled(names_of(form.units), form.units);
  std::vector<std::optional<Fen>> caps;
  for (const std::string& cap : arguments.values("cap")) read_cap(cap, units, caps, issues);
  if (!issues.empty()) return issues;
  caps.resize(units.size());
  form.solved = arguments.on("solve");
  for (std::size_t c = 0; c < units.size(); ++c) {
    FormFigures& f = form.figures[c];
    const Fen needed = f.needed();
    if (form.solved) f.sheet.at(FormLine::treasury_subsidy) = caps[c] ? min(needed, *caps[c]) : needed;
    if (f.lacking() == Fen{}) continue;
    issues.push_back(deficit_issue(in(units[c], lang), f.lacking(), caps[c] && *caps[c] < needed));
    const TextPlace at = file.at(form.units[c], "treasury_subsidy");
    issues.back().file = file.path, issues.back().line = at.line, issues.back().column = at.column;
  }
  return issues;
}

/// What the draft is made from: a case, or a form that the office filled in.
struct DraftText {
  Year year = 0;
  std::string document;
};

Expected<DraftText> text_of_form(const Arguments& arguments, const std::string& path, Lang lang) {
  Issues issues;
  const auto year = year_asked(arguments, issues);
  for (const char* of_cases : {"place", "from", "horizon", "set"})
    if (arguments.given(of_cases))
      issues.push_back(usage_issue(fmt::format("--{} has no meaning for a form", of_cases), {}, "ballast help budget"));
  if (!issues.empty()) return fail(std::move(issues));
  auto file = read_form_file(path, *year);
  if (!file) return fail(std::move(file.error()));
  if (issues = solve_form(*file, arguments, lang); !issues.empty()) return fail(std::move(issues));
  return DraftText{*year, form_document(file->form)};
}

Expected<DraftText> text_of_case(const Arguments& arguments, const std::string& name, Lang lang) {
  const auto d = drafted(arguments, name);
  if (!d) return fail(d.error());
  if (Issues issues = deficit_issues(*d, lang); !issues.empty()) return fail(std::move(issues));
  return DraftText{d->draft.year, budget_document(d->shown())};
}

int draft_to_file(const Arguments& arguments, const Console& console) {
  Issues issues;
  if (arguments.operands().size() != 2)
    issues.push_back(usage_issue("budget draft needs one case or one form",
                                 "ballast budget draft CASE|FORM.csv --year 2026 --out DIR"));
  if (!arguments.has("out")) issues.push_back(usage_issue("--out is missing", "--out DIR"));
  const auto step = step_of(arguments, BudgetAct::draft);
  if (!step) issues.insert(issues.end(), step.error().begin(), step.error().end());
  if (!issues.empty()) return refuse(console, issues);
  const std::string& from = arguments.operands()[1];
  const Lang lang = lang_of_units(console);
  const auto text = from.ends_with(".csv") ? text_of_form(arguments, from, lang) : text_of_case(arguments, from, lang);
  if (!text) return refuse(console, text.error());
  const std::string dir = arguments.value("out");
  const std::string path = (std::filesystem::path(dir) / fmt::format("budget-{}.json", text->year)).string();
  if (const auto sound = parse_budget(path, text->document); !sound) return refuse(console, sound.error());
  if (auto ready = prepare_directory(dir); !ready) return refuse(console, ready.error());
  const FolderLock mine(path);
  const auto kept = keep_draft(path, text->document, *step, console);
  return kept ? answer(budget_status(*kept, console)) : refuse(console, kept.error());
}

constexpr std::array<std::string_view, 8> kActs{"draft", "notify", "review", "approve",
                                                "amend", "status", "verify", "execute"};

/// Several words that do not begin with an act, or the file of a budget alone.
Issue no_act(const std::string& word) {
  const std::vector<std::string> known(kActs.begin(), kActs.end());
  return usage_issue(fmt::format("budget has no act '{}'", word),
                     fmt::format("{}; or one case: ballast budget CASE --year 2026", fmt::join(known, " | ")),
                     did_you_mean(word, known));
}

}  // namespace

int budget_of_year(const Arguments& arguments, const Console& console) {
  std::string act = arguments.operands().empty() ? std::string{} : arguments.operands().front();
  if (std::find(kActs.begin(), kActs.end(), act) == kActs.end()) act.clear();
  const bool of_file = arguments.operands().size() == 1 && arguments.operands().front().ends_with(".json");
  if (act.empty() && (of_file || arguments.operands().size() > 1))
    return refuse(console, {no_act(arguments.operands().front())});
  if (const Issues idle = idle_options(arguments, act); !idle.empty()) return refuse(console, idle);
  if (act == "draft") return draft_to_file(arguments, console);
  if (act == "notify" || act == "review" || act == "approve" || act == "amend")
    return act_on_budget(arguments, console);
  if (act == "status" || act == "verify") return show_budget_status(arguments, console);
  if (act == "execute") return execute_budget(arguments, console);
  return show_budget(arguments, console);
}

}  // namespace ballast::cli
