/// A table as Excel and WPS open it without being asked anything: UTF-8 with a byte order mark, lines that end with
/// CRLF, fields quoted where they must be, no text that would be computed as a formula. What is written so can be read
/// back by `ballast settle` and `ballast budget`.
#pragma once

#include <string>
#include <vector>

#include "models/base/quantity.hpp"

namespace ballast {

using SpreadsheetRows = std::vector<std::vector<std::string>>;

std::string spreadsheet(const SpreadsheetRows& rows);

/// A field of a table, quoted when it holds a separator, a quote or a line break (RFC 4180).
std::string csv_field(const std::string& value);

/// Yuan with two decimals and nothing between thousands.
std::string plain_yuan(Fen amount);

}  // namespace ballast
