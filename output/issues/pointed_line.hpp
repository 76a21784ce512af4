/// The line of a file that an issue is about, with a caret under its column.
#pragma once

#include <string>
#include <string_view>

namespace ballast {

/// Two lines, each indented and ended: the line as a terminal can show it, and a caret under its column (from 1,
/// counting characters; 0: no caret). A long line is shown around the column. Nothing of an empty line.
std::string pointed_line(std::string_view line, int column);

}  // namespace ballast
