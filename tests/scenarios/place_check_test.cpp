// `ballast data check`: broken copies of the shipped place, each refused with the right file, line and reason.
#include "scenarios/reader/place_check.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "scenarios/reader/library.hpp"
#include "tests/output/chinese_issue.hpp"
#include "tests/scenarios/place_copy.hpp"

namespace ballast {
namespace {

namespace fs = std::filesystem;
using test::text_of;
using test::write;
using Copy = test::PlaceCopy;

/// One way to break a copy. `at` is the line that must be named: kLast the last one, 0 none.
struct Broken {
  static constexpr int kLast = -1;
  const char* kind;
  const char* file;
  int line;          ///< replaced; 0: appended
  const char* text;  ///< of the line
  int at;
  const char* words;
};

void PrintTo(const Broken& broken, std::ostream* out) { *out << broken.kind << " in " << broken.file; }

class BrokenCopy : public Copy, public ::testing::WithParamInterface<Broken> {};

TEST_P(BrokenCopy, IsRefusedWithFileLineAndReason) {
  const Broken& broken = GetParam();
  put(broken.file, broken.line, broken.text);
  const int at = broken.at == Broken::kLast ? lines(broken.file) : broken.at;
  const Issues issues = check();
  const std::string shown = (folder_ / broken.file).string();
  const bool told = std::any_of(issues.begin(), issues.end(), [&](const Issue& issue) {
    return issue.file == shown && issue.line == at && issue.what.find(broken.words) != std::string::npos;
  });
  std::string all;
  for (const Issue& issue : issues) all += issue.file + ":" + std::to_string(issue.line) + ": " + issue.what + "\n";
  for (const Issue& issue : issues) EXPECT_EQ(test::english_left(issue), "");
  EXPECT_TRUE(told) << "wanted " << shown << ":" << at << ": …" << broken.words << "…, got\n" << all;
}

constexpr int kLast = Broken::kLast;

INSTANTIATE_TEST_SUITE_P(
    OfPeople, BrokenCopy,
    ::testing::Values(
        Broken{"negative", "members.csv", 5, "市本级,male_employee,19,-3,synthetic,method", 5,
               "heads = -3 is out of range"},
        Broken{"negative", "population.csv", 6, "华龙区,male,2,-4023,estimated,census2020", 6, "out of range"},
        Broken{"no number", "members.csv", 5, "市本级,male_employee,19,七人,synthetic,method", 5, "is not a number"},
        Broken{"empty cell", "population.csv", 6, "华龙区,male,2,,estimated,census2020", 6, "persons is blank"},
        Broken{"not finite", "retirees.csv", 4, "市本级,male_employee,retired,51,inf,1632.86,26.9,synthetic,method", 4,
               "out of range"},
        Broken{"age too high", "population.csv", 5, "华龙区,male,106,4125,estimated,census2020", 5,
               "age = 106 is out of range"},
        Broken{"age too low", "members.csv", 4, "市本级,male_employee,15,45,synthetic,method", 4,
               "age = 15 is out of range"},
        Broken{"age too low", "retirees.csv", 4, "市本级,male_employee,retired,39,13.9,1632,26.9,synthetic,method", 4,
               "age = 39 is out of range"},
        Broken{"age not whole", "population.csv", 5, "华龙区,male,1.5,4125,estimated,census2020", 5,
               "not a whole number"},
        Broken{"age missing", "population.csv", 5, "华龙区,male,0,4125,estimated,census2020", 0,
               "华龙区 lacks ages: male 1"},
        Broken{"row twice", "population.csv", 0, "华龙区,male,30,1,estimated,census2020", kLast,
               "华龙区 male 30 stands twice"},
        Broken{"row twice", "members.csv", 5, "市本级,male_employee,18,7,synthetic,method", 5, "stands twice"},
        Broken{"row twice", "2024/service.csv", 0,
               "male_employee,new,contributing,18,0,0.848087,0.441,0,0.6805,1829.36,synthetic,method", 5,
               "shares of male_employee at 18 add to 1.84"},
        Broken{"total off", "totals.csv", 4, "population,,all,3687164,estimated,census2020", 4,
               "population.csv adds to 3687163"},
        Broken{"total off", "2024/totals.csv", 5, "population,,male,1832220,estimated,census2020", 5,
               "population.csv adds to"},
        Broken{"unknown group", "totals.csv", 7, "population,,0-14岁,885606,estimated,census2020", 7, "unknown group"},
        Broken{"unknown unit", "members.csv", 5, "濮阳,male_employee,19,78,synthetic,method", 5,
               "unknown unit \"濮阳\""},
        Broken{"unknown category", "members.csv", 5, "市本级,男职工,19,78,synthetic,method", 5, "unknown category"},
        Broken{"unknown sex", "population.csv", 5, "华龙区,男,1,4125,estimated,census2020", 5, "unknown sex"},
        Broken{"residents where none live", "population.csv", 0, "市本级,male,30,100,estimated,census2020", kLast,
               "residents of a unit that has none"},
        Broken{"bucket", "service.csv", 6, "male_employee,new,suspended,18,0,0.166729,3.4,0,0.67,889,synthetic,method",
               6, "paid and deemed years are 3.400"},
        Broken{"deemed years of new members", "service.csv", 6,
               "male_employee,new,suspended,18,0,0.166729,0.3,0.5,0.67,889,synthetic,method", 6, "no deemed years"},
        Broken{"awarded later than now", "award_pattern.csv", 4,
               "male_employee,retired,51,52,1,0.07,187,0.34,synthetic,method", 4, "awarded after the age reached"},
        Broken{"parts above the whole", "award_pattern.csv", 4,
               "male_employee,retired,51,51,1,0.7,187,0.34,synthetic,method", 4, "more than all"},
        Broken{"heads without a pension", "retirees.csv", 4,
               "市本级,male_employee,retired,51,13.94,0,26.949,synthetic,method", 4, "retirees without a pension"},
        Broken{"increases above the rest", "2024/award_pattern.csv", 4,
               "male_employee,retired,51,51,1,0.5,187,0.25,0.51,synthetic,method", 4, "increases are more than"},
        Broken{"shares", "service.csv", 5, "male_employee,new,contributing,18,0,0.7,0.441,0,0.68,1044,synthetic,method",
               5, "shares of male_employee at 18 add to"},
        Broken{"shares", "catchment.csv", 4, "华龙区,市本级,0.95,synthetic,method", 4, "shares of 华龙区 add to 1.54"},
        Broken{"shares", "fertility_age.csv", 4, "2010,15,0.9,estimated,wpp2024", 4, "shares of 2010 add to"},
        Broken{"more members than people", "members.csv", 5, "市本级,male_employee,19,4000000,synthetic,method", 0,
               "has 4070400 insured"}));

INSTANTIATE_TEST_SUITE_P(
    OfFilesAndMoney, BrokenCopy,
    ::testing::Values(
        Broken{"year missing", "mortality.csv", 110, "2050,0,0.01,0.01,estimated,wpp2024", 0,
               "age 0 of 2011 is missing"},
        Broken{"year missing", "fertility.csv", 4, "2009,1.6,1.1,measured,wpp2024", 0, "2010 is missing"},
        Broken{"fund year missing", "fund.csv", 4, "市本级,2014,1,1,1,1,1,1,1,0,0,0,synthetic,method", 0,
               "市本级 has 0 rows of 2015"},
        Broken{"finance year missing", "finance.csv", 4, "市本级,2014,1,1,estimated,method", 0,
               "市本级 has no row of 2015"},
        Broken{
            "ten thousand yuan of income", "fund.csv", 4,
            "市本级,2015,566378000,48585,478672000,15152000,14849000,894280000,889831000,0,79262000,0,synthetic,method",
            0, "市本级: income is 48585 yuan"},
        Broken{
            "ten thousand yuan of other income", "fund.csv", 4,
            "市本级,2015,566378000,485852000,478672000,1515,14849000,894280000,889831000,0,79262000,0,synthetic,method",
            0, "市本级: other_income is 1515 yuan"},
        Broken{"ten thousand yuan of revenue", "finance.csv", 5, "华龙区,2015,70000,1300000000,estimated,method", 0,
               "华龙区: general_revenue is 70000 yuan"},
        Broken{"ten thousand yuan of a budget", "finance.csv", 5, "华龙区,2015,70000,130000,estimated,method", 0,
               "华龙区: general_expenditure is 130000 yuan"},
        Broken{"ten thousand yuan", "fund.csv", 4,
               "市本级,2015,56637,48585,47867,1515,1484,89428,88983,0,7926,0,synthetic,method", 0,
               "市本级 spends 89428 yuan"},
        Broken{"column missing", "members.csv", 3, "unit,category,age,status,source", 3, "column \"heads\" must stand"},
        Broken{"column unknown", "members.csv", 3, "unit,category,age,head,status,source", 3,
               "unknown column \"head\""},
        Broken{"cells missing", "members.csv", 5, "市本级,male_employee,19", 5, "the row has 3 cells"},
        Broken{"number with a comma", "fund.csv", 4, "市本级,2015,566,378,000,1,1,1,1,1,1,1,0,0,0,synthetic,method", 4,
               "the row has 17 cells"},
        Broken{"status unknown", "members.csv", 5, "市本级,male_employee,19,78,official,method", 5, "unknown status"},
        Broken{"source unknown", "members.csv", 5, "市本级,male_employee,19,78,synthetic,hearsay", 5, "unknown source"},
        Broken{"source missing", "members.csv", 5, "市本级,male_employee,19,78,synthetic,", 5, "no source"},
        Broken{"knob unknown", "parameters.csv", 4, "economy.wage_levl,市本级,2015-01,1,estimated,method", 4,
               "unknown key"},
        Broken{"month", "parameters.csv", 4, "economy.wage_level,市本级,2015-13,1,estimated,method", 4, "not a month"},
        Broken{"value out of range", "parameters.csv", 4, "economy.wage_level,市本级,2015-01,99,estimated,method", 4,
               "value = 99 is out of range"},
        Broken{"flag", "units.csv", 5, "市本级,City level,2,市本级,1,measured,policy44", 5,
               "has_residents = 2 is out of range"},
        Broken{"GB18030", "members.csv", 0, "\xB7\xB6\xCF\xD8,male_employee,19,7,synthetic,method", kLast, "not UTF-8"},
        Broken{"GB18030", "2024/retirees.csv", 5, "\xB7\xB6\xCF\xD8,male_employee,retired,60,7,1,1,synthetic,method", 5,
               "not UTF-8"},
        Broken{"identity numbers", "members.csv", 3, "unit,category,age,heads,身份证号,status,source", 3,
               "column \"身份证号\" is about persons"},
        Broken{"names", "retirees.csv", 3, "unit,category,kind,age,heads,姓名,mean_pension,mean_years,status,source", 3,
               "is about persons"},
        Broken{"identity numbers", "members.csv", 5, "410928196503121234,male_employee,19,78,synthetic,method", 5,
               "looks like identity numbers"},
        Broken{"identity numbers", "members.csv", 5, "市本级,male_employee,19,41092819650312123X,synthetic,method", 5,
               "looks like identity numbers"},
        Broken{"telephone numbers", "members.csv", 5, "市本级,male_employee,19,13839301234,synthetic,method", 5,
               "looks like telephone numbers"},
        Broken{"identity numbers", "members.csv", 5, "市本级,male_employee,\"41092819650312123X\",78,synthetic,method",
               5, "looks like identity numbers"},
        Broken{"quotation mark", "members.csv", 5, "市本级,male_employee,19,\"78,synthetic,method", 5,
               "a quotation mark is not closed"},
        Broken{"quotation mark", "members.csv", 5, "市本级,male_employee,19,\"78\"9,synthetic,method", 5,
               "text stands after the closing quotation mark"},
        Broken{"groups of two digits", "fund.csv", 4, "市本级,2015,\"5,66,378\",1,1,1,1,1,1,0,0,0,synthetic,method", 4,
               "balance = \"5,66,378\" is not a number"},
        Broken{"a blank amount", "fund.csv", 4, "市本级,2015,,1,1,1,1,1,1,0,0,0,synthetic,method", 4,
               "balance is blank"},
        Broken{"an amount a narrow column has rounded", "fund.csv", 4,
               "市本级,2015,5.66E+08,1,1,1,1,1,1,0,0,0,synthetic,method", 4, "balance = \"5.66E+08\" is not a number"},
        Broken{"status of laws", "members.csv", 5, "市本级,male_employee,19,78,enacted,method", 5, "unknown status"},
        Broken{"a month become a date", "parameters.csv", 4, "economy.wage_level,市本级,Jan-15,1,estimated,method", 4,
               "from = \"Jan-15\" is not a month"},
        Broken{"treasury", "units.csv", 10, "濮阳县,Puyang County,1,濮县,1,measured,policy44", 10,
               "unknown treasury \"濮县\""},
        Broken{"of_another", "units.csv", 10, "濮阳县,Puyang County,1,范县,1,measured,policy44", 10,
               "another unit's treasury"},
        Broken{"two_of_the_city", "units.csv", 10, "濮阳市本级,Puyang,1,濮阳市本级,1,measured,policy44", 10,
               "a second unit whose treasury is the city's"},
        Broken{"no_english_name", "units.csv", 10, "濮阳县,,1,濮阳县,1,measured,policy44", 10,
               "a unit without an English name"},
        Broken{"english_name_of_another", "units.csv", 10, "濮阳县,Hualong District,1,濮阳县,1,measured,policy44", 10,
               "华龙区 is called \"Hualong District\" already"},
        Broken{"english_name_of_all", "units.csv", 10, "濮阳县,Whole city,1,濮阳县,1,measured,policy44", 10,
               "全市 is called \"Whole city\" already"},
        Broken{"pool without a name", "place.toml", 8, "pool_zh = \"\"", 8, "pool_zh is no usable name"},
        Broken{"formula for a name", "place.toml", 9, "consolidated_zh = \"=1+1\"", 9,
               "consolidated_zh is no usable name"},
        Broken{"place without a name", "place.toml", 3, "zh = \"\"", 3, "zh is no usable name"},
        Broken{"pool called as all", "place.toml", 9, "consolidated_zh = \"市级统筹\"", 9,
               "consolidated_zh is what the pool is called"},
        Broken{"place file", "place.toml", 5, "base_years = 2015", 5, "unknown key \"base_years\""},
        Broken{"key", "place.toml", 2, "key = \"../../etc\"", 2, "key = \"../../etc\" is no name"},
        Broken{"key", "place.toml", 2, "key = \"\"", 2, "key = \"\" is no name"},
        Broken{"openings", "place.toml", 6, "later_base_years = [2024, 2024]", 6, "names a year twice"},
        Broken{"published", "place.toml", 7, "published_through = 1999", 7, "\"published_through\" is out of range"},
        Broken{"published", "place.toml", 7, "published_through = 2080", 7, "\"published_through\" is out of range"},
        Broken{"note in one language", "place.toml", 13, "", 1, "note_en"},
        Broken{"place file", "place.toml", 2, "key = puyang", 2, ""}));

// Two mistakes of a file do not hide one another, nor those of other files.
TEST_F(Copy, TellsEveryProblemAtOnce) {
  put("members.csv", 5, "市本级,male_employee,19,-3,synthetic,method");
  put("members.csv", 6, "市本级,male_employee,200,3,guessed,method");
  put("units.csv", 5, "市本级,City level,9,市本级,1,measured,policy44");
  put("2024/population.csv", 5, "华龙区,male,1,many,estimated,census2020");
  put("fund.csv", 4, "市本级,2015,-1,1,1,1,1,1,1,0,0,0,synthetic,nowhere");
  fs::remove(file("kappa.csv"));
  const Issues issues = check();
  for (const char* words : {"heads = -3", "age = 200", "unknown status \"guessed\"", "has_residents = 9", "\"many\"",
                            "balance = -1", "unknown source \"nowhere\"", "no such file"})
    EXPECT_TRUE(std::any_of(issues.begin(), issues.end(), [&](const Issue& i) {
      return i.what.find(words) != std::string::npos;
    })) << words;
}

TEST_F(Copy, NamesEveryTotalThatAChangedCellMisses) {
  put("population.csv", 6, "华龙区,male,2,4024,estimated,census2020");  // 4023 before
  const Issues issues = check();
  ASSERT_EQ(issues.size(), 4u) << "all, men, children, the district";
  for (const Issue& issue : issues) EXPECT_EQ(issue.file, file("totals.csv").string());
}

TEST_F(Copy, IsCleanBeforeItIsBroken) {
  const auto report = check_place(folder_.string());
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->clean());
  EXPECT_TRUE(report->illustrative);
  EXPECT_EQ(report->base_years, (std::vector<Year>{2015, 2024}));
}

TEST_F(Copy, NamesAMissingTableAndOneThatIsNone) {
  fs::rename(file("retirees.csv"), file("retires.csv"));
  const Issues issues = check();
  ASSERT_EQ(issues.size(), 2u);
  EXPECT_EQ(issues[0].file, file("retires.csv").string());
  EXPECT_EQ(issues[0].remedy, "retirees.csv");
  EXPECT_EQ(issues[1].file, file("retirees.csv").string());
  EXPECT_EQ(issues[1].what, "no such file");
}

// Excel's "CSV UTF-8" writes the mark always.
// Nor does the table lack what the broken row may have held.
TEST_F(Copy, GoesOnAfterARowWithAWrongNumberOfCells) {
  put("population.csv", 6, "华龙区,male,2,4023,estimated,census2020,");
  put("population.csv", 7, "华龙区,mail,3,4023,estimated,census2020");
  const Issues issues = check();
  ASSERT_EQ(issues.size(), 2u);
  EXPECT_EQ(issues[0].line, 6);
  EXPECT_EQ(issues[1].what, "unknown sex \"mail\"");
}

TEST_F(Copy, JudgesNoSourceByATableThatCannotBeReadWhole) {
  put("sources.csv", 0, "book,年鉴, 第一卷,https://a.gov.cn,");
  put("members.csv", 5, "市本级,male_employee,19,78.902,synthetic,book");
  EXPECT_EQ(check().size(), 1u);
}

// What is guessed from one wrong word is not told beside it.
TEST_F(Copy, TellsAWrongWordOnceAndNothingThatFollows) {
  put("place.toml", 5, "base_yaer = 2015");
  EXPECT_EQ(check().size(), 2u) << "one key is missing, another unknown";
  put("place.toml", 5, "base_year = 2015");
  put("units.csv", 6, "华龙区,Hualong District,yes,华龙区,1,measured,policy44+finance_q1");
  EXPECT_EQ(check().size(), 1u);
  put("units.csv", 6, "华龙区,Hualong District,0,华龙区,1,measured,policy44+finance_q1");
  EXPECT_EQ(check().size(), 2u) << "of each opening its first row";
}

TEST_F(Copy, NamesEveryKeyOfThePlaceOnce) {
  put("place.toml", 5, "base_yaer = 2015");
  const Issues issues = check();
  const auto unknown =
      std::find_if(issues.begin(), issues.end(), [](const Issue& i) { return i.remedy == "base_year"; });
  ASSERT_NE(unknown, issues.end());
  EXPECT_EQ(unknown->expected.find("note_zh"), unknown->expected.rfind("note_zh"));
}

/// The lines of a text that do not hold `words`.
std::string without(const std::string& text, const std::string& words) {
  std::string left;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size() - 1) + 1;
    const std::string line = text.substr(start, end - start);
    if (line.find(words) == std::string::npos) left += line;
    start = end;
  }
  return left;
}

