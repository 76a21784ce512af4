/// Two cases of the same place side by side: what the second changes against the first.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "output/texts.hpp"
#include "sim/engine/headline.hpp"

namespace ballast {

/// How the differences are laid out.
enum class CompareBy {
  unit,    ///< every unit, or the one asked for: money of all projected years together, balance at the end
  year,    ///< one unit: money of every projected year
  measure  ///< one unit: every measure in the year in which it differs most
};

struct Difference {
  std::string case_key, unit;
  std::optional<Year> year;  ///< missing: all projected years together
  Measure measure = Measure::contributions;
  double base = 0.0, value = 0.0;  ///< of the first case; of this case
  double difference() const { return value - base; }
};

struct CompareRequest {
  CompareBy by = CompareBy::unit;
  int unit = -1;  ///< row of one unit; −1: every unit, or the whole city where only one is shown
  bool constant_prices = false;
};

/// What `other` changes against `base`. Both must share units and years (comparable).
std::vector<Difference> differences(const Projection& base, const Projection& other, const CompareRequest& request);

bool same_units(const Projection& a, const Projection& b);
/// The same base year and the same years that follow it.
bool same_years(const Projection& a, const Projection& b);
/// The same units and years.
bool comparable(const Projection& a, const Projection& b);
/// The value that differs first: of the earliest year, there of the first measure and unit. None: every value is the
/// same.
std::optional<Difference> first_difference(const Projection& a, const Projection& b);
/// Not one value differs, of any measure, unit and year.
bool same_values(const Projection& a, const Projection& b);
/// Where values of `other` are those of `base` but for the rounding of another price year and back (1e-12 of the larger
/// one), they become them.
Projection without_rounding(const Projection& base, Projection other);

std::string comparison_table(const Projection& base, const std::vector<Projection>& others,
                             const CompareRequest& request, Lang lang);
std::string comparison_document(const Projection& base, const std::vector<Projection>& others,
                                const CompareRequest& request);

std::string_view key(CompareBy by);

}  // namespace ballast
