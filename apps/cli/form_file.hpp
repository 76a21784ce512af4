/// The budget form as an office filled it in (`ballast budget draft FORM.csv`): a table in the lines of the official
/// form, a column for each unit, one for 市级统筹. Sums may be left out; where they stand they must be right.
#pragma once

#include <string>

#include "models/base/expected.hpp"
#include "output/budget/form_document.hpp"

namespace ballast::cli {

/// Every issue at once, each with its cell: unknown lines or columns, no numbers, sums that are none (44-2.2).
Expected<FilledForm> read_form_file(const std::string& path, Year year);

}  // namespace ballast::cli
