#include "models/subsidy/fixed.hpp"

#include <cmath>

#include "models/fund/portion.hpp"

namespace ballast {

Fen fixed_subsidy(Fen base, const FixedTerms& terms) {
  return portion(base, terms.execution_factor * std::pow(1.0 + terms.growth, terms.years_since_base));
}

}  // namespace ballast
