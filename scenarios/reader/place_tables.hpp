/// The tables of a place, each once: what it holds, its columns with unit and example. The reader, `data check`, the
/// empty templates and docs/data.md go by this catalogue.
#pragma once

#include <string_view>
#include <vector>

namespace ballast {

struct TableColumn {
  std::string_view key{}, zh{}, en{}, unit{}, example{};
};

/// status and source, which every row of every table has last.
inline constexpr std::string_view kStatusColumn = "status", kSourceColumn = "source";

struct PlaceTable {
  enum class Stands { once, at_each_opening };  ///< a later starting point has its own copy, in a folder of its year
  enum class Need { always, with_scheme, optional };

  std::string_view file{}, zh{}, en{};
  Stands stands = Stands::once;
  Need need = Need::always;
  std::size_t keys = 0;                ///< the first so many columns name a row, no two alike; 0: rows have no names
  std::vector<TableColumn> columns{};  ///< without status and source
  std::size_t may_lack = 0;            ///< the last so many columns may be missing
};

/// In the order in which a bureau would fill them; sources.csv, which has no status, is the first.
const std::vector<PlaceTable>& place_tables();
/// Precondition: `file` is one of them.
const PlaceTable& place_table(std::string_view file);

}  // namespace ballast
