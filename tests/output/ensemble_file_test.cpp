/// Files of ensembles written and read back; damaged and overstated ones. What is expected is what was written: no
/// number comes from elsewhere.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "output/hdf5/read_ensemble.hpp"
#include "output/hdf5/read_result.hpp"
#include "output/hdf5/result_file.hpp"
#include "output/hdf5/seal.hpp"
#include "output/hdf5/stored_fen.hpp"
#include "output/hdf5/validate.hpp"
#include "output/hdf5/verify.hpp"
#include "output/rerun/rerun.hpp"
#include "output/texts.hpp"
#include "sim/engine/flow_use.hpp"
#include "sim/studies/ensemble_events.hpp"
#include "sim/studies/future_values.hpp"
#include "tests/output/settled_projection.hpp"
#include "tests/sim/drawn_ensemble.hpp"

namespace ballast {
namespace {

namespace fs = std::filesystem;

constexpr int kPaths = 70;  // more than one block
constexpr EnsembleKept kEverything{.paths = true, .flows = true};

/// Distinct for every measure, row, year and future; float32 holds it exactly.
double value_of(Measure measure, int row, int year, int path) {
  return 1024.0 * static_cast<int>(measure) + 64.0 * row + year + path / 128.0;
}

/// Yuan with more digits than fen, distinct for every flow, unit, year and future.
double flow_of(int flow, int unit, int year, int path) { return 1000.0 * flow + 100.0 * unit + year + path / 300.0; }

/// Of the values that the futures have.
EnsembleMeasure statistics(Measure measure, const Projection& p) {
  EnsembleMeasure of;
  of.measure = measure;
  of.mean = of.mean_error = of.tail_mean = of.tail_error = Eigen::ArrayXXd::Zero(p.rows(), p.years());
  of.quantiles.fill(of.mean), of.quantile_errors.fill(of.mean);
  std::vector<double> values(kPaths);
  for (int row = 0; row < p.rows(); ++row)
    for (int year = 0; year < p.years(); ++year) {
      for (int path = 0; path < kPaths; ++path)
        values[static_cast<std::size_t>(path)] = value_of(measure, row, year, path);
      const Distribution all = distribution(values, Pairing::mirrored);
      of.mean(row, year) = all.mean, of.mean_error(row, year) = all.mean_error;
      of.tail_mean(row, year) = all.tail_mean, of.tail_error(row, year) = all.tail_error;
      for (std::size_t q = 0; q < kQuantileLevels.size(); ++q)
        of.quantiles[q](row, year) = all.quantiles[q], of.quantile_errors[q](row, year) = all.quantile_errors[q];
    }
  return of;
}

Draws draws_of(Measure measure, const Projection& p) {
  Draws draws{.measure = measure, .values = {}};
  for (int row = 0; row < p.rows(); ++row)
    for (int year = 0; year < p.years(); ++year)
      for (int path = 0; path < kPaths; ++path) draws.values.push_back(value_of(measure, row, year, path));
  return draws;
}

/// Measures and flows of every future, as a run keeps them.
std::shared_ptr<const FutureValues> values_of(const std::vector<Measure>& measures, const Projection& p) {
  const FutureLayout layout{
      .rows = p.rows(), .years = p.years(), .units = p.member_units(), .measures = measures, .flows = true};
  auto values =
      std::make_shared<FutureValues>(layout, kPaths, std::make_unique<MemoryStore>(store_shape(layout, kPaths)));
  for (int path = 0; path < kPaths; ++path) {
    std::vector<double> numbers(layout.series());
    auto to = numbers.begin();
    for (const Measure measure : measures)
      for (int row = 0; row < p.rows(); ++row)
        for (int year = 0; year < p.years(); ++year) *to++ = value_of(measure, row, year, path);
    for (std::size_t f = 0; f < lasting_flows().size(); ++f) {
      to = numbers.begin() + static_cast<std::ptrdiff_t>(layout.flow(f));
      for (int unit = 0; unit < p.member_units(); ++unit)
        for (int year = 0; year < p.years(); ++year)
          *to++ = flow_of(static_cast<int>(lasting_flows()[f]), unit, year, path);
    }
    EXPECT_TRUE(values->add(path, numbers).empty());
  }
  EXPECT_TRUE(values->close(kPaths).empty());
  return values;
}

/// Shares of the futures, another in every place.
Eigen::ArrayXXd shares(const Projection& p, double first) {
  Eigen::ArrayXXd table(p.member_units() + 1, p.years());
  for (int row = 0; row < table.rows(); ++row)
    for (int year = 0; year < table.cols(); ++year) table(row, year) = first + 0.01 * row + 0.0001 * year;
  return table;
}

/// Calls of all years of one row of events, another number in every place.
Distribution calls_of(int row) {
  Distribution calls{.mean = 7.0 + row, .mean_error = 0.1 + row, .tail_mean = 70.0 + row, .tail_error = 0.7 + row};
  for (std::size_t q = 0; q < kQuantileLevels.size(); ++q)
    calls.quantiles[q] = 10 * kQuantileLevels[q] + row, calls.quantile_errors[q] = kQuantileLevels[q] + row;
  return calls;
}

Ensemble ensemble() {
  Ensemble e;
  e.central = synthetic::projection();
  e.paths = kPaths, e.asked = 100, e.seed = std::int64_t{1} << 40, e.sampling = Sampling::antithetic;
  e.first_uncertain_year = 2026;
  const Projection& p = e.central;
  for (const Measure measure : {Measure::treasury, Measure::contributors}) {
    e.measures.push_back(statistics(measure, p));
    e.draws.push_back(draws_of(measure, p));
  }
  e.events.depleted_by = shares(p, 0.1), e.events.called = shares(p, 0.2);
  e.events.first_call = shares(p, 0.01), e.events.called_units = shares(p, 0.3);
  e.events.called_units.rowwise() /= e.events.called_units.colwise().sum().eval();  // so many of all futures
  for (const double first : e.events.first_call.rowwise().sum()) e.events.never.push_back(1 - first);
  e.events.in_need = shares(p, 0.15);
  e.events.errors = {shares(p, 0.4), shares(p, 0.45), shares(p, 0.5),
                     shares(p, 0.6), shares(p, 0.7),  {0.05, 0.04, 0.03}};
  for (int row = 0; row <= p.member_units(); ++row) e.events.calls.push_back(calls_of(row));
  e.diagnostics = {.persons_residual = 1e-12, .account_residual = 2e-9, .expenditure_residual = 3e-6};
  e.values = values_of({Measure::treasury, Measure::contributors}, p);
  return e;
}

class EnsembleFile : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(dir_); }
  void TearDown() override { fs::remove_all(dir_); }
  std::string written(const std::string& name, const Ensemble& e, const EnsembleKept& kept) const {
    const std::string path = (dir_ / name).string();
    const auto done = write_ensemble(path, e, kept);
    EXPECT_TRUE(done) << done.error().front().what;
    return path;
  }
  static std::string bytes_of(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  static StoredEnsemble read(const std::string& path) {
    auto result = read_any_result(path, true);
    if (!result) throw std::runtime_error(result.error().front().what);
    return std::get<StoredEnsemble>(std::move(*result));
  }
  fs::path dir_ = fs::temp_directory_path() / ("ballast_ensemble_" + std::to_string(::getpid()));
};

TEST_F(EnsembleFile, SaysWhatTheSpreadsRestOn) {
  const std::string bytes = bytes_of(written("spreads.h5", ensemble(), {}));
  for (const Lang lang : {Lang::zh, Lang::en})
    EXPECT_NE(bytes.find(phrase(Phrase::ensemble_spreads, lang)), std::string::npos);
}

TEST_F(EnsembleFile, WritingWhatWasReadGivesTheSameBytes) {
  const std::string path = written("whole.h5", ensemble(), {.paths = true});
  const StoredEnsemble stored = read(path);
  EXPECT_EQ(stored.ensemble.asked, 100);
  EXPECT_EQ(stored.ensemble.seed, std::int64_t{1} << 40);
  EXPECT_EQ(stored.ensemble.sampling, Sampling::antithetic);
  EXPECT_TRUE(stored.kept.paths && !stored.kept.flows && !stored.kept.compress);
  EXPECT_TRUE(bytes_of(written("again.h5", stored.ensemble, stored.kept)) == bytes_of(path));
  EXPECT_TRUE(verify_result(path)->whole());
}

TEST_F(EnsembleFile, HoldsEveryFutureAndEveryStatisticInItsPlace) {
  const Ensemble then = ensemble();
  const Ensemble now = read(written("whole.h5", then, kEverything)).ensemble;
  ASSERT_EQ(now.draws.size(), 2U);
  for (const Draws& draws : now.draws) EXPECT_EQ(draws.values, draws_of(draws.measure, now.central).values);
  for (const Measure measure : {Measure::treasury, Measure::contributors}) {
    test::expect_same(*then.find(measure), *now.find(measure));
    EXPECT_EQ(now.central.at(measure, 1, 2030), then.central.at(measure, 1, 2030)) << "the central run, not the mean";
  }
  test::expect_same(then.events, now.events);
  EXPECT_EQ(now.diagnostics.persons_residual, 1e-12);
  EXPECT_EQ(now.diagnostics.account_residual, 2e-9);
  EXPECT_EQ(now.diagnostics.expenditure_residual, 3e-6);
}

// What single futures saw comes back as it was: whether called on by scope and year, the year of an empty fund or none,
// calls of all years.
TEST_F(EnsembleFile, HoldsWhatEveryFutureSaw) {
  Ensemble then = ensemble();
  synthetic::settle(then.central);
  const FutureLayout of{
      .rows = then.rows(), .years = then.years(), .units = then.central.member_units(), .measures = {}};
  then.sights = sights_in_memory(of, kPaths, [&](int path, std::span<double> numbers) {
    for (std::size_t at = 0; at < of.depleted(); ++at) numbers[at] = (at + static_cast<std::size_t>(path)) % 3 == 0;
    for (std::size_t at = of.depleted(); at < of.calls(); ++at) numbers[at] = path % 2 == 0 ? -1 : path % of.years;
    for (std::size_t at = of.calls(); at < of.worst(); ++at) numbers[at] = path + 0.5 * static_cast<double>(at);
  });
  then.events = {};
  tell_events(*then.sights, 0, Pairing::mirrored, then.events);  // shares that are what they saw
  const std::string path = written("sights.h5", then, {.paths = true});
  const StoredEnsemble now = read(path);
  ASSERT_TRUE(now.ensemble.sights);
  const DrawWindow all{0, of.worst(), 0, kPaths};
  EXPECT_EQ(now.ensemble.sights->read(all), then.sights->read(all));
  EXPECT_TRUE(bytes_of(written("again.h5", now.ensemble, now.kept)) == bytes_of(path));
  EXPECT_TRUE(validate_result(path));
}

TEST_F(EnsembleFile, CompressedHoldsTheSameNumbersInLessRoom) {
  const std::string plain = written("plain.h5", ensemble(), kEverything);
  Ensemble settled = ensemble();
  synthetic::settle(settled.central);
  const std::string packed = written("packed.h5", settled, {.paths = true, .flows = true, .compress = true});
  EXPECT_LT(fs::file_size(packed), fs::file_size(plain) / 2);
  EXPECT_TRUE(read(packed).kept.compress);
  EXPECT_EQ(read(packed).ensemble.draws[1].values, read(plain).ensemble.draws[1].values);
  EXPECT_TRUE(validate_result(packed));
}

// Money that stage 2 alone reads comes back in fen, what indicators read as it was; what nothing reads does not.
TEST_F(EnsembleFile, KeepsOfEveryFutureWhatStageTwoReads) {
  const auto stored = read_stored_futures(written("flows.h5", ensemble(), kEverything));
  ASSERT_TRUE(stored) << stored.error().front().what;
  ASSERT_EQ(stored->paths, kPaths);
  std::array<int, 3> seen{};
  for (const FlowRow& row : kFlowCatalogue) {
    const double was = flow_of(static_cast<int>(row.id), 1, 5, 69), is = stored->flows->of(69)->flows[1].at(5, row.id);
    ++seen[static_cast<std::size_t>(use_of(row.id))];
    switch (use_of(row.id)) {
      case FlowUse::fen:
        EXPECT_EQ(fen_from_yuan(is), fen_from_yuan(was)) << row.key;
        break;
      case FlowUse::as_is:
        EXPECT_EQ(is, was) << row.key;
        break;
      case FlowUse::none:
        EXPECT_EQ(is, 0.0) << row.key;
    }
  }
  for (const int flows : seen) EXPECT_GT(flows, 0);
  EXPECT_EQ(stored->flows->of(0)->audits[0].expenditure, 3e-6) << "the worst of all futures goes along";
}

// Flows are read as they are asked for: what somebody writes into the file meanwhile belongs to other futures, though
// every number of it may be lawful. A file that takes the name over leaves what is open as it was.
TEST_F(EnsembleFile, ThatIsWrittenIntoWhileItIsReadIsRefused) {
  const std::string path = written("flows.h5", ensemble(), kEverything),
                    other = written("same.h5", ensemble(), kEverything);
  const auto stored = read_stored_futures(path);
  ASSERT_TRUE(stored) << stored.error().front().what;
  EXPECT_EQ(stored->flows->of(0)->audits[0].expenditure, 3e-6);
  fs::rename(other, path);
  EXPECT_NO_THROW(stored->flows->of(40)) << "the file under its name is another";
  const auto again = read_stored_futures(path);
  ASSERT_TRUE(again);
  fs::last_write_time(path, fs::last_write_time(path) + std::chrono::seconds(1));  // as a writer leaves it
  try {
    static_cast<void>(again->flows->of(0));
    FAIL() << "flows of a file that changed";
  } catch (const StoreError& error) {
    EXPECT_EQ(error.kind, IssueKind::data);
    EXPECT_STREQ(error.what(), "the file changed while it was read");
  }
}

TEST_F(EnsembleFile, WithoutFlowsOrOfASingleRunSettlesNothing) {
  const auto none = read_stored_futures(written("none.h5", ensemble(), {.paths = true}));
  ASSERT_FALSE(none);
  EXPECT_NE(none.error().front().what.find("keeps no flows"), std::string::npos);
  const std::string single = (dir_ / "single.h5").string();
  ASSERT_TRUE(write_result(single, synthetic::projection()));
  const auto run = read_stored_futures(single);
  ASSERT_FALSE(run);
  EXPECT_EQ(run.error().front().what, "a single run, no ensemble");
}

TEST_F(EnsembleFile, HasTheDocumentedForm) {
  Ensemble settled = ensemble();
  synthetic::settle(settled.central);
  const auto seen = validate_result(written("whole.h5", settled, kEverything));
  EXPECT_TRUE(seen) << seen.error().front().what;
}

TEST_F(EnsembleFile, LeavesWhatStoodThereWhenItCannotBeWritten) {
  const std::string path = (dir_ / "nowhere" / "whole.h5").string();
  EXPECT_EQ(write_ensemble(path, ensemble(), {}).error().front().kind, IssueKind::cannot_create);
  EXPECT_EQ(std::distance(fs::directory_iterator(dir_), {}), 0) << "no temporary file stays";
}

TEST_F(EnsembleFile, OneDifferentFutureIsNamed) {
  const AnyResult then = read(written("then.h5", ensemble(), {.paths = true}));
  Ensemble other = ensemble();
  other.values.reset();
  other.draws[1].values[17] += 1;
  other.measures[0].quantiles[4](1, 2) *= 2;
  Compared compared;
  const auto found = departures(then, AnyResult(StoredEnsemble{other, {.paths = true}}), compared);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].variable, "treasury_quantile");
  EXPECT_EQ(found[0].unit, "台前县");
  EXPECT_EQ(found[0].year, 2017);
  EXPECT_EQ(found[1].variable, "draws/contributors");
}

