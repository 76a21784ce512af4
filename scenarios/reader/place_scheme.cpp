#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "scenarios/reader/place_reader.hpp"

namespace ballast {
namespace {

constexpr double kShareTolerance = 1e-4;  // shares are written with six decimals
const Range kMemberAge{16, 75, "years of age"}, kRetiredAge{40, 105, "years of age"};

const std::vector<std::string> kCohortNames{"middle", "new"};
const std::vector<std::string> kMemberStatus{"contributing", "suspended"};
const std::vector<std::string> kKinds{"retired", "illness"};

void read_members(PlaceReader& reader) {
  std::vector<bool> told(reader.place.base.units.size());
  const bool there = reader.each_row("members.csv", [&](const CsvTable& table, int row) {
    const int unit = reader.unit(table, row), category = reader.category(table, row);
    const Age age = table.whole(row, "age", kMemberAge, reader.issues);
    const double heads = table.number(row, "heads", kPersons, reader.issues);
    if (unit >= 0) told[static_cast<std::size_t>(unit)] = true;
    if (unit < 0 || category < 0) return;
    auto& members =
        reader.place.base.openings[static_cast<std::size_t>(unit)].members[static_cast<std::size_t>(category)];
    members.emplace(age, heads);
  });
  for (std::size_t c = 0; there && c < told.size(); ++c)
    if (!told[c] && !reader.misnames("members.csv"))
      reader.complain("members.csv", fmt::format("{} has no row", reader.place.base.units[c].zh),
                      "the insured of every unit by age, or one row of 0 heads");
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

/// Where the first row of each group stands, for a complaint about the group.
using FirstLines = std::array<std::map<Age, int>, kCategories>;

void read_service(PlaceReader& reader) {
  FirstLines first_line;
  constexpr int kOpenBucket = 20;  // the table's own top bucket: "20 = 20 completed years or more"
  auto& service = reader.place.base.service;
  const bool there = reader.each_row("service.csv", [&](const CsvTable& table, int row) {
    const int category = reader.category(table, row);
    const int cohort = table.choice(row, "cohort", kCohortNames, reader.issues);
    const int status = table.choice(row, "member_status", kMemberStatus, reader.issues);
    const Age age = table.whole(row, "age", kMemberAge, reader.issues);
    const ServiceCell cell{.cohort = cohort == 0 ? Cohort::middle : Cohort::fresh,
                           .contributing = status == 0,
                           .service = table.whole(row, "service", {0, 60, "years"}, reader.issues),
                           .share = table.number(row, "share", kShare, reader.issues),
                           .paid_years = table.number(row, "paid_years", {0, 60, "years"}, reader.issues),
                           .deemed_years = table.number(row, "deemed_years", {0, 60, "years"}, reader.issues),
                           .index = table.number(row, "index", {0, 10, "ratio"}, reader.issues),
                           .account = table.number(row, "account", {0, 1e7, "yuan a head"}, reader.issues)};
    check_bucket(cell, table, row, kOpenBucket, reader.issues);
    if (category < 0) return;
    first_line[static_cast<std::size_t>(category)].try_emplace(age, table.line(row));
    service[static_cast<std::size_t>(category)][age].push_back(cell);
  });
  for (std::size_t g = 0; g < kCategories; ++g)
    for (auto& [age, cells] : service[g]) {
      double sum = 0;
      for (const ServiceCell& cell : cells) sum += cell.share;
      if (there && !(std::abs(sum - 1) <= kShareTolerance))
        reader.complain_of_sum("service.csv",
                               fmt::format("shares of {} at {} add to {:.6f}", kCategoryKeys[g], age, sum), "1",
                               first_line[g].at(age));
      for (ServiceCell& cell : cells) cell.share /= sum;
    }
}

void read_kappa(PlaceReader& reader) {
  reader.each_row("kappa.csv", [&](const CsvTable& table, int row) {
    const int category = reader.category(table, row);
    const Year birth = table.whole(row, "birth_year", kCalendar, reader.issues);
    const double kappa = table.number(row, "kappa", {0.1, 10, "ratio"}, reader.issues);
    if (category >= 0) reader.place.base.kappa[static_cast<std::size_t>(category)][birth] = kappa;
  });
}

void read_retirees(PlaceReader& reader) {
  reader.each_row("retirees.csv", [&](const CsvTable& table, int row) {
    const std::size_t before = reader.issues.size();
    const int unit = reader.unit(table, row), category = reader.category(table, row);
    const int kind = table.choice(row, "kind", kKinds, reader.issues);
    const Age age = table.whole(row, "age", kRetiredAge, reader.issues);
    const RetireeCell cell{.heads = table.number(row, "heads", kPersons, reader.issues),
                           .mean_pension = table.number(row, "mean_pension", {0, 1e5, "yuan a month"}, reader.issues),
                           .mean_years = table.number(row, "mean_years", {0, 60, "years"}, reader.issues)};
    if (reader.issues.size() == before && cell.heads > 0 && cell.mean_pension <= 0)
      reader.issues.push_back(
          table.issue(row, "mean_pension", "retirees without a pension", "more than 0 yuan a month, or 0 heads"));
    if (unit < 0 || category < 0 || kind < 0) return;
    BaseTables& opening = reader.place.base.openings[static_cast<std::size_t>(unit)];
    auto& cells = (kind == 0 ? opening.retired : opening.ill)[static_cast<std::size_t>(category)];
    cells.emplace(age, cell);
  });
}

/// Every part of a pension is at least 0: what account, transitional part and increases leave is the basic pension.
/// Increases are split pro rata (equation T2): of the pooled part only their share in it counts.
void check_parts(const AwardCell& cell, const CsvTable& table, int row, Issues& issues) {
  constexpr double kRounding = 1e-9;  // parts that make the whole, added up
  const double awarded = cell.account_share + cell.transitional_share;
  if (awarded > 1 + kRounding)
    issues.push_back(
        table.issue(row, "account_share", "account and transitional part are more than all", "at most 1 together"));
  else if (const double increases = cell.increase_share * (1 - cell.account_share); awarded + increases > 1 + kRounding)
    issues.push_back(table.issue(row, "increase_share", "increases are more than account and transitional part leave",
                                 fmt::format("at most {:.4g}", (1 - awarded) / (1 - cell.account_share))));
}

void read_award_pattern(PlaceReader& reader) {
  std::array<FirstLines, 2> first_line;  // by kind
  Scenario& base = reader.place.base;
  const bool there = reader.each_row("award_pattern.csv", [&](const CsvTable& table, int row) {
    const int category = reader.category(table, row);
    const int kind = table.choice(row, "kind", kKinds, reader.issues);
    const Age age = table.whole(row, "age", kRetiredAge, reader.issues);
    const AwardCell cell{.award_age = table.whole(row, "award_age", kRetiredAge, reader.issues),
                         .share = table.number(row, "share", kShare, reader.issues),
                         .account_share = table.number(row, "account_share", kShare, reader.issues),
                         .balance_months = table.number(row, "balance_months", {0, 1000, "months"}, reader.issues),
                         .transitional_share = table.number(row, "transitional_share", kShare, reader.issues),
                         .increase_share = table.has("increase_share")
                                               ? table.number(row, "increase_share", kShare, reader.issues)
                                               : 0.0};
    check_parts(cell, table, row, reader.issues);
    if (cell.award_age > age)
      reader.issues.push_back(table.issue(row, "award_age", "awarded after the age reached", "at most the age"));
    if (category < 0 || kind < 0) return;
    first_line[static_cast<std::size_t>(kind)][static_cast<std::size_t>(category)].try_emplace(age, table.line(row));
    auto& pattern = kind == 0 ? base.awards_retired : base.awards_ill;
    pattern[static_cast<std::size_t>(category)][age].push_back(cell);
  });
  for (auto* pattern : {&base.awards_retired, &base.awards_ill})
    for (std::size_t g = 0; g < kCategories; ++g)
      for (auto& [age, cells] : (*pattern)[g]) {
        double sum = 0;
        for (const AwardCell& cell : cells) sum += cell.share;
        if (there && !(std::abs(sum - 1) <= kShareTolerance))
          reader.complain_of_sum("award_pattern.csv",
                                 fmt::format("shares of {} at {} add to {:.6f}", kCategoryKeys[g], age, sum), "1",
                                 first_line[pattern == &base.awards_retired ? 0 : 1][g].at(age));
        for (AwardCell& cell : cells) cell.share /= sum;
      }
}

/// Every cell of people needs its pattern. `people` of a unit and `patterns` are by age, for one category.
template <class People, class Patterns>
void check_patterns(PlaceReader& reader, std::string_view file, People people, Patterns patterns) {
  for (std::size_t g = 0; g < kCategories; ++g) {
    std::set<Age> missing;
    for (const BaseTables& own : reader.place.base.openings)
      for (const auto& [age, of_age] : people(own, g))
        if (!patterns(g).contains(age)) missing.insert(age);
    if (!missing.empty())
      reader.complain(
          file, fmt::format("no pattern for {} aged {}", kCategoryKeys[g], spans_of({missing.begin(), missing.end()})),
          "a pattern for every age that has people");
  }
}

void check_service_patterns(PlaceReader& reader) {
  check_patterns(
      reader, "service.csv", [](const BaseTables& o, std::size_t g) -> const auto& { return o.members[g]; },
      [&](std::size_t g) -> const auto& { return reader.place.base.service[g]; });
}

void check_award_patterns(PlaceReader& reader) {
  const Scenario& base = reader.place.base;
  check_patterns(
      reader, "award_pattern.csv", [](const BaseTables& o, std::size_t g) -> const auto& { return o.retired[g]; },
      [&](std::size_t g) -> const auto& { return base.awards_retired[g]; });
  check_patterns(
      reader, "award_pattern.csv", [](const BaseTables& o, std::size_t g) -> const auto& { return o.ill[g]; },
      [&](std::size_t g) -> const auto& { return base.awards_ill[g]; });
}

/// One row of fund.csv.
FundYear fund_year(const CsvTable& table, int row, Issues& issues) {
  const auto money = [&](std::string_view column) { return table.number(row, column, kYuan, issues); };
  return {.balance = money("balance"),
          .income = money("income"),
          .plan_income = money("plan_income"),
          .other_income = money("other_income"),
          .plan_other_income = money("plan_other_income"),
          .expenditure = money("expenditure"),
          .budget_expenditure = money("budget_expenditure"),
          .levy = money("levy"),
          .treasury_on_time = money("treasury_on_time"),
          .interest = table.has("interest") ? money("interest") : 0.0};
}

bool opens_at(const Place& place, Year year) {
  return std::find(place.base_years.begin(), place.base_years.end(), year) != place.base_years.end();
}

/// The fund at the opening, and in the subsidies' base year, which a later opening needs too.
void read_fund(PlaceReader& reader) {
  Scenario& base = reader.place.base;
  const std::size_t pool = reader.place.unit_names.size();
  std::vector<std::string> names = reader.place.unit_names;
  names.push_back(base.pool_name.zh);
  names.insert(names.end(), reader.outside_units.begin(), reader.outside_units.end());
  std::vector<int> at_opening(names.size()), at_base(names.size());
  std::set<Year> years;
  const bool there = reader.each_row("fund.csv", [&](const CsvTable& table, int row) {
    const bool of_the_pool =  // as likely as not, where place.toml does not name it
        base.pool_name.zh.empty() && std::find(names.begin(), names.end(), table.text(row, "unit")) == names.end();
    const int unit = of_the_pool ? -1 : reader.choose_unit(table, row, names);
    const auto year = reader.year(table, row);
    const FundYear fund = fund_year(table, row, reader.issues);
    if (unit < 0 || !year) return;
    const auto c = static_cast<std::size_t>(unit);
    if (c > pool) return reader.pass_over(table, names[c]);
    if (!opens_at(reader.place, *year) && year != base.subsidy_base_year) reader.pass_over(table, *year);
    years.insert(*year);
    const bool opening = year == base.base_year, of_subsidies = year == base.subsidy_base_year;
    at_opening[c] += opening, at_base[c] += of_subsidies;
    if (c == pool && opening) base.pool_opening = fund.balance;
    if (c < pool && opening) base.openings[c].fund = fund;
    if (c < pool && of_subsidies) base.openings[c].subsidy_base = fund;
  });
  const auto lacks = [&](std::size_t c, Year year) {
    if (names[c].empty() || reader.misnames("fund.csv") || reader.misdates("fund.csv")) return;
    reader.complain("fund.csv", fmt::format("{} has 0 rows of {}", names[c], year), "one row");
  };
  if (!there || !reader.opens() || !reader.knows_units()) return;
  const Year first = reader.place.first_base_year;  // that of the subsidies too, unless place.toml names another
  for (const Year opening : {base.base_year, base.subsidy_base_year == first ? first : base.base_year})
    if (!years.empty() && !years.contains(opening)) return reader.complain_of_opening("fund.csv", opening, years);
  for (std::size_t c = 0; c <= pool; ++c) {
    if (at_opening[c] == 0) lacks(c, base.base_year);
    if (at_base[c] == 0 && base.base_year != base.subsidy_base_year) lacks(c, base.subsidy_base_year);
  }
}

void read_finance(PlaceReader& reader) {
  Scenario& base = reader.place.base;
  std::vector<bool> seen(base.units.size());
  std::set<Year> years;
  const bool there = reader.each_row("finance.csv", [&](const CsvTable& table, int row) {
    const int unit = reader.unit(table, row);
    const double revenue = table.number(row, "general_revenue", kYuan, reader.issues);
    const double expenditure = table.number(row, "general_expenditure", kYuan, reader.issues);
    const auto year = reader.year(table, row);
    if (year && !opens_at(reader.place, *year)) reader.pass_over(table, *year);
    if (year) years.insert(*year);
    if (year != base.base_year || unit < 0) return;
    base.openings[static_cast<std::size_t>(unit)].general_revenue = revenue;
    base.openings[static_cast<std::size_t>(unit)].general_expenditure = expenditure;
    seen[static_cast<std::size_t>(unit)] = true;
  });
  if (!there || !reader.opens()) return;
  if (!years.empty() && !years.contains(base.base_year))
    return reader.complain_of_opening("finance.csv", base.base_year, years);
  for (std::size_t c = 0; c < seen.size(); ++c)
    if (!seen[c] && !reader.misnames("finance.csv") && !reader.misdates("finance.csv"))
      reader.complain("finance.csv", fmt::format("{} has no row of {}", base.units[c].zh, base.base_year), "one row");
}

}  // namespace

void read_scheme(PlaceReader& reader) {
  read_members(reader);
  read_service(reader);
  read_kappa(reader);
  read_retirees(reader);
  read_award_pattern(reader);
  if (reader.sound({"units.csv", "members.csv", "service.csv"})) check_service_patterns(reader);
  if (reader.sound({"units.csv", "retirees.csv", "award_pattern.csv"})) check_award_patterns(reader);
}

void read_money(PlaceReader& reader) {
  read_fund(reader);
  read_finance(reader);
}

/// Deemed years of members need the κ of their birth year: how far they go along with the index is not to be guessed.
void check_kappa(PlaceReader& reader) {
  if (!reader.opens() || reader.misopens()) return;  // what year the members are of is not known
  if (!reader.sound({"units.csv", "members.csv", "service.csv", "kappa.csv"})) return;
  const Scenario& base = reader.place.base;
  const auto deemed = [](const ServiceCell& cell) { return cell.share > 0 && cell.deemed_years > 0; };
  for (std::size_t g = 0; g < kCategories; ++g) {
    std::vector<Year> missing;
    for (auto at = base.service[g].rbegin(); at != base.service[g].rend(); ++at) {
      const auto& [age, cells] = *at;
      const Year birth = base.base_year - age;
      const bool lived = std::any_of(base.openings.begin(), base.openings.end(), [&, age = age](const BaseTables& own) {
        const auto heads = own.members[g].find(age);
        return heads != own.members[g].end() && heads->second > 0;
      });
      if (lived && std::any_of(cells.begin(), cells.end(), deemed) && !base.kappa[g].contains(birth))
        missing.push_back(birth);
    }
    if (!missing.empty())
      reader.complain("kappa.csv", fmt::format("no kappa for {} born in {}", kCategoryKeys[g], spans_of(missing)),
                      "a kappa for every birth year that has deemed years in service.csv");
  }
}

}  // namespace ballast
