#include "output/asked.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "output/table/figures.hpp"
#include "output/table/width.hpp"

namespace ballast {

namespace {

constexpr std::string_view kMark = "# 另设 set besides", kBetween = "  ";

std::string_view opening_words(Lang lang) { return in(lang, "自{}年末起算", "Opening position: end of {}"); }
std::string_view before_opening(Lang lang) { return in(lang, "；", "; "); }

std::string opening_sentence(const Asked& asked, Year base_year, Lang lang) {
  if (!asked.from) return {};
  return fmt::format(fmt::runtime(opening_words(lang)), base_year);
}

}  // namespace

std::string sets_sentence(const std::vector<std::string>& sets, Lang lang) {
  if (sets.empty()) return {};
  return filled(Phrase::set_besides, lang, fmt::join(sets, kBetween));
}

void sets_into(Json& json, const std::vector<std::string>& sets) {
  if (!sets.empty()) json["sets"] = sets;
}

std::string set_besides(const std::vector<std::string>& sets, Lang lang) {
  return sets.empty() ? std::string{} : wrapped(sets_sentence(sets, lang), kTableWidth);
}

std::string asked_lines(const Asked& asked, Year base_year, Lang lang) {
  const std::string opening = opening_sentence(asked, base_year, lang);
  return set_besides(asked.sets, lang) + (opening.empty() ? opening : wrapped(opening, kTableWidth));
}

std::vector<std::string> asked_row(const Asked& asked, Year base_year, std::size_t columns) {
  std::vector<std::string> row{std::string(kMark)};
  for (const Lang lang : {Lang::zh, Lang::en}) {
    std::string said = sets_sentence(asked.sets, lang);
    const std::string opening = opening_sentence(asked, base_year, lang);
    if (!said.empty() && !opening.empty()) said += before_opening(lang);
    row.push_back(said + opening);
  }
  if (row.back().empty()) return {};
  row.resize(std::max(columns, row.size()));
  return row;
}

std::vector<std::string> sets_row(const std::vector<std::string>& sets, std::size_t columns) {
  Asked asked;
  asked.sets = sets;
  return asked_row(asked, 0, columns);
}

std::vector<std::string> sets_of_remark(const std::vector<std::string>& cells) {
  if (cells.size() < 3 || cells[0] != kMark) return {};
  const std::string_view words = phrase(Phrase::set_besides, Lang::en), opening = opening_words(Lang::en);
  const std::string_view before = words.substr(0, words.find('{'));
  std::string_view said = cells[2];
  if (!said.starts_with(before)) return {};
  said.remove_prefix(before.size());
  said = said.substr(0, said.find(std::string(before_opening(Lang::en)).append(opening.substr(0, opening.find('{')))));
  std::vector<std::string> sets;
  while (!said.empty()) {
    const std::size_t end = std::min(said.find(kBetween), said.size());
    if (end > 0) sets.emplace_back(said.substr(0, end));
    said.remove_prefix(std::min(end + kBetween.size(), said.size()));
  }
  return sets;
}

}  // namespace ballast
