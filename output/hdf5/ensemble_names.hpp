/// Names inside an ensemble file that its writer, its reader and its inspection share.
#pragma once

#include <string>

#include "models/measures/catalogue.hpp"
#include "models/measures/flows.hpp"

namespace ballast::hdf5 {

inline std::string central_of(const MeasureRow& of) { return std::string(of.key) + "_central"; }
inline std::string quantile_of(const MeasureRow& of) { return std::string(of.key) + "_quantile"; }
inline std::string tail_mean_of(const MeasureRow& of) { return std::string(of.key) + "_tail_mean"; }
inline std::string draws_of(const MeasureRow& of) { return "draws/" + std::string(of.key); }
inline std::string future_flow_of(const FlowRow& of) { return "ensemble_flows/" + std::string(of.key); }
inline constexpr const char* kErrors = "diagnostics/monte_carlo_error";
inline std::string mean_error_of(std::string_view key) { return std::string(key) + "_mean_error"; }
inline std::string tail_mean_error_of(std::string_view key) { return std::string(key) + "_tail_mean_error"; }
inline std::string share_error_of(std::string_view key) { return std::string(key) + "_error"; }
inline std::string quantile_error_of(std::string_view key) { return std::string(key) + "_quantile_error"; }
inline constexpr const char* kWorst = "diagnostics/futures";
inline constexpr const char* kFutureFlows = "ensemble_flows";

}  // namespace ballast::hdf5
