#include "sim/studies/ensemble_statistics.hpp"

#include <algorithm>

#include "sim/engine/parallel.hpp"

namespace ballast {
namespace {

using Tables = std::vector<Eigen::ArrayXXd>;

const Eigen::ArrayXXd& of(const Tables& tables, Measure measure) { return tables[static_cast<std::size_t>(measure)]; }

/// One future's numbers while they are gathered, in the order of the layout.
using Column = std::vector<double>;

void take_measures(const FutureLayout& layout, const Tables& measures, const std::vector<double>* prices,
                   Column& column) {
  auto to = column.begin();
  for (const Measure measure : layout.measures) {
    const Eigen::ArrayXXd& table = of(measures, measure);
    const bool deflated = prices && is_money(row(measure));
    for (int row = 0; row < layout.rows; ++row)
      for (int year = 0; year < layout.years; ++year)
        *to++ = table(row, year) / (deflated ? (*prices)[static_cast<std::size_t>(year)] : 1.0);
  }
}

/// The whole city is the sum of its units, the pool left out, as in the headline.
void take_events(const FutureLayout& layout, const Tables& measures, const std::vector<double>& prices,
                 Column& column) {
  const auto scopes = static_cast<std::size_t>(layout.scopes());
  for (int row = 0; row < layout.scopes(); ++row) {
    const int first = row < layout.units ? row : 0, count = row < layout.units ? 1 : layout.units;
    const auto sum = [&](Measure m, int y) { return of(measures, m).col(y).segment(first, count).sum(); };
    const auto r = static_cast<std::size_t>(row);
    double &depleted = column[layout.depleted() + r], &calls = column[layout.calls() + r];
    depleted = -1;
    for (int y = 1; y < layout.years; ++y) {
      const double of_cover = sum(Measure::treasury_structural, y) + sum(Measure::treasury_over, y);
      const double call = of_cover + sum(Measure::treasury_short, y);  // of the year: each yuan once
      column[layout.called() + static_cast<std::size_t>(y) * scopes + r] = call > 0 ? 1 : 0;
      calls += call / prices[static_cast<std::size_t>(y)];
      const bool empty = of_cover > 0 && sum(Measure::fund_balance, y) <= sum(Measure::reserve_floor, y);
      if (empty && depleted < 0) depleted = y;
    }
  }
}

void take_worst(const FutureLayout& layout, const std::vector<MembershipAudit>& audits, Column& column) {
  const auto worst = column.begin() + static_cast<std::ptrdiff_t>(layout.worst());
  for (const MembershipAudit& audit : audits) {
    worst[0] = std::max(worst[0], audit.persons);
    worst[1] = std::max({worst[1], audit.accounts, audit.entitlements});
    worst[2] = std::max(worst[2], audit.expenditure);
  }
}

void take_flows(const FutureLayout& layout, const std::vector<UnitFlows>& flows, Column& column) {
  auto to = column.begin() + static_cast<std::ptrdiff_t>(layout.flow(0));
  for (const Flow flow : lasting_flows())
    for (const UnitFlows& unit : flows)
      for (int year = 0; year < layout.years; ++year) *to++ = unit.at(year, flow);
}

/// Tables of one measure, all of one shape.
EnsembleMeasure measure_of(Measure measure, int rows, int years) {
  const Eigen::ArrayXXd empty = Eigen::ArrayXXd::Zero(rows, years);
  EnsembleMeasure tables;
  tables.measure = measure;
  tables.mean = tables.mean_error = tables.tail_mean = tables.tail_error = empty;
  tables.quantiles.fill(empty), tables.quantile_errors.fill(empty);
  return tables;
}

void put(const Distribution& d, int row, int year, EnsembleMeasure& tables) {
  tables.mean(row, year) = d.mean, tables.mean_error(row, year) = d.mean_error;
  tables.tail_mean(row, year) = d.tail_mean, tables.tail_error(row, year) = d.tail_error;
  for (std::size_t q = 0; q < kQuantileLevels.size(); ++q) {
    tables.quantiles[q](row, year) = d.quantiles[q];
    tables.quantile_errors[q](row, year) = d.quantile_errors[q];
  }
}

/// A group is as many neighbouring series of a measure as fit into some memory over all futures.
void tell_measures(const FutureValues& values, int threads, Pairing pairing, std::vector<EnsembleMeasure>& all) {
  constexpr std::size_t kNumbers = std::size_t{1} << 18;  // of a group: 2 MiB
  const FutureLayout& layout = values.layout();
  const auto paths = static_cast<std::size_t>(values.paths()), years = static_cast<std::size_t>(layout.years);
  for (const Measure measure : layout.measures) all.push_back(measure_of(measure, layout.rows, layout.years));
  const std::size_t group = std::clamp<std::size_t>(kNumbers / std::max<std::size_t>(1, paths), 1, layout.table());
  const std::size_t groups = (layout.table() + group - 1) / group;
  parallel_for(static_cast<int>(groups * all.size()), threads, [&](int g) {
    const std::size_t m = static_cast<std::size_t>(g) / groups, first = static_cast<std::size_t>(g) % groups * group;
    const std::size_t count = std::min(group, layout.table() - first);
    const auto read = values.read({layout.measure(m) + first, count, 0, values.paths()});
    std::vector<double> series;
    for (std::size_t s = 0; s < count; ++s) {
      const auto from = read.begin() + static_cast<std::ptrdiff_t>(s * paths);
      series.assign(from, from + static_cast<std::ptrdiff_t>(paths));
      const std::size_t slot = first + s;
      put(distribution(series, pairing), static_cast<int>(slot / years), static_cast<int>(slot % years), all[m]);
    }
  });
}

double highest(const FutureValues& values, std::size_t series) {
  double worst = 0;
  for (const double of : values.read({series, 1, 0, values.paths()})) worst = std::max(worst, of);
  return worst;
}

/// How many futures see something, by what is seen.
struct Counts {
  Eigen::ArrayXXi depleted_by, called, first_call, called_units;
  Eigen::ArrayXi never;
};

/// One future of a window of events.
void count_events(const FutureLayout& layout, const std::function<double(std::size_t)>& number, Counts& counts) {
  Eigen::ArrayXi together = Eigen::ArrayXi::Zero(layout.years);
  const auto scopes = static_cast<std::size_t>(layout.scopes()), depleted = layout.depleted() - layout.called();
  for (int row = 0; row < layout.scopes(); ++row) {
    const auto r = static_cast<std::size_t>(row);
    const double dry = number(depleted + r);
    bool before = false;
    for (int y = 0; y < layout.years; ++y) {
      const bool now = number(static_cast<std::size_t>(y) * scopes + r) != 0;
      counts.called(row, y) += now;
      counts.first_call(row, y) += now && !before;
      before = before || now;
      together(y) += now && row < layout.units;
      counts.depleted_by(row, y) += dry >= 0 && y >= dry;
    }
    counts.never(row) += !before;
  }
  for (int y = 0; y < layout.years; ++y) ++counts.called_units(together(y), y);
}

Counts counted_events(const FutureValues& values) {
  constexpr int kAtOnce = 64;
  const FutureLayout& layout = values.layout();
  const Eigen::ArrayXXi none = Eigen::ArrayXXi::Zero(layout.scopes(), layout.years);
  Counts counts{none, none, none, none, Eigen::ArrayXi::Zero(layout.scopes())};
  for (int first = 0; first < values.paths(); first += kAtOnce) {
    const int count = std::min(kAtOnce, values.paths() - first);
    const auto read = values.read({layout.called(), layout.calls() - layout.called(), first, count});
    for (int p = 0; p < count; ++p)
      count_events(
          layout,
          [&](std::size_t s) { return read[s * static_cast<std::size_t>(count) + static_cast<std::size_t>(p)]; },
          counts);
  }
  return counts;
}

void tell_events(const FutureValues& values, Pairing pairing, EnsembleEvents& events) {
  const FutureLayout& layout = values.layout();
  const Counts counts = counted_events(values);
  const auto share = [paths = values.paths()](int count) { return static_cast<double>(count) / paths; };
  const auto shares = [&](const Eigen::ArrayXXi& of) -> Eigen::ArrayXXd { return of.unaryExpr(share); };
  events.depleted_by = shares(counts.depleted_by), events.called = shares(counts.called);
  events.first_call = shares(counts.first_call), events.called_units = shares(counts.called_units);
  for (const int count : counts.never) events.never.push_back(share(count));
  for (std::size_t row = 0; row < static_cast<std::size_t>(layout.scopes()); ++row) {
    auto calls = values.read({layout.calls() + row, 1, 0, values.paths()});
    events.calls.push_back(distribution(calls, pairing));
  }
}

}  // namespace

Issues FutureTally::take(int path, const Tables& measures, const std::vector<double>& prices, const StageOne& stage) {
  const FutureLayout& layout = values_->layout();
  Column column(layout.series(), 0.0);
  take_measures(layout, measures, constant_prices_ ? &prices : nullptr, column);
  take_events(layout, measures, prices, column);
  take_worst(layout, stage.audits, column);
  if (layout.flows) take_flows(layout, stage.flows, column);
  return values_->add(path, column);
}

Issues FutureTally::close(int paths, int threads, Ensemble& ensemble) {
  if (Issues lost = values_->close(paths); !lost.empty()) return lost;
  const FutureLayout& layout = values_->layout();
  tell_measures(*values_, threads, ensemble.pairing(), ensemble.measures);
  tell_events(*values_, ensemble.pairing(), ensemble.events);
  Diagnostics& worst = ensemble.diagnostics;
  worst.persons_residual = highest(*values_, layout.worst());
  worst.account_residual = highest(*values_, layout.worst() + 1);
  worst.expenditure_residual = highest(*values_, layout.worst() + 2);
  ensemble.values = std::move(values_);
  return {};
}

}  // namespace ballast
