#include "output/notice.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "output/table/width.hpp"

namespace ballast {

namespace {

constexpr std::string_view kMark = "# 演示 illustrative";

std::string sentence(const Label& notice, Lang lang) { return filled(Phrase::illustrative, lang, in(notice, lang)); }

/// A remark of a table is one line.
std::string in_one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return text;
}

/// The notice behind the words that mark it; empty when it is not marked.
std::string without_mark(std::string_view cell, Lang lang) {
  const std::string_view words = phrase(Phrase::illustrative, lang), mark = words.substr(0, words.find('{'));
  return std::string(cell.starts_with(mark) ? cell.substr(mark.size()) : std::string_view{});
}

bool calls_itself_illustrative(const std::string& cell) {
  return cell.find("演示") != std::string::npos || cell.find("llustrative") != std::string::npos;
}

}  // namespace

std::string notice_lines(const Notice& notice, Lang lang) {
  return notice ? wrapped(sentence(*notice, lang), kTableWidth) + "\n" : std::string{};
}

std::string notice_below(const Notice& notice, const TableStyle& style) {
  return notice ? warning(wrapped(sentence(*notice, style.lang), kTableWidth), style) : std::string{};
}

void notice_into(Json& json, const Notice& notice) {
  if (!notice) return;
  json["illustrative"] = true;
  json["notice"] = notice->en;
  json["notice_zh"] = notice->zh;
}

std::vector<std::string> notice_row(const Label& notice, std::size_t columns) {
  std::vector<std::string> row{std::string(kMark), in_one_line(sentence(notice, Lang::zh)),
                               in_one_line(sentence(notice, Lang::en))};
  row.resize(std::max(columns, row.size()));
  return row;
}

Label illustrative_file(const std::string& name) {
  return {fmt::format("{} 已注明为演示数据。", name), fmt::format("{} calls itself illustrative.", name)};
}

Notice notice_of_remark(const std::vector<std::string>& cells, const std::string& name) {
  if (std::none_of(cells.begin(), cells.end(), calls_itself_illustrative)) return std::nullopt;
  const bool ours = cells.size() > 2 && cells[0] == kMark;
  Label notice = ours ? Label{without_mark(cells[1], Lang::zh), without_mark(cells[2], Lang::en)} : Label{};
  return notice.zh.empty() || notice.en.empty() ? illustrative_file(name) : notice;
}

}  // namespace ballast
