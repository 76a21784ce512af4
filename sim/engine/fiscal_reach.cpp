#include "sim/engine/fiscal_reach.hpp"

#include <fmt/format.h>

#include <cmath>

#include "models/base/levels.hpp"
#include "models/fund/portion.hpp"
#include "models/subsidy/fixed.hpp"
#include "scenarios/knobs.hpp"

namespace ballast {
namespace {

constexpr int kPool = -1;

FixedTerms fixed_terms(const FiscalInput& in, std::size_t y, std::size_t c) {
  return {.execution_factor = in.unit_rules[y][c].execution_factor, .level = in.rules[y].fixed_level};
}

/// Amounts of one year that must stay countable together, and the largest of them, which a refusal names.
class Together {
 public:
  explicit Together(double most) : most_(most) {}

  void add(int unit, std::string_view what, double amount) {
    const double size = std::abs(amount);
    total_ += size;
    if (size > largest_.size) largest_ = {unit, what, size};
  }
  void add(int unit, std::string_view what, Fen amount) { add(unit, what, yuan(amount)); }

  void tell(const FiscalInput& in, Year year, Issues& issues) const {
    if (total_ <= most_) return;
    const std::string_view who =
        largest_.unit == kPool ? kPoolName : std::string_view(in.units[static_cast<std::size_t>(largest_.unit)]);
    issues.push_back(issue_of(IssueKind::data,
                              fmt::format("{} in {}: {} comes to {:.3g} yuan", who, year, largest_.what, largest_.size),
                              fmt::format("at most {:.0e} yuan in all units together: money is counted in fen", most_),
                              "lower what it grows with, or end earlier (--horizon)"));
  }

 private:
  struct Largest {
    int unit = kPool;
    std::string_view what{};
    double size = 0;
  };
  double most_, total_ = 0;
  Largest largest_;
};

void opening_issues(const FiscalInput& in, Issues& issues) {
  Together stock(kMostInStock);
  stock.add(kPool, "fund_balance", in.pool_opening);
  for (std::size_t c = 0; c < in.opening.size(); ++c) {
    const UnitOpening& o = in.opening[c];
    const int unit = static_cast<int>(c);
    stock.add(unit, "fund_balance", o.balance);
    stock.add(unit, "receivable", o.receivable);
    stock.add(unit, "benefit_arrears", o.arrears);
    stock.add(unit, "advance", o.advances);
  }
  stock.tell(in, in.first_year - 1, issues);
}

/// Of what the fixed subsidy's base is multiplied by, the largest of the year.
void multiple_issues(const FiscalInput& in, std::size_t y, Issues& issues) {
  const auto multiple = [&](std::size_t c) { return fixed_terms(in, y, c).multiple(); };
  std::size_t c = 0;
  for (std::size_t other = 1; other < in.units.size(); ++other)
    if (multiple(other) > multiple(c)) c = other;
  if (multiple(c) < kMostRate) return;
  issues.push_back(issue_of(IssueKind::data,
                            fmt::format("{} in {}: the fixed subsidy comes to {:.3g} times its base", in.units[c],
                                        in.first_year + static_cast<int>(y), multiple(c)),
                            fmt::format("less than {:.0e} times", kMostRate),
                            fmt::format("lower {} or {}, or end earlier (--horizon)", row(Knob::fixed_index).key,
                                        row(Knob::fixed_factor).key)));
}

/// The flows of a year's units, and what the fixed subsidy has grown to.
void flow_issues(const FiscalInput& in, std::size_t y, const std::vector<Fen>& fixed_bases, Issues& issues) {
  Together flows(kMostOfAYear), fixed(kMostOfAYear);
  for (std::size_t c = 0; c < in.units.size(); ++c) {
    const int unit = static_cast<int>(c);
    for (std::size_t i = 0; i < kRounded.size(); ++i) flows.add(unit, key_of(kRounded[i]), in.flows[y][c].money[i]);
    fixed.add(unit, "subsidy_fixed", yuan(fixed_bases[c]) * fixed_terms(in, y, c).multiple());
  }
  const Year year = in.first_year + static_cast<int>(y);
  flows.tell(in, year, issues), fixed.tell(in, year, issues);
  multiple_issues(in, y, issues);
}

}  // namespace

Issues reach_issues(const FiscalInput& in) {
  Issues issues;
  opening_issues(in, issues);
  if (!issues.empty()) return issues;
  std::vector<Fen> fixed_bases;
  for (const UnitOpening& o : in.opening) fixed_bases.push_back(base_year_subsidy(o, in.base_gap_share));
  for (std::size_t y = 0; y < in.flows.size() && issues.empty(); ++y) flow_issues(in, y, fixed_bases, issues);
  return issues;
}

Issues reach_issues(const FiscalInput& in, const FiscalYear& year) {
  Together stock(kMostInStock), planned(kMostOfAYear), claimed(kMostOfAYear);
  stock.add(kPool, "fund_balance", year.pool.closing);
  for (std::size_t c = 0; c < year.units.size(); ++c) {
    const UnitYear& u = year.units[c];
    const int unit = static_cast<int>(c);
    stock.add(unit, "fund_balance", u.closing());
    stock.add(unit, "receivable", u.settled.arrival.receivable);
    stock.add(unit, "benefit_arrears", u.settled.bridge.arrears_outstanding);
    stock.add(unit, "advance", u.settled.bridge.advances_outstanding);
    stock.add(unit, "subsidy_total", u.brought_forward.total());
    planned.add(unit, "budget_expenditure", u.budget.expenditure);
    planned.add(unit, "plan_income", u.budget.income);
    planned.add(unit, "other_income", u.budget.other - u.plan_interest);
    planned.add(unit, "levy", u.budget.levy);
    claimed.add(unit, "subsidy_total", u.entitled.total());
  }
  Issues issues;
  for (const Together* of : {&stock, &planned, &claimed}) of->tell(in, year.year, issues);
  return issues;
}

}  // namespace ballast
