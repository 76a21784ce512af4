/// Files a user names on the command line. They may be anything: missing, huge, not text, not what was meant.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/base/expected.hpp"
#include "models/base/quantity.hpp"
#include "models/benefit/award.hpp"

namespace ballast::cli {

/// The whole text; `not_found` when it cannot be opened, `data` when it is larger than 1 MiB.
Expected<std::string> read_user_file(const std::string& path);

/// One person's figures as `ballast award` is given them.
struct AwardFile {
  YearMonth award_month;
  AwardInput input;
};

/// A JSON object with the keys of the award contract; every issue at once, located.
Expected<AwardFile> read_award_file(const std::string& path);
/// The same from a text; `path` is how messages call it.
Expected<AwardFile> award_file_from(const std::string& path, const std::string& text);

/// Death probabilities of one column of a table with a column `age`.
struct MortalityColumn {
  int first_age = 0;
  std::vector<double> qx;
};

/// A CSV table: ages consecutive, probabilities in [0, 1], the last one 1; every issue at once, located.
Expected<MortalityColumn> read_mortality_column(const std::string& path, const std::string& column);

}  // namespace ballast::cli
