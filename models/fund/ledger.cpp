#include "models/fund/ledger.hpp"

#include <algorithm>
#include <numeric>

namespace ballast {
namespace {

bool in_city_fund(Account a) { return a.holder == Holder::unit_fund || a.holder == Holder::city_pool; }

bool owned_by_unit(Holder h) { return h == Holder::unit_fund || h == Holder::unit_treasury; }

bool sound(Account a, int units) { return owned_by_unit(a.holder) ? a.unit >= 0 && a.unit < units : a.unit == -1; }

}  // namespace

void post(Ledger& ledger, const Entry& entry) {
  if (entry.amount != Fen{}) ledger.push_back(entry);
}

Fen FundBalances::whole_city() const { return std::accumulate(units_.begin(), units_.end(), pool_); }

Fen& FundBalances::fund(Account a) {
  return a.holder == Holder::city_pool ? pool_ : units_[static_cast<std::size_t>(a.unit)];
}

CityFlows FundBalances::take(Year year) {
  CityFlows flows;
  for (; next_ < ledger_.size() && ledger_[next_].year <= year; ++next_) {
    const Entry& e = ledger_[next_];
    const bool in = in_city_fund(e.debit), out = in_city_fund(e.credit);
    if (in) fund(e.debit) += e.amount;
    if (out) fund(e.credit) -= e.amount;
    if (in && out) flows.transfers += e.amount;
    if (in && !out) flows.received += e.amount;
    if (out && !in) flows.paid += e.amount;
  }
  return flows;
}

const Entry* unsound(const Ledger& ledger, int units) {
  const auto bad = std::find_if(ledger.begin(), ledger.end(), [units](const Entry& e) {
    return e.amount < Fen{} || e.debit == e.credit || !sound(e.debit, units) || !sound(e.credit, units);
  });
  return bad == ledger.end() ? nullptr : &*bad;
}

}  // namespace ballast
