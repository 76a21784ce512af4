/// Memory in large pages: a life's year walks through megabytes, and the processor remembers where few pages stand.
#pragma once

#include <memory_resource>

namespace ballast {

/// Blocks of whole large pages, where the system has them to give; no number depends on it. For what is kept from run to
/// run: each block is rounded up to the size of a page.
class LargePages final : public std::pmr::memory_resource {
  void* do_allocate(std::size_t bytes, std::size_t alignment) override;
  void do_deallocate(void* at, std::size_t bytes, std::size_t alignment) override;
  bool do_is_equal(const std::pmr::memory_resource& other) const noexcept override { return this == &other; }
};

}  // namespace ballast
