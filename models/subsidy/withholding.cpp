#include "models/subsidy/withholding.hpp"

#include "models/fund/portion.hpp"

namespace ballast {

Date treasury_deadline(Year year, int months) {
  constexpr int kDecember = 12;
  const YearMonth month = year_month(year, kDecember) + months;
  return last_day(month.year(), month.month());
}

Fen paid_in_time(std::span<const Payment> payments, Date deadline) {
  Fen paid;
  for (const Payment& p : payments)
    if (p.date <= deadline) paid += p.amount;
  return paid;
}

Arrival arrive(Fen treasury, double on_time_share, std::optional<Fen> settlement) {
  return arrive(treasury, portion(treasury, on_time_share), settlement);
}

Arrival arrive(Fen treasury, Fen in_time, std::optional<Fen> settlement) {
  Arrival a;
  a.on_time = min(treasury, in_time);
  a.late = treasury - a.on_time;
  a.withheld = min(a.late, max(Fen{}, settlement.value_or(a.late)));
  a.receivable = a.late - a.withheld;
  return a;
}

}  // namespace ballast
