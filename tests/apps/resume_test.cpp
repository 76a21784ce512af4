/// `ballast ensemble --out … --resume`: killed at any moment, an ensemble goes on where it stopped and ends with the
/// same bytes (quality of results: only old or complete files are ever seen).
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/apps/program.hpp"

namespace ballast {
namespace {

namespace fs = std::filesystem;
using test::bytes;
using test::program;

class Resume : public testing::Test {
 protected:
  void TearDown() override { fs::remove_all(dir_); }
  std::string asked(const std::string& folder) const {
    return "ensemble baseline --horizon 2027 --paths 200 --keep-paths --keep-flows --out '" + (dir_ / folder).string() +
           "' ";
  }
  std::string result(const std::string& folder) const { return (dir_ / folder / "baseline.h5").string(); }
  /// Bytes of the result of a run that was never stopped.
  std::uintmax_t whole_size() const {
    static const std::uintmax_t size = [this] {
      EXPECT_EQ(program(asked("measured")).code, 0);
      return fs::file_size(result("measured"));
    }();
    return size;
  }
  /// Killed once its file of futures holds the first tile, 64 of 200, and a part of the second, however slowly the disk
  /// takes them.
  void kill_some_way(const std::string& folder) const {
    const std::string size = "stat -c %s '" + result(folder) + ".part' 2>/dev/null || echo 0";
    const std::string enough = std::to_string(whole_size() * 2 / 5);
    EXPECT_EQ(program(asked(folder) + "--threads 2 & p=$!; while [ $(" + size + ") -lt " + enough +
                      " ]; do kill -0 $p || exit 3; sleep 0.01; done; kill -9 $p; wait $p")
                  .code,
              128 + 9);
  }
  /// Ctrl-C once some futures are finished; what it told.
  test::Outcome interrupted(const std::string& folder) const {
    const std::string part = "'" + result(folder) + ".part'";
    return test::shell("'" + std::string(BALLAST_PROGRAM) + "' " + asked(folder) +
                       "--lang en --threads 1 2>&1 >/dev/null & p=$!; until [ $(stat -c %s " + part +
                       " 2>/dev/null || echo 0) -gt 8192 ]; do kill -0 $p || exit 3; sleep 0.01; done; "
                       "kill -INT $p; wait $p");
  }
  /// How many of 200 futures it says were finished; whole tiles of 64 alone are taken.
  static int taken(const std::string& told) {
    const std::size_t end = told.find(" of 200 futures"), begin = told.find_last_not_of("0123456789", end - 1) + 1;
    return end == std::string::npos || begin == end ? -1 : std::stoi(told.substr(begin, end - begin));
  }
  fs::path dir_ = fs::temp_directory_path() / ("ballast_resume_" + std::to_string(::getpid()));
};

TEST_F(Resume, EndsWithTheBytesOfARunThatWasNeverKilled) {
  ASSERT_EQ(program(asked("whole")).code, 0);
  kill_some_way("killed");
  EXPECT_FALSE(fs::exists(result("killed"))) << "only whole results are seen";
  EXPECT_TRUE(fs::exists(result("killed") + ".part"));

  const auto other = program(asked("killed") + "--resume --seed 45", true);
  EXPECT_EQ(other.code, 65);
  EXPECT_NE(other.out.find("'seed 44', asked is 'seed 45'"), std::string::npos) << other.out;

  const auto resumed = program(asked("killed") + "--resume --threads 3 --lang en", true);
  EXPECT_EQ(resumed.code, 0);
  EXPECT_TRUE(taken(resumed.out) == 64 || taken(resumed.out) == 128) << resumed.out;
  EXPECT_TRUE(bytes(result("killed")) == bytes(result("whole")));
  EXPECT_EQ(std::distance(fs::directory_iterator(dir_ / "killed"), {}), 1) << "the result and nothing else";
}

// Ctrl-C: what is finished stays for --resume, and a whole result that stands there is not replaced by a part of one.
TEST_F(Resume, GoesOnWhereCtrlCStopped) {
  ASSERT_EQ(program(asked("stopped")).code, 0);
  const std::string whole = bytes(result("stopped"));
  const auto stopped = interrupted("stopped");
  EXPECT_EQ(stopped.code, 130);
  EXPECT_NE(stopped.out.find("--resume goes on (they are kept by tiles of up to 64: those of a tile that is not full "
                             "are drawn again). A result file that stood there is not replaced."),
            std::string::npos)
      << stopped.out;
  EXPECT_TRUE(bytes(result("stopped")) == whole);
  EXPECT_TRUE(fs::exists(result("stopped") + ".part"));
  const auto resumed = program(asked("stopped") + "--resume --lang en", true);
  EXPECT_EQ(resumed.code, 0);
  EXPECT_GT(taken(resumed.out), 0) << resumed.out;
  EXPECT_EQ(taken(resumed.out) % 64, 0) << resumed.out;
  EXPECT_TRUE(bytes(result("stopped")) == whole);
  EXPECT_FALSE(fs::exists(result("stopped") + ".part"));
}

TEST_F(Resume, SaysThatANewFileHoldsWhatIsFinished) {
  const auto stopped = interrupted("new");
  EXPECT_EQ(stopped.code, 130);
  EXPECT_NE(stopped.out.find("The result files hold the finished ones alone."), std::string::npos) << stopped.out;
  EXPECT_TRUE(fs::exists(result("new")));
}

// A small run into the folder of a long one must not cost its hours.
TEST_F(Resume, WithoutIsTheSameRunAnewAndNoOtherOne) {
  kill_some_way("killed");
  const auto other = program(asked("killed") + "--seed 45 --lang en", true);
  EXPECT_EQ(other.code, 65);
  EXPECT_NE(other.out.find("asked is 'seed 45'"), std::string::npos) << other.out;
  const auto anew = program(asked("killed") + "--lang en", true);
  EXPECT_EQ(anew.code, 0);
  EXPECT_NE(anew.out.find("what an earlier run had finished is drawn anew; --resume would have"), std::string::npos)
      << anew.out;
  EXPECT_EQ(std::distance(fs::directory_iterator(dir_ / "killed"), {}), 1);
}

TEST_F(Resume, WritesTheSameFileOnAnyNumberOfThreads) {
  ASSERT_EQ(program(asked("one") + "--threads 1").code, 0);
  for (const std::string threads : {"2", "3", "8"}) {
    ASSERT_EQ(program(asked(threads) + "--threads " + threads).code, 0);
    EXPECT_TRUE(bytes(result(threads)) == bytes(result("one"))) << threads;
  }
}

TEST_F(Resume, SaysHowMuchOfWhatWasKeptIsDamaged) {
  kill_some_way("killed");
  std::fstream(result("killed") + ".part", std::ios::binary | std::ios::in | std::ios::out).seekp(8000).put('x');
  const auto resumed = program(asked("killed") + "--resume --lang en", true);
  EXPECT_EQ(resumed.code, 0);
  EXPECT_NE(resumed.out.find("blocks of futures that are damaged and drawn again: 1."), std::string::npos)
      << resumed.out;
}

// Fewer futures of the same run, and --resume forgotten: what the long one has finished stays.
TEST_F(Resume, DrawsNoFewFuturesOverTheManyOfAStoppedRun) {
  kill_some_way("killed");
  const std::string left = bytes(result("killed") + ".part");
  std::string few = asked("killed") + "--lang en ";
  few.replace(few.find("--paths 200"), 11, "--paths 10");
  const auto refused = program(few, true);
  EXPECT_EQ(refused.code, 65);
  EXPECT_NE(refused.out.find("more futures of the same run"), std::string::npos) << refused.out;
  EXPECT_TRUE(bytes(result("killed") + ".part") == left);
  EXPECT_EQ(program(few + "--resume").code, 0);
  EXPECT_TRUE(bytes(result("killed") + ".part") == left);
}

// Futures drawn another way, in other prices or of other measures are not these: mixed, they would be nobody's answer.
TEST_F(Resume, GoesOnWithNoFuturesOfOtherOptions) {
  kill_some_way("killed");
  const std::string left = bytes(result("killed") + ".part");
  // as many measures as without --measures, so that the file has the same shape
  const std::string measures =
      "contributors,retirees,support_ratio,contributions,expenditure,current_balance,fund_balance,payable_months,need,"
      "subsidy_total,subsidy_fixed,subsidy_adjustment,pool_topup,treasury,fiscal_burden,average_pension,"
      "replacement_rate,payers";
  for (const std::string other : {"--sampling antithetic", "--sampling sobol", "--prices 2025", "--measures "}) {
    const std::string option = other == "--measures " ? other + measures : other;
    const auto refused = program(asked("killed") + "--resume --lang en " + option, true);
    EXPECT_EQ(refused.code, 65) << option;
    EXPECT_NE(refused.out.find("futures of another run"), std::string::npos) << refused.out;
    EXPECT_TRUE(bytes(result("killed") + ".part") == left) << option;
  }
}

// Of two cases one cannot go on: what the other has stays, also where the run then fails on the way.
TEST_F(Resume, KeepsWhatThereIsWhereItIsRefused) {
  kill_some_way("killed");
  const std::string left = bytes(result("killed") + ".part");
  const fs::path other = dir_ / "killed" / "coverage-wider.h5.part";
  fs::copy_file(result("killed") + ".part", other);  // of case baseline
  std::string both = asked("killed") + "--resume";
  both.replace(both.find("baseline"), 8, "baseline coverage-wider");
  EXPECT_EQ(program(both).code, 65);
  const auto neither = program(both + " --seed 45", true);  // both files are named, not the first alone
  EXPECT_EQ(neither.code, 65);
  EXPECT_NE(neither.out.find(result("killed") + ".part"), std::string::npos) << neither.out;
  EXPECT_NE(neither.out.find(other.string()), std::string::npos) << neither.out;
  EXPECT_TRUE(bytes(result("killed") + ".part") == left);
  EXPECT_TRUE(fs::exists(other));
  fs::remove(other);
  const std::string limit = std::to_string(left.size() / 1024 + 1);  // not for the next tile
  const auto full = test::shell("ulimit -f " + limit + "; '" + std::string(BALLAST_PROGRAM) + "' " + asked("killed") +
                                "--resume >/dev/null 2>&1");
  EXPECT_EQ(full.code, 74);
  EXPECT_TRUE(fs::exists(result("killed") + ".part"));
  EXPECT_EQ(program(asked("killed") + "--resume").code, 0);
  EXPECT_FALSE(fs::exists(result("killed") + ".part"));
}

// A limit on the size of files stands for a full disk; SIGXFSZ is not minded.
TEST_F(Resume, HasNothingToGoOnWithWhereTheDiskWasFull) {
  fs::create_directories(dir_ / "full");
  const std::string limited = "ulimit -f 2000; '" + std::string(BALLAST_PROGRAM) + "' " + asked("full") + "2>&1";
  EXPECT_EQ(test::shell(limited).code, 74);
  EXPECT_NE(test::shell(limited).out.find("baseline.h5.part: cannot be written"), std::string::npos);
  EXPECT_TRUE(fs::is_empty(dir_ / "full"));
}

TEST_F(Resume, KeepsTheFuturesWhereTheResultFindsNoRoom) {
  const std::string few = "ensemble baseline --paths 4 --horizon 2018 --out '";
  ASSERT_EQ(program(few + (dir_ / "whole").string() + "'").code, 0);
  const std::string limit = std::to_string(fs::file_size(result("whole")) / 1024 - 100);
  const std::string asked = few + (dir_ / "full").string() + "' ";
  const std::string limited = "ulimit -f " + limit + "; '" + std::string(BALLAST_PROGRAM) + "' " + asked + "2>&1 ";
  const auto en = test::shell(limited + "--lang en"), zh = test::shell(limited + "--lang zh");
  EXPECT_EQ(en.code, 74) << "and not the end of a crash";
  EXPECT_NE(en.out.find("baseline.h5: cannot be written: File too large"), std::string::npos) << en.out;
  EXPECT_NE(en.out.find("run again with --resume"), std::string::npos) << en.out;
  EXPECT_NE(zh.out.find("无法写入：文件过大"), std::string::npos) << zh.out;
  EXPECT_NE(program(asked + "--resume --lang en", true).out.find("4 of 4 futures"), std::string::npos);
  EXPECT_TRUE(bytes(result("full")) == bytes(result("whole")));
  EXPECT_EQ(std::distance(fs::directory_iterator(dir_ / "full"), {}), 1);
}

// The second case's file is the larger one: its text goes into it.
TEST_F(Resume, SaysWhichFilesAreWholeWhereAnotherFindsNoRoom) {
  fs::create_directories(dir_);
  std::string long_case = "base = \"baseline\"\n";
  for (int i = 0; i < 500; ++i) long_case += std::string(500, '#') + "\n";
  const std::string larger = test::written((dir_ / "larger.toml").string(), long_case);
  const std::string of = " --paths 4 --horizon 2018 --out '" + (dir_ / "one").string() + "'";
  ASSERT_EQ(program("ensemble baseline" + of).code, 0);
  const std::string limit = std::to_string(fs::file_size(result("one")) / 512 + 100);
  fs::remove(result("one"));
  const auto full = test::shell("ulimit -f " + limit + "; '" + BALLAST_PROGRAM + "' ensemble baseline '" + larger +
                                "' --lang en" + of + " 2>&1 >/dev/null");
  EXPECT_EQ(full.code, 74);
  EXPECT_NE(full.out.find("the futures are kept and " + result("one") + " written"), std::string::npos) << full.out;
  EXPECT_TRUE(fs::exists(result("one")));
}

// A closed stdout is the number that the first file gets which is opened.
TEST_F(Resume, IsNotSpoiltByWordsForAClosedConsole) {
  const std::string few =
      "ensemble baseline --paths 4 --horizon 2018 --keep-flows --out '" + (dir_ / "a").string() + "' ";
  const std::string asked = "'" + std::string(BALLAST_PROGRAM) + "' " + few;
  EXPECT_EQ(test::shell(asked + ">&- 2>/dev/null").code, 74);
  EXPECT_EQ(program("verify '" + result("a") + "'").code, 0);
  EXPECT_EQ(test::shell(asked + "2>&- >/dev/null").code, 0);
  EXPECT_EQ(test::shell(asked + "<&- >&- 2>&-").code, 74);
  EXPECT_EQ(program("verify '" + result("a") + "'").code, 0);
}

TEST_F(Resume, NeedsEveryCaseToHaveAFileOfItsOwn) {
  const auto twice = program("ensemble baseline baseline --paths 4 --out '" + dir_.string() + "'", true);
  EXPECT_EQ(twice.code, 64);
  EXPECT_NE(twice.out.find("two cases would be written to files called baseline"), std::string::npos);
}

// A look at a few of the finished futures must not cost the rest of them.
TEST_F(Resume, OfFewerLeavesTheOthersForLater) {
  kill_some_way("killed");
  const std::string few = "ensemble baseline --horizon 2027 --paths 20 --keep-paths --keep-flows --resume --out '" +
                          (dir_ / "killed").string() + "'";
  ASSERT_EQ(program(few).code, 0);
  EXPECT_TRUE(fs::exists(result("killed") + ".part"));
  const auto resumed = program(asked("killed") + "--resume --lang en", true);
  EXPECT_EQ(resumed.code, 0);
  EXPECT_NE(resumed.out.find(" of 200 futures were finished"), std::string::npos) << resumed.out;
  EXPECT_FALSE(fs::exists(result("killed") + ".part"));
}

TEST_F(Resume, SaysThatThereIsNothingToGoOnWith) {
  const auto anew = program(asked("anew") + "--resume --lang en", true);
  EXPECT_EQ(anew.code, 0);
  EXPECT_NE(anew.out.find("baseline.h5: nothing to resume, begins with the first of 200 futures."), std::string::npos)
      << anew.out;
}

// What is finished is not replaced by somebody who meant to go on.
TEST_F(Resume, LeavesAFinishedResultAlone) {
  ASSERT_EQ(program(asked("whole")).code, 0);
  const std::string before = bytes(result("whole"));
  const auto again = program(
      "ensemble baseline --horizon 2027 --paths 9 --resume --lang zh --out '" + (dir_ / "whole").string() + "'", true);
  EXPECT_EQ(again.code, 65);
  EXPECT_NE(again.out.find("没有可接续的：已有结果文件"), std::string::npos) << again.out;
  EXPECT_EQ(bytes(result("whole")), before);
  test::written((dir_ / "whole" / "coverage-wider.h5.part").string(), "");  // of another case: no reason to replace it
  EXPECT_EQ(program("ensemble baseline coverage-wider --horizon 2027 --paths 9 --resume --out '" +
                    (dir_ / "whole").string() + "'")
                .code,
            65);
  EXPECT_EQ(bytes(result("whole")), before);
}

TEST_F(Resume, NeedsAResultToGoOnWith) { EXPECT_EQ(program("ensemble baseline --paths 4 --resume").code, 64); }

}  // namespace
}  // namespace ballast
