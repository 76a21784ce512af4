#include "output/hdf5/ensemble_file.hpp"

#include <algorithm>
#include <limits>

#include "output/files/safe_file.hpp"
#include "output/hdf5/ensemble_names.hpp"
#include "output/hdf5/result_parts.hpp"
#include "output/hdf5/sealed_file.hpp"
#include "output/prose/spreads.hpp"
#include "sim/engine/flow_use.hpp"
#include "sim/studies/ensemble_draws.hpp"
#include "sim/studies/future_values.hpp"

namespace ballast {

namespace {

using hdf5::Axis;
using hdf5::NetcdfFile;
using hdf5::write_table;

struct EnsembleAxes {
  hdf5::Axes table;
  Axis path, quantile, scope, number;
};

void write_attributes(NetcdfFile& file, const Ensemble& e) {
  file.attribute(file.root(), "seed", e.seed);
  file.attribute(file.root(), "sampling", key(e.sampling));
  file.attribute(file.root(), "paths", e.paths);
  file.attribute(file.root(), "asked", e.asked);
  file.attribute(file.root(), "first_uncertain_year", e.first_uncertain_year);
  file.attribute(file.root(), "spreads", spreads_sentence(e.central, Lang::en));
  file.attribute(file.root(), "spreads_zh", spreads_sentence(e.central, Lang::zh));
}

EnsembleAxes write_axes(NetcdfFile& file, const Ensemble& e) {
  const hid_t root = file.root();
  std::vector<std::string> scopes;
  for (int row = 0; row < e.rows(); ++row)
    if (row != e.central.pool_row()) scopes.push_back(e.central.units[static_cast<std::size_t>(row)].zh);
  const hdf5::Axes table = hdf5::write_axes(file, e.central);
  const EnsembleAxes axes{.table = table,
                          .path = file.number_axis(root, "path", hdf5::counting(0, static_cast<std::size_t>(e.paths))),
                          .quantile = file.value_axis(root, "quantile", kQuantileLevels),
                          .scope = file.label_axis(root, "scope", scopes),
                          .number = file.number_axis(root, "number", hdf5::counting(0, scopes.size()))};
  hdf5::describe(file, axes.path, "Number of the future", "模拟的序号");
  hdf5::describe(file, axes.quantile, "Share of the futures at or below", "不高于该值的模拟所占比例");
  hdf5::describe(file, axes.scope, "Accounting unit, then whole city", "核算单位，其后为全市");
  hdf5::describe(file, axes.number, "Number of units", "单位个数");
  return axes;
}

/// A table for each level, one after the other.
template <class Levels>
std::vector<double> stacked(const Levels& levels) {
  std::vector<double> all;
  for (const Eigen::ArrayXXd& table : levels)
    for (Eigen::Index row = 0; row < table.rows(); ++row)
      for (Eigen::Index year = 0; year < table.cols(); ++year) all.push_back(table(row, year));
  return all;
}

/// The mean takes the measure's name; the central run stands beside it.
void write_measure(NetcdfFile& file, const Ensemble& e, const MeasureRow& row, const EnsembleAxes& axes) {
  const std::vector<Axis> table{axes.table.unit, axes.table.year};
  const Eigen::ArrayXXd& central = e.central.measures[static_cast<std::size_t>(row.id)];
  hdf5::Attributes about = hdf5::about(row);
  const EnsembleMeasure* of = e.find(row.id);
  if (!of) return write_table(file, {file.root(), std::string(row.key), table, about}, central);
  const auto variable = [&](std::string name, std::vector<Axis> along, std::string_view methods) {
    about.cell_methods = methods;
    return NetcdfFile::Variable{file.root(), std::move(name), std::move(along), about};
  };
  write_table(file, variable(std::string(row.key), table, "path: mean"), of->mean);
  write_table(file, variable(hdf5::central_of(row), table, ""), central);
  file.write(variable(hdf5::quantile_of(row), {axes.quantile, axes.table.unit, axes.table.year}, "path: quantile"),
             stacked(of->quantiles));
  write_table(file, variable(hdf5::tail_mean_of(row), table, "path: mean of the highest 5 %"), of->tail_mean);
}

std::vector<double> of_calls(const EnsembleEvents& events, double Distribution::*number) {
  std::vector<double> all;
  for (const Distribution& calls : events.calls) all.push_back(calls.*number);
  return all;
}

std::vector<double> of_calls(const EnsembleEvents& events, std::array<double, kQuantiles> Distribution::*numbers) {
  std::vector<double> all;
  for (std::size_t q = 0; q < kQuantileLevels.size(); ++q)
    for (const Distribution& calls : events.calls) all.push_back((calls.*numbers)[q]);
  return all;
}

void write_events(NetcdfFile& file, const Ensemble& e, const EnsembleAxes& axes) {
  const EnsembleEvents& events = e.events;
  std::string unit;  // an attribute only looks at it
  const auto variable = [&](std::string_view key, std::vector<Axis> along) {
    const hdf5::EventRow& row = *std::find_if(hdf5::kEventCatalogue.begin(), hdf5::kEventCatalogue.end(),
                                              [key](const hdf5::EventRow& of) { return of.key == key; });
    unit = row.unit(e.central.price_year);
    return NetcdfFile::Variable{
        file.root(),
        std::string(key),
        std::move(along),
        {.units = unit, .long_name = row.en, .long_name_zh = row.zh, .cell_methods = row.cell_methods}};
  };
  const std::vector<Axis> yearly{axes.scope, axes.table.year};
  write_table(file, variable(hdf5::kDepletedBy, yearly), events.depleted_by);
  write_table(file, variable(hdf5::kInNeed, yearly), events.in_need);
  write_table(file, variable(hdf5::kCalled, yearly), events.called);
  write_table(file, variable(hdf5::kFirstCall, yearly), events.first_call);
  write_table(file, variable(hdf5::kCalledUnits, {axes.number, axes.table.year}), events.called_units);
  file.write(variable(hdf5::kNeverCalled, {axes.scope}), events.never);
  file.write(variable(hdf5::kCalls, {axes.scope}), of_calls(events, &Distribution::mean));
  file.write(variable(hdf5::kCallsQuantile, {axes.quantile, axes.scope}), of_calls(events, &Distribution::quantiles));
  file.write(variable(hdf5::kCallsTailMean, {axes.scope}), of_calls(events, &Distribution::tail_mean));
}

/// What chance may have done to the numbers above, and the worst residuals of all futures.
void write_errors(NetcdfFile& file, const Ensemble& e, const EnsembleAxes& axes) {
  const hid_t group = file.group(hdf5::kErrors);
  const hdf5::Attributes plain{"", "Standard error for the number of futures", "抽样标准误"};
  for (const MeasureRow& row : kMeasureCatalogue) {
    const EnsembleMeasure* of = e.find(row.id);
    if (!of) continue;
    hdf5::Attributes about = plain;
    about.units = row.unit;
    write_table(file, {group, hdf5::mean_error_of(row.key), {axes.table.unit, axes.table.year}, about}, of->mean_error);
    file.write({group, hdf5::quantile_error_of(row.key), {axes.quantile, axes.table.unit, axes.table.year}, about},
               stacked(of->quantile_errors));
    write_table(file, {group, hdf5::tail_mean_error_of(row.key), {axes.table.unit, axes.table.year}, about},
                of->tail_error);
  }
  const std::string money = "yuan of " + std::to_string(e.central.price_year);
  hdf5::Attributes about = plain;
  about.units = money;
  file.write({group, hdf5::mean_error_of(hdf5::kCalls), {axes.scope}, about},
             of_calls(e.events, &Distribution::mean_error));
  file.write({group, hdf5::quantile_error_of(hdf5::kCalls), {axes.quantile, axes.scope}, about},
             of_calls(e.events, &Distribution::quantile_errors));
  file.write({group, hdf5::tail_mean_error_of(hdf5::kCalls), {axes.scope}, about},
             of_calls(e.events, &Distribution::tail_error));
  about.units = "1";
  const auto share = [&](std::string_view of, const Axis& first, const Eigen::ArrayXXd& errors) {
    write_table(file, {group, hdf5::share_error_of(of), {first, axes.table.year}, about}, errors);
  };
  const EnsembleEvents::Errors& errors = e.events.errors;
  share(hdf5::kDepletedBy, axes.scope, errors.depleted_by), share(hdf5::kInNeed, axes.scope, errors.in_need);
  share(hdf5::kCalled, axes.scope, errors.called);
  share(hdf5::kFirstCall, axes.scope, errors.first_call), share(hdf5::kCalledUnits, axes.number, errors.called_units);
  file.write({group, hdf5::share_error_of(hdf5::kNeverCalled), {axes.scope}, about}, errors.never);
  const hid_t worst = file.group(hdf5::kWorst);
  for (const Residual& residual : kResiduals)
    hdf5::write_number(file, worst, residual.key,
                       {"1", "The worst of all futures, relative", "全部模拟中最差者（相对）"},
                       e.diagnostics.*residual.value);
}

/// `fill(block, first, count)` puts the values of `count` futures from `first` on into the block, [future][slot].
template <class Number, class Fill>
void write_blocks(NetcdfFile& file, const NetcdfFile::Variable& variable, hdf5::Packing packing, Fill fill) {
  const hdf5::Handle dataset = file.large<Number>(variable, packing);
  const hsize_t paths = variable.axes[0].length;
  hsize_t row = 1;
  for (std::size_t axis = 1; axis < variable.axes.size(); ++axis) row *= variable.axes[axis].length;
  std::vector<Number> block;
  for (hsize_t first = 0; first < paths; first += hdf5::kBlock) {
    const hsize_t count = std::min(hdf5::kBlock, paths - first);
    block.resize(count * row);
    fill(std::span(block), first, count);
    file.write_block<Number>(dataset, first, block);
  }
}

/// [slot][future] to [future][slot], each number as it is stored.
template <class Number, class Stored>
void turn(std::span<const double> values, std::span<Number> block, hsize_t futures, Stored stored) {
  const std::size_t slots = values.size() / futures;
  for (std::size_t slot = 0; slot < slots; ++slot)
    for (std::size_t p = 0; p < futures; ++p) block[p * slots + slot] = stored(values[slot * futures + p]);
}

void write_draws(NetcdfFile& file, const Ensemble& e, const EnsembleAxes& axes, hdf5::Packing packing) {
  const hid_t group = file.group(hdf5::kDraws);
  const std::size_t slots = axes.table.unit.length * axes.table.year.length;
  for (const MeasureRow& row : kMeasureCatalogue) {
    if (!e.find(row.id)) continue;
    write_blocks<float>(
        file, {group, std::string(row.key), {axes.path, axes.table.unit, axes.table.year}, hdf5::about(row)}, packing,
        [&](std::span<float> block, hsize_t first, hsize_t count) {
          const DrawWindow window{0, slots, static_cast<int>(first), static_cast<int>(count)};
          turn(draws_of(e, row.id, window), block, count, [](double value) { return static_cast<float>(value); });
        });
  }
}

/// Who of which future is called on when, when whose fund is used up, and what all years call for.
void write_sights(NetcdfFile& file, const Ensemble& e, const EnsembleAxes& axes, hdf5::Packing packing) {
  const hid_t group = file.group(hdf5::kSights);
  const FutureLayout& layout = e.sights->layout();
  const auto scopes = static_cast<std::size_t>(layout.scopes()), years = static_cast<std::size_t>(layout.years);
  const auto read = [&](std::size_t series, std::size_t count, hsize_t first, hsize_t futures) {
    return e.sights->read({series, count, static_cast<int>(first), static_cast<int>(futures)});
  };
  const auto yearly = [&](const char* name, std::size_t from, const hdf5::Attributes& about) {
    write_blocks<float>(file, {group, name, {axes.path, axes.scope, axes.table.year}, about}, packing,
                        [&](std::span<float> block, hsize_t first, hsize_t count) {
                          const std::vector<double> seen = read(from, years * scopes, first, count);
                          for (std::size_t p = 0; p < count; ++p)
                            for (std::size_t scope = 0; scope < scopes; ++scope)
                              for (std::size_t year = 0; year < years; ++year)
                                block[(p * scopes + scope) * years + year] =
                                    static_cast<float>(seen[(year * scopes + scope) * count + p]);
                        });
  };
  yearly(hdf5::kCalledIn, layout.called(),
         {"1", "Whether the treasury is called on in the year", "该年财政是否须承担"});
  yearly(hdf5::kInNeedIn, layout.in_need(), {"1", "Whether the unit needs money in the year", "该年是否有缺口"});
  const double base_year = e.central.base_year, never = std::numeric_limits<double>::quiet_NaN();
  write_blocks<double>(
      file,
      {group, hdf5::kUsedUpIn, {axes.path, axes.scope}, {"1", "Year in which the fund is used up", "基金用尽的年份"}},
      packing, [&](std::span<double> block, hsize_t first, hsize_t count) {
        turn(read(layout.depleted(), scopes, first, count), block, count,
             [&](double year) { return year < 0 ? never : base_year + year; });
      });
  const std::string yuan = "yuan of " + std::to_string(e.central.price_year);
  write_blocks<double>(
      file, {group, hdf5::kCallsIn, {axes.path, axes.scope}, {yuan, "Calls of all years together", "历年财政承担合计"}},
      packing, [&](std::span<double> block, hsize_t first, hsize_t count) {
        turn(read(layout.calls(), scopes, first, count), block, count, [](double all) { return all; });
      });
}

/// One flow of some futures, [unit × year][future].
std::vector<double> flow_of(const Ensemble& e, Flow flow, int first, int count) {
  const auto& lasting = lasting_flows();
  const FutureLayout& layout = e.values->layout();
  const auto f = static_cast<std::size_t>(std::find(lasting.begin(), lasting.end(), flow) - lasting.begin());
  return e.values->read({layout.flow(f), layout.unit_table(), first, count});
}

/// Money that stage 2 alone reads, rounded at its door, in fen; what indicators read as it is.
void write_flows(NetcdfFile& file, const Ensemble& e, const EnsembleAxes& axes, hdf5::Packing packing) {
  const hid_t group = file.group(hdf5::kFutureFlows);
  const Axis member = file.label_axis(group, "member", hdf5::members_of(e.central));
  hdf5::describe(file, member, "Accounting unit", "核算单位");
  const auto write = [&]<class Number>(const FlowRow& row, std::string_view unit, Number (*stored)(double)) {
    write_blocks<Number>(
        file, {group, std::string(row.key), {axes.path, member, axes.table.year}, {unit, row.en, row.zh}}, packing,
        [&](std::span<Number> block, hsize_t first, hsize_t count) {
          turn(flow_of(e, row.id, static_cast<int>(first), static_cast<int>(count)), block, count, stored);
        });
  };
  for (const FlowRow& row : kFlowCatalogue) {
    if (use_of(row.id) == FlowUse::fen)
      write.operator()<std::int64_t>(row, "fen", [](double yuan) { return fen_from_yuan(yuan).count; });
    if (use_of(row.id) == FlowUse::as_is) write.operator()<double>(row, row.unit, [](double value) { return value; });
  }
}

void write_all(NetcdfFile& file, const Ensemble& e, const EnsembleKept& kept,
               const std::vector<PublishedSeries>& published) {
  const hdf5::Packing packing = kept.compress ? hdf5::Packing::compressed : hdf5::Packing::plain;
  hdf5::write_root_attributes(file, e.central);
  write_attributes(file, e);
  const EnsembleAxes axes = write_axes(file, e);
  for (const MeasureRow& row : kMeasureCatalogue) write_measure(file, e, row, axes);
  write_events(file, e, axes);
  hdf5::write_groups(file, e.central, published, axes.table);
  write_errors(file, e, axes);
  if (kept.paths) write_draws(file, e, axes, packing);
  if (kept.paths && e.sights) write_sights(file, e, axes, packing);
  if (kept.flows) write_flows(file, e, axes, packing);
}

}  // namespace

void leave_unwritten_files_at_exit() { H5dont_atexit(); }

Expected<void> write_ensemble(const std::string& path, const Ensemble& ensemble, const EnsembleKept& kept) {
  const auto published = published_series(ensemble.central);
  if (!published) return fail(published.error());
  return write_filled(path, [&](const std::string& temporary) -> Expected<void> {
    try {
      return hdf5::fill_sealed(temporary, [&](NetcdfFile& file) { write_all(file, ensemble, kept, *published); });
    } catch (const StoreError& error) {
      return fail(issue_of(IssueKind::write_failed, std::string("futures: ") + error.what(), {}));
    }
  });
}

}  // namespace ballast
