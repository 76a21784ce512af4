/// The figures of a unit in the file of `ballast settle`: by key in JSON, by key or Chinese heading in a table.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "sim/engine/fiscal_settle.hpp"

namespace ballast::cli {

inline constexpr std::string_view kOnTimeShare = "ontime_share";

/// A share lies in [0, 1], everything else is yuan.
struct SettleColumn {
  std::string_view key, zh;
  bool share = false;
  void (*put)(UnitClaim&, double) = nullptr;
  std::string_view also{};  ///< a second Chinese heading, as printed tables of the program have it
};

std::span<const SettleColumn> settle_columns();

/// By key or by a Chinese heading; none where nothing is called so.
const SettleColumn* find_settle_column(std::string_view name);

/// `plan_income (征缴计划)`
std::string column_name(std::string_view key, std::string_view zh);

}  // namespace ballast::cli
