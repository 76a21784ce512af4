#include "models/subsidy/withholding.hpp"

#include "models/fund/portion.hpp"

namespace ballast {

Arrival arrive(Fen treasury, double on_time_share, std::optional<Fen> settlement) {
  Arrival a;
  a.on_time = portion(treasury, on_time_share);
  a.late = treasury - a.on_time;
  a.withheld = min(a.late, max(Fen{}, settlement.value_or(a.late)));
  a.receivable = a.late - a.withheld;
  return a;
}

}  // namespace ballast
