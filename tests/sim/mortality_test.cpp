// Mortality bases and improvement as a scenario's knobs choose them (44-1.2; equations P7, P8).
#include "sim/engine/mortality.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/sim/puyang.hpp"

namespace ballast {
namespace {

double of_unit(const Projection& p, Measure measure, const char* unit, Year year) {
  return p.at(measure, unit_row(p, unit), year);
}

TEST(MortalityBasis, OfInsuredLivesIsTheLifeTableImprovedAsTheResidentsAre) {
  const Scenario s = test::scenario("baseline", {"mortality.basis_retired=cl5_cl6", "mortality.selection_retired=1"});
  const auto& residents = s.demography.mortality[1];
  const auto of = [&](Year year) { return residents[static_cast<std::size_t>(year - s.demography.first_year)]; };
  const Eigen::ArrayXd rates = insured_group_rates(s, {.unit = 3, .year = 2024, .sex = Sex::female}, kRetirees);
  const double cl6_at_70 = 0.00666;  // China Life Insurance Mortality Table 2010–2013, CL6 (SOA table 3380)
  EXPECT_NEAR(rates(70), -std::log1p(-cl6_at_70) * of(2024)(70) / of(2013)(70), 1e-15);
  const Eigen::ArrayXd actives = insured_group_rates(s, {.unit = 3, .year = 2024, .sex = Sex::female}, kActives);
  EXPECT_NEAR(actives(40), of(2024)(40) * 0.7, 1e-15) << "members keep the population with their selection";
}

TEST(MortalityBasis, IsThePopulationAndItsTableUnlessAKnobSaysOtherwise) {
  const std::vector<std::string> said{"mortality.basis_active=population", "mortality.basis_retired=population",
                                      "mortality.improvement=table"};
  const Projection plain = test::projection("baseline", {}, 2040), same = test::projection("baseline", said, 2040);
  for (const MeasureRow& measure : kMeasureCatalogue)
    EXPECT_EQ(of_unit(plain, measure.id, "濮阳县", 2040), of_unit(same, measure.id, "濮阳县", 2040)) << measure.key;
}

TEST(MortalityBasis, OfOneUnitMovesItsRetireesAndNobodyElse) {
  const Projection plain = test::projection("baseline", {}, 2030);
  const Projection other = test::projection("baseline", {"mortality.basis_retired[范县]=cl5_cl6"}, 2030);
  EXPECT_GT(of_unit(other, Measure::retirees, "范县", 2030), of_unit(plain, Measure::retirees, "范县", 2030));
  EXPECT_EQ(of_unit(other, Measure::retirees, "台前县", 2030), of_unit(plain, Measure::retirees, "台前县", 2030));
  EXPECT_EQ(of_unit(other, Measure::population, "范县", 2030), of_unit(plain, Measure::population, "范县", 2030));
}

TEST(MortalityImprovement, OrderIsThatOfTheRatesForResidentsAndRetireesAlike) {
  const Projection table = test::projection("baseline", {}, 2060);
  const Projection none = test::projection("baseline", {"mortality.improvement=none"}, 2060);
  for (const Measure measure : {Measure::retirees, Measure::population}) {
    EXPECT_LT(of_unit(none, measure, "全市", 2060), of_unit(table, measure, "全市", 2060));
    EXPECT_EQ(of_unit(none, measure, "全市", 2025), of_unit(table, measure, "全市", 2025)) << "published through 2025";
  }
}

}  // namespace
}  // namespace ballast
