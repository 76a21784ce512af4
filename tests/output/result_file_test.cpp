/// Result files read back; damaged and foreign ones. What is expected is what was written: no number comes from
/// elsewhere.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "output/csv/sheet.hpp"
#include "output/hdf5/read_result.hpp"
#include "output/hdf5/seal.hpp"
#include "output/hdf5/validate.hpp"
#include "output/hdf5/verify.hpp"
#include "output/rerun/rerun.hpp"
#include "tests/output/result_bytes.hpp"
#include "tests/output/settled_projection.hpp"

namespace ballast {
namespace {

namespace fs = std::filesystem;

class ResultFile : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(dir_); }
  void TearDown() override { fs::remove_all(dir_); }
  std::string written(const std::string& name, const std::string& bytes) const {
    const std::string path = (dir_ / name).string();
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }
  static std::string document() { return result_bytes(synthetic::projection()); }
  fs::path dir_ = fs::temp_directory_path() / ("ballast_result_" + std::to_string(::getpid()));
};

TEST_F(ResultFile, WritingWhatWasReadGivesTheSameBytes) {
  const std::string bytes = document();
  const auto read = read_result(written("synthetic.h5", bytes));
  ASSERT_TRUE(read) << read.error().front().what;
  EXPECT_TRUE(result_bytes(*read) == bytes);
  EXPECT_EQ(read->asked.sets.size(), 2U);
  EXPECT_EQ(read->ledger.rows[1].amount, Fen{9876543210123});
}

TEST_F(ResultFile, HasTheDocumentedForm) {
  Projection settled = synthetic::projection();
  synthetic::settle(settled);
  const auto seen = validate_result(written("whole.h5", result_bytes(settled)));
  ASSERT_TRUE(seen) << seen.error().front().what;
  EXPECT_EQ(seen->measures, kMeasures);
}

TEST_F(ResultFile, FlowsThatNoFenCanCarryAreOfAnotherForm) {
  Projection wrong = synthetic::projection();
  wrong.flows.front()(0, 1) = 1e300;
  const auto seen = validate_result(written("wrong.h5", result_bytes(wrong)));
  ASSERT_FALSE(seen);
  EXPECT_NE(seen.error().front().what.find("/flows/contributions_unit: 1e+300"), std::string::npos)
      << seen.error().front().what;
}

TEST_F(ResultFile, OneChangedByteAnywhereIsFound) {
  const std::string bytes = document();
  std::mt19937 draw(44);  // places drawn, the same ones each time
  for (int i = 0; i < 300; ++i) {
    std::string changed = bytes;
    const std::size_t at =
        i < 3 ? std::array{std::size_t{0}, std::size_t{8}, bytes.size() - 1}[i] : draw() % bytes.size();
    changed[at] = static_cast<char>(changed[at] ^ (1 << draw() % 8));
    const auto verified = verify_result(written("changed.h5", changed));
    EXPECT_FALSE(verified && verified->whole()) << "byte " << at;
    EXPECT_FALSE(read_result((dir_ / "changed.h5").string())) << "byte " << at;
  }
}

TEST_F(ResultFile, RefusesWhatIsCutOrForeignWithItsName) {
  const std::string bytes = document();
  std::mt19937 draw(45);
  std::string noise(100000, '\0');
  for (char& c : noise) c = static_cast<char>(draw());
  std::vector<std::string> foreign{"", "title = 1\n", noise, bytes.substr(0, 8) + noise, std::string(1 << 20, '\0')};
  for (int i = 1; i < 40; ++i) foreign.push_back(bytes.substr(0, bytes.size() * static_cast<std::size_t>(i) / 40));
  foreign.push_back(bytes + "x");
  for (const std::string& content : foreign) {
    const std::string path = written("foreign.h5", content);
    for (const auto& issues : {read_result(path).error(), validate_result(path).error()}) {
      ASSERT_EQ(issues.size(), 1U);
      EXPECT_EQ(issues.front().kind, IssueKind::data);
      EXPECT_EQ(issues.front().file, path);
    }
  }
  EXPECT_EQ(read_result((dir_ / "nowhere.h5").string()).error().front().kind, IssueKind::not_found);
  EXPECT_EQ(read_result(dir_.string()).error().front().kind, IssueKind::not_found);
}

// tests/output/old_files/README.md says what each file is.
TEST(OldFiles, KeepOpening) {
  int opened = 0;
  for (const auto& entry : fs::directory_iterator(std::string(BALLAST_ROOT) + "/tests/output/old_files")) {
    if (entry.path().extension() != ".h5") continue;
    const auto result = read_result(entry.path().string());
    ASSERT_TRUE(result) << entry.path() << ": " << result.error().front().what;
    const Projection wanted = synthetic::projection(result->last_year);
    EXPECT_EQ(result->at(Measure::contributors, 1, 2017), wanted.at(Measure::contributors, 1, 2017)) << entry.path();
    EXPECT_EQ(result->ledger.rows[1].amount, wanted.ledger.rows[1].amount) << entry.path();
    EXPECT_EQ(result->units[0].zh, "范县");
    EXPECT_TRUE(verify_result(entry.path().string())->whole()) << entry.path();
    ++opened;
  }
  EXPECT_GT(opened, 0);
}

