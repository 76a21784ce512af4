#include "sim/engine/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <future>
#include <limits>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#ifdef BALLAST_STD_THREADS
// A twin without TBB for the thread sanitizer, whose suppressions for TBB would hide real races.
#else
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#endif

namespace ballast {

int threads_of(int asked) {
  return asked > 0 ? asked : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

namespace {

/// How many of so many threads the system gives, which may be limited: a thread refused to TBB ends the program.
int threads_given(int asked) {
  std::vector<std::thread> others;
  others.reserve(static_cast<std::size_t>(std::max(0, asked)));
  std::promise<void> all_there;
  const std::shared_future<void> until = all_there.get_future().share();
  try {
    while (static_cast<int>(others.size()) + 1 < asked) others.emplace_back([until] { until.wait(); });
  } catch (const std::exception&) {  // no thread or no memory is to be had: as many as there are
  }
  all_there.set_value();
  for (std::thread& other : others) other.join();
  return static_cast<int>(others.size()) + 1;
}

/// As many as asked, or fewer where the system has refused some; it is tried once.
int threads_to_use(int asked) {
  static std::mutex trying;
  static int given = 1, refused = std::numeric_limits<int>::max();
  const std::lock_guard one_at_a_time(trying);
  if (asked > given && given < refused) {
    const int got = threads_given(std::min(asked, refused));
    if (got < asked) refused = got;
    given = std::max(given, got);
  }
  return std::min(asked, given);
}

#ifdef BALLAST_STD_THREADS

void spread(int count, int workers, const std::function<void(int)>& body) {
  std::atomic<int> next{0};
  std::exception_ptr thrown;
  std::mutex telling;
  std::vector<std::thread> pool;
  for (int w = 0; w < workers; ++w)
    pool.emplace_back([&] {
      try {
        for (int i = next++; i < count; i = next++) body(i);
      } catch (...) {
        next = count;
        const std::lock_guard one_at_a_time(telling);
        if (!thrown) thrown = std::current_exception();
      }
    });
  for (std::thread& thread : pool) thread.join();
  if (thrown) std::rethrow_exception(thrown);
}

#else

void spread(int count, int workers, const std::function<void(int)>& body) {
  const tbb::global_control allowed(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(workers));
  tbb::task_arena arena(workers);
  arena.execute([&] { tbb::parallel_for(0, count, [&](int i) { body(i); }); });
}

#endif

}  // namespace

void parallel_for(int count, int threads, const std::function<void(int)>& body) {
  const int workers = threads_to_use(std::min(count, threads_of(threads)));
  if (workers > 1) return spread(count, workers, body);
  for (int i = 0; i < count; ++i) body(i);
}

struct OneAtATime::Lock {
  std::mutex mutex;
};

OneAtATime::OneAtATime() : lock_(std::make_unique<Lock>()) {}
OneAtATime::~OneAtATime() = default;

void OneAtATime::operator()(const std::function<void()>& body) const {
  const std::lock_guard mine(lock_->mutex);
  body();
}

int parallel_in_order(int count, int threads, const std::function<void(int)>& body,
                      const std::function<bool(int)>& go_on) {
  std::vector<char> done(static_cast<std::size_t>(count), 0);  // each written by its own worker
  std::atomic<int> next{0};
  std::atomic<bool> stop{false};
  std::mutex telling;
  int finished = 0;
  parallel_for(std::min(count, threads_of(threads)), threads, [&](int) {
    for (int i = next++; i < count && !stop; i = next++) {
      try {
        body(i);
        done[static_cast<std::size_t>(i)] = 1;
        const std::lock_guard one_at_a_time(telling);
        if (!go_on(++finished)) stop = true;
      } catch (...) {
        stop = true;
        throw;
      }
    }
  });
  return static_cast<int>(std::find(done.begin(), done.end(), 0) - done.begin());
}

void beside(const std::function<void()>& work, const std::function<void()>& meanwhile) {
  constexpr std::chrono::milliseconds kLook{50};
  std::future<void> done;
  try {
    done = std::async(std::launch::async, work);
  } catch (const std::system_error&) {  // no thread is to be had
    return work();
  }
  while (done.wait_for(kLook) != std::future_status::ready) meanwhile();
  done.get();
}

}  // namespace ballast
