/// The plan: one line of a unit's fund budget before the year begins (44-2.1, 44-2.4; F5).
///   projection: x̂ = x₋₁ · (m / m₋₁)       growth: x̂ = x₋₁ · (1 + g)       trend: x̂ = x₋₁ · (x₋₁ / x₋₂)
///   capacity:   x̂ = what is expected to be due               each times (1 + stretch)
/// x̂ planned [fen] · x₋₁, x₋₂ actual of the last two years [fen] · m, m₋₁ the case's own central path of this and last
/// year [fen] · g given growth [1/a] · stretch ambition above the method [1].
/// With perfect foresight (x = m) and no stretch the projection is the outcome itself: nothing is short or over.
#pragma once

#include <optional>

#include "models/base/quantity.hpp"

namespace ballast {

enum class PlanMethod { projection, growth, trend, capacity };

struct PlanRule {
  PlanMethod method = PlanMethod::projection;
  double stretch = 0.0;              ///< [1]
  double growth = 0.0;               ///< used by `growth` [1/a]
  std::optional<double> interest{};  ///< of the fund, as the case expects it; none: the year's own [1/a]
};

/// What the office knows of one line when it plans. [fen]
struct PlanBasis {
  Fen last{};          ///< actual of the year before
  Fen before_last{};   ///< actual two years before; 0 when unknown
  Fen central{};       ///< central path, this year
  Fen central_last{};  ///< central path, the year before
  Fen capacity{};      ///< due this year as far as last year lets expect; 0 when the line has none
};

/// The planned amount of one line. A ratio that has no denominator falls back on the central path or last year.
Fen plan_line(const PlanRule& rule, const PlanBasis& basis);

}  // namespace ballast