TEST_F(Copy, WantsAKappaForEveryBirthYearWithDeemedYears) {
  write(file("kappa.csv"), without(without(text_of(file("kappa.csv")), "male_employee,1960"), "male_employee,1961"));
  const Issues issues = check();
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].what, "no kappa for male_employee born in 1960-1961");
}

TEST_F(Copy, NamesTheYearsThatMortalityLacks) {
  std::string mortality = text_of(file("mortality.csv"));
  for (int year = 2098; year <= 2100; ++year) mortality = without(mortality, std::to_string(year) + ",");
  write(file("mortality.csv"), mortality);
  const Issues issues = check();
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].file, file("mortality.csv").string());
  EXPECT_EQ(issues[0].what, "2098-2100 is missing");
}

// A fund of 13.8 billion yuan has eleven digits and begins with 13, as a telephone number does.
TEST_F(Copy, TakesAmountsOfMoneyForMoney) {
  put("finance.csv", 0, "市本级,2014,13839301234,13839301234,estimated,method");
  EXPECT_TRUE(check().empty());
}

std::string all_measured(std::string text) {
  for (const std::string word : {",estimated,", ",synthetic,"})
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at))
      text.replace(at, word.size(), ",measured,");
  return text;
}

TEST_F(Copy, LosesTheIllustrativeMarkOnceEveryRowIsMeasured) {
  for (const auto& entry : fs::recursive_directory_iterator(folder_))
    if (entry.path().extension() == ".csv") write(entry.path(), all_measured(text_of(entry.path())));
  auto place = Library::open(BALLAST_ROOT, folder_.string());
  ASSERT_TRUE(place);
  EXPECT_FALSE(place->place().base.illustrative);
  put("fertility.csv", 94, "2100,1.3,1.06,estimated,wpp2024");
  EXPECT_FALSE(Library::open(BALLAST_ROOT, folder_.string())->place().base.illustrative)
      << "the future is not measured";
  put("members.csv", 5, "市本级,male_employee,19,78.902,synthetic,method");
  EXPECT_TRUE(Library::open(BALLAST_ROOT, folder_.string())->place().base.illustrative);
}

