/// What was set besides the case (`--set`) and from which opening it was asked (`--from`): as keys of a document, as
/// lines of text, and as a remark of a table. Figures that are not the case's own say so wherever they are shown.
#pragma once

#include <string>
#include <vector>

#include "output/json/json.hpp"
#include "output/texts.hpp"

namespace ballast {

/// `sets`, where anything was set.
void sets_into(Json& json, const std::vector<std::string>& sets);
/// The sentence that says so; empty where nothing was set.
std::string sets_sentence(const std::vector<std::string>& sets, Lang lang);
/// The same as lines of a table's width.
std::string set_besides(const std::vector<std::string>& sets, Lang lang);

/// Of a projection, or a case of stage 2: `sets`, then the years.
template <class Of>
void asked_into(Json& json, const Of& of) {
  sets_into(json, of.asked.sets);
  json["base_year"] = of.base_year;
  json["first_year"] = of.first_year;
  json["last_year"] = of.last_year;
}

/// The lines below a title, each with its line break; empty where the case was asked as it is.
std::string asked_lines(const Asked& asked, Year base_year, Lang lang);
/// The same as one remark of a table with `columns` cells; empty where there is nothing to say.
std::vector<std::string> asked_row(const Asked& asked, Year base_year, std::size_t columns);
/// The same of a document that knows no more than what was set.
std::vector<std::string> sets_row(const std::vector<std::string>& sets, std::size_t columns);
/// What was set, by the cells of a remark that asked_row wrote; nothing of any other remark.
std::vector<std::string> sets_of_remark(const std::vector<std::string>& cells);

template <class Of>
std::string asked_lines(const Of& of, Lang lang) {
  return asked_lines(of.asked, of.base_year, lang);
}
template <class Of>
void add_asked_row(std::vector<std::vector<std::string>>& rows, const Of& of) {
  std::vector<std::string> row = asked_row(of.asked, of.base_year, rows.front().size());
  if (!row.empty()) rows.push_back(std::move(row));
}

}  // namespace ballast
