/// Flows of stage 1 of every future, taken from an earlier ensemble instead of computed (ballast ensemble
/// --reuse-flows): stage 2 on them is the full ensemble, bit for bit. Futures that another place, horizon, input of
/// stage 1 or spread made are refused.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/engine/stored_flows.hpp"
#include "sim/futures/spreads.hpp"
#include "sim/studies/ensemble.hpp"

namespace ballast {

/// Stage 1 of futures, one by one, wherever it lies; from any thread.
class FutureFlows {
 public:
  FutureFlows() = default;
  FutureFlows(const FutureFlows&) = delete;
  FutureFlows& operator=(const FutureFlows&) = delete;
  virtual ~FutureFlows() = default;
  /// Told before any is asked for: how many threads ask at a time, each for a block of futures side by side.
  virtual void expect(int /*threads*/) const {}
  /// StoreError when it cannot be read.
  virtual std::shared_ptr<const StageOne> of(int path) const = 0;
};

/// What an ensemble's file says of its futures.
struct StoredFutures {
  StoredFlows central;  ///< of the central run
  std::int64_t seed = 0;
  Sampling sampling = Sampling::independent;
  int paths = 0;
  Year first_uncertain_year = 0;             ///< from it on they stray
  SpreadValues spreads{};                    ///< as far as these say
  std::string seal{};                        ///< of the file they lie in
  std::shared_ptr<const FutureFlows> flows;  ///< flows that nothing reads are 0
};

/// Why the futures are not those of every scenario; empty when they are.
Issues reuse_issues(const StoredFutures& stored, const std::vector<Scenario>& scenarios);

}  // namespace ballast
