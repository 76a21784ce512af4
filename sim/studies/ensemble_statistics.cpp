#include "sim/studies/ensemble_statistics.hpp"

#include <algorithm>
#include <limits>

#include "sim/engine/parallel.hpp"

namespace ballast {
namespace {

using Tables = std::vector<Eigen::ArrayXXd>;

const Eigen::ArrayXXd& of(const Tables& tables, Measure measure) { return tables[static_cast<std::size_t>(measure)]; }

/// Drops the futures that were not finished.
void shorten(Draws& draws, std::size_t slots, std::size_t asked, std::size_t paths) {
  if (asked == paths) return;
  for (std::size_t slot = 0; slot < slots; ++slot)
    std::copy_n(draws.values.begin() + static_cast<std::ptrdiff_t>(slot * asked), paths,
                draws.values.begin() + static_cast<std::ptrdiff_t>(slot * paths));
  draws.values.resize(slots * paths);
}

/// Tables of one measure, all of one shape.
EnsembleMeasure measure_of(Measure measure, int rows, int years) {
  const Eigen::ArrayXXd empty = Eigen::ArrayXXd::Zero(rows, years);
  EnsembleMeasure tables;
  tables.measure = measure;
  tables.mean = tables.mean_error = tables.tail_mean = empty;
  tables.quantiles.fill(empty), tables.quantile_errors.fill(empty);
  return tables;
}

}  // namespace

FutureTally::FutureTally(const Projection& central, const std::vector<Measure>& measures,
                         const EnsembleRequest& request)
    : rows_(central.rows()),
      years_(central.years()),
      units_(central.member_units()),
      paths_(request.paths),
      constant_prices_(request.constant_prices),
      called_(static_cast<std::size_t>(paths_)),
      depleted_(static_cast<std::size_t>(paths_)),
      calls_(static_cast<std::size_t>(paths_)),
      diagnostics_(static_cast<std::size_t>(paths_)) {
  for (const Measure measure : measures)
    draws_.push_back({measure, std::vector<double>(slots() * static_cast<std::size_t>(paths_))});
}

void FutureTally::take(int path, const Tables& measures, const std::vector<double>& prices,
                       const std::vector<MembershipAudit>& audits) {
  const auto p = static_cast<std::size_t>(path), paths = static_cast<std::size_t>(paths_);
  for (Draws& draws : draws_) {
    const Eigen::ArrayXXd& table = of(measures, draws.measure);
    const bool deflated = constant_prices_ && is_money(row(draws.measure));
    double* slot = draws.values.data() + p;
    for (int row = 0; row < rows_; ++row)
      for (int year = 0; year < years_; ++year, slot += paths)
        *slot = table(row, year) / (deflated ? prices[static_cast<std::size_t>(year)] : 1.0);
  }
  take_events(p, measures, prices);
  Diagnostics& worst = diagnostics_[p];
  for (const MembershipAudit& audit : audits) {
    worst.persons_residual = std::max(worst.persons_residual, audit.persons);
    worst.account_residual = std::max({worst.account_residual, audit.accounts, audit.entitlements});
    worst.expenditure_residual = std::max(worst.expenditure_residual, audit.expenditure);
  }
}

/// The whole city is the sum of its units, the pool left out, as in the headline.
void FutureTally::take_events(std::size_t path, const Tables& measures, const std::vector<double>& prices) {
  const auto rows = static_cast<std::size_t>(units_ + 1);
  auto& called = called_[path];
  auto& depleted = depleted_[path];
  auto& calls = calls_[path];
  called.assign(rows * static_cast<std::size_t>(years_), 0);
  depleted.assign(rows, -1);
  calls.assign(rows, 0.0);
  for (int row = 0; row <= units_; ++row) {
    const int first = row < units_ ? row : 0, count = row < units_ ? 1 : units_;
    const auto sum = [&](Measure m, int y) { return of(measures, m).col(y).segment(first, count).sum(); };
    const auto r = static_cast<std::size_t>(row);
    for (int y = 1; y < years_; ++y) {
      const double call = sum(Measure::treasury, y);
      called[r * static_cast<std::size_t>(years_) + static_cast<std::size_t>(y)] = call > 0;
      calls[r] += call / prices[static_cast<std::size_t>(y)];
      const bool empty = sum(Measure::treasury_structural, y) + sum(Measure::treasury_over, y) > 0 &&
                         sum(Measure::fund_balance, y) <= sum(Measure::reserve_floor, y);
      if (empty && depleted[r] < 0) depleted[r] = y;
    }
  }
}

void FutureTally::close(int paths, int threads, Ensemble& ensemble) {
  const auto n = static_cast<std::size_t>(paths);
  const Pairing pairing = ensemble.pairing();
  for (Draws& draws : draws_) {
    shorten(draws, slots(), static_cast<std::size_t>(paths_), n);
    EnsembleMeasure tables = measure_of(draws.measure, rows_, years_);
    parallel_for(rows_, threads, [&](int row) {
      std::vector<double> values;
      for (int year = 0; year < years_; ++year) {
        const auto from =
            draws.values.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(row * years_ + year) * n);
        values.assign(from, from + static_cast<std::ptrdiff_t>(n));
        const Distribution d = distribution(values, pairing);
        tables.mean(row, year) = d.mean, tables.mean_error(row, year) = d.mean_error;
        tables.tail_mean(row, year) = d.tail_mean;
        for (std::size_t q = 0; q < kQuantileLevels.size(); ++q) {
          tables.quantiles[q](row, year) = d.quantiles[q];
          tables.quantile_errors[q](row, year) = d.quantile_errors[q];
        }
      }
    });
    ensemble.measures.push_back(std::move(tables));
  }
  for (std::size_t p = 0; p < n; ++p) {
    Diagnostics& worst = ensemble.diagnostics;
    worst.persons_residual = std::max(worst.persons_residual, diagnostics_[p].persons_residual);
    worst.account_residual = std::max(worst.account_residual, diagnostics_[p].account_residual);
    worst.expenditure_residual = std::max(worst.expenditure_residual, diagnostics_[p].expenditure_residual);
  }
  close_events(paths, pairing, ensemble.events);
  ensemble.draws = std::move(draws_);
}

