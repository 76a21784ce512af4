#include "models/membership/eligibility.hpp"

#include <algorithm>

namespace ballast {

namespace {
constexpr double kMonths = 12.0;
}

double eligible_share(int bucket, double minimum_months) {
  return std::clamp(bucket + 1 - minimum_months / kMonths, 0.0, 1.0);
}

double mean_missing_years(int bucket, double minimum_months) {
  const double minimum = minimum_months / kMonths;
  // Those short lie uniformly in [s, min(s + 1, minimum)), so their mean is the middle of that stretch.
  const double upper = std::min(bucket + 1.0, minimum);
  return minimum <= bucket ? 0.0 : minimum - 0.5 * (bucket + upper);
}

}  // namespace ballast
