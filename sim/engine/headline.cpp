#include "sim/engine/headline.hpp"

#include <cassert>
#include <cmath>

namespace ballast {

namespace {

/// One row of the headline: which rows of the projection it adds up.
struct Scope {
  int first_row, last_row;
};

/// Whole fen: sums of yuan would part where years or sides are alike.
Fen total(const Projection& p, Measure measure, Scope scope, Year year) {
  Fen sum;
  for (int row = scope.first_row; row <= scope.last_row; ++row) sum += fen_from_yuan(p.arising(measure, row, year));
  return sum;
}

template <class Condition>
std::optional<Year> first_year_with(const Projection& p, Condition condition) {
  for (Year year = p.first_year; year <= p.last_year; ++year)
    if (condition(year)) return year;
  return std::nullopt;
}

bool in_deficit(const Projection& p, Scope scope, Year year) {
  const Fen own = total(p, Measure::contributions, scope, year) + total(p, Measure::other_income, scope, year) +
                  total(p, Measure::interest, scope, year);
  return total(p, Measure::expenditure, scope, year) > own;
}

std::optional<Year> depletion(const Projection& p, Scope scope) {
  return first_year_with(p, [&](Year year) {
    const Fen called =
        total(p, Measure::treasury_structural, scope, year) + total(p, Measure::treasury_over, scope, year);
    return called > Fen{} &&
           total(p, Measure::fund_balance, scope, year) <= total(p, Measure::reserve_floor, scope, year);
  });
}

/// The first of the years with the largest amount. `deflated` divides each by the price index before comparing.
Peak peak(const Projection& p, Measure measure, Scope scope, bool deflated) {
  Peak best;
  for (Year year = p.first_year; year <= p.last_year; ++year) {
    const double index = deflated ? p.price_index[static_cast<std::size_t>(year - p.base_year)] : 1.0;
    const double amount = yuan(total(p, measure, scope, year)) / index;
    if (amount > best.amount) best = {amount, year};
  }
  return best;
}

std::vector<SupportRatioIn> support_ratios(const Projection& p, int row) {
  std::vector<SupportRatioIn> ratios;
  const auto add = [&](Year year) {
    const double ratio = p.at(Measure::support_ratio, row, year);
    ratios.push_back({year, std::isfinite(ratio) ? std::optional(ratio) : std::nullopt});
  };
  add(p.base_year);
  if (kQuotedYear > p.base_year && kQuotedYear < p.last_year) add(kQuotedYear);
  add(p.last_year);
  return ratios;
}

Headline headline(const Projection& p, int row) {
  const Scope scope = row == p.city_row() ? Scope{0, p.member_units() - 1} : Scope{row, row};
  return {.unit = p.units[static_cast<std::size_t>(row)],
          .first_deficit_year = first_year_with(p, [&](Year year) { return in_deficit(p, scope, year); }),
          .depletion_year = depletion(p, scope),
          .opens_in_deficit = in_deficit(p, scope, p.base_year),
          .peak_subsidy = peak(p, Measure::subsidy_total, scope, false),
          .peak_treasury = peak(p, Measure::treasury, scope, false),
          .peak_subsidy_constant = peak(p, Measure::subsidy_total, scope, true),
          .peak_treasury_constant = peak(p, Measure::treasury, scope, true),
          .support_ratio = support_ratios(p, row)};
}

}  // namespace

std::vector<Headline> headlines(const Projection& nominal) {
  assert(nominal.prices == "nominal" && "constant-price twins are computed here, once");
  std::vector<Headline> all;
  for (int row = 0; row < nominal.member_units(); ++row) all.push_back(headline(nominal, row));
  all.push_back(headline(nominal, nominal.city_row()));
  return all;
}

}  // namespace ballast