void FutureTally::close_events(int paths, Pairing pairing, EnsembleEvents& events) const {
  const int rows = units_ + 1;
  events.depleted_by = events.called = events.first_call = Eigen::ArrayXXd::Zero(rows, years_);
  events.called_units = Eigen::ArrayXXd::Zero(units_ + 1, years_);
  events.never.assign(static_cast<std::size_t>(rows), 0.0);
  const double share = paths > 0 ? 1.0 / paths : 0.0;
  for (std::size_t p = 0; p < static_cast<std::size_t>(paths); ++p) {
    std::vector<int> together(static_cast<std::size_t>(years_), 0);
    for (int row = 0; row < rows; ++row) {
      const auto r = static_cast<std::size_t>(row);
      bool before = false;
      for (int y = 0; y < years_; ++y) {
        const bool now = called_[p][r * static_cast<std::size_t>(years_) + static_cast<std::size_t>(y)] != 0;
        events.called(row, y) += now ? share : 0.0;
        events.first_call(row, y) += now && !before ? share : 0.0;
        before = before || now;
        if (now && row < units_) ++together[static_cast<std::size_t>(y)];
        if (depleted_[p][r] >= 0 && y >= depleted_[p][r]) events.depleted_by(row, y) += share;
      }
      if (!before) events.never[r] += share;
    }
    for (int y = 0; y < years_; ++y) events.called_units(together[static_cast<std::size_t>(y)], y) += share;
  }
  for (int row = 0; row < rows; ++row) {
    std::vector<double> calls;
    for (std::size_t p = 0; p < static_cast<std::size_t>(paths); ++p)
      calls.push_back(calls_[p][static_cast<std::size_t>(row)]);
    events.calls.push_back(distribution(calls, pairing));
  }
}

namespace {

const Draws* find(const std::vector<Draws>& all, Measure measure) {
  const auto at = std::find_if(all.begin(), all.end(), [measure](const Draws& of) { return of.measure == measure; });
  return at == all.end() ? nullptr : &*at;
}

EnsembleDifference empty_difference(Measure measure, int rows, int years) {
  EnsembleDifference d;
  d.measure = measure;
  d.mean = d.mean_error = d.tighter = Eigen::ArrayXXd::Zero(rows, years);
  d.quantiles.fill(d.mean);
  return d;
}

EnsembleDifference by_future(const Ensemble& base, const Draws& a, const Draws& b, const Eigen::ArrayXXd& apart) {
  const auto n = static_cast<std::size_t>(base.paths);
  EnsembleDifference d = empty_difference(a.measure, base.rows(), base.years());
  std::vector<double> values;
  for (int row = 0; row < base.rows(); ++row)
    for (int year = 0; year < base.years(); ++year) {
      const auto from = static_cast<std::size_t>(row * base.years() + year) * n;
      values.resize(n);
      for (std::size_t p = 0; p < n; ++p) values[p] = b.values[from + p] - a.values[from + p];
      const Distribution of = distribution(values, base.pairing());
      d.mean(row, year) = of.mean, d.mean_error(row, year) = of.mean_error;
      for (std::size_t q = 0; q < kQuantileLevels.size(); ++q) d.quantiles[q](row, year) = of.quantiles[q];
      d.tighter(row, year) = apart(row, year) / (of.mean_error * of.mean_error);
    }
  return d;
}

}  // namespace

bool paired(const Ensemble& base, const Ensemble& other) {
  return base.seed == other.seed && base.sampling == other.sampling && base.paths == other.paths &&
         base.first_uncertain_year == other.first_uncertain_year && !base.draws.empty() && !other.draws.empty();
}

std::vector<EnsembleDifference> differences(const Ensemble& base, const Ensemble& other) {
  std::vector<EnsembleDifference> all;
  for (const EnsembleMeasure& a : base.measures) {
    const EnsembleMeasure* b = other.find(a.measure);
    if (!b) continue;
    const Eigen::ArrayXXd apart = a.mean_error.square() + b->mean_error.square();
    if (paired(base, other)) {
      all.push_back(by_future(base, *find(base.draws, a.measure), *find(other.draws, a.measure), apart));
      continue;
    }
    EnsembleDifference d = empty_difference(a.measure, base.rows(), base.years());
    d.mean = b->mean - a.mean, d.mean_error = apart.sqrt(), d.tighter = 1.0;
    d.quantiles.fill(Eigen::ArrayXXd::Constant(base.rows(), base.years(), std::numeric_limits<double>::quiet_NaN()));
    all.push_back(std::move(d));
  }
  return all;
}

}  // namespace ballast
