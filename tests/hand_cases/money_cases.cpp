// Hand cases T03 … T05: accounts, awards, increases.
#include <numeric>
#include <string>

#include "models/benefit/award.hpp"
#include "models/benefit/increase.hpp"
#include "models/contribution/account.hpp"
#include "tests/hand_cases/law_file.hpp"
#include "tests/hand_cases/membership_cases.hpp"
#include "tests/models/contribution/one_account.hpp"

namespace ballast::hand_cases {

Figures account_accumulation(const Inputs& inputs) {
  const auto wages = numbers_of(inputs, "reference_wages");
  const auto rates = numbers_of(inputs, "account_rates");
  double balance = number_of(inputs, "balance");
  double half_year = balance;  // the same with half a year of interest on the credits, to show what the 6.5 is worth
  Figures figures;
  for (std::size_t year = 0; year < wages.size(); ++year) {
    const std::string name = std::to_string(2024 + year);
    const double credited = 12.0 * wages[year] * number_of(inputs, "index") * number_of(inputs, "individual_rate") *
                            number_of(inputs, "density");
    balance = account_after_a_year(balance, credited, rates[year], number_of(inputs, "interest_months"));
    half_year = account_after_a_year(half_year, credited, rates[year], 6.0);
    figures["credited_" + name] = credited;
    figures["b_" + name] = balance;
    figures["b_" + name + "_at_6.0_months"] = half_year;
  }
  return figures;
}

Figures account_award(const Inputs& inputs) {
  const auto month = static_cast<int>(number_of(inputs, "award_month"));
  const double credited =
      month * number_of(inputs, "reference_wage") * number_of(inputs, "index") * number_of(inputs, "individual_rate");
  const double balance =
      account_at_award(number_of(inputs, "balance"), credited, number_of(inputs, "account_rate"), month);
  return {{"credited", credited}, {"b_award", balance}, {"k_month", balance / number_of(inputs, "divisor")}};
}

Figures account_drawdown(const Inputs& inputs) {
  const double rate = number_of(inputs, "account_rate");
  const double pension = number_of(inputs, "k_month");
  double balance = number_of(inputs, "balance");
  int month = static_cast<int>(number_of(inputs, "award_month"));
  Figures figures;
  double from_accounts = 0;
  for (int year = static_cast<int>(number_of(inputs, "award_year")); year < 2100; ++year, month = 0) {
    const AccountDraw<double> draw = draw_account(balance, pension, draw_terms(rate, month));
    balance = draw.closing;
    from_accounts += draw.from_account;
    figures["b_" + std::to_string(year)] = balance;
    if (draw.from_pool <= 1e-9 * pension) continue;
    figures["exhaustion_year"] = year;
    figures["paid_from_account_last_year"] = draw.from_account;
    figures["paid_from_pool_last_year"] = draw.from_pool;
    figures["pool_pays_next_year"] = draw_account(balance, pension, draw_terms(rate, 0)).from_pool;
    figures["months_from_account"] = from_accounts / pension;
    break;
  }
  return figures;
}

Figures cell_award(const Inputs& inputs) {
  const AwardRates rates{.basic = 0.01, .transitional = 0.013};
  const BenefitBases bases{number_of(inputs, "province_base"), number_of(inputs, "city_base")};
  CreditedYears<double> totals{0, 0, 0};
  double u = 0, accounts = 0, basic = 0, transitional = 0;
  for (const char* name : {"person1", "person2"}) {
    const auto person = numbers_of(inputs, name);
    const CreditedYears<double> own{person[0], person[1], person[0] * person[2]};
    totals = {totals.paid + own.paid, totals.deemed + own.deemed, totals.indexed + own.indexed};
    basic += basic_pension(own, bases, rates.basic);
    transitional += transitional_pension(own.deemed, person[2], bases.city, rates.transitional);
    u += person[1] * person[2];
    accounts += person[3];
  }
  const double cell_index = totals.indexed / totals.paid;
  const double kappa = u / (cell_index * totals.deemed);
  return {{"sum_basic", basic},
          {"basic_from_totals", basic_pension(totals, bases, rates.basic)},
          {"sum_transitional", transitional},
          {"transitional_with_kappa",
           transitional_pension(totals.deemed, kappa * cell_index, bases.city, rates.transitional)},
          {"sum_account", accounts / number_of(inputs, "divisor")},
          {"u_moment", u}};
}

Figures person_award(const Inputs& inputs) {
  const YearMonth month = year_month(static_cast<Year>(number_of(inputs, "award_year")),
                                     static_cast<int>(number_of(inputs, "award_month")));
  const DivisorTable table = law_file::divisors(law_file::open("national.toml"), month);
  const AwardRates rates{.basic = 0.01, .transitional = 0.013};
  AwardInput input{.age_months = static_cast<int>(number_of(inputs, "age_months")),
                   .bases = {number_of(inputs, "province_base"), number_of(inputs, "city_base")},
                   .paid_years = number_of(inputs, "paid_years"),
                   .deemed_years = number_of(inputs, "deemed_years"),
                   .account = number_of(inputs, "account"),
                   .mean_index = number_of(inputs, "mean_index"),
                   .indexed_wage_basic = {},
                   .indexed_wage_transitional = {}};
  const Award award = determine_award(input, rates, table);
  input.mean_index.reset();
  input.indexed_wage_basic = number_of(inputs, "form_wage_basic");
  input.indexed_wage_transitional = number_of(inputs, "form_wage_transitional");
  const Award form = determine_award(input, rates, table);
  Figures figures{{"basic", yuan(award.basic)},
                  {"transitional", yuan(award.transitional)},
                  {"account", yuan(award.account)},
                  {"total", yuan(award.total)},
                  {"divisor", award.divisor},
                  {"form_basic", yuan(form.basic)},
                  {"form_transitional", yuan(form.transitional)}};
  for (const AwardStep& step : award.steps) {
    if (step.formula.starts_with("S_all =")) figures["S_basic"] = step.value;
    if (step.formula.starts_with("S_act =")) figures["S_transitional"] = step.value;
  }
  return figures;
}

Figures pension_increase(const Inputs& inputs) {
  const auto heads = numbers_of(inputs, "heads"), pensions = numbers_of(inputs, "pension_month");
  const auto years = numbers_of(inputs, "credited_years"), tilt = numbers_of(inputs, "tilt_share");
  const auto mean = [&heads](const std::vector<double>& of) {
    return std::inner_product(heads.begin(), heads.end(), of.begin(), 0.0) /
           std::accumulate(heads.begin(), heads.end(), 0.0);
  };
  const IncreaseAmounts amounts{number_of(inputs, "fixed"), number_of(inputs, "per_year"),
                                number_of(inputs, "own_share"), number_of(inputs, "tilt")};
  const double scale = increase_scale(amounts, {mean(pensions), mean(years), mean(tilt)}, number_of(inputs, "target"));
  Figures figures{{"scale", scale}};
  std::vector<double> increases;
  for (std::size_t cell = 0; cell < heads.size(); ++cell) {
    const double n = heads[cell];
    IncreaseAmounts of = scaled(amounts, scale);
    of.tilt *= tilt[cell];
    increases.push_back(increase_month(of, n, n * years[cell], n * pensions[cell]));
    figures["increment_" + std::to_string(cell + 1)] = increases[cell] / n;
    figures["percent_" + std::to_string(cell + 1)] = 100.0 * increases[cell] / (n * pensions[cell]);
  }
  figures["total_increment"] = increases[0] + increases[1] + increases[2];
  figures["unit_a_percent"] = figures["percent_1"];
  figures["unit_b_percent"] = 100.0 * (increases[1] + increases[2]) / (heads[1] * pensions[1] + heads[2] * pensions[2]);
  return figures;
}

}  // namespace ballast::hand_cases
