#include "sim/engine/kernel.hpp"

#include <cassert>
#include <stdexcept>

extern "C" {
#if BALLAST_LANES == 8
extern const ballast::KernelTable ballast_kernel_v4_eight;
#elif BALLAST_LANES == 2
extern const ballast::KernelTable ballast_kernel_v4_two;
#else
extern const ballast::KernelTable ballast_kernel_v2, ballast_kernel_v3, ballast_kernel_v4;
#endif
}

namespace ballast {
inline namespace BALLAST_IN_LANES {

Kernels kernels() {
  Kernels all{};
  const auto add = [&](const KernelTable& table) { all.tables[all.count++] = &table; };
#if BALLAST_LANES == 8
  if (__builtin_cpu_supports("x86-64-v4")) add(ballast_kernel_v4_eight);
#elif BALLAST_LANES == 2
  if (__builtin_cpu_supports("x86-64-v4")) add(ballast_kernel_v4_two);
#else
  add(ballast_kernel_v2);
  if (__builtin_cpu_supports("x86-64-v3")) add(ballast_kernel_v3);
  if (__builtin_cpu_supports("x86-64-v4")) add(ballast_kernel_v4);
#endif
  return all;
}

const KernelTable& kernel_called(std::string_view name) {
  const Kernels all = kernels();
  for (int k = 0; k < all.count; ++k)
    if (name == all.tables[k]->name) return *all.tables[k];
  throw std::invalid_argument("no such class of instruction sets here");
}

const KernelTable& best_kernel() {
  static const KernelTable& best = []() -> const KernelTable& {
    const Kernels all = kernels();
    assert(all.count > 0 && "packs of this width need registers of 512 bits");
    return *all.tables[all.count - 1];
  }();
  return best;
}

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
