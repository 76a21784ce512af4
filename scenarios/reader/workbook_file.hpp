/// A spreadsheet's own file: no table is read out of one, and who names one is told what to do.
#pragma once

#include <string>
#include <string_view>

#include "models/base/expected.hpp"

namespace ballast {

/// Whether a name is that of a workbook.
bool is_workbook(std::string_view name);

/// Whether bytes are those of a workbook, whatever its name.
bool begins_as_workbook(std::string_view bytes);

/// Named where one table is wanted.
Issue workbook_not_read(const std::string& shown);

/// Named where the tables of a place are wanted, or filled in instead of them.
Issue workbook_of_tables(const std::string& shown);

/// Name of the first workbook of a folder, or nothing.
std::string workbook_in(const std::string& folder);

}  // namespace ballast
