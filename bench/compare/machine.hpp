/// What the machine can do at most, measured by tiny loops: the yardstick of the kernel. Compiled once for AVX2 and
/// once for AVX-512, like the kernel.
#pragma once

namespace ballast {

struct Machine {
  /// Floating-point operations a second: chains of a product and a sum on whole packs, apart and fused. [1/s]
  double (*product_and_sum)();
  double (*fused)();
  /// Bytes a second over `doubles` numbers: read; read, changed and written back (both ways count). [B/s]
  double (*read)(double* numbers, long doubles);
  double (*update)(double* numbers, long doubles);
};

}  // namespace ballast

extern "C" {
extern const ballast::Machine ballast_machine_v3, ballast_machine_v4;
}
