/// The gap: what a unit's budget lacks before the year, and why its year fell short (44-2.5 … 44-2.8; F7, F15, F16).
///   budget gap = max(0, Ê + levŷ − R̂ − Ô)
///   need  = max(0, −bal)        short = R̂ − R beyond tolerance        over = E − Ê − excluded beyond tolerance
///   full:  owed = short ; rest = max(0, −bal − short) ; over counts as far as rest goes ; structural = what remains
///   within_*: the same causes, but short too counts only as far as there is a need
/// R, E contributions and expenditure [fen] · hats: planned, budgeted · O other income, I interest [fen] · bal the
/// year's balance after subsidies, before anybody fills it [fen].
/// "未完成征缴计划形成的差额" is read as the difference itself, so the full rule is the default (44-2.7).
#pragma once

#include "models/base/quantity.hpp"

namespace ballast {

/// One unit's budget of the year. [fen]
struct Budget {
  Fen income{};       ///< R̂ planned contributions
  Fen other{};        ///< Ô other planned income, interest included
  Fen expenditure{};  ///< Ê budgeted expenditure
  Fen levy{};         ///< planned levy to the city pool
};

Fen budget_gap(const Budget& budget);

/// How a missed collection plan is charged. 未完成征缴计划差额的口径
enum class ShortRule { full, within_short_first, within_over_first, within_pro_rata };

struct GapRule {
  ShortRule short_rule = ShortRule::full;
  double short_tolerance = 0.0;  ///< of the plan; a miss within it is none [1]
  double over_tolerance = 0.0;   ///< of the budget; an excess within it is none [1]
};

/// How one unit's year turned out. [fen]
struct Outcome {
  Fen plan_income{};
  Fen income{};
  Fen budget_expenditure{};
  Fen expenditure{};
  Fen excluded{};         ///< excess on lines that do not count as overspending
  Fen balance_of_year{};  ///< R + O + I + subsidies + central money − levy − E
};

/// Why a unit is short this year. The cause decides who pays. [fen]
/// gap_short + gap_over + gap_structural = need, by construction.
struct Gap {
  Fen need{};
  Fen short_missed{};    ///< plan less collected, beyond tolerance
  Fen over_spent{};      ///< spent beyond budget, beyond tolerance
  Fen short_owed{};      ///< what the treasury owes for the missed plan
  Fen gap_short{};       ///< part of the need
  Fen gap_over{};        ///< part of the need
  Fen gap_structural{};  ///< part of the need
};

Gap gap_by_cause(const GapRule& rule, const Outcome& outcome);

}  // namespace ballast
