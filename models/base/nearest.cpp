#include "models/base/nearest.hpp"

#include <algorithm>
#include <numeric>

namespace ballast {
namespace {

constexpr std::size_t kLongestCompared = 256;

/// The characters of a name in UTF-8: to bytes 乙县 would be nearer to 丙县 than to 乙区.
std::vector<std::string_view> characters(std::string_view name) {
  std::vector<std::string_view> all;
  for (std::size_t at = 0; at < name.size();) {
    std::size_t end = at + 1;
    while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) ++end;
    all.push_back(name.substr(at, end - at));
    at = end;
  }
  return all;
}

std::size_t edit_distance(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.back();
}

/// One known name that begins with what was written, or ends with it after a point.
std::string completed(std::string_view wrong, const std::vector<std::string>& known) {
  const std::string last = "." + std::string(wrong);
  const auto fits = [&](const std::string& name) {
    return name != wrong && (name.starts_with(wrong) || name.ends_with(last));
  };
  const auto found = std::find_if(known.begin(), known.end(), fits);
  const bool one = !wrong.empty() && found != known.end() && std::none_of(found + 1, known.end(), fits);
  return one ? *found : std::string{};
}

}  // namespace

std::string nearest_name(std::string_view wrong, const std::vector<std::string>& known) {
  if (wrong.size() > kLongestCompared) return {};
  if (std::string whole = completed(wrong, known); !whole.empty()) return whole;
  const auto written = characters(wrong);
  std::string best;
  bool alone = true;  // of short names in Chinese several may be as near: none of them is meant more than the others
  std::size_t smallest = std::max<std::size_t>(2, written.size() / 2);
  for (const std::string& name : known) {
    const std::size_t distance = edit_distance(written, characters(name));
    if (distance == 0 || distance > smallest || (distance == smallest && best.empty())) continue;
    alone = distance < smallest, smallest = distance;
    if (alone) best = name;
  }
  return alone || written.size() == wrong.size() ? best : std::string{};
}

}  // namespace ballast
