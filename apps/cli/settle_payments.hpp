/// The dated payments of a unit's treasury in the file of `ballast settle`: payments: [{date, amount}] (44-2.9).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "apps/cli/located_json.hpp"
#include "models/subsidy/withholding.hpp"

namespace ballast::cli {

/// Takes an issue: where, what, what was expected, the nearest right name.
using Complain = std::function<void(TextPlace, std::string, std::string, std::string)>;

/// What the array at `pointer` says, every issue of it told. `year`: the year settled, for the days that can belong to
/// it; none: any day. Amounts in yuan, up to `most`.
std::vector<Payment> payments_at(const LocatedJson& located, const std::string& pointer, std::optional<Year> year,
                                 double most, const Complain& complain);

}  // namespace ballast::cli
