#include "scenarios/reader/cases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "models/base/nearest.hpp"
#include "scenarios/reader/case_files.hpp"
#include "scenarios/reader/fields.hpp"
#include "scenarios/reader/knob_words.hpp"
#include "scenarios/reader/law.hpp"
#include "scenarios/reader/text_file.hpp"
#include "scenarios/reader/unit_lookup.hpp"

namespace ballast {
namespace {

namespace fs = std::filesystem;

/// Which amounts a change has where it has none or several.
std::string not_one_amount(const Node& change) {
  std::vector<std::string_view> found;
  for (const std::string_view amount : {"value", "scale", "add"})
    if (change.find(amount)) found.push_back(amount);
  if (found.empty()) return "a change has none of value, scale and add, and needs exactly one of value, scale and add";
  return fmt::format("a change has {}, and needs exactly one of value, scale and add", fmt::join(found, ", "));
}

/// Exactly one of value, scale and add.
void read_amount(Fields& fields, const KnobRow& row, Change& change, Issues& issues) {
  const Node* value = fields.node("value");
  const auto scale = fields.optional_number("scale", 0, 1000), add = fields.optional_number("add", -1e13, 1e13);
  if ((value ? 1 : 0) + (scale ? 1 : 0) + (add ? 1 : 0) != 1) {
    issues.push_back(issue_at(fields.table(), fields.shown(), not_one_amount(fields.table())));
    return;
  }
  if (value) {
    if (auto read = read_value(*value, row, fields.shown(), issues)) change.amount = *read;
    return;
  }
  if (row.kind == KnobKind::choice)
    issues.push_back(
        issue_at(fields.table(), fields.shown(), fmt::format("{} is a choice: it takes a value", row.key)));
  change.kind = scale ? ChangeKind::scale : ChangeKind::add;
  change.amount = scale ? *scale : *add;
}

/// Of a change whose knob is none: nothing is read, and what is wrong with its amounts is told too.
void tell_unknown_knob(Fields& fields, const std::string& key, Issues& issues) {
  const Node& named = fields.place("knob");
  if (named.kind == Node::Kind::text)
    issues.push_back(issue_at(named, fields.shown(), fmt::format("unknown knob \"{}\"", key),
                              "a key of `ballast knobs`", nearest_knob(key)));
  int amounts = 0;
  for (const char* amount : {"value", "scale", "add"}) amounts += fields.node(amount) != nullptr;
  if (amounts != 1) issues.push_back(issue_at(fields.table(), fields.shown(), not_one_amount(fields.table())));
}

void read_change(const Node& node, const std::string& shown, std::span<const Label> units, Case& result,
                 Issues& issues) {
  Fields fields(node, shown, issues);
  Change change{.amount = 0.0, .file = shown, .line = node.line, .column = node.column};
  const std::string key = fields.text("knob"), unit = fields.text("unit", false);
  change.from = fields.month("from", false);
  change.to = fields.month("to", false);
  if (fields.table().find("ramp")) change.ramp_years = fields.whole("ramp", 0, 100);
  const Node* const ramp = fields.node("ramp");
  fields.text("why", false);
  const auto knob = find_knob(key);
  knob ? read_amount(fields, row(*knob), change, issues) : tell_unknown_knob(fields, key, issues);
  if (change.from && end_of(change) && *end_of(change) <= *change.from)
    issues.push_back(
        issue_at(node, shown, fmt::format("the change of {} begins after it ends", key), "from not later than to"));
  if (!unit.empty()) {
    change.unit = find_unit(unit, units);
    if (!change.unit)
      issues.push_back(issue_at(fields.place("unit"), shown, fmt::format("unknown unit \"{}\"", unit),
                                fmt::format("one of: {}", listed_units(units)),
                                nearest_name(unit, names_of_units(units))));
  }
  fields.finish();
  if (!knob) return;
  if (ramp && change.ramp_years > 0 && row(*knob).steps())
    issues.push_back(issue_at(*ramp, shown, fmt::format("{} goes from one value to the next at once", key), "no ramp"));
  if (change.unit && row(*knob).city_wide)
    issues.push_back(issue_at(fields.place("unit"), shown, one_value_for_all(row(*knob))));
  change.knob = *knob;
  if (is_set_again(change, result.changes))
    issues.push_back(issue_at(node, shown, fmt::format("{} is set twice from one month on", key), "one value"));
  result.changes.push_back(std::move(change));
}

/// One file of the chain; returns its base, or nothing at the root.
std::optional<Named> read_case_file(const Named& file, const std::string& directory, std::span<const Label> units,
                                    Case& result, Issues& issues) {
  const std::string& shown = file.shown;
  auto parsed = parse_toml_file(file.path, shown, result.files);
  if (!parsed) {
    issues.insert(issues.end(), parsed.error().begin(), parsed.error().end());
    return std::nullopt;
  }
  Case own;
  Fields fields(*parsed, shown, issues);
  const auto either = [&](const char* zh, const char* en) {  // one language stands for both
    const Label text{fields.text(zh, false), fields.text(en, false)};
    return Label{text.zh.empty() ? text.en : text.zh, text.en.empty() ? text.zh : text.en};
  };
  const Label title = either("title_zh", "title"), note = either("note_zh", "note");
  const std::string base = fields.text("base", false), assumptions = fields.text("assumptions", false);
  for (const Node& item : fields.tables("change")) read_change(item, shown, units, own, issues);
  fields.finish();
  const std::string stem = fs::path(file.path).stem().string();
  if (result.title.zh.empty())
    result.title = title.zh.empty() ? Label{stem, stem} : title;  // the case before its bases
  if (result.note.zh.empty()) result.note = note;
  if (result.assumptions.empty() && !assumptions.empty()) {
    const Node& node = *parsed->find("assumptions");
    result.assumptions = assumptions, result.assumptions_at = {shown, node.line, node.column};
  }
  result.changes.insert(result.changes.begin(), own.changes.begin(), own.changes.end());
  if (base.empty()) return std::nullopt;
  const Node& node = *parsed->find("base");
  auto wrong = plain_name(base) ? not_one_base(file, node, directory) : path_for_a_base(file, node, directory);
  if (!wrong) return base_of(file, node, directory);
  issues.push_back(std::move(*wrong));
  return std::nullopt;
}

}  // namespace

Expected<Case> read_case(const std::string& directory, const std::string& name, std::span<const Label> units) {
  Case result;
  result.key = fs::path(name).stem().string();
  Issues issues;
  if (escaped(name) != name)  // it would stand in results, on terminals and in the names of files
    return fail(issue_in(IssueKind::data, escaped(name), "the name of the case holds what cannot be shown",
                         "a name of characters that can be seen, in UTF-8", "rename the file"));
  std::vector<std::string> seen;
  std::string last;  // of the chain
  for (std::optional<Named> next = asked_for(directory, name); next;) {
    const Named file = *next;
    std::error_code error;
    if (file.name.empty() || !fs::is_regular_file(file.path, error)) {
      issues.push_back(no_such_case(directory, file));
      break;
    }
    const std::string identity = fs::weakly_canonical(file.path, error).string();
    if (std::find(seen.begin(), seen.end(), identity) != seen.end()) {
      issues.push_back({.kind = IssueKind::data,
                        .file = file.by,
                        .line = file.by_line,
                        .column = file.by_column,
                        .what = fmt::format("the bases of \"{}\" run in a circle at \"{}\"", name, file.name),
                        .expected = "a chain that ends at a case without base",
                        .remedy = {}});
      break;
    }
    seen.push_back(identity);
    last = file.shown;
    next = read_case_file(file, directory, units, result, issues);
    if (seen.size() == 1 && next) result.base = next->name;
  }
  if (issues.empty() && !result.assumptions.empty() && !plain_name(result.assumptions))
    issues.push_back({.kind = IssueKind::data,
                      .file = result.assumptions_at.file,
                      .line = result.assumptions_at.line,
                      .column = result.assumptions_at.column,
                      .what = "assumptions is a name, not a path",
                      .expected = "a file of scenarios/assumptions without its ending, such as central",
                      .remedy = "put the file there"});
  else if (issues.empty() && !plain_name(result.assumptions))
    issues.push_back({.kind = IssueKind::data,
                      .file = last,
                      .line = 1,
                      .column = 1,
                      .what = "no base is named, and no assumptions along the chain of bases",
                      .expected = "base = \"baseline\", or assumptions = \"central\" in a case without base",
                      .remedy = {}});
  if (!issues.empty()) return fail(std::move(issues));
  return result;
}

std::optional<YearMonth> end_of(const Change& change) {
  if (!change.to) return std::nullopt;
  return *change.to + (change.to->month() == 1 ? 12 : 1);
}

bool is_set_again(const Change& later, const std::vector<Change>& earlier, std::optional<YearMonth> first) {
  const auto start = [first](const Change& one) { return one.from ? one.from : first; };
  const bool plain = later.kind == ChangeKind::value && !later.to && later.ramp_years == 0;
  return plain && std::any_of(earlier.begin(), earlier.end(), [&](const Change& one) {
           return one.kind == ChangeKind::value && one.knob == later.knob && one.unit == later.unit &&
                  start(one) == start(later) && one.amount != later.amount;
         });
}

}  // namespace ballast
