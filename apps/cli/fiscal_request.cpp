#include "apps/cli/fiscal_request.hpp"

#include <fmt/format.h>

#include <charconv>

namespace ballast::cli {

Expected<int> fiscal_unit(const FiscalCase& of, const std::string& name) {
  if (name.empty() || name == of.city.zh || name == of.city.en) return -1;
  std::vector<std::string> names;
  for (std::size_t c = 0; c < of.units.size(); ++c) {
    if (name == of.units[c].zh || name == of.units[c].en) return static_cast<int>(c);
    names.push_back(of.units[c].zh);
  }
  names.push_back(of.city.zh);
  return fail(usage_issue(fmt::format("--unit: no unit '{}'", name), fmt::format("{}", fmt::join(names, " ")),
                          did_you_mean(name, names)));
}

Expected<Year> fiscal_year(const FiscalCase& of, const Arguments& arguments) {
  Issues issues;
  const auto year = arguments.whole("year", issues);
  if (issues.empty() && !year) issues.push_back(usage_issue("--year is missing", "--year 2026"));
  if (year && (*year < of.first_year || *year > of.last_year))
    issues.push_back({IssueKind::data,
                      {},
                      0,
                      0,
                      fmt::format("--year {} is no year of the case", *year),
                      fmt::format("{} … {}", of.first_year, of.last_year),
                      {}});
  if (!issues.empty()) return fail(std::move(issues));
  return *year;
}

std::optional<Year> parse_year(std::string_view text) {
  constexpr std::size_t kDigits = 4;
  Year year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  const bool whole = text.size() == kDigits && error == std::errc() && end == text.data() + text.size();
  return whole ? std::optional(year) : std::nullopt;
}

}  // namespace ballast::cli
