// How near the kernel comes to what the machine can do: four futures of the shipped place on one core, the kernel's
// functions timed and their operations counted, beside the machine's own limits, in one run. A line of JSON.
//   compare_kernel DATA PLACE CASE LAST_YEAR LOOKS
#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "bench/compare/machine.hpp"
#include "scenarios/reader/library.hpp"
#include "sim/engine/kernel.hpp"
#include "sim/futures/future_block.hpp"

namespace ballast {
/// As in bench/compare/counted/models/base/real.hpp, where another namespace of the kernel's classes sees it.
struct PackOperations {
  long long additions, products, quotients, choices;
};
}  // namespace ballast

extern "C" {
ballast::PackOperations ballast_pack_operations{};
extern const ballast::KernelTable ballast_kernel_counted;
}

namespace ballast {
namespace {

/// What a look at the kernel saw, and the class it looked at.
struct Look {
  const KernelTable* table = nullptr;
  double member_seconds = 0, other_seconds = 0;
  PackOperations member_operations{}, other_operations{};
  long long cells = 0;  ///< of the member step: what may hold anybody when the year begins, both statuses
};
Look look;

double now() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

void add(PackOperations& to, const PackOperations& more) {
  to.additions += more.additions, to.products += more.products;
  to.quotients += more.quotients, to.choices += more.choices;
}

template <class Work>
void watch(double& seconds, PackOperations& operations, Work work) {
  ballast_pack_operations = {};
  const double start = now();
  work();
  seconds += now() - start;
  add(operations, ballast_pack_operations);
}
template <class Work>
void watch_other(Work work) {
  watch(look.other_seconds, look.other_operations, work);
}

void count_cells(Life& life, Category g) {
  life.table(g).each([](Cohort, const auto& rows) {
    for (Age x = Life::Table::kFirstAge; x <= Life::Table::kLastAge; ++x) {
      const BucketSpan span = rows.state(x).span;
      if (!span.empty()) look.cells += span.last - span.first;
    }
  });
}

KernelTable watched(const KernelTable& table) {
  look = {.table = &table};
  KernelTable watching = table;
  watching.index_and_pay = [](void* life, const void* rules, void* book) {
    watch_other([&] { look.table->index_and_pay(life, rules, book); });
  };
  watching.enter = [](const void* life, const void* rules, const void* pool, void* entrants) {
    watch_other([&] { look.table->enter(life, rules, pool, entrants); });
  };
  watching.live_through = [](void* life, int g, const void* rules, const void* entering, void* movers, void* book,
                             void* gained) {
    count_cells(*static_cast<Life*>(life), static_cast<Category>(g));
    watch(look.member_seconds, look.member_operations,
          [&] { look.table->live_through(life, g, rules, entering, movers, book, gained); });
  };
  watching.reach_statutory_age = [](void* life, const void* rules, void* book) {
    watch_other([&] { look.table->reach_statutory_age(life, rules, book); });
  };
  watching.totals = [](const void* life, void* totals) { watch_other([&] { look.table->totals(life, totals); }); };
  return watching;
}

struct Subject {
  Scenario scenario;
  Groundwork groundwork;
  std::vector<Future> futures;

  explicit Subject(Scenario of) : scenario(std::move(of)), groundwork(scenario, 1) {
    const Drawing drawing{.seed = 44,
                          .years = std::max(0, scenario.last_year - first_uncertain_year(scenario) + 1),
                          .units = static_cast<int>(scenario.units.size())};
    for (int path = 0; path < kLanes; ++path)
      futures.push_back(
          future_of(scenario, following_of(scenario), draw_shocks(spreads_of(scenario), drawing, path), {}));
  }
  /// Seconds of all of stage 1; the kernel's own are in `look`.
  double live(const KernelTable& table) const {
    const KernelTable watching = watched(table);
    const double start = now();
    if (!live_futures(scenario, groundwork, futures, {}, 1, watching)) throw std::runtime_error("stage 1 fails");
    return now() - start;
  }
};

std::string told(const PackOperations& of) {
  return fmt::format(R"({{"additions":{},"products":{},"quotients":{},"choices":{}}})", of.additions, of.products,
                     of.quotients, of.choices);
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
std::string machine() {
  const bool v3 = __builtin_cpu_supports("x86-64-v3"), v4 = __builtin_cpu_supports("x86-64-v4");
  return fmt::format(R"({{"v3":{},"v4":{}}})", v3 ? limits(ballast_machine_v3) : "null",
                     v4 ? limits(ballast_machine_v4) : "null");
}

/// The quickest of several looks at the best class.
std::string quickest(const Subject& subject, int looks) {
  double best = 0, member = 0, other = 0;
  for (int n = 0; n < looks; ++n) {
    const double all = subject.live(best_kernel());
    if (n > 0 && look.member_seconds >= member) continue;
    best = all, member = look.member_seconds, other = look.other_seconds;
  }
  return fmt::format(R"("class":"{}","stage":{},"member":{},"other":{})", best_kernel().name, best, member, other);
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
  const Subject subject(std::move(*scenario));
  subject.live(ballast_kernel_counted);
  const Look counted = look;
  std::cout
      << fmt::format(
             R"({{"lanes":{},"years":{},"cells":{},"cell_bytes":{},"member_operations":{},"other_operations":{},{},"machine":{}}})",
             kLanes, subject.scenario.last_year - subject.scenario.base_year, counted.cells,
             sizeof(CellOf<Record<Lanes>>), told(counted.member_operations), told(counted.other_operations),
             quickest(subject, std::stoi(words[5])), machine())
      << "\n";
}
