#include "output/inspect/inspect.hpp"

#include <fmt/format.h>

#include <numeric>

#include "output/ensemble/ensemble_table.hpp"
#include "output/ensemble/figures_with_errors.hpp"
#include "output/ensemble/shown.hpp"
#include "output/hdf5/observed.hpp"
#include "output/hdf5/result_file.hpp"
#include "output/json/json.hpp"
#include "output/notice.hpp"
#include "output/table/fitted.hpp"
#include "output/table/headline_table.hpp"
#include "output/table/width.hpp"

namespace ballast {

namespace {

using Rows = std::vector<std::vector<std::string>>;

void add(Rows& rows, std::string_view name, std::string value) {
  if (!value.empty()) rows.push_back({std::string(name), std::move(value)});
}

/// The measures published for the place, by key; none where the text among the inputs cannot be read.
std::vector<std::string> published_keys(const Projection& p) {
  std::vector<std::string> keys;
  if (const auto published = published_series(p))
    for (const PublishedSeries& series : *published) keys.emplace_back(row(series.measure).key);
  return keys;
}

/// Who made it from what: one line a fact.
Rows facts(const Projection& p, Lang lang) {
  const auto say = [lang](const char* zh, const char* en) { return in(lang, zh, en); };
  Rows rows;
  add(rows, say("方案", "Case"), fmt::format("{}  {}", p.case_key, in(p.title, lang)));
  add(rows, say("地区", "Place"), fmt::format("{}  {}", p.place, in(p.place_name, lang)));
  add(rows, say("年度", "Years"),
      fmt::format(fmt::runtime(say("{}年末起算，{}—{}", "from the end of {}, {}-{}")), p.base_year, p.first_year,
                  p.last_year));
  add(rows, say("价格", "Prices"),
      p.prices == "nominal" ? std::string(say("当年价格（名义值）", "nominal"))
                            : fmt::format(fmt::runtime(say("{}年不变价格", "constant, of {}")), p.prices));
  add(rows, say("另设参数", "Set besides"), fmt::format("{}", fmt::join(p.asked.sets, "  ")));
  add(rows, say("单位", "Units"),
      fmt::format(fmt::runtime(say("{}个，另有{}和{}", "{}, besides {} and {}")), p.member_units(),
                  in(p.units[static_cast<std::size_t>(p.pool_row())], lang),
                  in(p.units[static_cast<std::size_t>(p.city_row())], lang)));
  add(rows, say("内容", "Holds"),
      fmt::format(fmt::runtime(say("{}项指标，{}项流量，{}笔账，{}项参数，{}个输入文件",
                                   "{} measures, {} flows, {} bookings, {} parameters, {} input files")),
                  p.measures.size(), p.flows.size(), p.ledger.rows.size(), p.inputs.size(), p.texts.size()));
  add(rows, say("公布数", "Published"), fmt::format("{}", fmt::join(published_keys(p), "  ")));
  const Provenance& by = p.provenance;
  add(rows, say("程序", "Program"),
      fmt::format("ballast {}{}{} · {} · {}", by.program_version, by.git_sha.empty() ? "" : " ", by.git_sha,
                  by.compiler, by.instruction_class));
  const Diagnostics& d = p.diagnostics;
  add(rows, say("守恒残差", "Residuals"),
      fmt::format(fmt::runtime(say("人数 {:.1e}，账户、年限与养老金 {:.1e}（相对值），总账 {} 分",
                                   "persons {:.1e}, accounts, years and pensions {:.1e} (relative), ledger {} fen")),
                  d.persons_residual, d.account_residual, d.ledger_residual.count));
  return rows;
}

/// The rows shown of a measure: the one asked for, or all.
std::vector<int> shown_rows(const Projection& p, const InspectRequest& request) {
  if (request.unit >= 0) return {request.unit};
  std::vector<int> all(static_cast<std::size_t>(p.rows()));
  std::iota(all.begin(), all.end(), 0);
  return all;
}

/// What money is counted in: that of the one row shown, if it is one.
MoneyIn money_shown(const Projection& p, const InspectRequest& request) {
  return request.unit >= 0 ? money_in(p, request.unit) : MoneyIn::hundred_millions;
}

/// One measure: a line for every fifth year and the last, a column for every unit shown; beside each figure its error
/// where there are any.
std::string measure_rows(const Projection& p, const Eigen::ArrayXXd& values, const Eigen::ArrayXXd* errors,
                         const InspectRequest& request, Lang lang) {
  constexpr int kStep = 5;
  const std::vector<int> units = shown_rows(p, request);
  const Scale scale = scale_of(row(*request.measure).unit, money_shown(p, request), 3);
  std::vector<std::string> titles{std::string(phrase(Phrase::column_year, lang))};
  for (const int unit : units) titles.emplace_back(in(p.units[static_cast<std::size_t>(unit)], lang));
  std::vector<std::vector<WithError>> rows = head_lines(std::move(titles));
  for (Year year = p.base_year; year <= p.last_year; ++year) {
    if (year % kStep != 0 && year != p.last_year) continue;
    rows.push_back({{std::to_string(year)}});
    const Eigen::Index y = year - p.base_year;
    for (const int unit : units)
      rows.back().push_back(with_error(values(unit, y), errors ? (*errors)(unit, y) : 0, scale));
  }
  return fitted(lined_up(rows), kTableWidth);
}

/// Where the years between are.
std::string other_years(Lang lang) {
  return std::string(in(lang, "每五年一行；全部年份见 --json 或 ballast export。\n",
                        "Every fifth year; all years with --json or ballast export.\n"));
}

std::string measure_title(const MeasureRow& about, const Projection& p, MoneyIn money, Lang lang) {
  std::string in_what = figure_unit(about.unit, lang, money);
  if (is_money(about) && p.prices == "nominal")
    in_what += in(lang, "（当年价格）", ", prices of each year");
  else if (is_money(about))
    in_what = fmt::format(fmt::runtime(in(lang, "{}（{}年价格）", "{} of {}")), in_what, p.prices);
  return fmt::format("{}  {}{}{}\n  {}\n", about.key, in(lang, about.zh, about.en), in_what.empty() ? "" : "  ",
                     in_what, in(lang, about.formula_zh, about.formula));
}

/// The run's numbers, or the middle of the futures and where nineteen of twenty lie, each beside its standard error.
std::string measure_table(const AnyResult& result, const InspectRequest& request, Lang lang) {
  const Projection& p = central(result);
  const MeasureRow& about = row(*request.measure);
  const auto* stored = std::get_if<StoredEnsemble>(&result);
  const EnsembleMeasure* spread = stored ? stored->ensemble.find(about.id) : nullptr;
  std::string out = measure_title(about, p, money_shown(p, request), lang) + notice_lines(notice_of(p), lang);
  if (!spread) {
    if (stored) out += wrapped(phrase(Phrase::ensemble_not_told, lang), kTableWidth);
    return out + measure_rows(p, p.measures[static_cast<std::size_t>(about.id)], nullptr, request, lang) +
           other_years(lang);
  }
  if (request.unit >= 0 && spread->mean.row(request.unit).isNaN().all())
    return out + no_rows(in(p.units[static_cast<std::size_t>(request.unit)], lang), {short_name(about.id, lang)}, lang);
  out += nothing_departs(stored->ensemble, lang);
  for (const std::size_t level : {kMedian, kLow, kHigh})
    out += fmt::format(fmt::runtime(in(lang, "{:g}%\n{}\n", "{:g} %\n{}\n")), 100 * kQuantileLevels[level],
                       measure_rows(p, spread->quantiles[level], &spread->quantile_errors[level], request, lang));
  return out + bounds_explained(stored->ensemble, lang) + errors_explained(stored->ensemble, lang) + other_years(lang);
}

/// How the futures were drawn and what of each is kept.
void add_futures(Rows& rows, const StoredEnsemble& stored, Lang lang) {
  const auto say = [lang](const char* zh, const char* en) { return in(lang, zh, en); };
  const Ensemble& e = stored.ensemble;
  add(rows, say("随机模拟", "Futures"),
      fmt::format(
          fmt::runtime(say("{}次（要求{}次），随机种子{}，{}，自{}年起", "{} ({} asked), seed {}, {}, from {} on")),
          e.paths, e.asked, e.seed, drawing(e.sampling, lang), e.first_uncertain_year));
  std::vector<std::string_view> kept;
  if (stored.kept.paths) kept.push_back(say("各项指标", "measures"));
  if (stored.kept.flows) kept.push_back(say("第一阶段流量", "flows of stage 1"));
  if (stored.kept.compress) kept.push_back(say("已压缩", "compressed"));
  add(rows, say("逐个保留", "Kept of each"), fmt::format("{}", fmt::join(kept, say("，", ", "))));
}

Json futures_json(const StoredEnsemble& stored) {
  const Ensemble& e = stored.ensemble;
  Json json{{"paths", e.paths},
            {"asked", e.asked},
            {"seed", e.seed},
            {"sampling", key(e.sampling)},
            {"first_uncertain_year", e.first_uncertain_year},
            {"keeps_paths", stored.kept.paths},
            {"keeps_flows", stored.kept.flows},
            {"compressed", stored.kept.compress},
            {"measures", Json::array()}};
  for (const EnsembleMeasure& of : e.measures) json["measures"].push_back(row(of.measure).key);
  return json;
}

Json by_unit(const Projection& p, const Eigen::ArrayXXd& table, const InspectRequest& request) {
  Json json = Json::object();
  for (const int unit : shown_rows(p, request))
    for (Eigen::Index year = 0; year < p.years(); ++year)
      json[p.units[static_cast<std::size_t>(unit)].zh].push_back(
          json_number(table(unit, year), row(*request.measure).unit));
  return json;
}

/// Errors in full: the digits of the measure would leave nothing of small ones.
Json errors_by_unit(const Projection& p, const Eigen::ArrayXXd& table, const InspectRequest& request) {
  Json json = Json::object();
  for (const int unit : shown_rows(p, request))
    for (Eigen::Index year = 0; year < p.years(); ++year)
      json[p.units[static_cast<std::size_t>(unit)].zh].push_back(json_plain(table(unit, year)));
  return json;
}

/// A measure of the run, or of the futures as the file names it: the mean bare, the run without departures apart.
void measure_into(Json& json, const Projection& p, const EnsembleMeasure* spread, const InspectRequest& request) {
  const std::string key(row(*request.measure).key);
  const Json central = by_unit(p, p.measures[static_cast<std::size_t>(*request.measure)], request);
  json["measures"][key] = spread ? by_unit(p, spread->mean, request) : central;
  if (!spread) return;
  json["central"][key] = central;
  json["mean_error"][key] = errors_by_unit(p, spread->mean_error, request);
  for (std::size_t q = 0; q < kQuantileLevels.size(); ++q) {
    const std::string level = fmt::format("{}", kQuantileLevels[q]);
    json["quantiles"][key][level] = by_unit(p, spread->quantiles[q], request);
    json["quantile_errors"][key][level] = errors_by_unit(p, spread->quantile_errors[q], request);
  }
}

Json asked_json(const Asked& asked) {
  const auto or_null = [](const auto& value) { return value ? Json(*value) : Json(nullptr); };
  return {{"case", asked.case_name},
          {"sets", asked.sets},
          {"from", or_null(asked.from)},
          {"horizon", or_null(asked.horizon)},
          {"top_service", or_null(asked.top_service)}};
}

}  // namespace

std::string inspection_table(const AnyResult& result, const InspectRequest& request, Lang lang) {
  if (request.measure) return measure_table(result, request, lang);
  const Projection& run = central(result);
  const int unit = request.unit < 0 ? run.city_row() : request.unit;
  const TableStyle style{lang, false, run.prices != "nominal"};
  Rows rows = facts(run, lang);
  if (const auto* stored = std::get_if<StoredEnsemble>(&result)) {
    add_futures(rows, *stored, lang);
    return aligned(rows, 2) + "\n" + ensemble_table(stored->ensemble, unit, style) + "\n" +
           ensemble_legend({&stored->ensemble}, style);
  }
  const Projection nominal = in_nominal_prices(run);
  return aligned(rows, 2) + "\n" + headline_table(nominal, unit, style) + "\n" + table_legend(nominal, style);
}

std::string inspection_document(const AnyResult& result, const InspectRequest& request) {
  const Projection& p = central(result);
  Json json;
  json["schema"] = "ballast.inspect/1";
  json["format_version"] = kResultFormat;
  json["case"] = p.case_key, json["title"] = p.title.en, json["title_zh"] = p.title.zh;
  json["place"] = p.place, json["prices"] = p.prices;
  mark_into(json, p);
  json["base_year"] = p.base_year, json["first_year"] = p.first_year, json["last_year"] = p.last_year;
  json["published_through"] = p.published_through;
  json["units"] = Json::array();
  for (const Label& unit : p.units) json["units"].push_back(unit.zh);
  json["asked"] = asked_json(p.asked);
  json["provenance"] = {{"version", p.provenance.program_version},
                        {"git_sha", p.provenance.git_sha},
                        {"compiler", p.provenance.compiler},
                        {"instruction_class", p.provenance.instruction_class}};
  json["holds"] = {{"measures", p.measures.size()},
                   {"flows", p.flows.size()},
                   {"ledger", p.ledger.rows.size()},
                   {"inputs", p.inputs.size()},
                   {"files", p.texts.size()}};
  json["observed"] = published_keys(p);
  json["headline"] = headline_json(headlines(in_nominal_prices(p)), p.price_year);
  const auto* stored = std::get_if<StoredEnsemble>(&result);
  if (stored) json["ensemble"] = futures_json(*stored);
  if (request.measure) measure_into(json, p, stored ? stored->ensemble.find(*request.measure) : nullptr, request);
  return printed(json);
}

}  // namespace ballast
