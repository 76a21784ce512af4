/// Fixed subsidy 定额补助: the subsidy of the base year, weighed by how the unit kept its budget (44-2.11, 44-2.12).
///   F9 F = round( F₀ · e · I )        I = Π (1 + g) over the years since
/// F₀ share-of-gap subsidy of the base year [fen] · e execution factor [1] · g indexation of a year [1/a].
#pragma once

#include "models/base/quantity.hpp"

namespace ballast {

struct FixedTerms {
  double execution_factor = 1.0;  ///< [1]
  double level = 1.0;             ///< I [1]

  double multiple() const { return execution_factor * level; }  ///< of the base, below kMostRate [1]
};

Fen fixed_subsidy(Fen base, const FixedTerms& terms);

}  // namespace ballast
