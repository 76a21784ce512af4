/// Ensemble: many futures of one or more cases, the same shocks in every case, and what they say together.
/// Future p of a seed is the same whatever else is drawn, so more paths only add to what was there.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/measures/distribution.hpp"
#include "models/uncertainty/shocks.hpp"
#include "sim/engine/projection.hpp"
#include "sim/engine/stage_one.hpp"
#include "sim/studies/future_store.hpp"

namespace ballast {

class FutureValues;
struct StoredFutures;

/// How far an ensemble has come. `known`: how many of all its futures an earlier run finished, wherever among them;
/// they take no time.
struct EnsembleProgress {
  int done = 0, paths = 0, known = 0;
};

/// How many futures may be asked for, and the largest seed: a result file holds seeds as signed 64-bit numbers.
inline constexpr int kMostPaths = 1'000'000;
inline constexpr std::int64_t kMostSeed = std::numeric_limits<std::int64_t>::max();

struct EnsembleRequest {
  int paths = 1000;        ///< 1 … kMostPaths
  std::int64_t seed = 44;  ///< 0 … kMostSeed
  Sampling sampling = Sampling::independent;
  std::vector<Measure> measures;  ///< which every future answers; empty: the headline ones
  int threads = 0;                ///< as for parallel_for
  bool constant_prices = false;   ///< money divided by each future's own prices
  bool keep_flows = false;        ///< stage 1 of every future too, as far as stage 2 and indicators read it
  /// Futures whose stage 1 is stored, in place of drawing them: their number, seed and sampling are taken with them.
  /// The caller keeps them. Precondition: no reuse_issues.
  const StoredFutures* reuse = nullptr;
  /// Keeps what every future answers, and its flows where they are asked for, while the futures are drawn. Without it
  /// the answers are held in memory, and no flows.
  StoreMaker store{};
  /// Told after every block; false stops the ensemble with the futures finished so far.
  std::function<bool(const EnsembleProgress&)> progress;
};

/// What no ensemble can be asked: the number of futures, the seed. Planner::ensembles refuses it, whoever asks.
Issues request_issues(const EnsembleRequest& request);
/// Of a number of futures and of a seed as they were written: they may be too large for any number of the program.
Issue paths_issue(std::string_view written);
Issue seed_issue(std::string_view written);

/// How samplings are called, every one of them; with `between` between two for a sentence.
const std::vector<std::string>& sampling_names();
std::string sampling_names(std::string_view between);

/// Every future's values of one measure: for each row and year from the base year, all futures in turn.
struct Draws {
  Measure measure = Measure::contributors;
  std::vector<double> values;  ///< [row][year][path]
};

/// One measure over the futures. Tables are [row × year from the base year].
struct EnsembleMeasure {
  Measure measure = Measure::contributors;
  Eigen::ArrayXXd mean, mean_error;
  std::array<Eigen::ArrayXXd, kQuantiles> quantiles, quantile_errors;
  Eigen::ArrayXXd tail_mean, tail_error;  ///< CVaR: mean of the highest 5 %
};

/// What may happen, as shares of the futures. Rows are the units, then the whole city; years from the base year.
struct EnsembleEvents {
  Eigen::ArrayXXd depleted_by;   ///< the fund is at its floor and the treasury pays, by the year
  Eigen::ArrayXXd in_need;       ///< the unit needs money in the year: income and subsidies do not cover it
  Eigen::ArrayXXd called;        ///< the treasury is called on in the year, for a need or for a missed plan alone
  Eigen::ArrayXXd first_call;    ///< it is so for the first time
  Eigen::ArrayXXd called_units;  ///< [number of units 0 … n × year]: so many are called on in the same year
  std::vector<double> never;     ///< no call in any year, by row
  struct Errors {
    Eigen::ArrayXXd depleted_by, in_need, called, first_call, called_units;
    std::vector<double> never;
  };
  /// Standard errors of the shares above: 0 in the certain years, missing of evenly spread sets.
  Errors errors;
  std::vector<Distribution> calls;  ///< calls of all years in prices of price_year, by row [yuan]
};

/// Shares of the futures of which it is told when something has happened in so many.
inline constexpr std::array kSharesOfFutures{0.1, 0.5, 0.9};

/// The year by which something has happened in a share of the futures; none: not by the last year. `early`, `late`:
/// the same of a share one standard error less and more, as of independent futures (Woodruff 1952); none also where an
/// evenly spread set cannot tell.
struct YearBy {
  std::optional<Year> year, early, late;
};

struct Ensemble {
  Projection central;  ///< the case without departures
  int paths = 0;       ///< finished
  int asked = 0;
  std::int64_t seed = 0;
  Sampling sampling = Sampling::independent;
  Year first_uncertain_year = 0;
  bool departs = true;  ///< whether any future strays from the case in any year
  std::vector<EnsembleMeasure> measures;
  EnsembleEvents events;
  Diagnostics diagnostics;                       ///< the worst of all futures
  std::vector<Draws> draws;                      ///< of `measures`, in their order, held in memory
  std::shared_ptr<const FutureValues> values{};  ///< of `measures` and flows, where a store keeps them
  std::shared_ptr<const FutureValues> sights{};  ///< what each future saw, calls and events; where they are kept