/// Reads in a process of its own; false when that process died of it.
bool survives(const std::string& path) {
  const pid_t child = ::fork();
  if (child == 0) {
    static_cast<void>(read_any_result(path, true));
    static_cast<void>(read_stored_futures(path));
    static_cast<void>(validate_result(path));
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

// Somebody who changes bytes and sets the seal anew gets as far as the HDF5 library. Bytes among the values of the
// futures are values whatever they are, so the places are drawn from the rest: the first and the last 200 kB.
TEST_F(EnsembleFile, SurvivesChangedBytesUnderANewSeal) {
  std::mt19937 draw(47);
  int died = 0, tried = 0;
  for (const bool compress : {false, true}) {
    const std::string bytes = bytes_of(written("whole.h5", ensemble(), {true, true, compress}));
    const std::size_t ends = std::min<std::size_t>(bytes.size() / 2, 200'000);
    for (int i = 0; i < 25; ++i) {
      std::string changed = bytes;
      for (int k = 0; k < 3; ++k) {
        const std::size_t at = draw() % (2 * ends);
        changed[at < ends ? at : changed.size() - 1 - (at - ends)] = static_cast<char>(draw());
      }
      if (!hdf5::set_seal(changed)) continue;
      ++tried;
      const std::string path = (dir_ / "changed.h5").string();
      std::ofstream(path, std::ios::binary) << changed;
      died += survives(path) ? 0 : 1;
    }
  }
  EXPECT_EQ(died, 0);
  EXPECT_GT(tried, 40);
}

// A nation's flows: the nearest yuan of 4063488825968445 fen rounds to one fen more.
TEST(StoredFen, AreTheSameFenAgain) {
  EXPECT_NE(fen_from_yuan(yuan(Fen{4063488825968445})), Fen{4063488825968445});
  for (std::int64_t fen = 4063488825968000; fen < 4063488825969000; ++fen)
    for (const Fen amount : {Fen{fen}, Fen{-fen}}) EXPECT_EQ(fen_from_yuan(hdf5::yuan_of(amount)), amount);
  EXPECT_EQ(hdf5::yuan_of(Fen{12345}), 123.45);
}

}  // namespace
}  // namespace ballast
