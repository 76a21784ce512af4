/// What two results that are held against one another were computed from, as far as it is not the same: their numbers
/// say nothing about it, and both may be called "Baseline".
#pragma once

#include <string>
#include <vector>

#include "output/json/json.hpp"
#include "output/texts.hpp"
#include "sim/engine/projection.hpp"

namespace ballast {

/// How `one` is called beside `other`: title and key of its case; its place and what was set, where the other's differ.
std::string told_apart(const Projection& one, const Projection& other, Lang lang);

/// What was set in both alike, which tables and knobs are not the same: lines below a heading, each with its line
/// break.
std::string alike_and_other(const Projection& base, const Projection& other, Lang lang);

/// What is said of `other` on its page, where the base says something else: lines of text.
std::string other_note(const Projection& base, const Projection& other, Lang lang);

/// Tables of the place whose texts differ or that only one of the two has, by the names of their files: a copy of a
/// place keeps its name and the names of its units.
std::vector<std::string> other_tables(const Projection& base, const Projection& other);

/// Knobs whose values differ in any unit or year: what a case changes, and what follows from it, in
/// the order of the inputs.
std::vector<std::string> changed_knobs(const Projection& base, const Projection& other);

/// Knobs of uncertainty (`futures.…`) whose values differ: draws that are the same then make other futures.
std::vector<std::string> other_spreads(const Projection& base, const Projection& other);

/// `case`, `place`, (`sets`): which case of which place it is.
void told_apart_into(Json& json, const Projection& one);

}  // namespace ballast
