/// Tiles of futures on the disk. What is expected is what was put there, and promises of reliability: nothing is left,
/// nothing half-written is taken, memory does not grow with the futures (docs/decisions/0016).
#include "output/files/future_file.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <random>
#include <thread>

#include "sim/studies/future_values.hpp"

namespace ballast {
namespace {

namespace fs = std::filesystem;

const Origin kOrigin{{"case", "baseline"}, {"seed", "44"}};

FutureLayout layout(int years = 5) {
  return {.rows = 4, .years = years, .units = 2, .measures = {Measure::treasury, Measure::contributors}};
}

/// Distinct for every series and future.
double number(std::size_t series, int path) { return 1e6 * static_cast<double>(series) + path; }

std::vector<double> column(const FutureLayout& of, int path) {
  std::vector<double> numbers(of.series());
  for (std::size_t s = 0; s < numbers.size(); ++s) numbers[s] = number(s, path);
  return numbers;
}

class FutureTiles : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(dir_); }
  void TearDown() override { fs::remove_all(dir_); }
  Expected<std::unique_ptr<FutureFile>> store(int paths, bool resume, const Origin& origin = kOrigin) const {
    return FutureFile::beside(file(), store_shape(layout(), paths), origin, resume);
  }
  std::string file() const { return (dir_ / "baseline.h5").string(); }
  std::string part() const { return file() + ".part"; }
  /// A run that is killed after some futures: its file stays.
  void killed_after(int finished, int paths, const Origin& origin = kOrigin) const {
    const fs::path kept = dir_ / "kept";
    {
      FutureValues values(layout(), paths, std::move(*store(paths, false, origin)));
      for (int path = 0; path < finished; ++path) EXPECT_TRUE(values.add(path, column(layout(), path)).empty());
      fs::copy_file(part(), kept);
    }
    fs::rename(kept, part());
  }
  fs::path dir_ = fs::temp_directory_path() / ("ballast_tiles_" + std::to_string(::getpid()));
};

void expect_all(const FutureValues& values, int paths) {
  const DrawWindow window{3, 20, 5, paths - 5};
  const auto read = values.read(window);
  ASSERT_EQ(read.size(), window.count * static_cast<std::size_t>(window.paths));
  for (std::size_t s = 0; s < window.count; ++s)
    for (int p = 0; p < window.paths; ++p)
      ASSERT_EQ(read[s * static_cast<std::size_t>(window.paths) + static_cast<std::size_t>(p)],
                number(window.series + s, window.path + p));
}

// 150 futures are three tiles, the last one not full; they come in any order and from several threads.
TEST_F(FutureTiles, GiveBackEverySeriesWhateverTheOrderOfTheFutures) {
  constexpr int kPaths = 150;
  for (const bool named : {false, true}) {
    const StoreShape shape = store_shape(layout(), kPaths);
    FutureValues values(layout(), kPaths,
                        named ? std::move(*store(kPaths, false)) : std::move(*FutureFile::nameless(shape)));
    std::vector<int> order(kPaths);
    std::iota(order.begin(), order.end(), 0);
    std::shuffle(order.begin(), order.end(), std::mt19937(44));
    const auto half = [&](int from) {
      for (std::size_t i = static_cast<std::size_t>(from); i < order.size(); i += 2)
        EXPECT_TRUE(values.add(order[i], column(layout(), order[i])).empty());
    };
    std::thread other([&] { half(1); });
    half(0);
    other.join();
    EXPECT_TRUE(values.close(kPaths).empty());
    expect_all(values, kPaths);
    values.keep(false);
  }
  EXPECT_TRUE(fs::is_empty(dir_)) << "nothing stays";
}

TEST_F(FutureTiles, StoppedEarlyHoldTheFuturesAtTheFront) {
  FutureValues values(layout(), 150, std::move(*store(150, false)));
  for (int path = 0; path < 90; ++path) EXPECT_TRUE(values.add(path, column(layout(), path)).empty());
  EXPECT_TRUE(values.close(80).empty());
  EXPECT_EQ(values.paths(), 80);
  expect_all(values, 80);
}

