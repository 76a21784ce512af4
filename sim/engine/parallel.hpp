/// The only door to threads. Tasks are cut by index; each writes its own slot, so results do not depend on the count.
#pragma once

#include <functional>
#include <memory>

namespace ballast {

/// Runs `body(i)` for 0 ≤ i < count on at most `threads` threads (0: as many as the machine has); on one, in order,
/// where it is called from, whatever else is at work.
void parallel_for(int count, int threads, const std::function<void(int)>& body);

/// Runs `body(i)` for i = 0, 1, … taken in this order, until all are done or `go_on(number done)` says no after one of
/// them, or one throws; calls of `go_on` never overlap. Returns how many at the front are done: what follows a gap does
/// not count.
int parallel_in_order(int count, int threads, const std::function<void(int)>& body,
                      const std::function<bool(int)>& go_on);

/// Work on what threads share: one of them at a time.
class OneAtATime {
 public:
  OneAtATime();
  ~OneAtATime();
  OneAtATime(const OneAtATime&) = delete;
  OneAtATime& operator=(const OneAtATime&) = delete;
  void operator()(const std::function<void()>& body) const;

 private:
  struct Lock;
  std::unique_ptr<Lock> lock_;
};

/// Runs `work` on a thread of its own and, until it is done, `meanwhile` on this one twenty times a second. What `work`
/// throws is thrown here.
void beside(const std::function<void()>& work, const std::function<void()>& meanwhile);

/// As many threads as are asked for; 0 stands for all the machine has.
int threads_of(int asked);

}  // namespace ballast
