#include "sim/engine/parallel.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>

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

}  // namespace
}  // namespace ballast
