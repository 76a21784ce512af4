// Tables of one place must tell one story: as many insured as there can be people, a fund that pays its retirees, and
// amounts of one unit of money throughout.
#include <fmt/format.h>

#include "scenarios/reader/place_reader.hpp"

namespace ballast {
namespace {

constexpr double kApart = 100;      // 万元 for 元 is ten thousand; a year may miss its plan by far
constexpr double kSmallest = 1e-3;  // of a year's expenditure: what is less may be in 万元, or may be

constexpr std::string_view kInYuan = "fill in yuan, not ten thousands of yuan";

/// Ages from … to, both inclusive.
struct Ages {
  Age from, to;
};

double residents(const BaseTables& o, Ages ages) {
  const Age many = ages.to - ages.from + 1;
  return o.population[0].segment(ages.from, many).sum() + o.population[1].segment(ages.from, many).sum();
}

/// Residents that a unit draws on: a unit without residents of its own has those of others.
double residents_of_catchment(const Scenario& base, std::size_t unit, Ages ages) {
  double sum = 0;
  for (Eigen::SparseMatrix<double>::InnerIterator at(base.catchment, static_cast<Eigen::Index>(unit)); at; ++at)
    sum += at.value() * residents(base.openings[static_cast<std::size_t>(at.row())], ages);
  return sum;
}

/// Of all units; 0 when nobody is retired.
double mean_pension_a_year(const Scenario& base) {
  Drawn all;
  for (const BaseTables& own : base.openings) {
    const Drawn one = drawn_pensions(own);
    all.heads += one.heads, all.pensions += one.pensions;
  }
  return all.heads > 0 ? all.pensions / all.heads : 0;
}

bool of_one_size(double amount, double against) {
  return amount <= 0 || against <= 0 || (amount < against * kApart && against < amount * kApart);
}

/// Of what a fund spends, where pensions of a year stand in place of a month's.
std::string pension_remedy(double spent, double pensions) {
  constexpr double kLeast = 8, kMost = 18;  // about the twelve months
  return pensions > spent * kLeast && pensions < spent * kMost
             ? "mean_pension of retirees.csv is a month's: take a twelfth of a year's"
             : "";
}

/// Of an amount that is some ten thousand times too small.
std::string money_remedy(double amount, double against) {
  constexpr double kLeast = 1e3, kMost = 1e5;
  return against > amount * kLeast && against < amount * kMost ? std::string(kInYuan) : "";
}

void complain(PlaceReader& reader, std::string_view file, std::string what, std::string expected, std::string remedy) {
  reader.complain(file, std::move(what), std::move(expected));
  reader.issues.back().remedy = std::move(remedy);
}

void check_insured(PlaceReader& reader) {
  constexpr Ages kMembers{16, 75};  // of members.csv
  const Scenario& base = reader.place.base;
  for (std::size_t c = 0; c < base.units.size(); ++c) {
    const double pool = residents_of_catchment(base, c, kMembers);
    if (const double heads = insured_members(base.openings[c]); heads > pool)
      reader.complain("members.csv", fmt::format("{} has {:.0f} insured", base.units[c].zh, heads),
                      fmt::format("at most the {:.0f} residents aged 16 to 75 of its catchment", pool));
  }
}

/// All ages together: of a few old people more may draw a pension than live there.
void check_retirees(PlaceReader& reader) {
  constexpr Ages kRetired{40, 105};  // of retirees.csv
  const Scenario& base = reader.place.base;
  for (std::size_t c = 0; c < base.units.size(); ++c) {
    const double pool = residents_of_catchment(base, c, kRetired);
    if (const double heads = drawn_pensions(base.openings[c]).heads; heads > pool)
      reader.complain("retirees.csv", fmt::format("{} has {:.0f} retirees", base.units[c].zh, heads),
                      fmt::format("at most the {:.0f} residents aged 40 to 105 of its catchment", pool));
  }
}

/// Two columns of a row.
void check_pair(PlaceReader& reader, std::string_view file, std::size_t c,
                const std::pair<std::string_view, double>& column, const std::pair<std::string_view, double>& other) {
  if (of_one_size(column.second, other.second)) return;
  reader.complain(file,
                  fmt::format("{}: {} is {:.0f} yuan", reader.place.base.units[c].zh, column.first, column.second),
                  fmt::format("about the {:.0f} yuan of {}", other.second, other.first));
}

void check_plans(PlaceReader& reader) {
  for (std::size_t c = 0; c < reader.place.base.units.size(); ++c) {
    const FundYear& fund = reader.place.base.openings[c].fund;
    check_pair(reader, "fund.csv", c, {"income", fund.income}, {"plan_income", fund.plan_income});
    check_pair(reader, "fund.csv", c, {"other_income", fund.other_income},
               {"plan_other_income", fund.plan_other_income});
    check_pair(reader, "fund.csv", c, {"expenditure", fund.expenditure},
               {"budget_expenditure", fund.budget_expenditure});
    if (fund.interest > fund.other_income)
      reader.complain("fund.csv",
                      fmt::format("{}: interest is {:.0f} yuan", reader.place.base.units[c].zh, fund.interest),
                      fmt::format("at most the {:.0f} yuan of other_income, which holds it", fund.other_income));
  }
}

/// A budget that is far below what its fund spends, or revenue far from expenditure.
void check_finance(PlaceReader& reader) {
  const Scenario& base = reader.place.base;
  for (std::size_t c = 0; c < base.units.size(); ++c) {
    const BaseTables& own = base.openings[c];
    const double spends = own.general_expenditure;
    check_pair(reader, "finance.csv", c, {"general_revenue", own.general_revenue}, {"general_expenditure", spends});
    if (spends > 0 && spends * kApart < own.fund.expenditure)
      reader.complain(
          "finance.csv", fmt::format("{}: general_expenditure is {:.0f} yuan", base.units[c].zh, spends),
          fmt::format("no less than a hundredth of the {:.0f} yuan that its fund spends", own.fund.expenditure));
  }
}

void check_pensions(PlaceReader& reader) {
  constexpr double kFactor = 5;  // catches 万元 for 元 and a month for a year, not a bad year
  const Scenario& base = reader.place.base;
  for (std::size_t c = 0; c < base.units.size(); ++c) {
    const double spent = base.openings[c].fund.expenditure, pensions = drawn_pensions(base.openings[c]).pensions;
    if (spent <= 0) continue;  // a blank line: no figure given
    if (spent > pensions * kFactor || spent < pensions / kFactor)
      complain(reader, "fund.csv", fmt::format("{} spends {:.0f} yuan", base.units[c].zh, spent),
               fmt::format("about the {:.0f} yuan a year that retirees.csv comes to", pensions),
               money_remedy(spent, pensions) + pension_remedy(spent, pensions));
  }
}

/// Insured persons in ten thousands would each pay a fortune.
void check_contributions(PlaceReader& reader) {
  const Scenario& base = reader.place.base;
  const double pension = mean_pension_a_year(base);
  for (std::size_t c = 0; c < base.units.size(); ++c) {
    const double heads = insured_members(base.openings[c]), income = base.openings[c].fund.income;
    if (heads > 0 && !of_one_size(income / heads, pension))
      reader.complain(
          "members.csv",
          fmt::format("{} has {:.8g} insured, who pay {:.0f} yuan a head", base.units[c].zh, heads, income / heads),
          fmt::format("from a hundredth to a hundred times a mean pension of {:.0f} yuan a year", pension));
  }
}

/// Accounts in ten thousands of yuan. A paid year puts about a month's pension into one.
void check_accounts(PlaceReader& reader) {
  double accounts = 0, years = 0;
  for (const auto& category : reader.place.base.service)
    for (const auto& [age, cells] : category)
      for (const ServiceCell& cell : cells)
        accounts += cell.share * cell.account, years += cell.share * cell.paid_years;
  const double pension = mean_pension_a_year(reader.place.base) / 12;
  if (years <= 0 || of_one_size(accounts / years, pension)) return;
  complain(reader, "service.csv", fmt::format("accounts hold {:.4g} yuan a paid year", accounts / years),
           fmt::format("from a hundredth to a hundred times a mean pension of {:.0f} yuan a month", pension),
           money_remedy(accounts / years, pension));
}

/// Amounts that may be as small as they like, and seldom are.
void remark_small_amounts(PlaceReader& reader) {
  const Scenario& base = reader.place.base;
  const auto look_at = [&](const std::string& unit, std::string_view column, double amount, double spent) {
    if (amount > 0 && amount < kSmallest * spent)
      reader.remark("fund.csv", fmt::format("{}: {} is {:.0f} yuan, less than a thousandth of what the year spends; "
                                            "is it in ten thousands of yuan?",
                                            unit, column, amount));
  };
  double all = 0;
  for (std::size_t c = 0; c < base.units.size(); ++c) {
    const FundYear& fund = base.openings[c].fund;
    all += fund.expenditure;
    for (const auto& [column, amount] : {std::pair{"balance", fund.balance}, std::pair{"levy", fund.levy},
                                         std::pair{"treasury_on_time", fund.treasury_on_time}})
      look_at(base.units[c].zh, column, amount, fund.expenditure);
  }
  look_at(base.pool_name.zh, "balance", base.pool_opening, all);
}

}  // namespace

Drawn drawn_pensions(const BaseTables& opening) {
  Drawn sum;
  for (std::size_t g = 0; g < kCategories; ++g)
    for (const auto* cells : {&opening.retired[g], &opening.ill[g]})
      for (const auto& [age, cell] : *cells)
        sum.heads += cell.heads, sum.pensions += 12 * cell.heads * cell.mean_pension;
  return sum;
}

double insured_members(const BaseTables& opening) {
  double sum = 0;
  for (const auto& category : opening.members)
    for (const auto& [age, heads] : category) sum += heads;
  return sum;
}

void check_agreement(PlaceReader& reader) {
  const bool fund = reader.sound({"units.csv", "fund.csv"}), retirees = reader.sound({"units.csv", "retirees.csv"});
  const bool members = reader.sound({"units.csv", "members.csv"});
  const bool residents = reader.sound({"population.csv", "catchment.csv"}) && reader.adds_up("catchment.csv");
  if (members && residents) check_insured(reader);
  if (retirees && residents) check_retirees(reader);
  if (fund) check_plans(reader);
  if (fund && retirees) check_pensions(reader);
  // What is held against these afterwards is so only where they agree.
  if (retirees && reader.sound({"service.csv"}) && reader.adds_up("service.csv")) check_accounts(reader);
  if (reader.sound({"units.csv", "fund.csv", "finance.csv"})) check_finance(reader);
  if (reader.sound({"units.csv", "fund.csv", "members.csv", "retirees.csv"})) check_contributions(reader);
  if (reader.sound({"units.csv", "fund.csv"})) remark_small_amounts(reader);
}

}  // namespace ballast
