/// What the program has taken at most.
#pragma once

namespace ballast::cli {

/// Resident since it began [MB].
double peak_megabytes();

}  // namespace ballast::cli
