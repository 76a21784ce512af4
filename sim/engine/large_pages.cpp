#include "sim/engine/large_pages.hpp"

#include <sys/mman.h>

#include <cstdlib>
#include <new>

namespace ballast {
namespace {

constexpr std::size_t kLargePage = std::size_t{2} << 20;  // of x86-64 [bytes]

}  // namespace

void* LargePages::do_allocate(std::size_t bytes, std::size_t) {
  const std::size_t whole = (bytes + kLargePage - 1) / kLargePage * kLargePage;
  void* const at = std::aligned_alloc(kLargePage, whole);
  if (!at) throw std::bad_alloc();
  madvise(at, whole, MADV_HUGEPAGE);  // a wish: where it is not granted, pages are small
  return at;
}

void LargePages::do_deallocate(void* at, std::size_t, std::size_t) { std::free(at); }

}  // namespace ballast
