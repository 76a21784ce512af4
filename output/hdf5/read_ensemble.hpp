/// Result files of either kind read back.
#pragma once

#include <string>
#include <variant>

#include "models/base/expected.hpp"
#include "output/hdf5/ensemble_file.hpp"
#include "sim/studies/ensemble.hpp"
#include "sim/studies/stored_futures.hpp"

namespace ballast {

/// An ensemble as its file holds it.
struct StoredEnsemble {
  Ensemble ensemble;
  EnsembleKept kept;  ///< what the file holds of every single future, whether it was read or not
};

/// A single run's, or an ensemble's.
using AnyResult = std::variant<Projection, StoredEnsemble>;

/// The run, or the central run of the ensemble.
const Projection& central(const AnyResult& result);
Projection& central(AnyResult& result);

/// Issues as those of read_result. With `draws`, the values of every future come along where the file keeps them, as
/// float32 gives them back. Measures stand in the order of the catalogue.
Expected<AnyResult> read_any_result(const std::string& path, bool draws);

/// The flows of stage 1 of every future, to be read from the file as they are asked for; data when the file is no
/// ensemble's, or keeps none.
Expected<StoredFutures> read_stored_futures(const std::string& path);

}  // namespace ballast
