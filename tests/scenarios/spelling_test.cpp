// Numbers and months as people write them into cases and --set: refused, and the right spelling told.
#include <gtest/gtest.h>

#include <map>

#include "tests/scenarios/spoiled_data.hpp"

namespace ballast {
namespace {

class Spelling : public test::SpoiledData {
 protected:
  /// The remedy of the first thing wrong with a change of a case, which is refused.
  std::string remedy_of(const std::string& lines) const {
    write("cases/own.toml", "base = \"baseline\"\n[[change]]\nknob = \"economy.wage_growth\"\n" + lines + "\n");
    const Issues issues = ask("own");
    EXPECT_FALSE(issues.empty()) << lines;
    return issues.empty() ? "" : issues.front().remedy;
  }
};

TEST_F(Spelling, OfANumberInACaseIsTold) {
  const std::map<std::string, std::string> kTold{
      {"\"0.03\"", "write 0.03"},    {"\"3%\"", "write 0.03"},           {"\"３％\"", "write 0.03"},
      {"\"０.０３\"", "write 0.03"}, {"\"0，03\"", "write 0.03"},        {"\"3\"", "write 0.03"},
      {"3%", "write value = 0.03"},  {"３", "write value = 3"},          {"0,03", "write value = 0.03"},
      {".03", "write value = 0.03"}, {"0.03％", "write value = 0.0003"}, {"0.03，", "write value = 0.03"}};
  for (const auto& [value, remedy] : kTold) EXPECT_EQ(remedy_of("from = 2027\nvalue = " + value), remedy) << value;
  EXPECT_EQ(remedy_of("from = 2027\nvalue = \"much\""), "");
  EXPECT_EQ(remedy_of("from = 2027\nscale = \"1.5\""), "write 1.5");
  EXPECT_EQ(remedy_of("from = 2027\nvalue ＝ 0.03"), "write value = 0.03");
  EXPECT_EQ(remedy_of("from = 2027\nvalue：0.03"), "write value = 0.03");
}

TEST_F(Spelling, OfAMonthInACaseIsTold) {
  const std::map<std::string, std::string> kTold{
      {"\"2027/1\"", "write 2027-01"},          {"\"2027年1月\"", "write 2027-01"},
      {"\"２０２７\"", "write 2027"},           {"2027-01-01", "write \"2027-01\""},
      {"202701", "write \"2027-01\""},          {"20270101", "write \"2027-01\""},
      {"2027/1/1", "write from = \"2027-01\""}, {"2027-01", "write from = \"2027-01\""},
      {"2027年", "write from = 2027"},          {"\"2027-13\"", ""}};
  for (const auto& [from, remedy] : kTold) EXPECT_EQ(remedy_of("value = 0.03\nfrom = " + from), remedy) << from;
}

TEST_F(Spelling, OfANumberOrMonthInASetIsTold) {
  const std::map<std::string, std::string> kTold{{"economy.wage_growth=3%", "write 0.03"},
                                                 {"economy.wage_growth=0,03", "write 0.03"},
                                                 {"economy.wage_growth=+0.03", "write 0.03"},
                                                 {"economy.wage_growth=\"0.03\"", "write 0.03"},
                                                 {"wage.reference=6,385", "write 6385"},
                                                 {"wage.reference=6385元", "write 6385"},
                                                 {"wage.reference=0.6385万", "write 6385"},
                                                 {"wage.reference=-5元", ""},
                                                 {"economy.wage_growth=0.03@2027年", "write 2027"},
                                                 {"economy.wage_growth=0.03@2027/1/1", "write 2027-01"},
                                                 {"economy.wage_growth=0.03@202701", "write 2027-01"}};
  for (const auto& [set, remedy] : kTold) {
    const Issues issues = ask("baseline", {set});
    ASSERT_EQ(issues.size(), 1u) << set;
    EXPECT_EQ(issues[0].remedy, remedy) << set;
  }
}

// 1e-400 is nearer to 0 than any number a program holds, and within every range that 0 is in.
TEST_F(Spelling, OfANumberTooNearToZeroToBeHeldIsTakenForZero) {
  EXPECT_TRUE(ask("baseline", {"economy.wage_growth=1e-400"}).empty());
  EXPECT_FALSE(ask("baseline", {"economy.wage_growth=1e400"}).empty());
}

}  // namespace
}  // namespace ballast
