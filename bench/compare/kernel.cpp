// How near the kernel comes to what the machine can do: futures of the shipped place on one core, packs of four and of
// eight, the kernel's functions timed and their operations counted, beside the machine's own limits, in one run. A
// line of JSON.
//   compare_kernel DATA PLACE CASE LAST_YEAR LOOKS
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "bench/compare/look.hpp"
#include "bench/compare/machine.hpp"
#include "scenarios/reader/library.hpp"

extern "C" {
ballast::PackOperations ballast_pack_operations{};
extern const ballast::KernelTable ballast_kernel_counted;
}

namespace ballast {
namespace eight_lanes {

/// What look.hpp declares, compiled for packs of eight.
Look look_at_best(const Scenario& scenario, int looks);

}  // namespace eight_lanes
namespace {

std::string told(const PackOperations& of) {
  return fmt::format(R"({{"additions":{},"products":{},"quotients":{},"extremes":{},"choices":{}}})", of.additions,
                     of.products, of.quotients, of.extremes, of.choices);
}
std::string told(const Look& of, int lanes) {
  return fmt::format(R"({{"lanes":{},"stage":{},"member":{},"other":{}}})", lanes, of.stage_seconds, of.member_seconds,
                     of.other_seconds);
}

/// One class's limits at each level of memory.
std::string limits(const Machine& of) {
  constexpr long kLevel1 = 1L << 11, kLevel2 = 1L << 16, kLevel3 = 1L << 20, kMemory = 1L << 24;  // doubles
  auto* numbers = static_cast<double*>(std::aligned_alloc(64, kMemory * sizeof(double)));
  std::fill_n(numbers, kMemory, 1.0);
  std::string levels;
  for (const auto& [name, doubles] :
       {std::pair{"level1", kLevel1}, {"level2", kLevel2}, {"level3", kLevel3}, {"memory", kMemory}})
    levels += fmt::format(R"(,"{0}_read":{1},"{0}_update":{2})", name, of.read(numbers, doubles),
                          of.update(numbers, doubles));
  std::free(numbers);
  return fmt::format(R"({{"product_and_sum":{},"fused":{}{}}})", of.product_and_sum(), of.fused(), levels);
}

/// The kernel in both widths, and what the machine can do in them.
std::string told(const Scenario& scenario, int looks) {
  const bool v3 = __builtin_cpu_supports("x86-64-v3"), v4 = __builtin_cpu_supports("x86-64-v4");
  const Look counted = look_at(scenario, ballast_kernel_counted, 1);
  return fmt::format(
      R"({{"years":{},"cells":{},"cell_bytes":{},"member_operations":{},"other_operations":{},"class":"{}","four":{},"eight":{},"machine":{{"v3":{},"v4":{}}}}})",
      scenario.last_year - scenario.base_year, counted.cells, sizeof(CellOf<Record<double>>),
      told(counted.member_operations), told(counted.other_operations), best_kernel().name,
      told(look_at_best(scenario, looks), 4), v4 ? told(eight_lanes::look_at_best(scenario, looks), 8) : "null",
      v3 ? limits(ballast_machine_v3) : "null", v4 ? limits(ballast_machine_v4) : "null");
}

}  // namespace
}  // namespace ballast

int main(int count, char** words) {
  using namespace ballast;
  if (count != 6) {
    std::cerr << "compare_kernel DATA PLACE CASE LAST_YEAR LOOKS\n";
    return 64;
  }
  const auto library = Library::open(words[1], words[2]);
  if (!library) return std::cerr << library.error().front().what << "\n", 66;
  auto scenario =
      library->scenario({.case_name = words[3], .sets = {}, .first_year = {}, .last_year = std::stoi(words[4])});
  if (!scenario) return std::cerr << scenario.error().front().what << "\n", 65;
  std::cout << told(*scenario, std::stoi(words[5])) << "\n";
}
