/// Withholding: treasury money that is late is deducted by the city and goes to the fund in full (44-2.9; F19).
///   on time = round(λ·T), or min(T, money dated on or before the deadline) ;  late = T − on time ;  W = min(late, owed
///   by the city to the unit) ;  receivable = late − W
/// T treasury money due [fen] · λ share paid within the deadline [1] · W withheld, all of it into the fund account
/// [fen].
#pragma once

#include <optional>
#include <span>

#include "models/base/date.hpp"
#include "models/base/quantity.hpp"

namespace ballast {

/// How the treasury money of the year arrives. [fen]
struct Arrival {
  Fen on_time{};
  Fen late{};
  Fen withheld{};
  Fen receivable{};  ///< stays owed, brought forward to the next year
  Fen unused{};      ///< of dated payments, what settles nothing: after the deadline, or beyond what is due
};

/// Treasury money that reached the fund account on a day. [fen]
struct Payment {
  Date date{};
  Fen amount{};
};

/// The day up to which the treasury money of `year` is in time: the last day of the `months`-th month after December.
Date treasury_deadline(Year year, int months);

/// `settlement` = what the city owes the unit in the year's settlement; none: no limit.
Arrival arrive(Fen treasury, double on_time_share, std::optional<Fen> settlement);
/// The same from dated payments.
Arrival arrive(Fen treasury, std::span<const Payment> payments, Date deadline, std::optional<Fen> settlement);

}  // namespace ballast
