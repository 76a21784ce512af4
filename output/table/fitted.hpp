/// Tables whose names have any length: no line is wider than asked, and no name is cut.
#pragma once

#include <string>
#include <vector>

namespace ballast {

/// Rows as `aligned` sets them. Where a line would be wider than `width`, names of the first column go on below
/// themselves; if that is not enough the heads, the first row, break at their words, and columns without room stand in
/// a further table below, beside the first `left` columns once more.
std::string fitted(std::vector<std::vector<std::string>> rows, int width, std::size_t left = 1);

/// Rows that begin with two texts each, such as a ledger's: where a line would be wider than `width`, both go on below
/// themselves.
std::string fitted_two_texts(const std::vector<std::vector<std::string>>& rows, int width);

}  // namespace ballast
