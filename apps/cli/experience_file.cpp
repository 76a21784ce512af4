#include "apps/cli/experience_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>
#include <map>

#include "scenarios/reader/csv.hpp"
#include "scenarios/reader/csv_line.hpp"
#include "scenarios/reader/text_file.hpp"

namespace ballast::cli {
namespace {

constexpr std::array<std::string_view, 4> kDeathColumns{"year", "age", "deaths", "exposure"};
constexpr std::array<std::string_view, 3> kRateColumns{"year", "age", "rate"};
constexpr Range kYears{1500, 2200, "calendar year"}, kAges{0, 150, "years of age"}, kDeaths{0, 1e10, "persons"},
    kExposure{0, 1e10, "person-years"}, kRate{0, 10, "deaths a person-year"};
constexpr Year kMostYears = 200;
constexpr std::size_t kMostIssues = 20;

/// Whether the header names a rate: its line alone decides which of the two tables this is.
bool names_rate(std::string_view text) {
  std::string_view header;
  while (!text.empty() && says_nothing(header)) header = next_line(text);
  std::deque<std::string> kept;
  const auto cells = cells_of(header, kept);
  const auto names = [&cells](std::string_view column) {
    return std::find(cells.begin(), cells.end(), column) != cells.end();
  };
  return names("rate") && !names("deaths");
}

struct Cell {
  double deaths = 0, exposure = 0, rate = 0;
};

using Cells = std::map<std::pair<Year, Age>, Cell>;

Cell cell_of(const CsvTable& table, int row, bool rates_only, Issues& issues) {
  if (rates_only) return {.rate = table.number(row, "rate", kRate, issues)};
  const std::size_t before = issues.size();
  Cell cell{.deaths = table.number(row, "deaths", kDeaths, issues),
            .exposure = table.number(row, "exposure", kExposure, issues)};
  if (issues.size() > before) return cell;
  if (!(cell.exposure > 0))
    issues.push_back(table.issue(row, "exposure", "nobody is exposed", "more than 0 person-years"));
  else if (!(cell.deaths < 2 * cell.exposure))  // then E° = E + D/2 would not outnumber the dead
    issues.push_back(table.issue(row, "deaths", fmt::format("{} deaths in {} person-years", cell.deaths, cell.exposure),
                                 "fewer than 2 a person-year"));
  cell.rate = cell.exposure > 0 ? cell.deaths / cell.exposure : 0;
  return cell;
}

Cells read_cells(const CsvTable& table, bool rates_only, std::optional<AgeSpan> ages, Issues& issues) {
  Cells cells;
  for (int row = 0; row < table.rows() && issues.size() < kMostIssues; ++row) {
    const Year year = table.whole(row, "year", kYears, issues);
    const Age age = table.whole(row, "age", kAges, issues);
    if (ages && (age < ages->first || age > ages->last)) continue;
    const Cell cell = cell_of(table, row, rates_only, issues);
    if (!cells.emplace(std::pair{year, age}, cell).second)
      issues.push_back(table.issue(row, "age", fmt::format("{} at age {} stands twice", year, age), "once"));
  }
  return cells;
}

/// The block of ages and years that the cells must fill.
struct Block {
  Year first_year = 0, last_year = 0;
  AgeSpan ages;
};

Block block_of(const Cells& cells, std::optional<AgeSpan> ages) {
  Block block{cells.begin()->first.first, cells.rbegin()->first.first, ages.value_or(AgeSpan{150, 0})};
  if (!ages)
    for (const auto& [key, cell] : cells)
      block.ages = {std::min(block.ages.first, key.second), std::max(block.ages.last, key.second)};
  return block;
}

void check_block(const std::string& path, const Cells& cells, const Block& block, Issues& issues) {
  if (block.last_year - block.first_year < 2 || block.last_year - block.first_year >= kMostYears)
    issues.push_back(issue_in(IssueKind::data, path,
                              fmt::format("the years are {} to {}", block.first_year, block.last_year),
                              fmt::format("3 to {} years", kMostYears)));
  if (block.ages.last - block.ages.first < 1)
    issues.push_back(
        issue_in(IssueKind::data, path, fmt::format("the only age is {}", block.ages.first), "2 ages or more"));
  if (!issues.empty()) return;
  for (Year year = block.first_year; year <= block.last_year; ++year)
    for (Age age = block.ages.first; age <= block.ages.last && issues.size() < kMostIssues; ++age)
      if (!cells.contains({year, age}))
        issues.push_back(issue_in(IssueKind::data, path, fmt::format("{} at age {} is missing", year, age),
                                  fmt::format("every age {} to {} in every year {} to {}", block.ages.first,
                                              block.ages.last, block.first_year, block.last_year)));
}

MortalityExperience experience_of(const Cells& cells, const Block& block, bool rates_only) {
  MortalityExperience out{
      .first_age = block.ages.first, .first_year = block.first_year, .deaths = {}, .exposure = {}, .rates = {}};
  const Eigen::Index ages = block.ages.last - block.ages.first + 1, years = block.last_year - block.first_year + 1;
  out.rates.resize(ages, years);
  if (!rates_only) out.deaths.resize(ages, years), out.exposure.resize(ages, years);
  for (const auto& [key, cell] : cells) {
    const Eigen::Index x = key.second - block.ages.first, t = key.first - block.first_year;
    out.rates(x, t) = cell.rate;
    if (!rates_only) out.deaths(x, t) = cell.deaths, out.exposure(x, t) = cell.exposure;
  }
  return out;
}

}  // namespace

Expected<MortalityExperience> read_experience(const std::string& path, std::optional<AgeSpan> ages) {
  auto text = read_text_file(path, path, kMostBytesOfATable);
  if (!text) return fail(text.error());
  const bool rates_only = names_rate(*text);
  const auto table = rates_only ? CsvTable::parse(std::move(*text), path, kRateColumns)
                                : CsvTable::parse(std::move(*text), path, kDeathColumns);
  if (!table) return fail(table.error());
  Issues issues;
  const Cells cells = read_cells(*table, rates_only, ages, issues);
  if (!issues.empty()) return fail(std::move(issues));
  if (cells.empty())
    return fail(issue_in(IssueKind::data, path, ages ? "has no row of the ages asked for" : "has no rows",
                         "one row a year and age"));
  const Block block = block_of(cells, ages);
  check_block(path, cells, block, issues);
  if (!issues.empty()) return fail(std::move(issues));
  return experience_of(cells, block, rates_only);
}

}  // namespace ballast::cli
