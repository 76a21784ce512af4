/// The ways out of membership and what each asks for (equations M5).
#pragma once

#include <array>
#include <limits>

namespace ballast {

/// Ways into a pension. 正常退休 · 弹性提前 · 弹性延迟 · 特殊工种 · 病退 · 违规提前 · 延缴期满; from 2025 illness leads
/// to the benefit 病残津贴: as a pension (illness), the basic part only (illness_partial), for some months
/// (illness_limited; M5.2c).
enum class Way { early, statutory, late, special, illness, irregular, extended, illness_partial, illness_limited };
inline constexpr int kWays = 9;
inline constexpr int kLimitedTwelves = 4;  ///< months of illness_limited by twelves; the last takes what is above
inline constexpr int kMostExits = 12;      ///< ways open to one age in one year, several minimum years counted apart
inline constexpr int kMostTests = 8;       ///< tests of years that they ask for, together

/// What a way asks for: the share of each bucket that has it. The same for every lane.
struct YearsTest {
  const double* here = nullptr;  ///< e(s): share of bucket s with the years asked for, by bucket
  const double* next = nullptr;  ///< e(s+1), by bucket s: of those who gain the year
  int first = 0, last = 0;       ///< buckets [first, last) with anybody who passes
  /// Of illness_limited only: e(s) times years of benefit, by bucket and twelve months.
  const std::array<double, kLimitedTwelves>* years_of_benefit = nullptr;
  /// The first bucket in which a twelve holds anything: months fill one after the other.
  std::array<int, kLimitedTwelves> twelve_from{};

  bool is_limited() const { return years_of_benefit != nullptr; }
  bool operator==(const YearsTest&) const = default;
};

/// One way out of membership for one category, age and year. The same for every lane.
struct Exit {
  Way way = Way::statutory;
  double share = 0;         ///< p_o: of those alive, after the ways that come first
  double asked = 0;         ///< of those alive and short of years: asked for the first time whether to leave or buy
  double asked_before = 0;  ///< share of the cohort asked in earlier years
  double gained = 0;        ///< Ψ_o
  int test = 0;             ///< of the row's tests: what it asks for
  const double* here = nullptr;  ///< e(s) of that test
  const double* next = nullptr;  ///< e(s+1); of those made up on 31 December (M5.2d) their share
  double minimum_years = 0;      ///< M / 12 [years]
  double leave = 0;              ///< of the short: leave with their account on 31 December
  double buy = 0;                ///< of the short: buy the missing years on 31 December
  double loan = 0;               ///< of the short of bucket loan_from and above: buy them with a loan 助保贷款
  int loan_from = std::numeric_limits<int>::max();

  double buying(int s) const { return s >= loan_from ? buy + loan : buy; }
  double leaving(int s) const { return s >= loan_from ? leave * (1.0 - loan) : leave; }
  /// Of the short of bucket s, those asked this year; who left or bought when asked before is no longer among them.
  double asks(int s) const { return asked / (1.0 - (leaving(s) + buying(s)) * asked_before); }
  /// Of the short of bucket s, those who end their membership because they were asked.
  double ending(int s) const { return asks(s) * (leaving(s) + buying(s)); }
  /// Whether anybody ends membership because of being asked.
  bool ends_some() const { return asked > 0 && leave + buy + loan > 0; }
  bool operator==(const Exit&) const = default;
  /// Whether anybody of bucket s does: somebody is short there, and does not just keep paying.
  bool ends_some(int s) const { return here[s] < 1.0 && leaving(s) + buying(s) > 0; }
  /// Whether the short of two buckets are asked and answer alike.
  bool asks_alike(int s, int other) const {
    return here[s] == here[other] && next[s] == next[other] && (s >= loan_from) == (other >= loan_from);
  }
};

}  // namespace ballast
