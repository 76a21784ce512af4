/// What `ballast ensemble` reads and writes: stored futures, the directory of its files, and what of every future goes
/// into them.
#pragma once

#include <optional>

#include "apps/cli/arguments.hpp"
#include "output/ensemble/ensemble_document.hpp"
#include "output/hdf5/ensemble_file.hpp"
#include "sim/studies/stored_futures.hpp"

namespace ballast::cli {

struct EnsembleTarget {
  std::string directory;  ///< empty: no files
  EnsembleKept kept;
};

/// --out, --keep-paths, --keep-flows, --compress.
Expected<EnsembleTarget> ensemble_target(const Arguments& arguments);

/// The futures of --reuse-flows, or none.
Expected<std::optional<StoredFutures>> stored_futures(const Arguments& arguments);

/// Writes DIR/<case>.h5 for each; the answers with their files.
Expected<std::vector<EnsembleAnswer>> write_ensembles(const std::vector<Ensemble>& ensembles,
                                                      const EnsembleTarget& target);

}  // namespace ballast::cli
