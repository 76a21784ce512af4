/// Where the program finds its data, and what it is.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "models/base/expected.hpp"
#include "sim/planner.hpp"

namespace ballast::cli {

/// Given by the build.
extern const std::string_view kVersion, kCompiler;

/// The planner over BALLAST_DATA if that is set, else over the data the program was built with.
Expected<Planner> open_planner();

/// A knob's default as JSON: a number where it is one, null where there is none, else its text.
nlohmann::ordered_json default_json(const KnobInfo& knob);

}  // namespace ballast::cli
