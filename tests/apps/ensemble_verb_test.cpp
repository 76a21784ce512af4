/// `ballast ensemble` as a script sees it.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/apps/program.hpp"

namespace ballast {
namespace {

using nlohmann::json;
using test::program;

const std::string kShort = "ensemble baseline early-retirement-tight --horizon 2030 --paths 9 ";

TEST(EnsembleVerb, AnswersEveryCaseAndItsDifferenceFromTheFirst) {
  const auto run = program(kShort + "--json --measures expenditure,treasury");
  ASSERT_EQ(run.code, 0);
  const json answer = json::parse(run.out);
  EXPECT_EQ(answer.at("schema"), "ballast.ensemble/1");
  EXPECT_EQ(answer.at("paths"), 9);
  EXPECT_EQ(answer.at("first_uncertain_year"), 2026);
  ASSERT_EQ(answer.at("cases").size(), 2u);
  ASSERT_EQ(answer.at("differences").size(), 1u);
  const json& spending = answer.at("cases").at(0).at("measures").at("expenditure").at("全市");
  const auto last = spending.at("mean").size() - 1;
  EXPECT_EQ(last, 2030u - 2015u);
  EXPECT_LT(spending.at("quantiles").at("0.025").at(last), spending.at("quantiles").at("0.975").at(last));
  EXPECT_EQ(spending.at("quantiles").at("0.025").at(10), spending.at("quantiles").at("0.975").at(10))
      << "2025 is known";
  EXPECT_EQ(answer.at("cases").at(0).at("events").at("called_together").size(), 11u);
  EXPECT_EQ(answer.at("cases").at(0).at("events").at("units").size(), 11u);
  const auto calls = [&](int of) {
    return answer.at("cases").at(of).at("events").at("units").at("全市").at("calls_2025");
  };
  const json& less = answer.at("differences").at(0).at("calls_2025").at("全市");
  EXPECT_NEAR(less.at("mean").get<double>(), calls(1).at("mean").get<double>() - calls(0).at("mean").get<double>(),
              0.02);
  EXPECT_LT(less.at("mean_error"), calls(0).at("mean_error")) << "the same futures";
  const auto together = [](const json& of) { return of.at("events").at("called_together").at(0).at(15).get<double>(); };
  EXPECT_NEAR(together(answer.at("differences").at(0)),
              together(answer.at("cases").at(1)) - together(answer.at("cases").at(0)), 1e-9);
  EXPECT_EQ(answer.at("differences").at(0).at("events").at("called_together_error").size(), 11u);
}

TEST(EnsembleVerb, PrintsTheSameBytesOnAnyNumberOfThreads) {
  const std::string one = program(kShort + "--json --threads 1").out;
  for (const std::string threads : {"2", "3", "8"}) EXPECT_EQ(program(kShort + "--json --threads " + threads).out, one);
}

TEST(EnsembleVerb, SpeaksBothLanguages) {
  const auto zh = program("ensemble baseline --horizon 2030 --paths 4 --lang zh");
  const auto en = program("ensemble baseline --horizon 2030 --paths 4 --lang en");
  ASSERT_EQ(zh.code, 0);
  EXPECT_NE(zh.out.find("各单位的风险"), std::string::npos);
  EXPECT_NE(en.out.find("What may happen to each unit"), std::string::npos);
  EXPECT_EQ(en.out.find("风险"), std::string::npos);
}

TEST(EnsembleVerb, NamesTheSamplingUnlessItIsThePlainOne) {
  const std::string ask = "ensemble baseline --horizon 2027 --measures treasury --lang en ";
  const auto title = [&](const std::string& how) {
    const std::string out = program(ask + how).out;
    return out.substr(0, out.find('\n'));
  };
  EXPECT_EQ(title("--paths 4"), "Baseline — futures: 4 (seed 44)");
  EXPECT_EQ(title("--paths 4 --sampling antithetic"), "Baseline — futures: 4 (seed 44, antithetic: mirrored pairs)");
  EXPECT_EQ(title("--paths 4 --sampling sobol"), "Baseline — futures: 4 (seed 44, Sobol sequence)");
}

TEST(EnsembleVerb, HintsAtPowersOfTwoForSobolSequencesAlone) {
  const std::string ask = "ensemble baseline --horizon 2027 --measures treasury --lang zh ";
  EXPECT_NE(program(ask + "--paths 6 --sampling sobol").out.find("宜取4或8次"), std::string::npos);
  EXPECT_EQ(program(ask + "--paths 8 --sampling sobol").out.find("宜取"), std::string::npos);
  EXPECT_EQ(program(ask + "--paths 6").out.find("宜取"), std::string::npos);
}

TEST(EnsembleVerb, SaysOfWhomAndInWhatTheDifferencesAre) {
  const std::string cases = "ensemble baseline early-retirement-tight --horizon 2027 --paths 4 --unit 范县 ";
  const std::string zh = program(cases + "--lang zh").out, en = program(cases + "--lang en").out;
  EXPECT_NE(zh.find("范县：2017年起严格控制提前退休（early-retirement-tight） 减 "), std::string::npos) << zh;
  EXPECT_NE(zh.find("95%区间（万人；万元，当年价格）"), std::string::npos) << zh;
  EXPECT_NE(en.find("95 % range (10k persons; 10k yuan,"), std::string::npos) << en;
}

/// The first line that begins with `label`.
std::string line_of(const std::string& text, const std::string& label) {
  const std::size_t at = text.find("\n" + label);
  return at == std::string::npos ? std::string{} : text.substr(at + 1, text.find('\n', at + 1) - at - 1);
}

// The error beside the unit's own median, not that of the whole city's mean.
TEST(EnsembleVerb, ShowsTheErrorOfEachFigureOfTheUnitBesideIt) {
  const std::string ask = "ensemble baseline --horizon 2030 --paths 80 --measures expenditure ";
  const json answer = json::parse(program(ask + "--json").out);
  const std::string table = program(ask + "--lang en --unit 范县").out;
  const json& of = answer.at("cases").at(0).at("measures").at("expenditure").at("范县");
  const auto figure = [&](const std::string& level) {
    const auto last = of.at("mean").size() - 1;
    const auto whole = [](double yuan) { return std::to_string(std::lround(yuan / 1e4)); };
    return whole(of.at("quantiles").at(level).at(last)) + " ±" + whole(of.at("quantile_errors").at(level).at(last));
  };
  for (const auto& [label, level] : {std::pair{"Expenditure", "0.5"}, {"  2.5 %", "0.025"}, {"  97.5 %", "0.975"}})
    EXPECT_NE(line_of(table, label).find(figure(level)), std::string::npos) << figure(level) << "\n" << table;
  EXPECT_NE(table.find("--prices 2025 shows every row"), std::string::npos) << "one headline in constant prices";
}

TEST(EnsembleVerb, CountsMoneyOfSmallUnitsInTenThousands) {
  const std::string ask = "ensemble baseline --horizon 2027 --paths 4 --measures treasury ";
  EXPECT_NE(program(ask + "--lang zh --unit 范县").out.find("（万人；万元，当年价格）"), std::string::npos);
  EXPECT_NE(program(ask + "--lang en --unit 范县").out.find("10k yuan, prices of each year"), std::string::npos);
  EXPECT_NE(program(ask + "--lang zh").out.find("（万人；亿元，当年价格）"), std::string::npos);
  EXPECT_NE(program(ask + "--lang zh --prices 2025").out.find("（万人；亿元，2025年不变价格）"), std::string::npos);
}

// A reader compares the years of a unit with its sums: both are counted in the same, also where cases are compared.
TEST(EnsembleVerb, CountsMoneyInOneUnitThroughoutOneOutput) {
  const std::string ask = "ensemble baseline early-retirement-tight --horizon 2030 --paths 9 ";
  const std::string zh = program(ask + "--lang zh --unit 范县").out, en = program(ask + "--lang en --unit 范县").out;
  EXPECT_EQ(zh.find("亿元"), std::string::npos) << zh;
  EXPECT_EQ(en.find("100m yuan"), std::string::npos) << en;
  EXPECT_EQ(program(ask + "--lang zh").out.find("万元"), std::string::npos);
  EXPECT_EQ(program(ask + "--lang en").out.find("10k yuan"), std::string::npos);
  const json answer = json::parse(program(ask + "--json").out);
  const json& calls = answer.at("cases").at(0).at("events").at("units").at("台前县").at("calls_2025");
  const std::string ten_thousands = std::to_string(std::lround(calls.at("mean").get<double>() / 1e4));
  std::istringstream lines(en);
  bool told = false;
  for (std::string line; std::getline(lines, line);)
    told = told || (line.starts_with("Taiqian County") && line.find(" " + ten_thousands + " ±") != std::string::npos);
  EXPECT_TRUE(told) << ten_thousands << "\n" << en;
}

// The pool has a fund and no members: rows of strokes look like figures that failed.
TEST(EnsembleVerb, ShowsOfThePoolWhatItHas) {
  const std::string pool =
      program("ensemble baseline early-retirement-tight --horizon 2027 --paths 4 --unit 市级统筹 --lang en").out;
  EXPECT_NE(line_of(pool, "Fund balance"), "") << pool;
  for (const char* label : {"Insured ", "Contributions "}) EXPECT_EQ(line_of(pool, label), "") << pool;
}

TEST(EnsembleVerb, MarksEstimatesAndProjectionsAsRunDoes) {
  const std::string ask = "ensemble baseline --horizon 2027 --paths 4 --measures treasury --lang ";
  const std::string en = program(ask + "en").out, zh = program(ask + "zh").out;
  EXPECT_NE(en.find(" est.  proj. "), std::string::npos) << en;
  EXPECT_NE(en.find("proj.: 2026-2027"), std::string::npos) << en;
  EXPECT_NE(zh.find("预测：2026—2027年按假设推算。"), std::string::npos) << zh;
}

// 2017 and 2019 are the same in every future; their calls are those of an ensemble that ends with them.
TEST(EnsembleVerb, TellsWhatIsCertainFromWhatMayHappen) {
  const std::string ask = "ensemble baseline --paths 4 --measures treasury --lang en --horizon ";
  const std::string table = program(ask + "2030").out;
  const std::string taiqian = line_of(table, "Taiqian County");
  EXPECT_NE(taiqian.find(" 2017 "), std::string::npos) << table;
  EXPECT_EQ(taiqian.find(" · "), std::string::npos) << table;
  EXPECT_NE(line_of(table, "Fan County").find(" · "), std::string::npos) << table;
  const std::string known = "ensemble baseline --paths 1 --measures treasury --horizon 2025 --json";
  const json calls = json::parse(program(known).out).at("cases").at(0).at("events").at("units").at("全市");
  EXPECT_NE(table.find(fmt::format("those of 2016-2025 are certain, the same in every future: Whole city {:.2f} of ",
                                   calls.at("calls_2025").at("mean").get<double>() / 1e8)),
            std::string::npos)
      << table;
  EXPECT_NE(table.find("newer tables"), std::string::npos) << table;
  const std::string later = program(ask + "2030 --from 2025").out;
  EXPECT_EQ(later.find("are certain, the same in every future"), std::string::npos) << "2025 calls for nothing";
}

// What is paid late is owed again next year: tables of runs and of futures count it once, and where nothing departs
// they say the same. The measure `treasury` is what is owed.
TEST(EnsembleVerb, CountsLateTreasuryMoneyOnceAsRunsDo) {
  const std::string ask =
      " baseline --from 2025 --horizon 2032 --set fiscal.on_time_share=0.4 --set fiscal.settlement=0 --lang en";
  const std::string run = line_of(program("run" + ask).out, "Treasury ");
  const std::string futures = line_of(program("ensemble --paths 4 --set futures.spread=0" + ask).out, "Treasury ");
  std::istringstream of_run(run), of_futures(futures);
  std::vector<std::string> a, b;
  for (std::string word; of_run >> word;) a.push_back(word);
  for (std::string word; of_futures >> word;) b.push_back(word);
  ASSERT_GE(a.size(), 5u) << run;
  ASSERT_GE(b.size(), 5u) << futures;
  EXPECT_EQ(a.back(), b.back()) << run << futures;
  EXPECT_EQ(a[a.size() - 2], b[b.size() - 2]) << run << futures;
  const json owed = json::parse(program("ensemble --paths 4 --json --set futures.spread=0" + ask).out);
  const json& measures = owed.at("cases")[0].at("measures");
  EXPECT_GT(measures.at("treasury").at("全市").at("mean").back().get<double>(),
            1.5 * measures.at("treasury_of_year").at("全市").at("mean").back().get<double>());
}

// A place of one unit is that unit: its risks are told once.
TEST(EnsembleVerb, TellsTheRisksOfAPlaceOfOneUnitOnce) {
  const std::string told =
      program("ensemble baseline slower-growth --place national --from 2024 --horizon 2026 --paths 4 --lang en").out;
  EXPECT_EQ(line_of(told, "National scheme"), "") << told;
  EXPECT_NE(line_of(told, "Whole country "), "") << told;
}

// A missed plan calls on the treasury though the fund has money: the share in need says how often it has none.
TEST(EnsembleVerb, TellsMissedPlansFromNeeds) {
  const std::string ask = "ensemble baseline --from 2025 --horizon 2030 --paths 40 --lang en";
  EXPECT_NE(program(ask).out.find("A first call counts whatever its size"), std::string::npos);
  EXPECT_EQ(program(ask + " --set fiscal.short_rule=within_over_first").out.find("A first call counts"),
            std::string::npos)
      << "then a shortfall is a part of the need";
}

TEST(EnsembleVerb, HeadsItsColumnsInWords) {
  const std::string ask = "ensemble baseline --horizon 2030 --paths 4 --measures treasury --lang ";
  const std::string zh = program(ask + "zh").out, en = program(ask + "en").out;
  for (const std::string head : {"至2030年", "结余用尽", "2030年", "有缺口", "财政首次承担", "10·50·90%的模拟",
                                 "未承担", "均值（亿元，", "2025年价）"})
    EXPECT_NE(zh.find(head), std::string::npos) << head << zh;
  EXPECT_EQ(zh.find("≤"), std::string::npos);
  for (const std::string head :
       {"used up", "Needs", "first called", "90 % of futures", "No call", "calls,", "100m yuan", "of 2025"})
    EXPECT_NE(en.find(head), std::string::npos) << head << en;
}

TEST(EnsembleVerb, ShowsTheMeasuresAskedFor) {
  const std::string ask = "ensemble baseline --horizon 2027 --paths 4 --lang en --measures ";
  const std::string two = program(ask + "gap_over,payers").out, all = program(ask + "all").out;
  EXPECT_NE(two.find("Gap from overspending"), std::string::npos);
  EXPECT_NE(two.find("Paying members"), std::string::npos);
  EXPECT_EQ(line_of(two, "Treasury"), "") << "it was not asked for";
  EXPECT_NE(all.find("The other measures asked for: --json, or --out and ballast export."), std::string::npos);
}

// Rules of stage 2 leave spending alone: what binds the futures shows in the treasury's money.
TEST(EnsembleVerb, SaysHowMuchTighterOfRulesToo) {
  const std::string rule =
      test::written(test::scratch() + "rule.toml",
                    "title = \"Rule\"\ntitle_zh = \"办法\"\nbase = \"baseline\"\n[[change]]\n"
                    "knob = \"subsidy.rule\"\nfrom = 2027\nvalue = \"share_of_gap\"\nwhy = \"44-2.10: trial\"\n");
  const auto run = program("ensemble baseline " + rule + " --horizon 2030 --paths 16 --lang en");
  ASSERT_EQ(run.code, 0);
  EXPECT_NE(run.out.find("year; Treasury"), std::string::npos) << run.out;
}

// A standard error stands beside each number in tables too.
TEST(EnsembleVerb, ExportsErrorsAndSharesOfFutures) {
  const std::string out = test::scratch() + "exported";
  ASSERT_EQ(program("ensemble baseline --horizon 2027 --paths 4 --measures treasury --out " + out).code, 0);
  const std::string csv = program("export " + out + "/baseline.h5 --format csv").out;
  for (const std::string row : {"全市,2027,treasury_mean_error,", "范县,2027,treasury_quantile_0.5_error,",
                                "范县,2027,depleted_by,", "全市,2027,called_error,", "范县,2026,first_call,"})
    EXPECT_NE(csv.find("baseline," + row), std::string::npos) << row;
  EXPECT_EQ(csv.find("市级统筹,2027,called,"), std::string::npos) << "the pool has no events";
  for (const auto& [lang, unit] : {std::pair{"en", ",share,"}, {"zh", ",比例,"}}) {
    const std::string sheet = program("export " + out + "/baseline.h5 --format sheet --lang " + lang).out;
    for (const std::string key : {",depleted_by,", ",called_error,", ",first_call,"}) {
      const std::size_t at = sheet.find(key);
      ASSERT_NE(at, std::string::npos) << key;
      EXPECT_NE(sheet.substr(at, sheet.find('\n', at) - at).find(unit), std::string::npos) << sheet.substr(at, 200);
    }
  }
}

TEST(EnsembleVerb, SaysWhenNothingIsUncertain) {
  const std::string ask = "ensemble baseline --paths 4 --measures treasury --lang ";
  for (const std::string horizon : {"2016", "2025"}) {
    EXPECT_NE(program(ask + "en --horizon " + horizon).out.find("no future departs before 2026"), std::string::npos);
    EXPECT_NE(program(ask + "zh --horizon " + horizon).out.find("随机偏离自2026年起"), std::string::npos);
  }
  EXPECT_EQ(program(ask + "en --horizon 2026").out.find("Every year asked for"), std::string::npos);
}

TEST(EnsembleVerb, SaysThatWithoutSpreadNothingDeparts) {
  const std::string ask = "ensemble baseline --horizon 2027 --paths 4 --measures treasury ";
  std::string all;
  for (const char* of : {"mortality", "fertility", "wage", "inflation", "interest", "entry", "entry_unit", "collection",
                         "collection_unit", "migration", "migration_unit"})
    all += fmt::format("--set futures.{}_sd=0 ", of);
  for (const std::string& set : {std::string("--set futures.spread=0"), all}) {
    EXPECT_NE(program(ask + "--lang en " + set).out.find("No future departs (futures.spread, or"), std::string::npos);
    EXPECT_NE(program(ask + "--lang zh " + set).out.find("没有随机偏离（futures.spread 或"), std::string::npos);
  }
  const json sure = json::parse(program(ask + "--json " + all).out).at("cases")[0].at("events").at("units");
  EXPECT_EQ(sure.at("全市").at("never_called_error"), 0) << "each future is the run itself";
  EXPECT_EQ(program(ask + "--lang en " + all + "--set futures.small_units=on").out.find("No future departs"),
            std::string::npos);
  EXPECT_EQ(program(ask + "--lang en --set futures.spread=0.5").out.find("No future departs"), std::string::npos);
}

// A case of one's own and --set change spreads alike; of knobs that begin alike the one that is set is named.
TEST(EnsembleVerb, NamesTheSpreadsThatAreNotAsShipped) {
  const std::string own = test::scratch() + "wide.toml";
  test::written(
      own,
      "title = \"Wide\"\ntitle_zh = \"宽\"\nbase = \"baseline\"\n[[change]]\nknob = \"futures.entry_sd\"\nscale = 2\n");
  const std::string ask = " --horizon 2027 --paths 4 --measures treasury ", set = "--set futures.spread=2 ";
  const auto spreads = [&](const std::string& what, const char* key) {
    return json::parse(program("ensemble " + what + ask + "--json").out).at("cases").back().at(key).get<std::string>();
  };
  EXPECT_TRUE(spreads("'" + own + "' " + set, "spreads")
                  .starts_with("Set by the case, its place or --set and not as shipped: "
                               "futures.spread, futures.entry_sd. The spreads as shipped"));
  EXPECT_TRUE(spreads("'" + own + "'", "spreads_zh")
                  .starts_with("由方案、地区数据或 --set 设定，未用随附值：futures.entry_sd。"));
  EXPECT_TRUE(spreads("baseline", "spreads").starts_with("The spreads as shipped"));
  EXPECT_NE(program("ensemble baseline --lang en" + ask + set).out.find("not as shipped: futures.spread."),
            std::string::npos);
  // What futures do not read is not theirs: other years, and names in comments and notes.
  const std::string told = test::scratch() + "told.toml";
  test::written(told,
                "# futures.bound as shipped\ntitle = \"Told\"\ntitle_zh = \"说\"\nbase = \"baseline\"\n"
                "note = \"futures.wage_sd is not touched\"\nnote_zh = \"不变\"\n[[change]]\n"
                "knob = \"futures.entry_sd\"\nfrom = 2016\nto = 2020\nvalue = 0.3\n");
  EXPECT_TRUE(spreads("'" + told + "'", "spreads").starts_with("The spreads as shipped"))
      << spreads("'" + told + "'", "spreads");
  // Of two cases each says it of itself, in whatever order they stand.
  EXPECT_TRUE(spreads("'" + own + "' baseline", "spreads").starts_with("The spreads as shipped"));
  EXPECT_TRUE(spreads("baseline '" + own + "'", "spreads").starts_with("Set by the case"));
  const std::string both = program("ensemble baseline '" + own + "' --lang en" + ask).out;
  EXPECT_GT(both.find("not as shipped: futures.entry_sd."), both.find("Wide — futures"));
  EXPECT_EQ(both.find("not as shipped"), both.rfind("not as shipped"));
}

// The pool has no treasury, and no members: what was asked in vain is said.
TEST(EnsembleVerb, SaysWhatTheRowShownHasNoValuesOf) {
  const std::string ask = "ensemble baseline --horizon 2027 --paths 4 --unit 市级统筹 --lang en --measures ";
  EXPECT_NE(program(ask + "treasury").out.find("City pool has no values of: Owed by the treasury."), std::string::npos);
  const std::string beside = program(ask + "treasury,fund_balance").out;
  EXPECT_NE(beside.find("City pool has no values of: Owed by the treasury."), std::string::npos) << beside;
  EXPECT_NE(beside.find("97.5 %"), std::string::npos) << beside;
}

// Joint calls: in the last year shown some futures may spare every unit, others none (FORMAT.md, called_together).
TEST(EnsembleVerb, SaysInHowManyFuturesNobodyAndEverybodyIsCalledOn) {
  const std::string ask = "ensemble baseline --from 2025 --horizon 2030 --paths 40 --measures treasury ";
  const json together = json::parse(program(ask + "--json").out).at("cases")[0].at("events").at("called_together");
  const auto percent = [](const json& years) { return std::to_string(std::lround(100 * years.back().get<double>())); };
  const std::string out = program(ask + "--lang en").out;
  EXPECT_NE(out.find("Units called on in 2030: none in " + percent(together.front())), std::string::npos) << out;
  EXPECT_NE(out.find("all 10 in " + percent(together.back())), std::string::npos) << out;
  EXPECT_EQ(out.find("are certain, the same in every future"), std::string::npos) << "2025 calls for nothing";
}

// What the sentence calls without data of the place is what the sources of the knobs call an assumption.
TEST(EnsembleVerb, SaysWhatTheSpreadsRestOnAndWhatTheyLeaveOut) {
  const json answer = json::parse(program(kShort + "--json --measures payers").out);
  const std::string ask = "ensemble baseline --horizon 2027 --paths 4 --measures treasury --lang ";
  const std::string zh = answer.at("cases")[0].at("spreads_zh"), en = answer.at("cases")[0].at("spreads");
  EXPECT_NE(en.find("errors of the model itself nor changes of policy"), std::string::npos) << en;
  EXPECT_NE(program(ask + "en").out.find(en.substr(0, 40)), std::string::npos);
  EXPECT_NE(program(ask + "zh").out.find(zh.substr(0, 36)), std::string::npos);
  std::vector<std::string> assumed;
  for (const json& knob : json::parse(program("knobs --json").out)) {
    const std::string key = knob.at("key"), source = knob.at("source");
    if (key.starts_with("futures.")) EXPECT_EQ(knob.at("status"), "assumed") << key;
    if (key.starts_with("futures.") && source.find("assumption: ") != std::string::npos)
      assumed.push_back(key.substr(8));
  }
  EXPECT_EQ(assumed,
            (std::vector<std::string>{"entry_persistence", "entry_sd", "collection_persistence", "collection_sd",
                                      "migration_persistence", "migration_sd", "increase_on_wages",
                                      "account_on_interest", "revenue_on_wages", "drift_mortality_sd"}));
}

TEST(EnsembleVerb, SaysThatTheRulesOf2016AreACounterfactual) {
  const json answer = json::parse(program(kShort + "--json --measures payers").out);
  EXPECT_NE(answer.at("cases").at(1).at("note").get<std::string>().find("counterfactual"), std::string::npos);
}

TEST(EnsembleVerb, RefusesWhatIsNoNumberOfFuturesAllAtOnce) {
  EXPECT_EQ(program("ensemble").code, 64);
  EXPECT_EQ(program("ensemble baseline --paths 0").code, 65);
  EXPECT_EQ(program("ensemble baseline --paths x").code, 64);
  EXPECT_EQ(program("ensemble baseline --seed -1").code, 65);
  EXPECT_EQ(program("ensemble baseline baseline").code, 64);
  EXPECT_EQ(program("ensemble nowhere --paths 4").code, 66);
  EXPECT_EQ(program("ensemble baseline --measures all,expenditur").code, 64) << "whatever stands before it";
  const auto several = program("ensemble baseline --sampling sobul --measures expenditur", true);
  EXPECT_EQ(several.code, 64);
  EXPECT_NE(several.out.find("sobol"), std::string::npos);
  EXPECT_NE(several.out.find("expenditure"), std::string::npos);
  const auto all = program("ensemble baselin --paths 0 --seed 99999999999999999999 --set fund.bogus=1 --resume", true);
  for (const char* wrong : {"baselin.toml", "1 … 1000000", "0 … 9223372036854775807", "fund.bogus", "--resume without"})
    EXPECT_NE(all.out.find(wrong), std::string::npos) << all.out;
}

// Under unified payment the pool pays in place of subsidies: who pays shows in futures too.
TEST(EnsembleVerb, ShowsWhatThePoolToppedUpWhereItDoes) {
  const std::string few = "ensemble baseline --horizon 2030 --paths 4 --lang en ";
  EXPECT_EQ(program(few).out.find("Pool top-up"), std::string::npos);
  const std::string unified = program(few + "--set fiscal.regime=provincial@2026").out;
  EXPECT_NE(unified.find("\nPool top-up "), std::string::npos) << unified;
  EXPECT_NE(unified.find("Pool top-up: what the pool pays"), std::string::npos) << unified;
}

// A million futures of all measures take half a terabyte, more than any memory that a file system stands in.
TEST(EnsembleVerb, RefusesWhatItsDiskCannotHold) {
  const std::string memory = "/dev/shm", inner = memory + "/ballast_new_" + std::to_string(::getpid()) + "/inner";
  if (!std::filesystem::exists(memory)) GTEST_SKIP() << "no file system in memory";
  const std::string million = " --paths 1000000 --measures all ";
  const std::string here = "TMPDIR=" + memory + " '" + BALLAST_PROGRAM + "' ensemble baseline";
  EXPECT_EQ(test::shell(here + million + "2>/dev/null").code, 65);
  EXPECT_EQ(program("ensemble baseline --keep-flows --out " + inner + million).code, 65);
  EXPECT_EQ(program("ensemble baseline --keep-flows --resume --out " + inner + million).code, 65);
  EXPECT_FALSE(std::filesystem::exists(std::filesystem::path(inner).parent_path())) << "nor is a folder left";
}

// Files hold seeds as signed 64-bit numbers. 2³² + 1 would be 1 in 32 bits.
TEST(EnsembleVerb, TakesSeedsOf64BitsAndWrapsNoNumber) {
  const std::string few = "ensemble baseline --horizon 2027 --paths 2 --measures treasury ";
  const auto largest = program(few + "--json --seed 9223372036854775807");
  ASSERT_EQ(largest.code, 0);
  EXPECT_EQ(json::parse(largest.out).at("seed").get<std::int64_t>(), 9223372036854775807);
  EXPECT_NE(program(few + "--json --seed 4294967297").out, program(few + "--json --seed 1").out);
  for (const std::string seed : {"9223372036854775808", "-9223372036854775808", "99999999999999999999999"})
    EXPECT_EQ(program("ensemble baseline --seed " + seed).code, 65) << seed;
  for (const std::string paths : {"1000001", "4294967297", "9223372036854775808", "-2147483649"})
    EXPECT_EQ(program("ensemble baseline --paths " + paths).code, 65) << paths;
}

// A million futures take hours: what is only shown afterwards is checked before.
TEST(EnsembleVerb, RefusesAnUnknownUnitOrPriceYearBeforeItDraws) {
  const auto wrong = program("ensemble baseline --paths 100000 --measures treasury --unit 范限 --prices 1999", true);
  EXPECT_EQ(wrong.code, 64);
  EXPECT_NE(wrong.out.find("no unit '范限'"), std::string::npos) << wrong.out;
  EXPECT_NE(wrong.out.find("no choice '1999'"), std::string::npos) << wrong.out;
}

TEST(EnsembleVerb, RefusesSpreadsThatMakeNoSenseTogether) {
  const auto wrong = program(
      "ensemble baseline --paths 4 --set futures.wage_on_wage=0.99 --set futures.wage_on_inflation=0.9 "
      "--set futures.inflation_on_wage=0.9 --set futures.wage_inflation_correlation=0.9 "
      "--set futures.wage_interest_correlation=0.9 --set futures.inflation_interest_correlation=-0.9",
      true);
  EXPECT_EQ(wrong.code, 65);
  EXPECT_NE(wrong.out.find("never die out"), std::string::npos) << wrong.out;
  EXPECT_NE(wrong.out.find("contradict"), std::string::npos) << wrong.out;
}

// A spread holds for the whole run: a later value would be told as set and not be seen.
TEST(EnsembleVerb, RefusesASpreadThatChangesAfterItIsRead) {
  const auto wrong =
      program("ensemble baseline --paths 4 --set futures.spread=0@2030 --set futures.small_units=on@2031", true);
  EXPECT_EQ(wrong.code, 65);
  EXPECT_NE(wrong.out.find("futures.spread changes in 2030"), std::string::npos) << wrong.out;
  EXPECT_NE(wrong.out.find("futures.small_units changes in 2031"), std::string::npos) << wrong.out;
  EXPECT_EQ(program("ensemble baseline --paths 2 --horizon 2027 --set futures.spread=0@2026").code, 0);
}

// Ctrl-C: what is finished is answered, and the exit code says that it is not all.
TEST(EnsembleVerb, StopsCleanlyWithWhatIsFinished) {
  const std::string folder = "'" + test::scratch() + "stopped'";
  const auto stopped = program("ensemble baseline --paths 20000 --measures treasury --json --threads 1 --out " +
                               folder + " 2>/dev/null & p=$!; until [ $(stat -c %s " + folder +
                               "/baseline.h5.part 2>/dev/null || echo 0) -gt 100000 ]; do kill -0 $p || exit 3; "
                               "sleep 0.01; done; kill -INT $p; wait $p");
  EXPECT_EQ(stopped.code, 130);
  const json answer = json::parse(stopped.out);
  EXPECT_EQ(answer.at("asked"), 20000);
  EXPECT_GT(answer.at("paths"), 0);
  EXPECT_LT(answer.at("paths"), 20000);
}

// The estimate draws a few futures and computes no more; on one thread it is minutes on any machine. Memory is the same
// however many futures there are; the disk holds 19 measures of 12 rows and 61 years, eight bytes each.
TEST(EnsembleVerb, EstimatesTimeMemoryAndDiskWithoutTheRun) {
  const auto estimate = program("ensemble baseline --paths 100000 --threads 1 --dry-run --json");
  ASSERT_EQ(estimate.code, 0);
  const json answer = json::parse(estimate.out);
  EXPECT_GT(answer.at("seconds"), 60);
  EXPECT_LT(answer.at("megabytes"), 1000);
  EXPECT_GT(answer.at("disk_megabytes"), 9000);
}

/// The run writes beside its result alone, so what asks about it beforehand needs no folder for temporary files either.
TEST(EnsembleVerb, EstimatesWithoutAFolderForTemporaryFilesWhereTheRunNeedsNone) {
  const std::string folder = test::scratch() + "trial", out = folder + "/not/yet";
  std::filesystem::create_directories(folder);
  const auto without = [](const std::string& arguments) {
    return test::shell("TMPDIR=/nonexistent '" + std::string(BALLAST_PROGRAM) + "' ensemble baseline --horizon 2018 " +
                       arguments + " 2>&1");
  };
  const std::string asked = "--paths 3000 --lang en ";
  const auto estimate = without(asked + "--dry-run --json --out " + out);
  ASSERT_EQ(estimate.code, 0) << estimate.out;
  const auto usual = program("ensemble baseline --horizon 2018 --dry-run --json --out " + out + " " + asked);
  EXPECT_EQ(json::parse(estimate.out)["disk_megabytes"], json::parse(usual.out)["disk_megabytes"]);
  EXPECT_TRUE(std::filesystem::is_empty(folder)) << "an estimate leaves nothing";
  EXPECT_EQ(without(asked + "--quiet --out " + out).code, 0) << "nor does a run of many futures";
  const auto nowhere = without(asked + "--dry-run");
  EXPECT_EQ(nowhere.code, 73);
  EXPECT_NE(nowhere.out.find("TMPDIR=…"), std::string::npos) << "without --out the run itself needs one";
  std::filesystem::remove_all(folder);
}

/// What the program takes at most [KiB], as a small process sees it: a child begins with the peak of who starts it.
long memory_of(const std::string& arguments) {
  const std::string measure =
      "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:], capture_output=True); "
      "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(done.returncode)";
  const auto measured =
      test::shell("/usr/bin/python3 -c '" + measure + "' '" + std::string(BALLAST_PROGRAM) + "' " + arguments);
  EXPECT_EQ(measured.code, 0) << arguments;
  return std::stol(measured.out);
}

// A document of all measures takes more than its few futures.
TEST(EnsembleVerb, EstimatesTheMemoryOfItsDocumentToo) {
  const std::string ask = "ensemble baseline --paths 4 --horizon 2060 --measures all --json ";
  const double estimate = 1024 * json::parse(program(ask + "--dry-run").out).at("megabytes").get<double>();
  const auto real = static_cast<double>(memory_of(ask));
  EXPECT_LT(estimate, 2 * real);
  EXPECT_GT(estimate, real / 2);
}

// On one thread: with two, it depends on the machine whether a hundred futures need the room of both.
// Held in memory, what 2,000 futures of all measures answer in four years would take 45 MiB more than 100 futures.
TEST(EnsembleVerb, TakesNoMoreMemoryForMoreFutures) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "sanitizers keep memory that was given back";
#endif
  constexpr long kRoom = 20L * 1024;
  const std::string asked = "ensemble baseline --horizon 2018 --measures all --threads 1 --paths ";
  EXPECT_LT(memory_of(asked + "2000"), memory_of(asked + "100") + kRoom);
}

}  // namespace
}  // namespace ballast
