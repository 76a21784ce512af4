#include "sim/engine/parallel.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace ballast {
namespace {

constexpr int kMany = 100000;

TEST(ParallelInOrder, ABodyThatThrowsEndsTheRunWithItsExceptionAndStartsNoOthers) {
  for (const int threads : {1, 2}) {
    std::atomic<int> begun{0};
    std::string told;
    try {
      parallel_in_order(
          kMany, threads,
          [&](int i) {
            ++begun;
            if (i == 2) throw std::runtime_error("the disk is full");
            std::this_thread::sleep_for(std::chrono::microseconds(100));
          },
          [](int) { return true; });
    } catch (const std::runtime_error& problem) {
      told = problem.what();
    }
    EXPECT_EQ(told, "the disk is full") << threads << " threads";
    EXPECT_GE(begun, 3) << threads << " threads: those before it were begun";
    // Another worker may run on while the exception is on its way, not until everything is done.
    EXPECT_LT(begun, threads == 1 ? 4 : kMany / 100) << threads << " threads: a run that has failed costs no more time";
  }
}

TEST(ParallelInOrder, CountsOnlyWhatIsDoneAtTheFront) {
  const int done = parallel_in_order(
      kMany, 2, [](int) {}, [](int finished) { return finished < 7; });
  EXPECT_GE(done, 6) << "of seven that are done one may stand behind a gap";
  EXPECT_LE(done, 8) << "the other worker may have one in hand";
}

// Two workers wait for each other inside of loops on one thread: a limit that these set for all would let one wait
// alone.
TEST(ParallelFor, OnOneThreadIsALoopThatTakesNothingFromThoseAtWork) {
  std::atomic<int> there{0};
  std::atomic<bool> met{true};
  const auto meet = [&](int) {
    ++there;
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (there < 2 && std::chrono::steady_clock::now() < until) std::this_thread::yield();
    if (there < 2) met = false;
  };
  parallel_for(2, 2, [&](int) { parallel_for(1, 1, meet); });
  EXPECT_TRUE(met);
  std::vector<int> seen;  // not shared: a loop on one thread stays where it is
  parallel_for(5, 1, [&](int i) { seen.push_back(i); });
  EXPECT_EQ(seen, (std::vector<int>{0, 1, 2, 3, 4}));
}

// What goes wrong on the other thread is told by this one.
TEST(Parallel, LooksOnWhileAnotherThreadWorks) {
  int looks = 0;
  const OneAtATime looking;
  bool enough = false;
  beside(
      [&] {
        for (bool go_on = true; go_on;) looking([&] { go_on = !enough; });
      },
      [&] { looking([&] { enough = ++looks == 2; }); });
  EXPECT_EQ(looks, 2);
  EXPECT_THROW(beside([] { throw std::runtime_error("other thread"); }, [] {}), std::runtime_error);
}

}  // namespace
}  // namespace ballast
