/// A table (CSV) that a person keeps in a spreadsheet, cell by cell with its place: UTF-8 with or without a byte order
/// mark, CRLF or LF, quoted cells, remarks that begin with #.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "apps/cli/located_json.hpp"
#include "models/base/expected.hpp"
#include "output/notice.hpp"

namespace ballast::cli {

struct Cell {
  std::string text;
  TextPlace at;
};

using TableRow = std::vector<Cell>;

/// The lines that hold cells; an issue when the bytes are not UTF-8.
Expected<std::vector<TableRow>> table_rows(const std::string& path, std::string_view text);

/// Whether a remark of the table calls it illustrative, and in which words.
Notice table_notice(const std::string& path, std::string_view text);

/// A plain number, with or without the commas a spreadsheet puts between thousands.
std::optional<double> plain_number(std::string text);

}  // namespace ballast::cli
