#include "output/json/json.hpp"

#include <cmath>

#include "output/asked.hpp"
#include "output/notice.hpp"
#include "output/numbers.hpp"

namespace ballast {

namespace {

Json year_or_null(const std::optional<Year>& year) { return year ? Json(*year) : Json(nullptr); }

Json headline_row(const Headline& row, Year price_year) {
  const std::string suffix = "_" + std::to_string(price_year);
  Json ratios = Json::object();
  for (const SupportRatioIn& ratio : row.support_ratio)
    ratios[std::to_string(ratio.year)] = ratio.ratio ? json_number(*ratio.ratio, "1") : Json(nullptr);
  Json json;
  json["unit"] = row.unit.zh;
  json["unit_en"] = row.unit.en;
  json["first_deficit_year"] = year_or_null(row.first_deficit_year);
  json["opens_in_deficit"] = row.opens_in_deficit;
  json["depletion_year"] = year_or_null(row.depletion_year);
  json["peak_subsidy"] = json_number(row.peak_subsidy.amount, "yuan");
  json["peak_subsidy_year"] = year_or_null(row.peak_subsidy.year);
  json["peak_subsidy" + suffix] = json_number(row.peak_subsidy_constant.amount, "yuan");
  json["peak_subsidy" + suffix + "_year"] = year_or_null(row.peak_subsidy_constant.year);
  json["peak_treasury"] = json_number(row.peak_treasury.amount, "yuan");
  json["peak_treasury_year"] = year_or_null(row.peak_treasury.year);
  json["peak_treasury" + suffix] = json_number(row.peak_treasury_constant.amount, "yuan");
  json["peak_treasury" + suffix + "_year"] = year_or_null(row.peak_treasury_constant.year);
  json["support_ratio"] = std::move(ratios);
  return json;
}

Json series(const Projection& p, const MeasureRow& measure, int unit) {
  Json values = Json::array();
  for (Year year = p.base_year; year <= p.last_year; ++year)
    values.push_back(json_number(p.at(measure.id, unit, year), measure.unit));
  return values;
}

Json by_unit(const Projection& p, const MeasureRow& measure) {
  Json json;
  for (int unit = 0; unit < p.rows(); ++unit)
    json[p.units[static_cast<std::size_t>(unit)].zh] = series(p, measure, unit);
  return json;
}

std::string in_one_line(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json about(const Projection& p) {
  Json json;
  json["case"] = p.case_key;
  json["title"] = p.title.en;
  json["title_zh"] = p.title.zh;
  note_into(json, p);
  json["place"] = p.place;
  mark_into(json, p);
  sets_into(json, p.asked.sets);
  json["prices"] = p.prices;
  json["base_year"] = p.base_year;
  json["first_year"] = p.first_year;
  json["last_year"] = p.last_year;
  json["published_through"] = p.published_through;
  return json;
}

}  // namespace

Json json_plain(double value) { return std::isfinite(value) ? Json(value + 0.0) : Json(nullptr); }

Json json_number(double value, std::string_view unit) { return json_plain(rounded(value, decimals_kept(unit))); }

Json json_money(Fen amount) { return json_money(yuan(amount)); }
Json json_money(double yuan) { return json_number(yuan, "yuan"); }
Json json_share(const std::optional<double>& value) { return value ? json_number(*value, "1") : Json(nullptr); }

Json headline_json(const std::vector<Headline>& rows, Year price_year) {
  Json json = Json::array();
  for (const Headline& row : rows) json.push_back(headline_row(row, price_year));
  return json;
}

std::string result_document(const Projection& projection, const std::vector<Headline>& headline) {
  std::string text;
  put_result(projection, headline, [&](std::string_view piece) { text += piece; });
  return text;
}

void put_result(const Projection& projection, const std::vector<Headline>& headline, const PutText& put) {
  Json json;
  json["schema"] = "ballast.result/1";
  json.update(about(projection));
  json["units"] = Json::array();
  for (const Label& unit : projection.units) json["units"].push_back({{"unit", unit.zh}, {"en", unit.en}});
  json["headline"] = headline_json(headline, projection.price_year);
  json["years"] = Json::array();
  for (Year year = projection.base_year; year <= projection.last_year; ++year) json["years"].push_back(year);
  std::string open = in_one_line(json);
  open.pop_back();  // more members follow
  put(open + ",\"measures\":");
  char before = '{';
  for (const MeasureRow& measure : kMeasureCatalogue) {
    put(before + in_one_line(measure.key) + ":" + in_one_line(by_unit(projection, measure)));
    before = ',';
  }
  put("}}\n");
}

std::string run_document(const std::vector<CaseAnswer>& cases) {
  const Projection& first = *cases.front().projection;
  Json json;
  json["schema"] = "ballast.run/1";
  json["place"] = first.place;
  json["base_year"] = first.base_year;
  json["first_year"] = first.first_year;
  json["last_year"] = first.last_year;
  json["published_through"] = first.published_through;
  mark_into(json, first);
  sets_into(json, first.asked.sets);
  Json all = Json::array();
  for (const CaseAnswer& answer : cases) {
    Json one;
    one["case"] = answer.projection->case_key;
    one["title"] = answer.projection->title.en;
    one["title_zh"] = answer.projection->title.zh;
    note_into(one, *answer.projection);
    one["headline"] = headline_json(answer.headline, answer.projection->price_year);
    one["files"] = answer.files;
    all.push_back(std::move(one));
  }
  if (cases.size() == 1) {
    json["headline"] = all[0]["headline"];
    json["files"] = all[0]["files"];
  }
  json["cases"] = std::move(all);
  return printed(json);
}

std::string measures_document() {
  Json json = Json::array();
  for (const MeasureRow& row : kMeasureCatalogue) {
    Json one;
    one["key"] = row.key;
    one["zh"] = row.zh;
    one["en"] = row.en;
    one["unit"] = row.unit;
    one["formula"] = row.formula;
    one["formula_zh"] = row.formula_zh;
    one["aggregation"] = key(row.aggregation);
    one["exactness"] = row.exactness;
    json.push_back(std::move(one));
  }
  return printed(json);
}

Json issue_json(const Issue& issue) {
  Json json;
  json["code"] = static_cast<int>(issue.kind);
  json["file"] = issue.file.empty() ? Json(nullptr) : Json(issue.file);
  json["line"] = issue.line > 0 ? Json(issue.line) : Json(nullptr);
  json["column"] = issue.column > 0 ? Json(issue.column) : Json(nullptr);
  json["what"] = issue.what;
  json["expected"] = issue.expected;
  json["remedy"] = issue.remedy;
  return json;
}

std::string issues_document(const Issues& issues) {
  Json json;
  json["schema"] = "ballast.issues/1";
  json["issues"] = Json::array();
  for (const Issue& issue : issues) json["issues"].push_back(issue_json(issue));
  return printed(json);
}

std::string printed(const Json& document) {
  constexpr int kIndent = 2;
  return document.dump(kIndent, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace ballast