// 44-2.11: the fixed subsidy follows the gap of 2015, also where a city's tables stand at a later year.
TEST_F(Copy, TakesTheGapOfAnEarlierYearForTheFixedSubsidy) {
  write(file("place.toml"), text_of(file("place.toml")) + "subsidy_base_year = 2014\n");
  const auto without = Library::open(BALLAST_ROOT, folder_.string());
  ASSERT_FALSE(without);
  EXPECT_EQ(without.error().front().what, "市本级 has 0 rows of 2014");
  std::istringstream rows(text_of(file("fund.csv")));
  std::string earlier;
  for (std::string row; std::getline(rows, row);)
    if (const std::size_t year = row.find(",2015,"); year != std::string::npos)
      earlier += row.replace(year, 6, ",2014,") + "\n";
  write(file("fund.csv"), text_of(file("fund.csv")) + earlier);
  const auto library = Library::open(BALLAST_ROOT, folder_.string());
  ASSERT_TRUE(library) << library.error().front().what;
  EXPECT_EQ(library->place().base.subsidy_base_year, 2014);
  const BaseTables& own = library->place().base.openings.front();
  EXPECT_EQ(own.subsidy_base.budget_expenditure, own.fund.budget_expenditure);
}

TEST_F(Copy, NeedsAUnitInTheCitysPool) {
  std::string units = text_of(file("units.csv"));
  for (std::size_t at = units.find(",1,measured"); at != std::string::npos; at = units.find(",1,measured"))
    units[at + 1] = '0';
  write(file("units.csv"), units);
  const auto library = Library::open(BALLAST_ROOT, folder_.string());
  ASSERT_FALSE(library);
  EXPECT_EQ(library.error().front().what, "no unit is in the city's pool");
}

