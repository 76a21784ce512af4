#include "output/comparison/alike.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "output/table/figures.hpp"
#include "output/table/width.hpp"

namespace ballast {

namespace {

using Rows = std::vector<std::vector<std::string>>;

/// A figure that shows no difference: noughts alone. What is missing is no figure.
bool shows_nothing(const std::string& figure) {
  return figure.find('0') != std::string::npos && figure.find_first_of("123456789") == std::string::npos;
}

bool column_is_alike(const Rows& grid, std::size_t column) {
  return std::all_of(grid.begin() + 1, grid.end(), [column](const auto& row) { return shows_nothing(row[column]); });
}

bool row_is_alike(const std::vector<std::string>& row) {
  return std::all_of(row.begin() + 1, row.end(), shows_nothing);
}

}  // namespace

std::vector<std::string> leave_out_alike(Rows& grid, bool rows_too) {
  if (std::all_of(grid.begin() + 1, grid.end(), row_is_alike)) return {};
  std::vector<std::string> names;
  for (std::size_t column = grid[0].size() - 1; column > 0; --column) {
    if (!column_is_alike(grid, column)) continue;
    names.insert(names.begin(), grid[0][column]);
    for (auto& row : grid) row.erase(row.begin() + static_cast<std::ptrdiff_t>(column));
  }
  if (!rows_too) return names;
  for (std::size_t row = 1; row < grid.size(); ++row)
    if (row_is_alike(grid[row])) names.push_back(grid[row][0]);
  grid.erase(std::remove_if(grid.begin() + 1, grid.end(), row_is_alike), grid.end());
  return names;
}

std::string left_out_line(const std::vector<std::string>& names, Lang lang) {
  if (names.empty()) return {};
  return wrapped(fmt::format(fmt::runtime(in(lang, "没有差别、未列出：{}。", "Alike, not shown: {}.")),
                             fmt::join(names, in(lang, "、", ", "))),
                 kTableWidth);
}

}  // namespace ballast
