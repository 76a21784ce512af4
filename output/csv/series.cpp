#include "output/csv/series.hpp"

#include <fmt/format.h>

namespace ballast {

namespace {

NamedTable plain(const MeasureRow& row, const Eigen::ArrayXXd& values) {
  return {std::string(row.key), &row, {std::string(row.zh), std::string(row.en)}, &values};
}

Label said_of(const MeasureRow& row, const Label& what) {
  return {fmt::format("{}（{}）", row.zh, what.zh), fmt::format("{} ({})", row.en, what.en)};
}

NamedTable of(const MeasureRow& row, const std::string& ending, const Label& what, const Eigen::ArrayXXd& values) {
  return {fmt::format("{}_{}", row.key, ending), &row, said_of(row, what), &values};
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
    if (!spread) {
      all.push_back(plain(row, central));
      continue;
    }
    all.push_back(plain(row, spread->mean));
    all.back().name = said_of(row, {"各次模拟均值", "mean of the futures"});
    all.push_back(of(row, "central", {"方案本身", "central run"}, central));
    for (std::size_t q = 0; q < kQuantileLevels.size(); ++q) {
      const double percent = 100 * kQuantileLevels[q];
      all.push_back(of(row, fmt::format("quantile_{}", kQuantileLevels[q]),
                       {fmt::format("{:g}%分位", percent), fmt::format("{:g} % quantile", percent)},
                       spread->quantiles[q]));
    }
    all.push_back(of(row, "tail_mean", {"最高5%的均值", "mean of the highest 5 %"}, spread->tail_mean));
  }
  return all;
}

}  // namespace ballast
