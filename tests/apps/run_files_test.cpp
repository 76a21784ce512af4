// The files of a run belong together: two runs of one folder at once do not stand there mixed.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <future>
#include <optional>

#include "output/files/folder_lock.hpp"
#include "tests/apps/program.hpp"

namespace ballast {
namespace {

TEST(RunFiles, WaitUntilAnotherWriterOfTheirFolderIsDone) {
  const std::string folder = test::scratch() + "two_writers", file = folder + "/baseline.h5";
  const std::string asked = "run baseline --horizon 2016 --out ";
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(test::program(asked + test::scratch() + "one_writer").code, 0);
  const auto alone = std::chrono::steady_clock::now() - start;
  std::filesystem::create_directories(folder);
  std::optional<FolderLock> other(std::in_place, file);
  auto run = std::async(std::launch::async, [&] { return test::program(asked + folder); });
  EXPECT_EQ(run.wait_for(std::max<std::chrono::nanoseconds>(5 * alone, std::chrono::seconds(1))),
            std::future_status::timeout);
  EXPECT_FALSE(std::filesystem::exists(file));
  other.reset();
  EXPECT_EQ(run.get().code, 0);
  EXPECT_TRUE(std::filesystem::exists(file));
}

}  // namespace
}  // namespace ballast
