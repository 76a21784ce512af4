/// The nearest known word: what "did you mean" is answered with.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ballast {

/// Edit distance of two words: insertions, deletions, substitutions and swaps of neighbours, in bytes.
int edit_distance(std::string_view a, std::string_view b);

/// The candidate nearest to `word`, if it is near enough to be meant (at most a third of its letters differ, or it
/// begins with the word). The first of equals.
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace ballast
