/// One person's award and months of retirement as a clerk asks for them: what may be left out, what is remarked on.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/apps/program.hpp"

namespace ballast {
namespace {

using nlohmann::json;
using test::program;

std::string file(const std::string& name, const std::string& content) {
  return test::written(test::scratch() + name, content);
}

TEST(Person, TakesTheProvincesBaseForACityWithoutOneOfItsOwn) {
  const std::string head = R"({"award_month": "2025-10", "age_months": 720, "province_base": 6738, "mean_index": 0.6,
                               "paid_years": 30, "deemed_years": 9, "account": 1)";
  const test::Outcome without = program("award --json " + file("without.json", head + "}"));
  ASSERT_EQ(without.code, 0);
  const std::string zh = program("award --lang zh " + file("with.json", head + R"(, "city_base": 6385.5})")).out;
  EXPECT_NE(zh.find("P 省级、C 本市计发基数 6738、6385.5 元/月"), std::string::npos) << zh;
  EXPECT_EQ(without.out, program("award --json " + file("with.json", head + R"(, "city_base": 6738})")).out);
}

// Minimum years by law: 15 through 2029, 15.5 in 2030 (parameters.md 1.5).
TEST(Person, RemarksOnAnAwardOfFewerYearsThanTheMinimum) {
  const auto form = [&](const std::string& month, const std::string& paid) {
    return file("years.json", R"({"award_month": ")" + month + R"(", "age_months": 740, "province_base": 6738,
      "mean_index": 0.6, "paid_years": )" +
                                  paid + R"(, "deemed_years": 3, "account": 1})");
  };
  EXPECT_EQ(json::parse(program("award --json " + form("2030-05", "12")).out).at("minimum_years"), 15.5);
  EXPECT_EQ(json::parse(program("award --json " + form("2030-05", "12")).out).at("below_minimum"), true);
  EXPECT_EQ(json::parse(program("award --json " + form("2029-05", "12")).out).at("below_minimum"), false);
  const test::Outcome zh = program("award --lang zh " + form("2030-05", "12"));
  EXPECT_EQ(zh.code, 0);
  EXPECT_NE(zh.out.find("不足 2030 年的最低缴费年限 15.5 年"), std::string::npos) << zh.out;
  EXPECT_EQ(zh.out.find("sum of"), std::string::npos) << zh.out;
  EXPECT_NE(program("award --lang en " + form("2030-05", "12")).out.find("a monthly pension in 2030 takes 15.5"),
            std::string::npos);
  EXPECT_EQ(program("award --lang zh " + form("2029-05", "12")).out.find("最低缴费年限"), std::string::npos);
}

TEST(Person, RefusesMoreYearsOfCreditThanOfLife) {
  const auto asked = [&](const std::string& paid) {
    return program("award --lang zh " + file("old.json", R"({"award_month": "2026-05", "age_months": 720, "account": 1,
      "province_base": 6738, "mean_index": 0.6, "deemed_years": 30, "paid_years": )" +
                                                             paid + "}"),
                   true);
  };
  EXPECT_EQ(asked("30").code, 0);
  EXPECT_EQ(asked("30.5").code, 65);
  EXPECT_NE(asked("30.5").out.find(":2:"), std::string::npos);
  EXPECT_NE(asked("30.5").out.find("60 岁时缴费年限（含视同）为 60.5 年"), std::string::npos) << asked("30.5").out;
}

TEST(Person, SaysThatAFormIsInAnotherEncodingNotThatItIsNoJson) {
  const std::string of_unit = "{\"note\": \"\xE5\x8E\xBF\",\n \"unit\": \"\xC4\xEA\"}";  // 年 in GBK in the second line
  const test::Outcome zh = program("award --lang zh " + file("gbk.json", of_unit), true);
  EXPECT_EQ(zh.code, 65);
  EXPECT_NE(zh.out.find("gbk.json:2:1"), std::string::npos) << zh.out;
  EXPECT_NE(zh.out.find("iconv -f GB18030"), std::string::npos) << zh.out;
}

TEST(Person, SaysWhichOptionOfARetirementIsMissing) {
  EXPECT_NE(program("retirement --category male --lang en", true).out.find("--birth is missing"), std::string::npos);
  EXPECT_NE(program("retirement --birth 1965-05 --lang en", true).out.find("--category is missing"), std::string::npos);
  EXPECT_EQ(program("retirement --category male").code, 64);
}

}  // namespace
}  // namespace ballast
