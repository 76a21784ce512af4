/// Measures as people ask for them by name, on the command line and in Python.
#pragma once

#include <string>
#include <vector>

#include "models/measures/catalogue.hpp"

namespace ballast::cli {

/// Each measure once, in the order of its first name.
struct NamedMeasures {
  std::vector<Measure> measures;
  std::vector<std::string> unknown;  ///< names that are no key
};

/// Measures by their keys; `all` stands for every one.
NamedMeasures measures_named(const std::vector<std::string>& names);

}  // namespace ballast::cli
