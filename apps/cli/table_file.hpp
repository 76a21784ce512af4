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

/// The remarks, cell by cell.
std::vector<TableRow> table_remarks(std::string_view text);

/// Whether a remark of the table calls it illustrative, and in which words.
Notice table_notice(const std::string& path, std::string_view text);

/// What was set besides the case that the table was made from, where a remark of it says so.
std::vector<std::string> table_sets(std::string_view text);

/// A number written in full, with or without the commas a spreadsheet puts between thousands. A comma anywhere else
/// is no number: "7,48" may mean 7.48. Nor is one with an exponent, to which a narrow column has rounded it.
std::optional<double> plain_number(std::string_view text);

/// Digits after the point, up to the last that is not 0.
int decimals_of(std::string_view number);

}  // namespace ballast::cli
