#include "apps/cli/settle_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace ballast::cli {

namespace {

Fen fen(double yuan) { return fen_from_yuan(yuan); }

bool of_the_city(Regime regime) { return !unified(regime); }
bool of_the_nation(Regime regime) { return regime == Regime::national; }

constexpr std::array kColumns{
    SettleColumn{"plan_income", "征缴计划", false, [](UnitClaim& c, double v) { c.plan_income = fen(v); }},
    SettleColumn{"income", "保险费收入", false, [](UnitClaim& c, double v) { c.income = fen(v); }, everywhere,
                 "实际征收"},
    SettleColumn{"budget_expenditure", "预算支出", false, [](UnitClaim& c, double v) { c.budget_expenditure = fen(v); },
                 everywhere, "支出预算"},
    SettleColumn{"expenditure", "基金支出", false, [](UnitClaim& c, double v) { c.expenditure = fen(v); }, everywhere,
                 "实际支出"},
    SettleColumn{"other_income", "其他收入", false, [](UnitClaim& c, double v) { c.other_income = fen(v); }},
    SettleColumn{"levy", "上解市级统筹", false, [](UnitClaim& c, double v) { c.levy = fen(v); }, of_the_city},
    SettleColumn{"balance", "上年末结余", false, [](UnitClaim& c, double v) { c.balance = fen(v); }},
    SettleColumn{"balance_share", "可动用结余比例", true, [](UnitClaim& c, double v) { c.balance_share = v; }},
    SettleColumn{"reserve_floor", "最低支付储备", false, [](UnitClaim& c, double v) { c.reserve_floor = fen(v); }},
    SettleColumn{"excluded", "不计超支部分", false, [](UnitClaim& c, double v) { c.excluded = fen(v); }},
    SettleColumn{"share_of_gap", "按缺口比例补助", false,
                 [](UnitClaim& c, double v) { c.entitled.share_of_gap = fen(v); }, of_the_city},
    SettleColumn{"fixed", "定额补助", false, [](UnitClaim& c, double v) { c.entitled.fixed = fen(v); }, of_the_city},
    SettleColumn{"adjustment", "调标补助", false, [](UnitClaim& c, double v) { c.entitled.adjustment = fen(v); },
                 of_the_city},
    SettleColumn{"special", "专项补助", false, [](UnitClaim& c, double v) { c.entitled.special = fen(v); },
                 of_the_city},
    SettleColumn{kOnTimeShare, "按时到位比例", true, [](UnitClaim& c, double v) { c.ontime_share = v; }},
    SettleColumn{"settlement", "市对县区结算资金", false, [](UnitClaim& c, double v) { c.settlement = fen(v); }},
    SettleColumn{"receivable_brought_forward", "上年财政欠拨", false,
                 [](UnitClaim& c, double v) { c.receivable_brought_forward = fen(v); }},
    SettleColumn{"arrears_outstanding", "上年末待遇拖欠", false,
                 [](UnitClaim& c, double v) { c.arrears_outstanding = fen(v); }},
    SettleColumn{"advances_outstanding", "上年末未还垫付", false,
                 [](UnitClaim& c, double v) { c.advances_outstanding = fen(v); }},
    SettleColumn{"local_share", "地方分担比例", true, [](UnitClaim& c, double v) { c.local_share = v; }, unified},
    SettleColumn{"own_stock", "统收统支前自有结余", false, [](UnitClaim& c, double v) { c.own_stock = fen(v); },
                 unified},
    SettleColumn{"central_handout", "中央调剂拨付", false, [](UnitClaim& c, double v) { c.central.handout = fen(v); },
                 of_the_nation},
    SettleColumn{"central_upload", "中央调剂上解", false, [](UnitClaim& c, double v) { c.central.upload = fen(v); },
                 of_the_nation},
    SettleColumn{"national_transfer", "全国统筹调剂", false,
                 [](UnitClaim& c, double v) { c.central.transfer = fen(v); }, of_the_nation}};

}  // namespace

std::span<const SettleColumn> settle_columns() { return kColumns; }

const SettleColumn* find_settle_column(std::string_view name) {
  const auto found = std::find_if(kColumns.begin(), kColumns.end(), [name](const SettleColumn& c) {
    return c.key == name || c.zh == name || (!c.also.empty() && c.also == name);
  });
  return found == kColumns.end() ? nullptr : &*found;
}

std::string_view key_of_heading(std::string_view heading) {
  if (heading == kUnitZh) return kUnit;
  if (heading == kAvailableZh) return kAvailable;
  const SettleColumn* const column = find_settle_column(heading);
  return column == nullptr ? heading : column->key;
}

std::string as_headed(std::string_view heading) {
  const std::string_view key = key_of_heading(heading);
  return key == heading ? std::string(heading) : column_name(heading, key);
}

std::string column_name(std::string_view key, std::string_view zh) { return fmt::format("{} ({})", key, zh); }

std::vector<std::string> names_of_columns() {
  std::vector<std::string> names{column_name(kUnit, kUnitZh), column_name(kAvailable, kAvailableZh)};
  for (const SettleColumn& column : kColumns) names.push_back(column_name(column.key, column.zh));
  return names;
}

std::vector<std::string> words_for_columns() {
  std::vector<std::string> words;
  for (const std::string_view word : {kUnit, kUnitZh, kAvailable, kAvailableZh}) words.emplace_back(word);
  for (const SettleColumn& column : kColumns)
    for (const std::string_view word : {column.key, column.zh, column.also})
      if (!word.empty()) words.emplace_back(word);
  return words;
}

}  // namespace ballast::cli
