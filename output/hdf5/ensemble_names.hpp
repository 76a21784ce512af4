/// Names inside an ensemble file that its writer, its reader, its inspection and the Python package share.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "models/base/quantity.hpp"
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

/// What may happen to whom, over the futures: shares of the futures [1], and calls on treasuries of all years together
/// in prices of the price year.
struct EventRow {
  std::string_view key;
  bool money = false;
  std::string_view en, zh, cell_methods{};

  std::string unit(Year price_year) const { return money ? "yuan of " + std::to_string(price_year) : "1"; }
};
inline constexpr std::array kEventCatalogue{
    EventRow{"depleted_by", false, "Share of futures in which the fund is used up by the year",
             "到该年基金已用尽的模拟所占比例"},
    EventRow{"called", false, "Share of futures in which the treasury is called on in the year",
             "该年财政须承担的模拟所占比例"},
    EventRow{"first_call", false, "Share of futures whose first call is in the year",
             "该年首次由财政承担的模拟所占比例"},
    EventRow{"called_units", false, "Share of futures in which so many units are called on",
             "该年恰有若干单位财政须承担的模拟所占比例"},
    EventRow{"never_called", false, "Share of futures without any call", "始终无须财政承担的模拟所占比例"},
    EventRow{"calls", true, "Calls of all years together", "历年财政承担合计", "path: mean"},
    EventRow{"calls_quantile", true, "Calls of all years together: quantiles", "历年财政承担合计的分位数",
             "path: quantile"},
    EventRow{"calls_tail_mean", true, "Calls of all years together: mean of the highest 5 % (CVaR)",
             "历年财政承担合计：最高5%的均值（CVaR）", "path: mean of the highest 5 %"}};

inline constexpr const char* kWorst = "diagnostics/futures";
inline constexpr const char* kFutureFlows = "ensemble_flows";

}  // namespace ballast::hdf5
