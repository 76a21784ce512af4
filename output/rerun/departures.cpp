// Every number of a result against the same number of another.
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

#include "output/hdf5/ensemble_names.hpp"
#include "output/hdf5/netcdf_reader.hpp"
#include "output/rerun/rerun.hpp"
#include "sim/studies/ensemble_draws.hpp"

namespace ballast {

namespace {

bool same_bits(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (std::isnan(a) && std::isnan(b));
}

double relative(double a, double b) {
  if (!std::isfinite(a) || !std::isfinite(b)) return std::numeric_limits<double>::infinity();
  const double larger = std::max(std::abs(a), std::abs(b));
  return larger > 0 ? std::abs(a - b) / larger : 0;  // 0 and −0
}

/// Gathers what one variable's numbers do.
class Variable {
 public:
  Variable(std::string name, const Projection& of) : of_(of) { worst_.variable = std::move(name); }
  void compare(double then, double now, const std::string& unit, Year year) {
    compare(then, now, unit, year, relative(then, now));
  }
  /// `by`: how far apart the two are.
  void compare(double then, double now, const std::string& unit, Year year, double by) {
    ++compared_;
    if (same_bits(then, now)) return;
    if (worst_.cells++ == 0 || by > worst_.relative)
      worst_.unit = unit, worst_.year = year, worst_.then = then, worst_.now = now, worst_.relative = by;
  }
  /// Tables along years; rows are those of the projection, but an events' last row is the whole city.
  void compare(const Eigen::ArrayXXd& then, const Eigen::ArrayXXd& now) {
    for (Eigen::Index row = 0; row < then.rows(); ++row)
      for (Eigen::Index i = 0; i < then.cols(); ++i)
        compare(then(row, i), now(row, i), unit(row, then.rows()), of_.base_year + static_cast<Year>(i));
  }
  void report(std::vector<Departure>& all, long& compared) const {
    compared += compared_;
    if (worst_.cells > 0) all.push_back(worst_);
  }

 private:
  const std::string& unit(Eigen::Index row, Eigen::Index rows) const {
    const bool last_of_events = rows < of_.rows() && row == rows - 1;
    return of_.units[static_cast<std::size_t>(last_of_events ? of_.city_row() : row)].zh;
  }

  const Projection& of_;
  Departure worst_;
  long compared_ = 0;
};

/// What two results say, variable by variable.
class Comparison {
 public:
  Comparison(const Projection& of, std::vector<Departure>& all, Compared& compared)
      : of_(of), all_(all), compared_(compared) {}

  void table(const std::string& name, const Eigen::ArrayXXd& then, const Eigen::ArrayXXd& now) {
    if (then.isNaN().all()) {  // the file's program did not know it, somebody took it out, or it has no meaning there
      if (!now.isNaN().all()) compared_.lacking.push_back(name);
      return;
    }
    tables(name, std::array{&then}, std::array{&now});
  }
  template <std::size_t N>
  void levels(const std::string& name, const std::array<Eigen::ArrayXXd, N>& then,
              const std::array<Eigen::ArrayXXd, N>& now) {
    std::array<const Eigen::ArrayXXd*, N> a{}, b{};
    for (std::size_t i = 0; i < N; ++i) a[i] = &then[i], b[i] = &now[i];
    tables(name, a, b);
  }
  void done(const Variable& variable) { variable.report(all_, compared_.numbers); }

 private:
  template <std::size_t N>
  void tables(const std::string& name, const std::array<const Eigen::ArrayXXd*, N>& then,
              const std::array<const Eigen::ArrayXXd*, N>& now) {
    Variable variable(name, of_);
    for (std::size_t i = 0; i < N; ++i) variable.compare(*then[i], *now[i]);
    done(variable);
  }

