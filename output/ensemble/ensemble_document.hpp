/// Ensembles as JSON: `ballast ensemble --json` (output/FORMAT.md).
#pragma once

#include <string>
#include <vector>

#include "sim/studies/ensemble.hpp"

namespace ballast {

/// One case with the files it was written to.
struct EnsembleAnswer {
  const Ensemble* ensemble = nullptr;
  std::vector<std::string> files;
};

/// Ensembles of files, each less the first: `ballast compare A.h5 B.h5 --json`.
std::string ensemble_comparison_document(const Ensemble& base, const std::vector<const Ensemble*>& others);

/// Every case, then each other case less the first.
std::string ensemble_document(const std::vector<EnsembleAnswer>& cases);

}  // namespace ballast
