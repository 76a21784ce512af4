/// A run's answers in a few sentences, above its tables: how many pay for how many, from when on spending exceeds
/// income, what that asks of the treasuries, and which units come first.
#pragma once

#include <string>
#include <vector>

#include "output/texts.hpp"
#include "sim/engine/headline.hpp"

namespace ballast {

/// Of one row of the projection; `headline` has every unit and the whole city.
std::string in_short(const Projection& nominal, const std::vector<Headline>& headline, int row, Lang lang);

}  // namespace ballast
