/// The HDF5 form of an ensemble: the result file of its central run, and what the futures say beside it
/// (output/FORMAT.md, "Ensembles").
#pragma once

#include <string>

#include "models/base/expected.hpp"
#include "sim/studies/ensemble.hpp"

namespace ballast {

/// What of every single future goes into the file.
struct EnsembleKept {
  bool paths = false;     ///< its values of the measures asked for, as float32
  bool flows = false;     ///< its flows of stage 1, for other rules of stage 2
  bool compress = false;  ///< both, where they are kept
};

/// Writes the file whole or not at all; the same ensemble always gives the same bytes. What the futures
/// answered is read from where it lies and written in blocks: nobody holds all of it. `cannot_create`, `write_failed`;
/// `internal` when HDF5 refuses. Preconditions: at least one future; the flows, where they are to be kept.
Expected<void> write_ensemble(const std::string& path, const Ensemble& ensemble, const EnsembleKept& kept);

}  // namespace ballast
