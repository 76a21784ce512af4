/// A small made-up projection for the tests of the output floor: two units, pool and city, 2015 … 2040 or later. Its
/// numbers are simple functions of the row and the year, so that a test can say what must stand in a file without
/// reading it first.
#pragma once

#include <limits>

#include "sim/engine/projection.hpp"

namespace ballast::synthetic {

inline constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// The value the fixture puts into a measure: distinct for every measure, row and year.
inline double value(int measure, int row, int column) { return 1000.0 * measure + 100.0 * row + column + 0.125; }

inline Projection projection(Year last_year = 2040) {
  Projection p{
      .case_key = "baseline",
      .title = {"基准方案", "Baseline"},
      .note = {"沿用2016年办法", "2016 rules continued"},
      .place = "puyang",
      .place_name = {"濮阳市", "Puyang"},
      .illustrative = true,
      .notice = {"部分数据为估计", "partly estimated"},
      .base_year = 2015,
      .first_year = 2016,
      .last_year = last_year,
      .published_through = 2025,
      .price_year = 2025,
      .units = {{"范县", "Fanxian"}, {"台前县", "Taiqian"}, {"市级统筹", "City pool"}, {"全市", "Whole city"}},
      .price_index = {},
      .prices = "nominal",
      .measures = {},
      .flows = {},
      .ledger =
          {.accounts = {"contributors", "fund/范县", "pensioners"},
           .clauses = {"", "44-3.6"},
           .lines = {"contributions", "pensions"},
           .rows = {{.year = 2016, .unit = 0, .debit = 1, .credit = 0, .amount = Fen{12345}, .clause = 1, .line = 0},
                    {.year = 2016,
                     .unit = 0,
                     .debit = 2,
                     .credit = 1,
                     .amount = Fen{9876543210123},
                     .clause = 0,
                     .line = 1}}},
      .diagnostics = {1e-11, 2e-7, 3e-6, Fen{0}, 12.5},
      .inputs = {{"contribution.unit_rate", "0.193333"}, {"说明", "文本, \"引号\""}},
      .asked = {"baseline", {"contribution.collection_rate=0.9", "population.mortality[范县]=1.1"}, 2016, 2040, {}},
      .texts = {{"scenarios/cases/baseline.toml", std::make_shared<const std::string>("title = \"基准\"\n")}},
      .provenance = {"0.1.0", "", "GCC 12", "x86-64-v3"}};
  for (int i = 0; i < p.years(); ++i) p.price_index.push_back(1.0 + 0.02 * (i - 10));
  for (int m = 0; m < kMeasures; ++m) {
    Eigen::ArrayXXd table(p.rows(), p.years());
    for (int row = 0; row < p.rows(); ++row)
      for (int i = 0; i < p.years(); ++i) table(row, i) = value(m, row, i);
    p.measures.push_back(table);
  }
  p.measures[static_cast<std::size_t>(Measure::payable_months)](0, 0) = kNaN;
  p.flows.assign(kFlows, Eigen::ArrayXXd::Constant(p.rows(), p.years(), 7.5));
  return p;
}

/// Sets one measure of one row to `amount` in `year`.
inline void set(Projection& p, Measure measure, int row, std::pair<Year, double> year_and_amount) {
  p.measures[static_cast<std::size_t>(measure)](row, year_and_amount.first - p.base_year) = year_and_amount.second;
}

/// Fills one measure of every row with the same number in all years.
inline void fill(Projection& p, Measure measure, double amount) {
  p.measures[static_cast<std::size_t>(measure)].setConstant(amount);
}

}  // namespace ballast::synthetic
