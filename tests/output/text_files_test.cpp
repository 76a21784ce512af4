#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmath>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>

#include "output/csv/csv.hpp"
#include "output/csv/spreadsheet.hpp"
#include "output/files/safe_file.hpp"
#include "output/json/json.hpp"
#include "output/numbers.hpp"
#include "tests/output/synthetic_projection.hpp"

namespace ballast {
namespace {

namespace fs = std::filesystem;

TEST(Numbers, AreRoundedHalfAwayFromZeroAndNeverNegativeZero) {
  EXPECT_EQ(plain_number(2.5, 0), "3");
  EXPECT_EQ(plain_number(-2.5, 0), "-3");
  EXPECT_EQ(plain_number(-0.001, 2), "0");
  EXPECT_EQ(plain_number(123456789012.345, 2), "123456789012.35");
  EXPECT_EQ(plain_number(1e-7, 12), "0.0000001");
  EXPECT_EQ(plain_number(synthetic::kNaN, 2), "");
}

TEST(Csv, HoldsOneLineForEachValueAndNoneForMissingOnes) {
  const Projection p = synthetic::projection();
  const std::string csv = csv_document(p);
  EXPECT_TRUE(csv.starts_with("case,unit,year,measure,value\n"));
  const auto lines = static_cast<int>(std::count(csv.begin(), csv.end(), '\n'));
  EXPECT_EQ(lines, 1 + kMeasures * p.rows() * p.years() - 1);
  EXPECT_EQ(csv.find("nan"), std::string::npos);
  EXPECT_NE(csv.find("\nbaseline,市级统筹,2016,contributors,201.125\n"), std::string::npos);
  EXPECT_EQ(csv.find("baseline,范县,2015,payable_months"), std::string::npos);
}

TEST(ResultJson, KeepsMoneyToTheFenAndWritesMissingAsNull) {
  const Projection p = synthetic::projection();
  const auto json = nlohmann::json::parse(result_document(p, headlines(p)));
  EXPECT_EQ(json.at("schema"), "ballast.result/1");
  EXPECT_EQ(json.at("units").at(2).at("unit"), "市级统筹");
  EXPECT_TRUE(json.at("measures").at("payable_months").at("范县").at(0).is_null());
  const double expected = std::round(100 * synthetic::value(static_cast<int>(Measure::income), 1, 3)) / 100;
  EXPECT_EQ(json.at("measures").at("income").at("台前县").at(3), expected);
  EXPECT_EQ(json.at("years").size(), 26u);
}

// 90 of 2016 are 109.756… in prices of 2025, 120 of 2035 are 100 (price index of the made-up projection).
TEST(ResultJson, DatesThePeaksOfBothKindsOfPrices) {
  Projection p = synthetic::projection();
  p.measures[static_cast<std::size_t>(Measure::subsidy_total)].setZero();
  synthetic::set(p, Measure::subsidy_total, 0, {2016, 90.0});
  synthetic::set(p, Measure::subsidy_total, 0, {2035, 120.0});
  const auto row = nlohmann::json::parse(result_document(p, headlines(p))).at("headline").at(0);
  EXPECT_EQ(row.at("peak_subsidy_year"), 2035);
  EXPECT_EQ(row.at("peak_subsidy_2025_year"), 2016);
  EXPECT_TRUE(row.contains("peak_treasury_2025_year"));
}

TEST(RunJson, RepeatsTheHeadlineAtTheTopOnlyWithOneCase) {
  const Projection p = synthetic::projection();
  const CaseAnswer answer{&p, headlines(p), {"out/baseline.h5"}};
  const auto one = nlohmann::json::parse(run_document({answer}));
  EXPECT_EQ(one.at("headline"), one.at("cases").at(0).at("headline"));
  EXPECT_EQ(one.at("files"), nlohmann::json::array({"out/baseline.h5"}));
  EXPECT_EQ(one.at("headline").size(), 3u) << "units, then 全市; the pool has no headline";
  EXPECT_EQ(one.at("headline").back().at("unit"), "全市");
  EXPECT_TRUE(one.at("headline").at(0).at("support_ratio").contains("2035"));
  const auto two = nlohmann::json::parse(run_document({answer, answer}));
  EXPECT_FALSE(two.contains("headline"));
  EXPECT_EQ(two.at("cases").size(), 2u);
}

class SafeFile : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(dir_); }
  void TearDown() override { fs::remove_all(dir_); }
  std::string content(const fs::path& path) {
    std::ostringstream out;
    out << std::ifstream(path).rdbuf();
    return out.str();
  }
  fs::path dir_ = fs::temp_directory_path() / ("ballast_safe_file_" + std::to_string(::getpid()));
};

