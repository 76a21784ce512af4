/// Tables whose cells are parted by another sign than the comma: spreadsheets of many countries save semicolons.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "models/base/expected.hpp"

namespace ballast {

/// Of a header (line `number` of `shown`) without a comma that another sign parts; the table is then not read further.
std::optional<Issue> parted_otherwise(const std::string& shown, int number, std::string_view header);

}  // namespace ballast
