/// The same mistake in row after row, told once.
#pragma once

#include "models/base/expected.hpp"

namespace ballast {

/// Of issues that say the same of several lines of a file the first stays, with the number of the rows and their lines;
/// so it does of many numbers of one column that are wrong in one way, whatever they are.
Issues told_once(Issues issues);

}  // namespace ballast
