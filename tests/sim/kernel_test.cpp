// The classes of the kernel take their arguments by address: every class must see them laid out alike.
#include "sim/engine/kernel.hpp"

#include <gtest/gtest.h>

#include <iterator>

namespace ballast {
namespace {

TEST(Kernel, LaysItsArgumentsOutAlikeInEveryClass) {
  const Kernels all = kernels();
  for (int k = 1; k < all.count; ++k)
    for (std::size_t at = 0; at < std::size(all.tables[0]->layout); ++at)
      EXPECT_EQ(all.tables[0]->layout[at], all.tables[k]->layout[at]) << at << " in " << all.tables[k]->name;
}

}  // namespace
}  // namespace ballast
