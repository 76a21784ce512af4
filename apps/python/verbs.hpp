/// The planner's verbs for Python, each under its name.
#pragma once

#include <pybind11/pybind11.h>

namespace ballast {

void bind_verbs(pybind11::module_& module);

}  // namespace ballast
