/// The program as a script sees it: exit codes, stdout, files. Codes are those of the contract with outside scripts.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/apps/program.hpp"
#include "tests/output/chinese_issue.hpp"

namespace ballast {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

using test::Outcome;
using test::program;

class Cli : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(dir_); }
  void TearDown() override { fs::remove_all(dir_); }
  std::string path(const std::string& name) const { return (dir_ / name).string(); }
  std::string file(const std::string& name, const std::string& content) const {
    std::ofstream(path(name), std::ios::binary) << content;
    return "'" + path(name) + "'";
  }
  static std::string content(const fs::path& from) {
    std::ostringstream out;
    out << std::ifstream(from, std::ios::binary).rdbuf();
    return out.str();
  }
  fs::path dir_ = fs::temp_directory_path() / ("ballast_cli_" + std::to_string(::getpid()));
};

struct Refusal {
  const char* arguments;
  int code;
};

class Refused : public testing::TestWithParam<Refusal> {};

TEST_P(Refused, WithTheDocumentedCodeAndNothingOnStdout) {
  const Outcome outcome = program(GetParam().arguments);
  EXPECT_EQ(outcome.code, GetParam().code) << GetParam().arguments;
  EXPECT_EQ(outcome.out, "") << GetParam().arguments;
}

TEST_P(Refused, InChineseToThoseWhoReadIt) {
  if (std::string_view(GetParam().arguments).find("--json") != std::string_view::npos) return;  // scripts read English
  const char* const before = std::getenv("LC_ALL");
  const std::string restored = before ? before : "C.UTF-8";
  ::setenv("LC_ALL", "zh_CN.UTF-8", 1);
  const Outcome outcome = program(GetParam().arguments, true);
  ::setenv("LC_ALL", restored.c_str(), 1);
  EXPECT_FALSE(outcome.out.empty());
  std::istringstream lines(outcome.out);
  for (std::string line; std::getline(lines, line);)
    EXPECT_TRUE(!test::holds_english(line) || line.find("run ensemble compare") != std::string::npos) << line;
}

INSTANTIATE_TEST_SUITE_P(
    Input, Refused,
    testing::Values(Refusal{"", 64}, Refusal{"rnu", 64}, Refusal{"run", 64}, Refusal{"run baseline --seed -1", 64},
                    Refusal{"run baseline --horiz 2050", 64}, Refusal{"run baseline --horizon twenty", 64},
                    Refusal{"run baseline --horizon", 64}, Refusal{"run baseline --unit ''", 64},
                    Refusal{"run baseline --out --json", 64}, Refusal{"run baseline baseline --out /tmp", 64},
                    Refusal{"run baseline --horizon 1990", 65}, Refusal{"run baseline --threads -1", 65},
                    Refusal{"run baseline --set retirement.early=1", 64},
                    Refusal{"run baseline --set benefit.increase_rate=abc", 64},
                    Refusal{"run baseline --set benefit.increase_rate=nan", 65},
                    Refusal{"run baseline --set benefit.increase_rate=7", 65},
                    Refusal{"run baseline --set nothing", 64}, Refusal{"run no-such-case", 66},
                    Refusal{"run baseline --place nowhere", 66}, Refusal{"run baseline --unit 无此县", 64},
                    Refusal{"run baseline --prices 1999", 64}, Refusal{"run baseline --horizon 2020 --prices 2025", 64},
                    Refusal{"ensemble baseline --seed 9223372036854775808", 65},
                    Refusal{"rules compare baseline --prices 2025", 64}, Refusal{"run baseline --json --lang fr", 64},
                    Refusal{"run baseline --out /dev/null/below", 73},
                    Refusal{"run baseline --out /tmp --format doc", 64}, Refusal{"compare baseline", 64},
                    Refusal{"compare baseline baseline --by county", 64},
                    Refusal{"compare a.h5 b.h5 --set benefit.increase_rate=0.02 --place nowhere", 64},
                    Refusal{"award /no/such/file.json", 66}, Refusal{"award", 64},
                    Refusal{"retirement --category men --birth 1965-05", 64},
                    Refusal{"retirement --category male --birth 1965-5", 64},
                    Refusal{"retirement --category male --birth 1765-05", 65},
                    Refusal{"lifetable /no/such.csv --column q --interest 0.03", 66},
                    Refusal{"lifetable x.csv --column q --interest 4", 65}, Refusal{"help nothing", 64},
                    Refusal{"help --json", 64}, Refusal{"run baseline --place china", 65},
                    Refusal{"compare baseline baseline --place china", 65}, Refusal{"population --place nowhere", 66},
                    Refusal{"population --unit 无此县", 64},
                    Refusal{"population --place china --set benefit.increase_rate=0.02", 65},
                    Refusal{"population --horizon 2101", 65}, Refusal{"population a b", 64}));

