/// What is illustrative says so on the face of every output but bare tables of numbers (product: nothing illustrative
/// may look official): as lines of text, as keys of a document, and as a remark of a table, which is read back from it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "output/json/json.hpp"
#include "output/table/figures.hpp"
#include "output/texts.hpp"

namespace ballast {

/// What is not measured about the figures; of none, nothing is said.
using Notice = std::optional<Label>;

/// Of a projection, or a case of stage 2.
template <class Of>
Notice notice_of(const Of& of) {
  return of.illustrative ? Notice(of.notice) : std::nullopt;
}

/// The lines above a table, with their line break; empty without a notice.
std::string notice_lines(const Notice& notice, Lang lang);

/// The same below a title, other lines following; marked on a terminal.
std::string notice_below(const Notice& notice, const TableStyle& style);

/// `illustrative`, `notice`, `notice_zh`; nothing without a notice.
void notice_into(Json& json, const Notice& notice);

/// Of a projection, or a case of stage 2: `illustrative` whether it is or not, and its notice.
template <class Of>
void mark_into(Json& json, const Of& of) {
  json["illustrative"] = of.illustrative;
  notice_into(json, notice_of(of));
}

/// What is said of a case on its page: `note`, `note_zh`.
template <class Of>
void note_into(Json& json, const Of& of) {
  json["note"] = of.note.en;
  json["note_zh"] = of.note.zh;
}

/// The remark of a table with `columns` cells: the marks first, so that the line is a remark whatever the sentences
/// hold, then the notice in Chinese and in English.
std::vector<std::string> notice_row(const Label& notice, std::size_t columns);

/// What is said of figures that come from a file which only calls itself illustrative.
Label illustrative_file(const std::string& name);

/// What the cells of a remark in the table `name` say: the notice written by notice_row, or that the table calls itself
/// illustrative in words of its own; nothing of any other remark.
Notice notice_of_remark(const std::vector<std::string>& cells, const std::string& name);

}  // namespace ballast
