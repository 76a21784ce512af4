/// What a unit may be called: its name stands in tables, in file names, in spreadsheets and on terminals.
#pragma once

#include <string>
#include <string_view>

namespace ballast {

/// Not empty, short, no formula of a spreadsheet, no path, nothing that moves a cursor, no spaces at its ends.
bool is_unit_name(std::string_view name);
/// What a spreadsheet would compute.
bool is_formula(std::string_view text);
/// The name of a sum over units, in Chinese or English, however it is spaced, with or without a colon.
bool is_total(std::string_view name);
/// What to do about a row of a table that such a name stands in.
inline constexpr std::string_view kWithoutTotals = "leave out rows that add others up";
/// A name that budgets and their forms give to something else than a unit, or a sum.
bool is_taken(std::string_view name);
/// What is asked for in its place.
std::string what_is_taken();
/// What a unit may be called, in words.
std::string what_is_a_unit_name();

}  // namespace ballast
