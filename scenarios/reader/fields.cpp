#include "scenarios/reader/fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "models/base/date.hpp"
#include "scenarios/reader/cell_number.hpp"
#include "scenarios/reader/keyboard.hpp"
#include "scenarios/reader/meant_name.hpp"
#include "scenarios/reader/text_file.hpp"

namespace ballast {
namespace {

std::optional<int> parse_whole(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

Issue issue_at(const Node& node, const std::string& shown, std::string what, std::string expected, std::string remedy) {
  return {.kind = IssueKind::data,
          .file = shown,
          .line = node.line,
          .column = node.column,
          .what = std::move(what),
          .expected = std::move(expected),
          .remedy = std::move(remedy)};
}

std::optional<YearMonth> parse_month(std::string_view text) {
  constexpr std::size_t kLength = 7, kDash = 4;
  if (text.size() != kLength || text[kDash] != '-') return std::nullopt;
  const auto year = parse_whole(text.substr(0, kDash)), month = parse_whole(text.substr(kDash + 1));
  if (!year || !month || *year < 0 || *month < 1 || *month > 12) return std::nullopt;
  return year_month(*year, *month);
}

std::optional<YearMonth> parse_month_or_year(std::string_view text) {
  constexpr std::size_t kYear = 4;
  const auto month = parse_month(text.size() == kYear ? std::string(text) + "-01" : std::string(text));
  if (!month || month->year() < kFirstCalendarYear || month->year() > kLastCalendarYear) return std::nullopt;
  return month;
}

std::string instead_of_month(std::string_view written, bool quoted) {
  constexpr std::string_view kDigits = "0123456789";
  constexpr std::size_t kYear = 4, kMonth = 2;
  const std::string text = typed(written).plain;
  const std::size_t start = std::min(text.find_first_of(kDigits), text.size());
  const std::string year = text.substr(start, kYear), rest = text.substr(start + year.size());
  const std::size_t at = rest.find_first_of(kDigits);
  if (at == 0 && std::min(rest.find_first_not_of(kDigits), rest.size()) < kMonth) return {};  // 20275 may be anything
  std::string meant = year;
  if (at != std::string::npos) {  // 2027/1, 2027年1月, 202701
    const std::size_t end = at == 0 ? kMonth : rest.find_first_not_of(kDigits, at) - at;
    meant += fmt::format("-{:02}", parse_whole(rest.substr(at, end)).value_or(0));
  }
  if (!parse_month_or_year(meant)) return {};
  return fmt::format(fmt::runtime(quoted && at != std::string::npos ? "write \"{}\"" : "write {}"), meant);
}

std::optional<YearMonth> read_month(const Node& node, const std::string& shown, Issues& issues) {
  std::optional<YearMonth> month;
  if (node.kind == Node::Kind::text) month = parse_month_or_year(node.text);
  if (node.kind == Node::Kind::number && node.number == std::floor(node.number) && node.number >= kFirstCalendarYear &&
      node.number <= kLastCalendarYear)
    month = year_month(static_cast<Year>(node.number), 1);
  const std::string written = node.kind == Node::Kind::number ? fmt::format("{}", node.number) : node.text;
  if (!month)
    issues.push_back(issue_at(node, shown, "not a month",
                              fmt::format("YYYY or \"YYYY-MM\", {} to {}", kFirstCalendarYear, kLastCalendarYear),
                              instead_of_month(written, node.kind != Node::Kind::text)));
  return month;
}

Fields::Fields(const Node& table, std::string shown, Issues& issues)
    : table_(table), shown_(std::move(shown)), issues_(issues) {}

const Node* Fields::node(const std::string& key, bool required) {
  if (std::find(asked_.begin(), asked_.end(), key) == asked_.end()) asked_.push_back(key);
  const Node* found = table_.find(key);
  if (!found && required) issues_.push_back(issue_at(table_, shown_, fmt::format("\"{}\" is missing", key)));
  return found;
}

const Node* Fields::list(const std::string& key) {
  const Node* found = node(key, true);
  if (!found || found->kind == Node::Kind::array) return found;
  issues_.push_back(issue_at(*found, shown_, fmt::format("\"{}\" is not a list", key), "a list"));
  return nullptr;
}

const Node& Fields::place(const std::string& key) const {
  const Node* found = table_.find(key);
  return found ? *found : table_;
}

std::vector<Node> Fields::tables(const std::string& key) {
  const Node* found = node(key);
  if (!found) return {};
  const auto is_table = [](const Node& item) { return item.kind == Node::Kind::table; };
  if (found->kind == Node::Kind::array && std::all_of(found->items.begin(), found->items.end(), is_table))
    return found->items;
  issues_.push_back(issue_at(*found, shown_, fmt::format("\"{}\" is not a list of tables", key),
                             fmt::format("tables that begin with [[{}]]", key)));
  return {};
}

std::string Fields::text(const std::string& key, bool required) {
  const Node* found = node(key, required);
  if (!found) return {};
  if (found->kind != Node::Kind::text) {
    issues_.push_back(issue_at(*found, shown_, fmt::format("\"{}\" is not a text", key), "a text in quotes"));
    return {};
  }
  if (first_control(found->text) != std::string::npos || found->text.find_first_of("\n\r") != std::string::npos)
    issues_.push_back(
        issue_at(*found, shown_, fmt::format("\"{}\" holds a control character", key), "characters that can be seen"));
  return found->text;
}

std::optional<double> Fields::optional_number(const std::string& key, double min, double max) {
  const Node* found = node(key);
  if (!found) return std::nullopt;
  const bool number = found->kind == Node::Kind::number;
  if (number && found->number >= min && found->number <= max) return found->number;
  const auto meant = number_meant(found->text);
  issues_.push_back(issue_at(*found, shown_, fmt::format("\"{}\" is {}", key, number ? "out of range" : "not a number"),
                             fmt::format("a number from {} to {}", min, max),
                             meant && *meant >= min && *meant <= max ? fmt::format("write {:.15g}", *meant) : ""));
  return min;
}

double Fields::number(const std::string& key, double min, double max) {
  const auto value = optional_number(key, min, max);
  if (!value) issues_.push_back(issue_at(table_, shown_, fmt::format("\"{}\" is missing", key)));
  return value.value_or(min);
}

int Fields::whole(const std::string& key, int min, int max) {
  const double value = number(key, min, max);
  if (value != std::floor(value))
    issues_.push_back(issue_at(*table_.find(key), shown_, fmt::format("\"{}\" is not a whole number", key),
                               fmt::format("a whole number from {} to {}", min, max)));
  return static_cast<int>(value);
}

bool Fields::flag(const std::string& key) {
  const Node* found = node(key, true);
  if (!found) return false;
  if (found->kind != Node::Kind::boolean)
    issues_.push_back(issue_at(*found, shown_, fmt::format("\"{}\" is not true or false", key), "true or false"));
  return found->boolean;
}

std::optional<YearMonth> Fields::month(const std::string& key, bool required) {
  const Node* found = node(key, required);
  return found ? read_month(*found, shown_, issues_) : std::nullopt;
}

std::vector<double> Fields::numbers(const std::string& key, double min, double max) {
  const Node* found = list(key);
  std::vector<double> values;
  if (!found) return values;
  for (const Node& item : found->items) {
    if (item.kind == Node::Kind::number && item.number >= min && item.number <= max)
      values.push_back(item.number);
    else
      issues_.push_back(issue_at(item, shown_, fmt::format("an item of \"{}\" is not a number in range", key),
                                 fmt::format("a number from {} to {}", min, max)));
  }
  if (found->items.empty()) issues_.push_back(issue_at(*found, shown_, fmt::format("\"{}\" is empty", key), "a list"));
  return values;
}

std::vector<std::string> Fields::texts(const std::string& key) {
  const Node* found = list(key);
  std::vector<std::string> values;
  if (!found) return values;
  for (const Node& item : found->items) {
    if (item.kind == Node::Kind::text)
      values.push_back(item.text);
    else
      issues_.push_back(
          issue_at(item, shown_, fmt::format("an item of \"{}\" is not a text", key), "a text in quotes"));
  }
  if (found->items.empty()) issues_.push_back(issue_at(*found, shown_, fmt::format("\"{}\" is empty", key), "a list"));
  return values;
}

void Fields::finish() {
  for (const auto& [key, value] : table_.members) {
    if (std::find(asked_.begin(), asked_.end(), key) != asked_.end()) continue;
    Node at_key;
    at_key.line = value.key_line, at_key.column = value.key_column;
    issues_.push_back(issue_at(at_key, shown_, fmt::format("unknown key \"{}\"", key),
                               fmt::format("one of: {}", fmt::join(asked_, ", ")), meant_name(key, asked_)));
  }
}

}  // namespace ballast