// K6: a run that ends before the last published year has prices of its own last year.
TEST_F(Cli, NamesThePriceYearOfARunThatEndsBeforeTheOneAskedFor) {
  const std::string said = program("run baseline --horizon 2020 --prices 2025 --lang en", true).out;
  EXPECT_NE(said.find("constant prices of this run are those of 2020"), std::string::npos) << said;
  EXPECT_EQ(program("run baseline --horizon 2020 --prices 2020").code, 0);
}

TEST_F(Cli, ProjectsTheResidentsOfACountryThatHasNoScheme) {
  const json answer = json::parse(program("population --place china --json").out);
  EXPECT_EQ(answer.at("schema"), "ballast.population/1");
  EXPECT_EQ(answer.at("years").front(), 2024);
  EXPECT_EQ(answer.at("years").back(), 2100);
  for (const char* key : {"male", "female", "births", "deaths", "net_migrants"})
    EXPECT_EQ(answer.at(key).size(), answer.at("years").size()) << key;
  EXPECT_NEAR(answer.at("male").front().get<double>() + answer.at("female").front().get<double>(), 1417733.6, 5.0);
  EXPECT_NE(program("population --place china --lang zh").out.find("全国 人口"), std::string::npos);
}

TEST_F(Cli, AddsUpTheResidentsOfACitysUnits) {
  const auto men_of = [](const std::string& unit) {
    return json::parse(program("population --json --horizon 2020 --unit " + unit).out).at("male").back().get<double>();
  };
  double sum = 0;
  for (const char* unit : {"华龙区", "开发区", "工业园区", "示范区", "濮阳县", "清丰县", "南乐县", "范县", "台前县"})
    sum += men_of(unit);
  EXPECT_NEAR(men_of("全市"), sum, 0.01);
  EXPECT_EQ(men_of("范县"), men_of("'Fan County'"));
  EXPECT_EQ(men_of("市本级"), 0.0) << "the city level has no residents";
  const std::string said = "该单位没有居民，其参保人员住在其他单位。";
  EXPECT_NE(program("population --horizon 2020 --lang zh --unit 市本级").out.find(said), std::string::npos);
  EXPECT_EQ(program("population --horizon 2020 --lang zh --unit 范县").out.find(said), std::string::npos);
}

// Puyang has tables of the end of 2015 and of 2024.
TEST_F(Cli, ProjectsResidentsFromTheOpeningAskedForAndTellsOfANewerOne) {
  const json first = json::parse(program("population --json --horizon 2030").out);
  EXPECT_EQ(first.at("base").at("year"), 2015);
  EXPECT_NE(first.at("note").get<std::string>().find("newer tables, of 31 December 2024"), std::string::npos);
  const json later = json::parse(program("population --json --horizon 2030 --from 2025").out);
  EXPECT_EQ(later.at("base").at("year"), 2024);
  EXPECT_EQ(later.at("years").front(), 2025);
  EXPECT_FALSE(later.contains("note"));
  EXPECT_NE(program("population --horizon 2030 --lang zh").out.find("--from 2025"), std::string::npos);
  EXPECT_EQ(program("population --from 2020").code, 65);
}

TEST_F(Cli, TellsOfTwoDashesThatTheyEndTheOptions) {
  const std::string said = program("run -- baseline --horizon 2016 --lang en", true).out;
  EXPECT_NE(said.find("leave out -- before it"), std::string::npos) << said;
}

TEST_F(Cli, CutsANameOfThousandsOfLettersShort) {
  const std::string name(5000, 'x');
  EXPECT_LT(program("run " + name + " --lang en", true).out.size(), 2000u);
  EXPECT_EQ(program("run " + name).code, 66);
}

TEST_F(Cli, SaysOfADeviceThatItIsNoCase) {
  const auto told = program("run /dev/null --lang en", true);
  EXPECT_EQ(told.code, 66);
  EXPECT_NE(told.out.find("/dev/null: is no file that is kept: a pipe or a device"), std::string::npos) << told.out;
}

