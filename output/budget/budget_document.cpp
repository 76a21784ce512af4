
#include "output/asked.hpp"
#include "output/budget/annex.hpp"
#include "output/budget/budget.hpp"
#include "output/budget/form_csv.hpp"
#include "output/budget/sheet_json.hpp"
#include "output/json/json.hpp"
#include "output/notice.hpp"
#include "scenarios/knobs.hpp"

namespace ballast {

namespace {

Json check_json(const UnitBudget& u) {
  Json json;
  json["clause"] = "44-2.5";
  json["budget_gap"] = json_money(u.gap);
  json["share_of_gap"] = json_money(u.paid.share_of_gap);
  json["fixed"] = json_money(u.paid.fixed);
  json["adjustment"] = json_money(u.paid.adjustment);
  json["special"] = json_money(u.paid.special);
  json["unified_support"] = json_money(u.support);
  json["unified_surplus"] = json_money(u.surplus);
  json["local_share"] = json_number(u.local_share, "1");
  json["usable_balance"] = json_money(u.usable);
  json["treasury_needed"] = json_money(u.needed);
  json["treasury_cap"] = u.cap ? json_money(*u.cap) : Json(nullptr);
  json["treasury"] = json_money(u.treasury);
  json["lacking"] = json_money(u.lacking);
  json["balanced"] = u.lacking == Fen{};
  return json;
}

Json memo_json(const UnitBudget& u) {
  return {{"receivable_brought_forward", json_money(u.receivable)},
          {"arrears_outstanding", json_money(u.arrears)},
          {"advances_outstanding", json_money(u.advances)},
          {"own_stock", json_money(u.own_stock)}};
}

Json about(const BudgetShown& shown) {
  const FiscalCase& of = shown.of;
  Json json;
  json["schema"] = "ballast.budget/1";
  json["place"] = shown.place;
  json["case"] = of.case_key;
  json["title"] = of.title.en;
  json["title_zh"] = of.title.zh;
  mark_into(json, of);
  asked_into(json, of);
  json["year"] = shown.draft.year;
  json["plan"]["method"] = choice_name(Knob::plan_method, static_cast<int>(shown.draft.rule.method));
  json["plan"]["stretch"] = json_number(shown.draft.rule.stretch, "1");
  json["regime"] = choice_name(Knob::regime, static_cast<int>(shown.draft.regime));
  json["solved"] = shown.draft.solved;
  json["balanced"] = shown.draft.balanced();
  return json;
}

Json rows_json(const BudgetShown& shown) {
  Json rows = Json::array();
  const std::vector<Label> names = budget_rows(shown.of);
  const BudgetDraft& d = shown.draft;
  for (std::size_t c = 0; c < d.units.size(); ++c) {
    Json one = sheet_json(names[c].zh, d.units[c].sheet);
    one["unit_en"] = names[c].en;  // who reads the file later may not have the place
    one["check"] = check_json(d.units[c]);
    one["memo"] = memo_json(d.units[c]);
    one["basic"] = annex_json(annex_of(shown.basic[c]));
    rows.push_back(std::move(one));
  }
  const std::size_t n = d.units.size();
  rows.push_back(sheet_json(names[n].zh, d.pool));
  rows.push_back(sheet_json(names[n + 1].zh, d.city_level));
  rows.push_back(sheet_json(names[n + 2].zh, d.city));
  rows.back()["basic"] = annex_json(annex_of(shown.basic.back()));
  return rows;
}

}  // namespace

std::string budget_document(const BudgetShown& shown) {
  const BudgetDraft& d = shown.draft;
  Json json = about(shown);
  json["units"] = rows_json(shown);
  json["transfers"] = {{"subsidies", json_money(d.between.subsidies)}, {"levies", json_money(d.between.levies)}};
  json["transfers_within_city_level"] = {{"subsidies", json_money(d.within_city_level.subsidies)},
                                         {"levies", json_money(d.within_city_level.levies)}};
  return printed(json);
}

std::string budget_csv(const BudgetShown& shown) {
  const std::vector<Label> names = budget_rows(shown.of);
  const BudgetDraft& d = shown.draft;
  std::vector<FormColumn> columns;
  for (std::size_t c = 0; c < d.units.size(); ++c) {
    const UnitBudget& u = d.units[c];
    columns.push_back(
        {names[c].zh,
         {.sheet = u.sheet, .paid = u.paid, .support = u.support, .surplus = u.surplus, .usable = u.usable},
         true,
         annex_of(shown.basic[c])});
  }
  for (const BudgetSheet* upper : {&d.pool, &d.city_level, &d.city})
    columns.push_back({names[columns.size()].zh,
                       {.sheet = *upper, .paid = {}, .support = {}, .surplus = {}, .usable = {}},
                       false,
                       {}});
  columns.back().annex = annex_of(shown.basic.back());
  const std::vector<std::string> asked = asked_row(shown.of.asked, shown.of.base_year, 3);
  return budget_form_csv(d.year, columns, shown.notice(), asked);
}

}  // namespace ballast
