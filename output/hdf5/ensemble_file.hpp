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
/// answered is read from where it lies and written in blocks: nobody holds all of it. `cannot_create`, `write_failed`.
/// Preconditions: at least one future; `values` with flows, where they are to be kept.
Expected<void> write_ensemble(const std::string& path, const Ensemble& ensemble, const EnsembleKept& kept);

/// Single futures are written and read by so many.
inline constexpr int kFuturesRead = 64;

/// For a program, before any other use of HDF5: at its end the library leaves alone what it could not write. It crashes
/// there otherwise, over a file that found no room on the disk. Not for a library: others may count on that end.
void leave_unwritten_files_at_exit();

}  // namespace ballast
