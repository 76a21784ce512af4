// The fiscal step rolls a published fund forward: the combined OASI and DI trust funds of the United States, Trustees
// Report 2026 (figures and citation in ssa_oasdi_rollforward.csv). One unit without subsidies; interest as published.
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "sim/engine/fiscal.hpp"
#include "tests/published/table.hpp"

namespace ballast {
namespace {

/// One published year, in billions of dollars; a billion stands as one yuan, so a fen is ten millions.
struct FundYear {
  Year year = 0;
  double non_interest = 0, interest = 0, cost = 0, reserves = 0;
};

using Alternatives = std::map<std::string, std::vector<FundYear>>;

Alternatives published_years() {
  Alternatives all;
  for (const auto& row : published::rows("ssa_oasdi_rollforward.csv"))
    all[row[0]].push_back(
        {std::stoi(row[1]), std::stod(row[2]), std::stod(row[3]), std::stod(row[5]), std::stod(row[6])});
  return all;
}

FiscalFlows flows_of(const FundYear& year) {
  FiscalFlows f;
  f.at(Flow::contributions_unit) = fen_from_yuan(year.non_interest);
  f.at(Flow::transfers_in) = fen_from_yuan(year.interest);
  f.at(Flow::pension_basic) = fen_from_yuan(year.cost);
  return f;
}

/// The fund from a balance through the years given.
FiscalResult rolled(double opening, const std::vector<FundYear>& years) {
  FiscalInput in;
  in.units = {"OASDI"};
  in.first_year = years.front().year;
  in.years = static_cast<int>(years.size());
  in.opening = {{.balance = fen_from_yuan(opening)}};
  in.rules.resize(years.size()), in.external.resize(years.size());
  for (const FundYear& year : years) {
    in.flows.push_back({flows_of(year)});
    in.unit_rules.push_back({UnitRules{}});
  }
  const auto result = run_fiscal(in);
  EXPECT_TRUE(result.has_value());
  return result.value_or(FiscalResult{});
}

double opening_of(const Alternatives& all, const std::string& name, std::size_t y) {
  if (y > 0) return all.at(name)[y - 1].reserves;
  return all.at("historical").back().reserves;
}

TEST(FundRollForward, ReproducesThePublishedReservesToATenthOfABillionYearByYear) {
  const Alternatives all = published_years();
  ASSERT_EQ(all.size(), 4u);
  for (const auto& [name, years] : all)
    for (std::size_t y = name == "historical" ? 1 : 0; y < years.size(); ++y) {
      const FiscalResult r = rolled(opening_of(all, name, y), {years[y]});
      EXPECT_LE(std::abs(yuan(r.years.front().units.front().closing()) - years[y].reserves), 0.1 + 1e-9)
          << name << " " << years[y].year;
    }
}

// Rolled from the end of 2025 without looking again: roundings of income, interest and cost add up, a twentieth each.
TEST(FundRollForward, StaysWithinThePublishedRoundingsOverTheWholePath) {
  const Alternatives all = published_years();
  for (const auto& [name, years] : all) {
    if (name == "historical") continue;
    const FiscalResult r = rolled(opening_of(all, name, 0), years);
    for (std::size_t y = 0; y < years.size(); ++y)
      EXPECT_LE(std::abs(yuan(r.years[y].units.front().closing()) - years[y].reserves),
                0.15 * static_cast<double>(y + 1) + 0.05 + 1e-9);
  }
}

// The report: reserves are depleted in 2034, 2048 and 2032; the last years that close above zero are those before. The
// table ends there; one more year like the last is put behind it, and it is the first in which somebody else must pay.
TEST(FundRollForward, EndsInTheLastYearsWithPositiveReservesOfTheThreeAlternatives) {
  const Alternatives all = published_years();
  const std::map<std::string, Year> last{{"intermediate", 2033}, {"low_cost", 2047}, {"high_cost", 2031}};
  for (const auto& [name, year] : last) {
    std::vector<FundYear> years = all.at(name);
    EXPECT_EQ(years.back().year, year);
    years.push_back(years.back());
    years.back().year += 1, years.back().interest = 0;
    const FiscalResult r = rolled(opening_of(all, name, 0), years);
    for (const FiscalYear& y : r.years) {
      const UnitYear& u = y.units.front();
      EXPECT_EQ(u.closing() > Fen{}, y.year <= year) << name << " " << y.year;
      EXPECT_EQ(u.settled.cover.treasury_structural > Fen{}, y.year > year) << name << " " << y.year;
    }
  }
}

}  // namespace
}  // namespace ballast
