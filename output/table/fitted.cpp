#include "output/table/fitted.hpp"

#include <algorithm>

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

/// What all columns but the first take.
int beside_the_names(const Rows& rows) {
  const std::vector<int> widths = widths_of(rows);
  int sum = 0;
  for (std::size_t i = 1; i < widths.size(); ++i) sum += kBetween + widths[i];
  return sum;
}

/// Figures stay on a name's first line; what follows of the name is indented.
Rows names_over_lines(const Rows& rows, int width) {
  Rows out;
  for (const Row& row : rows) {
    out.push_back(row);
    if (row.empty() || display_width(row[0]) <= width) continue;
    const std::vector<std::string> lines = split(wrapped(row[0], width - kBetween), '\n');
    out.back()[0] = lines[0];
    for (std::size_t i = 1; i < lines.size(); ++i) out.push_back({std::string(kBetween, ' ') + lines[i]});
  }
  return out;
}

/// Each word of a head on a line of its own, the last just above the figures.
Rows heads_over_lines(const Rows& rows) {
  std::vector<std::vector<std::string>> words;
  std::size_t lines = 0;
  for (const std::string& head : rows[0]) lines = std::max(lines, words.emplace_back(split(head, ' ')).size());
  Rows out(lines, Row(rows[0].size()));
  for (std::size_t i = 0; i < words.size(); ++i)
    for (std::size_t k = 0; k < words[i].size(); ++k) out[lines - words[i].size() + k][i] = words[i][k];
  out.insert(out.end(), rows.begin() + 1, rows.end());
  return out;
}

/// Where each table of so many columns ends: as many columns as fit beside the names.
std::vector<std::size_t> ends_of(const std::vector<int>& widths, int width) {
  std::vector<std::size_t> ends;
  int used = widths[0];
  for (std::size_t i = 1; i < widths.size(); ++i) {
    const int more = kBetween + widths[i];
    if (i > 1 && used > widths[0] && used + more > width) ends.push_back(i), used = widths[0];
    used += more;
  }
  ends.push_back(widths.size());
  return ends;
}

/// The narrowest tables of as few as can be, so that no column is left alone.
std::vector<std::size_t> even_ends_of(const std::vector<int>& widths, int width) {
  std::vector<std::size_t> ends = ends_of(widths, width);
  while (--width > 0) {
    std::vector<std::size_t> narrower = ends_of(widths, width);
    if (narrower.size() > ends.size()) break;
    ends = std::move(narrower);
  }
  return ends;
}

std::string one_below_another(const Rows& rows, int width, std::size_t left) {
  std::string out;
  std::size_t first = 1;
  for (const std::size_t end : even_ends_of(widths_of(rows), width)) {
    Rows part;
    for (const Row& row : rows) {
      part.push_back({row.begin(), row.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(1, row.size()))});
      for (std::size_t i = first; i < std::min(end, row.size()); ++i) part.back().push_back(row[i]);
    }
    out += (out.empty() ? "" : "\n") + aligned(part, left);
    first = end;
  }
  return out;
}

}  // namespace

std::string fitted(std::vector<std::vector<std::string>> rows, int width, std::size_t left) {
  if (rows.empty() || rows[0].empty()) return aligned(rows, left);
  const int least = std::min(kUnitWidth, widths_of(rows)[0]);
  const auto fits = [&] { return beside_the_names(rows) + least <= width; };
  if (!fits()) rows = heads_over_lines(rows);
  const int room = fits() ? width - beside_the_names(rows) : width / 2;
  rows = names_over_lines(rows, room);
  return widths_of(rows)[0] + beside_the_names(rows) <= width ? aligned(rows, left)
                                                              : one_below_another(rows, width, left);
}

}  // namespace ballast
