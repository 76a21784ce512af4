/// What must hold in every year of stage 1 (equations V1 – V3): nobody and nothing is created or lost.
///   members of each category, their a, z, v; pensioners:  opening + in − out = closing
///   residents:    opening + births + net migration − deaths = closing
///   accounts:     opening + credited + interest − paid − refunded = closing
///   expenditure:       E_t = E_{t−1} + composition + indexation + awarded − ended
#pragma once

#include "models/base/expected.hpp"
#include "sim/engine/membership.hpp"
#include "sim/engine/membership_steps.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {

/// Of every lane, relative to the stock it belongs to: MembershipAudit of each.
struct alignas(sizeof(Lanes)) WorstByLane {
  Lanes persons{}, entitlements{}, accounts{}, expenditure{};
};

class alignas(sizeof(Lanes)) Auditor {
 public:
  /// `before`: of years closed already.
  Auditor(const std::vector<UnitInfo>& units, const Block& block, const LifeTotals& opening,
          const MembershipAudit& before = {})
      : units_(units),
        block_(block),
        before_(opening),
        worst_{broadcast<Lanes>(before.persons), broadcast<Lanes>(before.entitlements),
               broadcast<Lanes>(before.accounts), broadcast<Lanes>(before.expenditure)} {}

  /// Compares the year's movement with the state it left; writes the reconciliation lines. Empty when all holds.
  /// Precondition: the book holds the year's stocks.
  Issues close_year(const LifeTotals& now, Year year, YearBook& book);
  /// Holds the last year's totals, which are carried from year to year, against a count of every cell.
  Issues recount(const LifeTotals& counted, Year last);
  /// The totals last audited.
  const LifeTotals& totals() const { return before_; }
  MembershipAudit worst(int lane) const {
    return {worst_.persons[lane], worst_.entitlements[lane], worst_.accounts[lane], worst_.expenditure[lane]};
  }

 private:
  void check_residents(const YearBook& book, Issues& issues);
  void check_members(const LifeTotals& now, const Tally& moved, Issues& issues);
  void check(Lanes WorstByLane::*of, const Lanes& residual, const Lanes& scale, const char* law, Issues& issues);

  const std::vector<UnitInfo>& units_;
  const Block& block_;
  LifeTotals before_;
  Year year_ = 0;
  WorstByLane worst_;
};

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
