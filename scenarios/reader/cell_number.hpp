/// Numbers as the cells of tables hold them, and what to write where a cell holds none.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ballast {

/// A number, or one with commas between groups of three digits, as spreadsheets show it: 1,050.5.
std::optional<double> number_in(std::string_view cell);

/// A number with an exponent, 5.66E+08: a narrow column of a spreadsheet has left digits out. Small rates are written
/// so (7.2E-05) and meant.
bool is_shortened(std::string_view cell);

/// The number that is meant with marks round it or in full width: 98%, ¥1,234, 2024年, １２, "0.5", 0,441.
std::optional<double> number_meant(std::string_view cell);

/// What to do about a cell that is taken for no number; empty when that says it all. `amount`: of money or persons,
/// which may be 0.
std::string number_remedy(std::string_view cell, bool amount);

}  // namespace ballast
