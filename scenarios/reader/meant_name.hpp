/// The name that a slip of the keyboard means, for people.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ballast {

/// The first known name that begins with what was written or has its letters in another order, else the nearest, or
/// empty.
std::string meant_name(std::string_view wrong, const std::vector<std::string>& known);

}  // namespace ballast
