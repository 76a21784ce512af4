/// The fund budget form of the Ministry of Finance (社预02 企业职工基本养老保险基金收支预算表), line by line (44-2.1,
/// 44-2.2; B4, B5). Every line stands once in its catalogue with key, Chinese and English.
///   income − expenditure = balance of the year        opening + balance of the year = closing        [fen]
///   whole city = Σ units + city pool − what passes between them (subsidies one way, levies the other)
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "models/base/quantity.hpp"

namespace ballast {

/// Lines of the form that are entered; totals follow from them.
enum class FormLine : int {
  // income
  contributions_unit,
  contributions_individual,
  contributions_flexible,
  contributions_arrears,
  contributions_makeup,
  interest,
  treasury_subsidy,  ///< 财政补贴收入: money of the unit's own treasury
  investment_income,
  transfers_in,
  other_income,
  superior_subsidy,           ///< 上级补助收入: F, A, Z of a unit; provincial and central money of the pool
  subordinate_levy,           ///< 下级上解收入: only the pool
  central_adjustment_income,  ///< 中央调剂资金收入: hand-out, only where the national fund moves money
  national_pooling_income,    ///< 全国统筹调剂资金收入: the same after 2022
  // expenditure
  pension_basic,
  pension_account,
  pension_transitional,
  pension_increases,
  pension_cadres,  ///< 离休金和退职生活费: entered by offices, no case has them
  illness_benefit,
  medical_subsidy,  ///< 医疗补助金支出, of old rules: entered by offices
  death_grants,
  transfers_out,
  other_expenditure,
  subordinate_subsidy,             ///< 补助下级支出: only the pool
  superior_levy,                   ///< 上解上级支出: of units, under unified payment of the pool too
  central_adjustment_expenditure,  ///< 中央调剂资金支出: upload
  count_
};

/// Lines that documents of earlier versions do not have: those of the regimes above the city, and those that only an
/// office fills in.
constexpr bool joined_later(FormLine line) {
  return line == FormLine::central_adjustment_income || line == FormLine::national_pooling_income ||
         line == FormLine::central_adjustment_expenditure || line == FormLine::pension_cadres ||
         line == FormLine::medical_subsidy;
}

inline constexpr int kFormLines = static_cast<int>(FormLine::count_);

enum class FormSide { income, expenditure };

struct FormRow {
  FormLine id;
  std::string_view key, zh, en;
  FormSide side;
  bool detail = false;  ///< part of the subtotal of contributions or of pensions
};

/// The catalogue, in the order of the enumeration, which is that of the form.
extern const std::array<FormRow, kFormLines> kFormCatalogue;

/// One fund's budget of the year. [fen]
struct BudgetSheet {
  std::array<Fen, kFormLines> lines{};
  Fen opening{};  ///< 上年末滚存结余

  Fen at(FormLine line) const { return lines[static_cast<std::size_t>(line)]; }
  Fen& at(FormLine line) { return lines[static_cast<std::size_t>(line)]; }
  Fen contributions() const;  ///< 基本养老保险费收入
  Fen pensions() const;       ///< 基本养老金支出
  Fen income() const;
  Fen expenditure() const;
  Fen balance_of_year() const { return income() - expenditure(); }  ///< 本年收支结余
  Fen closing() const { return opening + balance_of_year(); }       ///< 年末滚存结余
  friend bool operator==(const BudgetSheet&, const BudgetSheet&) = default;
};

/// What passes between the unit funds and the city pool. [fen]
struct BudgetTransfers {
  Fen subsidies{};  ///< pool → units
  Fen levies{};     ///< units → pool
};

/// Several funds as one: sums of lines, what passes between them struck out on both sides.
BudgetSheet consolidated(std::span<const BudgetSheet> parts, const BudgetTransfers& between);

}  // namespace ballast
