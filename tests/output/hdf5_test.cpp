#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "output/hdf5/seal.hpp"
#include "tests/output/result_bytes.hpp"
#include "tests/output/synthetic_projection.hpp"

namespace ballast {
namespace {

namespace fs = std::filesystem;

TEST(Hdf5, WritesTheSameBytesForTheSameProjection) {
  const std::string first = result_bytes(synthetic::projection());
  Projection other = synthetic::projection();
  const std::vector<char> clutter(1 << 22, 'x');  // another state of the heap
  EXPECT_TRUE(first == result_bytes(other) && !clutter.empty());
  other.ledger.rows[0].amount += Fen{1};
  EXPECT_FALSE(first == result_bytes(other)) << "one fen must be seen";
}

TEST(Hdf5, OpensWithLabelsOutsideThisProgram) {
  const fs::path path = fs::temp_directory_path() / ("ballast_hdf5_" + std::to_string(::getpid()) + ".h5");
  ASSERT_TRUE(write_result(path.string(), synthetic::projection()));
  const std::string check = std::string(BALLAST_ROOT) + "/tests/output/check_hdf5.py";
  const int status = std::system(("/usr/bin/python3 '" + check + "' '" + path.string() + "'").c_str());
  fs::remove(path);
  EXPECT_EQ(status, 0);
}

TEST(Hdf5, HoldsAProjectionWithoutLedgerAndInputs) {
  Projection p = synthetic::projection();
  p.ledger = {};
  p.inputs.clear();
  p.texts.clear();
  EXPECT_FALSE(result_bytes(p).empty());
}

// Read by another user than root, whom no permission stops.
TEST(Hdf5, ThatMayNotBeReadIsToldByItsPermissions) {
  const fs::path path = fs::temp_directory_path() / ("ballast_hdf5_" + std::to_string(::getpid()) + ".h5");
  ASSERT_TRUE(write_result(path.string(), synthetic::projection()));
  fs::permissions(path, fs::perms::none);
  const pid_t child = ::fork();
  if (child == 0) {
    constexpr uid_t kNobody = 65534;
    if (::geteuid() == 0 && ::setuid(kNobody) != 0) ::_exit(2);
    const auto seal = hdf5::check_seal(path.string());
    const bool told = !seal && seal.error().front().what == "the file cannot be read" &&
                      seal.error().front().expected.empty() && seal.error().front().remedy == "check its permissions";
    ::_exit(told ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  fs::remove(path);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
}

}  // namespace
}  // namespace ballast