TEST_F(Cli, AsksWhetherANearbyNameWasMeant) {
  EXPECT_NE(program("rnu", true).out.find("did you mean run?"), std::string::npos);
  EXPECT_NE(program("run baseline --horizn 2050", true).out.find("did you mean --horizon?"), std::string::npos);
  // dashes of word processors, an option without its value, measures by their Chinese names and commas
  EXPECT_NE(program("run baseline —horizn 2050 --lang en", true).out.find("did you mean --horizon?"),
            std::string::npos);
  EXPECT_NE(program("run baseline －－horizon 2050 --lang en", true).out.find("did you mean --horizon?"),
            std::string::npos);
  EXPECT_NE(program("run baseline --horizon= --lang zh", true).out.find("--horizon 是空的"), std::string::npos);
  EXPECT_NE(program("ensemble baseline --measures 财政承担 --lang zh", true).out.find("是否指 treasury_of_year？"),
            std::string::npos);
  EXPECT_EQ(program("ensemble baseline --horizon 2026 --paths 2 --measures treasury，need、retirees").code, 0);
  const auto meant = [](const std::string& category) {
    return program("retirement --category " + category + " --birth 1965-05 --lang en", true).out;
  };
  EXPECT_NE(meant("女工人").find("did you mean female_worker?"), std::string::npos);
  EXPECT_NE(meant("男职工").find("did you mean male?"), std::string::npos);
  for (const char* of_three : {"female", "女"}) EXPECT_EQ(meant(of_three).find("did you mean"), std::string::npos);
  EXPECT_NE(program("retirement --category mael --birth 1965-05", true).out.find("did you mean male?"),
            std::string::npos);
}

TEST_F(Cli, ShowsTheLineOfAMistakeWithACaret) {
  const std::string mine = file("typo.toml",
                                "title = \"x\"\ntitle_zh = \"x\"\nbase = \"baseline\"\n"
                                "[[change]]\nknob = \"retirement.early_ilness\"\nscale = 0.5\n");
  const std::string said = program("run " + mine, true).out;
  EXPECT_NE(said.find("typo.toml:5:8: unknown knob \"retirement.early_ilness\"\n"
                      "    knob = \"retirement.early_ilness\"\n"
                      "           ^\n"),
            std::string::npos)
      << said;
}

TEST_F(Cli, LeavesNoDirectoryBehindWhenTheInputIsBad) {
  EXPECT_EQ(program("run no-such-case --out '" + path("new") + "'").code, 66);
  EXPECT_EQ(program("run baseline --unit 无此县 --out '" + path("new") + "'").code, 64);
  EXPECT_FALSE(fs::exists(path("new")));
}

// One folder, two runs: who opens the table must not take it for the result beside it.
TEST_F(Cli, NamesTheFilesOfAnEarlierRunThatItDoesNotWriteAnew) {
  const std::string run = "run baseline --horizon 2017 --lang en --out '" + path("two") + "' --format ";
  EXPECT_EQ(program(run + "csv,h5", true).out.find("earlier"), std::string::npos);
  EXPECT_NE(program(run + "h5", true).out.find("left from an earlier one: baseline.csv\n"), std::string::npos);
  EXPECT_EQ(program(run + "h5,csv", true).out.find("earlier"), std::string::npos);
}

TEST_F(Cli, PrintsErrorsAsJsonOnStderrWhenAsked) {
  const json errors = json::parse(program("run baseline --json --set a=1 --set b=2", true).out);
  EXPECT_EQ(errors.at("issues").size(), 2u) << "all issues at once";
  EXPECT_EQ(errors.at("issues").at(0).at("code"), 64);
}

TEST_F(Cli, TellsAYearThePlaceDoesNotOpenInWithTheOtherMistakesOfTheCommand) {
  const Outcome said = program("run baselin --from 1990 --set a=1 --format doc --out '" + path("new") + "'", true);
  EXPECT_EQ(said.code, 64);
  for (const char* words :
       {"no form 'doc'", "no position at the end of 1989", "no case \"baselin\"", "unknown knob \"a\""})
    EXPECT_NE(said.out.find(words), std::string::npos) << words;
}

// A script reads the code even where nobody reads the words.
TEST_F(Cli, AnswersItsCodeWhereStderrIsClosedOrFull) {
  const std::string asked = std::string("'") + BALLAST_PROGRAM + "' ";
  for (const std::string nowhere : {" >/dev/null 2>&-", " >/dev/null 2>/dev/full"}) {
    EXPECT_EQ(test::shell(asked + "run no-such-case" + nowhere).code, 66) << nowhere;
    EXPECT_EQ(test::shell(asked + "run baseline --horizon 2017 --out '" + path("out") + "'" + nowhere).code, 0);
  }
}