TEST_F(SafeFile, ReplacesAFileAndLeavesNothingBeside) {
  const std::string path = (dir_ / "a.csv").string();
  ASSERT_TRUE(write_whole(path, "one"));
  ASSERT_TRUE(write_whole(path, "two"));
  EXPECT_EQ(content(path), "two");
  EXPECT_EQ(std::distance(fs::directory_iterator(dir_), fs::directory_iterator()), 1);
}

// A result is several files; a disk that takes only some of them must not leave a mixture of old and new.
TEST_F(SafeFile, ReplaceAllOrNone) {
  const std::string first = (dir_ / "a.h5").string(), second = (dir_ / "a.csv").string();
  ASSERT_TRUE(write_together(std::vector<WholeFile>{{first, "old"}, {second, "old"}}));
  fs::create_directory(dir_ / "a.json");
  EXPECT_FALSE(
      write_together(std::vector<WholeFile>{{first, "new"}, {second, "new"}, {(dir_ / "a.json").string(), "new"}}));
  EXPECT_EQ(content(first), "old");
  EXPECT_EQ(content(second), "old");
  EXPECT_EQ(std::distance(fs::directory_iterator(dir_), {}), 3) << "nothing temporary stays";
}

// Files in the making are made one after the other; the last fails, and none has taken its place.
TEST_F(SafeFile, AreMadeOneByOneAndTakeTheirPlacesTogether) {
  const std::string text = (dir_ / "a.csv").string(), filled = (dir_ / "a.h5").string();
  ASSERT_TRUE(write_together(std::vector<WholeFile>{{text, "old"}, {filled, "old"}}));
  const MadeFile pieces{.path = text, .text = [](const PutText& put) { put("unit,"), put(""), put("value\n"); }};
  const auto fill = [&](std::optional<std::string> why) {
    return MadeFile{.path = filled, .fill = [this, &text, why](const std::string& part) -> Expected<void> {
                      EXPECT_EQ(content(text), "old") << "nothing takes its place before all are made";
                      if (why) return fail(issue_of(IssueKind::write_failed, *why, {}));
                      std::ofstream(part) << "new";
                      return {};
                    }};
  };
  const auto refused = write_together(std::vector<MadeFile>{pieces, fill("no room")});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().front().file, filled);
  EXPECT_EQ(refused.error().front().what, "cannot be written: no room");
  EXPECT_EQ(content(text), "old");
  EXPECT_EQ(content(filled), "old");
  ASSERT_TRUE(write_together(std::vector<MadeFile>{pieces, fill({})}));
  EXPECT_EQ(content(text), "unit,value\n");
  EXPECT_EQ(content(filled), "new");
  EXPECT_EQ(std::distance(fs::directory_iterator(dir_), {}), 2) << "nothing temporary stays";
}

TEST_F(SafeFile, StaysAsOpenToOthersAsItWas) {
  const fs::path path = dir_ / "private.json";
  ASSERT_TRUE(write_whole(path.string(), "one"));
  const mode_t mask = ::umask(0);
  ::umask(mask);
  EXPECT_EQ(static_cast<unsigned>(fs::status(path).permissions()), 0666U & ~mask) << "a new file: as the user has it";
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
  ASSERT_TRUE(write_whole(path.string(), "two"));
  EXPECT_EQ(static_cast<unsigned>(fs::status(path).permissions()), 0600U);
}

TEST_F(SafeFile, SaysThatAPlaceWhichIsAFileCannotHoldFiles) {
  ASSERT_TRUE(write_whole((dir_ / "plain").string(), "x"));
  const auto made = prepare_directory((dir_ / "plain" / "below").string());
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().front().kind, IssueKind::cannot_create);
  const auto written = write_whole((dir_ / "absent" / "a.csv").string(), "x");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().front().kind, IssueKind::cannot_create);
}

// What is renamed onto a device takes its place for good: root would lose /dev/null.
TEST_F(SafeFile, TakesThePlaceOfNoPipeOrDevice) {
  const fs::path pipe = dir_ / "pipe", device = dir_ / "device";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  fs::create_symlink("/dev/null", device);
  for (const fs::path& place : {pipe, device}) {
    const auto refused = write_whole(place.string(), "text");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().front().kind, IssueKind::cannot_create);
    EXPECT_EQ(refused.error().front().file, place.string());
    EXPECT_FALSE(prepare_directory(dir_.string(), {place.filename().string()}));
  }
  EXPECT_TRUE(fs::is_fifo(pipe));
  EXPECT_TRUE(fs::is_symlink(device));
}

