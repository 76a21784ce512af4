#include "output/comparison/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "output/comparison/alike.hpp"
#include "output/comparison/told_apart.hpp"
#include "output/issues/issue_text.hpp"
#include "output/json/json.hpp"
#include "output/notice.hpp"
#include "output/numbers.hpp"
#include "output/prose/sentences.hpp"
#include "output/table/fitted.hpp"
#include "output/table/headline_table.hpp"
#include "output/table/money_between.hpp"
#include "output/table/phases.hpp"
#include "output/table/width.hpp"

namespace ballast {

namespace {

using Rows = std::vector<std::vector<std::string>>;

/// The money two cases are first compared by, a column the sum of its measures less those it takes; the balance counts
/// at the end of a period, the rest adds up over it.
struct Column {
  Phrase title;
  std::vector<Measure> measures, takes{};
};

/// What passes between units and those above them has columns where there is any.
std::vector<Column> columns_of(const Projection& a, const Projection& b) {
  std::vector<Column> columns{{Phrase::path_contributions, {Measure::contributions}},
                              {Phrase::path_other_income, {Measure::other_income, Measure::interest}},
                              {Phrase::path_expenditure, {Measure::expenditure}},
                              {Phrase::path_subsidy, {Measure::subsidy_total}}};
  for (const MoneyBetween& kind : money_between({&a, &b})) columns.push_back({kind.title, kind.adds, kind.takes});
  columns.push_back({Phrase::path_treasury, {Measure::treasury}});
  columns.push_back({Phrase::path_balance, {Measure::fund_balance}});
  return columns;
}

std::vector<Measure> compared(const Projection& a, const Projection& b) {
  std::vector<Measure> all;
  for (const Column& column : columns_of(a, b)) {
    all.insert(all.end(), column.measures.begin(), column.measures.end());
    all.insert(all.end(), column.takes.begin(), column.takes.end());
  }
  return all;
}

double over_all_years(const Projection& p, Measure measure, int unit) {
  if (measure == Measure::fund_balance) return p.at(measure, unit, p.last_year);
  double sum = 0.0;
  for (Year year = p.first_year; year <= p.last_year; ++year) sum += p.arising(measure, unit, year);
  return sum;
}

Difference difference(const Projection& base, const Projection& other, Measure measure, int unit) {
  return {other.case_key, base.units[static_cast<std::size_t>(unit)].zh, std::nullopt,
          measure,        over_all_years(base, measure, unit),           over_all_years(other, measure, unit)};
}

Difference difference_in(Year year, Difference of, const Projection& base, const Projection& other) {
  const int unit = unit_row(base, of.unit);
  of.year = year;
  of.base = base.arising(of.measure, unit, year);
  of.value = other.arising(of.measure, unit, year);
  return of;
}

/// The rows shown by unit: all but the pool, or the one asked for.
bool is_shown(int unit, const Projection& p, const CompareRequest& request) {
  return request.unit < 0 ? unit != p.pool_row() : unit == request.unit;
}

/// The row that years and measures are of.
int row_shown(const Projection& p, const CompareRequest& request) {
  return request.unit < 0 ? p.city_row() : request.unit;
}

std::vector<Difference> by_unit(const Projection& base, const Projection& other, const CompareRequest& request) {
  std::vector<Difference> all;
  for (int unit = 0; unit < base.rows(); ++unit)
    for (const Measure measure : compared(base, other))
      if (is_shown(unit, base, request)) all.push_back(difference(base, other, measure, unit));
  return all;
}

std::vector<Difference> by_year(const Projection& base, const Projection& other, int unit) {
  std::vector<Difference> all;
  for (Year year = base.first_year; year <= base.last_year; ++year)
    for (const Measure measure : compared(base, other))
      all.push_back(difference_in(year, difference(base, other, measure, unit), base, other));
  return all;
}

std::vector<Difference> by_measure(const Projection& base, const Projection& other, int unit) {
  std::vector<Difference> all;
  for (const MeasureRow& measure : kMeasureCatalogue) {
    const Difference blank = difference(base, other, measure.id, unit);
    Difference largest = difference_in(base.last_year, blank, base, other);
    for (Year year = base.first_year; year < base.last_year; ++year) {
      const Difference now = difference_in(year, blank, base, other);
      if (!(std::abs(now.difference()) <= std::abs(largest.difference())) && std::isfinite(now.difference()))
        largest = now;
    }
    if (largest.difference() != 0.0 && std::isfinite(largest.difference())) all.push_back(largest);
  }
  return all;
}

/// What money is counted in: that of the one row shown.
MoneyIn money_shown(const Projection& base, const CompareRequest& request) {
  if (request.unit < 0 && request.by == CompareBy::unit) return MoneyIn::hundred_millions;
  return money_in(base, row_shown(base, request));
}

/// Finer than elsewhere: differences between cases are small, persons are counted one by one.
Scale scale_shown(const MeasureRow& measure, MoneyIn money) {
  if (measure.unit == "person") return {.decimals = 0};
  if (measure.unit == "yuan") return scale_of(measure.unit, money);
  return {.decimals = measure.unit == "1" ? 4 : 2};
}

/// The difference of what is shown, so that a reader can check it.
std::string shown_difference(const Difference& d, const Scale& scale) {
  const auto shown = [&scale](double value) { return rounded(value / scale.one, scale.decimals); };
  return decimal(shown(d.value) - shown(d.base), scale.decimals);
}

std::string shown_unit(const MeasureRow& measure, MoneyIn money, Lang lang) {
  return measure.unit == "person" ? issue_text(measure.unit, lang) : figure_unit(measure.unit, lang, money);
}

/// The pool has a balance and nothing else that is compared.
std::string in_grid(double difference, const Scale& scale) { return with_sign(difference / scale.one, scale.decimals); }

/// One line a unit or a year, one column a measure compared; the cells are differences of money.
Rows grid(const std::vector<Difference>& all, const CompareRequest& request, const Projection& base,
          const Projection& other, Lang lang) {
  const std::vector<Column> columns = columns_of(base, other);
  const bool years = request.by == CompareBy::year;
  const Scale scale = scale_of("yuan", money_shown(base, request));
  Rows rows(1, {std::string(phrase(years ? Phrase::column_year : Phrase::column_unit, lang))});
  for (const Column& column : columns) rows[0].emplace_back(phrase(column.title, lang));
  for (auto of = all.begin(); of != all.end();) {
    const int unit = unit_row(base, of->unit);
    rows.push_back(
        {years ? std::to_string(*of->year) : std::string(in(base.units[static_cast<std::size_t>(unit)], lang))});
    for (const Column& column : columns) {
      double sum = 0;
      for (std::size_t m = 0; m < column.measures.size(); ++m) sum += (of++)->difference();
      for (std::size_t m = 0; m < column.takes.size(); ++m) sum -= (of++)->difference();
      rows.back().push_back(in_grid(sum, scale));
    }
  }
  return rows;
}

Rows listing(const std::vector<Difference>& all, MoneyIn money, Lang lang) {
  Rows rows(1);
  for (const Phrase title : {Phrase::column_measure, Phrase::column_year, Phrase::column_base, Phrase::column_other,
                             Phrase::column_difference, Phrase::column_in})
    rows[0].emplace_back(phrase(title, lang));
  for (const Difference& d : all) {
    const MeasureRow& measure = row(d.measure);
    const Scale scale = scale_shown(measure, money);
    rows.push_back({std::string(in(lang, measure.zh, measure.en)), std::to_string(*d.year), figure(d.base, scale),
                    figure(d.value, scale), shown_difference(d, scale), shown_unit(measure, money, lang)});
  }
  return rows;
}

/// The headlines of the unit asked for; of every unit and the whole city without one.
std::vector<Headline> shown_headlines(const Projection& p, const CompareRequest& request) {
  std::vector<Headline> all = headlines(p);
  if (request.unit < 0) return all;
  std::erase_if(all, [&](const Headline& one) { return unit_row(p, one.unit.zh) != request.unit; });
  return all;
}

/// When deficits begin and balances end, of the units where that differs; of the others that it does not.
std::string dates(const Projection& base, const Projection& other, const CompareRequest& request, Lang lang) {
  Rows rows(1);
  for (const Phrase title : {Phrase::column_unit, Phrase::compare_deficit, Phrase::compare_depletion})
    rows[0].emplace_back(phrase(title, lang));
  const auto years = [lang](const std::optional<Year>& a, const std::optional<Year>& b) {
    const auto text = [lang](const std::optional<Year>& year) {
      return year ? std::to_string(*year) : std::string(phrase(Phrase::never, lang));
    };
    return fmt::format("{} → {}", text(a), text(b));
  };
  const auto a = shown_headlines(base, request), b = shown_headlines(other, request);
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i].first_deficit_year != b[i].first_deficit_year || a[i].depletion_year != b[i].depletion_year)
      rows.push_back({std::string(in(a[i].unit, lang)), years(a[i].first_deficit_year, b[i].first_deficit_year),
                      years(a[i].depletion_year, b[i].depletion_year)});
  if (a.empty()) return {};  // the pool's account alone
  const std::size_t shown = rows.size() - 1;
  const std::string alike =
      shown == a.size()
          ? std::string{}
          : wrapped(in(lang, shown > 0 ? "其余单位两个年份都不变。" : "首次当期收不抵支和结余用尽的年份都不变。",
                       shown > 0 ? "Neither year changes elsewhere."
                                 : "Neither the first deficit nor the year in "
                                   "which it runs dry changes."),
                    kTableWidth);
  return (shown > 0 ? fitted(std::move(rows), kTableWidth) : std::string{}) + alike;
}

