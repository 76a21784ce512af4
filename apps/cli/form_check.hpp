/// What the figures of a filled form must be to make a budget (44-2.2, 44-2.5), each mistake at its cell.
#pragma once

#include "apps/cli/form_file.hpp"

namespace ballast::cli {

/// Amounts below zero, subsidies that are not their kinds, balances used that nobody has, lines of another level, what
/// passes between units and pool, shares above one.
Issues form_issues(const FormFile& file);

}  // namespace ballast::cli
