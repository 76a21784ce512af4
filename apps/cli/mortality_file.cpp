/// The table of `ballast lifetable`: a CSV with a column `age` and columns of death probabilities.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "apps/cli/console.hpp"
#include "apps/cli/user_file.hpp"

namespace ballast::cli {

namespace {

constexpr std::size_t kMostRows = 1000;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> cells;
  for (;;) {
    const std::size_t comma = line.find(',');
    cells.push_back(trimmed(line.substr(0, comma)));
    if (comma == std::string_view::npos) return cells;
    line.remove_prefix(comma + 1);
  }
}

std::optional<double> number(std::string_view text) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
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

  Expected<MortalityColumn> read(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (text.find('\0') != std::string_view::npos) complain(0, "is not a text", "a CSV table in UTF-8");
    while (!text.empty() && issues_.size() < kMostIssues) {
      const std::size_t end = text.find('\n');
      take(trimmed(text.substr(0, end)));
      text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    check_end();
    if (!issues_.empty()) return fail(issues_);
    return MortalityColumn{first_age_, qx_};
  }

 private:
  static constexpr std::size_t kMostIssues = 20;

  void complain(int column, std::string what, std::string expected, std::string remedy = {}) {
    issues_.push_back({IssueKind::data, path_, line_, column, std::move(what), std::move(expected), std::move(remedy)});
  }

  void take(std::string_view line) {
    ++line_;
    if (line.empty() || line.front() == '#') return;
    const std::vector<std::string_view> cells = cells_of(line);
    if (!header_read_) return read_header(cells);
    if (!issues_.empty() && (age_at_ < 0 || value_at_ < 0)) return;
    read_row(cells);
  }

  void read_header(const std::vector<std::string_view>& cells) {
    header_read_ = true;
    columns_ = cells.size();
    std::vector<std::string> names;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      names.push_back(shown(cells[i]));
      if (cells[i] == "age") age_at_ = static_cast<int>(i);
      if (cells[i] == column_ && cells[i] != "age") value_at_ = static_cast<int>(i);
    }
    if (age_at_ < 0) complain(1, "has no column age", "a header with age and columns of death probabilities");
    if (value_at_ < 0)
      complain(1, fmt::format("has no column {}", shown(column_)), fmt::format("one of: {}", fmt::join(names, ", ")),
               did_you_mean(column_, names));
  }

  void read_row(const std::vector<std::string_view>& cells) {
    if (cells.size() != columns_)
      return complain(1, fmt::format("{} cells", cells.size()), fmt::format("{} as in the header", columns_));
    if (qx_.size() >= kMostRows) return;
    read_age(cells[static_cast<std::size_t>(age_at_)]);
    const std::string_view cell = cells[static_cast<std::size_t>(value_at_)];
    const std::optional<double> q = number(cell);
    if (!q || !(*q >= 0.0 && *q <= 1.0))
      complain(0, fmt::format("{}: '{}' is no death probability", shown(column_), shown(cell)), "a number in [0, 1]");
    qx_.push_back(q.value_or(0.0));
  }

  void read_age(std::string_view cell) {
    const std::optional<double> age = number(cell);
    constexpr double kOldest = 150;
    const bool sound = age && *age >= 0.0 && *age <= kOldest && *age == std::floor(*age);
    if (qx_.empty() && sound) first_age_ = static_cast<int>(*age);
    const int wanted = first_age_ + static_cast<int>(qx_.size());
    if (!sound || static_cast<int>(*age) != wanted)
      complain(0, fmt::format("age '{}'", shown(cell)), fmt::format("{}: ages are consecutive whole numbers", wanted));
  }

  void check_end() {
    if (!header_read_) return complain(0, "is empty", "a header with age and columns of death probabilities");
    if (!issues_.empty()) return;
    if (qx_.empty()) return complain(0, "has no rows", "one row an age");
    constexpr double kCertain = 1e-9;
    if (std::abs(qx_.back() - 1.0) > kCertain)
      complain(0, fmt::format("the last age has death probability {}", qx_.back()), "1: the last age dies for certain");
  }

  const std::string& path_;
  const std::string& column_;
  int line_ = 0, first_age_ = 0, age_at_ = -1, value_at_ = -1;
  std::size_t columns_ = 0;
  bool header_read_ = false;
  std::vector<double> qx_;
  Issues issues_;
};

}  // namespace

Expected<MortalityColumn> read_mortality_column(const std::string& path, const std::string& column) {
  const auto text = read_user_file(path);
  if (!text) return fail(text.error());
  return Reader(path, column).read(*text);
}

}  // namespace ballast::cli