// An error on the way (a full disk, a future that cannot be lived) does not throw away hours of finished futures.
TEST_F(FutureTiles, ThatAreFinishedStayUnlessTheResultIsThere) {
  {
    FutureValues values(layout(), 150, std::move(*store(150, false)));
    for (int path = 0; path < 70; ++path) EXPECT_TRUE(values.add(path, column(layout(), path)).empty());
  }
  EXPECT_TRUE(fs::exists(part()));
  FutureValues values(layout(), 150, std::move(*store(150, true)));
  EXPECT_TRUE(values.has(63));
  for (int path = 64; path < 150; ++path) EXPECT_TRUE(values.add(path, column(layout(), path)).empty());
  EXPECT_TRUE(values.close(150).empty());
  values.keep(false);
  EXPECT_FALSE(fs::exists(part())) << "before the answer is printed";
  expect_all(values, 150);
}

// 100 of 150 futures: the first tile of 64 is finished, the second is not.
TEST_F(FutureTiles, OfAKilledRunAreTakenWhereTheyAreFinished) {
  killed_after(100, 150);
  FutureValues values(layout(), 150, std::move(*store(150, true)));
  EXPECT_TRUE(values.has(0) && values.has(63));
  EXPECT_FALSE(values.has(64));
  for (int path = 64; path < 150; ++path) EXPECT_TRUE(values.add(path, column(layout(), path)).empty());
  EXPECT_TRUE(values.close(150).empty());
  expect_all(values, 150);
}

// A tile that was never finished is none that was damaged.
TEST_F(FutureTiles, OfAKilledRunAreNotCalledDamaged) {
  killed_after(100, 150);
  EXPECT_EQ((*store(150, true))->damaged(), 0);
}

// Without --resume a run of fewer would cost the tiles of the longer one; of as many it is the same run anew.
TEST_F(FutureTiles, OfMoreThanAreAskedForAreNoRoomForFewer) {
  killed_after(150, 150);
  const auto fewer = store(60, false);
  ASSERT_FALSE(fewer);
  EXPECT_EQ(fewer.error().front().kind, IssueKind::data);
  EXPECT_EQ((*store(60, true))->finished(0), 64) << "with it they are taken";
  EXPECT_EQ((*store(150, true))->finished(1), 64) << "and the others stay";
  EXPECT_TRUE(store(150, false));
}

TEST_F(FutureTiles, OfAKilledRunServeARunOfMoreFutures) {
  killed_after(70, 70);
  FutureValues values(layout(), 200, std::move(*store(200, true)));
  EXPECT_TRUE(values.has(63));
  EXPECT_FALSE(values.has(64)) << "six futures of a tile are not the tile";
}

TEST_F(FutureTiles, WithAChangedByteAreComputedAnew) {
  killed_after(150, 150);
  {
    std::fstream stream(part(), std::ios::binary | std::ios::in | std::ios::out);
    stream.seekp(4096 + 1000);
    stream.put('x');
  }
  const auto left = store(150, true);
  ASSERT_TRUE(left);
  EXPECT_EQ((*left)->finished(0), 0);
  EXPECT_EQ((*left)->finished(1), 64);
  EXPECT_EQ((*left)->finished(2), 150 - 128);
  EXPECT_EQ((*left)->damaged(), 1);
}

// Others can write into a file that has a name: what they leave there is no future, and a hole reads as nothing but 0.
TEST_F(FutureTiles, WrittenIntoBySomebodyElseAreNotTakenForFutures) {
  for (const bool resumed : {false, true}) {
    auto values = [&] {
      if (resumed) killed_after(150, 150);
      return FutureValues(layout(), 150, std::move(*store(150, resumed)));
    }();
    for (int path = 0; path < 150; ++path)
      if (!values.has(path)) EXPECT_TRUE(values.add(path, column(layout(), path)).empty());
    EXPECT_TRUE(values.close(150).empty());
    EXPECT_EQ(values.read({0, 1, 64, 64})[0], number(0, 64)) << "the second tile is whole";
    {
      std::fstream stream(part(), std::ios::binary | std::ios::in | std::ios::out);
      stream.seekp(4096 + 1000);  // in the first
      stream.put('x');
    }
    EXPECT_THROW(values.read({0, 1, 0, 64}), StoreError) << resumed;
    EXPECT_EQ(values.read({0, 1, 64, 64})[0], number(0, 64));
  }
}

