#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "apps/cli/bounds.hpp"
#include "apps/cli/console.hpp"
#include "apps/cli/settle_forms.hpp"
#include "models/base/levels.hpp"
#include "scenarios/reader/cell_number.hpp"

namespace ballast::cli {

namespace {

using nlohmann::json;

/// What to do about a cell that is no number: nothing where what it means (110%) is out of range too.
std::string to_write(const std::string& cell, bool amount, double most) {
  constexpr std::string_view kWrite = "write ";
  std::string remedy = number_remedy(cell, amount);
  if (!remedy.starts_with(kWrite)) return remedy;
  const auto meant = number_in(remedy.substr(kWrite.size()));
  return meant && *meant >= 0 && *meant <= most ? remedy : "";
}

/// A table: the header names the columns by key or in Chinese; one row a unit, a row 市级统筹 for the pool.
class TableForm {
 public:
  TableForm(const std::vector<TableRow>& rows, SettleBuilder& builder) : rows_(rows), builder_(builder) {}

  void read() {
    for (const TableRow& row : rows_) header_.empty() ? read_header(row) : read_row(row);
  }

 private:
  void read_header(const TableRow& cells) {
    for (const Cell& cell : cells) {
      const std::string_view key = key_of_heading(cell.text);
      if (key == kUnit) unit_column_ = header_.size();
      if (key != kUnit && key != kAvailable && find_settle_column(key) == nullptr)
        builder_.complain(cell.at, fmt::format("unknown column {}", json(key).dump(-1, ' ', false, kReplace)),
                          fmt::format("{}", fmt::join(names_of_columns(), ", ")),
                          did_you_mean(cell.text, words_for_columns()));
      if (has_column(key))
        builder_.complain(cell.at, fmt::format("column {} stands twice", as_headed(cell.text)), "once");
      header_.push_back(cell);
    }
    if (!unit_column_) builder_.complain(header_.front().at, "has no column unit", column_name(kUnit, kUnitZh));
    require_columns();
  }

  bool has_column(std::string_view key) const {
    return std::any_of(header_.begin(), header_.end(),
                       [key](const Cell& cell) { return key_of_heading(cell.text) == key; });
  }

  void require_columns() {
    const bool says_no_budget = std::none_of(kOfTheBudget.begin(), kOfTheBudget.end(),
                                             [this](std::string_view key) { return has_column(key); });
    for (const std::string_view key : needed(builder_.beside())) {
      if (has_column(key)) continue;
      const bool last = says_no_budget && key == kNeeded.back();
      builder_.complain(header_.front().at, fmt::format("has no column {}", key),
                        column_name(key, find_settle_column(key)->zh),
                        last ? "ballast budget execute FILE ACTUAL, where an approved budget says them" : "");
    }
  }

  void read_row(const TableRow& cells) {
    if (cells.size() != header_.size())
      return builder_.complain(cells.front().at, fmt::format("has {} cells", cells.size()),
                               fmt::format("{} as in the header", header_.size()));
    if (!unit_column_) return;
    const Cell& name = cells[*unit_column_];
    const bool pool = name.text == kPoolName;
    if (!pool && !builder_.begin_unit(name.text, name.at)) return;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const Headed of{find_settle_column(header_[i].text), header_[i].text};
      if (i != *unit_column_ && !cells[i].text.empty()) read_cell(of, cells[i], pool);
      if (of.column != nullptr && cells[i].text.empty() && !pool) builder_.blank(of, cells[i].at);
    }
  }

  void read_cell(const Headed& of, const Cell& cell, bool pool) {
    const std::optional<double> value = plain_number(cell.text);
    const auto remedy = [&](bool amount, double most) {
      return value ? std::string{} : to_write(cell.text, amount, most);
    };
    const bool available = key_of_heading(of.heading) == kAvailable;
    if (available && pool) return builder_.set_available(value, cell.at, remedy(false, kMostYuan));
    if (available || pool)
      return builder_.complain(cell.at, fmt::format("{} does not belong in this row", as_headed(of.heading)),
                               "available in the row 市级统筹, everything else in the rows of units");
    if (of.column != nullptr) builder_.put(of, value, cell.at, remedy(among(kNeeded, of.column->key), of.most()));
  }

  static constexpr auto kReplace = json::error_handler_t::replace;
  const std::vector<TableRow>& rows_;
  SettleBuilder& builder_;
  TableRow header_;
  std::optional<std::size_t> unit_column_;
};

}  // namespace

void read_settle_table(const std::vector<TableRow>& rows, SettleBuilder& builder) { TableForm(rows, builder).read(); }

}  // namespace ballast::cli
