#include "output/csv/series.hpp"

#include <fmt/format.h>

#include <cmath>

namespace ballast {

namespace {

NamedTable plain(const MeasureRow& row, const Eigen::ArrayXXd& values) {
  return {std::string(row.key), row.unit, {std::string(row.zh), std::string(row.en)}, values};
}

Label said_of(const MeasureRow& row, const Label& what) {
  return {fmt::format("{}（{}）", row.zh, what.zh), fmt::format("{} ({})", row.en, what.en)};
}

NamedTable of(const MeasureRow& row, const std::string& ending, const Label& what, const Eigen::ArrayXXd& values) {
  return {fmt::format("{}_{}", row.key, ending), row.unit, said_of(row, what), values};
}

NamedTable error_of(const MeasureRow& row, const std::string& ending, const Label& what,
                    const Eigen::ArrayXXd& values) {
  return of(row, ending + "_error", {what.zh + "的标准误", "standard error of the " + what.en}, values);
}

constexpr std::string_view kOfFutures = "share";  ///< the unit of a share of the futures

/// Shares of the futures; the events have no row for the pool.
NamedTable share_of_futures(const Ensemble& e, const std::string& key, const Label& name,
                            const Eigen::ArrayXXd& shares) {
  const int units = e.central.member_units();
  NamedTable table{key, kOfFutures, name, Eigen::ArrayXXd::Constant(e.rows(), e.years(), NAN)};
  table.values.topRows(units) = shares.topRows(units);
  table.values.row(e.central.city_row()) = shares.row(units);
  return table;
}

void add_events(const Ensemble& e, std::vector<NamedTable>& all) {
  const auto add = [&](const std::string& key, const Label& name, const Eigen::ArrayXXd& shares,
                       const Eigen::ArrayXXd& errors) {
    all.push_back(share_of_futures(e, key, name, shares));
    all.push_back(share_of_futures(e, key + "_error", {name.zh + "（标准误）", name.en + " (standard error)"}, errors));
  };
  const EnsembleEvents& of = e.events;
  add("depleted_by", {"截至当年结余用尽的模拟占比", "share of futures with the fund used up by the year"},
      of.depleted_by, of.errors.depleted_by);
  add("in_need", {"当年有缺口的模拟占比", "share of futures that need money in the year"}, of.in_need,
      of.errors.in_need);
  add("called", {"当年由财政承担的模拟占比", "share of futures that call on the treasury in the year"}, of.called,
      of.errors.called);
  add("first_call", {"当年首次由财政承担的模拟占比", "share of futures whose first call is in the year"}, of.first_call,
      of.errors.first_call);
}

}  // namespace

std::vector<NamedTable> named_tables(const Projection& run) {
  std::vector<NamedTable> all;
  for (const MeasureRow& row : kMeasureCatalogue)
    all.push_back(plain(row, run.measures[static_cast<std::size_t>(row.id)]));
  return all;
}

std::vector<NamedTable> named_tables(const Ensemble& ensemble) {
  std::vector<NamedTable> all;
  for (const MeasureRow& row : kMeasureCatalogue) {
    const Eigen::ArrayXXd& central = ensemble.central.measures[static_cast<std::size_t>(row.id)];
    const EnsembleMeasure* spread = ensemble.find(row.id);
    if (spread) {
      all.push_back(plain(row, spread->mean));
      all.back().name = said_of(row, {"各次模拟均值", "mean of the futures"});
      all.push_back(error_of(row, "mean", {"均值", "mean"}, spread->mean_error));
    }
    all.push_back(of(row, "central", {"方案本身", "central run"}, central));
    if (!spread) continue;
    for (std::size_t q = 0; q < kQuantileLevels.size(); ++q) {
      const double percent = 100 * kQuantileLevels[q];
      const std::string ending = fmt::format("quantile_{}", kQuantileLevels[q]);
      const Label name{fmt::format("{:g}%分位", percent), fmt::format("{:g} % quantile", percent)};
      all.push_back(of(row, ending, name, spread->quantiles[q]));
      all.push_back(error_of(row, ending, name, spread->quantile_errors[q]));
    }
    const Label highest{"最高5%的均值", "mean of the highest 5 %"};
    all.push_back(of(row, "tail_mean", highest, spread->tail_mean));
    all.push_back(error_of(row, "tail_mean", highest, spread->tail_error));
  }
  add_events(ensemble, all);
  return all;
}

}  // namespace ballast
