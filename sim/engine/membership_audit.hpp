/// What must hold in every year of stage 1 (model §8): nobody and nothing is created or lost.
///   persons, a, z, v:  opening + in − out = closing          accounts: opening + credited + interest − paid − refunded
///   expenditure:       E_t = E_{t−1} + composition + indexation + awarded − ended
#pragma once

#include "models/base/expected.hpp"
#include "sim/engine/membership.hpp"
#include "sim/engine/membership_steps.hpp"

namespace ballast {

class Auditor {
 public:
  explicit Auditor(const LifeTotals& opening) : before_(opening) {}

  /// Compares the year's movement with the state it left; writes the reconciliation lines. Empty when all holds.
  Issues close_year(const LifeTotals& now, Year year, YearBook& book);
  /// The totals last audited.
  const LifeTotals& totals() const { return before_; }
  const MembershipAudit& worst() const { return worst_; }

 private:
  void check(double& worst, double residual, double scale, const char* law, Year year, Issues& issues) const;

  LifeTotals before_;
  MembershipAudit worst_;
};

}  // namespace ballast