TEST_F(Cli, SpeaksTheLanguageAskedForWhateverIsWrongWithTheWords) {
  const auto is_chinese = [](const std::string& told) {
    return std::any_of(told.begin(), told.end(), [](unsigned char c) { return c >= 0xE4 && c <= 0xE9; });
  };
  for (const std::string wrong : {"run --nosuch", "rnu", "run baseline --color 1"}) {
    EXPECT_TRUE(is_chinese(program(wrong + " --lang zh", true).out)) << wrong;
    EXPECT_FALSE(is_chinese(program(wrong + " --lang=en", true).out)) << wrong;
  }
}

TEST_F(Cli, SaysOnceWhatIsWrongForEveryUnit) {
  const std::string said = program("run baseline --set contribution.collection_rate=0.9@2090", true).out;
  const std::string words = "begins after";
  ASSERT_NE(said.find(words), std::string::npos) << said;
  EXPECT_EQ(said.find(words), said.rfind(words)) << said;
}

TEST_F(Cli, ReportsAFullDiskAndKeepsNothingHalfWritten) {
  const std::string command =
      std::string("ulimit -f 1; '") + BALLAST_PROGRAM + "' run baseline --out '" + path("full") + "' >/dev/null 2>&1";
  const int status = std::system(command.c_str());
  EXPECT_EQ(WEXITSTATUS(status), 74);
  EXPECT_TRUE(fs::is_empty(path("full")));
}

TEST_F(Cli, SaysThatMemoryRanOutAndKeepsNothingHalfWritten) {
  const std::string out = path("scarce");
  const auto scarce = [&](const std::string& verb) {
    return test::shell("ulimit -v 65000; '" + std::string(BALLAST_PROGRAM) + "' " + verb + " 2>&1");
  };
  if (scarce("version").code != 0) GTEST_SKIP() << "a sanitizer asks for more before the program begins";
  const auto in_english = scarce("run baseline --lang en --out '" + out + "'");
  EXPECT_EQ(in_english.code, 2) << in_english.out;
  EXPECT_NE(in_english.out.find("memory ran out"), std::string::npos) << in_english.out;
  EXPECT_NE(scarce("run baseline --lang zh --out '" + out + "'").out.find("内存不足"), std::string::npos);
  EXPECT_TRUE(!fs::exists(out) || fs::is_empty(out));
}

using Table = std::map<std::string, std::map<int, std::map<std::string, double>>>;

/// measure → year → unit → value, as an outsider reads the CSV.
Table read_csv(const fs::path& from) {
  Table table;
  std::ifstream in(from);
  std::string line;
  std::getline(in, line);
  EXPECT_EQ(line, "case,unit,year,measure,value");
  while (std::getline(in, line)) {
    std::istringstream cells(line);
    std::string name, unit, year, measure, value;
    for (std::string* cell : {&name, &unit, &year, &measure, &value}) std::getline(cells, *cell, ',');
    table[measure][std::stoi(year)][unit] = std::stod(value);
  }
  return table;
}

double units_of(const std::map<std::string, double>& row) {
  double sum = 0.0;
  for (const auto& [unit, value] : row)
    if (unit != "全市" && unit != "市级统筹") sum += value;
  return sum;
}

double pool_of(const std::map<std::string, double>& row) { return row.contains("市级统筹") ? row.at("市级统筹") : 0.0; }

TEST_F(Cli, LetsAnOutsiderRecomputeTheWholeCityFromTheCsvAlone) {
  ASSERT_EQ(program("run baseline --horizon 2040 --quiet --format csv --out '" + dir_.string() + "'").code, 0);
  Table t = read_csv(dir_ / "baseline.csv");
  for (int year = 2016; year <= 2040; ++year) {
    const auto city = [&](const char* measure) { return t.at(measure).at(year).at("全市"); };
    const auto sum = [&](const char* measure) {
      return units_of(t.at(measure).at(year)) + pool_of(t.at(measure).at(year));
    };
    for (const char* measure : {"fund_balance", "current_balance", "interest", "external_money", "expenditure",
                                "contributions", "treasury", "subsidy_total"})
      EXPECT_NEAR(city(measure), sum(measure), 0.05) << measure << " " << year;
    EXPECT_NEAR(city("income"), sum("income") - city("transfers_between"), 0.05) << year;
    for (const char* measure : {"contributors", "retirees"}) EXPECT_NEAR(city(measure), sum(measure), 1e-4);
    for (const auto& [unit, months] : t.at("payable_months").at(year))
      EXPECT_NEAR(months, 12 * t["fund_balance"][year][unit] / t["expenditure"][year][unit], 1e-6) << unit << year;
    for (const auto& [unit, ratio] : t.at("support_ratio").at(year))
      EXPECT_NEAR(ratio, t["contributors"][year][unit] / t["retirees"][year][unit], 1e-6) << unit << year;
  }
}

