/// The line of a file that an issue is about, with a caret under its column.
#pragma once

#include <string>
#include <string_view>

namespace ballast {

/// Two lines, each indented and ended: the text's line (from 1) as a terminal can show it, and a caret under its column
/// (from 1, counting characters; 0: no caret). A long line is shown around the column. Nothing where there is no line.
std::string pointed_line(std::string_view text, int line, int column);

}  // namespace ballast
