/// The settlement of one year for all units together, from actual figures (44-2.5 … 44-2.9, 44-5.2; F14 – F21).
///   cut → interest → gap by cause → waterfall → withholding → advance → close [→ surplus goes up]
///   bal = R + O + I + Σpaid + central money − levy − E        c2 = B + bal + X + on time + W
///   (symbols: docs of the models called)
/// The same page serves the projection, the settlement of real years and the clause tests.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "models/base/quantity.hpp"
#include "models/budget/gap.hpp"
#include "models/budget/regime.hpp"
#include "models/budget/waterfall.hpp"
#include "models/fund/bridge.hpp"
#include "models/subsidy/limited_pool.hpp"
#include "models/subsidy/withholding.hpp"

namespace ballast {

struct SettleRules {
  GapRule gap;
  PoolTopup topup = PoolTopup::none;
  PoolMode limited_pool = PoolMode::pro_rata;
  double interest_rate = 0.0;  ///< of unit funds and the pool [1/a]
  Regime regime = Regime::city_2016;
  Date deadline{};  ///< of treasury money (44-2.9)
};

/// One unit's year as it turned out, before anybody fills a gap. Money [fen].
struct UnitClaim {
  Fen plan_income{};
  Fen income{};        ///< contributions of every kind
  Fen other_income{};  ///< without interest
  Fen budget_expenditure{};
  Fen expenditure{};
  Fen excluded{};          ///< excess that does not count as overspending
  Fen levy{};              ///< to the city pool
  CentralFlows central{};  ///< from the national fund and to it, within the year
  Fen balance{};           ///< at 31 December of the year before, ≥ 0
  double balance_share = 1.0;
  Fen reserve_floor{};
  Subsidies entitled{};  ///< with what was carried forward
  double ontime_share = 1.0;
  std::optional<std::vector<Payment>> payments{};  ///< of its treasury; where given, they stand for the share
  std::optional<Fen> settlement{};                 ///< owed by the city; none: no limit to withholding
  Fen receivable_brought_forward{};
  Fen arrears_outstanding{};
  Fen advances_outstanding{};
  double local_share = 0.0;  ///< of a structural gap under unified payment [1]
  Fen own_stock{};           ///< balance the unit holds from before unified payment
};

/// How one unit's year was settled. [fen]
struct UnitSettlement {
  Regime regime = Regime::city_2016;  ///< under which it was settled
  Date deadline{};                    ///< of treasury money
  Subsidies paid{};
  Fen interest{};
  Fen balance_of_year{};
  Gap gap{};
  Fen usable{};  ///< of the opening balance
  Cover cover{};
  Arrival arrival{};
  Bridge bridge{};
  Fen remitted{};  ///< surplus that goes up under unified payment
};

struct Settlement {
  std::vector<UnitSettlement> units{};
  /// Meaningless when the pool was unlimited; below zero by what the province must bring under unified payment.
  Fen pool_closing{};
};

/// `available`: the pool's money before subsidies, ≥ 0; none: unlimited.
Settlement settle(const SettleRules& rules, std::span<const UnitClaim> claims, std::optional<Fen> available);

}  // namespace ballast
