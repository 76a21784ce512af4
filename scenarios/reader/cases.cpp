#include "scenarios/reader/cases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <limits>

#include "models/base/date.hpp"
#include "models/base/nearest.hpp"
#include "scenarios/reader/fields.hpp"
#include "scenarios/reader/law.hpp"
#include "scenarios/reader/text_file.hpp"
#include "scenarios/reader/workbook_file.hpp"

namespace ballast {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> knob_keys() {
  std::vector<std::string> keys;
  for (const KnobRow& row : knob_catalogue()) keys.emplace_back(row.key);
  return keys;
}

std::optional<int> find_unit(const std::string& name, const std::vector<std::string>& units) {
  const auto found = std::find(units.begin(), units.end(), name);
  if (found == units.end()) return std::nullopt;
  return static_cast<int>(found - units.begin());
}

std::string one_value_for_all(const KnobRow& row) {
  return fmt::format("{} holds for the whole city, not for one unit", row.key);
}

/// Exactly one of value, scale and add.
void read_amount(Fields& fields, const KnobRow& row, Change& change, Issues& issues) {
  const Node* value = fields.node("value");
  const auto scale = fields.optional_number("scale", 0, 1000), add = fields.optional_number("add", -1e13, 1e13);
  if ((value ? 1 : 0) + (scale ? 1 : 0) + (add ? 1 : 0) != 1) {
    issues.push_back(issue_at(fields.table(), fields.shown(), "a change needs exactly one of value, scale and add"));
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

/// Where a member of a table stands, or the table.
const Node& member_of(const Node& table, const char* key) {
  const Node* found = table.find(key);
  return found ? *found : table;
}

void read_change(const Node& node, const std::string& shown, const std::vector<std::string>& units, Case& result,
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
  if (knob)
    read_amount(fields, row(*knob), change, issues);
  else {
    issues.push_back(issue_at(member_of(node, "knob"), shown, fmt::format("unknown knob \"{}\"", key),
                              "a key of `ballast knobs`", nearest_name(key, knob_keys())));
    for (const char* amount : {"value", "scale", "add"}) fields.node(amount);  // known keys, of no use without a knob
  }
  if (!unit.empty()) {
    change.unit = find_unit(unit, units);
    if (!change.unit)
      issues.push_back(issue_at(member_of(node, "unit"), shown, fmt::format("unknown unit \"{}\"", unit),
                                fmt::format("one of: {}", fmt::join(units, ", ")), nearest_name(unit, units)));
  }
  fields.finish();
  if (!knob) return;
  if (ramp && change.ramp_years > 0 && row(*knob).steps())
    issues.push_back(issue_at(*ramp, shown, fmt::format("{} goes from one value to the next at once", key), "no ramp"));
  if (change.unit && row(*knob).city_wide)
    issues.push_back(issue_at(member_of(node, "unit"), shown, one_value_for_all(row(*knob))));
  change.knob = *knob;
  if (is_set_again(change, result.changes))
    issues.push_back(issue_at(node, shown, fmt::format("{} is set twice from one month on", key), "one value"));
  result.changes.push_back(std::move(change));
}

/// A case named on the command line or as a base: by whom, and where it is to be found.
struct Named {
  std::string name;
  std::string path, shown;         ///< its file; what messages call it
  std::string by;                  ///< the file that names it as its base; empty: the command line does
  int by_line = 0, by_column = 0;  ///< where that file does
};

/// A path that ends in .toml, or a plain name in the folder of cases.
Named asked_for(const std::string& directory, const std::string& name) {
  const std::string shown = escaped(name);
  if (name.ends_with(".toml")) return {.name = name, .path = name, .shown = shown, .by = {}};
  return {
      .name = name, .path = directory + "/" + name + ".toml", .shown = "scenarios/cases/" + shown + ".toml", .by = {}};
}

/// A base lies beside the file that names it, or in the folder of cases.
Named base_of(const Named& file, const Node& base, const std::string& directory) {
  const std::string plain = base.text.ends_with(".toml") ? fs::path(base.text).stem().string() : base.text;
  Named named = asked_for(directory, plain);
  const std::string beside = (fs::path(file.path).parent_path() / (plain + ".toml")).string();
  std::error_code error;
  if (fs::is_regular_file(beside, error)) {
    named.path = beside;
    named.shown = (fs::path(file.shown).parent_path() / (plain + ".toml")).string();
  }
  named.by = file.shown, named.by_line = base.line, named.by_column = base.column;
  return named;
}

std::vector<std::string> case_names(const std::string& directory) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(directory, error))
    if (entry.path().extension() == ".toml") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

/// Only names of the folder may stand in `base`: a case file cannot reach outside.
bool plain_name(const std::string& name) {
  return !name.empty() && name.find('/') == std::string::npos && name.find('\\') == std::string::npos &&
         name.find("..") == std::string::npos;
}

/// A file that is there, asked for by its path.
Issue no_name_of_a_case(const Named& wanted) {
  if (is_workbook(wanted.name)) return workbook_not_read(escaped(wanted.name));
  return issue_in(IssueKind::not_found, escaped(wanted.name), "is not taken for a case",
                  "a file whose name ends in .toml, in small letters", "rename it");
}

Issue no_such_case(const std::string& directory, const Named& wanted) {
  const std::vector<std::string> names = case_names(directory);
  std::error_code error;
  if (wanted.by.empty() && fs::is_regular_file(wanted.name, error)) return no_name_of_a_case(wanted);
  return {.kind = IssueKind::not_found,
          .file = wanted.by.empty() ? wanted.shown : wanted.by,
          .line = wanted.by_line,
          .column = wanted.by_column,
          .what = fmt::format("no case \"{}\"", escaped(wanted.name)),
          .expected = fmt::format("one of: {}", fmt::join(names, ", ")),
          .remedy = nearest_name(wanted.name, names)};
}

/// One file of the chain; returns its base, or nothing at the root.
std::optional<Named> read_case_file(const Named& file, const std::string& directory,
                                    const std::vector<std::string>& units, Case& result, Issues& issues) {
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
  if (plain_name(base)) return base_of(file, node, directory);
  issues.push_back(issue_at(node, shown, "a base is the name of a case, not a path"));
  return std::nullopt;
}

std::optional<double> parse_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end != text.data() + text.size()) return std::nullopt;
  if (error == std::errc::result_out_of_range) return std::numeric_limits<double>::infinity();
  return error == std::errc() ? std::optional(value) : std::nullopt;
}

