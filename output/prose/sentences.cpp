#include "output/prose/sentences.hpp"

#include <fmt/format.h>

#include "models/budget/authority.hpp"
#include "models/fund/portion.hpp"
#include "output/table/figures.hpp"
#include "output/table/width.hpp"

namespace ballast {

namespace {

/// One text of the catalogue: {0} the first amount, {1} the second, {2} the third; {unit} the unit, {day} a day.
struct Pattern {
  Topic topic;
  std::string_view clause, zh, en;
};

constexpr Pattern kPlanMet{Topic::gap, "44-2.7", "征缴计划 {0} 元，实际征收 {1} 元，完成计划。",
                           "Planned contributions {0} yuan, collected {1}: the plan is met."};
constexpr Pattern kPlanMissed{Topic::gap, "44-2.7", "征缴计划 {0} 元，实际征收 {1} 元，少收 {2} 元。",
                              "Planned contributions {0} yuan, collected {1}: {2} yuan short."};
constexpr Pattern kBudgetKept{Topic::gap, "44-2.8", "支出预算 {0} 元，实际支出 {1} 元，未超支。",
                              "Budgeted expenditure {0} yuan, spent {1}: within the budget."};
constexpr Pattern kBudgetExceeded{Topic::gap, "44-2.8", "支出预算 {0} 元，实际支出 {1} 元，超支 {2} 元。",
                                  "Budgeted expenditure {0} yuan, spent {1}: {2} yuan over."};
constexpr Pattern kMissTolerated{Topic::gap, "44-2.7", "少收在容许比例（fiscal.short_tolerance）以内，不计。",
                                 "That is within what is tolerated (fiscal.short_tolerance) and does not count."};
constexpr Pattern kExcluded{Topic::gap, "44-2.8", "超支中不计入的支出（fiscal.over_excludes 等）{0} 元。",
                            "Of what was spent beyond the budget {0} yuan are not counted (fiscal.over_excludes)."};
constexpr Pattern kExcessTolerated{Topic::gap, "44-2.8", "其余超支在容许比例（fiscal.over_tolerance）以内，不计。",
                                   "The rest is within what is tolerated (fiscal.over_tolerance) and does not count."};
constexpr Pattern kOtherIncome{Topic::gap, "44-4.1", "其他收入 {0} 元，利息 {1} 元，按比例上解 {2} 元。",
                               "Other income {0} yuan, interest {1}, levy to the pool {2}."};
constexpr Pattern kCentralAdjustment{Topic::gap, authority::kCentralAdjustment, "中央调剂拨付 {0} 元，上解 {1} 元。",
                                     "Central adjustment brings {0} yuan and takes {1}."};
constexpr Pattern kNationalPooling{Topic::gap, authority::kNationalPooling, "全国统筹调剂拨付 {0} 元。",
                                   "National pooling brings {0} yuan."};
constexpr Pattern kSubsidies{Topic::granted, "44-2.15", "应得补助 {0} 元，留存统筹基金实际拨付 {1} 元。",
                             "Subsidies due {0} yuan; the retained pooled fund paid {1}."};
constexpr Pattern kSubsidiesCut{Topic::granted, "44-2.15",
                                "应得补助 {0} 元，留存统筹基金不足，只拨付 {1} 元，未拨足 {2} 元。",
                                "Subsidies due {0} yuan; the retained pooled fund is short and paid {1}, {2} less."};
constexpr Pattern kSurplus{Topic::gap, "44-2.6", "当年收支相抵结余 {0} 元，没有缺口。",
                           "The year leaves {0} yuan over: there is no gap."};
constexpr Pattern kNeed{Topic::gap, "44-2.6", "当年基金缺口 {0} 元。", "The year lacks {0} yuan."};
constexpr Pattern kGapShort{Topic::gap, "44-2.7", "其中未完成征缴计划形成 {0} 元。",
                            "Of this, {0} yuan come from contributions not collected."};
constexpr Pattern kGapOver{Topic::gap, "44-2.8", "其中超支形成 {0} 元。", "Of this, {0} yuan come from overspending."};
constexpr Pattern kGapStructural{Topic::gap, "44-2.6", "其余 {0} 元为结构性缺口。",
                                 "The other {0} yuan are structural."};
constexpr Pattern kAllStructural{Topic::gap, "44-2.6", "缺口全部为结构性缺口。", "All of it is structural."};
constexpr Pattern kTopup{Topic::cover, "44-2.6", "市级统筹补足 {0} 元。", "The pooled fund tops up {0} yuan."};
constexpr Pattern kUnifiedPayment{
    Topic::cover, authority::kUnifiedPayment, "统收统支，市级统筹（不足部分由省级调入）拨付 {0} 元弥补结构性缺口。",
    "Under unified payment the pool, backed by the province, gives {0} yuan for the structural gap."};
constexpr Pattern kRemitted{Topic::gap, authority::kUnifiedPayment, "统收统支，当年结余 {0} 元上解市级统筹。",
                            "Under unified payment the year's surplus of {0} yuan goes up to the pool."};
constexpr Pattern kFromBalanceStructural{Topic::cover, "44-2.6", "动用本地累计结余 {0} 元弥补结构性缺口。",
                                         "The local balance gives {0} yuan for the structural gap."};
constexpr Pattern kFromBalanceOver{Topic::cover, "44-2.8", "动用本地累计结余 {0} 元弥补超支。",
                                   "The local balance gives {0} yuan for the overspending."};
constexpr Pattern kTreasuryShort{Topic::cover, "44-2.7", "少收的 {0} 元由{unit}财政弥补。",
                                 "The treasury of {unit} makes up {0} yuan for what was not collected."};
constexpr Pattern kTreasuryStructural{Topic::cover, "44-2.6", "结构性缺口中结余不足的 {0} 元由{unit}财政补足。",
                                      "The treasury of {unit} pays {0} yuan of the structural gap."};
constexpr Pattern kTreasuryShare{Topic::cover, authority::kUnifiedPayment,
                                 "结构性缺口按地方分担比例（regime.local_share）由{unit}财政承担 {0} 元。",
                                 "The treasury of {unit} pays {0} yuan, its share of the structural gap "
                                 "(regime.local_share)."};
constexpr Pattern kTreasuryOver{Topic::cover, "44-2.8", "超支中结余不足的 {0} 元由{unit}财政补足。",
                                "The treasury of {unit} bears {0} yuan of the overspending."};
constexpr Pattern kBroughtForward{Topic::cover, "44-2.9", "另有上年财政欠拨 {0} 元应由{unit}财政补齐。",
                                  "The treasury of {unit} also owes {0} yuan from earlier years."};
constexpr Pattern kNoTreasury{Topic::cover, "44-5.2", "当年没有应由{unit}财政补足的资金。",
                              "The treasury of {unit} has nothing to pay."};
constexpr Pattern kOnTime{Topic::arrival, "44-2.9", "财政承担 {0} 元，按时到位 {1} 元。",
                          "Of {0} yuan due from the treasury {1} came in time."};
constexpr Pattern kDeadline{
    Topic::arrival, "44-2.9",
    "财政补助到位期限为 {day}（文件只称“规定期限”，未定日期，此为假定：fiscal.deadline_months）。",
    "Treasury money is in time until {day} (the order names no day; assumed, "
    "fiscal.deadline_months)."};
constexpr Pattern kCame{Topic::arrival, "44-2.9", "{day} 到位 {0} 元。", "{0} yuan came on {day}."};
constexpr Pattern kCameLate{Topic::arrival, "44-2.9", "{day} 到位 {0} 元，已过期限，不计入按时到位。",
                            "{0} yuan came on {day}, after the deadline, and do not count as in time."};
constexpr Pattern kWithheld{Topic::arrival, "44-2.9",
                            "逾期的 {0} 元，由市级财政扣减结算资金，全额划入市级养老保险基金财政专户，记入本单位基金。",
                            "The city withheld {0} late yuan from its settlement and put all of it into the fund."};
constexpr Pattern kReceivable{Topic::arrival, "44-2.9", "财政仍欠拨 {0} 元，结转下年。",
                              "{0} yuan stay owed and are carried to the next year."};
constexpr Pattern kAdvance{Topic::arrival, "44-5.1", "为按时发放，市级统筹垫付 {0} 元，下年归还。",
                           "So that pensions are paid in time the city pool lends {0} yuan, to be repaid next year."};
constexpr Pattern kBenefitArrears{Topic::arrival, "44-5.1", "仍有 {0} 元待遇未能按时发放。",
                                  "{0} yuan of pensions could not be paid in time."};
constexpr Pattern kRepaid{Topic::arrival, "44-5.1", "补发以前年度待遇 {0} 元，归还垫付 {1} 元。",
                          "{0} yuan of older pensions were paid and {1} yuan of advances repaid."};
constexpr Pattern kClosing{Topic::closing, "44-4.1", "上年末结余 {0} 元，年末累计结余 {1} 元。",
                           "The fund held {0} yuan at the start and {1} at 31 December."};

constexpr Pattern kBudgetGap{
    Topic::budget, "44-2.1", "预算：计划收入（保险费、利息和其他收入）{0} 元，预算支出和上解 {1} 元，收支缺口 {2} 元。",
    "Budget: planned contributions, interest and other income {0} yuan, expenditure and levy {1}, gap {2}."};
constexpr Pattern kBudgetGapCentral{
    Topic::budget, "44-2.1",
    "预算：计划收入（保险费、利息、其他收入和中央拨付的调剂资金）{0} 元，预算支出和上解 {1} 元，收支缺口 {2} 元。",
    "Budget: planned contributions, interest, other income and money of the national fund {0} yuan, expenditure and "
    "what goes up {1}, gap {2}."};
constexpr Pattern kExAnte{Topic::budget, "44-2.5", "补助和可用结余之后，预算须由财政安排 {0} 元。",
                          "After subsidies and the usable balance the budget needs {0} yuan of treasury money."};
constexpr Pattern kExAnteUnified{Topic::budget, "44-2.5",
                                 "可用结余之后，预算尚缺 {0} 元，其中 {1} "
                                 "元按分担比例（regime.local_share）由本级财政安排，其余由市级统筹和省级承担。",
                                 "After the usable balance the budget lacks {0} yuan: {1} are its treasury's share "
                                 "(regime.local_share), the rest is the pool's and the province's."};
constexpr Pattern kBeyondCap{Topic::budget, "44-5.2", "财政最多能安排 {0} 元，预算尚缺 {1} 元，属赤字预算。",
                             "Its treasury can bear {0} yuan at most: {1} yuan are lacking, a deficit budget."};
constexpr Pattern kShareOfGap{Topic::subsidy, "44-2.10", "按预算缺口 {0} 元的一定比例补助 {1} 元。",
                              "The share of the budget gap of {0} yuan gives {1} yuan."};
constexpr Pattern kFixed{Topic::subsidy, "44-2.11", "定额补助：以 {0} 元为基数，核定 {1} 元。",
                         "Fixed subsidy: {1} yuan on a base of {0}."};
constexpr Pattern kAdjustment{Topic::subsidy, "44-2.13", "调标补助：新增支出 {0} 元，核定 {1} 元。",
                              "Adjustment subsidy: {1} yuan for new spending of {0}."};
constexpr Pattern kAdjustmentRolled{
    Topic::subsidy, "44-2.13", "调标补助：上年核定 {0} 元继续拨付，本年新增支出 {1} 元，合计核定 {2} 元。",
    "Adjustment subsidy: last year's {0} yuan go on, new spending of {1} adds to them: {2} yuan."};
constexpr Pattern kCarried{Topic::subsidy, "44-2.15", "上年未拨足补助结转 {0} 元。",
                           "Subsidies that the pool still owes from last year: {0} yuan."};
constexpr Pattern kSpecial{Topic::subsidy, "44-2.14", "专项补助：核定 {0} 元。", "Special subsidy: {0} yuan."};

/// Fills a text and adds it; the amounts stand in the order of the text.
class Story {
 public:
  explicit Story(Label unit) : unit_(std::move(unit)) {}

