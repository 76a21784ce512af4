/// What of a place's tables need not be wrong and is worth a look, once law and assumptions are known: ratios that
/// hold in every scheme by far. Bounds are generous: a year for a month (× 12) and ten thousands for yuan are meant.
#pragma once

#include "scenarios/reader/library.hpp"
#include "scenarios/reader/place_check.hpp"

namespace ballast {

/// Of the opening of `s`, whose place has a scheme.
void remark_implausible(const Scenario& s, PlaceReport& report);

/// place.toml names a last published year that is not the one, or a series of the place ends before it opens. `law` and
/// `place`: the dated values.
void remark_published_years(const Law& law, const Place& place, PlaceReport& report);

}  // namespace ballast
