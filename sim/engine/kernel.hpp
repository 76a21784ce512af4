/// The kernel: the equations that stage 1 spends its time in, compiled once for each class of instruction sets and
/// chosen when the program starts. The text of the equations is one and the same (models/); contraction of products
/// into sums is off, so every class gives the same bits.
///
/// Each class is compiled with the namespace `ballast` renamed after it, so that no function of one class can be linked
/// in place of another's; hence the untyped pointers at this one seam (docs/decisions/0009).
#pragma once

namespace ballast {

/// One class's functions. Arguments are those of year_step.hpp and pensioners.hpp on Lanes, by address.
struct KernelTable {
  const char* name;  ///< x86-64-v2, -v3 or -v4
  void (*live_one_year)(void* row, int buckets, void* state, const void* joins, const void* rates, void* outcome,
                        void* sums, void* departing);
  void (*retirees_year)(void* row, const void* rates, void* outcome);
  /// award_age of cell_award.hpp.
  void (*award_age)(const void* middle, const void* fresh, const void* ways, const void* kappa, const void* terms,
                    void* awards, void* by_way, void* mean_index);
  void (*add_up_pensioners)(const void* row, void* account_pension, void* balance);  ///< one row's accounts
  int layout[12];  ///< sizes of the arguments: the same in every class
};

/// The best class this machine can run.
const KernelTable& kernel();

/// All classes this machine can run, best last: for tests that hold them against each other.
struct Kernels {
  const KernelTable* tables[3];
  int count;
};
Kernels kernels();

}  // namespace ballast