TEST_F(Cli, ClosesEveryUnitsBalanceFromItsOwnLines) {
  ASSERT_EQ(program("run baseline --quiet --format csv --out '" + dir_.string() + "'").code, 0);
  Table t = read_csv(dir_ / "baseline.csv");
  for (int year = 2016; year <= 2075; ++year)
    for (const auto& [unit, paid] : t.at("advance_repaid").at(year)) {
      const auto now = [&](const char* measure) { return t.at(measure).at(year).at(unit); };
      const double arrears_before = year > 2016 ? t.at("benefit_arrears").at(year - 1).at(unit) : 0.0;
      const double opening = t.at("fund_balance").at(year - 1).at(unit);
      if (unit != "全市")
        EXPECT_NEAR(
            opening + now("income") - now("expenditure") - now("levy") - paid + now("benefit_arrears") - arrears_before,
            now("fund_balance"), 0.05)
            << unit << year;
    }
}

TEST_F(Cli, AnswersARunAsTheContractSays) {
  const Outcome outcome = program("run baseline --json --quiet --horizon 2040 --out '" + path("runs") + "'");
  ASSERT_EQ(outcome.code, 0);
  const json run = json::parse(outcome.out);
  ASSERT_EQ(run.at("headline").size(), 11u);
  EXPECT_EQ(run.at("headline").at(0).at("unit"), "市本级");
  EXPECT_EQ(run.at("headline").at(9).at("unit"), "台前县");
  EXPECT_EQ(run.at("headline").at(10).at("unit"), "全市");
  for (const char* key : {"first_deficit_year", "depletion_year", "peak_subsidy", "peak_treasury"})
    EXPECT_TRUE(run.at("headline").at(3).contains(key)) << key;
  for (const char* year : {"2015", "2035", "2040"}) EXPECT_TRUE(run["headline"][0]["support_ratio"][year].is_number());
  EXPECT_EQ(run.at("last_year"), 2040);
  EXPECT_EQ(run.at("files").size(), 3u);
  for (const auto& file : run.at("files")) EXPECT_TRUE(fs::is_regular_file(file.get<std::string>())) << file;
}

TEST_F(Cli, WritesTheSameBytesOnOneThreadAndOnTwo) {
  ASSERT_EQ(program("run baseline --quiet --horizon 2040 --threads 1 --out '" + path("one") + "'").code, 0);
  ASSERT_EQ(program("run baseline --quiet --horizon 2040 --threads 2 --out '" + path("two") + "'").code, 0);
  for (const char* name : {"baseline.h5", "baseline.csv", "baseline.json"}) {
    const std::string one = content(dir_ / "one" / name);
    EXPECT_FALSE(one.empty());
    EXPECT_TRUE(one == content(dir_ / "two" / name)) << name;
  }
}

TEST_F(Cli, ComparesCasesAndSaysNoOnlyWhenAskedWhetherTheyAreTheSame) {
  const std::string pair = "compare baseline early-retirement-tight --horizon 2030 --json";
  const Outcome outcome = program(pair);
  ASSERT_EQ(outcome.code, 0);
  double spared = 0.0;
  const json comparison = json::parse(outcome.out);
  for (const auto& row : comparison.at("rows"))
    if (row.at("unit") == "全市" && row.at("measure") == "expenditure") spared = row.at("difference");
  EXPECT_LT(spared, 0.0) << "fewer early retirements cost less by 2030";
  EXPECT_EQ(program(pair + " --same").code, 1);
  EXPECT_EQ(program("compare baseline baseline --horizon 2030 --same --json").code, 0);
}

// A form of Xinyang, 2025-10, as printed: basic 2246.71, account 399.55, transitional 494.82; indexed wages by it.
constexpr const char* kForm =
    R"({"award_month": "2025-10", "age_months": 720, "province_base": 6738, "city_base": 6260,
        "paid_years": 30.25, "deemed_years": 9.25, "account": 55537.81,
        "indexed_wage_basic": 4637.7, "indexed_wage_transitional": 4114.9})";

TEST_F(Cli, DeterminesAPensionFromAForm) {
  const Outcome outcome = program("award --json " + file("form.json", kForm));
  ASSERT_EQ(outcome.code, 0);
  const json award = json::parse(outcome.out);
  EXPECT_NEAR(award.at("basic"), 2246.71, 0.06);
  EXPECT_NEAR(award.at("account"), 399.55, 0.06);
  EXPECT_NEAR(award.at("transitional"), 494.82, 0.06);
  EXPECT_EQ(award.at("divisor"), 139);
  EXPECT_FALSE(award.at("steps").empty());
}

