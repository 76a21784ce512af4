/// The compiled half of the Python package: the planner's verbs, and tables handed over without a copy. Python sees
/// them as `ballast._ballast`; what people call is in apps/python/ballast.
#include <pybind11/stl.h>

#include "apps/cli/documents.hpp"
#include "apps/cli/installation.hpp"
#include "apps/python/refused.hpp"
#include "apps/python/verbs.hpp"
#include "apps/python/views.hpp"
#include "output/hdf5/ensemble_names.hpp"
#include "output/settlement/settlement.hpp"

namespace py = pybind11;

namespace ballast {
namespace {

/// Refused becomes the exception of the package, made by the package from every issue.
void translate(std::exception_ptr thrown) {
  try {
    if (thrown) std::rethrow_exception(thrown);
  } catch (const Refused& refused) {
    const py::object error = py::module_::import("ballast.errors").attr("from_issues")(refused.what());
    PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(error.ptr())), error.ptr());
  }
}

/// What results may hold, with names in both languages.
void bind_catalogues(py::module_& module) {
  module.def("measures", &measures_document);
  module.def("events", [](Year price_year) {
    py::list all;
    for (const hdf5::EventRow& row : hdf5::kEventCatalogue)
      all.append(py::make_tuple(std::string(row.key), std::string(row.zh), std::string(row.en), row.unit(price_year)));
    return all;
  });
  module.def("settlement_figures", [] {
    py::list all;
    for (const SettlementFigure& figure : settlement_figures())
      all.append(py::make_tuple(std::string(figure.key), std::string(figure.zh), std::string(figure.en), "yuan"));
    return all;
  });
  module.def("flows", [] {
    py::list all;
    for (const FlowRow& row : kFlowCatalogue)
      all.append(py::make_tuple(std::string(row.key), std::string(row.zh), std::string(row.en), std::string(row.unit)));
    return all;
  });
}

}  // namespace

PYBIND11_MODULE(_ballast, module) {
  module.attr("version") = std::string(cli::kVersion);
  py::register_exception_translator(&translate);
  bind_projection(module), bind_ensemble(module), bind_verbs(module), bind_catalogues(module);
}

}  // namespace ballast