Issue usage(std::string what, std::string expected, std::string remedy = {}) {
  return issue_in(IssueKind::usage, "--set", std::move(what), std::move(expected), std::move(remedy));
}

}  // namespace

Expected<Case> read_case(const std::string& directory, const std::string& name, const std::vector<std::string>& units) {
  Case result;
  result.key = fs::path(name).stem().string();
  Issues issues;
  if (escaped(name) != name)  // it would stand in results, on terminals and in the names of files
    return fail(issue_in(IssueKind::data, escaped(name), "the name of the case holds what cannot be shown",
                         "a name of characters that can be seen, in UTF-8", "rename the file"));
  std::vector<std::string> seen;
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
    next = read_case_file(file, directory, units, result, issues);
  }
  if (issues.empty() && !plain_name(result.assumptions))
    issues.push_back({.kind = IssueKind::data,
                      .file = name,
                      .line = 1,
                      .column = 1,
                      .what = "no assumptions are named along the chain of bases",
                      .expected = "assumptions = \"central\" in the first case",
                      .remedy = {}});
  if (!issues.empty()) return fail(std::move(issues));
  return result;
}

bool is_set_again(const Change& later, const std::vector<Change>& earlier) {
  const bool plain = later.kind == ChangeKind::value && !later.to && later.ramp_years == 0;
  return plain && std::any_of(earlier.begin(), earlier.end(), [&later](const Change& one) {
           return one.kind == ChangeKind::value && one.knob == later.knob && one.unit == later.unit &&
                  one.from == later.from && one.amount != later.amount;
         });
}

