/// Tables as a spreadsheet writes them, taken apart for tests.
#pragma once

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace ballast::test {

inline constexpr std::string_view kBom = "\xEF\xBB\xBF";

/// Rows of a table, quoted cells with their quotation marks; the byte order mark and the line ends are taken off after
/// they were checked.
inline std::vector<std::vector<std::string>> rows_of(const std::string& text) {
  EXPECT_TRUE(text.starts_with(kBom));
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines(text.substr(kBom.size()));
  for (std::string line; std::getline(lines, line);) {
    EXPECT_TRUE(line.ends_with('\r')) << line;
    line.pop_back();
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char letter : line) {
      if (letter == '"') quoted = !quoted;
      if (letter == ',' && !quoted)
        cells.emplace_back();
      else
        cells.back() += letter;
    }
    rows.push_back(std::move(cells));
  }
  return rows;
}

}  // namespace ballast::test
