/// The names of what stands beside the units in forms, settlements and the ledger, as the law and the forms write them.
#pragma once

#include <string_view>

namespace ballast {

inline constexpr std::string_view kPoolName = "市级统筹";    ///< the city's pooled money
inline constexpr std::string_view kCityUnitName = "市本级";  ///< how the unit is called whose treasury is the city's
inline constexpr std::string_view kCityLevelName = "市级";   ///< that unit and the pool as one
inline constexpr std::string_view kWholeCityName = "全市";   ///< the pool and all units

/// Whether a unit's treasury is the city's: 市本级, 云川市本级. The name alone says it, in places, forms and
/// settlements.
inline bool is_city_unit(std::string_view name) { return name.ends_with(kCityUnitName); }

}  // namespace ballast
