/// The individual account of one member, as the engine's own steps keep it.
#pragma once

#include <vector>

#include "models/benefit/award_moments.hpp"
#include "models/membership/year_step.hpp"

namespace ballast {

/// Balance of somebody who pays all year, on 31 December. `credited` of the year [yuan]; `interest_months` on it.
inline double account_after_a_year(double balance, double credited, double rate, double interest_months) {
  constexpr int kBuckets = 2;
  const std::vector<double> no_grants(kBuckets, 0.0);
  std::vector<MemberCell<double>> row(kBuckets);
  row[0].contributing.heads = row[0].contributing.level = 1, row[0].contributing.account = balance;
  RowRates<double> rates;
  rates.gain = 1, rates.credit = credited, rates.interest = rate, rates.credit_interest = rate * interest_months / 12;
  rates.grant.below_top = no_grants.data();
  RowState<Members<double>> state{.span = {0, 1}, .total = {}, .grant_months = {}};
  state.count(row.data(), kBuckets, rates.grant);
  RowOutcome<double> outcome;
  YearSums<double> sums;
  live_one_year(row.data(), kBuckets, state, Arrivals<double>{}, rates, outcome, sums);
  return row[1].contributing.account;
}

/// Balance of somebody who pays up to the award month and retires in it; `credited` holds those months [yuan].
inline double account_at_award(double balance, double credited, double rate, int month) {
  const AwardMoments moments = award_moments({{.month = month, .weight = 1, .inverse_divisor = 1}});
  return moments.at(rate).pension.of(balance, 0.0, credited * 12 / month);
}

}  // namespace ballast
