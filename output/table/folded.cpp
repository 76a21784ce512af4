#include "output/table/folded.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "output/table/figures.hpp"
#include "output/table/fitted.hpp"
#include "output/table/width.hpp"

namespace ballast {

namespace {

using Row = std::vector<std::string>;

bool same_figures(const Row& a, const Row& b) { return std::equal(a.begin() + 1, a.end(), b.begin() + 1, b.end()); }

std::string alike_line(const std::string& shown, const std::vector<std::string>& others, Lang lang) {
  return wrapped(fmt::format(fmt::runtime(in(lang, "各列与“{}”相同、未另列：{}。",
                                             "The same figures as \"{}\", not shown again: {}.")),
                             shown, fmt::join(others, in(lang, "、", "; "))),
                 kTableWidth);
}

}  // namespace

std::string folded(std::vector<Row> rows, Lang lang) {
  std::vector<Row> kept{rows.front()};
  std::vector<std::vector<std::string>> alike(1);  // names left out for each line kept
  for (auto row = rows.begin() + 1; row != rows.end(); ++row) {
    const auto same =
        std::find_if(kept.begin() + 1, kept.end(), [&](const Row& one) { return same_figures(one, *row); });
    if (same == kept.end())
      kept.push_back(*row), alike.emplace_back();
    else
      alike[static_cast<std::size_t>(same - kept.begin())].push_back(row->front());
  }
  std::string lines;
  for (std::size_t k = 1; k < kept.size(); ++k)
    if (!alike[k].empty()) lines += alike_line(kept[k].front(), alike[k], lang);
  return fitted(std::move(kept), kTableWidth) + lines;
}

}  // namespace ballast
