/// One year of cohorts of residents, of one area or of several side by side; the equations stand in
/// cohort_component.hpp.
#pragma once

#include <array>

#include "models/base/category.hpp"
#include "models/base/real.hpp"
#include "models/base/sums.hpp"

namespace ballast {

/// What changed the residents of a year. [persons a year]
template <class Real>
struct alignas(sizeof(Real)) PopulationMoves {
  Real births{}, deaths{}, net_migrants{};
  Real clipped{};  ///< emigrants asked for that were not there

  PopulationMoves& operator+=(const PopulationMoves& o) {
    births += o.births, deaths += o.deaths, net_migrants += o.net_migrants, clipped += o.clipped;
    return *this;
  }
};

/// One cohort through the year: what is left of it. Its dead and its migrants are added to the moves.
template <class Real>
[[gnu::always_inline]] inline Real pass_year(const Real& before, const Real& wanted, const Real& q,
                                             PopulationMoves<Real>& moves) {
  const Real all = -before * (1.0 - q), staying = 1.0 - 0.5 * q, leaving = wanted * staying;
  Real migrants = wanted;
  if (any_positive(Real(all - leaving))) migrants = all > leaving ? all / staying : wanted;  // seldom, and long
  const Real dead = q * (before + 0.5 * migrants);
  moves.deaths += dead;
  moves.net_migrants += migrants;
  moves.clipped += migrants - wanted;
  return greater(Real(before + migrants - dead), Real{});
}

/// Residents by age, of each sex.
template <class Real>
using ResidentRows = std::array<Real*, kSexes>;

/// Everyone a year older; the open age keeps its survivors. `rates` answers q(sex, x), q_open(sex),
/// wanted(sex, x, before), fertility(x) and the share of females among those born.
template <class Real, class Rates>
PopulationMoves<Real> project_ages(const ResidentRows<const Real>& before, int ages, const Rates& rates,
                                   const ResidentRows<Real>& after) {
  constexpr std::size_t kFemale = static_cast<std::size_t>(Sex::female);
  const int open = ages - 1;
  PopulationMoves<Real> year;
  for (std::size_t sex = 0; sex < kSexes; ++sex) {
    PopulationMoves<Real> moves;  // of this loop: kept in registers
    for (int x = 1; x <= open; ++x)
      after[sex][x] =
          pass_year<Real>(before[sex][x - 1], rates.wanted(sex, x, before[sex][x - 1]), rates.q(sex, x), moves);
    after[sex][open] += pass_year<Real>(before[sex][open], Real{}, rates.q_open(sex), moves);
    after[sex][0] = Real{};
    year += moves;
  }
  year.births = sum_by_fours<Real>(
      ages, [&](int x) -> Real { return rates.fertility(x) * 0.5 * (before[kFemale][x] + after[kFemale][x]); });
  for (std::size_t sex = 0; sex < kSexes; ++sex) {
    const Real born = year.births * (sex == kFemale ? rates.female_share : 1.0 - rates.female_share);
    PopulationMoves<Real> moves;
    after[sex][0] = pass_year<Real>(born, rates.wanted(sex, 0, born), rates.q(sex, 0), moves);
    year += moves;
  }
  return year;
}

}  // namespace ballast
