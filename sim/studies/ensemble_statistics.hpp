/// What is taken from each future of an ensemble, and what all of them say together.
#pragma once

#include <vector>

#include "sim/studies/ensemble.hpp"

namespace ballast {

/// Values of the futures while they are drawn: each future writes its own slots, so their order does not matter.
class FutureTally {
 public:
  FutureTally(const Projection& central, const std::vector<Measure>& measures, const EnsembleRequest& request);

  /// One future's answers; `prices` is its price index by year from the base year.
  void take(int path, const std::vector<Eigen::ArrayXXd>& measures, const std::vector<double>& prices,
            const std::vector<MembershipAudit>& audits);

  /// Statistics of the first `paths` futures into the ensemble; the draws go along.
  void close(int paths, int threads, Ensemble& ensemble);

 private:
  std::size_t slots() const { return static_cast<std::size_t>(rows_ * years_); }
  void take_events(std::size_t path, const std::vector<Eigen::ArrayXXd>& measures, const std::vector<double>& prices);
  void close_events(int paths, Pairing pairing, EnsembleEvents& events) const;

  int rows_, years_, units_, paths_;
  bool constant_prices_;
  std::vector<Draws> draws_;
  // by future: [row: units, whole city][year]
  std::vector<std::vector<char>> called_;
  std::vector<std::vector<int>> depleted_;  ///< [row] year index, −1 never
  std::vector<std::vector<double>> calls_;  ///< [row] yuan in constant prices
  std::vector<Diagnostics> diagnostics_;
};

}  // namespace ballast
