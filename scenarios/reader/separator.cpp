#include "scenarios/reader/separator.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "scenarios/reader/csv_line.hpp"

namespace ballast {

std::optional<Issue> parted_otherwise(const std::string& shown, int number, std::string_view header) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kSigns{
      {{"\t", "tabs"}, {";", "semicolons"}, {"；", "semicolons of full width"}, {"，", "commas of full width"}}};
  if (header.find(',') != std::string_view::npos) return std::nullopt;
  for (const auto& [sign, name] : kSigns)
    if (const std::size_t at = header.find(sign); at != std::string_view::npos)
      return Issue{.kind = IssueKind::data,
                   .file = shown,
                   .line = number,
                   .column = characters(header.substr(0, at)) + 1,
                   .what = fmt::format("the cells are parted by {}", name),
                   .expected = "cells parted by commas",
                   .remedy = "save the table as CSV UTF-8 with commas"};
  return std::nullopt;
}

}  // namespace ballast
