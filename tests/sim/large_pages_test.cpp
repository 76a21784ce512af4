#include "sim/engine/large_pages.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>

namespace ballast {
namespace {

constexpr std::uintptr_t kLargePage = 2 << 20;  // of x86-64 (Linux, Documentation/admin-guide/mm/transhuge.rst)

// Only whole pages can be large: a block that began within one would have small pages at both ends.
TEST(LargePages, BlocksBeginWithAPageAndReachToTheEndOfOne) {
  LargePages pages;
  for (const std::size_t bytes : {std::size_t{1}, std::size_t{kLargePage}, std::size_t{3 * kLargePage + 1}}) {
    void* const block = pages.allocate(bytes, 64);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(block) % kLargePage, 0u) << bytes;
    std::memset(block, 1, (bytes + kLargePage - 1) / kLargePage * kLargePage);
    pages.deallocate(block, bytes, 64);
  }
}

}  // namespace
}  // namespace ballast
