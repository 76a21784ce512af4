#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "output/hdf5/result_file.hpp"
#include "tests/output/synthetic_projection.hpp"

namespace ballast {
namespace {

namespace fs = std::filesystem;

TEST(Hdf5, WritesTheSameBytesForTheSameProjection) {
  const auto first = hdf5_document(synthetic::projection());
  ASSERT_TRUE(first);
  Projection other = synthetic::projection();
  const std::vector<char> clutter(1 << 22, 'x');  // another state of the heap
  const auto second = hdf5_document(other);
  ASSERT_TRUE(second && !clutter.empty());
  EXPECT_TRUE(*first == *second);
  other.ledger.rows[0].amount += Fen{1};
  EXPECT_FALSE(*first == *hdf5_document(other)) << "one fen must be seen";
}

TEST(Hdf5, OpensWithLabelsOutsideThisProgram) {
  const fs::path path = fs::temp_directory_path() / ("ballast_hdf5_" + std::to_string(::getpid()) + ".h5");
  std::ofstream(path, std::ios::binary) << hdf5_document(synthetic::projection()).value();
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
  EXPECT_TRUE(hdf5_document(p));
}

}  // namespace
}  // namespace ballast