TEST_F(Cli, RefusesAwardFilesThatAreNoFiguresAndLocatesWhatIsWrong) {
  const std::string head = R"({"award_month": "2025-10", "age_months": 720, "province_base": 6738, )";
  const std::string good = R"("city_base": 6260, "paid_years": 30, "deemed_years": 9, "account": 1)";
  const std::vector<std::string> bad{
      "",
      "[]",
      "{",
      std::string(3 << 20, ' '),
      std::string(200000, '['),
      "\xff\xfe\x00garbage",
      head + good + "}",
      head + good + R"(, "mean_index": NaN})",
      head + good + R"(, "mean_index": 1e999})",
      head + good + R"(, "mean_index": "0.6"})",
      head + good + R"(, "mean_index": 0.6, "indexed_wage_basic": 4000})",
      head + good + R"(, "mean_index": 0.6, "colour": 1})",
      head + good + R"(, "mean_index": 0.6, "account": 2})",
      head + R"("city_base": -1, "paid_years": 30, "deemed_years": 9, "account": 1, "mean_index": 0.6})"};
  for (const std::string& text : bad) {
    const Outcome outcome = program("award --json " + file("bad.json", text));
    EXPECT_EQ(outcome.code, 65) << text.substr(0, 200);
    EXPECT_EQ(outcome.out, "");
  }
  const std::string several = file("several.json", "{\n  \"age_months\": 60,\n  \"colour\": 1\n}");
  const json report = json::parse(program("award --json " + several, true).out);
  const json issues = report.at("issues");
  EXPECT_GE(issues.size(), 5u) << "missing keys, a range and an unknown key, all at once";
  bool located = false;
  for (const auto& issue : issues) located = located || (issue.at("line") == 3 && issue.at("column") == 3);
  EXPECT_TRUE(located) << "the unknown key stands in line 3, column 3";
}

TEST_F(Cli, AnswersTheMonthOfRetirementOfAManBornInMay1965) {
  // Delay table: born 1965-05, two months later than 60, divisor 137.8.
  const Outcome outcome = program("retirement --category male --birth 1965-05 --json");
  ASSERT_EQ(outcome.code, 0);
  const json months = json::parse(outcome.out);
  EXPECT_EQ(months.at("statutory_month"), "2025-07");
  EXPECT_EQ(months.at("age_months"), 722);
  EXPECT_EQ(months.at("delay_months"), 2);
  EXPECT_EQ(months.at("divisor"), 137.8);
  EXPECT_EQ(months.at("minimum_years"), 15.0);
}

// 国务院关于渐进式延迟法定退休年龄的办法, table of men: born 1970-01, sixteen months later, in 2031-05, when sixteen
// years are asked for; who goes at sixty, in 2030-01, needs fifteen and a half (全国人大常委会的决定, 二).
TEST_F(Cli, TellsTheMinimumYearsOfTheEarliestMonthBesideThoseOfTheStatutoryOne) {
  const json months = json::parse(program("retirement --category male --birth 1970-01 --json").out);
  EXPECT_EQ(months.at("statutory_month"), "2031-05");
  EXPECT_EQ(months.at("earliest_month"), "2030-01");
  EXPECT_EQ(months.at("minimum_years"), 16.0);
  EXPECT_EQ(months.at("minimum_years_earliest"), 15.5);
  const std::string told = program("retirement --category male --birth 1970-01 --lang zh").out;
  EXPECT_NE(told.find("男职工，1970-01出生"), std::string::npos) << told;
  EXPECT_NE(told.find("15.5"), std::string::npos) << told;
  EXPECT_EQ(program("retirement --category male --birth 1965-05 --lang zh").out.find("其时最低缴费年限"),
            std::string::npos)
      << "fifteen years in both months";
}

TEST_F(Cli, SaysByWhichLawAMonthOfRetirementIsFound) {
  const auto told = [](const std::string& birth) {
    return program("retirement --category female_worker --lang en --birth " + birth).out;
  };
  EXPECT_NE(told("1970-05").find("Woman, worker's post, born 1970-05"), std::string::npos) << told("1970-05");
  EXPECT_NE(told("1970-05").find("By the law before 2025-01"), std::string::npos) << "fifty in 2020";
  EXPECT_NE(told("1980-05").find("By the law from 2025-01 on"), std::string::npos);
}

