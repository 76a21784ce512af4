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
    const double* const deflator = prices && is_money(row(measure)) ? prices->data() : nullptr;
    for (int row = 0; row < layout.rows; ++row) {
      const double* value = &table(row, 0);
      for (int year = 0; year < layout.years; ++year, value += table.outerStride())
        *to++ = deflator ? *value / deflator[year] : *value;
    }
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

/// Who sees what: 0 or 1 of one future, counts of many.
struct Sights {
  Eigen::ArrayXXi depleted_by, called, first_call, called_units;
  Eigen::ArrayXi never;

  explicit Sights(const FutureLayout& layout)
      : depleted_by(Eigen::ArrayXXi::Zero(layout.scopes(), layout.years)),
        called(depleted_by),
        first_call(depleted_by),
        called_units(depleted_by),
        never(Eigen::ArrayXi::Zero(layout.scopes())) {}
  Sights& operator+=(const Sights& o) {
    depleted_by += o.depleted_by, called += o.called, first_call += o.first_call;
    called_units += o.called_units, never += o.never;
    return *this;
  }
  /// What both see.
  friend Sights operator*(Sights a, const Sights& b) {
    a.depleted_by *= b.depleted_by, a.called *= b.called, a.first_call *= b.first_call;
    a.called_units *= b.called_units, a.never *= b.never;
    return a;
  }
};

/// One future of a window of events.
Sights sights_of(const FutureLayout& layout, const std::function<double(std::size_t)>& number) {
  Sights sees(layout);
  Eigen::ArrayXi together = Eigen::ArrayXi::Zero(layout.years);
  const auto scopes = static_cast<std::size_t>(layout.scopes()), depleted = layout.depleted() - layout.called();
  for (int row = 0; row < layout.scopes(); ++row) {
    const auto r = static_cast<std::size_t>(row);
    const double dry = number(depleted + r);
    bool before = false;
    for (int y = 0; y < layout.years; ++y) {
      const bool now = number(static_cast<std::size_t>(y) * scopes + r) != 0;
      sees.called(row, y) = now;
      sees.first_call(row, y) = now && !before;
      before = before || now;
      together(y) += now && row < layout.units;
      sees.depleted_by(row, y) = dry >= 0 && y >= dry;
    }
    sees.never(row) = !before;
  }
  for (int y = 0; y < layout.years; ++y) sees.called_units(together(y), y) = 1;
  return sees;
}

/// How many futures see what, and of how many pairs, one after the other, both do.
struct Counts {
  Sights futures, pairs;
};

Counts counted_events(const FutureValues& values) {
  constexpr int kAtOnce = 64;  // even: pairs stay together
  const FutureLayout& layout = values.layout();
  Counts counts{Sights(layout), Sights(layout)};
  Sights before(layout);
  for (int first = 0; first < values.paths(); first += kAtOnce) {
    const int count = std::min(kAtOnce, values.paths() - first);
    const auto read = values.read({layout.called(), layout.calls() - layout.called(), first, count});
    for (int p = 0; p < count; ++p) {
      const Sights now = sights_of(layout, [&](std::size_t s) {
        return read[s * static_cast<std::size_t>(count) + static_cast<std::size_t>(p)];
      });
      counts.futures += now;
      if (p % 2 == 1) counts.pairs += before * now;
      before = now;
    }
  }
  return counts;
}

/// Shares of the futures and their errors, from the first uncertain year on: before it every future is the same.
class ShareTeller {
 public:
  ShareTeller(int paths, Pairing pairing, int uncertain) : paths_(paths), pairing_(pairing), uncertain_(uncertain) {}

  double share(int count) const { return static_cast<double>(count) / paths_; }
  double error(int futures, int pairs) const { return share_error({futures, pairs}, paths_, pairing_); }
  void tell(const Eigen::ArrayXXi& futures, const Eigen::ArrayXXi& pairs, Eigen::ArrayXXd& shares,
            Eigen::ArrayXXd& errors) const {
    shares = futures.unaryExpr([this](int count) { return share(count); });
    errors = futures.binaryExpr(pairs, [this](int all, int both) { return error(all, both); });
    if (pairing_ != Pairing::unknown) errors.leftCols(std::min<Eigen::Index>(uncertain_, errors.cols())).setZero();
  }

 private:
  int paths_;
  Pairing pairing_;
  int uncertain_;  ///< years after the base year in which futures part
};

/// What happened in a certain year, in every future, is no matter of chance afterwards.
void settle_certain(int row, int uncertain, Pairing pairing, EnsembleEvents& events) {
  if (pairing == Pairing::unknown) return;
  const Eigen::Index certain = std::min<Eigen::Index>(uncertain, events.called.cols());
  const bool called = (events.called.row(row).head(certain) == 1).any();
  if (called) events.errors.first_call.row(row).setZero();
  if (called || certain == events.called.cols()) events.errors.never.back() = 0;
  if ((events.depleted_by.row(row).head(certain) == 1).any()) events.errors.depleted_by.row(row).setZero();
}

void tell_events(const FutureValues& values, int uncertain, Pairing pairing, EnsembleEvents& events) {
  const FutureLayout& layout = values.layout();
  const auto [futures, pairs] = counted_events(values);
  const ShareTeller teller(values.paths(), pairing, uncertain);
  EnsembleEvents::Errors& errors = events.errors;
  teller.tell(futures.depleted_by, pairs.depleted_by, events.depleted_by, errors.depleted_by);
  teller.tell(futures.called, pairs.called, events.called, errors.called);
  teller.tell(futures.first_call, pairs.first_call, events.first_call, errors.first_call);
  teller.tell(futures.called_units, pairs.called_units, events.called_units, errors.called_units);
  for (int row = 0; row < layout.scopes(); ++row) {
    events.never.push_back(teller.share(futures.never(row)));
    errors.never.push_back(teller.error(futures.never(row), pairs.never(row)));
    settle_certain(row, uncertain, pairing, events);
    auto calls = values.read({layout.calls() + static_cast<std::size_t>(row), 1, 0, values.paths()});
    events.calls.push_back(distribution(calls, pairing));
  }
}

}  // namespace

Issues FutureTally::take(int path, const Tables& measures, const std::vector<double>& prices, const StageOne& stage) {
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
  Diagnostics& worst = ensemble.diagnostics;
  worst.persons_residual = highest(*values_, layout.worst());
  worst.account_residual = highest(*values_, layout.worst() + 1);
  worst.expenditure_residual = highest(*values_, layout.worst() + 2);
  ensemble.values = std::move(values_);
  return {};
}

}  // namespace ballast