/// Which cases, and what was set besides: the same case may stand on both sides.
std::string heading(const Projection& base, const Projection& other, Lang lang) {
  const std::string title =
      filled(Phrase::compare_title, lang, told_apart(other, base, lang), told_apart(base, other, lang));
  return wrapped(title, kTableWidth) + alike_and_other(base, other, lang) + other_note(base, other, lang);
}

/// Whose differences, of which years and in what they are counted.
std::string explained(const Projection& base, const CompareRequest& request, Lang lang) {
  const auto say = [lang](Phrase id, const auto&... what) { return filled(id, lang, what...); };
  const std::string_view unit = in(base.units[static_cast<std::size_t>(row_shown(base, request))], lang);
  const std::string_view money = money_unit(money_shown(base, request), lang);
  if (request.by == CompareBy::unit) return say(Phrase::compare_by_unit, base.first_year, base.last_year, money);
  if (request.by == CompareBy::year) return say(Phrase::compare_by_year, unit, base.first_year, base.last_year, money);
  return say(Phrase::compare_by_measure, unit);
}

std::string prices_line(const Projection& base, const CompareRequest& request, Lang lang) {
  const Phrase prices = request.constant_prices ? Phrase::money_constant : Phrase::money_nominal;
  std::string said = filled(prices, lang, base.price_year);
  if (!request.constant_prices && request.by == CompareBy::unit && base.first_year < base.last_year)
    said += std::string(in(lang, "", " ")) + filled(Phrase::compare_nominal_sums, lang, base.price_year);
  return wrapped(said, kTableWidth);
}

