/// `ballast compare` of files of futures: what it says was compared, how, and what it gives of risks.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>

#include "output/table/figures.hpp"
#include "output/table/width.hpp"
#include "tests/apps/program.hpp"

namespace ballast {
namespace {

using nlohmann::json;
using test::program;

const std::string kRule = "fiscal.short_rule=within_short_first";

/// A file of futures, drawn once for all tests; `more` are options.
std::string futures(const std::string& name, const std::string& more, int paths = 6, const char* kase = "baseline",
                    const std::string& measures = "expenditure,treasury,fund_balance") {
  const std::string folder = test::scratch() + "compared_" + name, file = folder + "/" + kase + ".h5";
  if (!std::filesystem::exists(file))
    EXPECT_EQ(program(std::string("ensemble ") + kase + " --horizon 2028 --paths " + std::to_string(paths) +
                      " --measures " + measures + " --out '" + folder + "' " + more)
                  .code,
              0);
  return "'" + file + "'";
}

std::string base() { return futures("base", "--keep-paths"); }

/// What is printed, in one line: sentences may be longer than one.
std::string told(const std::string& files, const std::string& lang = "en") {
  std::string said = program("compare " + files + " --lang " + lang).out;
  std::replace(said.begin(), said.end(), '\n', ' ');
  return said;
}

json answered(const std::string& files) { return json::parse(program("compare " + files + " --json").out); }

bool says(const std::string& text, const std::string& what) { return text.find(what) != std::string::npos; }

TEST(CompareFutures, TellsCasesApartByWhatWasSet) {
  const std::string files = base() + " " + futures("rule", "--keep-paths --set " + kRule);
  const std::string said = told(files);
  EXPECT_TRUE(says(said, "Baseline (baseline) + " + kRule + " less Baseline (baseline)")) << said;
  EXPECT_TRUE(says(said, "The same futures (seed 44), one by one")) << said;
  const json cases = answered(files).at("cases");
  ASSERT_EQ(cases.size(), 2u);
  EXPECT_FALSE(cases[0].contains("sets"));
  EXPECT_EQ(cases[1].at("sets"), json({kRule}));
  for (const json& one : cases) {
    EXPECT_EQ(one.at("place"), "puyang");
    EXPECT_EQ(one.at("seed"), 44);
    EXPECT_EQ(one.at("sampling"), "independent");
    EXPECT_EQ(one.at("paths"), 6);
    EXPECT_EQ(one.at("keeps_paths"), true);
  }
}

TEST(CompareFutures, NamesEveryFileAndCaseThatIsNotThere) {
  const auto refused = program("compare no.h5 baselin neither.h5", true);
  EXPECT_EQ(refused.code, 66);
  for (const char* missing : {"baselin.toml", "no.h5: no such file", "neither.h5: no such file"})
    EXPECT_NE(refused.out.find(missing), std::string::npos) << refused.out;
}

// Draws are the same whatever the spreads; what they do to a city is not.
TEST(CompareFutures, CallsDrawsOfOtherSpreadsNoSameFutures) {
  const std::string files = base() + " " + futures("wide", "--keep-paths --set futures.spread=2");
  const std::string said = told(files), zh = told(files, "zh");
  EXPECT_FALSE(says(said, "The same futures")) << said;
  EXPECT_TRUE(says(said, "The same draws (seed 44) but not the same futures (they differ in futures.spread)")) << said;
  EXPECT_TRUE(says(zh, "但futures.spread不同，因此不是同一组模拟")) << zh;
  EXPECT_EQ(answered(files).at("differences")[0].at("other_spreads"), json({"futures.spread"}));
  EXPECT_TRUE(says(said,
                   "Baseline (baseline) + futures.spread=2: Set by the case, its place or --set and not as shipped: "
                   "futures.spread."))
      << said;
  const json cases = answered(files).at("cases");
  EXPECT_TRUE(says(cases[0].at("spreads"), "The spreads as shipped") && !says(cases[0].at("spreads"), "Set by"));
  EXPECT_TRUE(says(cases[1].at("spreads"), "Set by the case"));
}

// Futures read their spreads once, in 2026, the first uncertain year: what was set before is nothing to them.
TEST(CompareFutures, HoldsSpreadsByWhatFuturesReadOfThem) {
  const std::string files =
      base() + " " + futures("once", "--keep-paths --set futures.spread=2@2017 --set futures.spread=1@2020");
  EXPECT_TRUE(says(told(files), "The same futures (seed 44), one by one")) << told(files);
  EXPECT_EQ(answered(files).at("differences")[0].at("other_spreads"), json::array());
}

// Files that keep what every future saw know risks and calls as well as the run that drew both cases.
TEST(CompareFutures, KnowsRisksAsTheRunOfBothCasesDoes) {
  const std::string folder = test::scratch() + "both";
  const std::string ask = "ensemble baseline early-retirement-tight --horizon 2028 --paths 6 --measures treasury ";
  const json run = json::parse(program(ask + "--keep-paths --json --out '" + folder + "'").out);
  const json files = answered("'" + folder + "/baseline.h5' '" + folder + "/early-retirement-tight.h5'");
  EXPECT_EQ(files.at("differences")[0].at("events"), run.at("differences")[0].at("events"));
  EXPECT_EQ(files.at("differences")[0].at("calls_2025"), run.at("differences")[0].at("calls_2025"));
}

// The file gives a measure that futures tell as their mean; what is printed of one is what the file holds.
TEST(CompareFutures, InspectsAMeasureAsItsFileGivesIt) {
  const std::string asked = "inspect " + base() + " --measure treasury --unit 全市 ";
  const json seen = json::parse(program(asked + "--json").out);
  const json file = json::parse(program("export " + base() + " --format json").out)
                        .at("cases")[0]
                        .at("measures")
                        .at("treasury")
                        .at("全市");
  const auto same = [&](const std::string& ours, const std::string& files) {
    EXPECT_EQ(seen.at(ours).at("treasury").at("全市"), file.at(files)) << ours;
  };
  same("measures", "mean"), same("central", "central"), same("mean_error", "mean_error");
  for (const std::string level : {"0.025", "0.5", "0.975"}) {
    EXPECT_EQ(seen.at("quantiles").at("treasury").at(level).at("全市"), file.at("quantiles").at(level));
    EXPECT_EQ(seen.at("quantile_errors").at("treasury").at(level).at("全市"), file.at("quantile_errors").at(level));
  }
  EXPECT_TRUE(says(program(asked + "--lang en").out, "±")) << "each quantile stands beside its error";
}

// A copy of a place keeps the names of its units, and often its own.
TEST(CompareFutures, NamesAnotherPlaceAndItsOtherTables) {
  namespace fs = std::filesystem;
  const fs::path copy = test::scratch() + "mycity";
  fs::copy(fs::path(BALLAST_ROOT) / "scenarios/places/puyang", copy, fs::copy_options::recursive);
  std::string place = test::bytes((copy / "place.toml").string());
  place.replace(place.find("en = \"Puyang\""), 13, "en = \"Mycity\"");
  test::written((copy / "place.toml").string(), place);
  const std::string files = base() + " " + futures("place", "--keep-paths --place '" + copy.string() + "'");
  const std::string said = told(files);
  EXPECT_TRUE(says(said, "Baseline (baseline, Mycity) less Baseline (baseline, Puyang)")) << said;
  EXPECT_TRUE(says(said, "The tables of the place are not the same: place.toml.")) << said;
  const json answer = answered(files);
  EXPECT_EQ(answer.at("cases")[1].at("place_name"), "Mycity");
  EXPECT_EQ(answer.at("differences")[0].at("other_tables"), json({"place.toml"}));
  const std::string runs = test::scratch() + "compared_runs";
  ASSERT_EQ(program("run baseline --horizon 2020 --out '" + runs + "/a'").code, 0);
  ASSERT_EQ(program("run baseline --horizon 2020 --place '" + copy.string() + "' --out '" + runs + "/b'").code, 0);
  EXPECT_TRUE(says(told("'" + runs + "/a/baseline.h5' '" + runs + "/b/baseline.h5'"), "(baseline, Mycity) less "));
}

TEST(CompareFutures, SaysThatTheSameFuturesAreNotKept) {
  const std::string apart = told(base() + " " + futures("unkept", "--set " + kRule));
  EXPECT_TRUE(says(apart, "The same futures (seed 44): mean less mean")) << apart;
  EXPECT_TRUE(says(apart, "± is an upper bound")) << apart;
  EXPECT_TRUE(says(apart, "draw again with --keep-paths")) << apart;
  const std::string others = told(base() + " " + futures("seed", "--keep-paths --seed 7"));
  EXPECT_TRUE(says(others, "Other futures (seed 7, independent, from 2026 on; seed 44, independent")) << others;
  EXPECT_FALSE(says(others, "upper bound")) << others;
}

// The fewer futures are the first of the more: those of a run that was stopped can be paired.
TEST(CompareFutures, PairsTheFuturesThatBothHave) {
  for (const std::string sampling : {"independent", "antithetic", "sobol"}) {
    const std::string as = "--keep-paths --sampling " + sampling, rule = as + " --set " + kRule;
    const std::string more = futures("more_" + sampling, as), fewer = futures("fewer_" + sampling, rule, 4);
    const json front = answered(more + " " + fewer).at("differences")[0];
    const json whole = answered(futures("four_" + sampling, as, 4) + " " + fewer).at("differences")[0];
    EXPECT_EQ(front.at("pairs"), 4);
    // of some futures the mean is that of values of 32 bits, of all it is known
    const json &some = front.at("measures").at("treasury").at("全市").at("mean"),
               &all = whole.at("measures").at("treasury").at("全市").at("mean");
    for (std::size_t year = 1; year < all.size(); ++year)
      EXPECT_NEAR(some[year].get<double>(), all[year].get<double>(), 100) << sampling;  // of 2e9 yuan: 2⁻²⁴
    EXPECT_EQ(front.at("measures").at("fund_balance").at("全市").at("mean_error"),
              whole.at("measures").at("fund_balance").at("全市").at("mean_error"))
        << sampling;
    EXPECT_TRUE(says(told(more + " " + fewer), "the first 4 of 4 and of 6, which both hold, one by one")) << sampling;
  }
}

TEST(CompareFutures, GivesRisksOfFilesWithTheErrorsOfTwoDraws) {
  const std::string both = futures("plain", "") + " " + futures("tight_plain", "", 6, "early-retirement-tight");
  const std::string said = told(both);
  for (const char* head : {"used up", "by 2028", "Ever called"}) EXPECT_TRUE(says(said, head)) << head << said;
  EXPECT_TRUE(says(said, "Calls of all units together, all years (prices of 2025, 100m yuan), mean less mean: -"));
  EXPECT_TRUE(says(said, "as of two independent draws")) << said;
  std::istringstream lines(program("compare " + both + " --lang en").out);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), kTableWidth) << line;
  const json of_files = answered(both).at("differences")[0].at("events").at("units").at("全市");
  const json drawn = json::parse(
      program("ensemble baseline early-retirement-tight --horizon 2028 --paths 6 --measures treasury --json").out);
  const json of_run = drawn.at("differences")[0].at("events").at("units").at("全市");
  EXPECT_EQ(of_files.at("depleted_by"), of_run.at("depleted_by"));
  EXPECT_EQ(of_files.at("never_called_error"), of_run.at("never_called_error"));
  const auto calls = [&](int which, const char* key) {
    return drawn.at("cases")[which].at("events").at("units").at("全市").at("calls_2025").at(key).get<double>();
  };
  const json& less = of_files.at("calls_2025");
  for (const char* key : {"mean", "tail_mean"})
    EXPECT_NEAR(less.at(key).get<double>(), calls(1, key) - calls(0, key), 0.02) << key;
  EXPECT_NEAR(less.at("mean_error").get<double>(), std::hypot(calls(0, "mean_error"), calls(1, "mean_error")), 1);
  EXPECT_LT(of_run.at("calls_2025").at("mean_error"), less.at("mean_error")) << "pairs where calls are at hand";
}

