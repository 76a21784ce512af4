/// Projections and ensembles as Python sees them: tables where they lie, without a copy.
#pragma once

#include <pybind11/pybind11.h>

namespace ballast {

void bind_projection(pybind11::module_& module);
void bind_ensemble(pybind11::module_& module);

}  // namespace ballast
