/// Back-tests and calibrations as JSON for programs, as tables for people, and as the page docs/backtest.md.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "output/texts.hpp"
#include "sim/studies/backtest.hpp"
#include "sim/studies/calibration.hpp"

namespace ballast {

/// `{schema, backtests: [{place, case, sets, illustrative, notice, base_year, first_year, last_year, entry, unmet,
/// scores: [{given, measure, unit, mape, bias, worst, worst_year, ahead_5, points}]}]}`; errors as fractions, `sets`
/// and `unmet` where there are any.
std::string backtest_document(const std::vector<Backtest>& tests);

/// The measure, and whose it is where it is one unit's.
std::string name_of(Measure measure, const std::optional<Label>& unit, Lang lang);

std::string backtest_table(const std::vector<Backtest>& tests, Lang lang);

/// The same as Markdown in both languages, every year of every measure: what stands in docs/backtest.md.
std::string backtest_page(const std::vector<Backtest>& tests);

/// `{schema, place, case, factors, points, chi2_before, chi2_after, prior_penalty, not_reproduced, singular_values,
/// correlation, …}`.
std::string calibration_document(const Calibration& calibration);

std::string calibration_table(const Calibration& calibration, Lang lang);

/// The factors as a case file on top of the case that was fitted.
std::string calibration_case(const Calibration& calibration);

}  // namespace ballast
