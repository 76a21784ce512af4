#include "output/asked.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "output/table/figures.hpp"
#include "output/table/width.hpp"

namespace ballast {

namespace {

std::string sets_sentence(const std::vector<std::string>& sets, Lang lang) {
  if (sets.empty()) return {};
  return fmt::format(fmt::runtime(phrase(Phrase::set_besides, lang)), fmt::join(sets, "  "));
}

std::string opening_sentence(const Asked& asked, Year base_year, Lang lang) {
  if (!asked.from) return {};
  return fmt::format(fmt::runtime(in(lang, "自{}年末起算", "Opening position: end of {}")), base_year);
}

}  // namespace

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
  std::vector<std::string> row{"# 另设 set besides"};
  for (const Lang lang : {Lang::zh, Lang::en}) {
    std::string said = sets_sentence(asked.sets, lang);
    const std::string opening = opening_sentence(asked, base_year, lang);
    if (!said.empty() && !opening.empty()) said += in(lang, "；", "; ");
    row.push_back(said + opening);
  }
  if (row.back().empty()) return {};
  row.resize(std::max(columns, row.size()));
  return row;
}

}  // namespace ballast
