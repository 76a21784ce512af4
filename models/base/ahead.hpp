/// Asking ahead: the memory is told what will be read soon, so that it is at hand by then. No result depends on it,
/// so a function that only asks must be inlined: GCC would leave out its call.
#pragma once

#include <cstddef>

namespace ballast {

/// Asks for `count` things that stand side by side. Nobody reads them here: they need not exist.
template <class T>
[[gnu::always_inline]] inline void ask_for(const T* first, int count = 1) {
  constexpr std::size_t kLine = 64;  // bytes that come together
  const char* const from = reinterpret_cast<const char*>(first);
  const std::size_t size = sizeof(T) * static_cast<std::size_t>(count);
  for (std::size_t at = 0; at < size; at += kLine) __builtin_prefetch(from + at);
}

}  // namespace ballast
