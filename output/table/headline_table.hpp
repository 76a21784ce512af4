/// The tables a planner sees on the terminal: the headline of every unit and the whole city's path, at most 100
/// columns wide, in 万人 / 亿元 (10k persons / 100m yuan), with the words that say what is illustrative.
#pragma once

#include <string>
#include <vector>

#include "output/texts.hpp"
#include "sim/engine/headline.hpp"

namespace ballast {

inline constexpr int kTableWidth = 100;
inline constexpr int kUnitWidth = 20;  ///< longer names of units are shortened

struct TableStyle {
  Lang lang = Lang::en;
  bool colour = false;           ///< bold titles and a marked notice; only on a terminal
  bool constant_prices = false;  ///< money of the projection's price year
};

/// Notice, note, headline per unit, and the path of one row (usually the whole city's).
std::string headline_table(const Projection& nominal, int unit, const TableStyle& style);

/// What the columns and the kinds of years mean; once below any number of tables of the same place and period.
std::string table_legend(const Projection& nominal, const TableStyle& style);

/// One row's path at chosen years.
std::string path_table(const Projection& nominal, int unit, const TableStyle& style);

/// What the user set besides the case, as a line; nothing where nothing was set.
std::string set_besides(const Projection& p, Lang lang);

/// Persons in 万人 and yuan in 亿元 with two decimals; — for missing.
std::string in_ten_thousands(double persons);
std::string in_hundred_millions(double yuan);

}  // namespace ballast
