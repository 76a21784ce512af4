#include "output/settlement/settlement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "models/base/levels.hpp"
#include "models/measures/catalogue.hpp"
#include "output/csv/spreadsheet.hpp"
#include "output/explain/explain.hpp"
#include "output/json/json.hpp"
#include "output/prose/unit_names.hpp"
#include "output/table/figures.hpp"
#include "output/table/fitted.hpp"
#include "output/table/width.hpp"
#include "scenarios/knobs.hpp"

namespace ballast {

namespace {

Json rules_json(const SettleRules& rules) {
  Json json;
  json["short_rule"] = choice_name(Knob::short_rule, static_cast<int>(rules.gap.short_rule));
  json["pool_topup"] = choice_name(Knob::pool_topup, static_cast<int>(rules.topup));
  json["limited_pool"] = choice_name(Knob::limited_pool, static_cast<int>(rules.limited_pool));
  json["short_tolerance"] = rules.gap.short_tolerance;
  json["over_tolerance"] = rules.gap.over_tolerance;
  json["deadline"] = date_text(rules.deadline);
  json["fund_interest"] = rules.interest_rate;
  json["regime"] = choice_name(Knob::regime, static_cast<int>(rules.regime));
  return json;
}

/// A figure of the answer, the same in JSON and in the table for a spreadsheet. [fen]
struct Answer {
  std::string_view key;
  Fen (*of)(const UnitSettlement&);
  struct Name {
    std::string_view zh, en;
  } own{};  ///< where it is no measure of the catalogue

