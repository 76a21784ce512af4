/// The shipped place in a folder of its own, for tests that break it.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

#include "scenarios/reader/place_check.hpp"

namespace ballast::test {

inline std::string text_of(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

inline void write(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

/// A column of a table, counted from 0, with every number divided by ten thousand.
inline std::string in_ten_thousands(const std::string& text, std::size_t column, const std::string& unit = {}) {
  std::istringstream rows(text);
  std::string all;
  for (std::string row; std::getline(rows, row); all += row + "\n") {
    std::size_t start = 0;
    for (std::size_t c = 0; c < column; ++c) start = row.find(',', start) + 1;
    const std::string cell = row.substr(start, row.find(',', start) - start);
    if (row.starts_with('#') || !row.starts_with(unit) || cell.find_first_not_of("0123456789.") != cell.npos) continue;
    row.replace(start, cell.size(), fmt::format("{:.8f}", std::stod(cell) / 10000));
  }
  return all;
}

/// A private copy of the place that a test may break.
class PlaceCopy : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("ballast_place_" + std::to_string(::getpid()));
    std::filesystem::remove_all(folder_);
    std::filesystem::copy(std::filesystem::path(BALLAST_ROOT) / "scenarios/places/puyang", folder_,
                          std::filesystem::copy_options::recursive);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path file(const std::string& name) const { return folder_ / name; }
  /// Line `number` (1-based) of a table becomes `line`; 0: the line is put at the end.
  void put(const std::string& name, int number, const std::string& line) const {
    std::string all = text_of(file(name));
    if (number == 0) return write(file(name), all + line + "\n");
    std::size_t start = 0;
    for (int n = 1; n < number; ++n) start = all.find('\n', start) + 1;
    all.replace(start, all.find('\n', start) - start, line);
    write(file(name), all);
  }
  int lines(const std::string& name) const {
    const std::string all = text_of(file(name));
    return static_cast<int>(std::count(all.begin(), all.end(), '\n'));
  }
  Issues check() const {
    const auto report = check_place(folder_.string());
    return report ? report->issues : report.error();
  }
  std::filesystem::path folder_;
};

}  // namespace ballast::test
