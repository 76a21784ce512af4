/// `ballast targets`: the target table of a year, and the limit on what a treasury can bear.
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "tests/apps/program.hpp"

namespace ballast {
namespace {

using nlohmann::json;
using test::program;

json targets(const std::string& more) {
  const auto said = program("targets baseline --json " + more);
  EXPECT_EQ(said.code, 0) << more;
  return json::parse(said.out);
}

TEST(Targets, HoldEveryUnitAgainstEveryTargetOfTheYear) {
  const json d = targets("--year 2026");
  EXPECT_EQ(d["schema"], "ballast.targets/1");
  ASSERT_EQ(d["targets"].size(), 10u * 6u);
  int judged = 0;
  for (const json& t : d["targets"]) {
    EXPECT_EQ(t["achieved"].is_null(), t["met"].is_null()) << t;
    if (t["achieved"].is_null()) continue;
    ++judged;
    const double asked = t["asked"], achieved = t["achieved"];
    const bool least = t["sense"] == "at_least";
    EXPECT_EQ(t["met"].get<bool>(), least ? achieved >= asked : achieved <= asked) << t;
    EXPECT_TRUE(t["clause"].get<std::string>().starts_with("44-"));
  }
  EXPECT_GT(judged, 50);
}

/// A plan made by projection is its own outcome, and the answer says so; stretched by a quarter it is met to 80 %.
TEST(Targets, SayWhenThePlanIsTheOutcome) {
  EXPECT_TRUE(targets("--year 2026")["plan_is_outcome"].get<bool>());
  const json d = targets("--year 2026 --set plan.stretch=0.25");
  EXPECT_FALSE(d["plan_is_outcome"].get<bool>());
  EXPECT_NEAR(d["targets"][0]["achieved"].get<double>(), 0.8, 1e-9);
  EXPECT_FALSE(d["targets"][0]["met"].get<bool>());
}

// 44-5.1 asks of the year: old arrears are no failure of this one, and no share falls below nought.
TEST(Targets, JudgePensionsByWhatTheYearLeftUnpaid) {
  const json d =
      targets("--year 2040 --set fiscal.on_time_share=0 --set fiscal.settlement=0 --set pool.external_money=0");
  int judged = 0, failed = 0;
  for (const json& t : d["targets"]) {
    if (t["target"] != "paid") continue;
    ++judged, failed += t["achieved"].get<double>() < 1;
    EXPECT_GE(t["achieved"].get<double>(), 0) << t;
    EXPECT_LE(t["achieved"].get<double>(), 1) << t;
  }
  EXPECT_EQ(judged, 10);
  EXPECT_GT(failed, 0) << "nothing is paid on time: some unit runs dry";
}

TEST(Targets, MayBeAskedOfOneUnitFromAYearOn) {
  const auto asked = [](const json& d, std::size_t unit) { return d["targets"][6 * unit + 2]["asked"].get<double>(); };
  const std::string set = " --set 'target.coverage_rate[范县]=0.7@2027'";
  EXPECT_EQ(asked(targets("--year 2027" + set), 8), 0.7);
  EXPECT_EQ(asked(targets("--year 2027" + set), 9), asked(targets("--year 2027"), 9));
  EXPECT_EQ(asked(targets("--year 2026" + set), 8), asked(targets("--year 2026"), 8));
}

TEST(Targets, ShowOneUnitInEveryForm) {
  const std::string asked = "targets baseline --year 2026 --unit 范县 --lang zh ";
  const json d = json::parse(program(asked + "--json").out);
  ASSERT_EQ(d["targets"].size(), 6u);
  for (const json& t : d["targets"]) EXPECT_EQ(t["unit"], "范县");
  for (const char* form : {"", "--csv"}) {
    const auto said = program(asked + form);
    EXPECT_NE(said.out.find("范县"), std::string::npos) << form;
    EXPECT_EQ(said.out.find("台前县"), std::string::npos) << form;
  }
}

TEST(Targets, RefuseWhatTheyCannotAnswer) {
  EXPECT_EQ(program("targets baseline").code, 64);
  EXPECT_EQ(program("targets baseline --year 1999").code, 65);
  EXPECT_EQ(program("targets baseline --year 2026 --unit 台北市").code, 64);
  EXPECT_EQ(program("targets no-such-case --year 2026").code, 66);
  EXPECT_EQ(program("targets baseline --year 2026 --set target.paid=1.5").code, 65);
}

/// What a treasury can bear is a share of its own revenue; the budget names unit and sum beyond it (44-2.5, 44-5.2).
TEST(TreasuryCap, MakesTheBudgetInvalidAndNamesUnitAndSum) {
  const std::string asked = "budget baseline --year 2026 --solve --set 'fiscal.treasury_cap[台前县]=0.03' ";
  const json d = json::parse(program(asked + "--json").out);
  const json& check = d["units"][9]["check"];
  EXPECT_FALSE(d["balanced"].get<bool>());
  EXPECT_TRUE(d["units"][8]["check"]["treasury_cap"].is_null());
  const double cap = check["treasury_cap"], needed = check["treasury_needed"];
  EXPECT_EQ(check["treasury"], check["treasury_cap"]);
  EXPECT_NEAR(check["lacking"].get<double>(), needed - cap, 0.005);
  EXPECT_GT(needed, cap);
  EXPECT_NE(program(asked + "--lang zh").out.find("台前县尚缺"), std::string::npos);
  EXPECT_EQ(program("budget draft baseline --year 2026 --solve --set 'fiscal.treasury_cap[台前县]=0.03' --out " +
                    test::scratch() + "capped")
                .code,
            65);
  const json doubled =
      json::parse(program("budget baseline --year 2026 --solve --json --set 'fiscal.treasury_cap[台前县]=0.06'").out);
  EXPECT_NEAR(doubled["units"][9]["check"]["treasury_cap"].get<double>(), 2 * cap, 0.011);
}

TEST(TreasuryCap, IsNoneUnlessAskedForAndTheOutputSaysSo) {
  EXPECT_NE(program("budget baseline --year 2026 --solve --lang en")
                .out.find("without a limit on the treasury every "
                          "budget balances"),
            std::string::npos);
}

}  // namespace
}  // namespace ballast
