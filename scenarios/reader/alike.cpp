#include "scenarios/reader/alike.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

#include "scenarios/reader/place_reader.hpp"

namespace ballast {
namespace {

constexpr std::size_t kLongest = 60;  // characters of a list of lines
constexpr std::size_t kFew = 3;       // numbers of a column that are each told

std::string shortened(std::string lines) {
  if (lines.size() <= kLongest) return lines;
  return lines.substr(0, lines.rfind(',', kLongest)) + ", …";
}

bool is_of_a_cell(const Issue& issue) { return issue.line > 0 && issue.column > 0; }

/// What an issue says in every word.
std::string said(const Issue& issue) {
  return fmt::format("{}\n{}\n{}\n{}", issue.file, issue.what, issue.expected, issue.remedy);
}

/// The same without the value of the cell: heads is not a number.
std::string said_of_the_column(const Issue& issue) {
  const std::size_t value = issue.what.find(" = "), reason = issue.what.rfind(" is ");
  if (value == std::string::npos || reason == std::string::npos || reason < value) return said(issue);
  return fmt::format("{}\n{}{}\n{}", issue.file, issue.what.substr(0, value), issue.what.substr(reason),
                     issue.expected);
}

}  // namespace

Issues told_once(Issues issues) {
  std::map<std::string, std::set<std::string>> ways;  // of one column to be wrong
  for (const Issue& issue : issues)
    if (is_of_a_cell(issue)) ways[said_of_the_column(issue)].insert(said(issue));
  std::map<std::string, std::vector<int>> lines;
  std::vector<std::pair<Issue, std::string>> told;
  for (Issue& issue : issues) {
    const std::string column = is_of_a_cell(issue) ? said_of_the_column(issue) : std::string{};
    const std::string key = column.empty() ? column : ways[column].size() > kFew ? column : said(issue);
    const auto [at, first] = lines.try_emplace(key);
    if (!key.empty()) at->second.push_back(issue.line);
    if (key.empty() || first) told.emplace_back(std::move(issue), key);
  }
  issues.clear();
  for (auto& [issue, key] : told) {
    const std::vector<int>& rows = lines[key];
    if (rows.size() > 1)
      issue.what = fmt::format("{} ({} rows: {})", issue.what, rows.size(), shortened(spans_of(rows)));
    issues.push_back(std::move(issue));
  }
  return issues;
}

}  // namespace ballast
