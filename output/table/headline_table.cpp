#include "output/table/headline_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "output/asked.hpp"
#include "output/notice.hpp"
#include "output/table/fitted.hpp"
#include "output/table/in_short.hpp"
#include "output/table/lacks.hpp"
#include "output/table/money_between.hpp"
#include "output/table/phases.hpp"
#include "output/table/width.hpp"
#include "output/table/years_ahead.hpp"

namespace ballast {

namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string year_text(const std::optional<Year>& year, Lang lang) {
  return year ? std::to_string(*year) : std::string(phrase(Phrase::never, lang));
}

std::string peak_text(const Peak& peak, Lang lang) {
  if (!peak.year) return std::string(phrase(Phrase::never, lang));
  return fmt::format("{} ({})", in_hundred_millions(peak.amount), *peak.year);
}

/// Two lines of column titles; a title's second line stands below its first.
Rows headline_columns(const Headline& any, Lang lang) {
  Rows lines(2);
  const auto add = [&](std::string_view title) {
    const std::size_t split = title.find('\n');
    lines[0].emplace_back(title.substr(0, split));
    lines[1].emplace_back(split == std::string_view::npos ? "" : title.substr(split + 1));
  };
  add(phrase(Phrase::column_unit, lang));
  add(phrase(Phrase::column_retirees, lang));
  for (const SupportRatioIn& ratio : any.support_ratio) {
    const bool first = &ratio == &any.support_ratio.front();
    add(fmt::format("{}\n{}", first ? phrase(Phrase::column_support, lang) : "", ratio.year));
  }
  for (const Phrase title :
       {Phrase::column_deficit, Phrase::column_depletion, Phrase::column_peak_subsidy, Phrase::column_peak_treasury})
    add(phrase(title, lang));
  return lines;
}

std::vector<std::string> headline_line(const Projection& p, const Headline& row, const TableStyle& style) {
  const int unit = unit_row(p, row.unit.zh);
  std::vector<std::string> line{std::string(in(row.unit, style.lang)),
                                in_ten_thousands(p.at(Measure::retirees, unit, p.base_year))};
  for (const SupportRatioIn& ratio : row.support_ratio) line.push_back(ratio.ratio ? decimal(*ratio.ratio, 2) : "—");
  line.push_back(row.opens_in_deficit ? fmt::format("≤{}", p.base_year)
                                      : year_text(row.first_deficit_year, style.lang));
  line.push_back(year_text(row.depletion_year, style.lang));
  line.push_back(peak_text(style.constant_prices ? row.peak_subsidy_constant : row.peak_subsidy, style.lang));
  line.push_back(peak_text(style.constant_prices ? row.peak_treasury_constant : row.peak_treasury, style.lang));
  return line;
}

/// The years shown: base, first, the last published and the first assumed one, then every tenth to the horizon.
std::vector<Year> shown_years(const Projection& p) {
  constexpr Year kStep = 10;
  std::vector<Year> years{p.base_year, p.first_year, p.published_through, p.published_through + 1, p.last_year};
  for (Year year = p.published_through + kStep - p.published_through % kStep; year < p.last_year; year += kStep)
    years.push_back(year);
  std::sort(years.begin(), years.end());
  years.erase(std::unique(years.begin(), years.end()), years.end());
  std::erase_if(years, [&](Year year) { return year < p.base_year || year > p.last_year; });
  return years;
}

struct PathLine {
  Phrase label;
  Measure measure;
  bool in_both_prices = false;  ///< nominal money of far years misleads: shown in constant prices too
};

constexpr std::array kPath{PathLine{Phrase::path_contributors, Measure::contributors},
                           PathLine{Phrase::path_retirees, Measure::retirees},
                           PathLine{Phrase::path_support, Measure::support_ratio},
                           PathLine{Phrase::path_contributions, Measure::contributions},
                           PathLine{Phrase::path_expenditure, Measure::expenditure},
                           PathLine{Phrase::path_subsidy, Measure::subsidy_total},
                           PathLine{Phrase::path_treasury, Measure::treasury, true},
                           PathLine{Phrase::path_balance, Measure::fund_balance, true},
                           PathLine{Phrase::path_months, Measure::payable_months}};

/// Whether any unit is granted a fixed, an adjustment or a special subsidy in the last year (44-2.11 to 44-2.14).
bool grants_by_kind(const Projection& p) {
  const auto granted = [&p](Measure kind) {
    return (p.measures[static_cast<std::size_t>(kind)].rightCols(1) > 0).any();
  };
  return granted(Measure::subsidy_fixed) || granted(Measure::subsidy_adjustment) || granted(Measure::subsidy_special);
}

/// Budgets that do not balance (44-2.5) and pensions that are not paid (44-1.4); without either that budgets do, where
/// that is known.
std::string lacks_below(const Projection& p, int unit, Lang lang) {
  std::string out = budgets_balance(p) ? wrapped(phrase(Phrase::explain_balanced, lang), kTableWidth) : std::string{};
  for (const std::string& lack : lacks(p, unit, lang)) out += wrapped(lack, kTableWidth);
  return out;
}

/// Why the lines of the whole city do not add up to its balance.
std::string city_remark(const Projection& p, Lang lang) {
  const auto name = [&](int row) { return in(p.units[static_cast<std::size_t>(row)], lang); };
  return fmt::format(
      fmt::runtime(
          in(lang,
             "{0}累计结余含“{1}”账户；该账户与各单位之间的往来在{0}合计中相互抵销，与上级的其他往来、利息和其他"
             "收入未列出。",
             "{0}: the balance holds that of the pool's account; what passes between the account and units "
             "cancels in the sum; other money from and to those above, interest and other income are not "
             "listed.")),
      name(p.city_row()), name(p.pool_row()));
}

}  // namespace

