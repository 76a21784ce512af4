// `ballast fit-mortality` as a script sees it: what it answers, and what it refuses, with file, line and column.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/apps/program.hpp"

namespace ballast {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::program;

const std::string kEnglandAndWales = std::string(BALLAST_ROOT) + "/tests/published/ew_male_deaths_55_89.csv";

class FitMortality : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(dir_); }
  void TearDown() override { fs::remove_all(dir_); }
  std::string file(const std::string& text) const { return test::written((dir_ / "rates.csv").string(), text); }
  test::Outcome refused(const std::string& text, const std::string& options = "") const {
    return program("fit-mortality '" + file(text) + "' --lang en " + options, true);
  }
  fs::path dir_ = fs::temp_directory_path() / ("ballast_fit_" + std::to_string(::getpid()));
};

/// A whole table of rates that fall, ages 60 to 62, 2000 to 2004.
std::string rates(const std::string& header = "year,age,rate") {
  std::string text = header + "\n";
  for (int year = 2000; year < 2005; ++year)
    for (int age = 60; age < 63; ++age)
      text += std::to_string(year) + "," + std::to_string(age) + "," +
              std::to_string(0.01 * (age - 58) * (1 - 0.02 * (year - 2000) - 0.001 * ((year * age) % 7))) + "\n";
  return text;
}

TEST_F(FitMortality, AnswersTheContractsKeys) {
  const auto outcome =
      program("fit-mortality '" + kEnglandAndWales + "' --method poisson --ages 55:89 --clip-cohorts 3 --json");
  ASSERT_EQ(outcome.code, 0);
  const json answer = json::parse(outcome.out);
  for (const char* key :
       {"schema", "ages", "years", "ax", "bx", "kt", "drift", "sigma", "loglik", "variance_explained"})
    EXPECT_TRUE(answer.contains(key)) << key;
  EXPECT_EQ(answer["ages"].size(), 35u);
  EXPECT_EQ(answer["years"].front(), 1961);
  EXPECT_NEAR(answer["loglik"].get<double>(), -14937.75, 0.005);  // StMoMo 0.4.1
}

TEST_F(FitMortality, FitsRatesAloneAndPassesOverOtherAges) {
  const auto outcome = program("fit-mortality '" + file(rates()) + "' --ages 60:61 --json");
  ASSERT_EQ(outcome.code, 0);
  const json answer = json::parse(outcome.out);
  EXPECT_EQ(answer["ages"], json({60, 61}));
  EXPECT_LT(answer["drift"].get<double>(), 0);
}

// As a spreadsheet may have saved it; a table of deaths is read alike.
TEST_F(FitMortality, KnowsATableOfRatesByItsHeaderHoweverThatIsWritten) {
  for (const std::string header :
       {"\"year\",\"age\",\"rate\"", "year, age, rate ", "\"# made, by hand\"\nyear,age,rate", ",,\nyear,age,rate",
        "\xEF\xBB\xBFyear,age,rate\r"})
    EXPECT_EQ(program("fit-mortality '" + file(rates(header)) + "'").code, 0) << header;
}

TEST_F(FitMortality, SaysTheSameInBothLanguages) {
  const std::string call = "fit-mortality '" + file(rates()) + "' --lang ";
  const auto zh = program(call + "zh"), en = program(call + "en");
  EXPECT_NE(zh.out.find("拟合"), std::string::npos);
  EXPECT_NE(en.out.find("fit"), std::string::npos);
  // the table itself has no words
  EXPECT_EQ(zh.out.substr(zh.out.find("a(x)")), en.out.substr(en.out.find("a(x)")));
}

struct Broken {
  const char* what;
  std::string text;
  int code;
  const char* says;
};

