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

/// Every case, then each other case less the first.
std::string ensemble_document(const std::vector<EnsembleAnswer>& cases);

}  // namespace ballast
