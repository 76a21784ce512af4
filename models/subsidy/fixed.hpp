/// Fixed subsidy 定额补助: the subsidy of the base year, weighed by how the unit kept its budget (44-2.11, 44-2.12).
///   F = round( F₀ · e · (1 + g)^n )
/// F₀ share-of-gap subsidy of the base year [fen] · e execution factor [1] · g indexation [1/a] · n years since [a].
#pragma once

#include "models/base/quantity.hpp"

namespace ballast {

struct FixedTerms {
  double execution_factor = 1.0;  ///< [1]
  double growth = 0.0;            ///< [1/a]
  int years_since_base = 0;       ///< [a]
};

Fen fixed_subsidy(Fen base, const FixedTerms& terms);

}  // namespace ballast
