/// The headline: the few answers a city asks for first, per unit and for the whole city.
///
///   I5 first deficit year = first t with E > R + O, before subsidies and treasury money
///   opens in deficit    = E > R + O in the base year already
///   depletion year      = first t whose closing balance B ≤ floor while treasury money for a structural gap or for
///                         overspending is > 0; whole city: Σ B ≤ Σ floors and Σ treasury > 0, the pool left out
///   I6 peak subsidy     = max over t of F + A + Z (+ the share of the gap where that rule is in force) [yuan]
///   peak treasury       = max over t of what newly falls to the treasury in the year, without what it still owes
///   [yuan]
///
/// E expenditure, R contributions, O other income with interest [yuan a year]. Of the base year, which is history,
/// nothing else is asked.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/engine/projection.hpp"

namespace ballast {

/// A largest yearly amount and its year; the year is missing when nothing was ever paid.
struct Peak {
  double amount = 0.0;  ///< [yuan]
  std::optional<Year> year;
};

struct SupportRatioIn {
  Year year = 0;
  std::optional<double> ratio;
};

struct Headline {
  Label unit;
  std::optional<Year> first_deficit_year, depletion_year;
  bool opens_in_deficit = false;
  Peak peak_subsidy, peak_treasury;                    ///< nominal
  Peak peak_subsidy_constant, peak_treasury_constant;  ///< in prices of Projection::price_year
  std::vector<SupportRatioIn> support_ratio;           ///< base year, kQuotedYear where reached, last year
};

/// A year the support ratio is quoted for, by contract with scripts that read the headline.
inline constexpr Year kQuotedYear = 2035;

/// Every unit, then the whole city. Expects nominal measures.
std::vector<Headline> headlines(const Projection& nominal);

}  // namespace ballast
