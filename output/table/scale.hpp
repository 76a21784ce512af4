/// What figures are counted in and to which place: 万人, 亿元 or, of small units, 万元.
#pragma once

#include <string_view>

#include "output/texts.hpp"
#include "sim/engine/projection.hpp"

namespace ballast {

/// What a measure is counted in, and to which place.
struct Scale {
  double one = 1;  ///< of the measure's unit
  int decimals = 2;
};

/// What the money of a row is counted in: 亿元, or 万元 where in 亿元 most of it would read 0.
enum class MoneyIn { hundred_millions, ten_thousands };
MoneyIn money_in(const Projection& projection, int row);

/// 亿元 or 万元, as a reader calls it.
std::string_view money_unit(MoneyIn money, Lang lang);

/// Persons in 万人, yuan as told, yuan a month whole, months with one decimal, ratios and shares with `decimals`.
Scale scale_of(std::string_view unit, MoneyIn money = MoneyIn::hundred_millions, int decimals = 2);

}  // namespace ballast
