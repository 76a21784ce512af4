/// How a table shows figures and itself: 万人 and 亿元 (10k persons, 100m yuan), months and shares, at most so wide.
#pragma once

#include <string>
#include <string_view>

#include "models/base/quantity.hpp"
#include "output/table/scale.hpp"
#include "output/texts.hpp"

namespace ballast {

inline constexpr int kTableWidth = 100;
inline constexpr int kUnitWidth = 20;  ///< narrower no column of names becomes, however long its names

struct TableStyle {
  Lang lang = Lang::en;
  bool colour = false;           ///< bold titles and a marked notice; only on a terminal
  bool constant_prices = false;  ///< money of the projection's price year
};

/// A title, and what must not be overlooked.
std::string bold(const std::string& line, const TableStyle& style);
std::string warning(const std::string& lines, const TableStyle& style);

/// — for missing; no minus before a nought.
std::string decimal(double value, int decimals);
/// The same of a difference: a plus before what is more, nothing before a nought.
std::string with_sign(double value, int decimals);

/// Persons in 万人, yuan in 亿元, an amount of a settlement or a budget in 万元, with two decimals.
std::string in_ten_thousands(double persons);
std::string in_hundred_millions(double yuan);
std::string in_ten_thousands(Fen amount);

/// A value of a measure in `unit`: persons in 万人, yuan in 亿元, yuan a month whole, months with one decimal,
/// ratios and shares with `decimals`.
std::string figure(double value, std::string_view unit, int decimals = 2);
std::string figure(double value, const Scale& scale);

/// What `figure` counts in; nothing for ratios and shares.
std::string figure_unit(std::string_view unit, Lang lang, MoneyIn money = MoneyIn::hundred_millions);

}  // namespace ballast
