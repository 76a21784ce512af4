/// Back-test: the past run again from an earlier year, and how far it was off.
///
///   Y1 error e_t = x̂_t / x_t − 1,   MAPE = mean |e_t|,   bias = mean e_t
///
/// x̂ projected, x published [unit of the measure], over the years published between the first and the last. Two runs:
///   Y2 frozen    behaviour (entry, paying, collection, bases) stays what it was in the first projected year;
///   Y3 coverage  the same, but each year's entry is scaled until the scheme's participants (insured and retired,
///             参保人数) are the published ones: coverage is given, who of them is retired is not.
/// Wages, prices, rates, increases and mortality of those years are given in both: published, not forecast.
#pragma once

#include <optional>
#include <vector>

#include "models/base/label.hpp"
#include "scenarios/reader/observed.hpp"
#include "sim/studies/trial.hpp"

namespace ballast {

enum class Given { frozen, coverage };

/// One published figure and what the run says.
struct BacktestPoint {
  Year year = 0;
  double projected = 0, published = 0;
  Status status = Status::estimated;
  double error() const { return projected / published - 1; }
};

/// One measure of one run, of the whole place or of one unit.
struct BacktestScore {
  Given given = Given::frozen;
  Measure measure = Measure::contributors;
  std::optional<Label> unit;  ///< none: the whole place
  std::vector<BacktestPoint> points;
  double mape() const;
  double bias() const;
  const BacktestPoint& worst() const;
  /// `years` years after the opening, where published.
  const BacktestPoint* ahead(Year base_year, int years) const;
};

struct Backtest {
  Label place_name, notice;
  std::string place, case_key;
  /// As asked; observed: the table of published years, empty: the place's own.
  std::string case_name, asked_place, observed;
  std::vector<std::string> sets;  ///< besides the case, as asked
  bool illustrative = true;
  Year base_year = 0, first_year = 0, last_year = 0;
  std::vector<BacktestScore> scores;  ///< frozen then coverage, of each first the whole place; measures as catalogued
  std::vector<double> entry;          ///< multiplier of entry by year from first_year, coverage given; empty: not given
  std::vector<Year> unmet;            ///< years whose published participants no entry within its bounds reaches
};

struct BacktestRequest {
  Year first_year = 0, last_year = 0;
  std::vector<Observation> observed;
  std::vector<Change> frozen;  ///< what keeps behaviour as it was
  double most_entry = 10;      ///< largest factor on entry that keeps every share of a stream in its bounds
};

/// Fails where a trial fails or nothing is published for the years.
Expected<Backtest> backtest(const BacktestRequest& request, const Trial& trial);

}  // namespace ballast
