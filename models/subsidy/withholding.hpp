/// Withholding: treasury money that is late is deducted by the city and goes to the fund in full (44-2.9).
///   on time = round(λ·T) ;  late = T − on time ;  W = min(late, owed by the city to the unit) ;  receivable = late − W
/// T treasury money due [fen] · λ share paid within the deadline [1] · W withheld, all of it into the fund account
/// [fen].
#pragma once

#include <optional>

#include "models/base/quantity.hpp"

namespace ballast {

/// How the treasury money of the year arrives. [fen]
struct Arrival {
  Fen on_time{};
  Fen late{};
  Fen withheld{};
  Fen receivable{};  ///< stays owed, brought forward to the next year
};

/// `settlement` = what the city owes the unit in the year's settlement; none: no limit.
Arrival arrive(Fen treasury, double on_time_share, std::optional<Fen> settlement);

}  // namespace ballast
