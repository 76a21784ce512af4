#include "models/subsidy/share_of_gap.hpp"

#include "models/fund/portion.hpp"

namespace ballast {

Fen share_of_gap(Fen budget_gap, double share) { return portion(max(Fen{}, budget_gap), share); }

}  // namespace ballast