/// Why the differences of the whole city need not add up to that of its balance.
std::string city_remark(const Projection& p, Lang lang) {
  const auto name = [&](int row) { return in(p.units[static_cast<std::size_t>(row)], lang); };
  return fmt::format(
      fmt::runtime(in(lang,
                      "{0}累计结余含“{1}”账户；该账户与各单位之间的往来在{0}合计中相互抵销，与上级的其他往来未列出，"
                      "因此{0}各列之差不必等于结余之差。",
                      "{0}: the balance holds that of the pool's account; what passes between the account and units "
                      "cancels in the sum, and other money from and to those above is not listed: the columns of its "
                      "row need not add up to the balance.")),
      name(p.city_row()), name(p.pool_row()));
}

Projection priced(const Projection& nominal, const CompareRequest& request) {
  return request.constant_prices ? in_constant_prices(nominal) : nominal;
}

Json difference_json(const Difference& d) {
  const std::string_view unit = row(d.measure).unit;
  Json json;
  json["case"] = d.case_key;
  json["unit"] = d.unit;
  json["year"] = d.year ? Json(*d.year) : Json(nullptr);
  json["measure"] = row(d.measure).key;
  json["base"] = json_number(d.base, unit);
  json["value"] = json_number(d.value, unit);
  json["difference"] = json_number(d.difference(), unit);
  return json;
}

Json case_json(const Projection& base, const Projection& p, const CompareRequest& request) {
  Json json;
  told_apart_into(json, p);
  note_into(json, p);
  if (const std::vector<std::string> tables = other_tables(base, p); !tables.empty()) json["other_tables"] = tables;
  if (const std::vector<std::string> knobs = changed_knobs(base, p); !knobs.empty()) json["changed"] = knobs;
  json["headline"] = headline_json(shown_headlines(p, request), p.price_year);
  return json;
}

}  // namespace

std::string_view key(CompareBy by) {
  constexpr std::array<std::string_view, 3> kKeys{"unit", "year", "measure"};
  return kKeys[static_cast<std::size_t>(by)];
}

