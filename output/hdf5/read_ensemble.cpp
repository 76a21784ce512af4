#include "output/hdf5/read_ensemble.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "output/hdf5/ensemble_names.hpp"
#include "output/hdf5/future_flows.hpp"
#include "output/hdf5/netcdf_reader.hpp"
#include "output/hdf5/read_result.hpp"
#include "output/hdf5/seal.hpp"
#include "output/hdf5/sights.hpp"
#include "output/hdf5/stored_flows.hpp"
#include "output/hdf5/trial.hpp"
#include "sim/futures/spreads.hpp"

namespace ballast {

namespace {

using hdf5::Error;
using hdf5::NetcdfReader;
using hdf5::read_table;
using Levels = std::array<Eigen::ArrayXXd, kQuantiles>;

/// A flow that every file of flows has.
std::string one_flow() { return hdf5::future_flow_of(kFlowCatalogue.front()); }

bool is_ensemble(const NetcdfReader& file) { return file.has_attribute("paths"); }

std::int64_t read_seed(const NetcdfReader& file) {
  const std::int64_t seed = file.long_number("seed");
  if (seed < 0) throw Error("seed: negative");
  return seed;
}

Sampling read_sampling(const NetcdfReader& file) {
  const std::string text = file.text("sampling");
  if (const auto sampling = sampling_from_key(text)) return *sampling;
  throw Error("sampling: '" + text + "', not one of " + sampling_names(", "));
}

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// One table for each level.
Levels read_levels(const NetcdfReader& file, const std::string& path, int rows, int columns) {
  Levels levels;
  const std::vector<double> values =
      file.values(path, {static_cast<hsize_t>(kQuantiles), static_cast<hsize_t>(rows), static_cast<hsize_t>(columns)});
  auto from = values.begin();
  for (Eigen::ArrayXXd& level : levels) {
    level.resize(rows, columns);
    for (int row = 0; row < rows; ++row)
      for (int column = 0; column < columns; ++column) level(row, column) = *from++;
  }
  return levels;
}

void read_measures(const NetcdfReader& file, Ensemble& e) {
  const std::string errors = std::string(hdf5::kErrors) + "/";
  const auto table = [&](const std::string& path) { return read_table(file, path, e.rows(), e.years()); };
  for (const MeasureRow& row : kMeasureCatalogue) {
    if (!file.has(hdf5::quantile_of(row))) continue;
    EnsembleMeasure of;
    of.measure = row.id;
    of.mean = table(std::string(row.key)), of.tail_mean = table(hdf5::tail_mean_of(row));
    of.quantiles = read_levels(file, hdf5::quantile_of(row), e.rows(), e.years());
    of.mean_error = table(errors + hdf5::mean_error_of(row.key));
    of.quantile_errors = read_levels(file, errors + hdf5::quantile_error_of(row.key), e.rows(), e.years());
    const std::string tail = errors + hdf5::tail_mean_error_of(row.key);  // none in files of earlier versions
    of.tail_error = file.has(tail) ? table(tail) : Eigen::ArrayXXd(of.tail_mean * kUnknown);
    e.measures.push_back(std::move(of));
  }
}

void read_calls(const NetcdfReader& file, Ensemble& e) {
  const int rows = e.central.member_units() + 1;
  const std::string errors = std::string(hdf5::kErrors) + "/";
  const auto list = [&](const std::string& path) { return file.values(path, {static_cast<hsize_t>(rows)}); };
  const auto levels = [&](const std::string& path) {
    return file.values(path, {static_cast<hsize_t>(kQuantiles), static_cast<hsize_t>(rows)});
  };
  const std::vector<double> mean = list(hdf5::kCalls), tail = list(hdf5::kCallsTailMean),
                            error = list(errors + hdf5::mean_error_of(hdf5::kCalls)),
                            quantiles = levels(hdf5::kCallsQuantile),
                            quantile_errors = levels(errors + hdf5::quantile_error_of(hdf5::kCalls));
  const std::string of_tails = errors + hdf5::tail_mean_error_of(hdf5::kCalls);
  const std::vector<double> tail_errors = file.has(of_tails) ? list(of_tails) : std::vector<double>{};
  for (std::size_t row = 0; row < mean.size(); ++row) {
    Distribution calls{.mean = mean[row], .mean_error = error[row], .tail_mean = tail[row]};
    for (std::size_t q = 0; q < kQuantileLevels.size(); ++q)
      calls.quantiles[q] = quantiles[q * mean.size() + row],
      calls.quantile_errors[q] = quantile_errors[q * mean.size() + row];
    calls.tail_error = tail_errors.empty() ? kUnknown : tail_errors[row];
    e.events.calls.push_back(calls);
  }
}

constexpr const char* kNoShares = "shares of futures: not between 0 and 1";

void read_events(const NetcdfReader& file, Ensemble& e) {
  const int rows = e.central.member_units() + 1;
  const auto table = [&](const char* path) { return read_table(file, path, rows, e.years()); };
  const Eigen::ArrayXXd not_known = Eigen::ArrayXXd::Constant(rows, e.years(), kUnknown);
  const bool tells_need = file.has(hdf5::kInNeed);  // files of earlier versions do not
  e.events.depleted_by = table(hdf5::kDepletedBy), e.events.called = table(hdf5::kCalled);
  e.events.in_need = tells_need ? table(hdf5::kInNeed) : not_known;
  e.events.first_call = table(hdf5::kFirstCall), e.events.called_units = table(hdf5::kCalledUnits);
  e.events.never = file.values(hdf5::kNeverCalled, {static_cast<hsize_t>(rows)});
  const auto error_of = [&](const char* share) {
    return std::string(hdf5::kErrors) + "/" + hdf5::share_error_of(share);
  };
  EnsembleEvents::Errors& errors = e.events.errors;
  errors.depleted_by = table(error_of(hdf5::kDepletedBy).c_str());
  errors.called = table(error_of(hdf5::kCalled).c_str());
  errors.in_need = tells_need ? table(error_of(hdf5::kInNeed).c_str()) : not_known;
  errors.first_call = table(error_of(hdf5::kFirstCall).c_str());
  errors.called_units = table(error_of(hdf5::kCalledUnits).c_str());
  const std::string never = error_of(hdf5::kNeverCalled);  // none in files of earlier versions
  errors.never = file.has(never) ? file.values(never, {static_cast<hsize_t>(rows)})
                                 : std::vector<double>(static_cast<std::size_t>(rows), kUnknown);
  for (const Eigen::ArrayXXd* shares :
       {&e.events.depleted_by, &e.events.called, &e.events.first_call, &e.events.called_units})
    if (!(*shares >= 0).all() || !(*shares <= 1).all()) throw Error(kNoShares);
  if (tells_need && !(e.events.in_need >= 0 && e.events.in_need <= 1).all()) throw Error(kNoShares);
  if (!std::all_of(e.events.never.begin(), e.events.never.end(), [](double p) { return p >= 0 && p <= 1; }))
    throw Error(kNoShares);
  read_calls(file, e);
  for (const Residual& residual : kResiduals)
    e.diagnostics.*residual.value = file.values(hdf5::worst_of(residual), {}).front();
}

/// From [path][row][year] in the file to [row][year][path].
void read_draws(const NetcdfReader& file, Ensemble& e) {
  const auto paths = static_cast<std::size_t>(e.paths), slots = static_cast<std::size_t>(e.rows() * e.years());
  for (const EnsembleMeasure& of : e.measures) {
    Draws draws{.measure = of.measure, .values = {}};
    file.blocks<float>(hdf5::draws_of(row(of.measure)),
                       {paths, static_cast<hsize_t>(e.rows()), static_cast<hsize_t>(e.years())},
                       [&](hsize_t first, std::span<const float> block) {
                         draws.values.resize(slots * paths);
                         for (std::size_t slot = 0; slot < slots; ++slot)
                           for (std::size_t p = 0; p < block.size() / slots; ++p)
                             draws.values[slot * paths + first + p] = block[p * slots + slot];
                       });
    e.draws.push_back(std::move(draws));
  }
}

/// The number of the futures, before anything is made room for.
int read_paths(const NetcdfReader& file) {
  const int paths = file.number("paths");
  if (paths < 1 || paths > kMostPaths) throw Error("paths: " + std::to_string(paths) + " futures");
  if (file.numbers("path").size() != static_cast<std::size_t>(paths)) throw Error("path: not as many as paths says");
  return paths;
}

EnsembleKept read_kept(const NetcdfReader& file, const std::vector<EnsembleMeasure>& measures) {
  EnsembleKept kept{.paths = file.has(hdf5::kDraws), .flows = file.has(hdf5::kFutureFlows)};
  if (kept.paths && !measures.empty()) kept.compress = file.compressed(hdf5::draws_of(row(measures.front().measure)));
  if (kept.flows) kept.compress = file.compressed(one_flow());
  return kept;
}

AnyResult read(const NetcdfReader& file, bool draws) {
  Projection run = hdf5::read_projection(file);
  if (!is_ensemble(file)) return run;
  StoredEnsemble stored;
  Ensemble& e = stored.ensemble;
  e.central = std::move(run);
  e.paths = read_paths(file), e.asked = file.number("asked");
  e.seed = read_seed(file), e.sampling = read_sampling(file);
  e.first_uncertain_year = file.number("first_uncertain_year");
  if (e.first_uncertain_year != std::max(e.central.published_through, e.central.base_year) + 1)
    throw Error("first_uncertain_year: not the year after the published ones");
  e.departs = e.first_uncertain_year <= e.central.last_year && departs(e.central);
  if (file.values("quantile", {kQuantileLevels.size()}) != std::vector(kQuantileLevels.begin(), kQuantileLevels.end()))
    throw Error("quantile: other levels than this program knows");
  read_measures(file, e);
  read_events(file, e);
  stored.kept = read_kept(file, e.measures);
  if (draws && stored.kept.paths) read_draws(file, e), hdf5::read_sights(file, e);
  return stored;
}

/// What read_stored_futures does and, of the flows, the first block: the others are read as they are asked for, and all
/// of them would take the time of the run.
void try_flows(const std::string& path) {
  NetcdfReader file = NetcdfReader::of_file(path);
  const AnyResult result = read(file, false);
  const auto* stored = std::get_if<StoredEnsemble>(&result);
  if (stored && stored->kept.flows)
    static_cast<void>(hdf5::future_flows(std::move(file), stored->ensemble, WatchedFile(path))->of(0));
}

Issues refused(const std::string& shown, const std::string& what, const char* expected) {
  return {issue_in(IssueKind::data, shown, what, expected)};
}

constexpr const char* kResult = "a result file of this version";
constexpr const char* kWithFlows = "an ensemble that keeps its flows: ballast ensemble … --keep-flows --out DIR";

}  // namespace

const Projection& central(const AnyResult& result) {
  const auto* run = std::get_if<Projection>(&result);
  return run ? *run : std::get<StoredEnsemble>(result).ensemble.central;
}

Projection& central(AnyResult& result) { return const_cast<Projection&>(central(std::as_const(result))); }

Expected<AnyResult> read_any_result(const std::string& path, bool draws) try {
  if (const auto whole = hdf5::refuse_broken_seal(path); !whole) return fail(whole.error());
  const hdf5::Trial tried(path, [&] { static_cast<void>(read(NetcdfReader::of_file(path), draws)); });
  return read(NetcdfReader::of_file(path), draws);
} catch (const Error& problem) {
  return fail(refused(path, problem.what(), kResult));
}

Expected<StoredFutures> read_stored_futures(const std::string& path) try {
  WatchedFile watched(path);
  const auto seal = hdf5::refuse_broken_seal(path);
  if (!seal) {
    Issues issues = seal.error();
    for (Issue& issue : issues)
      if (issue.expected == hdf5::kWrittenResult) issue.expected = kWithFlows;
    return fail(std::move(issues));
  }
  const hdf5::Trial tried(path, [&] { try_flows(path); });
  NetcdfReader file = NetcdfReader::of_file(path);
  AnyResult result = read(file, false);
  auto* stored = std::get_if<StoredEnsemble>(&result);
  if (!stored) return fail(refused(path, "a single run, no ensemble", kWithFlows));
  if (!stored->kept.flows) return fail(refused(path, "the ensemble keeps no flows of its futures", kWithFlows));
  Ensemble& e = stored->ensemble;
  if (!watched.is_called(path) || !watched.unchanged()) return fail(refused(path, hdf5::kChanged, hdf5::kUnchanged));
  auto flows = hdf5::future_flows(std::move(file), e, std::move(watched));
  return StoredFutures{.central = stored_flows_of(path, e.central),
                       .seed = e.seed,
                       .sampling = e.sampling,
                       .paths = e.paths,
                       .first_uncertain_year = e.first_uncertain_year,
                       .spreads = spread_values(e.central),
                       .seal = *seal,
                       .flows = std::move(flows)};
} catch (const Error& problem) {
  return fail(refused(path, problem.what(), kWithFlows));
}

}  // namespace ballast
