#include "apps/cli/named_unit.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "apps/cli/console.hpp"

namespace ballast::cli {

Expected<int> named_unit(std::string_view option, const std::string& name, std::span<const Label> units) {
  const auto unit =
      std::find_if(units.begin(), units.end(), [&](const Label& one) { return name == one.zh || name == one.en; });
  if (unit != units.end()) return static_cast<int>(unit - units.begin());
  std::vector<std::string> listed, known;
  for (const Label& one : units) listed.push_back(one.zh), known.push_back(one.zh), known.push_back(one.en);
  return fail(usage_issue(fmt::format("{}: no unit '{}'", option, name), fmt::format("{}", fmt::join(listed, " ")),
                          did_you_mean(name, known)));
}

}  // namespace ballast::cli
