#include "sim/engine/fiscal_ledger.hpp"

#include <fmt/format.h>

#include <array>
#include <span>

#include "models/fund/portion.hpp"
#include "sim/engine/levels.hpp"

namespace ballast {
namespace {

constexpr Account kPool{Holder::city_pool, -1};
constexpr Account kOutside{Holder::outside, -1};
constexpr Account kCityTreasury{Holder::city_treasury, -1};
constexpr Account kProvince{Holder::provincial_fund, -1};
constexpr Account kNation{Holder::national_fund, -1};
constexpr Account kAgencies{Holder::agencies, -1};

// Law above the city's: what moves money under the later regimes.
constexpr std::string_view kUnifiedPayment = "人社部发〔2019〕112号";
constexpr std::string_view kCentralAdjustment = "国发〔2018〕18号";
constexpr std::string_view kNationalPooling = "全国统筹(2022)";

Account fund_of(int unit) { return {Holder::unit_fund, unit}; }

/// The city's own unit has no budget but the city's.
Account treasury_of(int unit, const FiscalInput& in) {
  return unit == in.city_unit ? kCityTreasury : Account{Holder::unit_treasury, unit};
}

std::string_view key(Flow f) { return kFlowCatalogue[static_cast<std::size_t>(f)].key; }

/// Books one unit's year; every helper below adds entries of that unit and year.
class UnitBooks {
 public:
  UnitBooks(Ledger& ledger, Year year, int unit) : ledger_(ledger), year_(year), unit_(unit) {}
  void move(Account to, Account from, Fen amount, std::string_view clause, std::string_view line) {
    post(ledger_,
         {.year = year_, .unit = unit_, .debit = to, .credit = from, .amount = amount, .clause = clause, .line = line});
  }
  void receive(Account from, Fen amount, std::string_view clause, std::string_view line) {
    move(fund_of(unit_), from, amount, clause, line);
  }
  void pay(Account to, Fen amount, std::string_view clause, std::string_view line) {
    move(to, fund_of(unit_), amount, clause, line);
  }