TEST_F(FitMortality, RefusesBrokenTablesWhereTheyAreBroken) {
  std::string twice = rates(), hole = rates(), nan = rates(), deaths = rates("year,age,deaths");
  twice += "2001,61,0.02\n";
  hole.erase(hole.find("2003,61"), hole.find("2003,62") - hole.find("2003,61"));
  nan.replace(nan.find("2002,60,") + 8, 4, "nan0");
  const std::vector<Broken> cases{
      {"empty", "", 65, "no header"},
      {"header alone", "year,age,rate\n", 65, "no rows"},
      {"a column is missing", deaths, 65, "rates.csv:1:1: column \"exposure\" must stand exactly once"},
      {"a column is unknown", rates("year,age,rat"), 65, "rate"},
      {"a row stands twice", twice, 65, "rates.csv:17:6: 2001 at age 61 stands twice"},
      {"a cell is missing", hole, 65, "2003 at age 61 is missing"},
      {"no number", nan, 65, "rates.csv:8:9: rate = \"nan0"},
      {"nan", "year,age,rate\n2000,60,nan\n", 65, "rates.csv:2:9: rate = nan is out of range"},
      {"negative", "year,age,rate\n2000,60,-0.1\n", 65, "rates.csv:2:9: rate = -0.1 is out of range"},
      {"age of no one", "year,age,rate\n2000,900,0.1\n", 65, "rates.csv:2:6: age = 900 is out of range"},
      {"half an age", "year,age,rate\n2000,60.5,0.1\n", 65, "rates.csv:2:6: age = 60.5 is not a whole number"},
      {"too few cells", "year,age,rate\n2000,60\n", 65, "rates.csv:2:1: the row has 2 cells"},
      {"nobody exposed", "year,age,deaths,exposure\n2000,60,1,0\n", 65, "rates.csv:2:11: nobody is exposed"},
      {"more die than live", "year,age,deaths,exposure\n2000,60,30,10\n", 65,
       "rates.csv:2:9: 30 deaths in 10 person-years"},
      {"one year", "year,age,rate\n2000,60,0.1\n2000,61,0.1\n", 65, "the years are 2000 to 2000"},
      {"not UTF-8", "year,age,rate\n\xC4\xEA,60,0.1\n", 65, "not UTF-8"},
      {"a rate of nothing", "year,age,rate\n2000,60,0\n2000,61,1\n2001,60,1\n2001,61,1\n2002,60,1\n2002,61,1\n", 65,
       "a rate of 0 has no logarithm"}};
  for (const Broken& broken : cases) {
    const auto outcome = refused(broken.text);
    EXPECT_EQ(outcome.code, broken.code) << broken.what << '\n' << outcome.out;
    EXPECT_NE(outcome.out.find(broken.says), std::string::npos) << broken.what << '\n' << outcome.out;
  }
}

TEST_F(FitMortality, TellsEveryBrokenRowAtOnce) {
  const auto outcome = refused("year,age,rate\n2000,60,x\n2000,900,0.1\n2001,60,-1\n");
  for (const char* place : {"rates.csv:2:9", "rates.csv:3:6", "rates.csv:4:9"})
    EXPECT_NE(outcome.out.find(place), std::string::npos) << place << '\n' << outcome.out;
}

TEST_F(FitMortality, RefusesOptionsThatMakeNoSense) {
  EXPECT_EQ(refused(rates(), "--method poison").code, 64);
  EXPECT_NE(refused(rates(), "--method poison").out.find("poisson"), std::string::npos);
  EXPECT_EQ(refused(rates(), "--ages 60").code, 64);
  EXPECT_EQ(refused(rates(), "--ages 62:60").code, 65);
  EXPECT_EQ(refused(rates(), "--ages 70:80").code, 65);
  EXPECT_EQ(refused(rates(), "--clip-cohorts -1").code, 65);
  EXPECT_EQ(refused(rates(), "--clip-cohorts 5").code, 65);
  EXPECT_EQ(refused(rates(), "--method poisson").code, 65);  // rates alone have no deaths
  EXPECT_EQ(program("fit-mortality /no/such/file.csv").code, 66);
  EXPECT_EQ(program("fit-mortality").code, 64);
}

}  // namespace
}  // namespace ballast
