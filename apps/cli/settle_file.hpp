/// The file of `ballast settle`: the actual figures of one year, as JSON or as a table (CSV) a bureau can keep in its
/// spreadsheet. Money in yuan, shares as fractions. Every issue of the file is reported at once, with its place.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "apps/cli/located_json.hpp"
#include "models/base/expected.hpp"
#include "output/notice.hpp"
#include "scenarios/knobs.hpp"
#include "sim/planner.hpp"

namespace ballast::cli {

/// A figure as it stands in the file.
struct Stated {
  std::string heading;  ///< the word that the file has for it
  TextPlace at{};
  double value = 0.0;
};

/// What the file says; rules not named are left to the law of the year.
struct SettleFile {
  std::string path;
  Year year = 0;
  std::vector<std::string> units;
  std::vector<UnitClaim> claims;
  std::vector<std::map<std::string_view, Stated>> given;  ///< by unit and key, its figures that stand in the file
  std::optional<Fen> available;                           ///< the pool's money before subsidies; none: no limit
  std::vector<std::pair<Knob, std::variant<double, std::string>>> rules;
  Notice notice{};  ///< of a table that calls itself illustrative
};

/// What else says figures of the units: what happened in the year must then stand in the file, the rest may be left
/// out.
enum class Beside { nothing, approved_budget };

/// `year` as asked on the command line; it stands in the file when that is JSON.
Expected<SettleFile> read_settle_file(const std::string& path, std::optional<Year> year,
                                      Beside beside = Beside::nothing);

/// The same from a text; `path` is how messages call it, and its ending says whether it is a table.
Expected<SettleFile> settle_file_from(const std::string& path, const std::string& text, std::optional<Year> year,
                                      Beside beside = Beside::nothing);

/// `--set fiscal.short_rule=…` for tables, which have no place for rules.
void add_rules(const std::vector<std::string>& sets, SettleFile& file, Issues& issues);

}  // namespace ballast::cli
