#include "apps/cli/budget_acts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "apps/cli/place_names.hpp"
#include "apps/cli/user_file.hpp"
#include "output/asked.hpp"
#include "output/budget/form_csv.hpp"
#include "output/budget/status.hpp"
#include "output/files/folder_lock.hpp"
#include "output/files/safe_file.hpp"
#include "output/hash/sha256.hpp"
#include "scenarios/reader/text_file.hpp"
#include "scenarios/reader/unit_lookup.hpp"

namespace ballast::cli {

namespace {

Issues broken_issues(const KeptBudget& kept) {
  Issues issues;
  for (const BrokenLink& link : kept.records.broken)
    issues.push_back(issue_in(IssueKind::data, link.record == 0 ? kept.file.path : records_path(kept.file.path),
                              link.told(kept.listed(link.units)), "the bytes that were put on record",
                              "ballast budget verify " + kept.file.path));
  return issues;
}

bool exists(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path, error);
}

Expected<std::string> read_if_there(const std::string& path) {
  return exists(path) ? read_user_file(path) : Expected<std::string>(std::string{});
}

bool on_record(const BudgetRecords& records, const BudgetStep& step) {
  for (auto record = records.all.rbegin(); record != records.all.rend(); ++record) {
    if (record->step == step) return true;
    if (record->step.act == BudgetAct::draft) return false;
  }
  return false;
}

/// A sheet for somebody: its path and what it says.
using UnitSheet = std::pair<std::string, std::string>;

std::vector<WholeFile> whole_files(const std::vector<UnitSheet>& sheets) {
  std::vector<WholeFile> files;
  for (const auto& [path, content] : sheets) files.push_back({path, content});
  return files;
}

/// The record, and with it what it is about, sheets or a draft: all of them are written, or nothing is.
Expected<void> append(KeptBudget& kept, const BudgetStep& step, const std::vector<UnitSheet>& sheets = {}) {
  const std::string path = records_path(kept.file.path);
  auto text = read_if_there(path);
  if (!text) return fail(std::move(text.error()));
  if (!text->empty() && text->back() != '\n') *text += '\n';  // an editor took it away
  *text += record_line(kept.records, step, sha256(kept.file.bytes));
  std::vector<WholeFile> files = whole_files(sheets);
  files.push_back({path, *text});
  if (auto written = write_together(files); !written) return written;
  kept.records = read_records(*text, kept.file.units);
  return {};
}

std::optional<Refusal> refused(const KeptBudget& kept, const BudgetStep& step) {
  const auto no = refusal(kept.records.steps(), kept.file.units, step);
  return no ? with_units(*no, kept.listed(no->units)) : after_the_year(step, kept.file.year);
}

bool is_approved(const KeptBudget& kept) {
  return progress(kept.records.steps(), kept.file.units).state == BudgetState::approved;
}

Issue frozen(const std::string& path) {
  return issue_in(IssueKind::data, path, "is approved: an approved budget is frozen here",
                  "another year, or another --out");
}

constexpr const char* kAgency = "市级经办机构";

/// Who does it as a rule (44-2.1, 44-2.4). The order does not say who notifies; the draft is the agency's.
std::string usual_office(BudgetAct act) {
  if (act == BudgetAct::review) return "--by human_resources";
  return act == BudgetAct::approve ? "--by government" : "--by agency";
}

/// `--out DIR` of a notification: the sheet of every unit that is told.
std::vector<UnitSheet> sheets_of(const KeptBudget& kept, const std::vector<std::string>& told, const std::string& dir) {
  std::vector<UnitSheet> sheets;
  const std::vector<std::string> remark = sets_row(kept.file.sets, 0);
  for (std::size_t c = 0; c < kept.file.units.size(); ++c) {
    const std::string& unit = kept.file.units[c];
    if (std::find(told.begin(), told.end(), unit) == told.end()) continue;
    const std::string name = fmt::format("budget-{}-{}.csv", kept.file.year, unit);
    const FormColumn column{unit, kept.file.budgets[c], true, kept.file.budgets[c].annex};
    sheets.emplace_back((std::filesystem::path(dir) / name).string(),
                        budget_sheet_csv(column, kept.file.year, kept.file.notice, remark));
  }
  return sheets;
}

/// Takes the step, unless it stands on record already word for word; sheets are written all the same, where there is a
/// folder for them.
Expected<void> take(KeptBudget& kept, const BudgetStep& step, const std::string& folder) {
  const bool said_already = on_record(kept.records, step);
  if (const auto no = said_already ? std::nullopt : refused(kept, step))
    return fail(
        issue_in(IssueKind::data, kept.file.path, fmt::format("{} {}", key(step.act), no->what),
                 fmt::format("draft → notify → review (human_resources, finance) → approve ({})", clause(step.act)),
                 no->remedy));
  if (folder.empty()) return said_already ? Expected<void>() : append(kept, step);
  if (auto ready = prepare_directory(folder); !ready) return ready;
  const std::vector<UnitSheet> sheets = sheets_of(kept, step.units, folder);
  return said_already ? write_together(whole_files(sheets)) : append(kept, step, sheets);
}

/// May these bytes take the place of what stands on disk? Nothing once approved, nothing over a broken chain.
Expected<void> replaceable(const KeptBudget& kept, const std::string& on_disk) {
  const bool half_written = on_disk == kept.file.bytes;  // a draft interrupted before its record
  if (kept.records.all.empty() && !on_disk.empty() && !half_written)
    return fail(issue_in(IssueKind::data, kept.file.path, "stands there without records", "a budget with its records",
                         "choose another --out"));
  if (is_approved(kept)) return fail(frozen(kept.file.path));
  KeptBudget before = kept;
  if (!half_written && !on_disk.empty()) check_budget_bytes(before.records, on_disk);
  if (Issues issues = broken_issues(before); !issues.empty()) return fail(std::move(issues));
  return {};
}

/// An amendment is for the agency, before the approval, of a draft that it changed; the last one may be said again.
Expected<void> amendable(const KeptBudget& kept, const BudgetStep& step) {
  const std::string& path = kept.file.path;
  if (const auto no = wrong_office(step))
    return fail(issue_in(IssueKind::data, path, "amend " + no->what, {}, no->remedy));
  if (is_approved(kept)) return fail(frozen(path));
  const auto& records = kept.records.all;
  const bool changed = !kept.records.broken.empty(), said_again = records.size() > 1 && records.back().step == step;
  if (changed || said_again) return {};
  return fail(issue_in(IssueKind::data, path, "nothing to amend: the file is the draft on record, byte for byte",
                       "a draft that was changed after its last record", "change the file, then amend it"));
}

/// A draft's record says what it is a budget of.
BudgetStep of_budget(BudgetStep draft, const BudgetFile& file) {
  draft.year = file.year, draft.units = file.units;
  return draft;
}

/// The draft on record; its year and its units are those of the budget.
std::optional<BudgetStep> recorded_draft(const BudgetRecords& records) {
  const auto steps = records.steps();
  const auto draft = std::find_if(steps.rbegin(), steps.rend(), [](const BudgetStep& step) { return step.year; });
  return draft == steps.rend() ? std::nullopt : std::optional(*draft);
}

/// An amendment changes figures: the year and the units of a budget stay those of the draft on record.
Expected<void> of_its_draft(const KeptBudget& kept) {
  const auto draft = recorded_draft(kept.records);
  if (!draft || kept.file.units.empty()) return {};
  Issues issues;
  if (*draft->year != kept.file.year)
    issues.push_back(issue_in(IssueKind::data, kept.file.path,
                              fmt::format("holds the budget of {}: the year of a budget stays", kept.file.year),
                              fmt::format("{}, or a draft of its own for {}", *draft->year, kept.file.year)));
  if (draft->units != kept.file.units)
    issues.push_back(issue_in(IssueKind::data, kept.file.path, "names other units than the draft on record",
                              kept.listed(draft->units), "a draft of its own"));
  if (!issues.empty()) return fail(std::move(issues));
  return {};
}

void name_units(KeptBudget& kept, const Console& console) {
  kept.lang = lang_of_units(console), kept.names = names_in(kept.file);
}

Expected<KeptBudget> amended(const std::string& path, BudgetStep step, const Console& console) {
  auto kept = read_kept_budget(path, console);
  if (!kept) return kept;
  step = of_budget(std::move(step), kept->file);
  if (auto its_own = of_its_draft(*kept); !its_own) return fail(std::move(its_own.error()));
  if (auto may = amendable(*kept, step); !may) return fail(std::move(may.error()));
  return keep_draft(path, kept->file.bytes, step, console);
}

/// `--unit` of a notification: names in either language, all units where none is given.
Expected<std::vector<std::string>> told_units(const Arguments& arguments, const KeptBudget& kept) {
  if (!arguments.has("unit")) return kept.file.units;
  std::vector<std::string> units = split_list(arguments.value("unit"));
  if (units.empty()) return fail(usage_issue("--unit is empty", "--unit 范县,台前县"));
  units = kept.own_names(std::move(units));
  const std::vector<std::string>& known = kept.file.units;
  Issues issues;
  for (const std::string& name : units)
    if (std::find(known.begin(), known.end(), name) == known.end())
      issues.push_back(usage_issue(fmt::format("--unit: no unit '{}'", name),
                                   fmt::format("one of: {}", kept.listed(known)),
                                   did_you_mean(name, names_of_units(labelled(kept.names, known)))));
  if (!issues.empty()) return fail(std::move(issues));
  return units;
}

Expected<KeptBudget> step_on(const Arguments& arguments, const std::string& path, const Console& console) {
  const std::string& verb = arguments.operands().front();
  const BudgetAct act = verb == "amend" ? BudgetAct::draft : *find_act(verb);
  auto step = step_of(arguments, act);
  if (!step) return fail(std::move(step.error()));
  if (verb == "amend") return amended(path, *step, console);
  auto kept = read_intact_budget(path, console);
  if (!kept) return kept;
  if (act == BudgetAct::notify) {
    auto told = told_units(arguments, *kept);
    if (!told) return fail(std::move(told.error()));
    step->units = std::move(*told);
  }
  const std::string folder = act == BudgetAct::notify ? arguments.value("out") : std::string();
  if (auto taken = take(*kept, *step, folder); !taken) return fail(std::move(taken.error()));
  return kept;
}

std::string path_of(const Arguments& arguments, Issues& issues) {
  if (arguments.operands().size() == 2) return arguments.operands()[1];
  issues.push_back(usage_issue(fmt::format("budget {} needs one file", arguments.operands().front()),
                               fmt::format("ballast budget {} FILE", arguments.operands().front()),
                               "ballast help budget"));
  return {};
}

}  // namespace

