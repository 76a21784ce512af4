#include "models/subsidy/fixed.hpp"

#include "models/fund/portion.hpp"

namespace ballast {

Fen fixed_subsidy(Fen base, const FixedTerms& terms) { return portion(base, terms.multiple()); }

}  // namespace ballast