// The mark of a tile: a digest of 64 digits, then how many futures it holds, in 16 columns.
// Each tile tells by its mark whether it is whole: a byte after the last line of the head loses none.
TEST_F(FutureTiles, OutlastAChangedByteInTheRestOfTheHead) {
  killed_after(100, 150);
  std::fstream(part(), std::ios::binary | std::ios::in | std::ios::out).seekp(4000).put('x');
  EXPECT_TRUE(FutureValues(layout(), 150, std::move(*store(150, true))).has(63));
}

TEST_F(FutureTiles, WithAMarkThatIsNoNumberAreComputedAnew) {
  for (const char* number : {"             64x", "9999999999999999", "                ", "             -64"}) {
    killed_after(150, 150);
    {
      std::fstream stream(part(), std::ios::binary | std::ios::in | std::ios::out);
      stream.seekp(static_cast<std::streamoff>(4096 + store_shape(layout(), 150).tile() * sizeof(double) + 64));
      stream << number;
    }
    const auto left = store(150, true);
    ASSERT_TRUE(left);
    EXPECT_EQ((*left)->finished(0), 0) << number;
    EXPECT_EQ((*left)->finished(1), 64) << number;
  }
}

TEST_F(FutureTiles, OfAnotherRunAreRefusedWithTheReasonAndStay) {
  killed_after(100, 150);
  for (const bool resume : {true, false}) {
    const auto other = store(150, resume, {{"case", "baseline"}, {"seed", "45"}});
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().front().kind, IssueKind::data);
    EXPECT_NE(other.error().front().what.find("'seed 44', asked is 'seed 45'"), std::string::npos);
    EXPECT_TRUE(fs::exists(part()));
  }
  EXPECT_EQ((*store(150, true))->finished(0), 64) << "they can still be gone on with";
  EXPECT_EQ((*store(150, false))->finished(0), 0) << "the same run anew";
}

TEST_F(FutureTiles, OfAnotherRunAreNotMissedWhereNoneIsFinished) {
  killed_after(0, 150);
  EXPECT_TRUE(store(150, false, {{"case", "baseline"}, {"seed", "45"}}));
}

// Killed while the first tile was written: there are bytes after the head, and no future to lose.
TEST_F(FutureTiles, CutShortInTheFirstAreNoFutures) {
  for (const bool other : {false, true}) {
    killed_after(64, 150);
    fs::resize_file(part(), 4096 + store_shape(layout(), 150).tile() * sizeof(double) / 2);
    const auto anew = store(150, false, other ? Origin{{"case", "baseline"}, {"seed", "45"}} : kOrigin);
    ASSERT_TRUE(anew) << other;
    EXPECT_FALSE((*anew)->discarded()) << "nothing that was finished is drawn anew";
  }
  killed_after(64, 150);  // one tile is finished
  EXPECT_TRUE((*store(150, false))->discarded());
  killed_after(64, 150);
  EXPECT_FALSE(store(150, false, {{"case", "baseline"}, {"seed", "45"}}));
}

TEST_F(FutureTiles, OfARunThatReadOtherInputsAreSaidToBeSoInWords) {
  killed_after(100, 150, {{"case", "baseline"}, {"inputs", "c0ffee"}});
  const auto other = store(150, true, {{"case", "baseline"}, {"inputs", "decade"}});
  ASSERT_FALSE(other);
  EXPECT_NE(other.error().front().what.find("its --set or the tables"), std::string::npos);
  EXPECT_EQ(other.error().front().what.find("c0ffee"), std::string::npos);
}

TEST_F(FutureTiles, AreWrittenByOneRunAtATime) {
  const auto first = store(10, false);
  const auto second = store(10, false);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().front().kind, IssueKind::cannot_create);
  EXPECT_NE(second.error().front().what.find("another run"), std::string::npos);
}

TEST_F(FutureTiles, AreNotWrittenOverAFileThatNoRunBegan) {
  for (const bool resume : {false, true}) {
    std::ofstream(part()) << "somebody's data";
    const auto refused = store(10, resume);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().front().kind, IssueKind::cannot_create);
    EXPECT_EQ(fs::file_size(part()), 15u);
    std::ofstream(part()) << "ballast fut";  // killed in its first line
    EXPECT_TRUE(store(10, resume));
  }
}

