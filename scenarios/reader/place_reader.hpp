/// What the readers of a place's tables share: where the files are, the unit names, the issues.
#pragma once

#include <initializer_list>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "models/base/date.hpp"
#include "scenarios/reader/csv.hpp"
#include "scenarios/reader/node.hpp"
#include "scenarios/reader/place.hpp"
#include "scenarios/reader/place_tables.hpp"

namespace ballast {

inline constexpr Range kPersons{0, 1e8, "persons"}, kYuan{0, 1e15, "yuan"}, kShare{0, 1, "share"},
    kAnyAge{0, 105, "years of age"}, kCalendar{kFirstCalendarYear, kLastCalendarYear, "calendar year"};

/// Rising years, those in a row as one span: 2030, 2051-2075.
std::string spans_of(const std::vector<Year>& years);
/// How tables call the sexes.
inline const std::vector<std::string> kSexNames{"male", "female"};

class PlaceReader {
 public:
  PlaceReader(std::string directory, std::string shown);

  /// Opens a table and calls `visit` for each row. False when the table or a row of it could not be read: what it
  /// lacks is then not worth a complaint.
  template <class Visit>
  bool each_row(const PlaceTable& of, Visit visit) {
    auto table = open(of);
    if (!table) return false;
    for (int row = 0; row < table->rows(); ++row) visit(*table, row);
    return table->complete();
  }
  template <class Visit>
  bool each_row(std::string_view file, Visit visit) {
    return each_row(place_table(file), visit);
  }

  /// Whether a table must be read: it is needed, or it is there.
  bool wants(const PlaceTable& table) const;
  /// What a row says of itself; a word that is none counts as synthetic.
  Status status(const CsvTable& table, int row) const;
  /// Whether place.toml says when the place opens: without it no table can be held to a year.
  bool opens() const { return !place.base_years.empty(); }
  /// Whether an optional table is there.
  bool has(std::string_view file) const;
  /// Whether no complaint so far is of these tables, so that what they come to together can be judged.
  bool sound(std::initializer_list<std::string_view> files) const;
  /// Of a folder with no table at all and no workbook either, or that cannot be read: said once, not table by table.
  std::optional<Issue> nothing_there() const;
  /// Where a needed table is not there or empty: whether a workbook is, which somebody filled in instead.
  void tell_workbook();
  /// Units are not all known: no other table is held to them.
  void forget_units();
  bool knows_units() const { return !place.unit_names.empty(); }
  /// Opens a table for its own sake: header, sources, rows that stand twice.
  std::optional<CsvTable> open(const PlaceTable& of);

  /// Which unit a row names; −1 when none, with an issue unless the unit is outside the pool or no unit is known.
  int unit(const CsvTable& table, int row, std::string_view column = "unit");
  int category(const CsvTable& table, int row);
  int sex(const CsvTable& table, int row);
  /// Whether units.csv leaves open if a unit has residents.
  bool doubts(const std::string& unit) const;
  /// A complaint about a file, at a line where one is to blame.
  void complain(std::string_view file, std::string what, std::string expected = {}, int line = 0);
  /// Of rows that are sound one by one and do not add up: told by tell_sums after what the rows are judged by.
  void complain_of_sum(std::string_view file, std::string what, std::string expected, int line);
  bool adds_up(std::string_view file) const;
  /// A table has rows of other years only than that of an opening: place.toml is told so, of the first such table, and
  /// nothing that the rows would be needed for is held against it.
  void complain_of_opening(std::string_view file, Year opening, const std::set<Year>& years);
  bool misopens() const { return !misopened_.empty(); }
  /// Of a later opening whose folder is not there: said once, not table by table.
  std::optional<Issue> no_folder_of_opening() const;
  void tell_sums();
  /// What need not be wrong, and is worth a look.
  void remark(std::string_view file, std::string what);
  /// A row of a unit outside the pool; one of a year that no starting point has.
  void pass_over(const CsvTable& table, const std::string& unit);
  void pass_over(const CsvTable& table, Year year);
  void remark_rows_passed_over();
  /// Whether a row of the table names no unit: a unit without rows is then likely misspelt, and told so already.
  bool misnames(std::string_view file) const { return misnamed_.contains(shown(file)); }
  /// The year of a row; nothing, with an issue, when there is none: which years a table lacks is then not known.
  std::optional<Year> year(const CsvTable& table, int row);
  bool misdates(std::string_view file) const { return misdated_.contains(shown(file)); }
  /// Of the rows of a table that has the pool and units outside it too.
  int choose_unit(const CsvTable& table, int row, std::span<const std::string> names, std::string_view column = "unit");

  std::string path(std::string_view file) const { return directory_ + "/" + in_place(file); }
  std::string shown(std::string_view file) const { return shown_ + "/" + in_place(file); }

  Place place;
  Issues issues;
  std::vector<std::string> outside_units;   ///< of units.csv, not in the local pool
  std::vector<std::string> doubtful_units;  ///< units.csv does not say whether they have residents
  Written first_opening, later_openings;    ///< where place.toml names the years

 private:
  /// A table of a later starting point stands in the folder of its year.
  std::string in_place(std::string_view file) const;
  void check_pedigree(const CsvTable& table);
  void check_rows(const CsvTable& table, const PlaceTable& of);

  std::string directory_, shown_;
  Issues sums_;                                                     ///< what does not add up
  std::set<std::string> misopened_;                                 ///< tables without a row of an opening
  std::set<std::string> misdated_;                                  ///< tables with a row of no year
  std::set<std::string> misnamed_;                                  ///< tables with a row of no unit
  std::map<std::string, std::map<std::string, int>> outside_rows_;  ///< by table and unit
  std::map<std::string, std::set<Year>> other_years_;               ///< by table
  bool lacking_ = false;                                            ///< a needed table is not there, or empty
  std::optional<std::vector<std::string>> source_ids_;  ///< none: sources.csv is not there, or not all of it
};

}  // namespace ballast
