/// Figures of an ensemble, each with how far chance alone may have moved it: one standard error of that very figure.
#pragma once

#include <string>
#include <vector>

#include "output/table/scale.hpp"

namespace ballast {

/// The scale with more places, two at most, as far as `error` needs them for its two digits; as it is without one.
Scale finer(Scale scale, double error);

/// What money is counted in and in the prices of when, for a head.
std::string money_words(MoneyIn money, const Projection& projection, Lang lang);

/// "±0.12": two digits, as far as the figure has places; below them "±<0.01". Empty where nothing is uncertain or where
/// the error cannot be told.
std::string plus_minus(double error, const Scale& scale);

/// A figure, with no more places than its error knows, and what stands behind it.
struct WithError {
  std::string figure, error{};
  bool alone = false;  ///< a text that takes the room of the errors too
};
WithError with_error(double value, double error, const Scale& scale);
/// In a sentence.
std::string in_words(const WithError& of);

/// Titles of columns, their lines one below the other and the last just above the figures.
std::vector<std::vector<WithError>> head_lines(std::vector<std::string> titles);

/// The rows of a table below its first column, as texts: errors of a column stand below one another.
std::vector<std::vector<std::string>> lined_up(const std::vector<std::vector<WithError>>& rows);

}  // namespace ballast
