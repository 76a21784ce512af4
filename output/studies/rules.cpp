#include "output/studies/rules.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "output/asked.hpp"
#include "output/json/json.hpp"
#include "output/notice.hpp"
#include "output/prose/sentences.hpp"
#include "output/table/figures.hpp"
#include "output/table/fitted.hpp"
#include "output/table/folded.hpp"
#include "output/table/phases.hpp"
#include "output/table/width.hpp"
#include "scenarios/knobs.hpp"

namespace ballast {

namespace {

using Rows = std::vector<std::vector<std::string>>;

constexpr std::array<std::string_view, kGapCauses.size()> kCauseKeys{"budgeted", "unbudgeted", "short", "over"};

Json marginal_json(const RuleOutcome& o) {
  Json json;
  for (std::size_t k = 0; k < kGapCauses.size(); ++k) {
    const MarginalCost& cost = o.marginal[k];
    Json& one = json[std::string(kCauseKeys[k])];
    one["treasury"] = json_money(cost.treasury);
    one["subsidies"] = json_money(cost.subsidies);
    one["balance"] = json_money(cost.balance);
    one["treasury_ever"] = json_money(cost.treasury_ever);
    one["treasury_present_value"] = json_plain(cost.treasury_pv);
  }
  return json;
}

Json outcome_json(const std::string& unit, const RuleOutcome& o) {
  Json json;
  json["unit"] = unit;
  json["need"] = json_money(o.need);
  json["subsidies"] = json_money(o.subsidies);
  json["subsidies_present_value"] = json_money(o.subsidies_pv);
  json["subsidies_unpaid"] = json_money(o.unpaid);
  json["pool_topup"] = json_money(o.topup);
  json["from_balance"] = json_money(o.from_balance);
  json["treasury"] = json_money(o.treasury);
  json["treasury_present_value"] = json_money(o.treasury_pv);
  json["benefit_arrears"] = json_money(o.benefit_arrears);
  json["closing_balance"] = json_money(o.closing);
  json["fiscal_burden"] = json_number(o.burden, "1");
  json["fiscal_burden_peak"] = json_number(o.burden_peak, "1");
  json["fiscal_burden_peak_year"] = o.burden_peak_year > 0 ? Json(o.burden_peak_year) : Json(nullptr);
  return json;
}

Json dispersion_json(const Dispersion& d) {
  return {{"least", json_number(d.least, "1")},
          {"most", json_number(d.most, "1")},
          {"max_over_min", json_share(d.max_over_min)},
          {"gini", json_share(d.gini)}};
}

Json row_json(const RulesShown& shown, const RuleRow& row) {
  Json json;
  json["rule"] = row.rule.key;
  json["zh"] = row.rule.zh;
  json["en"] = row.rule.en;
  json["units"] = Json::array();
  for (std::size_t c = 0; c < row.units.size(); ++c) {
    if (!shown.shows(c)) continue;
    Json unit = outcome_json(shown.of.units[c].zh, row.units[c]);
    unit["marginal"] = marginal_json(row.units[c]);
    json["units"].push_back(std::move(unit));
  }
  if (shown.unit < 0) json["units"].push_back(outcome_json(shown.of.city.zh, row.city));
  json["pool"]["closing"] = row.pool_closing ? json_money(*row.pool_closing) : Json(nullptr);
  json["dispersion"]["fiscal_burden"] = dispersion_json(row.burden);
  json["dispersion"]["treasury_per_retiree"] = dispersion_json(row.treasury_per_retiree);
  json["dispersion"]["gap_per_retiree"] = dispersion_json(row.need_per_retiree);
  return json;
}

Json cliff_json(const std::string& unit, const Cliff& c) {
  Json json;
  json["unit"] = unit;
  json["contributors"] = json_number(c.heads.contributors, "person");
  json["retirees"] = json_number(c.heads.retirees, "person");
  json["support_ratio"] = json_number(c.ratio, "1");
  json["regime"] = choice_name(Knob::regime, static_cast<int>(c.regime));
  json["tier_share"] = json_number(c.share, "1");
  json["adjustment"] = json_money(c.amount);
  json["one_more_contributor"] = json_money(c.one_more_contributor);
  json["one_more_retiree"] = json_money(c.one_more_retiree);
  json["contributors_to_next_tier"] = c.to_next ? Json(*c.to_next) : Json(nullptr);
  json["next_tier"] = json_money(c.next_tier);
  json["retirees_to_previous_tier"] = c.to_previous ? Json(*c.to_previous) : Json(nullptr);
  json["previous_tier"] = json_money(c.previous_tier);
  return json;
}

Json ratchet_json(const std::string& unit, const Ratchet& r) {
  Json json;
  json["unit"] = unit;
  json["plan_method"] = choice_name(Knob::plan_method, static_cast<int>(r.method));
  json["good_year"] = json_money(r.good);
  json["next_plan"] = r.next_plan ? json_money(*r.next_plan) : Json(nullptr);
  json["treasury"] = json_money(r.treasury);
  json["treasury_next"] = r.treasury_next ? json_money(*r.treasury_next) : Json(nullptr);
  json["treasury_ever"] = json_money(r.treasury_ever);
  json["treasury_present_value"] = json_money(r.treasury_pv);
  return json;
}

Json case_json(const RulesShown& shown) {
  Json json;
  json["case"] = shown.of.case_key;
  mark_into(json, shown.of);
  asked_into(json, shown.of);
  json["prices"] = "nominal";
  json["period"] = {{"from", shown.table.from}, {"to", shown.table.to}};
  json["year"] = shown.table.year;
  json["rules"] = Json::array();
  for (const RuleRow& row : shown.table.rows) json["rules"].push_back(row_json(shown, row));
  json["cliffs"] = Json::array();
  for (std::size_t c = 0; c < shown.table.cliffs.size(); ++c)
    if (shown.shows(c)) json["cliffs"].push_back(cliff_json(shown.of.units[c].zh, shown.table.cliffs[c]));
  json["ratchets"] = Json::array();
  for (std::size_t c = 0; c < shown.table.ratchets.size(); ++c) {
    if (!shown.shows(c)) continue;
    for (const Ratchet& r : shown.table.ratchets[c]) json["ratchets"].push_back(ratchet_json(shown.of.units[c].zh, r));
  }
  json["dispersion"]["support_ratio"] = dispersion_json(shown.table.support_ratio);
  return json;
}

std::string hundred_millions(Fen amount) { return in_hundred_millions(yuan(amount)); }

/// Who filled the gaps of one unit or the city, rule by rule.
std::string payers_table(const RulesShown& shown, Lang lang) {
  Rows rows;
  if (lang == Lang::zh)
    rows.push_back({"办法", "补助", "缺口", "市级统筹补足", "动用结余", "财政承担", "承担现值", "单位期末结余",
                    "负担率%", "峰值%"});
  else
    rows.push_back(
        {"Rule", "Subsidy", "Need", "Top-up", "Balance", "Treasury", "Tr. PV", "Closing", "Burden %", "Peak %"});
  for (const RuleRow& row : shown.table.rows) {
    const RuleOutcome& o = shown.unit < 0 ? row.city : row.units[static_cast<std::size_t>(shown.unit)];
    rows.push_back({std::string(in(lang, row.rule.zh, row.rule.en)), hundred_millions(o.subsidies),
                    hundred_millions(o.need), hundred_millions(o.topup), hundred_millions(o.from_balance),
                    hundred_millions(o.treasury), in_hundred_millions(o.treasury_pv), hundred_millions(o.closing),
                    decimal(100 * o.burden, 2), decimal(100 * o.burden_peak, 2)});
  }
  return folded(std::move(rows), lang);
}

/// What the columns hold, which differs between the rules.
std::string payers_legend(Lang lang) {
  return wrapped(
             in(lang,
                "缺口：补助和中央调剂之后仍缺的金额；省级统收统支、全国统筹没有补助，为市级统筹补足之前的金额。"
                "缺口由市级统筹补足、动用结余和财政承担，少收超出缺口的部分按 fiscal.short_rule "
                "也由财政承担；这两种办法下市级统筹补足的资金来自中央、省级补助和"
                "省级统筹调入，不由市级负担。期末结余为各单位的，不含市级统筹：没有拨出的中央、省级资金留在"
                "统筹（--json 的 pool）。",
                "Need: what is short after subsidies and central adjustment; under provincial and national there "
                "are no subsidies, and it is short before the pool's support, the top-up. Top-up, balance and "
                "treasury bear the need, and by fiscal.short_rule treasuries also what is missed of a plan beyond it; "
                "under those two the top-up is money of the state and the province, not the "
                "city's. What units close with leaves the pool out: money from above that is not paid out stays "
                "there (pool in --json)."),
             kTableWidth) +
         wrapped(
             in(lang,
                "负担率：财政到位和扣减合计占同期一般公共预算收入；峰值：最高一年。现值：按基金利率自各年年中折至基期年"
                "末。",
                "Burden: what treasuries paid and what was withheld over general revenue of the same years; peak: the "
                "highest year. PV: at the fund's interest, from the middle of each year to the base date."),
             kTableWidth) +
         wrapped(phrase(Phrase::money_nominal, lang), kTableWidth);
}

/// Rules × units: what each treasury pays over the period.
std::string units_table(const RulesShown& shown, Lang lang) {
  Rows rows{{std::string(in(lang, "办法", "Rule"))}};
  for (const Label& unit : shown.of.units) rows[0].emplace_back(in(unit, lang));
  rows[0].emplace_back(in(shown.of.city, lang));
  for (const RuleRow& row : shown.table.rows) {
    rows.push_back({std::string(in(lang, row.rule.zh, row.rule.en))});
    for (const RuleOutcome& o : row.units) rows.back().push_back(hundred_millions(o.treasury));
    rows.back().push_back(hundred_millions(row.city.treasury));
  }
  return std::string(in(lang, "各单位财政承担（亿元）\n", "Paid by each unit's treasury (100m yuan)\n")) +
         folded(std::move(rows), lang);
}

/// By which name `--rules` knows each rule.
std::string rule_names(const RulesShown& shown, Lang lang) {
  std::vector<std::string> names;
  for (const RuleRow& row : shown.table.rows)
    names.push_back(
        fmt::format(fmt::runtime(in(lang, "{}（{}）", "{} ({})")), row.rule.key, in(lang, row.rule.zh, row.rule.en)));
  return wrapped(fmt::format(fmt::runtime(in(lang, "--rules 的取值：{}。",
                                             "F fixed, A adjustment, Z special subsidy. --rules takes {}.")),
                             fmt::join(names, in(lang, "、", "; "))),
                 kTableWidth);
}

/// Cost to a unit's treasury of one more yuan in the year: the least and the most over the units asked for.
std::string marginal_table(const RulesShown& shown, Lang lang) {
  Rows rows;
  if (lang == Lang::zh)
    rows.push_back({"办法", "预算内", "预算外", "少收", "超支"});
  else
    rows.push_back({"Rule", "budgeted", "unbudgeted", "short", "over"});
  for (const RuleRow& row : shown.table.rows) {
    std::vector<std::string> line{std::string(in(lang, row.rule.zh, row.rule.en))};
    for (std::size_t k = 0; k < kGapCauses.size(); ++k) {
      std::vector<double> costs;
      for (std::size_t c = 0; c < row.units.size(); ++c)
        if (shown.shows(c)) costs.push_back(yuan(row.units[c].marginal[k].treasury));
      const auto [least, most] = std::minmax_element(costs.begin(), costs.end());
      line.push_back(*least == *most ? decimal(*least, 2) : decimal(*least, 2) + "…" + decimal(*most, 2));
    }
    rows.push_back(std::move(line));
  }
  return folded(std::move(rows), lang);
}

std::string cliff_table(const RulesShown& shown, Lang lang) {
  Rows rows;
  if (lang == Lang::zh)
    rows.push_back(
        {"单位", "分档抚养比", "档次%", "核定调标补助", "多参保1人", "多退休1人", "再参保几人换档", "换档增减"});
  else
    rows.push_back(
        {"Unit", "Tier ratio", "Tier %", "Adj. due", "+1 insured", "+1 retiree", "Insured to next", "Next tier"});
  for (std::size_t c = 0; c < shown.table.cliffs.size(); ++c) {
    if (!shown.shows(c)) continue;
    const Cliff& k = shown.table.cliffs[c];
    rows.push_back({std::string(in(shown.of.units[c], lang)), decimal(k.ratio, 3), fmt::format("{:g}", 100 * k.share),
                    yuan_text(k.amount), yuan_text(k.one_more_contributor), yuan_text(k.one_more_retiree),
                    k.to_next ? fmt::format("{:.0f}", *k.to_next) : "—", yuan_text(k.next_tier)});
  }
  return fitted(std::move(rows), kTableWidth);
}

/// One good year, by plan method: of one unit, or a good year of every unit added up.
std::string ratchet_table(const RulesShown& shown, Lang lang) {
  Rows rows;
  const auto if_known = [](const std::optional<Fen>& amount) { return amount ? yuan_text(*amount) : std::string("—"); };
  if (lang == Lang::zh)
    rows.push_back({"编制方法", "多收", "下年计划增加", "当年财政承担", "下年财政承担", "历年合计", "现值"});
  else
    rows.push_back({"Plan", "Good year", "Next plan", "Treasury", "Next year", "Ever", "PV"});
  for (std::size_t k = 0; k < row(Knob::plan_method).choices.size(); ++k) {
    Ratchet all;
    for (std::size_t c = 0; c < shown.table.ratchets.size(); ++c) {
      if (!shown.shows(c)) continue;
      const Ratchet& r = shown.table.ratchets[c][k];
      all.good += r.good, all.treasury += r.treasury;
      all.treasury_ever += r.treasury_ever, all.treasury_pv += r.treasury_pv;
      if (r.next_plan) all.next_plan = all.next_plan.value_or(Fen{}) + *r.next_plan;
      if (r.treasury_next) all.treasury_next = all.treasury_next.value_or(Fen{}) + *r.treasury_next;
    }
    rows.push_back({std::string(in(plan_method_label(static_cast<PlanMethod>(k)), lang)), yuan_text(all.good),
                    if_known(all.next_plan), yuan_text(all.treasury), if_known(all.treasury_next),
                    yuan_text(all.treasury_ever), yuan_text(fen_from_yuan(all.treasury_pv))});
  }
  return fitted(std::move(rows), kTableWidth);
}

/// How unequal the units are: of what treasuries bear under each rule, and of the support ratio, which no rule moves.
std::string spread_table(const RulesShown& shown, Lang lang) {
  const auto number = [](const std::optional<double>& v) { return v ? decimal(*v, 3) : std::string("—"); };
  Rows rows;
  if (lang == Lang::zh)
    rows.push_back({"办法", "负担率基尼系数", "负担率最高/最低", "人均财政承担基尼系数", "人均缺口基尼系数"});
  else
    rows.push_back({"Rule", "Gini: burden", "Max/min: burden", "Gini: treasury per retiree", "Gini: need per retiree"});
  for (const RuleRow& row : shown.table.rows)
    rows.push_back({std::string(in(lang, row.rule.zh, row.rule.en)), number(row.burden.gini),
                    number(row.burden.max_over_min), number(row.treasury_per_retiree.gini),
                    number(row.need_per_retiree.gini)});
  const Dispersion& ratio = shown.table.support_ratio;
  return folded(std::move(rows), lang) +
         wrapped(fmt::format(fmt::runtime(in(lang,
                                             "基尼系数：0为各单位完全相同，越大差距越大。人均：按退休人员。"
                                             "{}年末抚养比：基尼系数 {}，最高/最低 {}。",
                                             "Gini: 0 where all units are alike, more where they are further apart. "
                                             "Support ratio at the end of {}: Gini {}, max/min {}.")),
                             shown.table.year, number(ratio.gini), number(ratio.max_over_min)),
                 kTableWidth);
}

/// Notice, heading, and who bore the period.
std::string who_pays(const RulesShown& shown, Lang lang) {
  const RuleComparison& t = shown.table;
  const Label& who = shown.unit < 0 ? shown.of.city : shown.of.units[static_cast<std::size_t>(shown.unit)];
  std::string out = notice_lines(notice_of(shown.of), lang);
  out += fmt::format(
      fmt::runtime(in(lang, "{} · {} · {}—{}年谁承担（亿元）\n", "{} · {} · who pays, {}-{} (100m yuan)\n")),
      in(shown.of.title, lang), in(who, lang), t.from, t.to);
  out += note_line(shown.of.note, lang) + asked_lines(shown.of, lang);
  out += payers_table(shown, lang) + payers_legend(lang) +
         phase_legend(shown.of, std::min(t.from, t.year), std::max(t.to, t.year), lang) + rule_names(shown, lang) +
         "\n";
  return shown.unit < 0 ? out + units_table(shown, lang) + "\n" : out;
}

/// Which year the tables of one year take, where nobody asked for one.
std::string year_line(const RulesShown& shown, Lang lang) {
  if (!shown.year_by_rule) return {};
  return wrapped(
      fmt::format(
          fmt::runtime(in(lang, "以下各表取{}年：多数单位财政有应付款的首年，没有则取最后一年；可用 --year 另定。",
                          "The tables below take {}: the first year in which most units' treasuries owe money, "
                          "or the last year if there is none; --year takes another.")),
          shown.table.year),
      kTableWidth);
}

std::string next_yuan(const RulesShown& shown, Lang lang) {
  return fmt::format(fmt::runtime(in(lang, "{}年多1元缺口，本级财政当年多付（元；各单位最低…最高）\n",
                                     "One more yuan of gap in {}: cost to the unit's treasury that year (yuan; "
                                     "least…most of the units)\n")),
                     shown.table.year) +
         marginal_table(shown, lang) +
         wrapped(
             in(lang,
                "超过1元的部分是基金因此少得的利息，不足1元的部分由补助、上级或结余承担；金额计至分，相差0."
                "01属四舍五入。",
                "Beyond one yuan it is interest that the fund then does not earn; below, subsidies, money from above "
                "or the balance bear the rest. Amounts are whole fen: 0.01 more or less is rounding."),
             kTableWidth) +
         "\n";
}

std::string cliffs_of(const RulesShown& shown, Lang lang) {
  return fmt::format(
             fmt::runtime(in(lang, "{}年调标补助跨档的断崖效应；统收统支下为中央调剂净额（元）\n",
                             "Cliffs of the adjustment subsidy in {}; of the national fund under its regime (yuan)\n")),
             shown.table.year) +
         cliff_table(shown, lang) +
         wrapped(in(lang, "核定数：未按市级统筹现有资金压减；实拨见 explain、settle。按缺口比例补助的年份没有档次。",
                    "Due: before it is cut to what the city's pool has; explain and settle show what was paid. A year "
                    "that subsidises a share of the gap has no tiers."),
                 kTableWidth) +
         "\n";
}

static_assert(kGoodYear == 0.01, "the ratchet's heading says 1 %");
std::string ratchet_of(const RulesShown& shown, Lang lang) {
  return fmt::format(
             fmt::runtime(in(lang, "棘轮效应：{}年比预计多收1%，对下年计划和本级财政的影响（元）\n",
                             "Ratchet: 1 % more collected in {} than foreseen, next plan and treasury (yuan)\n")),
             shown.table.year) +
         ratchet_table(shown, lang) + "\n";
}

/// Of all units, also where one is shown.
std::string between_units(const RulesShown& shown, Lang lang) {
  return fmt::format(fmt::runtime(in(lang, "各单位之间的差距，{}—{}年（全部单位）\n",
                                     "Between the units, {}-{} (all of them)\n")),
                     shown.table.from, shown.table.to) +
         spread_table(shown, lang);
}

}  // namespace

std::string rules_document(const std::vector<RulesShown>& cases) {
  Json json;
  json["schema"] = "ballast.rules/1";
  json["cases"] = Json::array();
  for (const RulesShown& shown : cases) json["cases"].push_back(case_json(shown));
  return printed(json);
}

std::string rules_table(const RulesShown& shown, Lang lang) {
  return who_pays(shown, lang) + year_line(shown, lang) + next_yuan(shown, lang) + cliffs_of(shown, lang) +
         ratchet_of(shown, lang) + between_units(shown, lang);
}

}  // namespace ballast
