/// What is read of each flow of stage 1 after stage 1: all that must be kept of a future to settle it again.
#pragma once

#include "models/measures/flows.hpp"

namespace ballast {

enum class FlowUse {
  none,  ///< reported only
  fen,   ///< read by stage 2 alone, through its door: whole fen say it all
  as_is  ///< indicators read the number itself
};

FlowUse use_of(Flow flow);

}  // namespace ballast
