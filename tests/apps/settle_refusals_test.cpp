/// `ballast settle`: files that are not what they should be, and money that there is not under a regime.
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "tests/apps/program.hpp"

namespace ballast {
namespace {

using nlohmann::json;
using test::program;

TEST(Settle, RefusesPaymentsThatCannotBe) {
  const std::string path = test::written(test::scratch() + "unpaid.json", R"({"units": [
 {"unit": "a", "ontime_share": 1, "payments": []},
 {"unit": "b", "payments": [{"date": "2026-02-30", "amount": -1}, {"date": "2025-12-31", "amount": 1}]},
 {"unit": "c", "payments": [{"date": "2028-01-01", "amount": "1"}, {"day": 1}, 3]},
 {"unit": "d", "payments": 4}], "year": 2026})");
  const auto outcome = program("settle " + path, true);
  EXPECT_EQ(outcome.code, 65);
  for (const std::string text :
       {":2:35: gives both ontime_share and payments", ":3:30: date is no day", ":3:52: amount is out of range",
        ":3:68: date 2025-12-31 does not belong to the settlement of 2026", ":4:30: date 2028-01-01",
        ":4:52: amount is not a number", "unknown key \"day\"", "a payment without date", "a payment without amount",
        "a payment is not an object", ":5:16: payments is no list of payments"})
    EXPECT_NE(outcome.out.find(text), std::string::npos) << text << "\n" << outcome.out;
}

// Of a unit too many nothing is taken, least of all into the last one that had room.
TEST(Settle, SaysOnceThatThereAreTooManyUnits) {
  std::string table = "unit,plan_income,income,budget_expenditure,expenditure,balance\n";
  for (int unit = 0; unit < 303; ++unit) table += "county " + std::to_string(unit) + ",1,1,1,1,1\n";
  const auto said =
      program("settle " + test::written(test::scratch() + "many.csv", table) + " --year 2026 --lang en", true);
  EXPECT_EQ(said.code, 65);
  EXPECT_NE(said.out.find("many.csv:302:1: too many units"), std::string::npos) << said.out;
  EXPECT_EQ(said.out.find("stands twice"), std::string::npos) << said.out;
}

// One county's plan in 万元 beside its income in yuan would owe nothing for what it did not collect.
TEST(Settle, RefusesAFigureInTenThousandsBesideOneInYuan) {
  const auto said = program("settle " +
                                test::written(test::scratch() + "small.csv",
                                              "unit,plan_income,income,budget_expenditure,expenditure,levy,balance\n"
                                              "范县,30000,290000000,500000000,51000,0,0\n"
                                              "台前县,300000000,29000000,5,51000000,0,0\n") +
                                " --year 2026 --lang zh",
                            true);
  EXPECT_EQ(said.code, 65);
  EXPECT_NE(said.out.find("small.csv:2:4: 范县：plan_income 约为 income 的万分之一"), std::string::npos) << said.out;
  EXPECT_NE(said.out.find("范县：expenditure 约为 budget_expenditure 的万分之一"), std::string::npos) << said.out;
  EXPECT_EQ(said.out.find("台前县"), std::string::npos) << said.out;
}

TEST(Settle, AsksOfAUnitThatMayBeMistyped) {
  const auto remark = [](const std::string& third) {
    return program("settle " +
                       test::written(test::scratch() + "names.csv",
                                     "unit,plan_income,income,budget_expenditure,expenditure,levy,balance\n"
                                     "台前县,3,3,5,5,0,0\n清丰县,3,3,5,5,0,0\n" +
                                         third + ",3,3,5,5,0,0\n") +
                       " --year 2026 --lang zh",
                   true)
        .out;
  };
  EXPECT_NE(remark("濮阳线").find("“濮阳线”不是随附地区的单位，是否指“濮阳县”？"), std::string::npos)
      << remark("濮阳线");
  for (const char* own : {"濮阳县", "长垣市"}) EXPECT_EQ(remark(own).find("是否指"), std::string::npos) << remark(own);
}

