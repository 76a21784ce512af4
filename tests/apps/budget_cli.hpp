/// A draft of 2026 in a folder of its own, and what offices do to it.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/apps/program.hpp"

namespace ballast::test {

inline std::int64_t fen(const nlohmann::json& yuan) { return std::llround(yuan.get<double>() * 100); }

/// A fresh folder with a balanced draft of 2026.
class BudgetCli : public testing::Test {
 protected:
  void SetUp() override {
    dir_ = scratch() + "budget-" + testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(dir_);
    file_ = dir_ + "/budget-2026.json";
    ASSERT_EQ(draft().code, 0);
  }

  Outcome draft(const std::string& more = {}) {
    return program("budget draft baseline --year 2026 --solve --on 2025-10-15 --out " + dir_ + " " + more);
  }
  int act(const std::string& what) { return program("budget " + what).code; }
  int notify() { return act("notify " + file_ + " --by 市级经办机构 --on 2025-10-20"); }
  int review(const std::string& by, const std::string& on = "2025-11-20") {
    return act("review " + file_ + " --by " + by + " --on " + on);
  }
  int approve() { return act("approve " + file_ + " --by 市政府 --on 2025-12-20"); }
  void approve_all() {
    ASSERT_EQ(notify(), 0);
    ASSERT_EQ(review("人社局"), 0);
    ASSERT_EQ(review("财政局"), 0);
    ASSERT_EQ(approve(), 0);
  }
  nlohmann::json status() { return nlohmann::json::parse(program("budget status " + file_ + " --json").out); }
  std::string told_by(const std::string& what) { return program("budget " + what, true).out; }

  std::string dir_, file_;
};

}  // namespace ballast::test