TEST_F(Cli, TakesOneVerbToHelpWith) {
  const auto refused = program("help run extra --lang en", true);
  EXPECT_EQ(refused.code, 64);
  EXPECT_NE(refused.out.find("unexpected 'extra'"), std::string::npos) << refused.out;
  EXPECT_NE(refused.out.find("ballast help run"), std::string::npos) << refused.out;
  const std::string both = program("help runn extra --lang en", true).out;
  EXPECT_NE(both.find("did you mean run?"), std::string::npos) << both;
  EXPECT_NE(both.find("unexpected 'extra'"), std::string::npos) << both;
}

TEST_F(Cli, ReadsALifeTableAndItsValuesFollowByHand) {
  const std::string table = file("q.csv",
                                 "\xEF\xBB\xBF"
                                 "age,q\r\n0.0,0.5\r\n1.0,1\r\n");
  const Outcome outcome = program("lifetable " + table + " --column q --interest 0 --json");
  ASSERT_EQ(outcome.code, 0);
  const json life = json::parse(outcome.out);
  EXPECT_EQ(life.at("ages"), json::array({0, 1}));
  EXPECT_EQ(life.at("lx").at(1), 50000);
  EXPECT_EQ(life.at("ex_curtate").at(0), 0.5);
  EXPECT_EQ(life.at("annuity_due").at(0), 1.5);
  EXPECT_EQ(life.at("assurance").at(0), 1.0);
}

TEST_F(Cli, RefusesLifeTablesThatAreNone) {
  for (const std::string text :
       {"", "age,q\n", "age,p\n0,1\n", "q\n1\n", "age,q\n0,0.5\n2,1\n", "age,q\n0,-0.1\n1,1\n", "age,q\n0,nan\n1,1\n",
        "age,q\n0,0.5\n1,0.9\n", "age,q\n0,0.5,3\n1,1\n", "age,q\n0.5,0.5\n1.5,1\n", "age,q\n0,1e400\n1,1\n"}) {
    const Outcome outcome = program("lifetable " + file("bad.csv", text) + " --column q --interest 0.03");
    EXPECT_EQ(outcome.code, 65) << text;
    EXPECT_EQ(outcome.out, "");
  }
  EXPECT_EQ(program("lifetable " + file("big.csv", std::string(3 << 20, '1')) + " --column q --interest 0").code, 65);
}

TEST_F(Cli, ReadsALifeTableAsASpreadsheetWritesIt) {
  const std::string plain = "lifetable " + file("plain.csv", "age,q\n0,0.5\n1,1\n") + " --column q --interest 0";
  const std::string quoted =
      "lifetable " + file("quoted.csv", "\"age\",\"q\",\n\"0\",\"0.5\",\n1,\"1\",\n") + " --column q --interest 0";
  EXPECT_EQ(program(quoted).code, 0);
  EXPECT_EQ(program(quoted).out, program(plain).out);
}

TEST_F(Cli, PointsAtTheCellOfALifeTableThatIsWrong) {
  const auto told = [this](const std::string& text) {
    return program("lifetable " + file("bad.csv", text) + " --column q --interest 0 --lang en", true).out;
  };
  EXPECT_NE(told("age,q,q\n0,0.5,0.4\n1,1,1\n").find("bad.csv:1:7: column q stands twice"), std::string::npos);
  const std::string table = file("bad.csv", "age,q\n0,1\n");
  EXPECT_NE(program("lifetable " + table + " --column age --interest 0 --lang en", true).out.find("one of: q\n"),
            std::string::npos);
  EXPECT_NE(told("0,0.1\n1,1\n").find("no column of death probabilities beside age"), std::string::npos);
  EXPECT_NE(told("age,q\n0,x\n1,1\n").find("bad.csv:2:3: q: 'x'"), std::string::npos);
  const std::string gap = told("age,q\n0,0.1\n2,0.1\n3,0.1\n4,1\n");
  EXPECT_NE(gap.find("bad.csv:3:1: age '2'"), std::string::npos) << gap;
  EXPECT_EQ(gap.find("age '3'"), std::string::npos) << "the row left out is told once\n" << gap;
  EXPECT_NE(told("q,age\n0.5,0\n1,7\n").find("bad.csv:3:3: age '7'"), std::string::npos);
}

