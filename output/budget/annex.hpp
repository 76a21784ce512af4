/// 社预附01 基础资料, line by line: what stands behind the amounts of the form. Every line stands once in its
/// catalogue; the document, the printed form and the table for a spreadsheet are made from it.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "output/json/json.hpp"
#include "output/texts.hpp"
#include "sim/studies/budget_draft.hpp"

namespace ballast {

struct AnnexRow {
  std::string_view key, zh, en;
  std::string_view unit;  ///< person, yuan or 1
  bool part;              ///< of the line above
  bool adds;              ///< of the whole city it is the sum over the units
  std::optional<double> (*value)(const BasicData&);
};

inline constexpr std::size_t kAnnexRows = 12;
extern const std::array<AnnexRow, kAnnexRows> kAnnexCatalogue;

/// One fund's annex, in the order of the catalogue; none: not known.
using Annex = std::array<std::optional<double>, kAnnexRows>;

Annex annex_of(const BasicData& basic);
Json annex_json(const Annex& annex);

/// What is wrong with a line of an annex: a share above one, more payers than contributors, a number below zero.
struct AnnexFlaw {
  std::string what, expected;
};
std::optional<AnnexFlaw> annex_flaw(const Annex& annex, std::size_t line);

/// A line of the whole city that is not what the units give together, but for rounding.
std::optional<AnnexFlaw> annex_sum_flaw(const Annex& city, std::span<const std::optional<Annex>> units,
                                        std::size_t line);

/// The heading of a line with its unit, as tables say it: persons, yuan, shares as fractions.
std::string annex_heading(const AnnexRow& row, Lang lang);

/// The line of a name: key, Chinese or English with or without its unit; kAnnexRows: nobody is called so.
std::size_t annex_line(std::string_view name);

}  // namespace ballast
