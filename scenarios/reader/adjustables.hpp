/// What a calibration may move (scenarios/assumptions/calibration.csv): knobs that share one factor, and how far it is
/// thought to be from 1.
#pragma once

#include <string>
#include <vector>

#include "models/base/expected.hpp"
#include "scenarios/scenario.hpp"

namespace ballast {

struct Adjustable {
  std::string name;
  Label title;
  std::vector<Knob> knobs;
  double prior_sd = 0;  ///< τ, of the log of the factor
};

Expected<std::vector<Adjustable>> read_adjustables(const std::string& path, const std::string& shown);

}  // namespace ballast