/// What stands behind `label` on the first line that begins with it, one word after the other.
std::vector<std::string> words_of(const std::string& text, const std::string& label) {
  std::istringstream line(text.substr(text.find("\n" + label) + 1 + label.size()));
  std::string first;
  std::getline(line, first);
  std::istringstream words(first);
  return {std::istream_iterator<std::string>(words), {}};
}

// Early retirement tightened adds 0.2 billion yuan a year to the contributions, and the same futures know it to a
// thousandth of that: its error read 0.00. The figures are those of the document, to as many places as are shown.
TEST(CompareFutures, ShowsSmallErrorsBesideTheirDifferences) {
  const std::string files = futures("base40", "--keep-paths", 40, "baseline", "contributions") + " " +
                            futures("tight40", "--keep-paths", 40, "early-retirement-tight", "contributions");
  const std::string table = program("compare " + files + " --lang en").out;
  const std::vector<std::string> words = words_of(table, "Contributions");
  ASSERT_GE(words.size(), 2u) << table;
  const std::string &mean = words[words.size() - 2], &error = words.back();
  const json of = answered(files).at("differences")[0].at("measures").at("contributions").at("全市");
  const auto places = [](const std::string& figure) { return static_cast<int>(figure.size() - figure.find('.') - 1); };
  EXPECT_GT(places(mean), 2) << table;
  EXPECT_EQ(mean, decimal(of.at("mean").back().get<double>() / 1e8, places(mean))) << table;
  EXPECT_EQ(error, "±" + decimal(of.at("mean_error").back().get<double>() / 1e8, places(mean))) << table;
  EXPECT_NE(error.find_first_of("123456789"), std::string::npos) << table;
  EXPECT_FALSE(says(table, "±0.00 ")) << table;
  EXPECT_TRUE(says(table, "±: sampling error of the figure before it")) << table;
}

TEST(CompareFutures, QuotesTreasuryMoneyAndTheLeastFactor) {
  const std::string said = told(futures("base24", "--keep-paths", 24) + " " +
                                futures("tight24", "--keep-paths", 24, "early-retirement-tight"));
  const std::size_t at = said.find("Drawn apart");
  ASSERT_NE(at, std::string::npos) << said;
  const std::string sentence = said.substr(at, said.find(").", at) - at);
  EXPECT_LT(sentence.find("(last year; Owed by the treasury"), sentence.find("least of the measures shown"))
      << sentence;
  EXPECT_FALSE(says(sentence, "Expenditure")) << sentence;
}

}  // namespace
}  // namespace ballast