 private:
  Ledger& ledger_;
  Year year_;
  int unit_;
};

void post_flows(UnitBooks& books, const FiscalFlows& flows, const UnitYear& u) {
  for (const FiscalLine& l : kContributionLines) books.receive({l.other, -1}, flows.at(l.flow), "44-3.8", key(l.flow));
  for (const FiscalLine& l : kOtherIncomeLines) books.receive({l.other, -1}, flows.at(l.flow), "44-4.1", key(l.flow));
  for (const FiscalLine& l : kExpenditureLines) books.pay({l.other, -1}, flows.at(l.flow), "44-4.1", key(l.flow));
  books.receive(kOutside, u.settled.interest, "44-4.1", "interest");
}

/// `topup_clause`: what makes the pool fill a structural gap.
void post_pool(UnitBooks& books, const UnitYear& u, std::string_view topup_clause = "44-2.6") {
  const Subsidies& paid = u.settled.paid;
  books.pay(kPool, u.levy, "44-2.15", "levy");
  books.receive(kPool, paid.share_of_gap, "44-2.10", "subsidy_share_of_gap");
  books.receive(kPool, paid.fixed, "44-2.11", "subsidy_fixed");
  books.receive(kPool, paid.adjustment, "44-2.13", "subsidy_adjustment");
  books.receive(kPool, paid.special, "44-2.14", "subsidy_special");
  books.receive(kPool, u.settled.cover.topup, topup_clause, "pool_topup");
  books.receive(kPool, u.settled.bridge.advance, "44-5.1", "advance");
  books.pay(kPool, u.settled.bridge.advance_repaid, "44-5.1", "advance_repaid");
}

/// What passes between the unit and the funds above the city.
void post_above(UnitBooks& books, const UnitYear& u) {
  books.pay(kPool, u.settled.remitted, kUnifiedPayment, "unified_surplus");
  books.pay(kNation, u.central.upload, kCentralAdjustment, "central_upload");
  books.receive(kNation, u.central.handout, kCentralAdjustment, "central_handout");
  books.receive(kNation, u.central.transfer, kNationalPooling, "national_transfer");
}

/// Unified payment: all that comes in goes up and comes down again for pensions; a surplus goes up for good, through
/// the pool, which settles with the province.
void post_unified(UnitBooks& books, const UnitYear& u) {
  const Fen collected = u.income + u.other_income;
  books.pay(kProvince, collected, kUnifiedPayment, "unified_collection");
  books.receive(kProvince, collected, kUnifiedPayment, "unified_payment");
  post_above(books, u);
}

/// Rewards pass the fund by (law art. 69): from treasuries to agencies.
void post_rewards(UnitBooks& books, const UnitYear& u, Account treasury) {
  books.move(kAgencies, kCityTreasury, u.reward.city, "44-5.6", "reward_city");
  books.move(kAgencies, treasury, u.reward.county, "44-5.7", "reward_county");
}

/// Money in time is booked by cause; what was late and withheld passes through the city's settlement.
void post_treasury(UnitBooks& books, const UnitYear& u, Account treasury) {
  const Cover& c = u.settled.cover;
  const std::array causes{c.treasury_short, c.treasury_structural, c.treasury_over, c.receivable_brought_forward};
  const std::vector<Fen> in_time = split(u.settled.arrival.on_time, causes);
  books.receive(treasury, in_time[0], "44-2.7", "treasury_short");
  books.receive(treasury, in_time[1], "44-2.6", "treasury_structural");
  books.receive(treasury, in_time[2], "44-2.8", "treasury_over");
  books.receive(treasury, in_time[3], "44-2.9", "treasury_receivable");
  if (treasury != kCityTreasury) {
    books.move(kCityTreasury, treasury, u.settled.arrival.withheld, "44-2.9", "settlement_deducted");
  }
  books.receive(kCityTreasury, u.settled.arrival.withheld, "44-2.9", "withheld");
}

/// Unpaid pensions are money pensioners lend; the fund owes it back first.
void post_arrears(UnitBooks& books, const UnitYear& u) {
  const Account pensioners{Holder::pensioners, -1};
  books.receive(pensioners, u.settled.bridge.benefit_arrears, "44-5.1", "benefit_arrears");
  books.pay(pensioners, u.settled.bridge.arrears_paid, "44-5.1", "arrears_paid");
}

/// The year's opening entry has no unit line of its own in the pool's book: unit −1 is the city.
void post_pool_year(Ledger& ledger, const FiscalYear& year) {
  post(ledger, {year.year, -1, kPool, kOutside, year.pool.interest, "44-2.15", "pool_interest"});
  post(ledger,
       {year.year, -1, kPool, {Holder::province_and_state, -1}, year.pool.external, "44-2.15", "pool_external"});
  post(ledger, {year.year, -1, kPool, kProvince, year.pool.backing, kUnifiedPayment, "provincial_backing"});
  post(ledger, {year.year, -1, kProvince, kPool, year.pool.passed_up, kUnifiedPayment, "provincial_surplus"});
}

void post_unit_year(Ledger& ledger, const FiscalInput& in, const FiscalYear& year, int unit) {
  const UnitYear& u = year.units[unit];
  const bool all_goes_up = unified(in.rules[year.year - in.first_year].settle.regime);
  UnitBooks books(ledger, year.year, unit);
  post_flows(books, in.flows[year.year - in.first_year][unit], u);
  if (all_goes_up) {
    post_pool(books, u, kUnifiedPayment);
    post_unified(books, u);
  } else {
    post_pool(books, u);
  }
  post_treasury(books, u, treasury_of(unit, in));
  post_arrears(books, u);
  post_rewards(books, u, treasury_of(unit, in));
}

// ---- checks ---------------------------------------------------------------------------------------------------------

std::string place(const FiscalInput& in, int unit) { return unit < 0 ? std::string(kPoolName) : in.units[unit]; }

Issue imbalance(const FiscalInput& in, Year year, int unit, std::string_view line, Fen by) {
  Issue issue;
  issue.kind = IssueKind::internal;
  issue.what = fmt::format("books do not balance: {} {} {}, {} fen", place(in, unit), year, line, by.count);
  return issue;
}

/// Signed sums of lines, few enough per unit and year to search one by one.
struct LineSums {
  std::vector<std::pair<std::string_view, Fen>> sums;
  void add(std::string_view line, Fen amount) {
    for (auto& [known, sum_so_far] : sums) {
      if (known == line) return void(sum_so_far += amount);
    }
    sums.emplace_back(line, amount);
  }
};

/// Every line of the ledger against the entry the settlement asks for, by year and unit (row 0 = the city).
void check_lines(const FiscalInput& in, const FiscalResult& result, Issues& issues) {
  const std::size_t columns = in.units.size() + 1;
  std::vector<LineSums> differences((result.years.size() + 1) * columns);
  const auto slot = [&](const Entry& e) -> LineSums& {
    return differences[(e.year - in.first_year + 1) * columns + e.unit + 1];
  };
  Ledger due;
  post_opening(due, in);
  for (const FiscalYear& year : result.years) post_year(due, in, year);
  if (result.ledger == due) return;  // as it should be; what follows finds out what is not
  for (const Entry& e : result.ledger) slot(e).add(e.line, e.amount);
  for (const Entry& e : due) slot(e).add(e.line, -e.amount);
  for (std::size_t i = 0; i < differences.size(); ++i) {
    const Year year = in.first_year - 1 + static_cast<Year>(i / columns);
    const int unit = static_cast<int>(i % columns) - 1;
    for (const auto& [line, by] : differences[i].sums) {
      if (by != Fen{}) issues.push_back(imbalance(in, year, unit, line, by));
    }
  }
}

/// What one unit's settlement must satisfy by itself.
void check_unit(const FiscalInput& in, Year year, int unit, const UnitYear& u, Issues& issues) {
  const auto expect_zero = [&](std::string_view what, Fen by) {
    if (by != Fen{}) issues.push_back(imbalance(in, year, unit, what, by));
  };
  const UnitSettlement& s = u.settled;
  const Fen bridged = s.bridge.advance + s.bridge.benefit_arrears - s.bridge.arrears_paid - s.bridge.advance_repaid;
  const Fen flow = u.income + u.other_income + s.interest + s.paid.total() + u.central.net() - u.levy - u.expenditure;
  expect_zero("gap parts", s.gap.gap_short + s.gap.gap_over + s.gap.gap_structural - s.gap.need);
  expect_zero("balance of year", flow - s.balance_of_year);
  expect_zero("treasury", s.cover.treasury() - s.arrival.on_time - s.arrival.withheld - s.arrival.receivable);
  expect_zero("closing", u.opening + flow + s.cover.topup + s.arrival.on_time + s.arrival.withheld + bridged -
                             s.remitted - s.bridge.closing);
  expect_zero("negative fund", min(Fen{}, s.bridge.closing));
}

/// Σ over units of what passes between a unit fund and the pool, either way.
Fen transfers(const FiscalYear& year) {
  Fen all = year.pool.paid.total() + year.pool.topup + year.pool.advances + year.pool.repaid + year.pool.surplus;
  for (const UnitYear& u : year.units) all += u.levy;
  return all;
}

void check_pool(const FiscalInput& in, const FiscalYear& year, Issues& issues) {
  const PoolYear& p = year.pool;
  const Fen closing = p.opening + p.interest + p.levy + p.external - p.paid.total() - p.topup - p.advances + p.repaid +
                      p.surplus + p.backing - p.passed_up;
  if (closing != p.closing) issues.push_back(imbalance(in, year.year, -1, "pool closing", closing - p.closing));
  if (p.closing < Fen{}) issues.push_back(imbalance(in, year.year, -1, "negative pool", p.closing));
}

/// Balances that follow from the entries alone, carried forward year by year.
class RunningBalances {
 public:
  RunningBalances(const Ledger& ledger, std::size_t units) : ledger_(ledger), funds_(units + 1) {}

