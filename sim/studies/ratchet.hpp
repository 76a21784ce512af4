/// The ratchet: what one good year of collecting does to the next plan, and what that costs the unit (44-2.7; F34).
///   good year: g more collected in year t than the office foresaw; every other year as it was
///   next plan  ΔR̂_{t+1} = R̂_{t+1}(with) − R̂_{t+1}(without)        cost ΔT by year: difference of two evaluations, in
///   fen
/// g = share · contributions of the unit in t [fen] · R̂ planned contributions [fen] · T what the treasury owes [fen].
/// The office's own path of the years (its forecast) is frozen at what happens without the good year; a method that
/// plans on last year's actual then asks for more, and what is not collected of it is owed in full.
#pragma once

#include <optional>
#include <vector>

#include "sim/studies/marginal_cost.hpp"

namespace ballast {

struct Ratchet {
  PlanMethod method = PlanMethod::projection;
  Fen good{};                          ///< g
  std::optional<Fen> next_plan{};      ///< ΔR̂ of the year after; none in the last year
  Fen treasury{};                      ///< ΔT of the good year itself
  std::optional<Fen> treasury_next{};  ///< ΔT of the year after; none in the last year
  Fen treasury_ever{};                 ///< ΔT of this and all later years
  double treasury_pv = 0.0;            ///< the same in present value [yuan]
};

/// One row a plan method. `share` of the unit's contributions of the year [1].
std::vector<Ratchet> ratchets(const FiscalInput& input, const VariedYear& at, double share);

}  // namespace ballast