  const Projection& of_;
  std::vector<Departure>& all_;
  Compared& compared_;
};

/// Whether two bookings say the same but for their amount; the names of the two ledgers may stand in other places.
bool same_booking(const LedgerTable& then, const LedgerRow& a, const LedgerTable& now, const LedgerRow& b) {
  return a.year == b.year && a.unit == b.unit && then.debit(a) == now.debit(b) && then.credit(a) == now.credit(b) &&
         then.clause(a) == now.clause(b) && then.line(a) == now.line(b);
}

void compare_ledgers(const Projection& then, const Projection& now, Comparison& comparison) {
  constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
  Variable variable("ledger/amount", then);
  const std::vector<LedgerRow>&before = then.ledger.rows, &after = now.ledger.rows;
  for (std::size_t i = 0; i < std::max(before.size(), after.size()); ++i) {
    const LedgerRow* a = i < before.size() ? &before[i] : nullptr;
    const LedgerRow* b = i < after.size() ? &after[i] : nullptr;
    const LedgerRow& any = a ? *a : *b;
    const bool both = a && b && same_booking(then.ledger, *a, now.ledger, *b);
    variable.compare(a ? static_cast<double>(a->amount.count) : kMissing,
                     both ? static_cast<double>(b->amount.count) : kMissing,
                     then.units[static_cast<std::size_t>(any.unit)].zh, any.year);
  }
  comparison.done(variable);
}

void compare_indices(const Projection& then, const Projection& now, Comparison& comparison) {
  Variable variable("price_index", then);
  const std::string& city = then.units[static_cast<std::size_t>(then.city_row())].zh;
  for (std::size_t i = 0; i < then.price_index.size(); ++i)
    variable.compare(then.price_index[i], now.price_index[i], city, then.base_year + static_cast<Year>(i));
  comparison.done(variable);
}

/// One number of a result as a whole. `by`: how far apart the two are.
void compare_one(const std::string& name, double then, double now, double by, const Projection& of,
                 Comparison& comparison) {
  Variable variable(name, of);
  variable.compare(then, now, of.units[static_cast<std::size_t>(of.city_row())].zh, of.last_year, by);
  comparison.done(variable);
}

/// Residuals are relative to their stocks already: rounding differs between kinds of machines.
void compare_residuals(const std::string& group, const Diagnostics& then, const Diagnostics& now, const Projection& of,
                       Comparison& comparison) {
  const auto residual = [&](const std::string& name, double a, double b) {
    compare_one(group + name, a, b, std::isfinite(a) ? std::abs(a - b) : relative(a, b), of, comparison);
  };
  for (const Residual& of_both : kResiduals)
    residual(std::string("/") + of_both.key, then.*of_both.value, now.*of_both.value);
}

void compare_diagnostics(const Projection& then, const Projection& now, Comparison& comparison) {
  const Diagnostics &a = then.diagnostics, &b = now.diagnostics;
  compare_residuals("diagnostics", a, b, then, comparison);
  const auto number = [&](const char* name, double was, double is) {
    compare_one(name, was, is, relative(was, is), then, comparison);
  };
  number("diagnostics/ledger_residual", static_cast<double>(a.ledger_residual.count),
         static_cast<double>(b.ledger_residual.count));
  number("diagnostics/clipped_heads", a.clipped_heads, b.clipped_heads);
}

void compare_measures(const Ensemble& then, const Ensemble& now, Comparison& comparison) {
  for (const EnsembleMeasure& a : then.measures) {
    const EnsembleMeasure& b = *now.find(a.measure);
    const MeasureRow& about = row(a.measure);
    const std::string errors = std::string(hdf5::kErrors) + "/";
    comparison.table(std::string(about.key), a.mean, b.mean);
    comparison.levels(hdf5::quantile_of(about), a.quantiles, b.quantiles);
    comparison.table(hdf5::tail_mean_of(about), a.tail_mean, b.tail_mean);
    comparison.table(errors + hdf5::mean_error_of(about.key), a.mean_error, b.mean_error);
    comparison.levels(errors + hdf5::quantile_error_of(about.key), a.quantile_errors, b.quantile_errors);
    comparison.table(errors + hdf5::tail_mean_error_of(about.key), a.tail_error, b.tail_error);
  }
}

/// As float32, which is what a file keeps; row by row.
void compare_draws(const Ensemble& then, const Ensemble& now, Comparison& comparison) {
  if (!has_draws(then) || !has_draws(now)) return;  // not kept
  const auto paths = static_cast<std::size_t>(then.paths), years = static_cast<std::size_t>(then.years());
  for (const EnsembleMeasure& of : then.measures) {
    if (!now.find(of.measure)) continue;
    Variable variable(hdf5::draws_of(row(of.measure)), then.central);
    for (std::size_t unit = 0; unit < static_cast<std::size_t>(then.rows()); ++unit) {
      const DrawWindow of_row{unit * years, years, 0, then.paths};
      const auto a = draws_of(then, of.measure, of_row), b = draws_of(now, of.measure, of_row);
      for (std::size_t i = 0; i < a.size(); ++i)
        variable.compare(a[i], static_cast<float>(b[i]), then.central.units[unit].zh,
                         then.central.base_year + static_cast<Year>(i / paths));
    }
    comparison.done(variable);
  }
}

void compare_events(const Ensemble& then, const Ensemble& now, Comparison& comparison) {
  const EnsembleEvents &a = then.events, &b = now.events;
  comparison.table("depleted_by", a.depleted_by, b.depleted_by);
  comparison.table("in_need", a.in_need, b.in_need);
  comparison.table("called", a.called, b.called);
  comparison.table("first_call", a.first_call, b.first_call);
  comparison.table("called_units", a.called_units, b.called_units);
  const Projection& p = then.central;
  const std::string errors = std::string(hdf5::kErrors) + "/";
  const auto error_table = [&](const char* of, const Eigen::ArrayXXd& was, const Eigen::ArrayXXd& is) {
    comparison.table(errors + hdf5::share_error_of(of), was, is);
  };
  error_table("depleted_by", a.errors.depleted_by, b.errors.depleted_by);
  error_table("in_need", a.errors.in_need, b.errors.in_need);
  error_table("called", a.errors.called, b.errors.called);
  error_table("first_call", a.errors.first_call, b.errors.first_call);
  error_table("called_units", a.errors.called_units, b.errors.called_units);
  Variable never("never_called", p), never_error(errors + hdf5::share_error_of("never_called"), p), calls("calls", p),
      tail("calls_tail_mean", p), quantiles("calls_quantile", p), error(errors + hdf5::mean_error_of("calls"), p),
      quantile_errors(errors + hdf5::quantile_error_of("calls"), p),
      tail_error(errors + hdf5::tail_mean_error_of("calls"), p);
  for (std::size_t row = 0; row < a.calls.size(); ++row) {
    const bool city = row + 1 == a.calls.size();
    const std::string& unit = p.units[city ? static_cast<std::size_t>(p.city_row()) : row].zh;
    never.compare(a.never[row], b.never[row], unit, p.last_year);
    never_error.compare(a.errors.never[row], b.errors.never[row], unit, p.last_year);
    calls.compare(a.calls[row].mean, b.calls[row].mean, unit, p.last_year);
    tail.compare(a.calls[row].tail_mean, b.calls[row].tail_mean, unit, p.last_year);
    error.compare(a.calls[row].mean_error, b.calls[row].mean_error, unit, p.last_year);
    tail_error.compare(a.calls[row].tail_error, b.calls[row].tail_error, unit, p.last_year);
    for (std::size_t q = 0; q < kQuantileLevels.size(); ++q) {
      quantiles.compare(a.calls[row].quantiles[q], b.calls[row].quantiles[q], unit, p.last_year);
      quantile_errors.compare(a.calls[row].quantile_errors[q], b.calls[row].quantile_errors[q], unit, p.last_year);
    }
  }
  for (const Variable* of : {&never, &never_error, &calls, &tail, &quantiles, &error, &quantile_errors, &tail_error})
    comparison.done(*of);
}

/// Whether an object holds numbers of single futures: along futures first, then units, then years where there are any.
bool is_of_futures(const std::string& name, const hdf5::Form& form) {
  const bool numbers = form.kind == hdf5::FormKind::real || form.kind == hdf5::FormKind::integer;
  const bool there = name.starts_with(hdf5::sight_of("")) || name.starts_with(hdf5::kFutureFlows + std::string("/"));
  return there && numbers && (form.axes.size() == 2 || form.axes.size() == 3);
}

/// Block by block: a file may keep more of them than memory holds.
void compare_futures(const hdf5::NetcdfReader& then, const hdf5::NetcdfReader& now, const std::string& name,
                     const hdf5::Form& form, const Projection& of, Comparison& comparison) {
  std::vector<hsize_t> extent;
  for (const hdf5::FormAxis& axis : form.axes) extent.push_back(axis.length);
  const hsize_t years = extent.size() == 3 ? extent[2] : 1, units = extent[1];
  const auto scopes = static_cast<hsize_t>(of.units.size() - 1);  // the units and, in place of the pool, the whole city
  Variable variable(name, of);
  then.blocks<double>(name, extent, [&](hsize_t first, std::span<const double> was) {
    const std::vector<double> is = now.rows<double>(name, extent, first, was.size() / (units * years));
    for (std::size_t i = 0; i < was.size(); ++i) {
      const hsize_t unit = i / years % units;
      const bool city = units == scopes && unit + 1 == units;
      variable.compare(was[i], is[i], of.units[city ? static_cast<std::size_t>(of.city_row()) : unit].zh,
                       years > 1 ? of.base_year + static_cast<Year>(i % years) : of.last_year);
    }
  });
  comparison.done(variable);
}

}  // namespace

Expected<std::vector<Departure>> future_departures(const std::string& then, const std::string& now,
                                                   const Projection& of, Compared& compared) try {
  const auto a = hdf5::outline_of(then), b = hdf5::outline_of(now);
  if (!a || !b) return fail((a ? b : a).error());
  const auto was = hdf5::NetcdfReader::of_file(then), is = hdf5::NetcdfReader::of_file(now);
  std::vector<Departure> all;
  Comparison comparison(of, all, compared);
  for (const auto& [name, stated] : *a)
    if (const auto same = b->find(name); is_of_futures(name, stated.form) && same != b->end() && same->second == stated)
      compare_futures(was, is, name, stated.form, of, comparison);
  return all;
} catch (const hdf5::Error& problem) {
  return fail(issue_in(IssueKind::data, then, problem.what(), "a result file of this version"));
}

std::vector<Departure> departures(const Projection& then, const Projection& now, Compared& compared) {
  std::vector<Departure> all;
  Comparison comparison(then, all, compared);
  for (const MeasureRow& row : kMeasureCatalogue) {
    const auto i = static_cast<std::size_t>(row.id);
    comparison.table(std::string(row.key), then.measures[i], now.measures[i]);
  }
  for (const FlowRow& row : kFlowCatalogue) {
    const auto i = static_cast<std::size_t>(row.id);
    comparison.table("flows/" + std::string(row.key), then.flows[i], now.flows[i]);
  }
  compare_ledgers(then, now, comparison);
  compare_indices(then, now, comparison);
  compare_diagnostics(then, now, comparison);
  return all;
}

std::vector<Departure> departures(const AnyResult& then, const AnyResult& now, Compared& compared) {
  std::vector<Departure> all = departures(central(then), central(now), compared);
  const auto* a = std::get_if<StoredEnsemble>(&then);
  const auto* b = std::get_if<StoredEnsemble>(&now);
  if (!a || !b) return all;
  for (Departure& of_central : all)  // the measure's own name is the mean's
    if (const auto measure = measure_from_key(of_central.variable); measure && a->ensemble.find(*measure))
      of_central.variable = hdf5::central_of(row(*measure));
  Comparison comparison(a->ensemble.central, all, compared);
  compare_measures(a->ensemble, b->ensemble, comparison);
  compare_events(a->ensemble, b->ensemble, comparison);
  compare_residuals(hdf5::kWorst, a->ensemble.diagnostics, b->ensemble.diagnostics, a->ensemble.central, comparison);
  compare_draws(a->ensemble, b->ensemble, comparison);
  return all;
}

}  // namespace ballast
