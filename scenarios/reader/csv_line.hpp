/// One line of a CSV table as spreadsheets write it (RFC 4180, but a cell ends on its line): commas part the cells; a
/// cell in quotation marks may hold commas and, doubled, quotation marks. Columns count characters, as editors do.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ballast {

/// The cells without their quotation marks and the blanks round them: views into the line, or into `kept` where doubled
/// marks became one.
std::vector<std::string_view> cells_of(std::string_view line, std::deque<std::string>& kept);

/// The column at which cell `cell` (from 0) begins, from 1.
int column_of(std::string_view line, std::size_t cell);

/// What is wrong with quotation marks, in which cell (from 0), and what to do about it.
struct QuoteFault {
  std::size_t cell = 0;
  std::string_view what{}, remedy{};
};
std::optional<QuoteFault> quote_fault(std::string_view line);

/// Takes the first line off a text, without its end.
std::string_view next_line(std::string_view& text);

/// A remark; a spreadsheet quotes one that holds a comma.
bool is_remark(std::string_view line);

/// Nothing for a table: a remark, or the commas of empty rows.
bool says_nothing(std::string_view line);

/// How many characters a text has.
int characters(std::string_view text);

}  // namespace ballast