std::vector<std::string> KeptBudget::own_names(std::vector<std::string> given) const {
  const std::vector<Label> units = labelled(names, file.units);
  for (std::string& name : given)
    if (const auto unit = find_unit(name, units)) name = file.units[static_cast<std::size_t>(*unit)];
  return given;
}

Lang lang_of_units(const Console& console) { return console.json ? Lang::zh : console.lang; }

Expected<KeptBudget> read_kept_budget(const std::string& path, const Console& console) {
  auto bytes = read_user_file(path);
  if (!bytes) return fail(std::move(bytes.error()));
  const std::string beside = records_path(path);
  if (!exists(beside))
    return fail(issue_in(IssueKind::not_found, beside, "the records of the budget are missing",
                         "the file beside the budget", "ballast budget draft"));
  const auto text = read_user_file(beside);
  if (!text) return fail(text.error());
  auto file = parse_budget(path, *bytes);
  KeptBudget kept;
  kept.file.path = path, kept.file.bytes = *bytes;
  if (file) kept.file = std::move(*file);
  kept.records = read_records(*text, kept.file.units);
  if (kept.records.all.empty() && kept.records.broken.empty())
    kept.records.broken.push_back({1, "the file of records is empty"});
  check_budget_bytes(kept.records, kept.file.bytes);
  if (!file && kept.records.broken.empty()) return fail(std::move(file.error()));
  name_units(kept, console);
  return kept;
}

