#include "models/membership/eligibility.hpp"

#include <algorithm>

namespace ballast {

namespace {
constexpr double kMonths = 12.0;
}

double eligible_share(int bucket, double minimum_months) {
  return std::clamp(bucket + 1 - minimum_months / kMonths, 0.0, 1.0);
}

}  // namespace ballast
