/// Units by the names that options give them.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "models/base/expected.hpp"
#include "sim/engine/projection.hpp"

namespace ballast::cli {

/// Where a name stands among the units, in Chinese or English; if it stands nowhere, the units and the nearest name.
Expected<int> named_unit(std::string_view option, const std::string& name, std::span<const Label> units);

}  // namespace ballast::cli
