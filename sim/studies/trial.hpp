/// One projection of a case with further changes, up to a last year: what studies of the past ask again and again.
#pragma once

#include <functional>
#include <vector>

#include "models/base/expected.hpp"
#include "scenarios/reader/cases.hpp"
#include "sim/engine/projection.hpp"

namespace ballast {

using Trial = std::function<Expected<Projection>(const std::vector<Change>& changes, Year last_year)>;

/// The knob times `factor` in the years from … to (none: for good), in every unit.
Change scaled(Knob knob, double factor, Year from, std::optional<Year> to = {});

/// The ten streams' shares of the uninsured who join 扩面 times `factor`.
std::vector<Change> entry_scaled(double factor, Year from, std::optional<Year> to = {});

}  // namespace ballast
