#include "sim/studies/ensemble_statistics.hpp"

#include <algorithm>

#include "sim/engine/parallel.hpp"
#include "sim/engine/project.hpp"
#include "sim/studies/ensemble_events.hpp"

namespace ballast {
namespace {

/// One future's numbers while they are gathered, in the order of the layout.
using Column = std::vector<double>;

void take_measures(const FutureLayout& layout, const TableOf& measures, const std::vector<double>* prices,
                   Column& column) {
  auto to = column.begin();
  for (const Measure measure : layout.measures) {
    const Eigen::ArrayXXd& table = measures(measure);
    const double* const deflator = prices && is_money(row(measure)) ? prices->data() : nullptr;
    for (int row = 0; row < layout.rows; ++row) {
      const double* value = &table(row, 0);
      for (int year = 0; year < layout.years; ++year, value += table.outerStride())
        *to++ = deflator ? *value / deflator[year] : *value;
    }
  }
}

/// The whole city is the sum of its units, the pool left out, as in the headline.
void take_events(const FutureLayout& layout, const TableOf& measures, const std::vector<double>& prices,
                 Column& column) {
  const auto scopes = static_cast<std::size_t>(layout.scopes());
  const Eigen::ArrayXXd &structural = measures(Measure::treasury_structural), &over = measures(Measure::treasury_over),
                        &shortfall = measures(Measure::treasury_short), &need = measures(Measure::need),
                        &balance = measures(Measure::fund_balance), &floor = measures(Measure::reserve_floor);
  for (int row = 0; row < layout.scopes(); ++row) {
    const int first = row < layout.units ? row : 0, count = row < layout.units ? 1 : layout.units;
    const auto sum = [&](const Eigen::ArrayXXd& of, int y) { return of.col(y).segment(first, count).sum(); };
    const auto r = static_cast<std::size_t>(row);
    double &depleted = column[layout.depleted() + r], &calls = column[layout.calls() + r];
    depleted = -1;
    for (int y = 1; y < layout.years; ++y) {
      const double of_cover = sum(structural, y) + sum(over, y);
      const double call = of_cover + sum(shortfall, y);  // of the year: each yuan once
      const std::size_t at = static_cast<std::size_t>(y) * scopes + r;
      column[layout.called() + at] = call > 0 ? 1 : 0;
      column[layout.in_need() + at] = sum(need, y) > 0 ? 1 : 0;
      calls += call / prices[static_cast<std::size_t>(y)];
      const auto fen = [&](const Eigen::ArrayXXd& of) { return fen_from_yuan(sum(of, y)); };  // sums of yuan would part
      if (depleted < 0 && of_cover > 0 && fen(balance) <= fen(floor)) depleted = y;           // where fen do not
    }
  }
}

void take_worst(const FutureLayout& layout, const std::vector<MembershipAudit>& audits, Column& column) {
  const Diagnostics worst = worst_of(audits);
  for (std::size_t i = 0; i < kResiduals.size(); ++i) column[layout.worst() + i] = worst.*kResiduals[i].value;
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

}  // namespace

Issues FutureTally::take(int path, const TableOf& measures, const std::vector<double>& prices, const StageOne& stage) {
  const FutureLayout& layout = values_->layout();
  static thread_local Column column;  // one future after the other is gathered in it
  column.resize(layout.series());
  std::fill(column.begin() + static_cast<std::ptrdiff_t>(layout.called()), column.end(), 0.0);
  take_measures(layout, measures, constant_prices_ ? &prices : nullptr, column);
  take_events(layout, measures, prices, column);
  take_worst(layout, stage.audits, column);
  if (layout.flows) take_flows(layout, stage.flows, column);
  return values_->add(path, column);
}

Issues FutureTally::close(int paths, int threads, Year part, Ensemble& ensemble) {
  if (Issues lost = values_->close(paths); !lost.empty()) return lost;
  const FutureLayout& layout = values_->layout();
  tell_measures(*values_, threads, ensemble.pairing(), ensemble.measures);
  tell_events(*values_, part - ensemble.central.base_year, ensemble.pairing(), ensemble.events);
  for (std::size_t i = 0; i < kResiduals.size(); ++i)
    ensemble.diagnostics.*kResiduals[i].value = highest(*values_, layout.worst() + i);
  ensemble.sights = values_, ensemble.values = std::move(values_);
  return {};
}

}  // namespace ballast
