/// One yuan more, the step of studies that ask who bears the next one.
#pragma once

#include "sim/engine/fiscal.hpp"

namespace ballast {

inline constexpr Fen kOneYuan{100};

/// A unit's year spends a yuan more on pensions, and its budget, which else is `budget`, foresees it.
inline void foresee_one_yuan(FiscalInput& in, std::size_t year, std::size_t unit, Budget budget) {
  budget.expenditure += kOneYuan;
  in.unit_rules[year][unit].approved_budget = budget;
  in.flows[year][unit].at(Flow::pension_basic) += kOneYuan;
}

}  // namespace ballast
