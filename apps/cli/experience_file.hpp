/// The table of `ballast fit-mortality`: deaths and exposures, or rates, by year and age.
#pragma once

#include <optional>
#include <string>

#include "models/base/expected.hpp"
#include "models/population/lee_carter_fit.hpp"

namespace ballast::cli {

/// The ages that are fitted, both included.
struct AgeSpan {
  Age first = 0, last = 0;
};

/// A CSV table `year,age,deaths,exposure` or `year,age,rate` whose years and ages are without a gap; with `ages` the
/// others are passed over. Every issue at once, located.
Expected<MortalityExperience> read_experience(const std::string& path, std::optional<AgeSpan> ages);

}  // namespace ballast::cli
