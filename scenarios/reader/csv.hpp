/// CSV tables of a place: UTF-8 with or without a byte order mark, comment lines (#) first, then a header, then rows.
/// Cells may stand in quotation marks; rows of nothing but commas are passed over. Every cell knows where it stands.
#pragma once

#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/base/expected.hpp"

namespace ballast {

/// What a number in a table may be.
struct Range {
  double min = 0, max = 0;
  std::string_view unit;
};

class CsvTable {
 public:
  CsvTable(CsvTable&&) = default;
  CsvTable& operator=(CsvTable&&) = default;
  CsvTable(const CsvTable&) = delete;  // cells are views into its own text
  CsvTable& operator=(const CsvTable&) = delete;
  ~CsvTable() = default;

  /// Reads `path`; the header must hold exactly `columns`, in any order, but the last `may_lack` of them may be
  /// missing. Issues say what is missing or unknown.
  static Expected<CsvTable> read(const std::string& path, const std::string& shown,
                                 std::span<const std::string_view> columns, std::size_t may_lack = 0);
  /// The same of a text that was read before.
  static Expected<CsvTable> parse(std::string text, const std::string& shown, std::span<const std::string_view> columns,
                                  std::size_t may_lack = 0);

  /// The same for a reader that tells everything: what is wrong is added to `issues`, and rows that cannot be told
  /// apart are passed over. Nothing without a sound header.
  static std::optional<CsvTable> read(const std::string& path, const std::string& shown,
                                      std::span<const std::string_view> columns, std::size_t may_lack, Issues& issues);
  static std::optional<CsvTable> parse(std::string text, const std::string& shown,
                                       std::span<const std::string_view> columns, std::size_t may_lack, Issues& issues);
  /// No row was passed over: what the table lacks is worth a complaint.
  bool complete() const { return complete_; }

  int rows() const { return static_cast<int>(lines_.size()); }
  int line(int row) const { return lines_[static_cast<std::size_t>(row)].number; }
  bool has(std::string_view column) const;
  std::string_view text(int row, std::string_view column) const;

  /// Rows with the same cells in `columns` as an earlier one, and that one.
  std::vector<std::pair<int, int>> repeated(std::span<const std::string_view> columns) const;

  /// A number in range; otherwise an issue is added and the range's minimum is returned.
  double number(int row, std::string_view column, const Range& range, Issues& issues) const;
  int whole(int row, std::string_view column, const Range& range, Issues& issues) const;

  /// One of the names; otherwise an issue is added and −1 returned.
  int choice(int row, std::string_view column, std::span<const std::string> names, Issues& issues) const;

  Issue issue(int row, std::string_view column, std::string what, std::string expected, std::string remedy = {}) const;

  const std::string& shown() const { return shown_; }
  const std::string& content() const { return content_; }

 private:
  CsvTable() = default;
  std::size_t column_index(std::string_view column) const;
  std::string_view cell(int row, std::size_t column) const;

  struct Line {
    std::string_view text;
    int number = 0;
  };
  void take_row(std::string_view line, int number, bool readable, Issues& issues);

  std::string shown_, content_;
  std::deque<std::string> kept_;  // cells that are not in content_ as they read
  std::vector<std::string_view> header_;
  std::vector<std::string_view> cells_;  // [row][column], views into content_ or kept_
  std::vector<Line> lines_;              // of rows
  bool complete_ = true;
  std::size_t unnamed_ = 0;  // columns at the end of the header without a name; rows are empty there
};

}  // namespace ballast
