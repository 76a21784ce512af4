/// A table in which lines of the same figures stand once.
#pragma once

#include <string>
#include <vector>

#include "output/texts.hpp"

namespace ballast {

/// The table, head first, names in the first column: a line whose figures are those of an earlier one is left out, and
/// below the table it is said of which.
std::string folded(std::vector<std::vector<std::string>> rows, Lang lang);

}  // namespace ballast
