#include "models/benefit/award.hpp"

#include <cmath>

namespace ballast {

namespace {

struct IndexedWages {
  double all = 0;     ///< S_all [yuan/month]
  double actual = 0;  ///< S_act [yuan/month]
};

/// Of a sheet that gives an index instead of wages.
IndexedWages wages_from_index(const AwardInput& input, double index, std::vector<AwardStep>& steps) {
  const double years = input.paid_years + input.deemed_years;
  const double mixed = years > 0.0 ? (input.deemed_years + input.paid_years * index) / years : 0.0;
  steps.push_back({"全部年限平均缴费指数", "mean index over all credited years", "x_all = (v + a·x̄) / (v + a)", mixed});
  return {.all = input.bases.city * mixed, .actual = input.bases.city * index};
}

IndexedWages indexed_wages(const AwardInput& input, std::vector<AwardStep>& steps) {
  IndexedWages wages = input.mean_index ? wages_from_index(input, *input.mean_index, steps) : IndexedWages{};
  if (input.indexed_wage_basic) wages.all = *input.indexed_wage_basic;
  if (input.indexed_wage_transitional) wages.actual = *input.indexed_wage_transitional;
  steps.push_back({"基础养老金指数化月平均缴费工资", "indexed wage of the basic pension",
                   input.indexed_wage_basic ? "S_all" : "S_all = C · x_all", wages.all});
  steps.push_back({"过渡性养老金指数化月平均缴费工资", "indexed wage of the transitional pension",
                   input.indexed_wage_transitional ? "S_act" : "S_act = C · x̄", wages.actual});
  return wages;
}

}  // namespace

Fen round_half_up(double yuan) {
  // Products of figures with few decimals lie on or near decimal halves; a millionth of a fen decides them upwards.
  constexpr double kDecimalSlack = 1e-6;
  const double fen = std::abs(yuan) * 100.0;
  const Fen rounded{static_cast<std::int64_t>(std::floor(fen + 0.5 + kDecimalSlack))};
  return yuan < 0.0 ? -rounded : rounded;
}

Award determine_award(const AwardInput& input, const AwardRates& rates, const DivisorTable& table) {
  Award award;
  award.input = input, award.rates = rates;
  const double years = input.paid_years + input.deemed_years;
  award.steps.push_back({"缴费年限（含视同缴费年限）", "credited years, paid and deemed", "n = a + v", years});
  const IndexedWages wages = indexed_wages(input, award.steps);
  award.divisor = divisor(table, input.age_months);
  award.steps.push_back({"计发月数", "divisor", "D(age)", award.divisor});
  award.basic = round_half_up(0.5 * (input.bases.province + wages.all) * years * rates.basic);
  award.account = round_half_up(input.account / award.divisor);
  award.transitional = round_half_up(wages.actual * input.deemed_years * rates.transitional);
  award.total = award.basic + award.account + award.transitional;
  award.steps.push_back({"基础养老金", "basic pension", "(P + S_all) / 2 · n · r₁", yuan(award.basic)});
  award.steps.push_back({"个人账户养老金", "account pension", "A / D", yuan(award.account)});
  award.steps.push_back({"过渡性养老金", "transitional pension", "S_act · v · r₂", yuan(award.transitional)});
  award.steps.push_back({"月养老金合计（各项四舍五入到分后相加）", "total a month, the sum of the rounded parts", "Σ",
                         yuan(award.total)});
  return award;
}

}  // namespace ballast
