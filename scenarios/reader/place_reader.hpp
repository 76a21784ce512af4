/// What the readers of a place's tables share: where the files are, the unit names, the issues.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "scenarios/reader/csv.hpp"
#include "scenarios/reader/place.hpp"

namespace ballast {

inline constexpr Range kPersons{0, 1e8, "persons"}, kYuan{0, 1e15, "yuan"}, kShare{0, 1, "share"},
    kAnyAge{0, 105, "years of age"}, kCalendar{1900, 2200, "calendar year"};

class PlaceReader {
 public:
  PlaceReader(std::string directory, std::string shown);

  /// Opens a table; `columns` without status and source, which every table has last. Issues are kept.
  /// `visit` is called for each row when the header is right.
  template <class Visit>
  void each_row(std::string_view name, std::vector<std::string_view> columns, Visit visit) {
    columns.insert(columns.end(), {"status", "source"});
    if (auto table = open(name, columns)) {
      check_pedigree(*table);
      for (int row = 0; row < table->rows(); ++row) visit(*table, row);
    }
  }

  /// The ids that rows may name as their source.
  void read_sources();
  /// Whether an optional table is there.
  bool has(std::string_view name) const;

  int unit(const CsvTable& table, int row, std::string_view column = "unit");
  int category(const CsvTable& table, int row);
  int sex(const CsvTable& table, int row);
  void complain(std::string_view file, std::string what, std::string expected = {});

  std::string path(std::string_view name) const { return directory_ + "/" + in_place(name); }
  std::string shown(std::string_view name) const { return shown_ + "/" + in_place(name); }

  Place place;
  Issues issues;
  std::vector<std::string> source_ids;
  std::optional<CsvTable> open(std::string_view name, std::span<const std::string_view> columns);

 private:
  /// A table of a later starting point stands in the folder of its year.
  std::string in_place(std::string_view name) const;
  void check_pedigree(const CsvTable& table);

  std::string directory_, shown_;
};

}  // namespace ballast
