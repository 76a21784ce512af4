/// One year of the whole city, and what it carries to the next (44-2.1 … 44-2.15).
///   plan → budget gap → subsidies for each unit; then gap by cause → waterfall → withholding → advance → close for all
#pragma once

#include <vector>

#include "sim/engine/fiscal_unit.hpp"

namespace ballast {

/// What the whole city carries from year to year.
struct CityState {
  std::vector<UnitState> units;
  Fen pool{};
};

CityState opening_city(const FiscalInput& in);
/// Year `y` (index).
FiscalYear city_year(const FiscalInput& in, int y, const CityState& before);
CityState next_city(const FiscalInput& in, int y, const CityState& before, const FiscalYear& year);

}  // namespace ballast
