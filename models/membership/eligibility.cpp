#include "models/membership/eligibility.hpp"

#include <algorithm>

#include "models/base/quantity.hpp"

namespace ballast {

double eligible_share(int bucket, double minimum_months) {
  return std::clamp(bucket + 1 - minimum_months / kMonthsAYear, 0.0, 1.0);
}

}  // namespace ballast
