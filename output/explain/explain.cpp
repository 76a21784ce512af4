#include "output/explain/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "models/base/levels.hpp"
#include "output/asked.hpp"
#include "output/csv/spreadsheet.hpp"
#include "output/explain/ledger_texts.hpp"
#include "output/notice.hpp"
#include "output/table/fitted.hpp"
#include "output/table/width.hpp"
#include "sim/engine/fiscal_ledger.hpp"

namespace ballast {

namespace {

using Rows = std::vector<std::vector<std::string>>;

constexpr std::array kPartNames{std::pair{"未完成征缴计划", "contributions not collected"},
                                std::pair{"结构性缺口", "structural gap"}, std::pair{"超支", "overspending"}};
constexpr std::array<std::string_view, 3> kPartKeys{"short", "structural", "over"};
constexpr std::array<std::string_view, 3> kPayerKeys{"pool", "balance", "treasury"};

Label part_label(NeedPart part) {
  const auto& [zh, en] = kPartNames[static_cast<std::size_t>(part)];
  return {zh, en};
}

Label payer_label(const Explained& e, NeedShare::Payer payer) {
  if (payer == NeedShare::Payer::pool) return {std::string(kPoolName), "city pool"};
  if (payer == NeedShare::Payer::balance) return {e.who.zh + "累计结余", "balance of " + e.who.en};
  return e.treasury;
}

Label giver(const Explained& e, const BookLine& line) {
  return line.received ? other_side(line.line, line.from, e.units) : account_label(line.from, e.units);
}
Label taker(const Explained& e, const BookLine& line) {
  return line.received ? account_label(line.to, e.units) : other_side(line.line, line.to, e.units);
}

// ---- JSON -----------------------------------------------------------------------------------------------------------

Json line_json(const Explained& e, const BookLine& line, std::string_view direction) {
  const Label label = line_label(line.line), from = giver(e, line), to = taker(e, line);
  return {{"line", line.line},    {"zh", label.zh},         {"en", label.en},
          {"from", from.en},      {"from_zh", from.zh},     {"to", to.en},
          {"to_zh", to.zh},       {"direction", direction}, {"amount", json_money(line.amount)},
          {"clause", line.clause}};
}

Json need_json(const Explained& e) {
  Json json;
  json["balance_of_year"] = json_money(e.settled->balance_of_year);
  json["need"] = json_money(e.settled->gap.need);
  json["shares"] = Json::array();
  for (const NeedShare& share : need_shares(*e.settled))
    json["shares"].push_back({{"part", kPartKeys[static_cast<std::size_t>(share.part)]},
                              {"payer", kPayerKeys[static_cast<std::size_t>(share.payer)]},
                              {"payer_zh", payer_label(e, share.payer).zh},
                              {"amount", json_money(share.amount)},
                              {"clause", share.clause}});
  return json;
}

std::string trimmed(const std::string& text) { return text.substr(text.find_first_not_of(' ')); }

// ---- text -----------------------------------------------------------------------------------------------------------

std::vector<std::string> text_row(const Explained& e, const BookLine& line, std::string_view sign, Lang lang) {
  return {fmt::format("  {} {} → {}", sign, in(giver(e, line), lang), in(taker(e, line), lang)),
          std::string(in(line_label(line.line), lang)), yuan_text(line.amount), fmt::format("[{}]", line.clause)};
}

std::string need_text(const Explained& e, Lang lang) {
  const UnitSettlement& s = *e.settled;
  if (s.gap.need == Fen{})
    return fmt::format(
        fmt::runtime(in(lang, "当年没有缺口：收支相抵后结余 {} 元\n", "No need: the year leaves {} yuan\n")),
        yuan_text(s.balance_of_year));
  Rows rows;
  for (const NeedShare& share : need_shares(s))
    rows.push_back({"  " + std::string(in(part_label(share.part), lang)),
                    "→ " + std::string(in(payer_label(e, share.payer), lang)), yuan_text(share.amount),
                    fmt::format("[{}]", share.clause)});
  const std::string_view together = e.of_a_unit ? in(lang, "  合计＝当年缺口", "  together = the need")
                                                : in(lang, "  合计＝各单位缺口之和", "  together = the needs of units");
  rows.push_back({std::string(together), "", yuan_text(s.gap.need)});
  return std::string(in(lang, "从缺口到承担者（元）\n", "From need to payer (yuan)\n")) +
         fitted_two_texts(rows, kTableWidth);
}

std::string ledger_text(const Explained& e, const AspectRow& aspect, Lang lang) {
  const bool whole = aspect.lines.front().empty();
  Rows rows;
  if (whole)
    rows.push_back({std::string(in(lang, "  上年末结余", "  Opening balance")), "", yuan_text(e.books.opening)});
  for (const BookLine& line : e.books.lines)
    if (wanted(aspect, line.line)) rows.push_back(text_row(e, line, line.received ? "+" : "−", lang));
  if (whole) {
    rows.push_back({std::string(in(lang, "  流入合计", "  Received")), "", yuan_text(e.books.received)});
    rows.push_back({std::string(in(lang, "  流出合计", "  Paid")), "", yuan_text(e.books.paid)});
    rows.push_back({std::string(in(lang, "  年末结余", "  Closing balance")), "", yuan_text(e.books.closing)});
  }
  for (const BookLine& line : e.beside)
    if (wanted(aspect, line.line)) rows.push_back(text_row(e, line, "·", lang));
  if (rows.empty()) return {};
  return std::string(in(lang, "账（元）：付方 → 收方\n", "Ledger (yuan): giver → taker\n")) +
         fitted_two_texts(rows, kTableWidth);
}

/// The whole city's need is that of its units, and their treasuries'.
void add_needs_of_units(Explained& e, const std::vector<UnitYear>& units) {
  std::vector<UnitSettlement> settled;
  for (const UnitYear& unit : units) settled.push_back(unit.settled);
  e.settled = needs_together(settled);
  e.treasury = {"各级财政", "treasuries"};
}

/// Where nothing is told of the pool or the whole city: of whom it is.
std::optional<Label> told_of_units(const Explained& e, const AspectRow& aspect) {
  const auto asked = [&](const BookLine& line) { return wanted(aspect, line.line); };
  const bool answered = (aspect.need && e.settled) || std::any_of(e.books.lines.begin(), e.books.lines.end(), asked);
  if (e.of_a_unit || answered) return std::nullopt;
  std::vector<std::string_view> zh, en;
  for (const Label& unit : e.units) zh.push_back(unit.zh), en.push_back(unit.en);
  return Label{fmt::format("{}没有“{}”的说明，请指明单位：--unit {}", e.who.zh, aspect.name, fmt::join(zh, "、")),
               fmt::format("Nothing is told of '{}' for {}; ask for a unit: --unit {}", aspect.name, e.who.en,
                           fmt::join(en, ", "))};
}

/// The same of a table of the ledger, which some aspects have no lines of, others none in the year.
std::optional<Label> no_lines(const Explained& e, const AspectRow& aspect, bool any) {
  if (auto hint = told_of_units(e, aspect)) return hint;
  if (any) return std::nullopt;
  if (!aspect.lines.empty())
    return Label{fmt::format("当年没有“{}”的账目，说明见 --json", aspect.name),
                 fmt::format("Nothing is booked for '{}' in the year: why is told with --json", aspect.name)};
  return Label{fmt::format("“{}”不涉及账目，说明见 --json", aspect.name),
               fmt::format("No line of the ledger belongs to '{}': it is told with --json", aspect.name)};
}

std::vector<Sentence> all_sentences(const FiscalCase& of, int y, int unit, const UnitClaim& claim,
                                    const UnitSettlement& settled) {
  std::vector<Sentence> sentences = subsidy_sentences(of.input, of.result, y, unit);
  for (Sentence& s : settlement_sentences({of.units[static_cast<std::size_t>(unit)], claim, settled}))
    sentences.push_back(std::move(s));
  return sentences;
}

/// Individual accounts are claims, not assets: their own year, to the fen, the last line taking the remainder.
void add_account_claims(std::vector<MemoLine>& memo, const std::vector<UnitFlows>& flows, std::span<const int> units,
                        int row) {
  Fen opening, credited, interest, refunded, closing;
  for (const int unit : units) {
    const auto of = [&](Flow f) { return fen_from_yuan(flows[static_cast<std::size_t>(unit)].at(row, f)); };
    opening += of(Flow::account_opening), credited += of(Flow::account_credited);
    interest += of(Flow::account_interest), refunded += of(Flow::account_refunded), closing += of(Flow::account_end);
  }
  memo.push_back({"account_opening", {"个人账户记账额：年初", "individual accounts: opening"}, opening});
  memo.push_back({"account_credited", {"  当年记账", "  credited"}, credited});
  memo.push_back({"account_interest", {"  记账利息", "  interest credited"}, interest});
  memo.push_back({"account_paid",
                  {"  支付账户养老金（含病残津贴中的账户部分）", "  paid as pensions, of illness benefits too"},
                  opening + credited + interest - refunded - closing});
  memo.push_back({"account_refunded", {"  返还和转出", "  refunded and transferred out"}, refunded});
  memo.push_back({"account_end", {"个人账户记账额：年末", "individual accounts: closing"}, closing});
}

/// What is still owed at 31 December.
void add_debts(std::vector<MemoLine>& memo, const FiscalCase& of, std::span<const int> units, int y, int row) {
  Fen receivable, arrears, advances, contributions;
  for (const int unit : units) {
    const auto c = static_cast<std::size_t>(unit);
    const UnitSettlement& s = of.result.years[static_cast<std::size_t>(y)].units[c].settled;
    receivable += s.arrival.receivable, arrears += s.bridge.arrears_outstanding;
    advances += s.bridge.advances_outstanding;
    contributions += fen_from_yuan(of.flows[c].at(row, Flow::arrears_stock));
  }
  memo.push_back({"receivable", {"财政欠拨", "owed by treasuries"}, receivable});
  memo.push_back({"arrears_outstanding", {"待遇拖欠", "owed to pensioners"}, arrears});
  memo.push_back({"advances_outstanding", {"未还市级统筹垫付", "owed to the city pool"}, advances});
  memo.push_back({"arrears_stock", {"单位和个人欠费", "contributions owed"}, contributions});
}

std::vector<MemoLine> memorandum(const FiscalCase& of, const FundScope& scope, Year year) {
  std::vector<MemoLine> memo;
  if (scope.kind == FundScope::Kind::pool) return memo;
  std::vector<int> units{scope.unit};
  if (scope.kind == FundScope::Kind::city) {
    units.resize(of.units.size());
    std::iota(units.begin(), units.end(), 0);
  }
  add_account_claims(memo, of.flows, units, year - of.base_year);
  add_debts(memo, of, units, of.year_index(year), year - of.base_year);
  return memo;
}

std::string memo_text(const Explained& e, Lang lang) {
  if (e.memo.empty()) return {};
  Rows rows;
  for (const MemoLine& line : e.memo)
    rows.push_back({"  " + std::string(in(line.label, lang)), yuan_text(line.amount)});
  return std::string(in(lang, "备查（元）：不属于基金结余的债权债务  [44-4.1]\n",
                        "Memorandum (yuan): claims and debts outside the fund's balance  [44-4.1]\n")) +
         aligned(rows);
}

/// The claim of a projected year, as far as the sentences read it.
UnitClaim claim_of(const UnitYear& u) {
  UnitClaim claim;
  claim.plan_income = u.budget.income, claim.income = u.income, claim.other_income = u.other_income;
  claim.budget_expenditure = u.budget.expenditure, claim.expenditure = u.expenditure, claim.levy = u.levy;
  claim.central = u.central;
  claim.balance = u.opening, claim.entitled = u.entitled + u.brought_forward;
  return claim;
}

}  // namespace

Explained explained(const FiscalCase& of, const FundScope& scope, Year year) {
  Explained e;
  e.units = of.units, e.year = year;
  e.of_a_unit = scope.kind == FundScope::Kind::unit;
  e.who = scope.kind == FundScope::Kind::pool ? of.pool : of.city;
  e.books = fund_books(of.result.ledger, scope, year);
  e.memo = memorandum(of, scope, year);
  const auto y = static_cast<std::size_t>(of.year_index(year)), c = static_cast<std::size_t>(scope.unit);
  if (scope.kind == FundScope::Kind::city) add_needs_of_units(e, of.result.years[y].units);
  if (scope.kind != FundScope::Kind::pool) e.beside = beside_the_fund(of.result.ledger, scope, year);
  if (scope.kind != FundScope::Kind::unit) return e;
  const UnitYear& u = of.result.years[y].units[c];
  e.who = of.units[c];
  e.treasury = account_label(treasury_account(scope.unit, scope.unit == of.input.city_unit), of.units);
  e.settled = u.settled;
  e.sentences = all_sentences(of, of.year_index(year), scope.unit, claim_of(u), u.settled);
  return e;
}

Explained explained(const Label& unit, Year year, bool city_unit, const UnitClaim& claim,
                    const UnitSettlement& settled) {
  const Ledger ledger = settlement_books(year, 0, city_unit, claim, settled);
  Explained e;
  e.units = {unit}, e.who = unit, e.year = year;
  e.treasury = account_label(treasury_account(0, city_unit), e.units);
  e.sentences = settlement_sentences({unit, claim, settled});
  const FundScope fund{.kind = FundScope::Kind::unit, .unit = 0};
  e.books = fund_books(ledger, fund, year);
  e.beside = beside_the_fund(ledger, fund, year);
  e.settled = settled;
  return e;
}

void explain_into(Json& json, const Explained& e, Aspect asked) {
  const AspectRow& aspect = row_of(asked);
  json["explanation"] = Json::array();
  for (const Sentence& s : e.sentences)
    if (told(aspect, s)) json["explanation"].push_back({{"clause", s.clause}, {"zh", s.text.zh}, {"en", s.text.en}});
  if (const auto hint = told_of_units(e, aspect)) json["hint"] = hint->en, json["hint_zh"] = hint->zh;
  if (aspect.need && e.settled) json["from_need_to_payer"] = need_json(e);
  Json& ledger = json["ledger"];
  ledger["opening_balance"] = json_money(e.books.opening);
  ledger["received"] = json_money(e.books.received);
  ledger["paid"] = json_money(e.books.paid);
  ledger["closing_balance"] = json_money(e.books.closing);
  ledger["lines"] = Json::array();
  for (const BookLine& line : e.books.lines)
    if (wanted(aspect, line.line)) ledger["lines"].push_back(line_json(e, line, line.received ? "in" : "out"));
  for (const BookLine& line : e.beside)
    if (wanted(aspect, line.line)) ledger["lines"].push_back(line_json(e, line, "beside"));
  if (asked != Aspect::all || e.memo.empty()) return;
  json["memorandum"] = Json::array();
  for (const MemoLine& line : e.memo)
    json["memorandum"].push_back({{"key", line.key},
                                  {"zh", trimmed(line.label.zh)},
                                  {"en", trimmed(line.label.en)},
                                  {"amount", json_money(line.amount)}});
}

std::string explain_document(const FiscalCase& of, const Explained& e, Aspect aspect) {
  Json json;
  json["schema"] = "ballast.explain/1";
  json["case"] = of.case_key;
  mark_into(json, of);
  asked_into(json, of);
  json["unit"] = e.who.zh;
  json["year"] = e.year;
  json["measure"] = row_of(aspect).name;
  explain_into(json, e, aspect);
  return printed(json);
}

std::string explain_csv(const FiscalCase& of, const Explained& e, Aspect asked) {
  const AspectRow& aspect = row_of(asked);
  SpreadsheetRows rows{
      {"year", "unit", "line", "项目", "item", "from", "付方", "to", "收方", "direction", "yuan", "clause"}};
  if (of.illustrative) rows.push_back(notice_row(of.notice, rows[0].size()));
  add_asked_row(rows, of);
  const auto add = [&](const BookLine& line, std::string_view direction) {
    if (!wanted(aspect, line.line)) return;
    const Label label = line_label(line.line), from = giver(e, line), to = taker(e, line);
    rows.push_back({std::to_string(e.year), e.who.zh, std::string(line.line), label.zh, label.en, from.en, from.zh,
                    to.en, to.zh, std::string(direction), plain_yuan(line.amount), std::string(line.clause)});
  };
  const std::size_t before = rows.size();
  for (const BookLine& line : e.books.lines) add(line, line.received ? "in" : "out");
  for (const BookLine& line : e.beside) add(line, "beside");
  if (const auto hint = no_lines(e, aspect, rows.size() > before)) {
    rows.push_back({"# 提示 hint", hint->zh, hint->en});
    rows.back().resize(rows[0].size());
  }
  return spreadsheet(rows);
}

std::string clauses_line(Lang lang) {
  return wrapped(
      in(lang,
         "[44-2.6] 即濮政〔2016〕44号第二部分第6点（编号为本项目所加），其余类推；依据某点的参数见 ballast knobs "
         "--clause 44-2.6。",
         "[44-2.6] is point 6 of section 2 of 濮政〔2016〕44号, numbered by this project; what rests on a "
         "point: ballast knobs --clause 44-2.6."),
      kTableWidth);
}

std::string explain_text(const Explained& e, Aspect asked, Lang lang) {
  const AspectRow& aspect = row_of(asked);
  if (const auto hint = told_of_units(e, aspect)) return wrapped_set_in(std::string(in(*hint, lang)), kTableWidth);
  std::string out;
  for (const Sentence& s : e.sentences)
    if (told(aspect, s)) out += wrapped_set_in(fmt::format("{}  [{}]", in(s.text, lang), s.clause), kTableWidth);
  if (aspect.need && e.settled) out += (out.empty() ? "" : "\n") + need_text(e, lang);
  if (!aspect.lines.empty()) out += (out.empty() ? "" : "\n") + ledger_text(e, aspect, lang);
  if (asked == Aspect::all && !e.memo.empty()) out += "\n" + memo_text(e, lang);
  return out;
}

}  // namespace ballast
