#include "sim/engine/membership_audit.hpp"

#include <fmt/format.h>

#include <array>

#include "sim/engine/fiscal_flows.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {
namespace {

/// Relative. The worst residual of the shipped cases and of the 69 drawn scenarios of tests/reference is 1.1e-14; one
/// fen of the smallest county's accounts is 1e-10.
constexpr double kTolerance = 1e-12;

/// What the audit holds of members besides accounts, category by category.
struct Held {
  Lanes Members<Lanes>::*sum;
  Lanes WorstByLane::*worst;
  const char *law, *again;  ///< how a year's movement is called, and the last year's count
};
constexpr std::array kOfMembers{
    Held{&Members<Lanes>::heads, &WorstByLane::persons, "members (persons)", "members counted again (persons)"},
    Held{&Members<Lanes>::level, &WorstByLane::persons, "levels of contribution bases", "levels counted again"},
    Held{&Members<Lanes>::paid, &WorstByLane::entitlements, "paid years", "years counted again"},
    Held{&Members<Lanes>::indexed, &WorstByLane::entitlements, "indexed paid years", "years counted again"},
    Held{&Members<Lanes>::deemed, &WorstByLane::entitlements, "deemed years", "years counted again"}};

using Read = Lanes (YearBook::*)(Flow) const;

/// Pensions and benefits that go on month after month.
Lanes pension_paid(const YearBook& book, Read read) {
  Lanes paid{};
  for (const FiscalLine& line : kExpenditureLines)
    if (line.monthly) paid += (book.*read)(line.flow);
  return paid - (book.*read)(Flow::illness_benefit_limited);
}

}  // namespace

void Auditor::check(Lanes WorstByLane::*of, const Lanes& residual, const Lanes& scale, const char* law,
                    Issues& issues) {
  Lanes& worst = worst_.*of;
  const Lanes size = greater(broadcast<Lanes>(1.0), greater(scale, -scale)), off = greater(residual, -residual);
  const Lanes allowed = lesser(worst, broadcast<Lanes>(kTolerance));
  if (all_positive(Lanes(allowed * size - off)))
    return;  // no lane is worse than it was; what is no number is looked at
  for (int lane = 0; lane < block_.count; ++lane) {
    const double relative = off[lane] / size[lane];
    if (relative > worst[lane]) worst[lane] = relative;
    if (relative <= kTolerance) continue;
    const UnitInfo& unit = units_[static_cast<std::size_t>(block_.units[static_cast<std::size_t>(lane)])];
    issues.push_back(
        issue_of(IssueKind::internal,
                 fmt::format("{}: {} do not balance in {}: {} of {}", unit.zh, law, year_, residual[lane], scale[lane]),
                 "opening + in - out = closing to 1e-12"));
  }
}

Issues Auditor::recount(const LifeTotals& counted, Year last) {
  Issues issues;
  year_ = last;
  const Members<Lanes>& a = before_.members;
  const Members<Lanes>& b = counted.members;
  for (std::size_t g = 0; g < kCategories; ++g)
    for (const Held& of : kOfMembers) {
      const Lanes carried = before_.by_category[g].*of.sum;
      check(of.worst, carried - counted.by_category[g].*of.sum, carried, of.again, issues);
    }
  check(&WorstByLane::accounts, a.account - b.account, a.account, "accounts counted again", issues);
  const Pensioners<Lanes>&p = before_.pensioned, &q = counted.pensioned;
  check(&WorstByLane::persons, p.heads - q.heads, p.heads, "pensioners counted again (persons)", issues);
  const Lanes monthly = p.pooled + before_.account_pension;
  check(&WorstByLane::entitlements, monthly - q.pooled - counted.account_pension, monthly, "pensions counted again",
        issues);
  check(&WorstByLane::accounts, before_.retired_accounts - counted.retired_accounts, before_.retired_accounts,
        "accounts of pensioners counted again", issues);
  return issues;
}

/// What stood and what came, what went and what stands: rounding is of their size, so a residual is held against it.
void Auditor::check_members(const LifeTotals& now, const Tally& moved, Issues& issues) {
  for (std::size_t g = 0; g < kCategories; ++g)
    for (const Held& of : kOfMembers) {
      const Lanes before = before_.by_category[g].*of.sum + moved.in[g].*of.sum;
      check(of.worst, before - (moved.out[g].*of.sum + now.by_category[g].*of.sum), before, of.law, issues);
    }
}

void Auditor::check_residents(const YearBook& book, Issues& issues) {
  const Lanes before = book.before(Flow::population) + book.at(Flow::births);
  const Lanes after = book.at(Flow::population_deaths) + book.at(Flow::population);
  check(&WorstByLane::persons, before + book.at(Flow::net_migration) - after, before, "residents (persons)", issues);
}

Issues Auditor::close_year(const LifeTotals& now, Year year, YearBook& book) {
  const Tally& moved = book.tally;
  Issues issues;
  year_ = year;
  const Members<Lanes>& a = before_.members;
  const Members<Lanes>& b = now.members;
  const auto balance = [&](Lanes WorstByLane::*worst, const Lanes& before, const Lanes& after, const char* law) {
    check(worst, before - after, before, law, issues);
  };
  check_members(now, moved, issues);
  check_residents(book, issues);
  balance(&WorstByLane::persons, before_.pensioned.heads + moved.pensioned_in,
          moved.pensioned_out + now.pensioned.heads, "pensioners (persons)");

  const Lanes opening = a.account + before_.retired_accounts, closing = b.account + now.retired_accounts;
  book.set(Flow::account_opening, opening);
  balance(&WorstByLane::accounts, opening + book.at(Flow::account_credited) + book.at(Flow::account_interest),
          book.at(Flow::account_paid) + book.at(Flow::account_refunded) + closing, "individual accounts");

  const Lanes monthly_open = before_.pensioned.pooled + before_.account_pension;
  balance(&WorstByLane::entitlements, monthly_open + moved.monthly_increase + moved.monthly_awarded,
          moved.monthly_ended + now.pensioned.pooled + now.account_pension, "pensions in payment");
  const Lanes paid = pension_paid(book, &YearBook::at), before = pension_paid(book, &YearBook::before);
  book.set(Flow::recon_composition, 12.0 * monthly_open - before);
  book.set(Flow::recon_indexation, 12.0 * moved.monthly_increase);
  book.set(Flow::recon_ended, (12.0 - moved.months_of_dying) * moved.monthly_ended);
  book.set(Flow::recon_awarded, moved.awarded_paid);
  const Lanes rolled = before + book.at(Flow::recon_composition) + book.at(Flow::recon_indexation) +
                       book.at(Flow::recon_awarded) - book.at(Flow::recon_ended);
  const Lanes ended = book.at(Flow::recon_ended);  // of a cohort that dies out, all that it was paid the year before
  check(&WorstByLane::expenditure, paid - rolled, greater(before, paid) + ended, "pension expenditure (yuan)", issues);
  before_ = now;
  return issues;
}

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