/// Reads in a process of its own; false when that process died of it.
bool survives(const std::string& path) {
  const pid_t child = ::fork();
  if (child == 0) {
    static_cast<void>(read_result(path));
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

// Somebody who changes a byte and sets the seal anew gets as far as the HDF5 library.
TEST_F(ResultFile, SurvivesChangedBytesUnderANewSeal) {
  const std::string bytes = document();
  std::mt19937 draw(46);
  int died = 0, tried = 0;
  for (int i = 0; i < 120; ++i) {
    std::string changed = bytes;
    for (int k = 0; k < 3; ++k) changed[draw() % changed.size()] = static_cast<char>(draw());
    if (!hdf5::set_seal(changed)) continue;
    ++tried;
    died += survives(written("hostile.h5", changed)) ? 0 : 1;
  }
  EXPECT_EQ(died, 0);
  EXPECT_GT(tried, 100);
}

TEST(Departures, NameTheNumberThatDiffersMost) {
  const Projection then = synthetic::projection();
  Projection now = then;
  Compared compared;
  EXPECT_TRUE(departures(then, now, compared).empty());
  EXPECT_EQ(compared.numbers, then.rows() * then.years() * (kMeasures + kFlows) + 2 + then.years() + 5)
      << "every cell, both bookings, the price index and what had to hold";
  synthetic::set(now, Measure::expenditure, 1, {2020, then.at(Measure::expenditure, 1, 2020) * 1.5});
  synthetic::set(now, Measure::expenditure, 0, {2021, then.at(Measure::expenditure, 0, 2021) * 1.25});
  now.ledger.rows[1].amount += Fen{1};
  const auto found = departures(then, now, compared);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].variable, "expenditure");
  EXPECT_EQ(found[0].cells, 2);
  EXPECT_EQ(found[0].unit, "台前县");
  EXPECT_EQ(found[0].year, 2020);
  EXPECT_NEAR(found[0].relative, 1.0 / 3, 1e-15);
  EXPECT_EQ(found[1].variable, "ledger/amount");
}

// A file may lack measures (FORMAT.md): that they were not compared is said.
TEST(Departures, NameWhatTheFirstResultLacks) {
  Projection then = synthetic::projection();
  const Projection now = then;
  then.measures[static_cast<std::size_t>(Measure::fund_balance)].setConstant(std::nan(""));
  Compared compared;
  EXPECT_TRUE(departures(then, now, compared).empty());
  EXPECT_EQ(compared.lacking, std::vector<std::string>{"fund_balance"});
}

TEST(Departures, HoldThePriceIndexToo) {
  const Projection then = synthetic::projection();
  Projection now = then;
  now.price_index[1] *= 2;
  Compared compared;
  const auto found = departures(then, now, compared);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].variable, "price_index");
}

// A seal can be set anew: a residual that a run would never have left is found by running it again.
TEST(Departures, HoldWhatHadToHoldInTheRunToo) {
  const Projection then = synthetic::projection();
  Projection now = then;
  now.diagnostics.ledger_residual += Fen{1};
  now.diagnostics.persons_residual += 1e-15;  // rounding of another kind of machine
  Compared compared;
  const auto found = departures(then, now, compared);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].variable, "diagnostics/persons_residual");
  EXPECT_LT(found[0].relative, 1e-12) << "relative to the stock, as it stands";
  EXPECT_EQ(found[1].variable, "diagnostics/ledger_residual");
  EXPECT_GT(found[1].relative, 1e-12);
}

// Only the program that wrote a file is known to have written all that it writes.
TEST(Departures, LackingNumbersAreNoReproductionByTheSameProgram) {
  RerunVerdict verdict{.same_class = true, .compared = {.lacking = {"fund_balance"}}, .departures = {}};
  EXPECT_TRUE(verdict.reproduced());
  verdict.same_program = true;
  EXPECT_FALSE(verdict.reproduced());
}

TEST(Departures, ToleranceHoldsBetweenClassesOnly) {
  RerunVerdict verdict{.same_class = false, .departures = {{.variable = "income", .unit = "", .relative = 1e-13}}};
  EXPECT_TRUE(verdict.reproduced());
  verdict.same_class = true;
  EXPECT_FALSE(verdict.reproduced()) << "one class: bit for bit";
  verdict.same_class = false, verdict.departures[0].relative = 2e-12;
  EXPECT_FALSE(verdict.reproduced());
}

TEST(Prices, OfAFileGoBackToNominal) {
  const Projection nominal = synthetic::projection();
  const Projection back = in_nominal_prices(in_constant_prices(nominal));
  EXPECT_EQ(back.prices, "nominal");
  EXPECT_NEAR(back.at(Measure::income, 0, 2030) / nominal.at(Measure::income, 0, 2030), 1, 1e-15);
  EXPECT_EQ(back.at(Measure::retirees, 0, 2030), nominal.at(Measure::retirees, 0, 2030));
}

TEST(Sheet, NoTextIsAFormula) {
  Projection p = synthetic::projection();
  p.case_key = "=cmd()";
  const std::string sheet = sheet_document(p, Lang::zh);
  EXPECT_TRUE(sheet.starts_with("\xEF\xBB\xBF方案,单位,"));
  EXPECT_EQ(sheet.find("\n=cmd"), std::string::npos);
  EXPECT_NE(sheet.find("\n'=cmd(),范县,contributors,参保职工人数,"), std::string::npos);
}

// A sheet is sent on without its command: it says whose prices its money is of, and what is not measured about it.
TEST(Sheet, SaysOfWhichYearsPricesItsMoneyIsAndThatItIsIllustrative) {
  Projection p = synthetic::projection();
  p.illustrative = true, p.notice = {"演示", "made up"};
  EXPECT_EQ(sheet_document(p, Lang::en).find("yuan of"), std::string::npos);
  const std::string sheet = sheet_document(in_constant_prices(p), Lang::en);
  EXPECT_NE(sheet.find(",yuan of " + std::to_string(p.price_year) + ","), std::string::npos);
  EXPECT_NE(sheet.find(",person,"), std::string::npos);
  EXPECT_EQ(sheet.find("# 演示 illustrative,"), sheet.find("\r\n") + 2);
}

}  // namespace
}  // namespace ballast