  /// Takes all entries of the year; entries stand in the order of years.
  void take(Year year) {
    city = {};
    for (; next_ < ledger_.size() && ledger_[next_].year <= year; ++next_) take(ledger_[next_]);
  }
  Fen fund(int unit) const { return funds_[unit + 1]; }  ///< −1 = pool
  Fen whole_city() const { return sum(funds_); }

  Consolidation city;  ///< flows of the year last taken; balances unused

 private:
  bool inside(Account a) const { return a.holder == Holder::unit_fund || a.holder == Holder::city_pool; }
  void take(const Entry& e) {
    if (inside(e.debit)) funds_[e.debit.unit + 1] += e.amount;
    if (inside(e.credit)) funds_[e.credit.unit + 1] -= e.amount;
    Fen& flow = inside(e.debit) ? (inside(e.credit) ? city.transfers : city.received) : city.paid;
    if (inside(e.debit) || inside(e.credit)) flow += e.amount;
  }

  const Ledger& ledger_;
  std::vector<Fen> funds_;
  std::size_t next_ = 0;
};

void check_balances(const FiscalInput& in, const FiscalResult& result, Issues& issues) {
  RunningBalances books(result.ledger, in.units.size());
  books.take(in.first_year - 1);
  for (const FiscalYear& year : result.years) {
    const Fen city_before = books.whole_city();
    books.take(year.year);
    Fen city_closing = year.pool.closing;
    for (std::size_t c = 0; c < year.units.size(); ++c) {
      const int unit = static_cast<int>(c);
      const Fen by = books.fund(unit) - year.units[c].closing();
      if (by != Fen{}) issues.push_back(imbalance(in, year.year, unit, "fund balance", by));
      city_closing += year.units[c].closing();
      check_unit(in, year.year, unit, year.units[c], issues);
    }
    const Fen pool_by = books.fund(-1) - year.pool.closing;
    if (pool_by != Fen{}) issues.push_back(imbalance(in, year.year, -1, "pool balance", pool_by));
    check_pool(in, year, issues);
    const Fen consolidated = city_before + books.city.received - books.city.paid - city_closing;
    if (consolidated != Fen{}) issues.push_back(imbalance(in, year.year, -1, "whole city", consolidated));
    const Fen between = books.city.transfers - transfers(year);
    if (between != Fen{}) issues.push_back(imbalance(in, year.year, -1, "transfers between funds", between));
  }
}

/// What one year leaves to the next, apart from the balance. [fen]
struct Legacy {
  Fen receivable{}, arrears{}, advances{};
};

/// What last year owed is what this year starts from.
void check_legacy(const FiscalInput& in, const FiscalResult& result, Issues& issues) {
  for (std::size_t c = 0; c < in.units.size(); ++c) {
    Legacy owed{in.opening[c].receivable, in.opening[c].arrears, in.opening[c].advances};
    for (const FiscalYear& year : result.years) {
      const UnitSettlement& s = year.units[c].settled;
      const Bridge& b = s.bridge;
      const std::array differences{
          std::pair{"receivable brought forward", s.cover.receivable_brought_forward - owed.receivable},
          std::pair{"arrears outstanding", owed.arrears + b.benefit_arrears - b.arrears_paid - b.arrears_outstanding},
          std::pair{"advances outstanding", owed.advances + b.advance - b.advance_repaid - b.advances_outstanding}};
      for (const auto& [what, by] : differences) {
        if (by != Fen{}) issues.push_back(imbalance(in, year.year, static_cast<int>(c), what, by));
      }
      owed = {s.arrival.receivable, b.arrears_outstanding, b.advances_outstanding};
    }
  }
}

bool in_range(const FiscalInput& in, const Entry& e) {
  const int units = static_cast<int>(in.units.size());
  return e.year >= in.first_year - 1 && e.year < in.first_year + in.years && e.unit >= -1 && e.unit < units;
}

}  // namespace

void post_opening(Ledger& ledger, const FiscalInput& in) {
  const Year base = in.first_year - 1;
  post(ledger, {base, -1, kPool, kOutside, in.pool_opening, "44-2.15", "opening"});
  for (std::size_t c = 0; c < in.opening.size(); ++c) {
    const int unit = static_cast<int>(c);
    post(ledger, {base, unit, fund_of(unit), kOutside, in.opening[c].balance, "44-2.6", "opening"});
  }
}

void post_year(Ledger& ledger, const FiscalInput& input, const FiscalYear& year) {
  post_pool_year(ledger, year);
  for (std::size_t c = 0; c < year.units.size(); ++c) post_unit_year(ledger, input, year, static_cast<int>(c));
}

Ledger settlement_books(Year year, int unit, bool city_unit, const UnitClaim& claim, const UnitSettlement& settled) {
  Ledger ledger;
  post(ledger, {year - 1, unit, fund_of(unit), kOutside, claim.balance, "44-2.6", "opening"});
  UnitBooks books(ledger, year, unit);
  books.receive({Holder::contributors, -1}, claim.income, "44-3.8", "contributions");
  books.receive(kOutside, claim.other_income, "44-4.1", "other_income");
  books.receive(kOutside, settled.interest, "44-4.1", "interest");
  books.pay({Holder::pensioners, -1}, claim.expenditure, "44-4.1", "expenditure");
  UnitYear u;
  u.levy = claim.levy, u.central = claim.central, u.settled = settled;
  post_pool(books, u, unified(settled.regime) ? kUnifiedPayment : "44-2.6");
  post_above(books, u);
  post_treasury(books, u, city_unit ? kCityTreasury : Account{Holder::unit_treasury, unit});
  post_arrears(books, u);
  return ledger;
}

Issues check_books(const FiscalInput& input, const FiscalResult& result) {
  Issues issues;
  for (const Entry& e : result.ledger) {
    if (!in_range(input, e)) issues.push_back(imbalance(input, e.year, -1, "entry out of range", e.amount));
  }
  if (!issues.empty()) return issues;
  if (const Entry* bad = unsound(result.ledger, static_cast<int>(input.units.size()))) {
    issues.push_back(imbalance(input, bad->year, bad->unit, bad->line, bad->amount));
  }
  check_lines(input, result, issues);
  check_balances(input, result, issues);
  check_legacy(input, result, issues);
  return issues;
}

}  // namespace ballast
