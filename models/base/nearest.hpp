/// The nearest of the known names, for "did you mean".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ballast {

/// The one known name that completes what was written, else that with the smallest edit distance, or empty when none is
/// near enough to be meant. Never what was written itself: that was refused.
std::string nearest_name(std::string_view wrong, const std::vector<std::string>& known);

}  // namespace ballast
