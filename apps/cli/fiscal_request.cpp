#include "apps/cli/fiscal_request.hpp"

#include <fmt/format.h>

#include <charconv>

#include "apps/cli/named_unit.hpp"

namespace ballast::cli {

Expected<int> fiscal_unit(const FiscalCase& of, const std::string& name) {
  if (name.empty() || name == of.city.zh || name == of.city.en) return -1;
  std::vector<Label> known = of.units;
  known.push_back(of.city);
  return named_unit("--unit", name, known);
}

std::optional<Year> year_asked(const Arguments& arguments, Issues& issues) {
  const std::size_t before = issues.size();
  const auto year = arguments.whole("year", issues);
  if (!year && issues.size() == before) issues.push_back(usage_issue("--year is missing", "--year 2026"));
  return year;
}

Expected<Year> fiscal_year(const FiscalCase& of, const Arguments& arguments) {
  Issues issues;
  const auto year = year_asked(arguments, issues);
  if (year && (*year < of.first_year || *year > of.last_year))
    issues.push_back(issue_of(IssueKind::data, fmt::format("--year {} is no year of the case", *year),
                              fmt::format("{} … {}", of.first_year, of.last_year)));
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
