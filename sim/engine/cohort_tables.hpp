/// What the year and the year of birth alone decide, for members of each category: once for all units that agree.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/benefit/pensioners.hpp"
#include "sim/engine/exit_table.hpp"

namespace ballast {

/// One category's cohorts in one year, by age reached.
struct CohortYear {
  static constexpr int kAges = MemberTable<double>::kAges;
  template <class Of>
  using ByAge = std::array<Of, kAges>;

  ByAge<double> kappa{};           ///< κ of the cohort in the base year
  ByAge<double> kappa_years{};     ///< mean paid years of the cohort it was taken from [years]
  ByAge<double> buying_divisor{};  ///< D of those who buy in and retire on 31 December
  ByAge<bool> before_due{};        ///< the statutory month lies in a later year
  double usual_divisor = 0;        ///< D at the original retirement age [months]
  /// Years since the statutory one, by age of pensioners from the first of their table; 0 before it.
  std::array<std::uint16_t, PensionerTable<double>::kAges> years_drawn{};
};

class CohortTables {
 public:
  CohortTables(const Scenario& scenario, const ExitTable& table);

  const CohortYear& at(Category g, Year year) const {
    return years_[static_cast<std::size_t>(year - first_year_)][static_cast<std::size_t>(g)];
  }

 private:
  Year first_year_;
  std::vector<std::array<CohortYear, kCategories>> years_;
};

}  // namespace ballast
