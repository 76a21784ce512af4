/// What is taken from each future of an ensemble, and what all of them say together.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "sim/studies/ensemble.hpp"
#include "sim/studies/future_values.hpp"

namespace ballast {

/// A future's table of a measure, [row × year from the base year].
using TableOf = std::function<const Eigen::ArrayXXd&(Measure)>;

/// Takes numbers from the futures of one case as they are drawn, in any order, and tells what they say together when
/// all are there: series by series, so that no more than a few are in memory at once.
class FutureTally {
 public:
  /// `values` is to be filled with what its layout says.
  FutureTally(std::shared_ptr<FutureValues> values, bool constant_prices)
      : values_(std::move(values)), constant_prices_(constant_prices) {}

  /// Whether an earlier run has this future.
  bool has(int path) const { return values_->has(path); }

  /// One future's answers; `prices` is its price index by year from the base year. Issues when they cannot be kept.
  Issues take(int path, const TableOf& measures, const std::vector<double>& prices, const StageOne& stage);

  /// Statistics of the first `paths` futures, which part in year `part`, into the ensemble; the values go along.
  /// StoreError.
  Issues close(int paths, int threads, Year part, Ensemble& ensemble);

 private:
  std::shared_ptr<FutureValues> values_;
  bool constant_prices_;
};

}  // namespace ballast
