#include "sim/engine/membership_audit.hpp"

#include <cmath>

namespace ballast {
namespace {

constexpr double kTolerance = 1e-9;  // relative; rounding of doubles over a few thousand cells stays below 1e-12

double pension_paid(const YearBook& book) {
  double paid = 0;
  for (Flow f : {Flow::pension_basic, Flow::pension_transitional, Flow::pension_increases, Flow::pension_account,
                 Flow::pension_account_from_pool, Flow::illness_benefit})
    paid += book.at(f);
  return paid - book.at(Flow::illness_benefit_limited);  // paid by months, not month after month
}

double pension_paid_before(const YearBook& book) {
  double paid = 0;
  for (Flow f : {Flow::pension_basic, Flow::pension_transitional, Flow::pension_increases, Flow::pension_account,
                 Flow::pension_account_from_pool, Flow::illness_benefit})
    paid += book.before(f);
  return paid - book.before(Flow::illness_benefit_limited);
}

}  // namespace

void Auditor::check(double& worst, double residual, double scale, const char* law, Year year, Issues& issues) const {
  const double relative = std::abs(residual) / std::max(1.0, std::abs(scale));
  if (relative > worst) worst = relative;
  if (relative <= kTolerance) return;
  issues.push_back({.kind = IssueKind::internal,
                    .file = {},
                    .line = 0,
                    .column = 0,
                    .what = std::string(law) + " do not balance in " + std::to_string(year) + ": " +
                            std::to_string(residual) + " of " + std::to_string(scale),
                    .expected = "opening + in - out = closing to 1e-9",
                    .remedy = {}});
}

Issues Auditor::close_year(const LifeTotals& now, Year year, YearBook& book) {
  const Tally& moved = book.tally;
  Issues issues;
  const Members<double>& a = before_.members;
  const Members<double>& b = now.members;
  const auto members = [&](double Members<double>::*of, double& worst, const char* law) {
    check(worst, a.*of + moved.in.*of - moved.out.*of - b.*of, a.*of, law, year, issues);
  };
  members(&Members<double>::heads, worst_.persons, "members (persons)");
  members(&Members<double>::paid, worst_.entitlements, "paid years");
  members(&Members<double>::indexed, worst_.entitlements, "indexed paid years");
  members(&Members<double>::deemed, worst_.entitlements, "deemed years");
  members(&Members<double>::level, worst_.persons, "levels of contribution bases");
  check(worst_.persons, before_.pensioned.heads + moved.pensioned_in - moved.pensioned_out - now.pensioned.heads,
        before_.pensioned.heads, "pensioners (persons)", year, issues);

  const double opening = a.account + before_.retired_accounts, closing = b.account + now.retired_accounts;
  book.set(Flow::account_opening, opening);
  check(worst_.accounts,
        opening + book.at(Flow::account_credited) + book.at(Flow::account_interest) - book.at(Flow::account_paid) -
            book.at(Flow::account_refunded) - closing,
        opening, "individual accounts", year, issues);

  const double monthly_open = before_.pensioned.pooled + before_.account_pension;
  check(worst_.entitlements,
        monthly_open + moved.monthly_increase - moved.monthly_ended + moved.monthly_awarded - now.pensioned.pooled -
            now.account_pension,
        monthly_open, "pensions in payment", year, issues);
  const double paid = pension_paid(book), before = pension_paid_before(book);
  book.set(Flow::recon_composition, 12.0 * monthly_open - before);
  book.set(Flow::recon_indexation, 12.0 * moved.monthly_increase);
  book.set(Flow::recon_ended, (12.0 - moved.months_of_dying) * moved.monthly_ended);
  book.set(Flow::recon_awarded, moved.awarded_paid);
  const double rolled = before + book.at(Flow::recon_composition) + book.at(Flow::recon_indexation) +
                        book.at(Flow::recon_awarded) - book.at(Flow::recon_ended);
  check(worst_.expenditure, paid - rolled, paid, "pension expenditure (yuan)", year, issues);
  before_ = now;
  return issues;
}

}  // namespace ballast
