#include "output/numbers.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace ballast {

int decimals_kept(std::string_view unit) {
  constexpr int kMoney = 2, kHeads = 6, kShares = 12;
  if (unit.starts_with("yuan")) return kMoney;
  return unit == "person" ? kHeads : kShares;
}

double rounded(double value, int decimals) {
  const double scale = std::pow(10.0, decimals);
  const double scaled = value * scale;
  // Beyond 2^53 a double has no decimals left to round.
  if (!(std::abs(scaled) < 9e15)) return value;
  return std::round(scaled) / scale + 0.0;
}

std::string plain_number(double value, int decimals) {
  if (std::isnan(value)) return {};
  std::array<char, 400> buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), rounded(value, decimals), std::chars_format::fixed);
  return {buffer.data(), end.ptr};
}

}  // namespace ballast
