#include "models/fund/ledger.hpp"

#include <algorithm>

namespace ballast {
namespace {

bool in_city_fund(Account a) { return a.holder == Holder::unit_fund || a.holder == Holder::city_pool; }

bool owned_by_unit(Holder h) { return h == Holder::unit_fund || h == Holder::unit_treasury; }

bool sound(Account a, int units) { return owned_by_unit(a.holder) ? a.unit >= 0 && a.unit < units : a.unit == -1; }

/// What the entry changes in the account: + received, − given.
Fen effect(const Entry& e, Account a) { return e.debit == a ? e.amount : e.credit == a ? -e.amount : Fen{}; }

void add_flow(Consolidation& c, const Entry& e) {
  const bool in = in_city_fund(e.debit);
  const bool out = in_city_fund(e.credit);
  if (in && out) c.transfers += e.amount;
  if (in && !out) c.received += e.amount;
  if (out && !in) c.paid += e.amount;
}

}  // namespace

void post(Ledger& ledger, const Entry& entry) {
  if (entry.amount != Fen{}) ledger.push_back(entry);
}

Fen balance(const Ledger& ledger, Account account, Year through) {
  Fen held;
  for (const Entry& e : ledger) held += e.year <= through ? effect(e, account) : Fen{};
  return held;
}

Consolidation consolidate(const Ledger& ledger, Year year) {
  Consolidation c;
  for (const Entry& e : ledger) {
    if (e.year > year) continue;
    for (const auto& [account, amount] : {std::pair{e.debit, e.amount}, std::pair{e.credit, -e.amount}}) {
      c.units += account.holder == Holder::unit_fund ? amount : Fen{};
      c.pool += account.holder == Holder::city_pool ? amount : Fen{};
    }
    if (e.year == year) add_flow(c, e);
  }
  return c;
}

const Entry* unsound(const Ledger& ledger, int units) {
  const auto bad = std::find_if(ledger.begin(), ledger.end(), [units](const Entry& e) {
    return e.amount < Fen{} || e.debit == e.credit || !sound(e.debit, units) || !sound(e.credit, units);
  });
  return bad == ledger.end() ? nullptr : &*bad;
}

}  // namespace ballast
