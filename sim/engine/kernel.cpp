#include "sim/engine/kernel.hpp"

extern "C" {
extern const ballast::KernelTable ballast_kernel_v2, ballast_kernel_v3, ballast_kernel_v4;
}

namespace ballast {

Kernels kernels() {
  Kernels all{{&ballast_kernel_v2}, 1};
  if (__builtin_cpu_supports("x86-64-v3")) all.tables[all.count++] = &ballast_kernel_v3;
  if (__builtin_cpu_supports("x86-64-v4")) all.tables[all.count++] = &ballast_kernel_v4;
  return all;
}

const KernelTable& best_kernel() {
  static const KernelTable& best = []() -> const KernelTable& {
    const Kernels all = kernels();
    return *all.tables[all.count - 1];
  }();
  return best;
}

}  // namespace ballast