  void say(const Pattern& text, Fen a, Fen b = {}, Fen c = {}) { tell(text, {}, a, b, c); }
  void say_on(const Date& day, const Pattern& text, Fen a = {}) { tell(text, date_text(day), a, {}, {}); }
  void say_if(const Pattern& text, Fen a) {
    if (a != Fen{}) say(text, a);
  }
  void add(Topic topic, std::string clause, Label text) {
    told_.push_back({topic, std::move(clause), std::move(text)});
  }
  std::vector<Sentence> told() { return std::move(told_); }

 private:
  void tell(const Pattern& text, const std::string& day, Fen a, Fen b, Fen c) {
    const auto fill = [&](std::string_view pattern, const std::string& unit) {
      return fmt::format(fmt::runtime(pattern), yuan_text(a), yuan_text(b), yuan_text(c), fmt::arg("unit", unit),
                         fmt::arg("day", day));
    };
    told_.push_back({text.topic, std::string(text.clause), {fill(text.zh, unit_.zh), fill(text.en, unit_.en)}});
  }

  Label unit_;
  std::vector<Sentence> told_;
};

void tell_causes(Story& story, const UnitClaim& c, const UnitSettlement& s) {
  const Fen excess = c.expenditure - c.budget_expenditure;
  if (c.income < c.plan_income)
    story.say(kPlanMissed, c.plan_income, c.income, c.plan_income - c.income);
  else
    story.say(kPlanMet, c.plan_income, c.income);
  if (c.income < c.plan_income && s.gap.short_missed == Fen{}) story.say(kMissTolerated, Fen{});
  if (excess > Fen{})
    story.say(kBudgetExceeded, c.budget_expenditure, c.expenditure, excess);
  else
    story.say(kBudgetKept, c.budget_expenditure, c.expenditure);
  if (excess > Fen{}) story.say_if(kExcluded, min(c.excluded, excess));
  if (excess > c.excluded && excess > Fen{} && s.gap.over_spent == Fen{}) story.say(kExcessTolerated, Fen{});
  if (c.other_income + s.interest + c.levy != Fen{}) story.say(kOtherIncome, c.other_income, s.interest, c.levy);
  if (c.central.handout + c.central.upload != Fen{}) story.say(kCentralAdjustment, c.central.handout, c.central.upload);
  story.say_if(kNationalPooling, c.central.transfer);
  const Fen due = c.entitled.total(), paid = s.paid.total();
  if (due != Fen{}) story.say(due == paid ? kSubsidies : kSubsidiesCut, due, paid, due - paid);
}

void tell_gap(Story& story, const UnitSettlement& s) {
  if (s.gap.need == Fen{}) story.say(kSurplus, s.balance_of_year);
  story.say_if(kRemitted, s.remitted);
  if (s.gap.need == Fen{}) return;
  story.say(kNeed, s.gap.need);
  story.say_if(kGapShort, s.gap.gap_short);
  story.say_if(kGapOver, s.gap.gap_over);
  if (s.gap.gap_short + s.gap.gap_over == Fen{})
    story.say(kAllStructural, s.gap.need);
  else
    story.say_if(kGapStructural, s.gap.gap_structural);
}

void tell_cover(Story& story, const Cover& cover, Regime regime) {
  story.say_if(unified(regime) ? kUnifiedPayment : kTopup, cover.topup);
  story.say_if(kFromBalanceStructural, cover.from_balance_structural);
  story.say_if(kFromBalanceOver, cover.from_balance_over);
  story.say_if(kTreasuryShort, cover.treasury_short);
  story.say_if(unified(regime) ? kTreasuryShare : kTreasuryStructural, cover.treasury_structural);
  story.say_if(kTreasuryOver, cover.treasury_over);
  story.say_if(kBroughtForward, cover.receivable_brought_forward);
  if (cover.treasury() == Fen{}) story.say(kNoTreasury, Fen{});
}

/// Which money came when; nothing where only the share in time is known.
void tell_payments(Story& story, const UnitClaim& c, const Date& deadline) {
  if (!c.payments) return;
  story.say_on(deadline, kDeadline);
  for (const Payment& p : *c.payments) story.say_on(p.date, p.date <= deadline ? kCame : kCameLate, p.amount);
}

void tell_arrival(Story& story, const UnitSettlement& s) {
  if (s.cover.treasury() != Fen{}) story.say(kOnTime, s.cover.treasury(), s.arrival.on_time);
  story.say_if(kWithheld, s.arrival.withheld);
  story.say_if(kReceivable, s.arrival.receivable);
  story.say_if(kAdvance, s.bridge.advance);
  story.say_if(kBenefitArrears, s.bridge.benefit_arrears);
  if (s.bridge.arrears_paid + s.bridge.advance_repaid != Fen{})
    story.say(kRepaid, s.bridge.arrears_paid, s.bridge.advance_repaid);
}

void tell_tier(Story& story, const UnitYear& u, bool last) {
  story.add(
      Topic::subsidy, "44-2.13",
      {fmt::format("{}抚养比 {:.4f}，补助档次 {:g}%。", last ? "上年" : "当年", u.support_ratio(), 100 * u.tier_share),
       fmt::format("{} support ratio {:.4f} gives a tier of {:g} %.", last ? "Last year's" : "The year's",
                   u.support_ratio(), 100 * u.tier_share)});
}

}  // namespace

Label plan_method_label(PlanMethod method) {
  switch (method) {
    case PlanMethod::growth:
      return {"上年实际数按增长率增长", "last year's actual with growth"};
    case PlanMethod::trend:
      return {"按近两年趋势", "trend of the last two years"};
    case PlanMethod::capacity:
      return {"按上年应缴推算的应缴额", "what is expected to be due, from what was due last year"};
    case PlanMethod::projection:
      break;
  }
  return {"按推算", "the projection itself"};
}

std::string note_line(const Label& note, Lang lang) {
  return in(note, lang).empty() ? std::string{} : wrapped(in(note, lang), kTableWidth);
}

std::string yuan_text(Fen amount) {
  const std::int64_t size = amount.count < 0 ? -amount.count : amount.count;
  std::string digits = std::to_string(size / 100);
  for (std::ptrdiff_t at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return fmt::format("{}{}.{:02}", amount.count < 0 ? "-" : "", digits, size % 100);
}

std::vector<Sentence> settlement_sentences(const SettledYear& year) {
  Story story(year.unit);
  tell_causes(story, year.claim, year.settled);
  tell_gap(story, year.settled);
  tell_cover(story, year.settled.cover, year.settled.regime);
  tell_payments(story, year.claim, year.settled.deadline);
  tell_arrival(story, year.settled);
  story.say(kClosing, year.claim.balance, year.settled.bridge.closing);
  return story.told();
}

std::vector<Sentence> subsidy_sentences(const FiscalInput& input, const FiscalResult& result, int year, int unit) {
  const auto y = static_cast<std::size_t>(year), c = static_cast<std::size_t>(unit);
  const UnitYear& u = result.years[y].units[c];
  const FiscalRules& rules = input.rules[y];
  const FiscalFlows& flows = input.flows[y][c];
  Story story({input.units[c], input.units[c]});
  const bool central = u.plan_central.received() + u.plan_central.upload != Fen{};
  story.say(central ? kBudgetGapCentral : kBudgetGap, u.budget.income + u.budget.other,
            u.budget.expenditure + u.budget.levy, u.budget_gap);
  if (unified(rules.settle.regime))
    story.say(kExAnteUnified, max(Fen{}, u.budget_gap - u.settled.usable), u.ex_ante.treasury_needed);
  else
    story.say(kExAnte, u.ex_ante.treasury_needed);
  if (!u.ex_ante.valid()) story.say(kBeyondCap, *u.ex_ante.cap, u.ex_ante.lacking);
  if (u.entitled.share_of_gap != Fen{}) story.say(kShareOfGap, u.budget_gap, u.entitled.share_of_gap);
  if (u.entitled.fixed != Fen{})
    story.say(kFixed, base_year_subsidy(input.opening[c], input.base_gap_share), u.entitled.fixed);
  if (u.entitled.adjustment != Fen{}) {
    tell_tier(story, u, rules.ratio_lag == 1);
    const bool stock = rules.adjustment_basis == AdjustmentBasis::surviving_stock;
    const Fen spent = flows.at(stock ? Flow::increase_surviving : Flow::increase_first_year);
    if (rules.adjustment_basis == AdjustmentBasis::rolled)
      story.say(kAdjustmentRolled, u.entitled.adjustment - portion(max(Fen{}, spent), u.tier_share), spent,
                u.entitled.adjustment);
    else
      story.say(kAdjustment, spent, u.entitled.adjustment);
  }
  story.say_if(kSpecial, u.entitled.special);
  story.say_if(kCarried, u.brought_forward.total());
  return story.told();
}

}  // namespace ballast
