/// Rows of the small tables published figures are kept in: comma separated, comment lines begin with '#'.
#pragma once

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace ballast::published {

using Row = std::vector<std::string>;

/// All rows after the header.
inline std::vector<Row> rows(const std::string& name) {
  std::ifstream file(std::string(BALLAST_ROOT) + "/tests/published/" + name);
  std::vector<Row> found;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    Row row;
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, ',');) row.push_back(cell);
    found.push_back(row);
  }
  if (!found.empty()) found.erase(found.begin());
  return found;
}

}  // namespace ballast::published
