/// Timeline: a value that changes on dated months, each with its authority.
/// The year's value of a rate is the mean of its twelve months (2016: 4 × 20 % and 8 × 19 % = 19.3333 %).
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "models/base/quantity.hpp"

namespace ballast {

/// Where a value stands in law: 已施行 enacted, 假设 assumed, 拟议 proposed; tables add measured, estimated, synthetic.
enum class Status { enacted, assumed, proposed, measured, estimated, synthetic };

inline constexpr std::array<std::string_view, 6> kStatusKeys{"enacted",  "assumed",   "proposed",
                                                             "measured", "estimated", "synthetic"};
inline constexpr std::array<std::string_view, 6> kStatusNamesZh{"已施行", "假设", "拟议", "实测", "估计", "合成"};
/// From here on those of tables.
inline constexpr auto kFirstOfTables = static_cast<std::size_t>(Status::measured);
constexpr std::string_view key(Status status) { return kStatusKeys[static_cast<std::size_t>(status)]; }
constexpr std::string_view name_zh(Status status) { return kStatusNamesZh[static_cast<std::size_t>(status)]; }

/// One dated value with its pedigree.
struct Dated {
  YearMonth from;
  std::variant<double, std::string> value;  ///< a number, or the name of a choice
  Status status = Status::assumed;
  std::string source;     ///< decree, clause or table the value comes from, and how it is read
  std::string source_zh;  ///< the same in Chinese
};

/// How a rule without dates stands, and where it comes from.
struct Standing {
  Status status = Status::assumed;
  std::string source, source_zh;
};

/// Dated values in order of their months; each holds until the next begins.
using Timeline = std::vector<Dated>;

/// The entry in force in a month; the first holds before its date.
const Dated& in_force(const Timeline& timeline, YearMonth month);

/// A resolved number by month, from the first month of the first year on.
struct MonthlySeries {
  Year first_year = 0;
  std::vector<double> months;

  double month(YearMonth at) const { return months[static_cast<std::size_t>(at.index - 12 * first_year)]; }
  double year_mean(Year year) const;  ///< to the bit the value that holds all year, where one does
  bool operator==(const MonthlySeries&) const = default;
};

/// The later layer's values replace the earlier layer's from the later layer's first date on.
Timeline overlaid(const Timeline& below, const Timeline& above);

}  // namespace ballast
