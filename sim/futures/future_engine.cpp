#include "sim/futures/future_engine.hpp"

#include "sim/engine/parallel.hpp"
#include "sim/futures/future_block.hpp"

namespace ballast {
namespace eight_lanes {

/// What future_block.hpp declares, of the files compiled for packs of eight.
std::unique_ptr<FutureEngine> future_block_engine(const Scenario& scenario, CertainYears certain, int threads);

}  // namespace eight_lanes

namespace {

/// Of more units what each has come to, 0.8 MiB, and the flows of each in every future, 50 KiB, would take much room.
constexpr std::size_t kMostUnits = 64;

}  // namespace

Teams teams_for(std::size_t units, int threads) {
  const int at_work = threads_of(threads);
  return units > kMostUnits ? Teams{1, at_work} : Teams{at_work, 1};
}

std::unique_ptr<FutureEngine> future_engine(const Scenario& s, int futures, int threads, CertainYears certain) {
  const bool enough = futures >= kMostSideBySide * teams_for(s.units.size(), threads).packs;
  if (enough && __builtin_cpu_supports("x86-64-v4")) return eight_lanes::future_block_engine(s, certain, threads);
  return four_lanes::future_block_engine(s, certain, threads);
}

std::unique_ptr<FutureEngine> future_engine(const Scenario& s, int futures, int threads) {
  const bool worth_it = futures > kMostSideBySide && s.units.size() <= kMostUnits;
  return future_engine(s, futures, threads, worth_it ? CertainYears::once : CertainYears::in_each);
}

}  // namespace ballast
