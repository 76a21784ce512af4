/// What `ballast ensemble` reads and writes: stored futures, the directory of its files, and what of every future goes
/// into them.
#pragma once

#include <optional>

#include "apps/cli/arguments.hpp"
#include "apps/cli/console.hpp"
#include "output/ensemble/ensemble_document.hpp"
#include "output/hdf5/ensemble_file.hpp"
#include "sim/planner.hpp"
#include "sim/studies/stored_futures.hpp"

namespace ballast::cli {

struct EnsembleTarget {
  std::string directory;  ///< empty: no files
  EnsembleKept kept;
  bool resume = false;
};

/// --out, --keep-paths, --keep-flows, --compress, --resume.
Expected<EnsembleTarget> ensemble_target(const Arguments& arguments);

/// The futures of --reuse-flows, or none.
Expected<std::optional<StoredFutures>> stored_futures(const Arguments& arguments);

/// Refuses to write a result over the file whose futures it reuses: what that keeps of them would be lost.
Expected<void> spares_what_is_reused(const Arguments& arguments, const EnsembleTarget& target);

/// With --resume, results that stand there where nothing of an unfinished run does: they would be replaced.
Issues nothing_to_resume(const EnsembleTarget& target, const std::vector<std::string>& cases);

/// Where the futures lie while they are drawn: beside the result file, or under no name where there is none.
StoreMaker store_of(const EnsembleTarget& target, const Console& console);

/// Bytes on the disk that the futures and their files take, `one` being an ensemble of the same measures and flows.
double disk_bytes(const EnsembleTarget& target, const Ensemble& one, std::size_t cases, double paths);
/// Bytes that are free there.
double free_bytes(const EnsembleTarget& target);

/// Where the files of a trial lie: empty, with other temporary ones; or, where that is no folder to write to, in the
/// folder the run would write to, or the nearest above it that is there. A run into a folder needs no other.
std::string trial_folder(const EnsembleTarget& target);

/// The same for fewer futures, which leave nothing behind. `stored`: room for those that are reused.
EnsembleRequest trial_of(const EnsembleRequest& request, int paths, const EnsembleTarget& target,
                         StoredFutures& stored);

/// Futures that find no room on the disk are refused before anything is drawn. One future tells what each takes.
Issues too_large(const Planner& planner, const std::vector<std::string>& cases, const RunRequest& run,
                 const EnsembleRequest& request, const EnsembleTarget& target);

/// Writes DIR/<case>.h5 for each; the answers with their files. Where one cannot be written the futures of all stay.
Expected<std::vector<EnsembleAnswer>> write_ensembles(const std::vector<Ensemble>& ensembles,
                                                      const EnsembleTarget& target);

}  // namespace ballast::cli