bool same_units(const Projection& a, const Projection& b) {
  return std::equal(a.units.begin(), a.units.end(), b.units.begin(), b.units.end(),
                    [](const Label& one, const Label& other) { return one.zh == other.zh; });
}

bool same_years(const Projection& a, const Projection& b) {
  return a.base_year == b.base_year && a.first_year == b.first_year && a.last_year == b.last_year;
}

bool comparable(const Projection& a, const Projection& b) { return same_units(a, b) && same_years(a, b); }

std::optional<Difference> first_difference(const Projection& a, const Projection& b) {
  for (Year year = a.base_year; year <= a.last_year; ++year)
    for (const MeasureRow& measure : kMeasureCatalogue)
      for (int unit = 0; unit < a.rows(); ++unit) {
        const double x = a.at(measure.id, unit, year), y = b.at(measure.id, unit, year);
        if (x == y || (std::isnan(x) && std::isnan(y))) continue;
        return Difference{b.case_key, a.units[static_cast<std::size_t>(unit)].zh, year, measure.id, x, y};
      }
  return std::nullopt;
}

bool same_values(const Projection& a, const Projection& b) { return !first_difference(a, b); }

Projection without_rounding(const Projection& base, Projection other) {
  constexpr double kRounding = 1e-12;
  for (std::size_t m = 0; m < other.measures.size(); ++m) {
    const Eigen::ArrayXXd& a = base.measures[m];
    const Eigen::ArrayXXd& b = other.measures[m];
    other.measures[m] = ((a - b).abs() <= kRounding * a.abs().max(b.abs())).select(a, b);
  }
  return other;
}

std::vector<Difference> differences(const Projection& base, const Projection& other, const CompareRequest& request) {
  const int unit = row_shown(base, request);
  const Projection a = priced(base, request), b = priced(other, request);
  if (request.by == CompareBy::unit) return by_unit(a, b, request);
  return request.by == CompareBy::year ? by_year(a, b, unit) : by_measure(a, b, unit);
}

std::string comparison_table(const Projection& base, const std::vector<Projection>& others,
                             const CompareRequest& request, Lang lang) {
  std::string out = notice_lines(notice_of(base), lang) + note_line(base.note, lang);
  for (const Projection& other : others) {
    const std::vector<Difference> all = differences(base, other, request);
    if (&other != &others.front()) out += "\n";
    out += heading(base, other, lang);
    if (same_values(base, other)) {
      out += std::string(phrase(Phrase::compare_none, lang)) + "\n";
      continue;
    }
    out += wrapped(explained(base, request, lang), kTableWidth);
    const bool listed = request.by == CompareBy::measure;
    Rows rows = listed ? listing(all, money_shown(base, request), lang) : grid(all, request, base, other, lang);
    const auto left_out = listed ? std::vector<std::string>{} : leave_out_alike(rows, request.by == CompareBy::unit);
    out += fitted(std::move(rows), kTableWidth) + left_out_line(left_out, lang);
    if (!listed)
      for (const MoneyBetween& kind : money_between({&base, &other}))
        out += wrapped(phrase(kind.explained, lang), kTableWidth);
    if (request.by != CompareBy::unit) continue;
    if (const std::string told = dates(base, other, request, lang); !told.empty()) out += "\n" + told;
  }
  const bool any =
      std::any_of(others.begin(), others.end(), [&](const Projection& o) { return !same_values(base, o); });
  if (any && request.by == CompareBy::unit && request.unit < 0)
    out += "\n" + wrapped(city_remark(base, lang), kTableWidth);
  return out + "\n" + phase_legend(base, base.first_year, base.last_year, lang) + prices_line(base, request, lang);
}

std::string comparison_document(const Projection& base, const std::vector<Projection>& others,
                                const CompareRequest& request) {
  Json json;
  json["schema"] = "ballast.compare/1";
  json["place"] = base.place;
  json["by"] = key(request.by);
  json["base"] = base.case_key;
  json["base_year"] = base.base_year;
  json["first_year"] = base.first_year;
  json["last_year"] = base.last_year;
  json["prices"] = request.constant_prices ? std::to_string(base.price_year) : base.prices;
  mark_into(json, base);
  note_into(json, base);
  json["cases"] = Json::array();
  json["cases"].push_back(case_json(base, base, request));
  json["rows"] = Json::array();
  for (const Projection& other : others) {
    json["cases"].push_back(case_json(base, other, request));
    for (const Difference& d : differences(base, other, request)) json["rows"].push_back(difference_json(d));
  }
  return printed(json);
}

}  // namespace ballast
