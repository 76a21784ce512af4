#include "output/ensemble/figures_with_errors.hpp"

#include <algorithm>
#include <cmath>

#include "output/table/figures.hpp"
#include "output/table/width.hpp"

namespace ballast {
namespace {

/// Places to which a number has two digits.
int places_of_two_digits(double number) { return 1 - static_cast<int>(std::floor(std::log10(number))); }

}  // namespace

std::string money_words(MoneyIn money, const Projection& p, Lang lang) {
  const Phrase words = p.prices == "nominal" ? Phrase::ensemble_money_nominal : Phrase::ensemble_money_constant;
  return filled(words, lang, money_unit(money, lang), p.prices);
}

Scale finer(Scale scale, double error) {
  constexpr int kMore = 2;
  const double shown = error / scale.one;
  if (!(shown > 0)) return scale;
  scale.decimals = std::clamp(places_of_two_digits(shown), scale.decimals, scale.decimals + kMore);
  return scale;
}

std::string plus_minus(double error, const Scale& scale) {
  const double shown = error / scale.one, least = std::pow(10.0, -scale.decimals);
  if (!(shown > 0) || !std::isfinite(shown)) return {};
  if (shown < least / 2) return "±<" + decimal(least, scale.decimals);
  return "±" + decimal(shown, std::clamp(places_of_two_digits(shown), 0, scale.decimals));
}

WithError with_error(double value, double error, const Scale& scale) {
  Scale known = scale;
  if (const double shown = error / scale.one; shown > 0 && std::isfinite(shown))
    known.decimals = std::clamp(places_of_two_digits(shown), 0, scale.decimals);
  return {figure(value, known), plus_minus(error, scale)};
}

std::string in_words(const WithError& of) { return of.error.empty() ? of.figure : of.figure + " " + of.error; }

std::vector<std::vector<std::string>> lined_up(const std::vector<std::vector<WithError>>& rows) {
  std::vector<int> widest;
  for (const auto& row : rows) {
    widest.resize(std::max(widest.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widest[i] = std::max(widest[i], display_width(row[i].error));
  }
  std::vector<std::vector<std::string>> texts;
  for (const auto& row : rows) {
    texts.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i)
      texts.back().push_back(widest[i] > 0 && !row[i].alone
                                 ? row[i].figure + " " + padded(row[i].error, widest[i], Align::left)
                                 : row[i].figure);
  }
  return texts;
}

std::vector<std::vector<WithError>> head_lines(std::vector<std::string> titles) {
  std::vector<std::vector<WithError>> lines;
  for (bool more = true; more;) {
    more = false;
    std::vector<WithError>& line = *lines.emplace(lines.begin());
    for (std::string& title : titles) {
      const std::size_t from = title.rfind('\n'), begin = from == std::string::npos ? 0 : from + 1;
      line.push_back({.figure = title.substr(begin), .alone = true});
      title.resize(begin > 0 ? from : 0);
      more = more || !title.empty();
    }
  }
  return lines;
}

}  // namespace ballast
