#include "models/budget/form.hpp"

namespace ballast {
namespace {

using enum FormLine;
using enum FormSide;

constexpr std::array<FormRow, kFormLines> kRows{{
    {contributions_unit, "contributions_unit", "单位缴费", "employers", income, true},
    {contributions_individual, "contributions_individual", "职工个人缴费", "employees", income, true},
    {contributions_flexible, "contributions_flexible", "灵活就业人员缴费", "flexibly employed", income, true},
    {contributions_arrears, "contributions_arrears", "清理欠费", "arrears recovered", income, true},
    {contributions_makeup, "contributions_makeup", "一次性补缴", "one-off make-up", income, true},
    {interest, "interest", "利息收入", "Interest", income},
    {treasury_subsidy, "treasury_subsidy", "财政补贴收入", "Treasury subsidy", income},
    {investment_income, "investment_income", "委托投资收益", "Entrusted investment", income},
    {transfers_in, "transfers_in", "转移收入", "Transfers in", income},
    {other_income, "other_income", "其他收入", "Other income", income},
    {superior_subsidy, "superior_subsidy", "上级补助收入", "Subsidies from higher levels", income},
    {subordinate_levy, "subordinate_levy", "下级上解收入", "Levies from lower levels", income},
    {central_adjustment_income, "central_adjustment_income", "中央调剂资金收入", "Central adjustment fund: hand-out",
     income},
    {national_pooling_income, "national_pooling_income", "全国统筹调剂资金收入", "National pooling: transfer", income},
    {pension_basic, "pension_basic", "基础养老金", "basic", expenditure, true},
    {pension_account, "pension_account", "个人账户养老金", "account", expenditure, true},
    {pension_transitional, "pension_transitional", "过渡性养老金", "transitional", expenditure, true},
    {pension_increases, "pension_increases", "补助基年以来历次调整增加", "increases since the subsidies’ base year",
     expenditure, true},
    {pension_cadres, "pension_cadres", "离休金和退职生活费", "veteran cadres and early resigners", expenditure, true},
    {illness_benefit, "illness_benefit", "病残津贴支出", "Illness and disability benefit", expenditure},
    {medical_subsidy, "medical_subsidy", "医疗补助金支出", "Medical subsidy (old rules)", expenditure},
    {death_grants, "death_grants", "丧葬补助金和抚恤金支出", "Funeral and survivors' grants", expenditure},
    {transfers_out, "transfers_out", "转移支出", "Transfers out", expenditure},
    {other_expenditure, "other_expenditure", "其他支出", "Other expenditure", expenditure},
    {subordinate_subsidy, "subordinate_subsidy", "补助下级支出", "Subsidies to lower levels", expenditure},
    {superior_levy, "superior_levy", "上解上级支出", "Levies to higher levels", expenditure},
    {central_adjustment_expenditure, "central_adjustment_expenditure", "中央调剂资金支出",
     "Central adjustment fund: upload", expenditure},
}};

consteval bool in_order() {
  for (int i = 0; i < kFormLines; ++i)
    if (static_cast<int>(kRows[static_cast<std::size_t>(i)].id) != i) return false;
  return true;
}
static_assert(in_order(), "every line of the form has its row, in the order of the enumeration");

Fen total(const BudgetSheet& sheet, FormSide side, bool details_only) {
  Fen total;
  for (const FormRow& row : kRows)
    if (row.side == side && (row.detail || !details_only)) total += sheet.at(row.id);
  return total;
}

}  // namespace

const std::array<FormRow, kFormLines> kFormCatalogue = kRows;

Fen BudgetSheet::contributions() const { return total(*this, FormSide::income, true); }
Fen BudgetSheet::pensions() const { return total(*this, FormSide::expenditure, true); }
Fen BudgetSheet::income() const { return total(*this, FormSide::income, false); }
Fen BudgetSheet::expenditure() const { return total(*this, FormSide::expenditure, false); }

BudgetSheet consolidated(std::span<const BudgetSheet> parts, const BudgetTransfers& between) {
  BudgetSheet whole;
  for (const BudgetSheet& part : parts) {
    whole.opening += part.opening;
    for (const FormRow& row : kRows) whole.at(row.id) += part.at(row.id);
  }
  whole.at(superior_subsidy) -= between.subsidies;
  whole.at(subordinate_subsidy) -= between.subsidies;
  whole.at(superior_levy) -= between.levies;
  whole.at(subordinate_levy) -= between.levies;
  return whole;
}

}  // namespace ballast
