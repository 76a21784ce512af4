/// What a table of differences need not show: columns and rows in which, as shown, nothing differs.
#pragma once

#include <string>
#include <vector>

#include "output/texts.hpp"

namespace ballast {

/// Takes the columns without a difference out of a grid of heads, names and signed figures, and, where asked, the rows;
/// tells their names. A grid without any difference stays as it is.
std::vector<std::string> leave_out_alike(std::vector<std::vector<std::string>>& grid, bool rows_too);

/// "Alike, not shown: …"; nothing where nothing was left out.
std::string left_out_line(const std::vector<std::string>& names, Lang lang);

}  // namespace ballast