// A county that was forgotten in one table would have nobody insured, and a support ratio of 0.
TEST_F(Copy, MissesAUnitInTheTableOfMembers) {
  std::istringstream rows(text_of(file("members.csv")));
  std::string others;
  for (std::string row; std::getline(rows, row);)
    if (!row.starts_with("范县,")) others += row + "\n";
  write(file("members.csv"), others);
  const auto library = Library::open(BALLAST_ROOT, folder_.string());
  ASSERT_FALSE(library);
  EXPECT_EQ(library.error().front().what, "范县 has no row");
}

// 新增单位只改表. The row of a unit, its people and its money, and nothing but tables.
TEST_F(Copy, TakesAnotherUnitFromTablesAlone) {
  fs::remove_all(file("2024"));
  std::string place = text_of(file("place.toml"));
  place.erase(place.find("later_base_years"), place.find("published_through") - place.find("later_base_years"));
  write(file("place.toml"), place);
  put("units.csv", 0, "新城区,New District,1,新城区,1,synthetic,method");
  std::string people, members, retirees, parameters;
  for (const char* sex : {"male", "female"})
    for (int age = 0; age <= 105; ++age)
      people += "新城区," + std::string(sex) + "," + std::to_string(age) + ",100,synthetic,method\n";
  for (int age = 20; age < 60; ++age)
    members += "新城区,male_employee," + std::to_string(age) + ",10,synthetic,method\n";
  for (int age = 60; age < 80; ++age)
    retirees += "新城区,male_employee,retired," + std::to_string(age) + ",5,2000,30,synthetic,method\n";
  const std::string old = text_of(file("parameters.csv"));
  for (std::size_t at = old.find(",范县,"); at != std::string::npos; at = old.find(",范县,", at + 1)) {
    const std::size_t start = old.rfind('\n', at) + 1, end = old.find('\n', at);
    parameters += old.substr(start, at - start) + ",新城区," + old.substr(at + 8, end - at - 8) + "\n";
  }
  write(file("population.csv"), text_of(file("population.csv")) + people);
  write(file("members.csv"), text_of(file("members.csv")) + members);
  write(file("retirees.csv"), text_of(file("retirees.csv")) + retirees);
  write(file("parameters.csv"), old + parameters);
  put("catchment.csv", 0, "新城区,新城区,1,synthetic,method");
  put("fund.csv", 0, "新城区,2015,5000000,1200000,1200000,30000,30000,2400000,2400000,0,0,0,synthetic,method");
  put("finance.csv", 0, "新城区,2015,90000000,100000000,synthetic,method");
  const Issues off = check();
  EXPECT_EQ(off.size(), 11u)
      << "the totals do not know the unit yet: seven of people, two of the scheme, two of budgets";
  for (const Issue& issue : off) EXPECT_EQ(issue.file, file("totals.csv").string()) << issue.what;
  fs::remove(file("totals.csv"));
  EXPECT_TRUE(check().empty());
  auto library = Library::open(BALLAST_ROOT, folder_.string());
  ASSERT_TRUE(library);
  const auto scenario = library->scenario({"baseline", {}, {}, 2020});
  ASSERT_TRUE(scenario) << scenario.error().front().what;
  EXPECT_EQ(scenario->units.size(), 11u);
  EXPECT_EQ(scenario->units.back().zh, "新城区");
}

// 油田是否在本市统筹之内: one flag.
TEST_F(Copy, LeavesOutTheRowsOfAUnitOutsideThePool) {
  put("members.csv", 0, "中原油田,male_employee,40,1000,synthetic,method");
  EXPECT_TRUE(check().empty()) << "the flag says that the oil field has its own pool";
  std::string units = text_of(file("units.csv"));
  units.replace(units.find("中原油田,0,"), std::string("中原油田,0,").size(), "中原油田,1,");
  write(file("units.csv"), units);
  const Issues issues = check();
  EXPECT_TRUE(std::any_of(issues.begin(), issues.end(), [](const Issue& issue) {
    return issue.what == "中原油田 has 0 rows of 2015";
  })) << "inside the pool its fund is asked for";
}

}  // namespace
}  // namespace ballast
