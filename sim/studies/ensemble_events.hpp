/// What the futures of an ensemble see, as shares of them, with the errors that chance leaves: who is called on, whose
/// fund is used up; and by how much two cases part that live through the same futures.
#pragma once

#include "sim/studies/ensemble.hpp"
#include "sim/studies/future_values.hpp"

namespace ballast {

/// Shares, their errors and calls into `events`; `uncertain`: years after the base year in which futures part.
/// StoreError.
void tell_events(const FutureValues& values, int uncertain, Pairing pairing, EnsembleEvents& events);

/// Errors of the differences of two cases' shares where future p of both lives through the same draws. Precondition: as
/// many futures, rows and years in both. StoreError.
EnsembleEvents::Errors parted_errors(const FutureValues& base, const FutureValues& other, Pairing pairing);

}  // namespace ballast
