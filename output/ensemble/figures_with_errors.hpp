/// Figures of an ensemble, each with how far chance alone may have moved it: one standard error of that very figure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ballast {

/// What a measure is counted in, and to which place.
struct Scale {
  double one = 1;  ///< of the measure's unit
  int decimals = 2;
};

/// Persons in 万人, yuan in 亿元, the rest as `figure` shows it.
Scale scale_of(std::string_view unit);

/// "±0.12": two digits, as far as the figure has places; below them "±<0.01". Empty where nothing is uncertain or where
/// the error cannot be told.
std::string plus_minus(double error, const Scale& scale);

/// A figure and what stands behind it.
struct WithError {
  std::string figure, error{};
};
WithError with_error(double value, double error, const Scale& scale);
/// In a sentence.
std::string in_words(const WithError& of);

/// The rows of a table below its first column, as texts: errors of a column stand below one another.
std::vector<std::vector<std::string>> lined_up(const std::vector<std::vector<WithError>>& rows);

}  // namespace ballast
