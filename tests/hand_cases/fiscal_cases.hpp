/// Computes the hand cases of the fiscal step with the program's own functions; the figures are in fiscal.csv.
#pragma once

#include <map>
#include <string>

namespace ballast {

/// Computed values by name for the case `id` (T07-a … T12); empty when the case is not one of these.
std::map<std::string, double> compute_fiscal_case(const std::string& id,
                                                  const std::map<std::string, std::string>& inputs);

}  // namespace ballast
