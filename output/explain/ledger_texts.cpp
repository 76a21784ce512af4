#include "output/explain/ledger_texts.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "models/base/levels.hpp"
#include "models/measures/flows.hpp"

namespace ballast {

namespace {

struct Named {
  std::string_view key, zh, en;
};

constexpr std::array kLines{
    Named{"contributions", "保险费收入", "contributions"},
    Named{"other_income", "其他收入", "other income"},
    Named{"expenditure", "基金支出", "expenditure"},
    Named{"interest", "利息收入", "interest"},
    Named{"opening", "年初结余", "opening balance"},
    Named{"levy", "上解市级统筹", "levy to the city pool"},
    Named{"subsidy_share_of_gap", "按预算缺口比例补助", "subsidy: share of the budget gap"},
    Named{"subsidy_fixed", "定额补助", "fixed subsidy"},
    Named{"subsidy_adjustment", "调标补助", "adjustment subsidy"},
    Named{"subsidy_special", "专项补助", "special subsidy"},
    Named{"pool_topup", "市级统筹补足", "top-up of the pooled fund"},
    Named{"advance", "市级统筹垫付", "advance of the city pool"},
    Named{"advance_repaid", "归还垫付", "advance repaid"},
    Named{"treasury_short", "财政承担少收", "treasury: contributions not collected"},
    Named{"treasury_structural", "财政承担结构性缺口", "treasury: structural gap"},
    Named{"treasury_over", "财政承担超支", "treasury: overspending"},
    Named{"treasury_receivable", "财政补齐以前年度欠拨", "treasury: owed from earlier years"},
    Named{"settlement_deducted", "市级财政扣减结算资金", "deducted from the city's settlement"},
    Named{"withheld", "扣减资金划入基金", "withheld money put into the fund"},
    Named{"benefit_arrears", "（记账）拖欠待遇，尚未发放", "booked: pensions owed, not yet paid"},
    Named{"arrears_paid", "补发以前年度待遇", "pensions of earlier years paid"},
    Named{"pool_interest", "市级统筹利息", "interest of the pool"},
    Named{"pool_external", "中央和省级补助", "provincial and central money"},
    Named{"unified_collection", "统收：收入上缴省级", "unified collection: income goes up to the province"},
    Named{"unified_payment", "统支：统收资金拨回", "unified payment: what was collected comes back"},
    Named{"unified_surplus", "当年结余上解", "surplus of the year goes up"},
    Named{"central_upload", "中央调剂上解", "upload to the central adjustment fund"},
    Named{"central_handout", "中央调剂拨付", "hand-out of the central adjustment fund"},
    Named{"national_transfer", "全国统筹调剂", "transfer under national pooling"},
    Named{"provincial_backing", "省级统筹调入", "brought by the province"},
    Named{"provincial_surplus", "上解省级统筹", "passed up to the province"},
    Named{"reward_city", "市级奖励（基金外）", "the city's reward, outside the fund"},
    Named{"reward_county", "本级奖励（基金外）", "the unit's reward, outside the fund"}};

constexpr std::array kHolderNames{Named{"", "参保人员", "members"},
                                  Named{"", "用人单位", "employers"},
                                  Named{"", "基金", "fund"},
                                  Named{"", kPoolName, "city pool"},
                                  Named{"", "财政", "treasury"},
                                  Named{"", "市级财政", "city treasury"},
                                  Named{"", "中央和省级", "province and state"},
                                  Named{"", "待遇领取人员", "pensioners"},
                                  Named{"", "银行及外地", "banks and other regions"},
                                  Named{"", "省级统筹基金", "provincial fund"},
                                  Named{"", "中央调剂及全国统筹基金", "national fund"},
                                  Named{"", "经办机构", "agencies"}};
static_assert(kHolderNames.size() == kHolders, "a name for each holder");

/// Lines whose account holds several. Actual figures name contributions and other income in one sum, whoever paid them.
constexpr std::array kOtherSides{Named{"contributions", "用人单位和参保人员", "employers and members"},
                                 Named{"contributions_arrears", "用人单位和参保人员", "employers and members"},
                                 Named{"late_fees", "用人单位和参保人员", "employers and members"},
                                 Named{"other_income", "各类缴款方", "whoever paid it"},
                                 Named{"interest", "银行", "banks"},
                                 Named{"pool_interest", "银行", "banks"},
                                 Named{"transfers_in", "外地经办机构", "agencies elsewhere"},
                                 Named{"transfers_out", "外地经办机构", "agencies elsewhere"},
                                 Named{"funeral_grants", "遗属", "survivors"},
                                 Named{"survivor_grants", "遗属", "survivors"},
                                 Named{"account_refunds", "终止参保人员及遗属", "leavers and survivors"}};

const Named* find_in(std::span<const Named> names, std::string_view line) {
  const auto found = std::find_if(names.begin(), names.end(), [line](const Named& n) { return n.key == line; });
  return found == names.end() ? nullptr : &*found;
}
const Named* find_line(std::string_view line) { return find_in(kLines, line); }

const FlowRow* find_flow(std::string_view line) {
  const auto found = std::find_if(kFlowCatalogue.begin(), kFlowCatalogue.end(),
                                  [line](const FlowRow& row) { return row.key == line; });
  return found == kFlowCatalogue.end() ? nullptr : &*found;
}

}  // namespace

bool is_named(std::string_view line) { return find_line(line) != nullptr || find_flow(line) != nullptr; }

Label line_label(std::string_view line) {
  if (const Named* named = find_line(line)) return {std::string(named->zh), std::string(named->en)};
  if (const FlowRow* flow = find_flow(line)) return {std::string(flow->zh), std::string(flow->en)};
  return {std::string(line), std::string(line)};
}

Label other_side(std::string_view line, Account account, const std::vector<Label>& units) {
  if (const Named* meant = find_in(kOtherSides, line)) return {std::string(meant->zh), std::string(meant->en)};
  return account_label(account, units);
}

Label account_label(Account account, const std::vector<Label>& units) {
  const Named& holder = kHolderNames[static_cast<std::size_t>(account.holder)];
  if (account.unit >= 0) {
    const Label& unit = units[static_cast<std::size_t>(account.unit)];
    return {unit.zh + std::string(holder.zh), unit.en + " " + std::string(holder.en)};
  }
  if (account.holder == Holder::unit_fund) return {"各单位基金", "unit funds"};
  if (account.holder == Holder::unit_treasury) return {"县（区）财政", "unit treasuries"};
  return {std::string(holder.zh), std::string(holder.en)};
}

}  // namespace ballast
