#include "sim/engine/parallel.hpp"

#include <algorithm>
#include <thread>

#ifdef BALLAST_STD_THREADS
// A twin without TBB for the thread sanitizer, whose suppressions for TBB would hide real races.
#include <atomic>
#include <vector>
#else
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#endif

namespace ballast {

#ifdef BALLAST_STD_THREADS

void parallel_for(int count, int threads, const std::function<void(int)>& body) {
  const int workers = threads > 0 ? threads : static_cast<int>(std::thread::hardware_concurrency());
  std::atomic<int> next{0};
  std::vector<std::thread> pool;
  for (int w = 0; w < workers; ++w)
    pool.emplace_back([&] {
      for (int i = next++; i < count; i = next++) body(i);
    });
  for (std::thread& thread : pool) thread.join();
}

#else

void parallel_for(int count, int threads, const std::function<void(int)>& body) {
  tbb::task_arena arena(threads > 0 ? threads : tbb::task_arena::automatic);
  arena.execute([&] { tbb::parallel_for(0, count, [&](int i) { body(i); }); });
}

#endif

int hardware_threads() { return std::max(1, static_cast<int>(std::thread::hardware_concurrency())); }

}  // namespace ballast
