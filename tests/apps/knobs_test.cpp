/// `ballast knobs --clause`: how the clauses are read, and why.
#include <gtest/gtest.h>

#include <sstream>

#include "output/table/width.hpp"
#include "tests/apps/program.hpp"

namespace ballast {
namespace {

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

TEST(Knobs, FitInto120ColumnsAndCutNothing) {
  for (const std::string lang : {"zh", "en"}) {
    std::istringstream lines(program("knobs --lang " + lang).out);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 120) << line;
  }
  const std::string told = program("knobs --lang en").out;
  EXPECT_NE(told.find("= full   (full | within_short_first | within_over_first | within_pro_rata)"), std::string::npos);
  EXPECT_NE(told.find("= 0.2   (0 … 0.5 share of base)"), std::string::npos);
}

}  // namespace
}  // namespace ballast
