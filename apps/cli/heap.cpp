#include "apps/cli/heap.hpp"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace ballast::cli {
namespace {

constexpr int kLargePage = 2 << 20;   // of x86-64 [bytes]
constexpr int kStep = 64 << 20;       // by which the heap grows, and what may lie idle at its end [bytes]
constexpr int kOnTheHeap = 32 << 20;  // blocks up to this size, the largest that glibc takes there [bytes]

}  // namespace

void lay_out_heap() {
  mallopt(M_TOP_PAD, kStep), mallopt(M_TRIM_THRESHOLD, kStep), mallopt(M_MMAP_THRESHOLD, kOnTheHeap);
  void* const block = std::malloc(kLargePage);  // more than stands ready: the heap takes its first step
  const auto from = (reinterpret_cast<std::uintptr_t>(block) + kLargePage - 1) / kLargePage * kLargePage;
  const auto to = reinterpret_cast<std::uintptr_t>(::sbrk(0));
  if (block && from < to)  // a wish: where it is not granted, pages are small
    madvise(reinterpret_cast<void*>(from), static_cast<std::size_t>(to - from), MADV_HUGEPAGE);
  std::free(block);
}

}  // namespace ballast::cli
