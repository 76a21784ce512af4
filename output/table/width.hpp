/// Columns on a terminal: Chinese characters and full-width signs take two, everything else one, marks none.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ballast {

/// How many terminal columns a UTF-8 text takes.
int display_width(std::string_view utf8);

enum class Align { left, right };

/// `text` filled with spaces to `width` columns; longer text stays whole.
std::string padded(std::string_view text, int width, Align align);

/// `text` if it fits into `width` columns, else its beginning and a sign that there is more.
std::string shortened(std::string_view text, int width);

/// Rows as aligned columns: the first `left` ones to the left, the others to the right, two spaces between; each row
/// may be shorter than the widest. Lines carry no spaces at their ends.
std::string aligned(const std::vector<std::vector<std::string>>& rows, std::size_t left = 1);

/// `text` broken into lines of at most `width` columns, at spaces where it has any, else between Chinese characters.
std::string wrapped(std::string_view text, int width);

/// `name` filled with spaces to `name_width` columns, and beside it `text`, folded so that no line is wider than
/// `width`.
std::string beside(std::string_view name, int name_width, std::string_view text, int width);

/// The same set in: two spaces before the first line, four before the others.
std::string wrapped_set_in(std::string_view text, int width);

}  // namespace ballast
