/// Names inside an ensemble file that its writer, its reader, its inspection and the Python package share.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "models/base/quantity.hpp"
#include "models/measures/catalogue.hpp"
#include "models/measures/distribution.hpp"
#include "models/measures/flows.hpp"
#include "sim/engine/projection.hpp"

namespace ballast::hdf5 {

inline std::string central_of(const MeasureRow& of) { return std::string(of.key) + "_central"; }
inline std::string quantile_of(const MeasureRow& of) { return std::string(of.key) + "_quantile"; }
inline std::string tail_mean_of(const MeasureRow& of) { return std::string(of.key) + "_tail_mean"; }
inline constexpr const char *kDraws = "draws", *kFutureFlows = "ensemble_flows";  ///< groups, by measure and by flow
inline std::string draws_of(const MeasureRow& of) { return std::string(kDraws) + "/" + std::string(of.key); }
inline std::string future_flow_of(const FlowRow& of) { return std::string(kFutureFlows) + "/" + std::string(of.key); }
/// What single futures saw, a group: who is called on and in need when, the year in which the fund is used up, calls of
/// all years.
inline constexpr const char *kSights = "ensemble_events", *kCalledIn = "called", *kUsedUpIn = "used_up_in",
                            *kCallsIn = "calls", *kInNeedIn = "in_need";
inline std::string sight_of(std::string_view name) { return std::string(kSights) + "/" + std::string(name); }
inline constexpr const char* kErrors = "diagnostics/monte_carlo_error";
inline std::string mean_error_of(std::string_view key) { return std::string(key) + "_mean_error"; }
inline std::string tail_mean_error_of(std::string_view key) { return std::string(key) + "_tail_mean_error"; }
inline std::string share_error_of(std::string_view key) { return std::string(key) + "_error"; }
inline std::string quantile_error_of(std::string_view key) { return std::string(key) + "_quantile_error"; }

static_assert(kTail == 0.95, "texts of files and tables say 5 %");
inline constexpr const char *kDepletedBy = "depleted_by", *kInNeed = "in_need", *kCalled = "called",
                            *kFirstCall = "first_call", *kCalledUnits = "called_units", *kNeverCalled = "never_called",
                            *kCalls = "calls", *kCallsQuantile = "calls_quantile", *kCallsTailMean = "calls_tail_mean";

/// What may happen to whom, over the futures: shares of the futures [1], and calls on treasuries of all years together
/// in prices of the price year.
struct EventRow {
  std::string_view key;
  bool money = false;
  std::string_view en, zh, cell_methods{};
  std::array<std::string_view, 2> axes{"scope", "year"};  ///< the second empty where there is one alone
  bool error_is_new = false;                              ///< files of earlier versions have none
  bool is_new = false;                                    ///< nor of the share itself

  std::string unit(Year price_year) const { return money ? "yuan of " + std::to_string(price_year) : "1"; }
  /// Its standard error, along the same axes.
  std::string error() const {
    return std::string(kErrors) + "/" + (key == kCalls ? mean_error_of(key) : share_error_of(key));
  }
};
inline constexpr std::array<std::string_view, 2> kByScope{"scope"}, kByNumber{"number", "year"},
    kByLevel{"quantile", "scope"};
inline constexpr std::array kEventCatalogue{
    EventRow{kDepletedBy, false, "Share of futures in which the fund is used up by the year",
             "到该年基金已用尽的模拟所占比例"},
    EventRow{kInNeed,
             false,
             "Share of futures in which the unit needs money in the year",
             "该年有缺口的模拟所占比例",
             "",
             {"scope", "year"},
             true,
             true},
    EventRow{kCalled, false, "Share of futures in which the treasury is called on in the year",
             "该年财政须承担的模拟所占比例"},
    EventRow{kFirstCall, false, "Share of futures whose first call is in the year", "该年首次由财政承担的模拟所占比例"},
    EventRow{kCalledUnits, false, "Share of futures in which so many units are called on",
             "该年恰有若干单位财政须承担的模拟所占比例", "", kByNumber},
    EventRow{kNeverCalled, false, "Share of futures without any call", "始终无须财政承担的模拟所占比例", "", kByScope,
             true},
    EventRow{kCalls, true, "Calls of all years together", "历年财政承担合计", "path: mean", kByScope},
    EventRow{kCallsQuantile, true, "Calls of all years together: quantiles", "历年财政承担合计的分位数",
             "path: quantile", kByLevel},
    EventRow{kCallsTailMean, true, "Calls of all years together: mean of the highest 5 % (CVaR)",
             "历年财政承担合计：最高5%的均值（CVaR）", "path: mean of the highest 5 %", kByScope, true}};

inline constexpr const char* kWorst = "diagnostics/futures";
inline std::string worst_of(const Residual& residual) { return std::string(kWorst) + "/" + residual.key; }

}  // namespace ballast::hdf5
