/// The individual account (个人账户) and what its holder draws from it (国发〔2005〕38号; hand case T03).
///
///   C1 a year:  b' = b(1 + i) + c(1 + i·w/12)              lived in membership/year_step.hpp
///   C2 at award: b_m = b(1 + i·m/12) + c_m(1 + i(m + 1)/24)    its means in benefit/award_moments.hpp
///   C3, C4 drawdown: b' = b·g − N·k − k·i·L,  a payment of month n forgoing (12 − n)/12 of the year's interest
///
/// b balance [yuan]; c credited in the year, c_m in its first m months [yuan]; i bookkeeping rate (记账利率) of the
/// year; w months of interest on the year's contributions [months]; k account pension [yuan/month];
/// g growth of the balance over what is left of the year, of those who die in it 1 + i·d/12 with d months paid; N
/// payments; L = Σ(12 − n)/12 over them [months].
#pragma once

#include "models/base/real.hpp"

namespace ballast {

/// What a year's payments do to one yuan of balance and of monthly pension.
template <class Coef>
struct alignas(sizeof(Coef)) DrawTerms {
  Coef growth{};        ///< g: 1 + i·(months left in the year)/12, of the dying 1 + i·d/12
  double payments = 0;  ///< N [months]
  Coef forgone{};       ///< i·L: interest lost per yuan of monthly pension [months]
  Coef wanted{};        ///< N + i·L: what a yuan of monthly pension takes from a balance that has enough [months]
  Coef paid{};          ///< N/(N + i·L): of what is taken, what the holder gets

  DrawTerms() = default;
  DrawTerms(const Coef& balance_growth, double months_paid, const Coef& interest_lost)
      : growth(balance_growth),
        payments(months_paid),
        forgone(interest_lost),
        wanted(months_paid + interest_lost),
        paid(share_of(Coef{} + months_paid, wanted)) {}
};

/// Payments of months m + 1 … 12 after an award in month m; m = 0 is a whole year of twelve payments.
template <class Coef>
DrawTerms<Coef> draw_terms(const Coef& rate, int award_month) {
  const int payments = 12 - award_month;
  double left = 0;  // Σ (12 − n)/12 over the payment months n
  for (int month = award_month + 1; month <= 12; ++month) left += (12 - month) / 12.0;
  return {1.0 + rate * payments / 12.0, static_cast<double>(payments), rate * left};
}

template <class Real>
struct AccountDraw {
  Real from_account;  ///< paid out of the account [yuan]
  Real from_pool;     ///< paid on by the pooled fund [yuan]
  Real closing;       ///< balance at 31 December [yuan]
  Real interest;      ///< credited in the year: closing + from_account − opening [yuan]
};

/// One year of account pensions. A year without enough left pays what is there, need·b·g/(need + lost), and the pool
/// pays the rest. Branch-free: one text for every lane width.
template <class Real, class Coef>
AccountDraw<Real> draw_account(const Real& balance, const Real& pension_month, const DrawTerms<Coef>& terms) {
  const Real available = balance * terms.growth;
  const Real used = lesser(available, pension_month * terms.wanted);
  const Real from_account = used * terms.paid;
  const Real closing = available - used;  // never below 0: no more is used than there is
  return {from_account, pension_month * terms.payments - from_account, closing, closing + from_account - balance};
}

}  // namespace ballast
