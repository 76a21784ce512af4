/// What to write where a text is no TOML: a parser says what it expected, seldom what was meant.
#pragma once

#include <string>
#include <string_view>

namespace ballast {

/// Line and column count from 1, columns in characters; `error` is what the parser says. Empty where nothing can be
/// told.
std::string toml_remedy(std::string_view text, int line, int column, std::string_view error);

}  // namespace ballast
