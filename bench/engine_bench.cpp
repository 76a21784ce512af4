// Speed of the two stages, in process, on one core: the deterministic run of the shipped place to 2075.
//   build/release/bench/engine_bench --benchmark_repetitions=5
// Ages and money are those of the shipped tables; only ratios within one run mean anything on a shared machine.
#include <benchmark/benchmark.h>

#include <stdexcept>

#include "scenarios/reader/library.hpp"
#include "sim/engine/fiscal.hpp"
#include "sim/engine/fiscal_input.hpp"
#include "sim/engine/stage_one.hpp"

namespace ballast {
namespace {

constexpr int kFullService = 50;  // 51 buckets: every year of service told apart

Scenario baseline(std::optional<int> top_service) {
  auto library = Library::open(BALLAST_ROOT, "puyang");
  if (!library) throw std::runtime_error(library.error().front().what);
  auto scenario = library->scenario(
      {.case_name = "baseline", .sets = {}, .first_year = {}, .last_year = {}, .top_service = top_service});
  if (!scenario) throw std::runtime_error(scenario.error().front().what);
  return std::move(*scenario);
}

void stage_one(benchmark::State& state, std::optional<int> top_service) {
  const Scenario scenario = baseline(top_service);
  for (auto _ : state) benchmark::DoNotOptimize(run_membership(scenario, 1));
}
BENCHMARK_CAPTURE(stage_one, legal_minimum_buckets, std::nullopt)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(stage_one, fifty_one_buckets, kFullService)->Unit(benchmark::kMillisecond);

void groundwork(benchmark::State& state) {
  const Scenario scenario = baseline(std::nullopt);
  for (auto _ : state) benchmark::DoNotOptimize(Groundwork(scenario, 1).population().data());
}
BENCHMARK(groundwork)->Unit(benchmark::kMillisecond);

void stage_two(benchmark::State& state) {
  const Scenario scenario = baseline(std::nullopt);
  const auto stage = run_membership(scenario, 1);
  const FiscalInput input = fiscal_input(scenario, stage->flows);
  for (auto _ : state) benchmark::DoNotOptimize(audited_years(input));
}
BENCHMARK(stage_two)->Unit(benchmark::kMillisecond);

void stage_two_years_alone(benchmark::State& state) {
  const Scenario scenario = baseline(std::nullopt);
  const auto stage = run_membership(scenario, 1);
  const FiscalInput input = fiscal_input(scenario, stage->flows);
  for (auto _ : state) benchmark::DoNotOptimize(fiscal_years(input));
}
BENCHMARK(stage_two_years_alone)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace ballast

BENCHMARK_MAIN();
