/// What a booking rests on where it is no clause of the order: the rules above the city (44-1.1, and what came after).
#pragma once

#include <string_view>

#include "models/budget/regime.hpp"

namespace ballast::authority {

inline constexpr std::string_view kUnifiedPayment = "人社部发〔2019〕112号";
inline constexpr std::string_view kCentralAdjustment = "国发〔2018〕18号";
inline constexpr std::string_view kNationalPooling = "全国统筹(2022)";

/// What a structural gap beyond the balance rests on: who bears which part of it.
constexpr std::string_view of_structural_gap(Regime regime) { return unified(regime) ? kUnifiedPayment : "44-2.6"; }

}  // namespace ballast::authority
