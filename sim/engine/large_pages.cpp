#include "sim/engine/large_pages.hpp"

#include <malloc.h>
#include <sys/mman.h>

#include <cstdint>
#include <cstdlib>
#include <new>

namespace ballast {
namespace {

constexpr std::size_t kLargePage = std::size_t{2} << 20;  // of x86-64 [bytes]
constexpr int kStep = 64 << 20;                           // by which a heap grows, and what may lie idle at its end
constexpr int kOnTheHeap = 32 << 20;                      // blocks up to this size, the largest that glibc takes there

constexpr std::size_t whole_pages(std::size_t bytes) { return (bytes + kLargePage - 1) / kLargePage * kLargePage; }

}  // namespace

void* LargePages::do_allocate(std::size_t bytes, std::size_t) {
  const std::size_t whole = whole_pages(bytes);
  void* const at = std::aligned_alloc(kLargePage, whole);
  if (!at) throw std::bad_alloc();
  madvise(at, whole, MADV_HUGEPAGE);  // a wish: where it is not granted, pages are small
  return at;
}

void LargePages::do_deallocate(void* at, std::size_t, std::size_t) { std::free(at); }

void lay_out_heap() {
  mallopt(M_TOP_PAD, kStep), mallopt(M_TRIM_THRESHOLD, kStep), mallopt(M_MMAP_THRESHOLD, kOnTheHeap);
  void* const block = std::malloc(kLargePage);  // more than stands ready: the heap takes its first step
  if (!block) return;
  const std::uintptr_t from = whole_pages(reinterpret_cast<std::uintptr_t>(block));
  madvise(reinterpret_cast<void*>(from), kStep, MADV_HUGEPAGE);
  std::free(block);
}

}  // namespace ballast
