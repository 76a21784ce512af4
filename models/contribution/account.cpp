#include "models/contribution/account.hpp"

namespace ballast {

DrawTerms draw_terms(double rate, int award_month) {
  const int payments = 12 - award_month;
  double left = 0;  // Σ (12 − n)/12 over the payment months n
  for (int month = award_month + 1; month <= 12; ++month) left += (12 - month) / 12.0;
  return {.growth = 1.0 + rate * payments / 12.0, .payments = static_cast<double>(payments), .forgone = rate * left};
}

}  // namespace ballast
