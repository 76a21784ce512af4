/// What the futures of an ensemble see, as shares of them, with the errors that chance leaves: who is called on, whose
/// fund is used up; and by how much two cases part that live through the same futures.
#pragma once

#include <functional>
#include <memory>
#include <span>

#include "sim/studies/ensemble.hpp"
#include "sim/studies/future_values.hpp"

namespace ballast {

/// Shares, their errors and calls into `events`; `uncertain`: years after the base year in which futures part.
/// StoreError.
void tell_events(const FutureValues& values, int uncertain, Pairing pairing, EnsembleEvents& events);

/// Errors of the differences of two cases' shares where future p of both lives through the same draws. Precondition: as
/// many futures, rows and years in both. StoreError.
EnsembleEvents::Errors parted_errors(const FutureValues& base, const FutureValues& other, Pairing pairing);

/// What each future saw and nothing else, held in memory: `fill(path, numbers)` puts one future's into place, in the
/// order of the layout.
std::shared_ptr<const FutureValues> sights_in_memory(FutureLayout layout, int paths,
                                                     const std::function<void(int, std::span<double>)>& fill);
/// The same out of values that hold more. StoreError.
std::shared_ptr<const FutureValues> sights_alone(const FutureValues& values);

}  // namespace ballast
