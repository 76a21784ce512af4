/// Looking over a folder of tables before it is used: every problem of every file at once, and what the rows say of
/// themselves. Stricter than a run: what a program would put up with is named here too.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/reader/place.hpp"

namespace ballast {

/// What one table holds.
struct TableReport {
  std::string file;  ///< as shown
  int rows = 0, measured = 0, estimated = 0, synthetic = 0;
};

struct PlaceReport {
  std::string directory;
  Issues issues;
  Issues remarks;                          ///< of clean tables: what need not be wrong, and is worth a look
  std::vector<std::string_view> borrowed;  ///< knobs that the place has from the rules of others
  std::vector<TableReport> tables;
  std::vector<Year> base_years;
  bool illustrative = true;
  bool clean() const { return issues.empty(); }
};

/// Kind `not_found` when there is no such folder.
Expected<PlaceReport> check_place(const std::string& directory);

}  // namespace ballast
