#include "scenarios/reader/meant_name.hpp"

#include <algorithm>

#include "models/base/nearest.hpp"

namespace ballast {

std::string meant_name(std::string_view wrong, const std::vector<std::string>& known) {
  constexpr std::size_t kLongestWord = 64;  // is_permutation is quadratic
  const auto meant = std::find_if(known.begin(), known.end(), [wrong](const std::string& name) {
    return name.starts_with(wrong) || std::is_permutation(name.begin(), name.end(), wrong.begin(), wrong.end());
  });
  const bool sure = wrong.size() > 1 && wrong.size() < kLongestWord && meant != known.end();
  return sure ? *meant : nearest_name(wrong, known);
}

}  // namespace ballast
