#include "output/table/years_ahead.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "output/table/fitted.hpp"
#include "output/table/money_between.hpp"
#include "output/table/width.hpp"

namespace ballast {

namespace {

using Rows = std::vector<std::vector<std::string>>;

/// One column of money: what it is called and what it adds up.
struct MoneyColumn {
  std::string_view head;
  std::function<double(int row, Span)> sum;
};

/// What is given in any span: subsidies, what passes between funds, treasuries.
std::vector<MoneyColumn> columns(const Projection& constant, const std::vector<MoneyBetween>& between,
                                 const std::vector<Span>& spans, Lang lang) {
  const auto of = [&constant](Measure measure) {
    return [&constant, measure](int row, Span span) { return sum_over(constant, measure, row, span); };
  };
  std::vector<MoneyColumn> all{{in(lang, "补助", "Subsidies"), of(Measure::subsidy_total)}};
  for (const MoneyBetween& kind : between)
    all.push_back({phrase(kind.title, lang), [&](int row, Span span) {
                     double sum = 0;
                     for (Year year = span.first; year <= span.last; ++year) sum += kind.arising(constant, row, year);
                     return sum;
                   }});
  std::erase_if(all, [&](const MoneyColumn& column) {
    return std::all_of(spans.begin(), spans.end(),
                       [&](Span span) { return column.sum(constant.city_row(), span) == 0; });
  });
  all.push_back({in(lang, "财政", "Treasury"), of(Measure::treasury)});
  return all;
}

std::vector<std::string> line(const Projection& constant, int row, const std::vector<Span>& spans,
                              const std::vector<MoneyColumn>& money, Lang lang) {
  std::vector<std::string> cells{std::string(in(constant.units[static_cast<std::size_t>(row)], lang))};
  for (const Span span : spans) {
    const double spent = sum_over(constant, Measure::expenditure, row, span);
    for (const MoneyColumn& column : money) cells.push_back(in_hundred_millions(column.sum(row, span)));
    const double treasury = sum_over(constant, Measure::treasury, row, span);
    cells.push_back(spent > 0 ? fmt::format("{} %", decimal(100 * treasury / spent, 0)) : "—");
  }
  return cells;
}

/// Two lines: the span above its first column.
Rows heads(const std::vector<Span>& spans, const std::vector<MoneyColumn>& money, Lang lang) {
  Rows lines{{""}, {std::string(phrase(Phrase::column_unit, lang))}};
  for (const Span span : spans) {
    lines[0].push_back(span_text(span, lang)), lines[0].resize(lines[0].size() + money.size());
    for (const MoneyColumn& column : money) lines[1].emplace_back(column.head);
    lines[1].emplace_back(in(lang, "占支出", "of spending"));
  }
  return lines;
}

std::string rows_of(const Projection& constant, const std::vector<Span>& spans, const std::vector<MoneyColumn>& money,
                    Lang lang) {
  Rows rows = heads(spans, money, lang);
  if (constant.member_units() > 1)  // one unit is the whole
    for (int unit = 0; unit < constant.member_units(); ++unit) rows.push_back(line(constant, unit, spans, money, lang));
  rows.push_back(line(constant, constant.city_row(), spans, money, lang));
  return fitted(std::move(rows), kTableWidth);
}

}  // namespace

std::vector<Span> spans_ahead(const Projection& p) {
  constexpr Year kNext = 10;
  const Year first = std::max(p.first_year, p.published_through + 1);
  if (first > p.last_year) return {};
  const Year last = std::min(p.last_year, first + kNext - 1);
  if (last == p.last_year) return {{first, last}};
  return {{first, last}, {last + 1, p.last_year}};
}

double sum_over(const Projection& constant, Measure money, int row, Span span) {
  double sum = 0;
  for (Year year = span.first; year <= span.last; ++year) {
    const double value = constant.arising(money, row, year);
    if (std::isfinite(value)) sum += value;
  }
  return sum;
}

std::string span_text(Span span, Lang lang) {
  if (span.first == span.last) return fmt::format("{}{}", span.first, in(lang, "年", ""));
  return fmt::format("{}{}{}{}", span.first, in(lang, "—", "-"), span.last, in(lang, "年", ""));
}

std::string years_ahead_table(const Projection& nominal, const TableStyle& style) {
  const std::vector<Span> spans = spans_ahead(nominal);
  if (spans.empty()) return {};
  const Projection constant = in_constant_prices(nominal);
  const std::vector<MoneyBetween> between = money_between({&nominal});
  const std::vector<MoneyColumn> money = columns(constant, between, spans, style.lang);
  const std::string title = fmt::format(
      fmt::runtime(in(style.lang, "今后各年合计（{}年价格，亿元）", "Years ahead, summed (100m yuan of {})")),
      nominal.price_year);
  std::string text = bold(title, style) + "\n";
  constexpr std::size_t kSideBySide = 2;  // more columns of money have a table for each span
  if (money.size() <= kSideBySide) return text + rows_of(constant, spans, money, style.lang);
  for (const Span span : spans) text += rows_of(constant, {span}, money, style.lang);
  return text;
}

}  // namespace ballast
