#include "apps/cli/named_unit.hpp"

#include <fmt/format.h>

#include "apps/cli/console.hpp"
#include "scenarios/reader/unit_lookup.hpp"

namespace ballast::cli {

Expected<int> named_unit(std::string_view option, const std::string& name, std::span<const Label> units) {
  if (const auto unit = find_unit(name, units)) return *unit;
  return fail(usage_issue(fmt::format("{}: no unit '{}'", option, name), fmt::format("one of: {}", listed_units(units)),
                          did_you_mean(name, names_of_units(units))));
}

}  // namespace ballast::cli
