/// A place as read from its tables: the parts of a Scenario that no case changes, and its dated parameters.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/base/expected.hpp"
#include "scenarios/scenario.hpp"

namespace ballast {

struct Place {
  Scenario base;                                 ///< place fields, demography, openings; knobs empty
  std::map<Knob, std::vector<Timeline>> values;  ///< by unit; layered over the law
  std::string shown;                             ///< its folder, as messages call it
  std::vector<std::string> unit_names;
  std::vector<Year> base_years;  ///< of all starting points, the first one first
  Year first_base_year = 0;
  Issues wrong_opening;      ///< the place was asked for a year it does not open in, and is read as it first opens
  Issues remarks;            ///< what need not be wrong, and is worth a look
  bool all_measured = true;  ///< every row up to the base year is; later ones are projections in any case
};

/// Reads `directory` at the starting point before `first_year` (none: the first one); files are shown as
/// `shown_directory/…` in messages.
Expected<Place> read_place(const std::string& directory, const std::string& shown_directory,
                           std::optional<Year> first_year = {});

/// Retirees of a unit, and what they draw a year [yuan].
struct Drawn {
  double heads = 0, pensions = 0;
};
Drawn drawn_pensions(const BaseTables& opening);

/// Members of a unit, all categories and ages together [persons].
double insured_members(const BaseTables& opening);

inline constexpr const char* kFolderOfAPlace = "a folder with the tables of a place";
/// A file named where such a folder is wanted.
Issue file_for_a_folder(const std::string& shown);
/// A folder that this user may not read.
Issue folder_not_read(const std::string& shown);

// The parts, one reader a subject. Each adds its issues and returns nothing half-checked to a run: the whole place is
// refused when any issue stands.
class PlaceReader;
void read_place_file(PlaceReader& reader);
void read_demography(PlaceReader& reader);
void read_catchment(PlaceReader& reader);
void read_scheme(PlaceReader& reader);
void read_money(PlaceReader& reader);
void check_kappa(PlaceReader& reader);
void check_agreement(PlaceReader& reader);
void check_totals(PlaceReader& reader);

}  // namespace ballast
