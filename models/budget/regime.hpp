/// Regimes: who collects and who pays a unit's pensions in a year (44-1.1, and what came after the rules of 2016).
///   city_2016:  the unit collects and pays; the city pool subsidises (44-2.x)
///   provincial: 省级统收统支. All income goes up and all pensions come down; the unit keeps its old balance and owes
///               what it did not collect or spent over budget. Of a structural gap s: balance first, then
///           F25:  local share  = round( ℓ · (s − b₁) )        the rest X = s − b₁ − local share is the pool's and the
///               province's
///   national:   as provincial, and within the year (F23)
///                 upload   = rate · ω · W · N        hand-out = k · retirees      transfer = n · retirees
/// ω wage share, ℓ local share [1] · b₁ = min(usable balance, s) [fen] · W mean wage of the province, t − 1 [yuan/a] ·
/// N who should be insured, retirees: both of 31 December t − 1 [persons] · k, n [yuan a retiree and year].
#pragma once

#include "models/base/quantity.hpp"

namespace ballast {

enum class Regime { city_2016, provincial, national };

/// Whether income goes up and pensions come down, so that no subsidy of the city is due.
constexpr bool unified(Regime regime) { return regime != Regime::city_2016; }

/// X, what pool and province bear of a structural gap. [fen]
Fen unified_support(Fen structural, Fen usable, double local_share);

/// What passes between the city's pool and the province. [fen]
struct ProvinceFlows {
  Fen backing{};    ///< what the pool lacks
  Fen passed_up{};  ///< the year's net inflow
};

/// A pool that would close with `open`, below zero by what it lacks, and holds `stock` of old money: the year's net
/// inflow goes up; what is lacking comes from the old money, then from the province.
ProvinceFlows province_flows(Fen open, Fen stock);

/// The law of central adjustment and national pooling in a year.
struct CentralTerms {
  double upload_rate = 0.0;  ///< of the base [1]
  double wage_share = 0.0;   ///< of the mean wage that is the base [1]
  double mean_wage = 0.0;    ///< W [yuan/a]
  double handout = 0.0;      ///< k [yuan a retiree and year]
  double transfer = 0.0;     ///< n [yuan a retiree and year]
};

/// What passes between a unit and the national fund in a year. [fen]
struct CentralFlows {
  Fen upload{};    ///< 上解
  Fen handout{};   ///< 拨付
  Fen transfer{};  ///< 全国统筹调剂

  constexpr Fen received() const { return handout + transfer; }
  constexpr Fen net() const { return handout + transfer - upload; }
};

/// Heads at 31 December of the year before, so that a budget knows them. [persons]
struct CentralHeads {
  double should_be_insured = 0.0;
  double retirees = 0.0;
};

CentralFlows central_flows(const CentralTerms& terms, const CentralHeads& heads);

}  // namespace ballast
