/// What stage 1 leaves of one unit: flows by year, and how well the books closed.
#pragma once

#include "models/measures/flows.hpp"

namespace ballast {

/// Largest residual of each conservation law over the years, relative to the stock it belongs to.
struct MembershipAudit {
  double persons = 0, entitlements = 0, accounts = 0, expenditure = 0;
};

struct MembershipResult {
  UnitFlows flows;  ///< row 0 = base year (stocks only), then the projected years
  MembershipAudit audit;
};

}  // namespace ballast
