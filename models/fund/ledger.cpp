#include "models/fund/ledger.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace ballast {
namespace {

bool in_city_fund(Account a) { return a.holder == Holder::unit_fund || a.holder == Holder::city_pool; }

}  // namespace

Fen FundBalances::whole_city() const { return std::accumulate(funds_.begin(), funds_.end(), Fen{}); }

Fen& FundBalances::fund(Account a) { return funds_[static_cast<std::size_t>(a.unit + 1)]; }

CityFlows FundBalances::take(std::span<const Entry> entries) {
  std::array<std::array<Fen, 2>, 2> moved{};  // [into the city's funds][out of them]
  for (const Entry& e : entries) {
    const bool in = in_city_fund(e.debit), out = in_city_fund(e.credit);
    if (in) fund(e.debit) += e.amount;
    if (out) fund(e.credit) -= e.amount;
    moved[in][out] += e.amount;
  }
  return {.received = moved[1][0], .paid = moved[0][1], .transfers = moved[1][1]};
}

const Entry* unsound(std::span<const Entry> entries, int units) {
  const auto bad = std::find_if(entries.begin(), entries.end(), [units](const Entry& e) { return !sound(e, units); });
  return bad == entries.end() ? nullptr : &*bad;
}

}  // namespace ballast
