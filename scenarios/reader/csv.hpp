/// CSV tables of a place: UTF-8, comment lines (#) first, then a header, then rows. Every cell knows where it stands.
#pragma once

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
  /// Reads `path`; the header must hold exactly `columns`, in any order, but the last `may_lack` of them may be
  /// missing. Issues say what is missing or unknown.
  static Expected<CsvTable> read(const std::string& path, const std::string& shown,
                                 std::span<const std::string_view> columns, std::size_t may_lack = 0);
  /// The same of a text that was read before.
  static Expected<CsvTable> parse(std::string text, const std::string& shown, std::span<const std::string_view> columns,
                                  std::size_t may_lack = 0);

  int rows() const { return static_cast<int>(lines_.size()); }
  int line(int row) const { return lines_[static_cast<std::size_t>(row)]; }
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
  std::size_t column_index(std::string_view column) const;
  std::string_view cell(int row, std::size_t column) const;

  std::string shown_, content_;
  std::vector<std::string_view> header_;
  std::vector<std::string_view> cells_;  // [row][column], views into content_
  std::vector<int> lines_;
};

}  // namespace ballast
