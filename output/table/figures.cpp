#include "output/table/figures.hpp"

#include <fmt/format.h>

#include <cmath>

#include "output/issues/issue_text.hpp"
#include "output/numbers.hpp"

namespace ballast {

std::string bold(const std::string& line, const TableStyle& style) {
  return style.colour ? "\x1b[1m" + line + "\x1b[0m" : line;
}

std::string warning(const std::string& lines, const TableStyle& style) {
  return style.colour ? "\x1b[33m" + lines + "\x1b[0m" : lines;
}

std::string decimal(double value, int decimals) {
  return std::isfinite(value) ? fmt::format("{:.{}f}", rounded(value, decimals), decimals) : "—";
}

std::string with_sign(double value, int decimals) {
  return (rounded(value, decimals) > 0 ? "+" : "") + decimal(value, decimals);
}

std::string in_ten_thousands(double persons) { return decimal(persons / 1e4, 2); }
std::string in_hundred_millions(double yuan) { return decimal(yuan / 1e8, 2); }
std::string in_ten_thousands(Fen amount) { return decimal(yuan(amount) / 1e4, 2); }

std::string figure(double value, std::string_view unit, int decimals) {
  return figure(value, scale_of(unit, MoneyIn::hundred_millions, decimals));
}

std::string figure(double value, const Scale& scale) { return decimal(value / scale.one, scale.decimals); }

std::string figure_unit(std::string_view unit, Lang lang, MoneyIn money) {
  if (unit == "yuan") return std::string(money_unit(money, lang));
  if (unit == "person") return std::string(in(lang, "万人", "10k persons"));
  return unit == "1" ? "" : issue_text(unit, lang);
}

}  // namespace ballast
