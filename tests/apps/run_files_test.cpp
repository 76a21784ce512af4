// The files of a run belong together: two runs of one folder at once do not stand there mixed.
#include <gtest/gtest.h>

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
  std::filesystem::create_directories(folder);
  std::optional<FolderLock> other(std::in_place, file);
  auto run =
      std::async(std::launch::async, [&] { return test::program("run baseline --horizon 2016 --out " + folder); });
  EXPECT_EQ(run.wait_for(std::chrono::seconds(1)), std::future_status::timeout);
  EXPECT_FALSE(std::filesystem::exists(file));
  other.reset();
  EXPECT_EQ(run.get().code, 0);
  EXPECT_TRUE(std::filesystem::exists(file));
}

}  // namespace
}  // namespace ballast
