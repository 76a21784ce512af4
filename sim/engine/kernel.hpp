/// The kernel: the steps that stage 1 spends its time in, compiled once for each class of instruction sets and chosen
/// when the program starts. The text of the equations is one and the same (models/); contraction of products into sums
/// is off, so every class gives the same bits.
///
/// Each class is compiled with the namespace `ballast` renamed after it, so that no function of one class can be linked
/// in place of another's; hence the untyped pointers at this one seam (docs/decisions/0009).
#pragma once

#include <string_view>

#include "sim/engine/life_outline.hpp"
#include "sim/engine/membership_steps.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {

/// One class's functions: those of kernel/steps.hpp, arguments by address.
struct KernelTable {
  const char* name;  ///< x86-64-v2, -v3 or -v4
  void (*place_members)(const void* opening, void* life);
  void (*bring_back)(const void* outline, const double* numbers, void* life);
  void (*count_everybody)(const void* grant, void* life);
  void (*mean_index)(const void* wage, const void* bounds, void* mean);
  void (*index_and_pay)(void* life, const void* rules, void* book);
  void (*enter)(const void* life, const void* rules, const void* pool, void* entrants);
  void (*live_through)(void* life, int category, const void* rules, const void* entering, void* movers, void* book,
                       void* gained);
  void (*reach_statutory_age)(void* life, const void* rules, void* book);
  void (*totals)(const void* life, void* totals);
  void (*clear_tables)(void* life);
  void (*grow_older)(void* life);
  void (*live_residents)(const void* before, const void* rates, void* after);
  void (*gather_pool)(const void* sources, int count, void* pool);
  void (*fill_deaths)(const void* rates, void* reaching, void* open);
};

/// The steps of kernel/steps.hpp in one class.
class Kernel {
 public:
  explicit Kernel(const KernelTable& table) : table_(table) {}
  const char* name() const { return table_.name; }

  void place_members(const OpeningMembers& opening, Life& life) const { table_.place_members(&opening, &life); }
  void bring_back(const LifeOutline& outline, const double* numbers, Life& life) const {
    table_.bring_back(&outline, numbers, &life);
  }
  void count_everybody(const GrantMonths& grant, Life& life) const { table_.count_everybody(&grant, &life); }
  Lanes mean_index(const WageDistributionOf<Lanes>& wage, const BaseBounds& bounds) const {
    alignas(sizeof(Lanes)) Lanes mean;
    table_.mean_index(&wage, &bounds, &mean);
    return mean;
  }
  void index_and_pay(Life& life, const MembershipYear& rules, YearBook& book) const {
    table_.index_and_pay(&life, &rules, &book);
  }
  void enter(const Life& life, const MembershipYear& rules, const HeadsBySexAndAge& pool, Entrants& entrants) const {
    table_.enter(&life, &rules, &pool, &entrants);
  }
  Lanes live_through(Life& life, Category g, const MembershipYear& rules, const Entrants& entering,
                     Reclassified& movers, YearBook& book) const {
    alignas(sizeof(Lanes)) Lanes gained;
    table_.live_through(&life, static_cast<int>(g), &rules, &entering, &movers, &book, &gained);
    return gained;
  }
  void reach_statutory_age(Life& life, const MembershipYear& rules, YearBook& book) const {
    table_.reach_statutory_age(&life, &rules, &book);
  }
  LifeTotals totals(const Life& life) const {
    LifeTotals totals;
    table_.totals(&life, &totals);
    return totals;
  }
  void clear_tables(Life& life) const { table_.clear_tables(&life); }
  void grow_older(Life& life) const { table_.grow_older(&life); }
  void live_residents(const HeadsBySexAndAge& before, const ResidentRates& rates, ResidentsYear& after) const {
    table_.live_residents(&before, &rates, &after);
  }
  void gather_pool(const std::vector<PoolSource>& sources, HeadsBySexAndAge& pool) const {
    table_.gather_pool(sources.data(), static_cast<int>(sources.size()), &pool);
  }
  void fill_deaths(const DeathRates& rates, std::array<Lanes, Demography::kAges>& reaching,
                   Lanes* open = nullptr) const {
    table_.fill_deaths(&rates, reaching.data(), open);
  }

 private:
  const KernelTable& table_;
};

/// The best class this machine can run. Precondition: in packs of two and of eight, registers of 512 bits.
const KernelTable& best_kernel();

/// All classes this machine can run, best last. Packs of two and of eight have one, for machines with registers of
/// 512 bits.
struct Kernels {
  const KernelTable* tables[3];
  int count;
};
Kernels kernels();
/// The class of that name, which this machine can run.
const KernelTable& kernel_called(std::string_view name);

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