Expected<KeptBudget> read_intact_budget(const std::string& path, const Console& console) {
  auto kept = read_kept_budget(path, console);
  if (!kept) return kept;
  if (Issues issues = broken_issues(*kept); !issues.empty()) return fail(std::move(issues));
  return kept;
}

Expected<KeptBudget> keep_draft(const std::string& path, const std::string& bytes, BudgetStep step,
                                const Console& console) {
  auto file = parse_budget(path, bytes);
  if (!file) return fail(std::move(file.error()));
  step = of_budget(std::move(step), *file);
  const auto on_disk = read_if_there(path), records = read_if_there(records_path(path));
  if (!on_disk) return fail(on_disk.error());
  if (!records) return fail(records.error());
  KeptBudget kept{.file = std::move(*file), .records = {}};
  name_units(kept, console);
  kept.records = read_records(*records, kept.file.units);
  const bool stands = *on_disk == bytes && kept.records.broken.empty() && !kept.records.all.empty() &&
                      kept.records.all.back().budget_sha256 == sha256(bytes);
  if (stands) return kept;
  if (auto free = replaceable(kept, *on_disk); !free) return fail(std::move(free.error()));
  if (const auto no = refused(kept, step))
    return fail(issue_in(IssueKind::data, path, "draft " + no->what, {}, no->remedy));
  if (auto written = append(kept, step, {{path, bytes}}); !written) return fail(std::move(written.error()));
  return kept;
}