/// Whoever may write to the folder could plant a link to a file of the user's, empty or begun by a run.
TEST_F(FutureTiles, AreWrittenThroughNobodysLink) {
  const std::string others = (fs::path(file()).parent_path() / "others").string();
  for (const bool symbolic : {true, false}) {
    std::ofstream(others) << "";
    symbolic ? fs::create_symlink(others, part()) : fs::create_hard_link(others, part());
    const auto refused = store(10, false);
    ASSERT_FALSE(refused) << symbolic;
    EXPECT_EQ(refused.error().front().kind, IssueKind::cannot_create);
    EXPECT_EQ(refused.error().front().what, symbolic ? "is there already, and no run of this program began it"
                                                     : "has another name besides (a hard link)");
    EXPECT_TRUE(fs::is_empty(others)) << symbolic;
    fs::remove(part()), fs::remove(others);
  }
}

TEST_F(FutureTiles, TakeAwayWhatAKilledWriterOfTheResultLeft) {
  std::ofstream(file() + ".part-a1B2c3") << "half";
  std::ofstream(file() + ".backup") << "the user's";
  const auto made = store(10, false);
  EXPECT_FALSE(fs::exists(file() + ".part-a1B2c3"));
  EXPECT_TRUE(fs::exists(file() + ".backup"));
}

/// What a process of its own says, whose memory at most is told too [KiB].
int in_a_child(const std::function<int()>& body, long* memory = nullptr) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(body());
  int status = 0;
  rusage usage{};
  ::wait4(child, &status, 0, &usage);
  if (memory) *memory = usage.ru_maxrss;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// A limit on the size of files stands for a full disk.
TEST_F(FutureTiles, ThatFindNoRoomAreRefusedAndLeaveNothing) {
  EXPECT_EQ(in_a_child([&] {
              std::signal(SIGXFSZ, SIG_IGN);
              const rlimit little{16384, 16384};
              ::setrlimit(RLIMIT_FSIZE, &little);
              FutureValues values(layout(), 150, std::move(*store(150, false)));
              for (int path = 0; path < 64; ++path)
                if (const Issues lost = values.add(path, column(layout(), path)); !lost.empty())
                  return lost.front().kind == IssueKind::write_failed ? 74 : 1;
              return 0;
            }),
            74);
  fs::remove(part());  // the child went away without its destructors
}

// Who is told of --resume finds something to go on with.
TEST_F(FutureTiles, ThatFindNoRoomSayWhetherAnyIsFinished) {
  const auto remedy_is = [&](rlim_t room, const std::string& remedy) {
    return in_a_child([&] {
      std::signal(SIGXFSZ, SIG_IGN);
      const rlimit little{room, room};
      ::setrlimit(RLIMIT_FSIZE, &little);
      FutureValues values(layout(), 150, std::move(*store(150, false)));
      for (int path = 0; path < 150; ++path)
        if (const Issues lost = values.add(path, column(layout(), path)); !lost.empty())
          return lost.front().remedy == remedy ? 0 : 1;
      return 2;
    });
  };
  EXPECT_EQ(remedy_is(16384, "none of its futures was finished; free some space and run again"), 0);
  fs::remove(part());
  EXPECT_EQ(remedy_is(98304, "free some space and run again: with --resume from the futures that are finished"), 0);
  fs::remove(part());
}

// Held in memory, 8,000 futures of 3,000 numbers would take 183 MiB; tiles of 64 take 1.5 MiB each.
TEST_F(FutureTiles, TakeNoMoreMemoryForMoreFutures) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "sanitizers keep memory that was given back";
#endif
  const auto memory_of = [&](int paths) {
    long kib = 0;
    EXPECT_EQ(in_a_child(
                  [&] {
                    const FutureLayout wide = layout(300);
                    FutureValues values(wide, paths, std::move(*FutureFile::nameless(store_shape(wide, paths))));
                    for (int path = 0; path < paths; ++path)
                      if (!values.add(path, column(wide, path)).empty()) return 1;
                    if (!values.close(paths).empty()) return 1;
                    double sum = 0;
                    for (std::size_t s = 0; s < wide.series(); s += 100) sum += values.read({s, 1, 0, paths}).back();
                    return sum > 0 ? 0 : 1;
                  },
                  &kib),
              0);
    return kib;
  };
  constexpr long kRoom = 16L * 1024;
  EXPECT_LT(memory_of(8000), memory_of(128) + kRoom);
}

}  // namespace
}  // namespace ballast
