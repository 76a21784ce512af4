/// What the fiscal verbs (`rules`, `explain`, `targets`, `budget`) have in common on their command lines.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "apps/cli/projection_request.hpp"
#include "sim/studies/fiscal_case.hpp"

namespace ballast::cli {

/// The unit's index; −1 for the whole city (no name, or its name). Usage issue for a name nobody has.
Expected<int> fiscal_unit(const FiscalCase& of, const std::string& name);

/// --year; an issue where it is missing or no year.
std::optional<Year> year_asked(const Arguments& arguments, Issues& issues);

/// A year of the case; usage issue when it is missing, data issue when the case does not hold it.
Expected<Year> fiscal_year(const FiscalCase& of, const Arguments& arguments);

/// Four digits; nothing else.
std::optional<Year> parse_year(std::string_view text);

}  // namespace ballast::cli