namespace {

using Amount = std::variant<double, std::string>;

constexpr const char* kSetGrammar = "KNOB=VALUE, KNOB=VALUE@2027, KNOB[unit]=VALUE";

/// `VALUE@2027-07`: takes the month off the value.
Expected<void> take_month(std::string& value, Change& change) {
  const std::size_t at = value.find('@');
  if (at == std::string::npos) return {};
  const std::string month = value.substr(at + 1);
  change.from = parse_month_or_year(month);
  if (!change.from)
    return fail(usage(fmt::format("\"{}\" is not a month", month),
                      fmt::format("YYYY or YYYY-MM, {} to {}", kFirstCalendarYear, kLastCalendarYear)));
  value.resize(at);
  return {};
}

/// `KNOB[unit]`: takes the unit off the key.
Expected<void> take_unit(std::string& key, const std::vector<std::string>& units, Change& change) {
  const std::size_t open = key.find('[');
  if (open == std::string::npos) return {};
  if (!key.ends_with(']')) return fail(usage(fmt::format("\"{}\" has no ] at its end", key), kSetGrammar, key + "]"));
  const std::string unit = key.substr(open + 1, key.size() - open - 2);
  change.unit = find_unit(unit, units);
  if (!change.unit)
    return fail(usage(fmt::format("unknown unit \"{}\"", unit), fmt::format("one of: {}", fmt::join(units, ", ")),
                      nearest_name(unit, units)));
  key.resize(open);
  return {};
}

Expected<Amount> amount_of(const KnobRow& knob, const std::string& value) {
  if (knob.kind == KnobKind::choice) {
    const std::vector<std::string> names(knob.choices.begin(), knob.choices.end());
    if (std::find(names.begin(), names.end(), value) != names.end()) return Amount(value);
    return fail(usage(fmt::format("{} has no choice \"{}\"", knob.key, value),
                      fmt::format("one of: {}", fmt::join(names, ", ")), nearest_name(value, names)));
  }
  const auto number = parse_number(value);
  const std::string range = fmt::format("{} to {} [{}]", knob.min, knob.max, knob.unit);
  if (!number) return fail(usage(fmt::format("\"{}\" is not a number", value), range));
  if (!knob.is_fraction(*number) && knob.holds(*number)) return Amount(*number);
  return fail(issue_in(IssueKind::data, "--set",
                       knob.is_fraction(*number) ? fmt::format("{} = {} is not a whole number", knob.key, value)
                                                 : fmt::format("{} = {} is out of range", knob.key, value),
                       range));
}

}  // namespace

Expected<Change> parse_set(const std::string& text, const std::vector<std::string>& units) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) return fail(usage(fmt::format("\"{}\" is not KNOB=VALUE", text), kSetGrammar));
  std::string key = text.substr(0, equals), value = text.substr(equals + 1);
  Change change{.amount = 0.0, .file = "--set " + text};
  if (auto month = take_month(value, change); !month) return fail(std::move(month.error()));
  if (auto unit = take_unit(key, units, change); !unit) return fail(std::move(unit.error()));
  const auto knob = find_knob(key);
  if (!knob)
    return fail(
        usage(fmt::format("unknown knob \"{}\"", key), "a key of `ballast knobs`", nearest_name(key, knob_keys())));
  change.knob = *knob;
  if (change.unit && row(*knob).city_wide)
    return fail(usage(one_value_for_all(row(*knob)), fmt::format("{}=VALUE without a unit", key)));
  auto amount = amount_of(row(*knob), value);
  if (!amount) return fail(std::move(amount.error()));
  change.amount = std::move(*amount);
  return change;
}

}  // namespace ballast
