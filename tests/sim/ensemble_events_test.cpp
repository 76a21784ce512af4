// What single futures see, counted by hand: two units, a pool, four futures of three years.
#include "sim/studies/ensemble_events.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/studies/ensemble_statistics.hpp"

namespace ballast {
namespace {

constexpr int kUnits = 2, kRows = 4, kYears = 4, kFutures = 4;
constexpr int kA = 0, kB = 1, kCity = 2;  // rows of events: the pool has none

/// A future in which nothing happens: balances of 100, floors of 10, nobody calls.
struct Seen {
  std::vector<Eigen::ArrayXXd> measures{static_cast<std::size_t>(kMeasures), Eigen::ArrayXXd::Zero(kRows, kYears)};
  std::vector<double> prices = std::vector<double>(kYears, 1.0);

  Seen() {
    put(Measure::fund_balance).setConstant(100);
    put(Measure::reserve_floor).setConstant(10);
  }
  Eigen::ArrayXXd& put(Measure measure) { return measures[static_cast<std::size_t>(measure)]; }
  TableOf tables() const {
    return [this](Measure measure) -> const Eigen::ArrayXXd& { return measures[static_cast<std::size_t>(measure)]; };
  }
};

/// A and its twin call in year 2, A for overspending with its fund at the floor, the twin for too little income alone;
/// in year 3 both units of the twin run dry. Nothing happens in the third; in the fourth B calls in years 1 and 3.
std::vector<Seen> four() {
  std::vector<Seen> all(kFutures);
  all[0].put(Measure::treasury_over)(kA, 2) = 6, all[0].put(Measure::fund_balance)(kA, 2) = 10;
  all[0].prices = {1, 1.2, 1.5, 2};
  all[1].put(Measure::treasury_short)(kA, 2) = 3, all[1].put(Measure::fund_balance)(kA, 2) = 5;
  all[1].put(Measure::treasury_structural)(kA, 3) = 2, all[1].put(Measure::treasury_over)(kB, 3) = 1;
  all[1].put(Measure::fund_balance).col(3).head(kUnits) = 10;
  all[3].put(Measure::treasury_short)(kB, 1) = all[3].put(Measure::treasury_short)(kB, 3) = 1;
  all[0].put(Measure::need)(kA, 2) = 6;  // of which the fourth, that misses its plans, has none
  all[1].put(Measure::need)(kA, 3) = 2, all[1].put(Measure::need)(kB, 3) = 1;
  all[2].put(Measure::need)(kB, 1) = 5;  // covered by its own balance
  return all;
}

Ensemble told(const std::vector<Seen>& futures, Year part) {
  const int paths = static_cast<int>(futures.size());
  const FutureLayout layout{.rows = kRows, .years = kYears, .units = kUnits, .measures = {Measure::fund_balance}};
  FutureTally tally(
      std::make_shared<FutureValues>(layout, paths, std::make_unique<MemoryStore>(store_shape(layout, paths))), false);
  for (int path = 0; path < paths; ++path) {
    const Seen& seen = futures[static_cast<std::size_t>(path)];
    EXPECT_TRUE(tally.take(path, seen.tables(), seen.prices, StageOne{}).empty());
  }
  Ensemble e;
  e.central.base_year = 2025, e.sampling = Sampling::antithetic, e.paths = paths;
  EXPECT_TRUE(tally.close(paths, 1, part, e).empty());
  return e;
}

Eigen::ArrayXXd table(std::initializer_list<std::initializer_list<double>> rows) {
  Eigen::ArrayXXd all(static_cast<Eigen::Index>(rows.size()), kYears);
  Eigen::Index r = 0;
  for (const auto& row : rows) {
    Eigen::Index y = 0;
    for (const double value : row) all(r, y++) = value / kFutures;
    ++r;
  }
  return all;
}

// Dry (equation I5): the fund at or below its floor while the treasury covers overspending or a structural gap; of the
// whole city its units' sums, the pool left out. Calls are in prices of the future they belong to.
TEST(EnsembleEvents, CountTheFuturesThatSeeThem) {
  const EnsembleEvents e = told(four(), 2026).events;
  EXPECT_TRUE((e.depleted_by == table({{0, 0, 1, 2}, {0, 0, 0, 1}, {0, 0, 0, 1}})).all()) << e.depleted_by;
  EXPECT_TRUE((e.in_need == table({{0, 0, 1, 1}, {0, 1, 0, 1}, {0, 1, 1, 1}})).all()) << e.in_need;
  EXPECT_TRUE((e.called == table({{0, 0, 2, 1}, {0, 1, 0, 2}, {0, 1, 2, 2}})).all()) << e.called;
  EXPECT_TRUE((e.first_call == table({{0, 0, 2, 0}, {0, 1, 0, 1}, {0, 1, 2, 0}})).all()) << e.first_call;
  EXPECT_TRUE((e.called_units == table({{4, 3, 2, 2}, {0, 1, 2, 1}, {0, 0, 0, 1}})).all()) << e.called_units;
  EXPECT_EQ(e.never, (std::vector<double>{0.5, 0.5, 0.25}));
  EXPECT_DOUBLE_EQ(e.calls[kA].mean, (6 / 1.5 + 3 + 2) / kFutures);
  EXPECT_DOUBLE_EQ(e.calls[kB].mean, 3.0 / kFutures);
  EXPECT_DOUBLE_EQ(e.calls[kCity].mean, 12.0 / kFutures);
}

// Mirrored futures: how many see it, and of how many of the two pairs both do.
TEST(EnsembleEvents, HaveTheErrorsOfSharesOfPairs) {
  const EnsembleEvents::Errors errors = told(four(), 2026).events.errors;
  const auto of = [](int futures, int pairs) { return share_error({futures, pairs}, kFutures, Pairing::mirrored); };
  EXPECT_EQ(errors.in_need(kA, 2), of(1, 0));
  EXPECT_EQ(errors.called(kA, 2), of(2, 1));
  EXPECT_EQ(errors.called(kB, 3), of(2, 0));
  EXPECT_EQ(errors.first_call(kB, 3), of(1, 0));
  EXPECT_EQ(errors.depleted_by(kA, 3), of(2, 1));
  EXPECT_EQ(errors.called_units(0, 3), of(2, 0));
  EXPECT_EQ(errors.never[kA], of(2, 1));
  EXPECT_EQ(errors.never[kCity], of(1, 0));
  EXPECT_TRUE((errors.called.col(0) == 0).all());
}

// In 2027, before futures part, A runs dry in all of them: it is so in every later year, without a doubt. B may still.
TEST(EnsembleEvents, HaveNoErrorAfterWhatIsCertain) {
  std::vector<Seen> futures(kFutures);
  for (Seen& seen : futures) seen.put(Measure::treasury_over)(kA, 2) = 6, seen.put(Measure::fund_balance)(kA, 2) = 10;
  const EnsembleEvents e = told(futures, 2028).events;
  EXPECT_EQ(e.depleted_by(kA, 3), 1);
  EXPECT_EQ(e.errors.depleted_by(kA, 3), 0);
  EXPECT_GT(e.errors.depleted_by(kB, 3), 0);
  EXPECT_EQ(e.errors.first_call(kA, 3), 0);
  EXPECT_EQ(e.errors.never[kA], 0);
  EXPECT_GT(e.errors.never[kB], 0);
}

// Against a case in which nothing happens: d is 1 where it alone never calls, −1 where only the first calls.
TEST(EnsembleEvents, OfTwoCasesHaveTheErrorsOfTheFuturesInWhichTheyPart) {
  const Ensemble base = told(four(), 2026), other = told(std::vector<Seen>(kFutures), 2026);
  const auto errors = parted_errors(*base.values, *other.values, Pairing::mirrored);
  const auto of = [](int sum, int parted, int pairs) {
    return parted_error({.sum = sum, .parted = parted, .pairs = pairs}, kFutures, Pairing::mirrored);
  };
  EXPECT_EQ(errors.called(kA, 0), of(0, 0, 0));
  EXPECT_EQ(errors.in_need(kB, 1), of(-1, 1, 0));
  EXPECT_EQ(errors.called(kA, 2), of(-2, 2, 1));
  EXPECT_EQ(errors.called(kB, 3), of(-2, 2, 0));
  EXPECT_EQ(errors.first_call(kB, 3), of(-1, 1, 0));
  EXPECT_EQ(errors.depleted_by(kA, 2), of(-1, 1, 0));
  EXPECT_EQ(errors.called_units(2, 3), of(-1, 1, 0));
  EXPECT_EQ(errors.never[kA], of(2, 2, 1));
  EXPECT_EQ(errors.never[kCity], of(3, 3, 1));
}

/// Eighty futures in which A calls for 1 … 80 yuan, and `more`.
Ensemble calling(double more) {
  std::vector<Seen> futures(80);
  for (std::size_t i = 0; i < futures.size(); ++i)
    futures[i].put(Measure::treasury_short)(kA, 2) = 1 + static_cast<double>(i * 37 % 80) + more;
  return told(futures, 2026);
}

// A case that calls for a yuan more in every future adds a yuan to CVaR without a doubt (distribution.hpp); two draws
// would leave a large one. Of money in prices of different years nobody can tell.
TEST(EnsembleEvents, OfTwoCasesKnowTheWorstCallsByTheSameFutures) {
  const Ensemble base = calling(0);
  Ensemble other = calling(1);
  const Distribution less = event_differences(base, other, call_differences(base, other)).calls[kA];
  EXPECT_NEAR(less.mean, 1, 1e-12);
  EXPECT_NEAR(less.mean_error, 0, 1e-12);
  EXPECT_NEAR(less.tail_mean, 1, 1e-12);
  EXPECT_NEAR(less.tail_error, 0, 1e-12);
  EXPECT_GT(base.events.calls[kA].tail_error, 0.1);
  other.central.price_year = base.central.price_year + 1;
  const Distribution unlike = event_differences(base, other, call_differences(base, other)).calls[kA];
  for (const double number : {unlike.mean, unlike.mean_error, unlike.tail_mean, unlike.tail_error})
    EXPECT_TRUE(std::isnan(number));
}

// Each share less its own: of four futures against none of four, the difference is what the four say.
TEST(EnsembleEvents, OfTwoCasesAreTakenShareByShare) {
  const Ensemble none = told(std::vector<Seen>(kFutures), 2027), some = told(four(), 2027);
  const EnsembleEvents less = event_differences(none, some, call_differences(none, some));
  const EnsembleEvents &a = none.events, &b = some.events;
  EXPECT_TRUE((a.called == 0).all() && (a.in_need == 0).all() && (a.depleted_by == 0).all());
  EXPECT_TRUE((less.called == b.called).all());
  EXPECT_TRUE((less.in_need == b.in_need).all());
  EXPECT_TRUE((less.depleted_by == b.depleted_by).all());
  EXPECT_TRUE((less.first_call == b.first_call).all());
  EXPECT_TRUE((less.called_units == b.called_units - a.called_units).all());
  const EnsembleEvents back = event_differences(some, none, call_differences(some, none));
  EXPECT_TRUE((back.called == -b.called).all() && (back.in_need == -b.in_need).all());
  EXPECT_TRUE((back.depleted_by == -b.depleted_by).all() && (back.first_call == -b.first_call).all());
  EXPECT_FALSE((b.called == b.first_call).all()) << "else one might stand for the other";
  EXPECT_FALSE((b.called == b.in_need).all());
}

// What futures saw, kept without what they answered: it says the same of them.
TEST(EnsembleEvents, KeptAloneSayTheSame) {
  const Ensemble e = told(four(), 2027);
  const auto alone = sights_alone(*e.sights);
  EXPECT_TRUE(alone->layout().measures.empty());
  EnsembleEvents again;
  tell_events(*alone, 2027 - e.central.base_year, e.pairing(), again);
  EXPECT_TRUE((again.called == e.events.called).all() && (again.in_need == e.events.in_need).all());
  EXPECT_TRUE((again.depleted_by == e.events.depleted_by).all() && (again.first_call == e.events.first_call).all());
  EXPECT_TRUE((again.called > 0).any());
  for (const int scope : {kA, kB, kCity})
    EXPECT_EQ(again.calls[static_cast<std::size_t>(scope)].mean, e.events.calls[static_cast<std::size_t>(scope)].mean);
}

// Futures of another seed are other futures: none can be taken from its namesake.
TEST(EnsembleEvents, OfOtherFuturesAreTakenAsTwoDraws) {
  const Ensemble base = calling(0);
  Ensemble other = calling(1);
  other.seed = base.seed + 1;
  EXPECT_FALSE(paired(base, other) || events_paired(base, other));
  EXPECT_TRUE(call_differences(base, other).empty());
  const EnsembleEvents less = event_differences(base, other, call_differences(base, other));
  const Distribution &a = base.events.calls[kA], &b = other.events.calls[kA], &calls = less.calls[kA];
  EXPECT_DOUBLE_EQ(calls.mean, 1);
  EXPECT_DOUBLE_EQ(calls.mean_error, std::hypot(a.mean_error, b.mean_error));
  EXPECT_DOUBLE_EQ(calls.tail_error, std::hypot(a.tail_error, b.tail_error));
  for (std::size_t q = 0; q < kQuantileLevels.size(); ++q)
    EXPECT_TRUE(std::isnan(calls.quantiles[q]) && std::isnan(calls.quantile_errors[q])) << q;
  EXPECT_DOUBLE_EQ(less.errors.called(kB, 2),
                   std::hypot(base.events.errors.called(kB, 2), other.events.errors.called(kB, 2)));
}

// A file of an earlier version keeps what its futures answer and not what they see: such futures are paired, their
// events are not.
TEST(EnsembleEvents, OfFuturesReadFromAFileAreNotPaired) {
  const Ensemble seen = calling(1);
  Ensemble read = calling(0);
  read.draws.push_back({Measure::fund_balance, std::vector<double>(kRows * kYears * 40, 100.0)});
  read.sights.reset();
  for (const auto& [base, other] : {std::pair<const Ensemble*, const Ensemble*>(&read, &seen), {&seen, &read}}) {
    EXPECT_TRUE(paired(*base, *other));
    EXPECT_FALSE(events_paired(*base, *other));
    EXPECT_TRUE(call_differences(*base, *other).empty());
  }
}

// What conservation failed by is the worst of all units of all futures, each residual by itself; accounts and
// entitlements are one.
TEST(EnsembleDiagnostics, AreTheWorstOfAllFutures) {
  const FutureLayout layout{.rows = kRows, .years = kYears, .units = kUnits, .measures = {Measure::fund_balance}};
  FutureTally tally(std::make_shared<FutureValues>(layout, 2, std::make_unique<MemoryStore>(store_shape(layout, 2))),
                    false);
  const Seen nothing;
  StageOne first, second;
  first.audits = {{.persons = 1e-16, .accounts = 2e-16, .expenditure = 9e-16}, {.persons = 3e-16}};
  second.audits = {{.persons = 2e-16, .entitlements = 5e-16}, {.accounts = 4e-16, .expenditure = 7e-16}};
  EXPECT_TRUE(tally.take(0, nothing.tables(), nothing.prices, first).empty());
  EXPECT_TRUE(tally.take(1, nothing.tables(), nothing.prices, second).empty());
  Ensemble e;
  EXPECT_TRUE(tally.close(2, 1, 0, e).empty());
  EXPECT_EQ(e.diagnostics.persons_residual, 3e-16);
  EXPECT_EQ(e.diagnostics.account_residual, 5e-16);
  EXPECT_EQ(e.diagnostics.expenditure_residual, 9e-16);
}

}  // namespace
}  // namespace ballast
