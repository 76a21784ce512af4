#include "bench/compare/look.hpp"

#include <time.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "sim/futures/future_block.hpp"

extern "C" ballast::PackOperations ballast_pack_operations;

namespace ballast {
inline namespace BALLAST_IN_LANES {
namespace {

const KernelTable* watched_table = nullptr;
Look look;

/// The wall clock: to ask for the processor's own takes as long as some of what is timed.
double now() {
  timespec t{};
  clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

void add(PackOperations& to, const PackOperations& more) {
  to.additions += more.additions, to.products += more.products;
  to.quotients += more.quotients, to.extremes += more.extremes, to.choices += more.choices;
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
  watched_table = &table;
  KernelTable watching = table;
  watching.index_and_pay = [](void* life, const void* rules, void* book) {
    watch_other([&] { watched_table->index_and_pay(life, rules, book); });
  };
  watching.enter = [](const void* life, const void* rules, const void* pool, void* entrants) {
    watch_other([&] { watched_table->enter(life, rules, pool, entrants); });
  };
  watching.live_through = [](void* life, int g, const void* rules, const void* entering, void* movers, void* book,
                             void* gained) {
    count_cells(*static_cast<Life*>(life), static_cast<Category>(g));
    watch(look.member_seconds, look.member_operations,
          [&] { watched_table->live_through(life, g, rules, entering, movers, book, gained); });
  };
  watching.reach_statutory_age = [](void* life, const void* rules, void* book) {
    watch_other([&] { watched_table->reach_statutory_age(life, rules, book); });
  };
  watching.totals = [](const void* life, void* totals) { watch_other([&] { watched_table->totals(life, totals); }); };
  watching.place_members = [](const void* opening, void* life) {
    watch_other([&] { watched_table->place_members(opening, life); });
  };
  watching.bring_back = [](const void* outline, const double* numbers, void* life) {
    watch_other([&] { watched_table->bring_back(outline, numbers, life); });
  };
  watching.count_everybody = [](const void* grant, void* life) {
    watch_other([&] { watched_table->count_everybody(grant, life); });
  };
  watching.mean_index = [](const void* wage, const void* bounds, void* mean) {
    watch_other([&] { watched_table->mean_index(wage, bounds, mean); });
  };
  watching.clear_tables = [](void* life) { watch_other([&] { watched_table->clear_tables(life); }); };
  watching.grow_older = [](void* life) { watch_other([&] { watched_table->grow_older(life); }); };
  watching.live_residents = [](const void* before, const void* rates, void* after) {
    watch_other([&] { watched_table->live_residents(before, rates, after); });
  };
  watching.gather_pool = [](const void* sources, int count, void* pool) {
    watch_other([&] { watched_table->gather_pool(sources, count, pool); });
  };
  watching.fill_deaths = [](const void* rates, void* reaching, void* open) {
    watch_other([&] { watched_table->fill_deaths(rates, reaching, open); });
  };
  return watching;
}

/// As many futures as a pack has lanes.
std::vector<Future> drawn(const Scenario& scenario) {
  const Drawing drawing = drawing_of(scenario, 44);
  std::vector<Future> futures;
  for (int path = 0; path < kLanes; ++path)
    futures.push_back(
        future_of(scenario, following_of(scenario), draw_shocks(spreads_of(scenario), drawing, path), {}));
  return futures;
}

}  // namespace

Look look_at(const Scenario& scenario, const KernelTable& table, int looks) {
  const Groundwork groundwork(scenario, 1);
  const std::vector<Future> futures = drawn(scenario);
  const KernelTable watching = watched(table);
  Look quickest;
  for (int n = 0; n < looks; ++n) {
    look = {};
    const double start = now();
    if (!live_futures(scenario, groundwork, futures, {}, 1, watching)) throw std::runtime_error("stage 1 fails");
    look.stage_seconds = now() - start;
    if (n == 0 || look.member_seconds < quickest.member_seconds) quickest = look;
  }
  return quickest;
}

Look look_at_best(const Scenario& scenario, int looks) { return look_at(scenario, best_kernel(), looks); }

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
