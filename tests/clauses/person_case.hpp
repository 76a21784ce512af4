/// Clause cases about one person: when he may retire, what his pension is, on what base he pays, what a loan costs him.
#pragma once

#include <cstdio>

#include "models/contribution/loan.hpp"
#include "models/economy/contribution_index.hpp"
#include "tests/clauses/what_if_case.hpp"

namespace ballast::clauses {

inline const Planner& planner() {
  static const Planner opened = *Planner::open(BALLAST_ROOT);
  return opened;
}

inline YearMonth month_of(const toml::node_view<const toml::node>& node) {
  int year = 0, month = 0;
  if (std::sscanf(node.value_or(std::string{}).c_str(), "%d-%d", &year, &month) != 2 || month < 1 || month > 12)
    throw std::runtime_error("a month \"YYYY-MM\" is expected");
  return year_month(year, month);
}

inline std::string month_text(YearMonth month) {
  return std::to_string(month.year()) + (month.month() < 10 ? "-0" : "-") + std::to_string(month.month());
}

/// Compares texts and numbers of a table with what came out; `within`: of amounts, other numbers are written with their
/// digits.
inline std::string compare_with(const toml::table& expect, const Numbers& numbers,
                                const std::map<std::string, std::string>& words, double within) {
  std::string complaints;
  for (const auto& [key, node] : expect) {
    const std::string name(key.str());
    if (const auto word = words.find(name); word != words.end()) {
      if (node.value_or(std::string{}) != word->second) complaints += "  " + name + " is " + word->second + "\n";
      continue;
    }
    const auto found = numbers.find(name);
    if (found == numbers.end())
      complaints += "  unknown expectation '" + name + "'\n";
    else if (const double wanted = node.is_boolean() ? node.value_or(false) : number(node);
             !(std::abs(found->second - wanted) <= (name == "replacement_rate" ? 5e-7 : within)))
      complaints +=
          "  " + name + ": expected " + std::to_string(wanted) + ", got " + std::to_string(found->second) + "\n";
  }
  return complaints;
}

/// `given.person = { category, born }`: 延迟法定退休年龄 and 弹性退休, month by month.
inline std::string retirement_of(const toml::table& person, const toml::table& expect) {
  only_keys(person, {"category", "born"});
  const auto answer = planner().retirement(person["category"].value_or(std::string{}), month_of(person["born"]));
  if (!answer) throw std::runtime_error(answer.error().front().what);
  return compare_with(expect,
                      {{"age_months", answer->age_months},
                       {"delay_months", answer->delay_months},
                       {"divisor", answer->divisor},
                       {"minimum_years", answer->minimum_years}},
                      {{"statutory_month", month_text(answer->statutory_month)},
                       {"earliest_month", month_text(answer->earliest_month)},
                       {"latest_month", month_text(answer->latest_month)}},
                      1e-9);
}

/// `given.award = { month, age_months, province_base, city_base, paid_years, deemed_years, mean_index, account, wage
/// }`.
inline std::string award_of(const toml::table& given, const toml::table& expect) {
  only_keys(given, {"month", "age_months", "province_base", "city_base", "paid_years", "deemed_years", "mean_index",
                    "account", "wage"});
  AwardRequest request{.award_month = month_of(given["month"]), .input = {}};
  AwardInput& in = request.input;
  in.age_months = static_cast<int>(given["age_months"].value_or(std::int64_t{0}));
  in.bases = {.province = given["province_base"].value_or(0.0), .city = given["city_base"].value_or(0.0)};
  in.paid_years = given["paid_years"].value_or(0.0), in.deemed_years = given["deemed_years"].value_or(0.0);
  in.mean_index = given["mean_index"].value_or(0.0), in.account = given["account"].value_or(0.0);
  const auto award = planner().award(request);
  if (!award) throw std::runtime_error(award.error().front().what);
  Numbers numbers{{"basic", yuan(award->basic)},
                  {"account", yuan(award->account)},
                  {"transitional", yuan(award->transitional)},
                  {"total", yuan(award->total)},
                  {"divisor", award->divisor}};
  if (const double wage = given["wage"].value_or(0.0); wage > 0)
    numbers["replacement_rate"] = yuan(award->total) / wage;
  return compare_with(expect, numbers, {}, 0.0051);
}

/// `given.wages = { mean, sigma, declared_share, floor, ceiling }`: the base employees are charged on.
inline std::string base_of(const toml::table& given, const toml::table& expect) {
  only_keys(given, {"mean", "sigma", "declared_share", "floor", "ceiling"});
  const ContributionIndex index =
      contribution_index({.mean = given["mean"].value_or(1.0),
                          .sigma = given["sigma"].value_or(0.0),
                          .declared_share = given["declared_share"].value_or(1.0)},
                         {.floor = given["floor"].value_or(0.0), .ceiling = given["ceiling"].value_or(1e9)});
  return compare_with(
      expect,
      {{"index", index.mean}, {"share_at_floor", index.share_at_floor}, {"share_at_ceiling", index.share_at_ceiling}},
      {}, 5e-7);
}

/// `given.loan = { years, interest, subsidy, granted = [ … ], outstanding_before }`: the last year of the loan book.
inline std::string loan_of(const toml::table& given, const toml::table& expect) {
  only_keys(given, {"years", "interest", "subsidy", "granted", "outstanding_before"});
  std::vector<double> granted;
  if (const toml::array* list = given["granted"].as_array())
    for (const toml::node& item : *list) granted.push_back(number(item));
  const std::vector<int> years(granted.size(), static_cast<int>(given["years"].value_or(std::int64_t{1})));
  const LoanTerms terms{
      .years = years, .interest = given["interest"].value_or(0.0), .subsidy = given["subsidy"].value_or(0.0)};
  const auto year = loan_year(granted, given["outstanding_before"].value_or(0.0), terms);
  return compare_with(expect,
                      {{"granted", year.granted},
                       {"repaid", year.repaid},
                       {"outstanding", year.outstanding},
                       {"interest_subsidy", year.interest_subsidy}},
                      {}, 0.0051);
}

/// `given.target = { key, asked, achieved }`: one line of the target table.
inline std::string target_of(const toml::table& given, const toml::table& expect) {
  only_keys(given, {"key", "asked", "achieved"});
  const std::string key = given["key"].value_or(std::string{});
  for (const TargetKind& kind : target_kinds()) {
    if (kind.key != key) continue;
    const TargetOutcome o = judge_target(kind, 0, given["asked"].value_or(0.0), given["achieved"].value_or(0.0));
    return compare_with(expect, {{"attained", o.attained.value_or(0.0)}, {"met", o.met ? 1.0 : 0.0}}, {}, 5e-7);
  }
  throw std::runtime_error("unknown target '" + key + "'");
}

/// `given = { targets = 2026, set = [ … ] }`: who met and who missed which target on the shipped place, as `unit key`.
inline std::string targets_of_place(const toml::table& given, const toml::table& expect) {
  only_keys(given, {"targets", "set"});
  only_keys(expect, {"met", "missed"});
  const Year year = static_cast<Year>(given["targets"].value_or(std::int64_t{0}));
  const RunRequest request{.sets = texts(given["set"]), .from = {}, .horizon = year};
  const auto found = planner().targets("baseline", request, year);
  if (!found) throw std::runtime_error(found.error().front().what);
  std::map<std::string, bool> met;
  for (const TargetOutcome& o : found->outcomes)
    met[found->projection.units[static_cast<std::size_t>(o.unit)].zh + " " + std::string(o.kind->key)] = o.met;
  std::string complaints;
  for (const bool wanted : {true, false})
    for (const std::string& name : texts(expect[wanted ? "met" : "missed"])) {
      if (!met.contains(name)) throw std::runtime_error("no target '" + name + "'");
      if (met[name] != wanted) complaints += "  " + name + (wanted ? " was missed\n" : " was met\n");
    }
  return complaints;
}

}  // namespace ballast::clauses
