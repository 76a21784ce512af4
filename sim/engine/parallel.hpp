/// The only door to threads. Tasks are cut by index; each writes its own slot, so results do not depend on the count.
#pragma once

#include <functional>

namespace ballast {

/// Runs `body(i)` for 0 ≤ i < count on at most `threads` threads (0: as many as the machine has).
void parallel_for(int count, int threads, const std::function<void(int)>& body);

/// What 0 threads stands for.
int hardware_threads();

}  // namespace ballast