// While it is written a file has a name that is twelve letters longer: too long a one is refused before anything is
// computed.
TEST_F(SafeFile, FindsANameTooLongBeforeAnythingIsComputed) {
  EXPECT_TRUE(prepare_directory(dir_.string(), {std::string(255 - 12, 'a')}));
  const auto refused = prepare_directory((dir_ / "new" / "one").string(), {std::string(255 - 11, 'a')});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().front().kind, IssueKind::cannot_create);
  EXPECT_FALSE(prepare_directory((dir_ / "new" / std::string(300, 'a')).string()));
  EXPECT_FALSE(fs::exists(dir_ / "new")) << "folders made on the way";
}

TEST_F(SafeFile, GoesWithASignalThatEndsTheProgramInTheMiddle) {
  const std::string path = (dir_ / "a.csv").string();
  ASSERT_TRUE(write_whole(path, "whole"));
  const auto filled = write_filled(path, [](const std::string& part) -> Expected<void> {
    EXPECT_TRUE(fs::exists(part));
    EXPECT_TRUE(remove_unfinished(SIGTERM));
    EXPECT_FALSE(fs::exists(part));
    return {};
  });
  EXPECT_FALSE(filled);
  EXPECT_EQ(fs::file_size(path), 5u) << "what stood there stands";
}

/// Every format of a result, sheets and budgets are written through these three; a planted name leads nowhere.
TEST_F(SafeFile, WritesThroughNobodysLink) {
  const std::string others = (dir_ / "others").string(), path = (dir_ / "a.csv").string();
  const auto fill = [](const std::string& part) -> Expected<void> {
    std::ofstream(part) << "whole";
    return {};
  };
  for (const auto& write : std::vector<std::function<Expected<void>()>>{[&] { return write_whole(path, "whole"); },
                                                                        [&] { return write_whole(path, "whole"); },
                                                                        [&] { return write_filled(path, fill); }}) {
    std::ofstream(others) << "theirs";
    fs::remove(path), fs::remove(path + ".part");
    fs::create_symlink(others, path), fs::create_symlink(others, path + ".part");
    ASSERT_TRUE(write());
    EXPECT_FALSE(fs::is_symlink(path)) << "the link is replaced";
    EXPECT_EQ(fs::file_size(path), 5u);
    EXPECT_EQ(fs::file_size(others), 6u) << "what it named is as it was";
  }
}

TEST_F(SafeFile, TakesAwayWhatAKilledWriterLeft) {
  std::ofstream(dir_ / "a.csv.part-a1B2c3") << "half";
  std::ofstream(dir_ / "a.csv.part-of-mine") << "the user's";
  ASSERT_TRUE(write_whole((dir_ / "a.csv").string(), "whole"));
  EXPECT_FALSE(fs::exists(dir_ / "a.csv.part-a1B2c3"));
  EXPECT_TRUE(fs::exists(dir_ / "a.csv.part-of-mine"));
}

TEST_F(SafeFile, LeavesAloneWhatAnotherIsWriting) {
  const std::string path = (dir_ / "a.csv").string();
  const auto filled = write_filled(path, [&path](const std::string& part) -> Expected<void> {
    std::ofstream(part) << "later";
    EXPECT_TRUE(write_whole(path, "sooner"));
    EXPECT_TRUE(fs::exists(part));
    return {};
  });
  EXPECT_TRUE(filled);
  EXPECT_EQ(fs::file_size(path), 5u);
  EXPECT_EQ(std::distance(fs::directory_iterator(dir_), {}), 1);
}

TEST(Spreadsheet, HoldsNoTextThatIsComputed) {
  EXPECT_EQ(spreadsheet({{"=1+1", "@x", "+x", "-x", "\tx"}, {"-12.50", "-1,050", "-", "0", "x=1"}}),
            "\xEF\xBB\xBF'=1+1,'@x,'+x,'-x,'\tx\r\n-12.50,\"-1,050\",-,0,x=1\r\n");
}

TEST_F(SafeFile, MakesTheDirectoryWithItsParentsAndLeavesItEmpty) {
  const fs::path deep = dir_ / "a" / "b";
  ASSERT_TRUE(prepare_directory(deep.string()));
  EXPECT_TRUE(fs::is_empty(deep));
}

}  // namespace
}  // namespace ballast
