/// `ballast data`: looks over the tables of a place, and writes empty ones to fill in.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "apps/cli/installation.hpp"
#include "apps/cli/verbs.hpp"
#include "output/files/safe_file.hpp"
#include "output/issues/issue_text.hpp"
#include "output/json/json.hpp"
#include "output/table/figures.hpp"
#include "output/table/width.hpp"
#include "output/templates/place_templates.hpp"
#include "output/xlsx/workbook.hpp"
#include "scenarios/reader/text_file.hpp"

namespace ballast::cli {

namespace {

std::vector<std::string> acts() { return {"check", "template"}; }

/// `check DIR` or `template DIR`, nothing else.
Issues wrong_operands(const Arguments& arguments) {
  const auto& words = arguments.operands();
  const std::string usual = "ballast data check DIR, or ballast data template DIR [--xlsx]";
  const std::vector<std::string> known = acts();
  Issues issues;
  if (words.empty()) return {usage_issue("data needs check or template", usual)};
  if (std::find(known.begin(), known.end(), words.front()) == known.end())
    issues.push_back(
        usage_issue(fmt::format("data has no act '{}'", words.front()), usual, did_you_mean(words.front(), known)));
  if (words.size() != 2 || words.back().empty()) issues.push_back(usage_issue("data needs one folder", usual));
  if (arguments.on("xlsx") && words.front() == "check")
    issues.push_back(usage_issue("--xlsx is for template", "ballast data template DIR --xlsx"));
  return issues;
}

std::string report_document(const PlaceReport& report) {
  Json json;
  json["schema"] = "ballast.data-check/1";
  json["directory"] = report.directory;
  json["clean"] = report.clean();
  json["illustrative"] = report.illustrative;
  json["base_years"] = report.base_years;
  json["tables"] = Json::array();
  for (const TableReport& table : report.tables)
    json["tables"].push_back({{"file", table.file},
                              {"rows", table.rows},
                              {"measured", table.measured},
                              {"estimated", table.estimated},
                              {"synthetic", table.synthetic}});
  json["issues"] = Json::array();
  for (const Issue& issue : report.issues) json["issues"].push_back(issue_json(issue));
  json["remarks"] = Json::array();
  for (const Issue& remark : report.remarks) json["remarks"].push_back({{"file", remark.file}, {"what", remark.what}});
  json["borrowed"] = report.borrowed;
  return printed(json);
}

/// What the rows say of themselves all in all. Estimates of years to come take no mark away, and are told.
std::string summary(const PlaceReport& report, Lang lang) {
  if (report.illustrative) return std::string(phrase(Phrase::data_illustrative, lang));
  std::vector<std::string> later;
  for (const TableReport& table : report.tables)
    if (table.estimated + table.synthetic > 0) later.push_back(table.file.substr(report.directory.size() + 1));
  if (later.empty()) return std::string(phrase(Phrase::data_measured, lang));
  return filled(Phrase::data_measured_till, lang, fmt::join(later, ", "));
}

/// Knobs by what stands before the point of their keys: `subsidy (2): rule, gap_share`.
std::string borrowed_text(const PlaceReport& report) {
  std::map<std::string_view, std::vector<std::string_view>> groups;
  for (const std::string_view key : report.borrowed)
    groups[key.substr(0, key.find('.'))].push_back(key.substr(key.find('.') + 1));
  std::string told;
  for (const auto& [group, keys] : groups)
    told += wrapped_set_in(fmt::format("{} ({}): {}", group, keys.size(), fmt::join(keys, ", ")), kTableWidth);
  return told;
}

std::string remarks_text(const PlaceReport& report, Lang lang) {
  std::string told;
  for (const Issue& remark : report.remarks)
    told += filled(Phrase::data_remark, lang, escaped(remark.file), escaped(issue_text(remark.what, lang))) + "\n";
  return told;
}

std::string report_text(const PlaceReport& report, Lang lang) {
  if (!report.clean()) return filled(Phrase::data_problems, lang, report.directory, report.issues.size()) + "\n";
  std::vector<std::vector<std::string>> rows{{}};
  std::string_view heading = phrase(Phrase::data_tables, lang);
  for (std::size_t end = 0; !heading.empty(); heading.remove_prefix(std::min(end + 2, heading.size()))) {
    end = std::min(heading.find("  "), heading.size());
    rows.front().emplace_back(heading.substr(0, end));
  }
  for (const TableReport& t : report.tables)
    rows.push_back({t.file.substr(report.directory.size() + 1), std::to_string(t.rows), std::to_string(t.measured),
                    std::to_string(t.estimated), std::to_string(t.synthetic)});
  return aligned(rows) + remarks_text(report, lang) + borrowed_text(report) +
         filled(Phrase::data_clean, lang, report.directory) + "\n" + summary(report, lang) + "\n";
}

int check(const std::string& directory, const Console& console) {
  const auto planner = open_planner();
  if (!planner) return refuse(console, planner.error());
  const auto report = planner->check_data(directory);
  if (!report) return refuse(console, report.error());
  if (!console.json && !report->clean()) refuse(console, report->issues);
  const int code = answer(console.json ? report_document(*report) : report_text(*report, console.lang));
  return code == 0 && !report->clean() ? kSaysNo : code;
}

/// Months and names; a spreadsheet would make dates of 2016-01 and of the ages 10-14.
bool is_text(const TableColumn& column) { return column.unit == "YYYY-MM" || column.unit.ends_with(" name"); }

std::vector<Sheet> sheets() {
  std::vector<Sheet> out{{"README", template_steps(), {}}};
  for (const PlaceTable& table : place_tables()) {
    Sheet& sheet = out.emplace_back(
        Sheet{std::string(table.file.substr(0, table.file.find('.'))), template_notes(table), template_header(table)});
    for (std::size_t c = 0; c < table.columns.size(); ++c)
      if (is_text(table.columns[c])) sheet.as_text.push_back(c);
  }
  return out;
}

/// What a bureau has filled in already is never written over.
Issues in_the_way(const std::filesystem::path& directory, const std::vector<std::string>& names) {
  Issues issues;
  std::error_code error;
  for (const std::string& name : names)
    if (std::filesystem::exists(directory / name, error))
      issues.push_back(issue_in(IssueKind::cannot_create, (directory / name).string(), "the file is there already",
                                "a folder without it", "choose another folder"));
  return issues;
}

/// All that is to be filled in: its name and what it holds.
Expected<std::vector<TemplateFile>> templates(bool as_workbook) {
  std::vector<TemplateFile> files = place_templates();
  if (!as_workbook) return files;
  auto book = workbook_bytes(sheets());
  if (!book) return fail(std::move(book.error()));
  files.push_back({"tables.xlsx", std::move(*book)});
  return files;
}

/// All of them, or none: what half of them left would be in the way of the next attempt.
Expected<void> write_into(const std::filesystem::path& folder, const std::vector<TemplateFile>& files) {
  if (auto ready = prepare_directory(folder.string()); !ready) return ready;
  std::vector<WholeFile> whole;
  for (const TemplateFile& file : files) whole.push_back({(folder / file.name).string(), file.content});
  return write_together(whole);
}

int write_templates(const std::string& directory, bool as_workbook, const Console& console) {
  const auto files = templates(as_workbook);
  if (!files) return refuse(console, files.error());
  std::vector<std::string> names;
  for (const TemplateFile& file : *files) names.push_back(file.name);
  if (const Issues issues = in_the_way(directory, names); !issues.empty()) return refuse(console, issues);
  if (const auto written = write_into(directory, *files); !written) return refuse(console, written.error());
  if (!console.json) return answer(filled(Phrase::data_written, console.lang, names.size(), directory) + "\n");
  Json json;
  json["schema"] = "ballast.data-template/1";
  json["directory"] = directory;
  json["files"] = names;
  return answer(printed(json));
}

}  // namespace

int tend_data(const Arguments& arguments, const Console& console) {
  if (const Issues issues = wrong_operands(arguments); !issues.empty()) return refuse(console, issues);
  const std::string& directory = arguments.operands().back();
  if (arguments.operands().front() == "check") return check(directory, console);
  return write_templates(directory, arguments.on("xlsx"), console);
}

}  // namespace ballast::cli
