#include "apps/cli/documents.hpp"

#include "apps/cli/arguments.hpp"

namespace ballast::cli {

namespace {

Json entry_json(const Dated& entry) {
  Json json{{"from", month_text(entry.from)}};
  if (const auto* number = std::get_if<double>(&entry.value))
    json["value"] = json_plain(*number);
  else
    json["value"] = std::get<std::string>(entry.value);
  return json;
}

Json knob_json(const KnobInfo& knob) {
  Json json;
  json["key"] = knob.key;
  json["zh"] = knob.zh;
  json["en"] = knob.en;
  json["unit"] = knob.unit;
  json["min"] = knob.min ? json_plain(*knob.min) : Json(nullptr);
  json["max"] = knob.max ? json_plain(*knob.max) : Json(nullptr);
  json["clause"] = knob.clause;
  json["status"] = key(knob.status);
  json["default"] = nullptr;
  if (knob.default_number) json["default"] = json_plain(*knob.default_number);
  if (!knob.default_choice.empty()) json["default"] = knob.default_choice;
  json["first"] = knob.entries.empty() ? Json(nullptr) : entry_json(knob.entries.front());
  json["later"] = Json::array();
  for (std::size_t i = 1; i < knob.entries.size(); ++i) json["later"].push_back(entry_json(knob.entries[i]));
  json["source"] = knob.source;
  json["source_zh"] = knob.source_zh;
  if (!knob.choices.empty()) json["choices"] = knob.choices;
  return json;
}

}  // namespace

bool AwardShown::below_minimum() const {
  constexpr double kDecimalSlack = 1e-9;  // of two figures with few decimals added up
  return credited_years < minimum_years - kDecimalSlack;
}

Json award_json(const AwardShown& shown) {
  const Award& award = shown.award;
  Json json;
  json["schema"] = "ballast.award/1";
  json["basic"] = json_number(yuan(award.basic), "yuan");
  json["transitional"] = json_number(yuan(award.transitional), "yuan");
  json["account"] = json_number(yuan(award.account), "yuan");
  json["total"] = json_number(yuan(award.total), "yuan");
  json["divisor"] = json_plain(award.divisor);
  json["minimum_years"] = json_plain(shown.minimum_years);
  json["below_minimum"] = shown.below_minimum();
  json["steps"] = Json::array();
  for (const AwardStep& step : award.steps) {
    Json one;
    one["zh"] = step.zh;
    one["en"] = step.en;
    one["formula"] = step.formula;
    one["value"] = json_plain(step.value);
    json["steps"].push_back(std::move(one));
  }
  return json;
}

Json retirement_json(const RetirementAnswer& answer) {
  Json json;
  json["schema"] = "ballast.retirement/1";
  json["statutory_month"] = month_text(answer.statutory_month);
  json["age_months"] = answer.age_months;
  json["delay_months"] = answer.delay_months;
  json["divisor"] = json_plain(answer.divisor);
  json["minimum_years"] = json_plain(answer.minimum_years);
  json["minimum_years_earliest"] = json_plain(answer.minimum_years_earliest);
  json["earliest_month"] = month_text(answer.earliest_month);
  json["latest_month"] = month_text(answer.latest_month);
  return json;
}

Json knobs_json(const std::vector<KnobInfo>& knobs) {
  Json json = Json::array();
  for (const KnobInfo& knob : knobs) json.push_back(knob_json(knob));
  return json;
}

}  // namespace ballast::cli
