/// Where a value of the law comes from and where it stands: decree, clause, source and status of one TOML table.
#pragma once

#include <string>

#include "scenarios/reader/fields.hpp"
#include "scenarios/timeline.hpp"

namespace ballast {

Status read_status(Fields& fields);

/// Decree, clause and source in one line; an issue when neither decree nor source is given.
std::string read_pedigree(Fields& fields);

}  // namespace ballast