Expected<BudgetStep> step_of(const Arguments& arguments, BudgetAct act) {
  Issues issues;
  const bool draft = act == BudgetAct::draft;
  BudgetStep step{.act = act, .office = arguments.value("by", draft ? kAgency : ""), .on = {}, .units = {}};
  if (step.office.empty()) issues.push_back(usage_issue("--by is missing", usual_office(act)));
  if (escaped(step.office) != step.office)  // it would stand in the records
    issues.push_back(usage_issue("--by holds what cannot be shown", usual_office(act)));
  if (arguments.has("on")) step.on = parse_date(arguments.value("on"));
  if (!step.on && (arguments.has("on") || !draft))
    issues.push_back(usage_issue(arguments.has("on") ? fmt::format("--on: '{}' is no day", arguments.value("on"))
                                                     : std::string("--on is missing"),
                                 "--on 2025-11-20"));
  if (!issues.empty()) return fail(std::move(issues));
  return step;
}

std::string budget_status(const KeptBudget& kept, const Console& console) {
  const auto draft = recorded_draft(kept.records);  // a file that was changed is not read
  const Year year = kept.file.year == 0 && draft ? *draft->year : kept.file.year;
  const StatusShown shown{kept.file.path,  year,         sha256(kept.file.bytes),
                          kept.file.units, kept.records, kept.file.notice,
                          kept.file.sets,  kept.names};
  return console.json ? status_document(shown) : status_text(shown, console.lang);
}

int act_on_budget(const Arguments& arguments, const Console& console) {
  Issues issues;
  const std::string path = path_of(arguments, issues);
  if (!issues.empty()) return refuse(console, issues);
  const FolderLock mine(path);
  const auto kept = step_on(arguments, path, console);
  return kept ? answer(budget_status(*kept, console)) : refuse(console, kept.error());
}

int show_budget_status(const Arguments& arguments, const Console& console) {
  Issues issues;
  const std::string path = path_of(arguments, issues);
  if (!issues.empty()) return refuse(console, issues);
  auto kept = read_kept_budget(path, console);
  if (!kept) return refuse(console, kept.error());
  const std::string head = arguments.value("head");
  if (!head.empty() && kept->records.broken.empty() && head != kept->records.head())
    kept->records.broken.push_back(
        {static_cast<int>(kept->records.all.size()), "the last record is not the one given by --head"});
  const int said = answer(budget_status(*kept, console));
  const bool no = arguments.operands().front() == "verify" && !kept->records.broken.empty();
  return no && said == kSuccess ? kSaysNo : said;
}

}  // namespace ballast::cli
