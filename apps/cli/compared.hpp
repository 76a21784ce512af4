/// What is held against one another, by `ballast compare` and by the Python package: cases computed, result files read,
/// and whether they can be.
#pragma once

#include <string>
#include <vector>

#include "apps/cli/projection_request.hpp"
#include "output/hdf5/read_ensemble.hpp"

namespace ballast::cli {

/// Whether every operand names a result file.
bool all_results(const std::vector<std::string>& operands);

/// Options that set up a run, as far as they are given.
std::vector<std::string> run_options(const Arguments& arguments);

/// What would set up a run where every operand is a result file; `given` are such options, as they were written.
Issues set_for_nothing(const std::vector<std::string>& operands, const std::vector<std::string>& given);

/// Files as they are, with `draws` every future of those that keep them; cases computed, in the order asked. Every case
/// is checked before one is run.
Expected<std::vector<AnyResult>> answers_of(const std::vector<std::string>& operands, const ProjectionRequest& request,
                                            bool draws);

/// Whether every one of them is an ensemble: then futures are compared, else runs and central runs.
bool all_ensembles(const std::vector<AnyResult>& all);

/// Why some cannot be held against the first: other units or years, or prices that cannot be brought to one. `operands`
/// are their names as they were asked for.
Issues not_comparable(const std::vector<std::string>& operands, const std::vector<AnyResult>& all,
                      bool constant_prices);

}  // namespace ballast::cli
