#include "output/table/scale.hpp"

#include <algorithm>

namespace ballast {

MoneyIn money_in(const Projection& p, int row) {
  constexpr double kSmall = 1e9;  // yuan spent in the last published year
  const Year year = std::clamp(p.published_through, p.base_year, std::max(p.base_year, p.last_year));
  return p.at(Measure::expenditure, row, year) < kSmall ? MoneyIn::ten_thousands : MoneyIn::hundred_millions;
}

std::string_view money_unit(MoneyIn money, Lang lang) {
  return money == MoneyIn::ten_thousands ? in(lang, "万元", "10k yuan") : in(lang, "亿元", "100m yuan");
}

Scale scale_of(std::string_view unit, MoneyIn money, int decimals) {
  if (unit == "person") return {.one = 1e4};
  if (unit == "yuan" && money == MoneyIn::ten_thousands) return {.one = 1e4, .decimals = 0};
  if (unit == "yuan") return {.one = 1e8};
  if (unit == "yuan/month") return {.decimals = 0};
  return {.decimals = unit == "month" ? 1 : decimals};
}

}  // namespace ballast
