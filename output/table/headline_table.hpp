/// The tables a planner sees on the terminal: the headline of every unit and the whole city's path, at most 100
/// columns wide, in 万人 / 亿元 (10k persons / 100m yuan; the years of a small unit in 万元), with the words that say
/// what is illustrative.
#pragma once

#include <string>
#include <vector>

#include "output/table/figures.hpp"
#include "sim/engine/headline.hpp"

namespace ballast {

/// Notice, note, headline per unit, and the path of one row (usually the whole city's).
std::string headline_table(const Projection& nominal, int unit, const TableStyle& style);

/// What the columns and the kinds of years mean; once below any number of tables of the same place and period.
std::string table_legend(const Projection& nominal, const TableStyle& style);

/// One row's path at chosen years.
std::string path_table(const Projection& nominal, int unit, const TableStyle& style);

}  // namespace ballast
