#include "output/table/fitted.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>

#include "output/table/figures.hpp"
#include "output/table/width.hpp"

namespace ballast {

namespace {

using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

constexpr int kBetween = 2;  // columns, as `aligned` leaves them

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find(at, from), text.size());
    parts.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return parts;
}

std::vector<int> widths_of(const Rows& rows) {
  std::vector<int> widths;
  for (const Row& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_width(row[i]));
  }
  return widths;
}

/// The narrowest that the column of names may become: no word is broken in it.
int least_for_names(const Rows& rows) {
  int widest = 0, word = 0;
  for (const Row& row : rows) {
    if (row.empty()) continue;
    widest = std::max(widest, display_width(row[0]));
    for (const std::string& one : split(row[0], ' ')) word = std::max(word, display_width(one));
  }
  return std::min({widest, word + kBetween, kUnitWidth});
}

/// What all columns but the first take.
int beside_the_names(const Rows& rows) {
  const std::vector<int> widths = widths_of(rows);
  int sum = 0;
  for (std::size_t i = 1; i < widths.size(); ++i) sum += kBetween + widths[i];
  return sum;
}

/// A name broken at its spaces; where a piece finds none, between any two characters. What follows is set in further
/// than the name begins.
std::vector<std::string> name_lines(std::string_view name, int width) {
  std::vector<std::string> lines;
  const std::size_t begins = std::min(name.find_first_not_of(' '), name.size());
  const int set_in = static_cast<int>(begins) + kBetween;
  for (int room = width; !name.empty(); room = width - set_in) {
    std::size_t end = name.size();
    while (end != std::string_view::npos && display_width(name.substr(0, end)) > room)
      end = end > 0 ? name.rfind(' ', end - 1) : std::string_view::npos;
    if (end == std::string_view::npos) end = wrapped(name, room).find('\n');
    lines.push_back(std::string(lines.empty() ? 0 : static_cast<std::size_t>(set_in), ' ').append(name.substr(0, end)));
    name.remove_prefix(end);
    name.remove_prefix(std::min(name.find_first_not_of(' '), name.size()));
  }
  return lines;
}

/// Figures stay on a name's first line.
Rows names_over_lines(const Rows& rows, int width) {
  Rows out;
  for (const Row& row : rows) {
    out.push_back(row);
    if (row.empty() || display_width(row[0]) <= width) continue;
    const std::vector<std::string> lines = name_lines(row[0], width);
    out.back()[0] = lines[0];
    for (std::size_t i = 1; i < lines.size(); ++i) out.push_back({lines[i]});
  }
  return out;
}

/// The words of a head, each with the room that the head leaves behind itself.
std::vector<std::string> words_of(const std::string& head) {
  const std::size_t end = head.find_last_not_of(' ') + 1;
  std::vector<std::string> words = split(head.substr(0, end), ' ');
  for (std::string& word : words) word += head.substr(end);
  return words;
}

/// Each word of a head on a line of its own, the last just above the figures.
Rows heads_over_lines(const Rows& rows) {
  std::vector<std::vector<std::string>> words;
  std::size_t lines = 0;
  for (const std::string& head : rows[0]) lines = std::max(lines, words.emplace_back(words_of(head)).size());
  Rows out(lines, Row(rows[0].size()));
  for (std::size_t i = 0; i < words.size(); ++i)
    for (std::size_t k = 0; k < words[i].size(); ++k) out[lines - words[i].size() + k][i] = words[i][k];
  out.insert(out.end(), rows.begin() + 1, rows.end());
  return out;
}

/// Where each table of so many columns ends: as many columns as fit beside the `kept` first ones.
std::vector<std::size_t> ends_of(const std::vector<int>& widths, std::size_t kept, int width) {
  const int beside = std::accumulate(widths.begin(), widths.begin() + static_cast<std::ptrdiff_t>(kept), 0) +
                     kBetween * (static_cast<int>(kept) - 1);
  std::vector<std::size_t> ends;
  int used = beside;
  for (std::size_t i = kept; i < widths.size(); ++i) {
    const int more = kBetween + widths[i];
    if (used > beside && used + more > width) ends.push_back(i), used = beside;
    used += more;
  }
  ends.push_back(widths.size());
  return ends;
}

/// The narrowest tables of as few as can be, so that no column is left alone.
std::vector<std::size_t> even_ends_of(const std::vector<int>& widths, std::size_t kept, int width) {
  std::vector<std::size_t> ends = ends_of(widths, kept, width);
  while (--width > 0) {
    std::vector<std::size_t> narrower = ends_of(widths, kept, width);
    if (narrower.size() > ends.size()) break;
    ends = std::move(narrower);
  }
  return ends;
}

/// How wide each of two columns of texts becomes that have `room` together: the narrower as it is, but no wider than
/// half where the other needs as much.
std::array<int, 2> shared_room(int room, int first, int second) {
  const int half = room / 2;
  if (first <= half) return {first, room - first};
  if (second <= half) return {room - second, second};
  return {half, room - half};
}

bool says_nothing(const Row& row) {
  return std::all_of(row.begin(), row.end(), [](const std::string& cell) { return cell.empty(); });
}

std::string one_below_another(const Rows& rows, int width, std::size_t kept) {
  std::string out;
  std::size_t first = kept;
  for (const std::size_t end : even_ends_of(widths_of(rows), kept, width)) {
    Rows part;
    for (const Row& row : rows) {
      Row cells;
      for (std::size_t i = 0; i < std::min(end, row.size()); ++i)
        if (i < kept || i >= first) cells.push_back(row[i]);
      if (!says_nothing(cells)) part.push_back(std::move(cells));  // a line of heads may be another table's alone
    }
    out += (out.empty() ? "" : "\n") + aligned(part, kept);
    first = end;
  }
  return out;
}

/// Two texts side by side, each going on below itself; what else the row has stays on the first line.
void add_two_texts(const Row& row, const std::array<int, 2>& widths, Rows& out) {
  const auto first = name_lines(row[0], widths[0]), second = name_lines(row[1], widths[1]);
  const auto at = [](const std::vector<std::string>& lines, std::size_t i) {
    return i < lines.size() ? lines[i] : std::string{};
  };
  out.push_back(row);
  out.back()[0] = at(first, 0), out.back()[1] = at(second, 0);
  for (std::size_t i = 1; i < std::max(first.size(), second.size()); ++i) out.push_back({at(first, i), at(second, i)});
}

}  // namespace

std::string fitted_two_texts(const std::vector<std::vector<std::string>>& rows, int width) {
  const std::vector<int> natural = widths_of(rows);
  const int room = width - beside_the_names(rows) + natural[1];
  Rows out;
  for (const Row& row : rows) add_two_texts(row, shared_room(room, natural[0], natural[1]), out);
  return aligned(out, 2);
}

std::string fitted(std::vector<std::vector<std::string>> rows, int width, std::size_t left) {
  if (rows.empty() || rows[0].empty()) return aligned(rows, left);
  const int least = least_for_names(rows);
  const auto fits = [&] { return beside_the_names(rows) + least <= width; };
  if (!fits()) rows = heads_over_lines(rows);
  const int room = fits() ? width - beside_the_names(rows) : width / 2;
  rows = names_over_lines(rows, room);
  return widths_of(rows)[0] + beside_the_names(rows) <= width ? aligned(rows, left)
                                                              : one_below_another(rows, width, left);
}

}  // namespace ballast
