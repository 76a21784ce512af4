/// Memory in large pages: a year walks through megabytes, and a processor knows by heart where few pages stand.
#pragma once

#include <memory_resource>

namespace ballast {

/// Blocks of whole large pages, where the system has them to give (madvise, MADV_HUGEPAGE). For few blocks that stay:
/// each is rounded up to the size of a page. No number depends on it.
class LargePages final : public std::pmr::memory_resource {
  void* do_allocate(std::size_t bytes, std::size_t alignment) override;
  void do_deallocate(void* at, std::size_t bytes, std::size_t alignment) override;
  bool do_is_equal(const std::pmr::memory_resource& other) const noexcept override { return this == &other; }
};

}  // namespace ballast
