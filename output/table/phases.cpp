#include "output/table/phases.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <vector>

#include "output/table/figures.hpp"
#include "output/table/width.hpp"

namespace ballast {

std::string phase_text(Phase phase, Lang lang) {
  constexpr std::array kTexts{Phrase::phase_history, Phrase::phase_estimate, Phrase::phase_projection};
  return std::string(phrase(kTexts[static_cast<std::size_t>(phase)], lang));
}

std::string phase_legend(const YearsShown& shown, Lang lang) {
  std::vector<std::string> kinds;
  const auto add = [&](Phrase id, Year first, Year last) {
    if (first > last) return;
    const std::string years =
        first == last ? std::to_string(first) : fmt::format("{}{}{}", first, in(lang, "—", "-"), last);
    kinds.push_back(filled(id, lang, years));
  };
  const Year ahead = std::max(shown.from, shown.base_year + 1);
  add(Phrase::legend_history, shown.from, std::min(shown.base_year, shown.to));
  add(Phrase::legend_estimate, ahead, std::min(shown.published_through, shown.to));
  add(Phrase::legend_projection, std::max(ahead, shown.published_through + 1), shown.to);
  return wrapped(fmt::format("{}{}", fmt::join(kinds, in(lang, "；", "; ")), in(lang, "。", ".")), kTableWidth);
}

}  // namespace ballast
