/// The figures of a unit in the file of `ballast settle`: by key in JSON, by key or Chinese heading in a table.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/engine/fiscal_settle.hpp"

namespace ballast::cli {

inline constexpr std::string_view kOnTimeShare = "ontime_share";
/// Columns of a table that are no figures of a unit: its name, and what the pool has.
inline constexpr std::string_view kUnit = "unit", kAvailable = "available";
inline constexpr std::string_view kUnitZh = "单位", kAvailableZh = "补助前资金";

constexpr bool everywhere(Regime /*regime*/) { return true; }

/// A share lies in [0, 1], everything else is yuan.
struct SettleColumn {
  std::string_view key, zh;
  bool share = false;
  void (*put)(UnitClaim&, double) = nullptr;
  bool (*exists)(Regime) = everywhere;  ///< whether there is such money or such a share under a regime
  std::string_view also{};              ///< a second Chinese heading, as printed tables of the program have it
};

std::span<const SettleColumn> settle_columns();

/// By key or by a Chinese heading; none where nothing is called so.
const SettleColumn* find_settle_column(std::string_view name);

/// The key of what a column or a key of JSON is called; what is called nothing known stays as it is.
std::string_view key_of_heading(std::string_view heading);

/// As the user's file heads it, the key beside it where it is another word: `实际征收 (income)`.
std::string as_headed(std::string_view heading);

/// `plan_income (征缴计划)`
std::string column_name(std::string_view key, std::string_view zh);

/// The columns of a table as they are told, and each word that may stand for one.
std::vector<std::string> names_of_columns();
std::vector<std::string> words_for_columns();

}  // namespace ballast::cli
