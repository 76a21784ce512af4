/// Memory in large pages: a year walks through megabytes, and a processor knows by heart where few pages stand; a
/// system that is asked for many small ones, most of all in a virtual machine, takes longer about it than a verb for
/// its work (docs/performance.md). Where the system has no large pages to give, they are small. No number depends on
/// it.
#pragma once

#include <memory_resource>

namespace ballast {

/// Blocks of whole large pages (madvise, MADV_HUGEPAGE). For few blocks that stay: each is rounded up to the size of a
/// page.
class LargePages final : public std::pmr::memory_resource {
  void* do_allocate(std::size_t bytes, std::size_t alignment) override;
  void do_deallocate(void* at, std::size_t bytes, std::size_t alignment) override;
  bool do_is_equal(const std::pmr::memory_resource& other) const noexcept override { return this == &other; }
};

/// For a program as a whole, before it asks for anything large: its heap grows in large steps, the first of them in
/// large pages. What is not used is not touched.
void lay_out_heap();

}  // namespace ballast
