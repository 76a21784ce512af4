#include "output/budget/form_document.hpp"

#include <algorithm>

#include "models/budget/regime.hpp"

#include "models/base/levels.hpp"
#include "output/asked.hpp"
#include "output/budget/sheet_json.hpp"
#include "output/json/json.hpp"
#include "scenarios/knobs.hpp"

namespace ballast {

namespace {

Json transfers_json(const BudgetTransfers& t) {
  return {{"subsidies", json_money(t.subsidies)}, {"levies", json_money(t.levies)}};
}

/// What passes between a unit and the pool; what it owes or gets above the city has lines of its own.
BudgetTransfers passes(const FormFigures& f) {
  return {.subsidies = f.sheet.at(FormLine::superior_subsidy), .levies = f.sheet.at(FormLine::superior_levy)};
}

/// Lines of the national fund tell national pooling, money of unified payment the province's; else it is the city's.
Regime regime_of(const FilledForm& form) {
  Regime regime = Regime::city_2016;
  for (const FormFigures& f : form.figures) {
    const BudgetSheet& s = f.sheet;
    const Fen central = s.at(FormLine::central_adjustment_income) + s.at(FormLine::national_pooling_income) +
                        s.at(FormLine::central_adjustment_expenditure);
    if (central != Fen{}) return Regime::national;
    if (f.support + f.surplus != Fen{}) regime = Regime::provincial;
  }
  return regime;
}

Json check_json(const FormFigures& f) {
  Json json;
  json["clause"] = "44-2.5";
  json["budget_gap"] = json_money(f.gap());
  json["share_of_gap"] = json_money(f.paid.share_of_gap);
  json["fixed"] = json_money(f.paid.fixed);
  json["adjustment"] = json_money(f.paid.adjustment);
  json["special"] = json_money(f.paid.special);
  json["unified_support"] = json_money(f.support);
  json["unified_surplus"] = json_money(f.surplus);
  json["usable_balance"] = json_money(f.usable);
  json["treasury_needed"] = json_money(f.needed());
  json["treasury"] = json_money(f.sheet.at(FormLine::treasury_subsidy));
  json["lacking"] = json_money(f.lacking());
  json["balanced"] = f.lacking() == Fen{};
  return json;
}

}  // namespace

FormLevels form_levels(const FilledForm& form) {
  FormLevels levels;
  std::vector<BudgetSheet> all{form.pool.sheet}, city_level{form.pool.sheet};
  for (std::size_t c = 0; c < form.units.size(); ++c) {
    const BudgetTransfers t = passes(form.figures[c]);
    all.push_back(form.figures[c].sheet);
    levels.between.subsidies += t.subsidies, levels.between.levies += t.levies;
    if (!is_city_unit(form.units[c])) continue;
    city_level.push_back(form.figures[c].sheet);
    levels.within_city_level = t;
  }
  levels.city = consolidated(all, levels.between);
  levels.city_level = consolidated(city_level, levels.within_city_level);
  return levels;
}

std::string form_document(const FilledForm& form) {
  const FormLevels levels = form_levels(form);
  Json json;
  json["schema"] = "ballast.budget/1";
  json["place"] = nullptr;
  json["case"] = nullptr;
  json["title"] = form.name;
  json["title_zh"] = form.name;
  notice_into(json, form.notice);
  sets_into(json, form.sets);
  json["year"] = form.year;
  json["regime"] = choice_name(Knob::regime, static_cast<int>(regime_of(form)));
  json["solved"] = form.solved;
  json["balanced"] =
      std::all_of(form.figures.begin(), form.figures.end(), [](const FormFigures& f) { return f.lacking() == Fen{}; });
  json["units"] = Json::array();
  for (std::size_t c = 0; c < form.units.size(); ++c) {
    json["units"].push_back(sheet_json(form.units[c], form.figures[c].sheet));
    json["units"].back()["check"] = check_json(form.figures[c]);
    if (form.annexes[c]) json["units"].back()["basic"] = annex_json(*form.annexes[c]);
  }
  json["units"].push_back(sheet_json(std::string(kPoolName), form.pool.sheet));
  json["units"].push_back(sheet_json(std::string(kCityLevelName), levels.city_level));
  json["units"].push_back(sheet_json(std::string(kWholeCityName), levels.city));
  if (form.city_annex) json["units"].back()["basic"] = annex_json(*form.city_annex);
  json["transfers"] = transfers_json(levels.between);
  json["transfers_within_city_level"] = transfers_json(levels.within_city_level);
  return printed(json);
}

}  // namespace ballast
