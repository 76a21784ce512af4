/// Stage 1 of futures, as many side by side as the machine moves in one step. Each future's numbers are the same, bit
/// for bit, however many stand beside it.
#pragma once

#include <memory>
#include <vector>

#include "sim/engine/stage_one.hpp"
#include "sim/futures/future.hpp"

namespace ballast {

class FutureEngine {
 public:
  FutureEngine() = default;
  FutureEngine(const FutureEngine&) = delete;
  FutureEngine& operator=(const FutureEngine&) = delete;
  virtual ~FutureEngine() = default;

  /// How many futures live in one step.
  virtual int side_by_side() const = 0;
  /// Stage 1 of at most so many futures, in their order, its units shared by so many threads. Safe to ask from several
  /// threads.
  virtual Expected<std::vector<StageOne>> live(const std::vector<Future>& futures, int threads) const = 0;
};

/// The most futures that any engine moves in one step.
inline constexpr int kMostSideBySide = 8;

/// Who lives the years in which no future departs from the scenario yet: each future, or all of them once. The numbers
/// are the same, bit for bit; once takes room for what every unit has come to.
enum class CertainYears { in_each, once };

/// Who is at work on the futures of a place: so many packs at once, each by so many threads.
struct Teams {
  int packs = 1, threads = 1;
};
/// A pack a thread; where a place has so many units that the flows of a future take much room, one pack by all threads:
/// the flows in hand do not grow with them.
Teams teams_for(std::size_t units, int threads);

/// For so many futures of a scenario, which must outlive the engine: packs of eight where the machine has registers of
/// 512 bits and every team gets a pack, of four otherwise.
std::unique_ptr<FutureEngine> future_engine(const Scenario& scenario, int futures, int threads, CertainYears certain);
/// The same; certain years once where there are more futures than one pack holds, and not too many units: memory stays
/// flat.
std::unique_ptr<FutureEngine> future_engine(const Scenario& scenario, int futures, int threads);

}  // namespace ballast
