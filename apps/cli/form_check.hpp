/// What the figures of a filled form must be to make a budget (44-2.2, 44-2.5), each mistake at its cell.
#pragma once

#include "apps/cli/form_file.hpp"

namespace ballast::cli {

/// Each figure by itself: amounts below zero, lines of another level, shares above one.
Issues figure_issues(const FormFile& file);

/// Figures against each other: subsidies that are not their kinds, balances used that nobody has, what passes between
/// units and pool. Of no use while a figure is missing.
Issues relation_issues(const FormFile& file);

}  // namespace ballast::cli
