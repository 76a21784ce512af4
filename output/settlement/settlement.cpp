#include "output/settlement/settlement.hpp"

#include <fmt/format.h>

#include "output/explain/explain.hpp"
#include "output/json/json.hpp"
#include "output/table/headline_table.hpp"
#include "output/table/width.hpp"
#include "scenarios/knobs.hpp"

namespace ballast {

namespace {

Json money(Fen amount) { return json_number(yuan(amount), "yuan"); }

std::string_view chosen(Knob knob, int choice) { return row(knob).choices[static_cast<std::size_t>(choice)]; }

Json rules_json(const SettleRules& rules) {
  Json json;
  json["short_rule"] = chosen(Knob::short_rule, static_cast<int>(rules.gap.short_rule));
  json["pool_topup"] = chosen(Knob::pool_topup, static_cast<int>(rules.topup));
  json["limited_pool"] = chosen(Knob::limited_pool, static_cast<int>(rules.limited_pool));
  json["short_tolerance"] = rules.gap.short_tolerance;
  json["over_tolerance"] = rules.gap.over_tolerance;
  json["fund_interest"] = rules.interest_rate;
  return json;
}

Json unit_json(const std::string& unit, const UnitSettlement& s) {
  Json json;
  json["unit"] = unit;
  json["need"] = money(s.gap.need);
  json["gap_short"] = money(s.gap.gap_short);
  json["gap_over"] = money(s.gap.gap_over);
  json["gap_structural"] = money(s.gap.gap_structural);
  json["treasury"] = money(s.cover.treasury());
  json["treasury_short"] = money(s.cover.treasury_short);
  json["treasury_over"] = money(s.cover.treasury_over);
  json["treasury_structural"] = money(s.cover.treasury_structural);
  json["from_balance"] = money(s.cover.from_balance());
  json["pool_topup"] = money(s.cover.topup);
  json["share_of_gap_paid"] = money(s.paid.share_of_gap);
  json["fixed_paid"] = money(s.paid.fixed);
  json["adjustment_paid"] = money(s.paid.adjustment);
  json["special_paid"] = money(s.paid.special);
  json["interest"] = money(s.interest);
  json["on_time"] = money(s.arrival.on_time);
  json["withheld"] = money(s.arrival.withheld);
  json["receivable"] = money(s.arrival.receivable);
  json["advance"] = money(s.bridge.advance);
  json["benefit_arrears"] = money(s.bridge.benefit_arrears);
  json["arrears_paid"] = money(s.bridge.arrears_paid);
  json["advance_repaid"] = money(s.bridge.advance_repaid);
  json["closing_balance"] = money(s.bridge.closing);
  return json;
}

constexpr std::string_view kCityUnit = "市本级";  // its treasury is the city's

Explained explained_unit(const SettlementShown& shown, std::size_t c) {
  const std::string& unit = shown.asked.units[c];
  return explained(unit, shown.asked.year, unit == kCityUnit, shown.asked.claims[c], shown.settled.units[c]);
}

std::vector<std::string> table_row(const std::string& unit, const UnitSettlement& s) {
  constexpr double kTenThousand = 1e4;
  std::vector<std::string> row{shortened(unit, kUnitWidth)};
  for (const Fen amount : {s.gap.need, s.gap.gap_short, s.gap.gap_over, s.gap.gap_structural, s.paid.total(),
                           s.cover.from_balance(), s.cover.treasury(), s.bridge.closing})
    row.push_back(fmt::format("{:.2f}", yuan(amount) / kTenThousand));
  return row;
}

}  // namespace

std::string settlement_document(const SettlementShown& shown) {
  Json json;
  json["schema"] = "ballast.settle/1";
  json["year"] = shown.asked.year;
  json["rules"] = rules_json(shown.asked.rules);
  json["units"] = Json::array();
  for (std::size_t c = 0; c < shown.asked.units.size(); ++c) {
    Json unit = unit_json(shown.asked.units[c], shown.settled.units[c]);
    if (shown.explain) explain_into(unit, explained_unit(shown, c), Aspect::all);
    json["units"].push_back(std::move(unit));
  }
  json["pool"]["available"] = shown.asked.available ? money(*shown.asked.available) : Json(nullptr);
  json["pool"]["closing"] = shown.asked.available ? money(shown.settled.pool_closing) : Json(nullptr);
  return printed(json);
}

std::string settlement_table(const SettlementShown& shown, Lang lang) {
  std::vector<std::vector<std::string>> rows;
  if (lang == Lang::zh)
    rows.push_back({"单位", "缺口", "少收", "超支", "结构性", "补助", "动用结余", "财政", "年末结余"});
  else
    rows.push_back({"Unit", "Need", "Short", "Over", "Struct.", "Subsidy", "Balance", "Treasury", "Closing"});
  for (std::size_t c = 0; c < shown.asked.units.size(); ++c)
    rows.push_back(table_row(shown.asked.units[c], shown.settled.units[c]));
  std::string out =
      fmt::format(fmt::runtime(in(lang, "{}年决算(万元)\n", "Settlement of {} (10,000 yuan)\n")), shown.asked.year);
  out += aligned(rows);
  if (shown.asked.available)
    out += fmt::format(fmt::runtime(in(lang, "市级统筹年末 {} 元\n", "The city pool closes at {} yuan\n")),
                       yuan_text(shown.settled.pool_closing));
  if (!shown.explain) return out;
  for (std::size_t c = 0; c < shown.asked.units.size(); ++c)
    out += "\n" + shown.asked.units[c] + "\n" + explain_text(explained_unit(shown, c), Aspect::all, lang);
  return out;
}

}  // namespace ballast
