/// `ballast knobs`: every dated value of a knob; how the clauses are read, and why.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "output/table/figures.hpp"
#include "output/table/width.hpp"
#include "tests/apps/program.hpp"

namespace ballast {
namespace {

using nlohmann::json;
using test::program;

/// Every reading of a clause says its default and why (44-2.13 has the most).
TEST(Knobs, SayWhyTheReadingsOfAClauseStandAsTheyDo) {
  const std::string told = program("knobs --clause 44-2.13 --lang en").out;
  for (const std::string reading :
       {"subsidy.ratio_lag = 1   (1 | 0)   [44-2.13] enacted", "subsidy.tier_reading = steps",
        "“by tiers” is read as steps", "subsidy.ratio_date = year_end"})
    EXPECT_NE(told.find(reading), std::string::npos) << reading;
  EXPECT_EQ(told.find("44-2.14"), std::string::npos);
  EXPECT_EQ(program("knobs --clause 44-9").code, 64);
}

// 濮政〔2016〕44号 names no tiers; those of scenarios/law/puyang-2016-44.toml are hypothetical: 80 % below 1.5 … 40 %
// from 3 up.
TEST(Knobs, OfTheClauseOfTiersTellTheTiers) {
  const std::string told = program("knobs --clause 44-2.13 --lang en").out;
  for (const std::string line :
       {"Tiers of the adjustment subsidy (assumed: ", "below 1.5", "1.5 to below 2", "3 and more", "1.25 → 80%"})
    EXPECT_NE(told.find(line), std::string::npos) << line << told;
  EXPECT_NE(program("knobs subsidy.tier_reading --lang zh").out.find("调标补助分档（假设："), std::string::npos);
  EXPECT_EQ(program("knobs --clause 44-2.14 --lang en").out.find("Tiers"), std::string::npos);
}

// scenarios/law/national.toml: 20 % from 1998, 19 % from May 2016 (人社部发〔2016〕36号), 16 % from May 2019.
TEST(Knobs, ShowEveryDatedValueOfTheOneAskedFor) {
  const json knob = json::parse(program("knobs contribution.unit_rate --json").out).at(0);
  EXPECT_EQ(knob.at("first"), json({{"from", "1998-01"}, {"value", 0.2}}));
  EXPECT_EQ(knob.at("later"),
            json::parse(R"([{"from": "2016-05", "value": 0.19}, {"from": "2019-05", "value": 0.16}])"));
  EXPECT_EQ(knob.at("default"), 0.2) << "in January 2016";
  const std::string told = program("knobs contribution.unit_rate --lang zh").out;
  EXPECT_NE(told.find("2016-05  0.19\n"), std::string::npos) << told;
  EXPECT_NE(told.find("国办发〔2019〕13号"), std::string::npos) << told;
}

// scenarios/places/puyang/parameters.csv: 0.975 in 市本级, other rates elsewhere; other places have their own.
TEST(Knobs, SayWhoseValuesAreShownWhereThoseOfUnitsDiffer) {
  EXPECT_NE(program("knobs contribution.collection_rate --lang zh").out.find("以下为市本级的数"), std::string::npos);
  EXPECT_EQ(program("knobs contribution.unit_rate --lang zh").out.find("以下为"), std::string::npos);
  EXPECT_EQ(program("knobs contribution.collection_rate --place henan --lang zh").out.find("市本级"),
            std::string::npos);
}

TEST(Knobs, NameTheNearestOfAnUnknownOne) {
  const auto refused = program("knobs contribution.unit_rat --lang en", true);
  EXPECT_EQ(refused.code, 64);
  EXPECT_NE(refused.out.find("did you mean contribution.unit_rate?"), std::string::npos) << refused.out;
}

TEST(Knobs, FitIntoATerminalAndCutNothing) {
  for (const std::string lang : {"zh", "en"}) {
    std::istringstream lines(program("knobs --lang " + lang).out);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), kTableWidth) << line;
  }
  const std::string told = program("knobs --lang en").out;
  for (const char* choice : {"= full   (full |", "within_short_first", "within_over_first", "within_pro_rata)"})
    EXPECT_NE(told.find(choice), std::string::npos) << choice;
  EXPECT_NE(told.find("= 0.2   (0 … 0.5 share of base)"), std::string::npos);
}

}  // namespace
}  // namespace ballast