  std::string_view zh() const { return own.zh.empty() ? row(*measure_from_key(key)).zh : own.zh; }
  std::string_view en() const { return own.en.empty() ? row(*measure_from_key(key)).en : own.en; }
};

using S = UnitSettlement;
constexpr std::array kAnswers{
    Answer{"need", [](const S& s) { return s.gap.need; }},
    Answer{"gap_short", [](const S& s) { return s.gap.gap_short; }},
    Answer{"gap_over", [](const S& s) { return s.gap.gap_over; }},
    Answer{"gap_structural", [](const S& s) { return s.gap.gap_structural; }},
    Answer{"treasury", [](const S& s) { return s.cover.treasury(); }},
    Answer{"treasury_short", [](const S& s) { return s.cover.treasury_short; }},
    Answer{"treasury_over", [](const S& s) { return s.cover.treasury_over; }},
    Answer{"treasury_structural", [](const S& s) { return s.cover.treasury_structural; }},
    Answer{"from_balance", [](const S& s) { return s.cover.from_balance(); }},
    Answer{"pool_topup", [](const S& s) { return s.cover.topup; }},
    Answer{"share_of_gap_paid",
           [](const S& s) { return s.paid.share_of_gap; },
           {"实拨按缺口比例补助", "Subsidy by share of the gap, as paid"}},
    Answer{"fixed_paid", [](const S& s) { return s.paid.fixed; }, {"实拨定额补助", "Fixed subsidy, as paid"}},
    Answer{"adjustment_paid",
           [](const S& s) { return s.paid.adjustment; },
           {"实拨调标补助", "Adjustment subsidy, as paid"}},
    Answer{"special_paid", [](const S& s) { return s.paid.special; }, {"实拨专项补助", "Special subsidy, as paid"}},
    Answer{"interest", [](const S& s) { return s.interest; }},
    Answer{"on_time", [](const S& s) { return s.arrival.on_time; }, {"财政按时到位", "Treasury money in time"}},
    Answer{
        "late", [](const S& s) { return s.cover.treasury() - s.arrival.on_time; }, {"财政逾期", "Treasury money late"}},
    Answer{"withheld", [](const S& s) { return s.arrival.withheld; }},
    Answer{"receivable", [](const S& s) { return s.arrival.receivable; }},
    Answer{"payments_unused",
           [](const S& s) { return s.arrival.unused; },
           {"未计入决算的到位资金", "Payments that settle nothing"}},
    Answer{"advance", [](const S& s) { return s.bridge.advance; }},
    Answer{"benefit_arrears",
           [](const S& s) { return s.bridge.benefit_arrears; },
           {"当年新增待遇拖欠", "Benefits of the year not paid in time"}},
    Answer{"arrears_paid",
           [](const S& s) { return s.bridge.arrears_paid; },
           {"补发以前年度待遇", "Benefits of earlier years paid"}},
    Answer{"benefit_arrears_outstanding",
           [](const S& s) { return s.bridge.arrears_outstanding; },
           {"年末待遇拖欠", "Benefits unpaid at 31 December"}},
    Answer{"advance_repaid", [](const S& s) { return s.bridge.advance_repaid; }},
    Answer{"unified_surplus", [](const S& s) { return s.remitted; }},
    Answer{"closing_balance", [](const S& s) { return s.bridge.closing; }, {"年末累计结余", "Closing balance"}}};

Json unit_json(const std::string& unit, const UnitSettlement& s) {
  Json json;
  json["unit"] = unit;
  for (const Answer& answer : kAnswers) json[std::string(answer.key)] = json_money(answer.of(s));
  return json;
}

/// What withholding does to the city's own cash (44-2.9): it keeps settlement it owed and pays as much into the funds;
/// only what its own unit was late with costs it money.
struct CityCash {
  Fen kept{}, paid{};
};

CityCash city_cash(const SettlementShown& shown) {
  CityCash cash;
  for (std::size_t c = 0; c < shown.asked.units.size(); ++c) {
    cash.paid += shown.settled.units[c].arrival.withheld;
    if (!is_city_unit(shown.asked.units[c])) cash.kept += shown.settled.units[c].arrival.withheld;
  }
  return cash;
}

Explained explained_unit(const SettlementShown& shown, std::size_t c) {
  const std::string& unit = shown.asked.units[c];
  const Label name{unit, std::string(shown_name(shown, unit, Lang::en))};
  return explained(name, shown.asked.year, is_city_unit(unit), shown.asked.claims[c], shown.settled.units[c]);
}

/// The columns of the table on the terminal.
using Amounts = std::array<Fen, 8>;
Amounts amounts_of(const UnitSettlement& s) {
  return {s.gap.need,     s.gap.gap_short,        s.gap.gap_over,     s.gap.gap_structural,
          s.paid.total(), s.cover.from_balance(), s.cover.treasury(), s.bridge.closing};
}

std::vector<std::string> table_row(std::string_view unit, const Amounts& amounts) {
  std::vector<std::string> row{std::string(unit)};
  for (const Fen amount : amounts) row.push_back(in_ten_thousands(amount));
  return row;
}

Fen unused_payments(const SettlementShown& shown) {
  Fen sum;
  for (const UnitSettlement& s : shown.settled.units) sum += s.arrival.unused;
  return sum;
}

/// Whether a treasury owes what was not collected though its fund is not short of it.
bool owes_beyond_the_gap(const SettlementShown& shown) {
  return std::any_of(shown.settled.units.begin(), shown.settled.units.end(),
                     [](const UnitSettlement& s) { return s.cover.treasury_short > s.gap.gap_short; });
}

/// The units and the whole city, in 10,000 yuan.
std::string amounts_table(const SettlementShown& shown, Lang lang) {
  std::vector<std::vector<std::string>> rows;
  if (lang == Lang::zh)
    rows.push_back({"单位", "缺口", "因少收", "因超支", "结构性", "补助", "动用结余", "财政承担", "年末结余"});
  else
    rows.push_back({"Unit", "Need", "of short", "of over", "struct.", "Subsidy", "Balance", "Treasury", "Closing"});
  Amounts all{};
  for (std::size_t c = 0; c < shown.asked.units.size(); ++c) {
    const Amounts amounts = amounts_of(shown.settled.units[c]);
    rows.push_back(table_row(shown_name(shown, shown.asked.units[c], lang), amounts));
    for (std::size_t i = 0; i < all.size(); ++i) all[i] += amounts[i];
  }
  rows.push_back(table_row(shown_name(shown, kWholeCityName, lang), all));
  return fitted(std::move(rows), kTableWidth);
}

/// What of the treasuries' money the table alone would leave a riddle.
std::string treasury_notes(const SettlementShown& shown, Lang lang) {
  std::string out;
  if (owes_beyond_the_gap(shown))
    out +=
        wrapped(in(lang, "少收的差额即使没有形成缺口也由财政弥补（44-2.7），财政承担因此可以大于缺口与动用结余之差。",
                   "What was not collected is owed by the treasury though no gap comes of it (44-2.7): it may pay more "
                   "than need less balance."),
                kTableWidth);
  if (Fen unused = unused_payments(shown); unused != Fen{})
    out += wrapped(
        fmt::format(
            fmt::runtime(in(lang, "到位资金中 {} 元晚于时限或超出应到位额，不计入本年决算；晚于时限的应列入下年。",
                            "{} yuan of the payments came after the deadline or beyond what was due "
                            "and settle nothing of this year; what came late belongs to the next.")),
            yuan_text(unused)),
        kTableWidth);
  return out;
}

/// The city's own: its pool, and its treasury's cash.
std::string city_notes(const SettlementShown& shown, Lang lang) {
  std::string out;
  if (shown.asked.available)
    out +=
        fmt::format(fmt::runtime(in(lang, "市级统筹年末结余 {} 万元\n", "The city pool closes at {} (10,000 yuan)\n")),
                    in_ten_thousands(shown.settled.pool_closing));
  if (const CityCash cash = city_cash(shown); cash.paid != Fen{})
    out += wrapped(
        fmt::format(
            fmt::runtime(in(lang, "市级财政扣减结算资金 {} 元，划入基金 {} 元，市级财政现金净变动 {} 元  [44-2.9]",
                            "The city treasury keeps {} yuan of settlement, pays {} yuan into the funds: {} "
                            "yuan of cash  [44-2.9]")),
            yuan_text(cash.kept), yuan_text(cash.paid), yuan_text(cash.kept - cash.paid)),
        kTableWidth);
  return out;
}

std::string explanations(const SettlementShown& shown, Lang lang) {
  std::string out;
  for (std::size_t c = 0; c < shown.asked.units.size(); ++c)
    out += fmt::format("\n{}\n", shown_name(shown, shown.asked.units[c], lang)) +
           explain_text(explained_unit(shown, c), Aspect::all, lang);
  return out + "\n" + clauses_line(lang);
}

}  // namespace

std::string_view shown_name(const SettlementShown& shown, std::string_view unit, Lang lang) {
  return unit_name(shown.names, unit, lang);
}

std::vector<SettlementFigure> settlement_figures() {
  std::vector<SettlementFigure> all;
  for (const Answer& answer : kAnswers) all.push_back({answer.key, answer.zh(), answer.en()});
  return all;
}

std::string settlement_document(const SettlementShown& shown) {
  Json json;
  json["schema"] = "ballast.settle/1";
  notice_into(json, shown.notice);
  json["year"] = shown.asked.year;
  json["rules"] = rules_json(shown.asked.rules);
  json["units"] = Json::array();
  for (std::size_t c = 0; c < shown.asked.units.size(); ++c) {
    Json unit = unit_json(shown.asked.units[c], shown.settled.units[c]);
    if (shown.explain) explain_into(unit, explained_unit(shown, c), Aspect::all);
    json["units"].push_back(std::move(unit));
  }
  const CityCash cash = city_cash(shown);
  json["city_treasury"]["settlement_kept"] = json_money(cash.kept);
  json["city_treasury"]["paid_into_funds"] = json_money(cash.paid);
  json["city_treasury"]["cash_effect"] = json_money(cash.kept - cash.paid);
  json["pool"]["available"] = shown.asked.available ? json_money(*shown.asked.available) : Json(nullptr);
  json["pool"]["closing"] = shown.asked.available ? json_money(shown.settled.pool_closing) : Json(nullptr);
  return printed(json);
}

std::string settlement_csv(const SettlementShown& shown, Lang lang) {
  SpreadsheetRows rows{{std::string(in(lang, "单位", "unit"))}};
  std::vector<std::string> city{std::string(kWholeCityName)}, pool{std::string(kPoolName)};
  for (const Answer& answer : kAnswers) rows[0].emplace_back(in(lang, answer.zh(), answer.key));
  if (shown.notice) rows.push_back(notice_row(*shown.notice, rows[0].size()));
  const std::size_t first = rows.size();
  for (std::size_t c = 0; c < shown.asked.units.size(); ++c) rows.push_back({shown.asked.units[c]});
  for (const Answer& answer : kAnswers) {
    Fen sum;
    for (std::size_t c = 0; c < shown.asked.units.size(); ++c) {
      sum += answer.of(shown.settled.units[c]);
      rows[first + c].push_back(plain_yuan(answer.of(shown.settled.units[c])));
    }
    city.push_back(plain_yuan(sum));
    pool.emplace_back();
  }
  rows.push_back(std::move(city));
  if (shown.asked.available) pool.back() = plain_yuan(shown.settled.pool_closing), rows.push_back(std::move(pool));
  return spreadsheet(rows);
}

std::string settlement_table(const SettlementShown& shown, Lang lang) {
  std::string out = notice_lines(shown.notice, lang);
  out +=
      fmt::format(fmt::runtime(in(lang, "{}年决算（万元）\n", "Settlement of {} (10,000 yuan)\n")), shown.asked.year);
  out += amounts_table(shown, lang) + treasury_notes(shown, lang) + city_notes(shown, lang);
  return shown.explain ? out + explanations(shown, lang) : out;
}

}  // namespace ballast
