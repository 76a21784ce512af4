#include "output/table/lacks.hpp"

#include <fmt/ranges.h>

#include "output/table/figures.hpp"

namespace ballast {
namespace {

/// The units that lack something in some year, each with the first; of many the first six.
std::vector<std::string> who_lacks(const Projection& p, int first, int last, Measure lacking, Lang lang) {
  constexpr std::size_t kMostNamed = 6;
  std::vector<std::string> who;
  for (int unit = first; unit < last; ++unit) {
    Year year = p.first_year;
    while (year <= p.last_year && !(p.at(lacking, unit, year) > 0)) ++year;
    if (year <= p.last_year)
      who.push_back(filled(Phrase::first_in, lang, in(p.units[static_cast<std::size_t>(unit)], lang), year));
  }
  if (who.size() > kMostNamed + 1) {
    const std::size_t others = who.size() - kMostNamed;
    who.resize(kMostNamed);
    who.push_back(filled(Phrase::and_others, lang, others));
  }
  return who;
}

Year most_lacking(const Projection& p, int row, Measure lacking) {
  Year most = p.first_year;
  for (Year year = p.first_year; year <= p.last_year; ++year)
    if (p.at(lacking, row, year) > p.at(lacking, row, most)) most = year;
  return most;
}

}  // namespace

bool budgets_balance(const Projection& p) {
  const Eigen::ArrayXXd &gap = p.measures[static_cast<std::size_t>(Measure::ex_ante_gap)],
                        &lacking = p.measures[static_cast<std::size_t>(Measure::budget_lacking)];
  return (gap > 0).any() && (lacking == 0).any() && !(lacking > 0).any();
}

std::vector<std::string> lacks(const Projection& p, int row, Lang lang) {
  const bool alone = row < p.member_units();
  std::vector<std::string> all;
  const auto say = [&](Measure lacking, Phrase said) {
    const std::vector<std::string> who =
        who_lacks(p, alone ? row : 0, alone ? row + 1 : p.member_units(), lacking, lang);
    if (who.empty()) return;
    const int shown = alone ? row : p.city_row();
    const Year most = most_lacking(p, shown, lacking);
    const MoneyIn money = money_in(p, shown);
    all.push_back(filled(said, lang, fmt::join(who, in(lang, "、", ", ")), most,
                         figure(p.at(lacking, shown, most), scale_of("yuan", money)), money_unit(money, lang)));
  };
  say(Measure::budget_lacking, Phrase::budget_lacks);
  say(Measure::benefit_arrears, Phrase::pensions_unpaid);
  return all;
}

}  // namespace ballast
