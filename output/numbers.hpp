/// How numbers are written in files: money to the fen, persons to a millionth, ratios to twelve decimals, and always
/// the shortest decimal that reads back as the rounded value, so that the same result has the same bytes everywhere.
#pragma once

#include <string>
#include <string_view>

namespace ballast {

/// Decimals kept for a quantity in `unit` (a unit of the measure catalogue).
int decimals_kept(std::string_view unit);

/// `value` rounded half away from zero to `decimals`; −0 becomes 0; NaN stays NaN.
double rounded(double value, int decimals);

/// The rounded value as plain decimal text without exponent; "" for NaN.
std::string plain_number(double value, int decimals);

}  // namespace ballast
