#include "output/ensemble/ensemble_document.hpp"

#include <fmt/format.h>

#include "output/asked.hpp"
#include "output/comparison/told_apart.hpp"
#include "output/json/json.hpp"
#include "output/notice.hpp"
#include "output/prose/spreads.hpp"

namespace ballast {
namespace {

Json series(const Eigen::ArrayXXd& table, int row, std::string_view unit) {
  Json values = Json::array();
  for (Eigen::Index y = 0; y < table.cols(); ++y) values.push_back(json_number(table(row, y), unit));
  return values;
}

/// Errors in full: the digits of the measure would leave nothing of small ones.
Json errors_json(const Eigen::ArrayXXd& table, int row) {
  Json values = Json::array();
  for (Eigen::Index y = 0; y < table.cols(); ++y) values.push_back(json_plain(table(row, y)));
  return values;
}
Json errors_json(const std::array<Eigen::ArrayXXd, kQuantiles>& tables, int row) {
  Json json = Json::object();
  for (std::size_t q = 0; q < kQuantileLevels.size(); ++q)
    json[fmt::format("{}", kQuantileLevels[q])] = errors_json(tables[q], row);
  return json;
}

Json quantiles_json(const std::array<Eigen::ArrayXXd, kQuantiles>& tables, int row, std::string_view unit) {
  Json json = Json::object();
  for (std::size_t q = 0; q < kQuantileLevels.size(); ++q)
    json[fmt::format("{}", kQuantileLevels[q])] = series(tables[q], row, unit);
  return json;
}

Json measure_json(const Ensemble& e, const EnsembleMeasure& of) {
  const std::string_view unit = row(of.measure).unit;
  Json json = Json::object();
  for (int r = 0; r < e.rows(); ++r) {
    Json one;
    one["central"] = series(e.central.measures[static_cast<std::size_t>(of.measure)], r, unit);
    one["mean"] = series(of.mean, r, unit);
    one["mean_error"] = errors_json(of.mean_error, r);
    one["quantiles"] = quantiles_json(of.quantiles, r, unit);
    one["quantile_errors"] = errors_json(of.quantile_errors, r);
    one["tail_mean"] = series(of.tail_mean, r, unit);
    one["tail_mean_error"] = errors_json(of.tail_error, r);
    json[e.central.units[static_cast<std::size_t>(r)].zh] = std::move(one);
  }
  return json;
}

Json calls_json(const Distribution& calls) {
  Json json;
  json["mean"] = json_number(calls.mean, "yuan");
  json["mean_error"] = json_plain(calls.mean_error);
  for (std::size_t q = 0; q < kQuantileLevels.size(); ++q) {
    const std::string level = fmt::format("{}", kQuantileLevels[q]);
    json["quantiles"][level] = json_number(calls.quantiles[q], "yuan");
    json["quantile_errors"][level] = json_plain(calls.quantile_errors[q]);
  }
  json["tail_mean"] = json_number(calls.tail_mean, "yuan");
  json["tail_mean_error"] = json_plain(calls.tail_error);
  return json;
}

/// When it has happened in shares of the futures.
Json years_json(const Ensemble& e, int scope, YearBy (Ensemble::*by)(int, double) const) {
  const auto year = [](const std::optional<Year>& known) { return known ? Json(*known) : Json(nullptr); };
  Json json;
  for (const double share : kSharesOfFutures) {
    const YearBy it = (e.*by)(scope, share);
    json[fmt::format("{}", share)] = {{"year", year(it.year)}, {"early", year(it.early)}, {"late", year(it.late)}};
  }
  return json;
}

/// Rows of events are the units, then the whole city.
const std::string& scope_name(const Ensemble& e, std::size_t row) {
  const Projection& p = e.central;
  return p.units[row < static_cast<std::size_t>(p.member_units()) ? row : static_cast<std::size_t>(p.city_row())].zh;
}

/// Shares of the futures along the years, each with its error.
Json shares_json(const EnsembleEvents& events, int scope) {
  Json json;
  const auto put = [&](const std::string& key, const Eigen::ArrayXXd& of, const Eigen::ArrayXXd& errors) {
    json[key] = series(of, scope, "1"), json[key + "_error"] = errors_json(errors, scope);
  };
  put("depleted_by", events.depleted_by, events.errors.depleted_by);
  put("in_need", events.in_need, events.errors.in_need);
  put("called", events.called, events.errors.called), put("first_call", events.first_call, events.errors.first_call);
  return json;
}

void never_into(Json& json, const EnsembleEvents& events, int scope) {
  const auto at = static_cast<std::size_t>(scope);
  json["never_called"] = json_number(events.never[at], "1");
  json["never_called_error"] = json_plain(events.errors.never[at]);
}

std::string calls_key(const Projection& p) { return "calls_" + std::to_string(p.price_year); }

/// How many units are called on in the same year, with errors.
void together_into(Json& json, const EnsembleEvents& events) {
  Json together = Json::array(), errors = Json::array();
  for (int n = 0; n < events.called_units.rows(); ++n) {
    together.push_back(series(events.called_units, n, "1"));
    errors.push_back(errors_json(events.errors.called_units, n));
  }
  json["called_together"] = std::move(together);
  json["called_together_error"] = std::move(errors);
}

Json events_json(const Ensemble& e) {
  Json by_unit = Json::object();
  for (int r = 0; r <= e.central.member_units(); ++r) {
    const auto at = static_cast<std::size_t>(r);
    Json one = shares_json(e.events, r);
    one["first_call_by"] = years_json(e, r, &Ensemble::first_call_by);
    one["used_up_by"] = years_json(e, r, &Ensemble::used_up_by);
    never_into(one, e.events, r);
    one[calls_key(e.central)] = calls_json(e.events.calls[at]);
    by_unit[scope_name(e, at)] = std::move(one);
  }
  Json json;
  json["units"] = std::move(by_unit);
  together_into(json, e.events);
  return json;
}

/// What may happen, one case less the other: quantiles of a difference are not differences of quantiles.
Json event_differences_json(const Ensemble& base, const EnsembleEvents& less) {
  Json by_unit = Json::object();
  for (int scope = 0; scope <= base.central.member_units(); ++scope) {
    const auto at = static_cast<std::size_t>(scope);
    const Distribution& calls = less.calls[at];
    Json one = shares_json(less, scope);
    never_into(one, less, scope);
    one[calls_key(base.central)] = {{"mean", json_number(calls.mean, "yuan")},
                                    {"mean_error", json_plain(calls.mean_error)},
                                    {"tail_mean", json_number(calls.tail_mean, "yuan")},
                                    {"tail_mean_error", json_plain(calls.tail_error)}};
    by_unit[scope_name(base, at)] = std::move(one);
  }
  Json json;
  json["units"] = std::move(by_unit);
  together_into(json, less);
  return json;
}

/// What the width of a case's ranges rests on.
void spreads_into(Json& json, const Projection& p) {
  json["spreads"] = spreads_sentence(p, Lang::en);
  json["spreads_zh"] = spreads_sentence(p, Lang::zh);
}

Json case_json(const EnsembleAnswer& answer) {
  const Ensemble& e = *answer.ensemble;
  Json json;
  json["case"] = e.central.case_key;
  json["title"] = e.central.title.en;
  json["title_zh"] = e.central.title.zh;
  note_into(json, e.central);
  spreads_into(json, e.central);
  json["files"] = answer.files;
  json["measures"] = Json::object();
  for (const EnsembleMeasure& of : e.measures) json["measures"][std::string(row(of.measure).key)] = measure_json(e, of);
  json["events"] = events_json(e);
  Json worst;
  for (const Residual& residual : kResiduals) worst[residual.key] = json_plain(e.diagnostics.*residual.value);
  json["diagnostics"] = std::move(worst);
  return json;
}

Json difference_json(const Ensemble& base, const Ensemble& other) {
  Json measures = Json::object();
  for (const EnsembleDifference& d : differences(base, other)) {
    const std::string_view unit = row(d.measure).unit;
    Json by_unit = Json::object();
    for (int r = 0; r < base.rows(); ++r) {
      Json one;
      one["mean"] = series(d.mean, r, unit);
      one["mean_error"] = errors_json(d.mean_error, r);
      one["quantiles"] = quantiles_json(d.quantiles, r, unit);
      one["quantile_errors"] = errors_json(d.quantile_errors, r);
      one["tighter"] = series(d.tighter, r, "1");
      by_unit[base.central.units[static_cast<std::size_t>(r)].zh] = std::move(one);
    }
    measures[std::string(row(d.measure).key)] = std::move(by_unit);
  }
  Json json;
  json["case"] = other.central.case_key;
  json["base"] = base.central.case_key;
  json["other_tables"] = other_tables(base.central, other.central);
  json["other_spreads"] = other_spreads(base.central, other.central);
  json["same_draws"] = same_draws(base, other);
  json["paired"] = paired(base, other);
  json["pairs"] = pairs(base, other);
  json["measures"] = std::move(measures);
  const std::vector<Distribution> calls = call_differences(base, other);
  for (std::size_t row = 0; row < calls.size(); ++row)
    json[calls_key(base.central)][scope_name(base, row)] = calls_json(calls[row]);
  json["events"] = event_differences_json(base, event_differences(base, other, calls));
  return json;
}

/// How its futures were drawn.
void draws_into(Json& json, const Ensemble& e) {
  json["first_uncertain_year"] = e.first_uncertain_year;
  json["paths"] = e.paths;
  json["asked"] = e.asked;
  json["seed"] = e.seed;
  json["sampling"] = key(e.sampling);
}

/// Which case it is and how its futures were drawn: files that are compared need have neither in common.
Json compared_json(const Ensemble& e) {
  Json json;
  told_apart_into(json, e.central);
  json["title"] = e.central.title.en;
  json["title_zh"] = e.central.title.zh;
  json["place_name"] = e.central.place_name.en;
  json["place_name_zh"] = e.central.place_name.zh;
  note_into(json, e.central);
  draws_into(json, e);
  spreads_into(json, e.central);
  json["keeps_paths"] = !e.draws.empty();
  return json;
}

/// What holds for every case.
Json heading(const Ensemble& first, const char* schema) {
  const Projection& p = first.central;
  Json json;
  json["schema"] = schema;
  json["place"] = p.place;
  mark_into(json, p);
  sets_into(json, p.asked.sets);
  json["prices"] = p.prices;
  json["price_year"] = p.price_year;
  json["base_year"] = p.base_year;
  json["first_year"] = p.first_year;
  json["last_year"] = p.last_year;
  return json;
}

}  // namespace

std::string ensemble_comparison_document(const Ensemble& base, const std::vector<const Ensemble*>& others) {
  Json json = heading(base, "ballast.ensemble-compare/1");
  note_into(json, base.central);
  json["cases"] = Json::array({compared_json(base)});
  for (const Ensemble* other : others) json["cases"].push_back(compared_json(*other));
  json["differences"] = Json::array();
  for (const Ensemble* other : others) json["differences"].push_back(difference_json(base, *other));
  return printed(json);
}

std::string ensemble_document(const std::vector<EnsembleAnswer>& cases) {
  const Ensemble& first = *cases.front().ensemble;
  Json json = heading(first, "ballast.ensemble/1");
  draws_into(json, first);
  json["cases"] = Json::array();
  for (const EnsembleAnswer& answer : cases) json["cases"].push_back(case_json(answer));
  json["differences"] = Json::array();
  for (std::size_t c = 1; c < cases.size(); ++c)
    json["differences"].push_back(difference_json(first, *cases[c].ensemble));
  return printed(json);
}

}  // namespace ballast
