#include "output/csv/spreadsheet.hpp"

#include <fmt/format.h>

#include "scenarios/reader/cell_number.hpp"

namespace ballast {
namespace {

/// A text that no spreadsheet takes for a formula: the name of a case or of a unit may begin like one, and so does a
/// number below 0, which stays.
std::string plain_text(const std::string& cell) {
  const bool formula = cell.size() > 1 && std::string_view("=+-@\t").find(cell.front()) != std::string_view::npos;
  return formula && !number_in(cell) ? "'" + cell : cell;
}

}  // namespace

std::string csv_field(const std::string& value) {
  if (value.find_first_of(",\"\r\n") == std::string::npos) return value;
  std::string quoted = "\"";
  for (const char c : value) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string plain_yuan(Fen amount) {
  const std::int64_t size = amount.count < 0 ? -amount.count : amount.count;
  return fmt::format("{}{}.{:02}", amount.count < 0 ? "-" : "", size / 100, size % 100);
}

std::string spreadsheet(const SpreadsheetRows& rows) {
  std::string out = "\xEF\xBB\xBF";
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) out.append(i == 0 ? "" : ",").append(csv_field(plain_text(row[i])));
    out += "\r\n";
  }
  return out;
}

}  // namespace ballast
