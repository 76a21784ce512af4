// Speed of the futures, in process: stage 1 of a block of four, and a small ensemble with all that belongs to it.
//   build/release/bench/ensemble_bench --benchmark_repetitions=5
#include <benchmark/benchmark.h>

#include <stdexcept>

#include "scenarios/reader/library.hpp"
#include "sim/futures/future_block.hpp"
#include "sim/studies/ensemble.hpp"

namespace ballast {
namespace {

Scenario baseline() {
  auto library = Library::open(BALLAST_ROOT, "puyang");
  if (!library) throw std::runtime_error(library.error().front().what);
  auto scenario =
      library->scenario({.case_name = "baseline", .sets = {}, .first_year = {}, .last_year = {}, .top_service = {}});
  if (!scenario) throw std::runtime_error(scenario.error().front().what);
  return std::move(*scenario);
}

std::vector<Future> four_futures(const Scenario& s) {
  std::vector<Future> futures;
  const Drawing drawing = drawing_of(s, 44);
  for (int path = 0; path < kLanes; ++path)
    futures.push_back(future_of(s, following_of(s), draw_shocks(spreads_of(s), drawing, path), {}));
  return futures;
}

void draw(benchmark::State& state) {
  const Scenario s = baseline();
  for (auto _ : state) benchmark::DoNotOptimize(four_futures(s).data());
}
BENCHMARK(draw)->Unit(benchmark::kMillisecond);

void stage_one_of_four(benchmark::State& state) {
  const Scenario s = baseline();
  const Groundwork groundwork(s, 1);
  const std::vector<Future> futures = four_futures(s);
  for (auto _ : state) benchmark::DoNotOptimize(live_futures(s, groundwork, futures));
}
BENCHMARK(stage_one_of_four)->Unit(benchmark::kMillisecond);

void ensemble(benchmark::State& state) {
  const std::vector<Scenario> cases{baseline()};
  EnsembleRequest request;
  request.paths = static_cast<int>(state.range(0)), request.threads = static_cast<int>(state.range(1));
  for (auto _ : state) benchmark::DoNotOptimize(run_ensembles(cases, request));
}
BENCHMARK(ensemble)->Args({40, 1})->Args({40, 2})->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace ballast

BENCHMARK_MAIN();
