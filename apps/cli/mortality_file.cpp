/// The table of `ballast lifetable`: a CSV with a column `age` and columns of death probabilities.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "apps/cli/console.hpp"
#include "apps/cli/table_file.hpp"
#include "apps/cli/user_file.hpp"
#include "scenarios/reader/cell_number.hpp"

namespace ballast::cli {

namespace {

constexpr const char* kHeader = "a header with age and columns of death probabilities";

std::optional<double> number(std::string_view text) {
  const auto value = number_in(text);
  return value && std::isfinite(*value) ? value : std::nullopt;
}

/// A name as it may be shown: control characters and long garbage do not reach the terminal.
std::string shown(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  std::string out(text.substr(0, kLongest));
  std::replace_if(
      out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, '?');
  return out;
}

class Reader {
 public:
  Reader(const std::string& path, const std::string& column) : path_(path), column_(column) {}

  Expected<MortalityColumn> read(const std::vector<TableRow>& rows) {
    if (rows.empty()) complain({}, "is empty", kHeader);
    for (const TableRow& row : rows) {
      if (issues_.size() >= kMostIssues) break;
      if (columns_ == 0)
        read_header(row);
      else if (age_at_ && value_at_)
        read_row(row);
    }
    if (issues_.empty()) check_end();
    if (!issues_.empty()) return fail(std::move(issues_));
    return MortalityColumn{first_age_, qx_};
  }

 private:
  static constexpr std::size_t kMostIssues = 20;

  void complain(TextPlace at, std::string what, std::string expected, std::string remedy = {}) {
    issues_.push_back(
        {IssueKind::data, path_, at.line, at.column, std::move(what), std::move(expected), std::move(remedy)});
  }

  void read_header(const TableRow& cells) {
    columns_ = cells.size();
    std::vector<std::string> names;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string& name = cells[i].text;
      if (!name.empty() && std::find(names.begin(), names.end(), shown(name)) != names.end())
        complain(cells[i].at, fmt::format("column {} stands twice", shown(name)), "once");
      names.push_back(shown(name));
      if (name == "age") age_at_ = i;
      if (name == column_ && name != "age") value_at_ = i;
    }
    const TextPlace& at = cells.front().at;
    if (!age_at_) complain(at, "has no column age", kHeader);
    std::erase(names, "age");
    if (value_at_) return;
    if (names.empty() || !age_at_)
      return complain(at, "the header has no column of death probabilities beside age", kHeader);
    complain(
        at,
        column_ == "age" ? "age is no column of death probabilities" : fmt::format("has no column {}", shown(column_)),
        fmt::format("one of: {}", fmt::join(names, ", ")), did_you_mean(column_, names));
  }

  void read_row(const TableRow& cells) {
    if (cells.size() != columns_)
      return complain(cells.front().at, fmt::format("{} cells", cells.size()),
                      fmt::format("{} as in the header", columns_));
    read_age(cells[*age_at_]);
    const Cell& cell = cells[*value_at_];
    const std::optional<double> q = number(cell.text);
    if (!q || !(*q >= 0.0 && *q <= 1.0))
      complain(cell.at, fmt::format("{}: '{}' is no death probability", shown(column_), shown(cell.text)),
               "a number in [0, 1]");
    qx_.push_back(q.value_or(0.0));
    last_ = cell.at;
  }

  void read_age(const Cell& cell) {
    const std::optional<double> age = number(cell.text);
    constexpr double kOldest = 150;
    const bool sound = age && *age >= 0.0 && *age <= kOldest && *age == std::floor(*age);
    if (qx_.empty() && sound) first_age_ = static_cast<int>(*age);
    const int wanted = first_age_ + static_cast<int>(qx_.size());
    if (!sound || static_cast<int>(*age) != wanted)
      complain(cell.at, fmt::format("age '{}'", shown(cell.text)),
               fmt::format("{}: ages are consecutive whole numbers", wanted));
    if (sound) first_age_ += static_cast<int>(*age) - wanted;  // a row left out is told once
  }

  void check_end() {
    if (qx_.empty()) return complain({}, "has no rows", "one row an age");
    constexpr double kCertain = 1e-9;
    if (std::abs(qx_.back() - 1.0) > kCertain)
      complain(last_, fmt::format("the last age has death probability {}", qx_.back()),
               "1: the last age dies for certain");
  }

  const std::string& path_;
  const std::string& column_;
  int first_age_ = 0;
  std::size_t columns_ = 0;
  std::optional<std::size_t> age_at_, value_at_;
  TextPlace last_;
  std::vector<double> qx_;
  Issues issues_;
};

}  // namespace

Expected<MortalityColumn> read_mortality_column(const std::string& path, const std::string& column) {
  const auto text = read_user_file(path);
  if (!text) return fail(text.error());
  if (text->find('\0') != std::string::npos)
    return fail(issue_in(IssueKind::data, path, "is not a text", "a CSV table in UTF-8"));
  const auto rows = table_rows(path, *text);
  if (!rows) return fail(rows.error());
  return Reader(path, column).read(*rows);
}

}  // namespace ballast::cli