TEST_F(Cli, ShowsNameOfACaseWithoutWhatMovesTheCursor) {
  for (const auto& [name, shown] : {std::pair{"\x1b[31mx.toml", "\\x1b[31mx.toml"}, {"\xFFx.toml", "\\xffx.toml"}}) {
    const Outcome refused = program("run " + file(name, "base = \"baseline\"\n") + " --json", true);
    EXPECT_EQ(refused.code, 65) << shown;
    EXPECT_TRUE(json::accept(refused.out)) << shown;
    const Outcome told = program("run '" + path(name) + "' --lang en", true);
    EXPECT_NE(told.out.find(shown), std::string::npos) << told.out;
    EXPECT_EQ(told.out.find(name), std::string::npos);
    EXPECT_EQ(program(std::string("run '") + name + "'", true).out.find(name), std::string::npos) << "not there, too";
  }
}

// What was typed and what a table holds is told again in the message: a terminal must not act on it.
TEST_F(Cli, RepeatsNothingThatMovesTheCursor) {
  const std::string seen = file("seen.csv", "year,unit,measure,value,status,source\n2012,,a\x1b[2Jb,1,measured,x\n");
  for (const std::string& words :
       {std::string("run baseline --unit 'a\x1b[2Jb'"), std::string("run baseline --set 'a\x1b[2Jb=1'"),
        "backtest --from 2011 --observed " + seen}) {
    const Outcome refused = program(words + " --lang en", true);
    EXPECT_NE(refused.code, 0) << words;
    EXPECT_EQ(refused.out.find('\x1b'), std::string::npos) << words;
    EXPECT_NE(refused.out.find("a\\x1b[2Jb"), std::string::npos) << refused.out;
  }
}

TEST_F(Cli, SaysWhyAFileThatIsThereIsNotTaken) {
  const auto told = [](const std::string& words) { return program(words + " --lang en", true).out; };
  EXPECT_NE(told("run " + file("C.TOML", "")).find("ends in .toml"), std::string::npos);
  EXPECT_NE(told("run '" + dir_.string() + "'").find("is a folder"), std::string::npos);
  EXPECT_NE(told("run " + file("x.h5", "")).find("for ballast inspect, compare and rerun"), std::string::npos);
  file("mine.toml", "base = \"baseline\"\n");
  EXPECT_NE(told("run '" + path("mine") + "'").find("write " + path("mine.toml")), std::string::npos);
  EXPECT_NE(told("fit-mortality '" + dir_.string() + "'").find("is a folder"), std::string::npos);
  ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
  EXPECT_NE(told("fit-mortality '" + path("pipe") + "'").find("a pipe"), std::string::npos);
  EXPECT_NE(told("fit-mortality " + file("wide.csv", "\xFF\xFEy")).find("UTF-16"), std::string::npos);
  EXPECT_NE(told("settle --year 2026 " + file("wide.csv", "\xFF\xFEy")).find("UTF-16"), std::string::npos);
}

TEST_F(Cli, KeepsAUnitThatWasSetByItsEnglishNameByItsChineseOne) {
  const std::string asked = "run baseline --horizon 2017 --json --set 'contribution.collection_rate[";
  const Outcome english = program(asked + "Fan County]=0.9'"), chinese = program(asked + "范县]=0.9'");
  EXPECT_EQ(english.code, 0);
  EXPECT_EQ(english.out, chinese.out);
}

TEST_F(Cli, ListsItsCatalogues) {
  const json measures = json::parse(program("measures --json").out);
  const json knobs = json::parse(program("knobs --json").out);
  EXPECT_TRUE(measures.is_array() && knobs.is_array());
  for (const char* key : {"key", "zh", "en", "unit", "formula", "aggregation", "exactness"})
    EXPECT_TRUE(measures.at(0).contains(key)) << key;
  for (const char* key : {"key", "zh", "en", "unit", "min", "max", "clause", "status", "default"})
    EXPECT_TRUE(knobs.at(0).contains(key)) << key;
  EXPECT_NE(program("version").out.find("ballast"), std::string::npos);
  EXPECT_NE(program("help --lang zh").out.find("用法"), std::string::npos);
  for (const char* asked : {"run -h --lang en", "run baseline --help --lang en"})
    EXPECT_EQ(program(asked).out, program("help run --lang en").out) << asked;
}

// Only run, ensemble and compare have tables by year.
TEST_F(Cli, TellsOfEveryFiscalVerbWhatItsUnitIs) {
  for (const std::string verb : {"explain", "budget", "targets", "rules"}) {
    EXPECT_EQ(program("help " + verb + " --lang en").out.find("tables by year"), std::string::npos) << verb;
    EXPECT_EQ(program("help " + verb + " --lang zh").out.find("逐年表"), std::string::npos) << verb;
  }
}

}  // namespace
}  // namespace ballast
