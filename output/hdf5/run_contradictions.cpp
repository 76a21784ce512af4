#include "output/hdf5/run_contradictions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/measures/catalogue.hpp"

namespace ballast::hdf5 {

namespace {

using Table = Eigen::ArrayXXd;
using enum Measure;

/// Of what two numbers may part by: sums in another order, prices taken off and put on again.
constexpr double kRounding = 1e-9, kLeast = 0.005;  // half a fen

class Held {
 public:
  explicit Held(const Projection& run) : run_(run) {}

  const Table& of(Measure measure) const { return run_.measures[static_cast<std::size_t>(measure)]; }

  /// A measure is what its formula gives, row by row and year by year from the first projected one on.
  void is(Measure measure, const Table& formula) {
    const Eigen::Index from = run_.first_year - run_.base_year;
    for (Eigen::Index year = from; year < formula.cols(); ++year)
      for (Eigen::Index row = 0; row < formula.rows(); ++row)
        if (parted(of(measure)(row, year), formula(row, year)))
          return say(measure, row, year, fmt::format("not {}", ballast::row(measure).formula));
  }
  /// The whole city is the sum of its rows, the pool's account among them.
  void adds_up(Measure measure) {
    const Table& all = of(measure);
    const Eigen::Index city = run_.city_row();
    for (Eigen::Index year = 0; year < all.cols(); ++year) {
      const auto parts = all.col(year).head(city);
      const double sum = parts.isFinite().select(parts, 0.0).sum();
      if (parts.isFinite().any() && parted(all(city, year), sum))
        return say(measure, city, year, "not the sum of its rows");
    }
  }
  /// Heads are none or more, and nothing is endless.
  void is_a_number(Measure measure) {
    const Table& all = of(measure);
    const bool heads = ballast::row(measure).unit == "person";
    for (Eigen::Index year = 0; year < all.cols(); ++year)
      for (Eigen::Index row = 0; row < all.rows(); ++row) {
        if (std::isinf(all(row, year))) return say(measure, row, year, "an infinite number");
        if (heads && all(row, year) < 0) return say(measure, row, year, "fewer than nobody");
      }
  }
  std::vector<Contradiction> found;

 private:
  static bool parted(double told, double formula) {
    if (!std::isfinite(told) || !std::isfinite(formula)) return false;
    return std::abs(told - formula) > kLeast + kRounding * std::max(std::abs(told), std::abs(formula));
  }
  void say(Measure measure, Eigen::Index row, Eigen::Index year, const std::string& what) {
    found.push_back(
        {std::string(ballast::row(measure).key), fmt::format("{} {}: {}", run_.units[static_cast<std::size_t>(row)].zh,
                                                             run_.base_year + static_cast<Year>(year), what)});
  }
  const Projection& run_;
};

/// The values of the year before; nothing is known before the first.
Table year_before(const Table& all) {
  Table before = Table::Constant(all.rows(), all.cols(), std::numeric_limits<double>::quiet_NaN());
  before.rightCols(all.cols() - 1) = all.leftCols(all.cols() - 1);
  return before;
}

void hold_heads(Held& run) {
  run.is(contributors, run.of(payers) + run.of(suspended));
  run.is(retirees, run.of(contributors) / run.of(support_ratio));
  run.is(contributors, run.of(retirees) / run.of(dependency_ratio));
  run.is(payers, run.of(paying_share) * run.of(contributors));
}

void hold_money(Held& run) {
  run.is(fund_balance, run.of(payable_months) * run.of(expenditure) / 12.0);
  run.is(need, run.of(gap_short) + run.of(gap_over) + run.of(gap_structural));
  run.is(subsidy_total,
         run.of(subsidy_share_of_gap) + run.of(subsidy_fixed) + run.of(subsidy_adjustment) + run.of(subsidy_special));
  run.is(treasury_of_year, run.of(treasury_short) + run.of(treasury_over) + run.of(treasury_structural));
  run.is(treasury, run.of(treasury_on_time) + run.of(withheld) + run.of(receivable));
}

/// What goes from one year into the next, in the money that was booked.
void hold_years(Held& run) {
  run.is(current_balance, run.of(fund_balance) - year_before(run.of(fund_balance)));
  run.is(treasury, run.of(treasury_of_year) + year_before(run.of(receivable)));
}

}  // namespace

std::vector<Contradiction> run_contradictions(const Projection& run) {
  const Projection booked = in_nominal_prices(run);
  Held held(booked);
  for (const MeasureRow& measure : kMeasureCatalogue) {
    held.is_a_number(measure.id);
    const bool cancels = measure.id == income;  // what passes between units and the pool is no income of the city
    if (measure.aggregation == Aggregation::sum && !cancels) held.adds_up(measure.id);
  }
  if (!held.found.empty()) return std::move(held.found);
  hold_heads(held), hold_money(held), hold_years(held);
  return std::move(held.found);
}

}  // namespace ballast::hdf5
