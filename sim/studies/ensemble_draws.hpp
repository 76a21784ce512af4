/// What every future of an ensemble answered, wherever it lies: in memory, or in the store of its run.
#pragma once

#include "sim/studies/ensemble.hpp"
#include "sim/studies/future_values.hpp"

namespace ballast {

/// Whether the ensemble has the values of its futures at all.
bool has_draws(const Ensemble& ensemble);

/// Values of a measure, [slot][path]; the window's series are its slots, row × year. StoreError.
/// Precondition: it has them.
std::vector<double> draws_of(const Ensemble& ensemble, Measure measure, const DrawWindow& window);

/// Takes them all into memory. StoreError.
void hold_draws(Ensemble& ensemble);

/// What it means to whoever asked that a store failed.
Issue lost(const StoreError& error, const EnsembleRequest& request = {});

}  // namespace ballast
