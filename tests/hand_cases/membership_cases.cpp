#include "tests/hand_cases/membership_cases.hpp"

#include <functional>
#include <map>
#include <sstream>
#include <stdexcept>

#include "models/benefit/grants.hpp"
#include "models/economy/contribution_index.hpp"
#include "models/membership/decrements.hpp"
#include "models/membership/eligibility.hpp"
#include "models/membership/retirement_age.hpp"
#include "models/membership/year_step.hpp"
#include "models/population/survival.hpp"
#include "tests/hand_cases/law_file.hpp"

namespace ballast::hand_cases {

double number_of(const Inputs& inputs, const std::string& name) { return std::stod(inputs.at(name)); }

std::vector<double> numbers_of(const Inputs& inputs, const std::string& name) {
  std::istringstream text(inputs.at(name));
  std::vector<double> numbers;
  for (double number = 0; text >> number;) numbers.push_back(number);
  return numbers;
}

Figures retirement_shares(const Inputs& inputs) {
  const toml::table law = law_file::open("national.toml");
  const auto year = static_cast<Year>(number_of(inputs, "birth_year"));
  CohortRule rule{.statutory = law_file::statutory(law, inputs.at("class")),
                  .flexible = law_file::flexible(law, 2030),
                  .early_share = {},
                  .late_share = {}};
  if (inputs.contains("early_share"))
    rule.early_share = [share = number_of(inputs, "early_share")](YearMonth) { return share; };
  if (inputs.contains("late_share"))
    rule.late_share = [share = number_of(inputs, "late_share")](YearMonth) { return share; };
  const auto divisor_of = [&](const RetirementPoint& point) {
    return divisor(law_file::divisors(law, point.month), point.age_months);
  };
  std::map<Year, std::vector<RetirementPoint>> by_year;
  for (const RetirementPoint& point : retirement_points(rule, year)) by_year[point.month.year()].push_back(point);
  Figures figures;
  double remaining = 1;
  for (const auto& [calendar_year, points] : by_year) {
    double share = 0, paid = 0, contributed = 0, age = 0, inverse = 0;
    for (const RetirementPoint& p : points) {
      share += p.weight, paid += p.weight * (12 - p.month.month()), contributed += p.weight * p.month.month();
      age += p.weight * p.age_months, inverse += p.weight / divisor_of(p);
    }
    const std::string prefix = std::to_string(calendar_year) + ".";
    figures[prefix + "share_of_cohort"] = share;
    figures[prefix + "share_of_remaining"] = share / remaining;
    figures[prefix + "mean_months_paid"] = paid / share;
    figures[prefix + "mean_months_contributed"] = contributed / share;
    figures[prefix + "mean_age_months"] = age / share;
    figures[prefix + "mean_of_1_over_d"] = inverse / share;
    remaining -= share;
  }
  return figures;
}

Figures minimum_years(const Inputs& inputs) {
  const toml::table law = law_file::open("national.toml");
  const auto first = static_cast<int>(number_of(inputs, "first_bucket"));
  const auto last = static_cast<int>(number_of(inputs, "last_bucket"));
  Figures figures;
  for (const double year : numbers_of(inputs, "years")) {
    const auto at = static_cast<Year>(year);
    const double minimum = law_file::series(law, "retirement.minimum_months", at, at).year_mean(at);
    double eligible = 0;
    for (int bucket = first; bucket <= last; ++bucket)
      eligible += number_of(inputs, "heads_per_bucket") * eligible_share(bucket, minimum);
    figures[std::to_string(at) + ".min_months"] = minimum;
    figures[std::to_string(at) + ".eligible_heads"] = eligible;
  }
  return figures;
}

Figures bucket_move(const Inputs& inputs) {
  constexpr int kBuckets = 21, kBucket = 10;
  const std::vector<double> no_grants(kBuckets, 0.0);
  std::vector<MemberCell<double>> row(kBuckets);
  row[kBucket].contributing.heads = number_of(inputs, "heads");
  row[kBucket].contributing.paid = number_of(inputs, "paid_years");
  RowRates<double> rates;
  rates.gain = number_of(inputs, "density");
  rates.grant.below_top = no_grants.data();
  RowOutcome<double> outcome;
  YearSums<double> sums;
  RowState<Members<double>> state{.span = {0, kBucket + 1}, .total = {}, .grant_months = {}};
  state.count(row.data(), kBuckets, rates.grant);
  live_one_year(row.data(), kBuckets, state, Arrivals<double>{}, rates, outcome, sums);
  return {{"stay.heads", row[kBucket].contributing.heads},
          {"move.heads", row[kBucket + 1].contributing.heads},
          {"stay.paid_years", row[kBucket].contributing.paid},
          {"move.paid_years", row[kBucket + 1].contributing.paid}};
}

Figures index_of_wages(const Inputs& inputs) {
  const ContributionIndex index = contribution_index(
      {number_of(inputs, "mean_wage"), number_of(inputs, "sigma"), number_of(inputs, "declared_share")},
      {number_of(inputs, "floor"), number_of(inputs, "ceiling")});
  return {{"mean_before_clamp", index.mean_before_clamp},
          {"mean_index", index.mean},
          {"share_at_floor", index.share_at_floor},
          {"share_at_ceiling", index.share_at_ceiling}};
}

Figures waived_rates(const Inputs& inputs) {
  const toml::table law = law_file::open("national.toml");
  const auto series = [&](std::string_view key) { return law_file::series(law, key, 2015, 2021); };
  const MonthlySeries rate = series("contribution.unit_rate");
  const auto paid = [&](std::string_view waiver_key) {
    MonthlySeries result = series(waiver_key);
    for (std::size_t month = 0; month < result.months.size(); ++month)
      result.months[month] = rate.months[month] * (1.0 - result.months[month]);
    return result;
  };
  const double large = paid("contribution.waiver_large").year_mean(2020);
  const double small = paid("contribution.waiver_small").year_mean(2020);
  const double small_share = number_of(inputs, "small_share");
  return {{"unit_rate_2016", rate.year_mean(2016)},
          {"unit_rate_2019", rate.year_mean(2019)},
          {"unit_rate_2020_large", large},
          {"unit_rate_2020_small", small},
          {"unit_rate_2020_mix", (1.0 - small_share) * large + small_share * small}};
}

Figures survivor_grants(const Inputs& inputs) {
  const SurvivorRule rule =
      law_file::survivor_rule(law_file::open("national.toml"), static_cast<Year>(number_of(inputs, "year")));
  Figures figures;
  for (const char* years : {"4.9", "5.0", "10.0", "15.0", "16.0", "30.0", "38.0"})
    figures[std::string("active_") + years] = survivor_months(rule, std::stod(years));
  const auto retired = [&rule](double credited, double drawn) {
    return survivor_months_left(rule, static_cast<double>(survivor_months(rule, credited)), drawn);
  };
  figures["retired_30_after_4"] = retired(30.0, 4.0);
  figures["retired_30_after_20"] = retired(30.0, 20.0);
  figures["retired_16_after_0"] = retired(16.0, 0.0);
  return figures;
}

namespace {

Figures cohort_mortality_of_a_cell(const Inputs& inputs) {
  const double rate = cohort_rate(number_of(inputs, "rate_59"), number_of(inputs, "rate_60"));
  return {{"cohort_rate", rate}, {"q", death_probability(rate)}};
}

Figures competing_causes(const Inputs& inputs) {
  const std::array<double, 2> hazards{number_of(inputs, "hazard_special"), number_of(inputs, "hazard_illness")};
  const double heads = number_of(inputs, "heads");
  const auto shares = competing_exits(hazards);
  return {{"leave_total", heads * exit_probability(hazards[0] + hazards[1])},
          {"special", heads * shares[0]},
          {"illness", heads * shares[1]}};
}

}  // namespace

Figures compute_membership_case(const std::string& id, const Inputs& inputs) {
  const std::map<std::string, std::function<Figures(const Inputs&)>> computations{
      {"T01", retirement_shares},   {"T02", index_of_wages},        {"T03-acc", account_accumulation},
      {"T03-award", account_award}, {"T03-draw", account_drawdown}, {"T03-draw0", account_drawdown},
      {"T04-cell", cell_award},     {"T04-person", person_award},   {"T05", pension_increase},
      {"T06", minimum_years},       {"T06-move", bucket_move},      {"T09", payable_months},
      {"T11", waived_rates},        {"T14", survivor_grants},       {"T15", cohort_mortality_of_a_cell},
      {"T16", competing_causes}};
  auto found = computations.find(id);
  if (found == computations.end()) found = computations.find(id.substr(0, id.find('-')));
  if (found == computations.end()) throw std::runtime_error("no computation is known for case " + id);
  return found->second(inputs);
}

}  // namespace ballast::hand_cases
