#include "output/asked.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "output/table/figures.hpp"
#include "output/table/width.hpp"

namespace ballast {

namespace {

std::string sets_sentence(const Asked& asked, Lang lang) {
  if (asked.sets.empty()) return {};
  return fmt::format(fmt::runtime(phrase(Phrase::set_besides, lang)), fmt::join(asked.sets, "  "));
}

std::string opening_sentence(const Asked& asked, Year base_year, Lang lang) {
  if (!asked.from) return {};
  return fmt::format(fmt::runtime(in(lang, "自{}年末起算", "Opening position: end of {}")), base_year);
}

}  // namespace

Asked only_sets(std::vector<std::string> sets) {
  return {.case_name = {}, .sets = std::move(sets), .from = {}, .horizon = {}, .top_service = {}};
}

void sets_into(Json& json, const Asked& asked) {
  if (!asked.sets.empty()) json["sets"] = asked.sets;
}

std::string asked_lines(const Asked& asked, Year base_year, Lang lang) {
  std::string out;
  for (const std::string& said : {sets_sentence(asked, lang), opening_sentence(asked, base_year, lang)})
    if (!said.empty()) out += wrapped(said, kTableWidth);
  return out;
}

std::vector<std::string> asked_row(const Asked& asked, Year base_year, std::size_t columns) {
  std::vector<std::string> row{"# 另设 set besides"};
  for (const Lang lang : {Lang::zh, Lang::en}) {
    std::string said = sets_sentence(asked, lang);
    const std::string opening = opening_sentence(asked, base_year, lang);
    if (!said.empty() && !opening.empty()) said += in(lang, "；", "; ");
    row.push_back(said + opening);
  }
  if (row.back().empty()) return {};
  row.resize(std::max(columns, row.size()));
  return row;
}

}  // namespace ballast
