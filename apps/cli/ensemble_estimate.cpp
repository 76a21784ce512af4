#include "apps/cli/ensemble_estimate.hpp"

#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "apps/cli/peak_memory.hpp"
#include "apps/cli/signals.hpp"
#include "sim/engine/parallel.hpp"
#include "sim/futures/future_engine.hpp"
#include "sim/studies/future_values.hpp"

namespace ballast::cli {
namespace {

using Clock = std::chrono::steady_clock;
namespace fs = std::filesystem;

constexpr double kMega = 1e6;

double seconds_since(Clock::time_point then) { return std::chrono::duration<double>(Clock::now() - then).count(); }

/// A few futures of every case, and how long each of them took, the start left out.
struct Trial {
  std::vector<Ensemble> ensembles;
  int paths = 0;
  double seconds_each = 0;
};

/// How many futures are not timed: a block of each pack at work, of stored ones two of the blocks that files are read
/// by.
Expected<int> warming_up(const Planner& planner, const Arguments& arguments, const RunRequest& run,
                         const EnsembleRequest& request) {
  const int threads = ballast::threads_of(request.threads);
  if (request.reuse) return std::max(2 * kFuturesRead, threads * kMostSideBySide);
  const auto outline = planner.outline(arguments.operands().front(), run);
  if (!outline) return fail(outline.error());
  return teams_for(outline->member_units(), threads).packs * kMostSideBySide;
}

Expected<Trial> drawn_trial(const Planner& planner, const Arguments& arguments, const RunRequest& run,
                            const EnsembleRequest& request, const EnsembleTarget& target) {
  const auto untimed = warming_up(planner, arguments, run, request);
  if (!untimed) return fail(untimed.error());
  StoredFutures stored;
  EnsembleRequest trial = trial_of(request, std::min(request.paths, 2 * *untimed), target, stored);
  const auto start = Clock::now();
  std::optional<Clock::time_point> began;
  EnsembleProgress first{}, last{};
  Clock::time_point end = start;
  trial.progress = [&](const EnsembleProgress& progress) {
    end = Clock::now(), last = progress;
    if (!began && progress.done >= *untimed) began = end, first = progress;
    return !StopOnSignal::asked();
  };
  auto ensembles = planner.ensembles(arguments.operands(), run, trial);
  if (!ensembles) return fail(std::move(ensembles.error()));
  const double each = began && last.done > first.done
                          ? std::chrono::duration<double>(end - *began).count() / (last.done - first.done)
                          : seconds_since(start) / std::max(1, trial.paths);
  return Trial{std::move(*ensembles), trial.paths, each};
}

/// As many futures as fill whole tiles: a store grows by tiles.
int in_whole_tiles(const Ensemble& ensemble, int paths) {
  const StoreShape shape = store_shape(ensemble.values->layout(), paths);
  return shape.tiles * shape.width;
}

/// A result file written for the trial: its bytes, and how long that took; nothing where none can be written.
struct Written {
  double bytes = 0, seconds = 0;
};
Written written_with(const EnsembleKept& kept, const Ensemble& ensemble, const std::string& near) {
  std::error_code error;
  const fs::path place = near.empty() ? fs::temp_directory_path(error) : fs::path(near);
  std::string folder = (place / "ballast-dry-run-XXXXXX").string();
  if (error || ::mkdtemp(folder.data()) == nullptr) return {};
  const std::string file = folder + "/" + ensemble.central.case_key + ".h5";
  const auto start = Clock::now();
  Written trial;
  if (write_ensemble(file, ensemble, kept))
    trial = {static_cast<double>(fs::file_size(file, error)), seconds_since(start)};
  fs::remove_all(folder, error);
  return trial;
}

/// What the files of all cases take: bytes beside what is kept of every single future, and seconds with it.
Written files_of(const Trial& trial, const EnsembleTarget& target, int paths) {
  Written all;
  const bool keeps = target.kept.paths || target.kept.flows;
  for (const Ensemble& one : trial.ensembles) {
    const std::string near = trial_folder(target);
    const Written bare = written_with({}, one, near), full = keeps ? written_with(target.kept, one, near) : bare;
    all.bytes += bare.bytes;
    all.seconds += bare.seconds + std::max(0.0, full.seconds - bare.seconds) * paths / trial.paths;
  }
  return all;
}

}  // namespace

int estimate(const Planner& planner, const Arguments& arguments, const ProjectionRequest& run,
             const EnsembleRequest& request, const EnsembleTarget& target, const ShownAnswer& shown,
             const Console& console) {
  const auto start = Clock::now();
  const StopOnSignal stopping;  // what the trial writes goes again
  const auto trial = drawn_trial(planner, arguments, run.run, request, target);
  if (StopOnSignal::asked()) return StopOnSignal::tell_and_code();
  if (!trial) return refuse(console, trial.error());
  const std::vector<Ensemble>& all = trial->ensembles;
  shown(all);
  const double drawn = seconds_since(start);
  const Written files = target.directory.empty() ? Written{} : files_of(*trial, target, request.paths);
  if (StopOnSignal::asked()) return StopOnSignal::tell_and_code();
  const double futures = disk_bytes(target, all.front(), all.size(), in_whole_tiles(all.front(), request.paths));
  const double disk = (futures + files.bytes) / kMega;
  const double seconds = drawn + files.seconds + (request.paths - trial->paths) * trial->seconds_each;
  if (console.json)
    return answer(
        fmt::format("{{\n  \"schema\": \"ballast.estimate/1\",\n  \"cases\": {},\n  \"paths\": {},\n"
                    "  \"seconds\": {:.3f},\n  \"megabytes\": {:.1f},\n  \"disk_megabytes\": {:.1f}\n}}\n",
                    all.size(), request.paths, seconds, peak_megabytes(), disk));
  return answer(
      filled(Phrase::ensemble_estimate, console.lang, all.size(), request.paths, seconds, peak_megabytes(), disk) +
      "\n");
}

}  // namespace ballast::cli