TEST(Settle, RefusesWhatIsNoSettlement) {
  const std::string dir = test::scratch();
  const auto code = [&](const std::string& name, const std::string& text) {
    return program("settle " + test::written(dir + name, text)).code;
  };
  EXPECT_EQ(code("deep.json", std::string(200'000, '[')), 65);
  EXPECT_EQ(code("nan.json", R"({"year": 2026, "units": [{"unit": "a", "income": NaN}]})"), 65);
  EXPECT_EQ(code("huge.json", R"({"year": 2026, "units": [{"unit": "a", "income": 1e300}]})"), 65);
  EXPECT_EQ(code("minus.json", R"({"year": 2026, "units": [{"unit": "a", "income": -1}]})"), 65);
  EXPECT_EQ(code("twice.json", R"({"year": 2026, "units": [{"unit": "a", "income": 1, "income": 2}]})"), 65);
  EXPECT_EQ(code("none.json", R"({"year": 2026, "units": []})"), 65);
  EXPECT_EQ(code("formula.csv", "unit,income\n=cmd|' /C calc'!A0,1\n"), 65);
  EXPECT_EQ(code("large.json", std::string(3'000'000, ' ')), 65);
  EXPECT_EQ(code("bytes.json", std::string("\x00\xff\x13\x80{", 5)), 65);
  EXPECT_EQ(code("gb18030.csv", "\xb5\xa5\xce\xbb,income\n\xb7\xb6\xcf\xd8,1\n"), 65);
  EXPECT_EQ(code("short.csv", "unit,income\n范县\n"), 65);
  EXPECT_EQ(program("settle " + dir + "no-such-file.json").code, 66);
  EXPECT_EQ(program("settle").code, 64);
}

/// F23, F24: no subsidies and no levy under unified payment, central money under national pooling alone.
TEST(Settle, RefusesMoneyThatThereIsNotUnderTheRegime) {
  const std::map<std::string, std::string> belongs{{"levy", "city_2016"},
                                                   {"share_of_gap", "city_2016"},
                                                   {"fixed", "city_2016"},
                                                   {"adjustment", "city_2016"},
                                                   {"special", "city_2016"},
                                                   {"local_share", "provincial, national"},
                                                   {"own_stock", "provincial, national"},
                                                   {"central_handout", "national"},
                                                   {"central_upload", "national"},
                                                   {"national_transfer", "national"}};
  for (const auto& [key, regimes] : belongs)
    for (const std::string regime : {"city_2016", "provincial", "national"}) {
      json asked{{"year", 2026}, {"rules", {{"regime", regime}}}};
      asked["units"].push_back({{"unit", "范县"}, {"income", 1e6}, {key, 1}});
      const std::string path = test::written(test::scratch() + "regime.json", asked.dump());
      const auto said = program("settle " + path + " --json", true);
      const bool exists = regimes.find(regime) != std::string::npos;
      EXPECT_EQ(said.code, exists ? 0 : 65) << key << " " << regime;
      if (exists) continue;
      const json issue = json::parse(said.out)["issues"][0];
      EXPECT_EQ(issue["what"], key + " does not exist under fiscal.regime " + regime);
      EXPECT_EQ(issue["expected"], "0 or nothing; it belongs to " + regimes);
      EXPECT_EQ(issue["line"], 1);
      asked["units"][0][key] = 0;
      EXPECT_EQ(program("settle " + test::written(path, asked.dump())).code, 0) << key << " " << regime;
    }
}

TEST(Settle, PointsAtTheCellOfMoneyThatThereIsNotUnderTheLawOfTheYear) {
  const std::string path = test::written(test::scratch() + "handout.csv",
                                         "单位,征缴计划,保险费收入,预算支出,基金支出,上年末结余,中央调剂拨付\n"
                                         "范县,100,100,150,150,10,0\n台前县,100,100,150,150,10,20\n");
  const auto said = program("settle " + path + " --year 2026 --lang zh", true);
  EXPECT_EQ(said.code, 65);
  EXPECT_NE(said.out.find("handout.csv:3:24: fiscal.regime 为 city_2016 时没有 中央调剂拨付 (central_handout)"),
            std::string::npos)
      << said.out;
  EXPECT_EQ(program("settle " + path + " --year 2026 --set fiscal.regime=national").code, 0);
}

TEST(Settle, BlamesTheCommandLineForAYearThatIsNone) {
  const auto said = program("settle '" BALLAST_ROOT "/docs/examples/settle-2026.csv' --year 20260 --json", true);
  EXPECT_EQ(said.code, 65);
  const json issue = json::parse(said.out)["issues"][0];
  EXPECT_EQ(issue["what"], "--year 20260 is out of range");
  EXPECT_TRUE(issue["file"].is_null());
  EXPECT_EQ(issue["expected"], "1990 … 2200");
}

TEST(Settle, OffersNoPercentageThatIsOutOfRange) {
  const auto remedy = [](const std::string& share) {
    const std::string path = test::written(test::scratch() + "percent.csv",
                                           "单位,征缴计划,保险费收入,预算支出,基金支出,上年末结余,按时到位比例\n"
                                           "范县,100,100,150,150,10," +
                                               share + "\n");
    const auto said = program("settle " + path + " --year 2026 --json", true);
    EXPECT_EQ(said.code, 65) << share;
    return json::parse(said.out)["issues"][0]["remedy"].get<std::string>();
  };
  EXPECT_EQ(remedy("98%"), "write 0.98");
  EXPECT_EQ(remedy("110%"), "");
  EXPECT_EQ(remedy("-1%"), "");
}

}  // namespace
}  // namespace ballast
