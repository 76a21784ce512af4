#include "sim/engine/fiscal_ledger.hpp"

#include <array>

#include "models/budget/authority.hpp"
#include "models/fund/portion.hpp"

namespace ballast {
namespace {

constexpr Account kPool{Holder::city_pool, -1};
constexpr Account kOutside{Holder::outside, -1};
constexpr Account kCityTreasury{Holder::city_treasury, -1};
constexpr Account kProvince{Holder::provincial_fund, -1};
constexpr Account kNation{Holder::national_fund, -1};
constexpr Account kAgencies{Holder::agencies, -1};

using authority::kCentralAdjustment, authority::kNationalPooling, authority::kUnifiedPayment;

Account fund_of(int unit) { return {Holder::unit_fund, unit}; }

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
  const auto clause = [](const FiscalLine& l, std::string_view usual) { return l.clause.empty() ? usual : l.clause; };
  for (const FiscalLine& l : kContributionLines)
    books.receive({l.other, -1}, flows.at(l.flow), clause(l, "44-3.8"), key_of(l.flow));
  for (const FiscalLine& l : kOtherIncomeLines)
    books.receive({l.other, -1}, flows.at(l.flow), clause(l, "44-4.1"), key_of(l.flow));
  for (const FiscalLine& l : kExpenditureLines)
    books.pay({l.other, -1}, flows.at(l.flow), clause(l, "44-4.1"), key_of(l.flow));
  books.receive(kOutside, u.settled.interest, "44-4.1", "interest");
}

void post_pool(UnitBooks& books, const UnitYear& u) {
  const Subsidies& paid = u.settled.paid;
  books.pay(kPool, u.levy, "44-2.15", "levy");
  books.receive(kPool, paid.share_of_gap, "44-2.10", "subsidy_share_of_gap");
  books.receive(kPool, paid.fixed, "44-2.11", "subsidy_fixed");
  books.receive(kPool, paid.adjustment, "44-2.13", "subsidy_adjustment");
  books.receive(kPool, paid.special, "44-2.14", "subsidy_special");
  books.receive(kPool, u.settled.cover.topup, authority::of_structural_gap(u.settled.regime), "pool_topup");
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
  std::array<Fen, causes.size()> in_time;
  split(u.settled.arrival.on_time, causes, in_time);
  books.receive(treasury, in_time[0], "44-2.7", "treasury_short");
  books.receive(treasury, in_time[1], authority::of_structural_gap(u.settled.regime), "treasury_structural");
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

/// What reaches and leaves the pool from outside the units; unit −1 is the city.
void post_pool_year(Ledger& ledger, const FiscalYear& year) {
  post(ledger, {year.year, -1, kPool, kOutside, year.pool.interest, "44-2.15", "pool_interest"});
  post(ledger,
       {year.year, -1, kPool, {Holder::province_and_state, -1}, year.pool.external, "44-2.15", "pool_external"});
  post(ledger, {year.year, -1, kPool, kProvince, year.pool.backing, kUnifiedPayment, "provincial_backing"});
  post(ledger, {year.year, -1, kProvince, kPool, year.pool.passed_up, kUnifiedPayment, "provincial_surplus"});
}

void post_unit_year(Ledger& ledger, const FiscalInput& in, const FiscalYear& year, int unit) {
  const UnitYear& u = year.units[unit];
  const Account treasury = treasury_account(unit, unit == in.city_unit);
  UnitBooks books(ledger, year.year, unit);
  post_flows(books, in.flows[year.year - in.first_year][unit], u);
  post_pool(books, u);
  if (unified(u.settled.regime)) post_unified(books, u);
  post_treasury(books, u, treasury);
  post_arrears(books, u);
  post_rewards(books, u, treasury);
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

void each_year_of_books(const FiscalInput& input, const std::vector<FiscalYear>& years,
                        const std::function<void(std::span<const Entry>)>& take) {
  Ledger books;
  books.reserve(most_entries(input));
  post_opening(books, input);
  take(books);
  for (const FiscalYear& year : years) {
    books.clear();
    post_year(books, input, year);
    take(books);
  }
}

Ledger books_of(const FiscalInput& input, const std::vector<FiscalYear>& years) {
  Ledger all;
  all.reserve((years.size() + 1) * most_entries(input));
  each_year_of_books(input, years,
                     [&](std::span<const Entry> year) { all.insert(all.end(), year.begin(), year.end()); });
  return all;
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
  post_pool(books, u);
  post_above(books, u);
  post_treasury(books, u, treasury_account(unit, city_unit));
  post_arrears(books, u);
  return ledger;
}

}  // namespace ballast
