/// A private copy of the data folder that a test may spoil; what it says is read in Chinese too.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "scenarios/reader/library.hpp"
#include "tests/output/chinese_issue.hpp"

namespace ballast::test {

namespace fs = std::filesystem;

class SpoiledData : public ::testing::Test {
 protected:
  void SetUp() override {
    // A name of one part: that of a test with a parameter has a slash, and half of it would stay behind.
    std::string test = ::testing::UnitTest::GetInstance()->current_test_info()->name();
    std::replace(test.begin(), test.end(), '/', '_');
    root_ = fs::temp_directory_path() / ("ballast_spoiled_" + std::to_string(::getpid()) + "_" + test);
    fs::remove_all(root_);
    fs::create_directories(root_);
    fs::copy(fs::path(BALLAST_ROOT) / "scenarios", root_ / "scenarios", fs::copy_options::recursive);
  }
  void TearDown() override { fs::remove_all(root_); }

  fs::path file(const std::string& name) const { return root_ / "scenarios" / name; }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(file(name), std::ios::binary) << text;
  }
  std::string text(const std::string& name) const {
    std::ifstream stream(file(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  /// Replaces line `number` (1-based) of a table.
  void spoil(const std::string& name, int number, const std::string& line) const {
    std::string all = text(name);
    std::size_t start = 0;
    for (int n = 1; n < number; ++n) start = all.find('\n', start) + 1;
    all.replace(start, all.find('\n', start) - start, line);
    write(name, all);
  }
  void append(const std::string& name, const std::string& line) const { write(name, text(name) + line + "\n"); }

  Issues ask(const std::string& case_name = "baseline", std::vector<std::string> sets = {},
             std::optional<Year> last_year = {}) const {
    auto library = Library::open(root_.string(), "puyang");
    if (!library) return library.error();
    auto scenario = library->scenario({case_name, std::move(sets), {}, last_year});
    if (scenario) return {};
    for (const Issue& issue : scenario.error()) EXPECT_EQ(english_left(issue), "");
    return scenario.error();
  }
  fs::path root_;
};

inline const Issue* about(const Issues& issues, const std::string& words) {
  const auto found = std::find_if(issues.begin(), issues.end(),
                                  [&](const Issue& i) { return i.what.find(words) != std::string::npos; });
  return found == issues.end() ? nullptr : &*found;
}

}  // namespace ballast::test
