#include "models/subsidy/withholding.hpp"

#include "models/fund/portion.hpp"

namespace ballast {
namespace {

Arrival arrive(Fen treasury, Fen in_time, std::optional<Fen> settlement) {
  Arrival a;
  a.on_time = min(treasury, in_time);
  a.late = treasury - a.on_time;
  a.withheld = min(a.late, max(Fen{}, settlement.value_or(a.late)));
  a.receivable = a.late - a.withheld;
  return a;
}

}  // namespace

Date treasury_deadline(Year year, int months) {
  constexpr int kDecember = 12;
  const YearMonth month = year_month(year, kDecember) + months;
  return last_day(month.year(), month.month());
}

Arrival arrive(Fen treasury, double on_time_share, std::optional<Fen> settlement) {
  return arrive(treasury, portion(treasury, on_time_share), settlement);
}

Arrival arrive(Fen treasury, std::span<const Payment> payments, Date deadline, std::optional<Fen> settlement) {
  Fen in_time, all;
  for (const Payment& p : payments) {
    all += p.amount;
    if (p.date <= deadline) in_time += p.amount;
  }
  Arrival a = arrive(treasury, in_time, settlement);
  a.unused = all - a.on_time;
  return a;
}

}  // namespace ballast