std::string path_table(const Projection& nominal, int unit, const TableStyle& style) {
  const Projection constant = in_constant_prices(nominal);
  const Projection& shown = style.constant_prices ? constant : nominal;
  const std::vector<Year> years = shown_years(nominal);
  const MoneyIn money = money_in(nominal, unit);
  Rows rows(2, {""});
  for (const Year year : years) {
    rows[0].push_back(std::to_string(year));
    rows[1].push_back(phase_text(nominal.phase(year), style.lang));
  }
  const auto add_line = [&](std::string label, const Scale& scale, const auto& in_year) {
    std::vector<std::string> cells{std::move(label)};
    for (const Year year : years) cells.push_back(figure(in_year(year), scale));
    rows.push_back(std::move(cells));
  };
  const auto add = [&](std::string label, Measure measure, const Projection& of) {
    add_line(std::move(label), scale_of(row(measure).unit, money),
             [&](Year year) { return of.arising(measure, unit, year); });
  };
  const auto subsidised = [&](Year year) {
    return 100 * shown.at(Measure::subsidy_total, unit, year) / shown.at(Measure::expenditure, unit, year);
  };
  std::string explained;
  for (const PathLine& line : kPath) {
    add(std::string(phrase(line.label, style.lang)), line.measure, shown);
    if (line.in_both_prices && !style.constant_prices)
      add(filled(Phrase::path_constant, style.lang, nominal.price_year), line.measure, constant);
    if (line.measure != Measure::subsidy_total) continue;
    if (std::any_of(years.begin(), years.end(), [&](Year year) { return subsidised(year) > 0; }))
      add_line(std::string(in(style.lang, "  占支出%", "  % of spending")), {.decimals = 1}, subsidised);
    for (const MoneyBetween& kind : money_between({&nominal})) {
      add_line(std::string(phrase(kind.title, style.lang)), scale_of("yuan", money),
               [&](Year year) { return kind.arising(shown, unit, year); });
      explained += wrapped(phrase(kind.explained, style.lang), kTableWidth);
    }
  }
  const std::string_view name = in(nominal.units[static_cast<std::size_t>(unit)], style.lang);
  return bold(filled(Phrase::path_title, style.lang, name, money_unit(money, style.lang)), style) + "\n" +
         fitted(std::move(rows), kTableWidth) + explained + lacks_below(shown, unit, style.lang);
}

std::string headline_table(const Projection& nominal, int unit, const TableStyle& style) {
  const std::vector<Headline> rows = headlines(nominal);
  std::string out = bold(filled(Phrase::headline_title, style.lang, in(nominal.title, style.lang)), style);
  out += "\n";
  out += notice_below(notice_of(nominal), style);
  if (!in(nominal.note, style.lang).empty()) out += wrapped(in(nominal.note, style.lang), kTableWidth);
  out += set_besides(nominal.asked.sets, style.lang);
  Rows cells = headline_columns(rows.front(), style.lang);
  for (const Headline& row : rows) cells.push_back(headline_line(nominal, row, style));
  const std::string short_answers = in_short(nominal, rows, unit, style.lang);
  if (!short_answers.empty()) out += "\n" + short_answers;
  out += "\n" + fitted(std::move(cells), kTableWidth) + "\n" + path_table(nominal, unit, style);
  const std::string ahead = years_ahead_table(nominal, style);
  if (!ahead.empty()) out += "\n" + ahead;
  return out;
}

std::string table_legend(const Projection& p, const TableStyle& style) {
  const std::string_view city = in(p.units[static_cast<std::size_t>(p.city_row())], style.lang);
  std::string out;
  out += wrapped(filled(Phrase::headline_units, style.lang, p.base_year), kTableWidth);
  for (const Phrase id : {Phrase::explain_support, Phrase::explain_deficit, Phrase::explain_depletion})
    out += wrapped(filled(id, style.lang, city), kTableWidth);
  if (grants_by_kind(p)) out += wrapped(phrase(Phrase::explain_subsidies, style.lang), kTableWidth);
  out += wrapped(city_remark(p, style.lang), kTableWidth);
  out += phase_legend(p, p.base_year, p.last_year, style.lang);
  const Phrase prices = style.constant_prices ? Phrase::money_constant : Phrase::money_nominal;
  return out + wrapped(filled(prices, style.lang, p.price_year), kTableWidth);
}

}  // namespace ballast
