#include <fmt/format.h>

#include <cmath>

#include "scenarios/reader/place_reader.hpp"

namespace ballast {
namespace {

constexpr double kShareTolerance = 1e-4;  // shares are written with six decimals
const Range kMemberAge{16, 75, "years of age"}, kRetiredAge{40, 105, "years of age"};

const std::vector<std::string> kCohortNames{"middle", "new"};
const std::vector<std::string> kMemberStatus{"contributing", "suspended"};
const std::vector<std::string> kKinds{"retired", "illness"};

void read_members(PlaceReader& reader) {
  reader.each_row("members.csv", {"unit", "category", "age", "heads"}, [&](const CsvTable& table, int row) {
    const int unit = reader.unit(table, row), category = reader.category(table, row);
    const Age age = table.whole(row, "age", kMemberAge, reader.issues);
    const double heads = table.number(row, "heads", kPersons, reader.issues);
    if (unit < 0 || category < 0) return;
    auto& members =
        reader.place.base.openings[static_cast<std::size_t>(unit)].members[static_cast<std::size_t>(category)];
    if (!members.emplace(age, heads).second)
      reader.issues.push_back(table.issue(row, "age", "the row stands twice", "once"));
  });
}

/// Credited years must fit their bucket: s ≤ paid + deemed < s + 1 below the top bucket, which is open.
void check_bucket(const ServiceCell& cell, const CsvTable& table, int row, int top, Issues& issues) {
  const double years = cell.paid_years + cell.deemed_years;
  const bool fits = years >= cell.service - 1e-6 && (cell.service >= top || years < cell.service + 1 + 1e-6);
  if (!fits)
    issues.push_back(table.issue(row, "paid_years", fmt::format("paid and deemed years are {:.3f}", years),
                                 fmt::format("inside bucket {}", cell.service)));
  if (cell.cohort == Cohort::fresh && cell.deemed_years > 0)
    issues.push_back(table.issue(row, "deemed_years", "new cohorts have no deemed years", "0"));
}

void read_service(PlaceReader& reader) {
  constexpr int kOpenBucket = 20;  // the table's own top bucket: "20 = 20 completed years or more"
  auto& service = reader.place.base.service;
  reader.each_row("service.csv",
                  {"category", "cohort", "member_status", "age", "service", "share", "paid_years", "deemed_years",
                   "index", "account"},
                  [&](const CsvTable& table, int row) {
                    const int category = reader.category(table, row);
                    const int cohort = table.choice(row, "cohort", kCohortNames, reader.issues);
                    const int status = table.choice(row, "member_status", kMemberStatus, reader.issues);
                    const Age age = table.whole(row, "age", kMemberAge, reader.issues);
                    const ServiceCell cell{
                        .cohort = cohort == 0 ? Cohort::middle : Cohort::fresh,
                        .contributing = status == 0,
                        .service = table.whole(row, "service", {0, 60, "years"}, reader.issues),
                        .share = table.number(row, "share", kShare, reader.issues),
                        .paid_years = table.number(row, "paid_years", {0, 60, "years"}, reader.issues),
                        .deemed_years = table.number(row, "deemed_years", {0, 60, "years"}, reader.issues),
                        .index = table.number(row, "index", {0, 10, "ratio"}, reader.issues),
                        .account = table.number(row, "account", {0, 1e7, "yuan a head"}, reader.issues)};
                    check_bucket(cell, table, row, kOpenBucket, reader.issues);
                    if (category >= 0) service[static_cast<std::size_t>(category)][age].push_back(cell);
                  });
  for (std::size_t g = 0; g < kCategories; ++g)
    for (auto& [age, cells] : service[g]) {
      double sum = 0;
      for (const ServiceCell& cell : cells) sum += cell.share;
      if (!(std::abs(sum - 1) <= kShareTolerance))
        reader.complain("service.csv", fmt::format("shares of {} at {} add to {:.6f}", kCategoryKeys[g], age, sum),
                        "1");
      for (ServiceCell& cell : cells) cell.share /= sum;
    }
}

void read_kappa(PlaceReader& reader) {
  reader.each_row("kappa.csv", {"category", "birth_year", "kappa"}, [&](const CsvTable& table, int row) {
    const int category = reader.category(table, row);
    const Year birth = table.whole(row, "birth_year", kCalendar, reader.issues);
    const double kappa = table.number(row, "kappa", {0.1, 10, "ratio"}, reader.issues);
    if (category >= 0) reader.place.base.kappa[static_cast<std::size_t>(category)][birth] = kappa;
  });
}

void read_retirees(PlaceReader& reader) {
  reader.each_row("retirees.csv", {"unit", "category", "kind", "age", "heads", "mean_pension", "mean_years"},
                  [&](const CsvTable& table, int row) {
                    const int unit = reader.unit(table, row), category = reader.category(table, row);
                    const int kind = table.choice(row, "kind", kKinds, reader.issues);
                    const Age age = table.whole(row, "age", kRetiredAge, reader.issues);
                    const RetireeCell cell{
                        .heads = table.number(row, "heads", kPersons, reader.issues),
                        .mean_pension = table.number(row, "mean_pension", {0, 1e5, "yuan a month"}, reader.issues),
                        .mean_years = table.number(row, "mean_years", {0, 60, "years"}, reader.issues)};
                    if (unit < 0 || category < 0 || kind < 0) return;
                    BaseTables& opening = reader.place.base.openings[static_cast<std::size_t>(unit)];
                    auto& cells = (kind == 0 ? opening.retired : opening.ill)[static_cast<std::size_t>(category)];
                    if (!cells.emplace(age, cell).second)
                      reader.issues.push_back(table.issue(row, "age", "the row stands twice", "once"));
                  });
}

void read_award_pattern(PlaceReader& reader) {
  Scenario& base = reader.place.base;
  reader.each_row(
      "award_pattern.csv",
      {"category", "kind", "age", "award_age", "share", "account_share", "balance_months", "transitional_share"},
      [&](const CsvTable& table, int row) {
        const int category = reader.category(table, row);
        const int kind = table.choice(row, "kind", kKinds, reader.issues);
        const Age age = table.whole(row, "age", kRetiredAge, reader.issues);
        const AwardCell cell{.award_age = table.whole(row, "award_age", kRetiredAge, reader.issues),
                             .share = table.number(row, "share", kShare, reader.issues),
                             .account_share = table.number(row, "account_share", kShare, reader.issues),
                             .balance_months = table.number(row, "balance_months", {0, 1000, "months"}, reader.issues),
                             .transitional_share = table.number(row, "transitional_share", kShare, reader.issues)};
        if (cell.award_age > age)
          reader.issues.push_back(table.issue(row, "award_age", "awarded after the age reached", "at most the age"));
        if (category < 0 || kind < 0) return;
        auto& pattern = kind == 0 ? base.awards_retired : base.awards_ill;
        pattern[static_cast<std::size_t>(category)][age].push_back(cell);
      });
  for (auto* pattern : {&base.awards_retired, &base.awards_ill})
    for (std::size_t g = 0; g < kCategories; ++g)
      for (auto& [age, cells] : (*pattern)[g]) {
        double sum = 0;
        for (const AwardCell& cell : cells) sum += cell.share;
        if (!(std::abs(sum - 1) <= kShareTolerance))
          reader.complain("award_pattern.csv",
                          fmt::format("shares of {} at {} add to {:.6f}", kCategoryKeys[g], age, sum), "1");
        for (AwardCell& cell : cells) cell.share /= sum;
      }
}

/// Every cell of people needs its pattern.
void check_patterns(PlaceReader& reader) {
  const Scenario& base = reader.place.base;
  const auto lacks = [&](std::string_view file, std::size_t unit, std::size_t g, Age age) {
    reader.complain(file, fmt::format("no pattern for {} of {} aged {}", kCategoryKeys[g], base.units[unit].zh, age),
                    "a pattern for every age that has people");
  };
  for (std::size_t c = 0; c < base.units.size(); ++c)
    for (std::size_t g = 0; g < kCategories; ++g) {
      for (const auto& [age, heads] : base.openings[c].members[g])
        if (!base.service[g].contains(age)) lacks("service.csv", c, g, age);
      for (const auto& [age, cell] : base.openings[c].retired[g])
        if (!base.awards_retired[g].contains(age)) lacks("award_pattern.csv", c, g, age);
      for (const auto& [age, cell] : base.openings[c].ill[g])
        if (!base.awards_ill[g].contains(age)) lacks("award_pattern.csv", c, g, age);
    }
}

}  // namespace

void read_scheme(PlaceReader& reader) {
  read_members(reader);
  read_service(reader);
  read_kappa(reader);
  read_retirees(reader);
  read_award_pattern(reader);
  check_patterns(reader);
}

void read_money(PlaceReader& reader) {
  Scenario& base = reader.place.base;
  std::vector<std::string> names = reader.place.unit_names;
  names.push_back(base.pool_name.zh);
  std::vector<int> seen(names.size());
  reader.each_row("fund.csv",
                  {"unit", "year", "balance", "income", "plan_income", "other_income", "plan_other_income",
                   "expenditure", "budget_expenditure", "levy", "treasury_on_time"},
                  [&](const CsvTable& table, int row) {
                    const int unit = table.choice(row, "unit", names, reader.issues);
                    const Year year = table.whole(row, "year", kCalendar, reader.issues);
                    const auto money = [&](std::string_view column) {
                      return table.text(row, column).empty() ? 0.0 : table.number(row, column, kYuan, reader.issues);
                    };
                    if (unit < 0 || year != base.base_year) return;
                    seen[static_cast<std::size_t>(unit)] += 1;
                    if (unit == static_cast<int>(base.units.size())) {
                      base.pool_opening = money("balance");
                      return;
                    }
                    BaseTables& o = base.openings[static_cast<std::size_t>(unit)];
                    o.fund_balance = money("balance"), o.income = money("income"), o.plan_income = money("plan_income");
                    o.other_income = money("other_income"), o.plan_other_income = money("plan_other_income");
                    o.expenditure = money("expenditure"), o.budget_expenditure = money("budget_expenditure");
                    o.levy = money("levy"), o.treasury_on_time = money("treasury_on_time");
                  });
  for (std::size_t c = 0; c < names.size(); ++c)
    if (seen[c] != 1)
      reader.complain("fund.csv", fmt::format("{} has {} rows of {}", names[c], seen[c], base.base_year), "one row");
  reader.each_row("finance.csv", {"unit", "year", "general_revenue", "general_expenditure"},
                  [&](const CsvTable& table, int row) {
                    const int unit = reader.unit(table, row);
                    const double revenue = table.number(row, "general_revenue", kYuan, reader.issues);
                    table.number(row, "general_expenditure", kYuan, reader.issues);
                    if (unit >= 0 && table.whole(row, "year", kCalendar, reader.issues) == base.base_year)
                      base.openings[static_cast<std::size_t>(unit)].general_revenue = revenue;
                  });
}

}  // namespace ballast