  Pairing pairing() const;
  int years() const { return central.years(); }
  int rows() const { return central.rows(); }
  const EnsembleMeasure* find(Measure measure) const;
  /// When a share of the futures has called on the treasury. Futures are counted: sums of shares would round.
  YearBy first_call_by(int scope, double share) const;
  /// The same of a fund that is used up.
  YearBy used_up_by(int scope, double share) const;
};

/// How the futures of two ensembles hang together, each with its fellow and taken off one another: a case that does not
/// depart stands for any.
Pairing pairing(const Ensemble& a, const Ensemble& b);

/// The measures an ensemble answers where none are asked for.
const std::vector<Measure>& headline_measures();

/// The cases' ensembles, in their order. Cases that differ in rules of stage 2 alone share stage 1; with stored futures
/// stage 2 alone is computed.
Expected<std::vector<Ensemble>> run_ensembles(const std::vector<Scenario>& scenarios, const EnsembleRequest& request);

/// One case against another.
struct EnsembleDifference {
  Measure measure = Measure::contributors;
  Eigen::ArrayXXd mean, mean_error;
  std::array<Eigen::ArrayXXd, kQuantiles> quantiles, quantile_errors;
  /// How many times as many futures independent draws would need for the same error of the mean; missing where there
  /// are too few to tell, and where the differences lie so close together that rounding to the 32 bits of result files
  /// alone may have made them.
  Eigen::ArrayXXd tighter;
};

/// Whether future p of both lives through the same draws, for every p that both have: seed, sampling and the first
/// uncertain year are the same, and of Sobol sequences, whose points depend on it, the last year.
bool same_draws(const Ensemble& base, const Ensemble& other);

/// How many futures can be taken one by one: those that both have, if both hold their values; else 0. The fewer are the
/// first of the more, whatever the sampling.
int pairs(const Ensemble& base, const Ensemble& other);
inline bool paired(const Ensemble& base, const Ensemble& other) { return pairs(base, other) > 0; }

/// `other` less `base`, of the measures both answer: future by future where they are paired; else mean less mean, the
/// error that of two independent draws, quantiles missing. Precondition: the same rows and years.
std::vector<EnsembleDifference> differences(const Ensemble& base, const Ensemble& other);

/// Calls of all years in prices of price_year, `other` less `base`, future by future: by row of events. Empty where
/// events are not paired. [yuan]
std::vector<Distribution> call_differences(const Ensemble& base, const Ensemble& other);

/// Whether what single futures see is at hand of both, and of as many futures: in a run, and in files that keep it.
bool events_paired(const Ensemble& base, const Ensemble& other);

/// What may happen, `other` less `base`: shares less shares, mean calls less mean calls, tail mean less tail mean.
/// Their errors are those of pairs where events are paired, else of two independent draws. Quantiles of calls are
/// missing, and all of calls where the two are in prices of different years. `calls`: call_differences of the two.
EnsembleEvents event_differences(const Ensemble& base, const Ensemble& other, const std::vector<Distribution>& calls);

}  // namespace ballast
