/// Reading the keys of one TOML table: types, ranges, unknown keys, every complaint with its place.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/base/quantity.hpp"
#include "scenarios/reader/node.hpp"

namespace ballast {

Issue issue_at(const Node& node, const std::string& shown, std::string what, std::string expected = {},
               std::string remedy = {});

class Fields {
 public:
  Fields(const Node& table, std::string shown, Issues& issues);

  std::string text(const std::string& key, bool required = true);
  double number(const std::string& key, double min, double max);
  std::optional<double> optional_number(const std::string& key, double min, double max);
  int whole(const std::string& key, int min, int max);
  bool flag(const std::string& key);
  std::optional<YearMonth> month(const std::string& key, bool required = true);
  std::vector<double> numbers(const std::string& key, double min, double max);
  std::vector<std::string> texts(const std::string& key);
  const Node* node(const std::string& key, bool required = false);
  /// A list that must be there; what is none is an issue.
  const Node* list(const std::string& key);
  /// Where the value of a key stands; the table where there is no such key.
  const Node& place(const std::string& key) const;
  /// The tables of a list; none where there is no such key.
  std::vector<Node> tables(const std::string& key);

  /// Keys nobody asked for are issues. Call last.
  void finish();

  const Node& table() const { return table_; }
  Issues& issues() { return issues_; }
  const std::string& shown() const { return shown_; }

 private:
  const Node& table_;
  std::string shown_;
  Issues& issues_;
  std::vector<std::string> asked_;
};

/// "YYYY-MM" as text or a whole number YYYY (January).
std::optional<YearMonth> read_month(const Node& node, const std::string& shown, Issues& issues);

/// "YYYY-MM" of any year; nothing when the text is no month.
std::optional<YearMonth> parse_month(std::string_view text);
/// "YYYY-MM" or "YYYY" (January) of a calendar year; nothing when it is neither.
std::optional<YearMonth> parse_month_or_year(std::string_view text);
/// What to write for 2027-5, 2027/05 or 2027年5月; nothing where no month can be meant.
std::string instead_of_month(std::string_view text, bool quoted = false);

}  // namespace ballast
