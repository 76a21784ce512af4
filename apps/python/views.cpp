#include "apps/python/views.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <pybind11/eigen.h>
#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include "apps/python/refused.hpp"
#include "output/hdf5/observed.hpp"
#include "output/hdf5/read_ensemble.hpp"
#include "output/prose/spreads.hpp"

namespace py = pybind11;

namespace ballast {
namespace {

/// A table [unit × year] that lives as long as its projection: no copy.
py::array view(const py::object& owner, const Eigen::ArrayXXd& table) {
  const auto rows = table.rows(), columns = table.cols();
  constexpr auto kItem = static_cast<py::ssize_t>(sizeof(double));
  py::array array(py::dtype::of<double>(), {rows, columns}, {kItem, kItem * rows}, table.data(), owner);
  array.attr("flags").attr("writeable") = false;
  return array;
}

template <class Catalogue>
py::dict tables(const py::object& owner, const Catalogue& catalogue, const std::vector<Eigen::ArrayXXd>& values) {
  py::dict all;
  for (std::size_t i = 0; i < values.size(); ++i) all[py::str(std::string(catalogue[i].key))] = view(owner, values[i]);
  return all;
}

py::dict ledger(const Projection& p) {
  py::dict columns;
  const auto column = [&](const char* name, auto get) {
    py::list values;
    for (const LedgerRow& row : p.ledger.rows) values.append(get(row));
    columns[name] = values;
  };
  column("year", [](const LedgerRow& row) { return row.year; });
  column("unit", [&](const LedgerRow& row) { return p.units[static_cast<std::size_t>(row.unit)].zh; });
  column("debit", [&](const LedgerRow& row) { return p.ledger.debit(row); });
  column("credit", [&](const LedgerRow& row) { return p.ledger.credit(row); });
  column("fen", [](const LedgerRow& row) { return row.amount.count; });
  column("clause", [&](const LedgerRow& row) { return p.ledger.clause(row); });
  column("line", [&](const LedgerRow& row) { return p.ledger.line(row); });
  return columns;
}

py::dict about(const Projection& p) {
  py::dict all;
  const auto both = [&all](const std::string& key, const Label& label) {
    all[py::str(key)] = label.en, all[py::str(key + "_zh")] = label.zh;
  };
  all["case"] = p.case_key, all["place"] = p.place, all["prices"] = p.prices;
  both("title", p.title), both("note", p.note), both("place_name", p.place_name), both("notice", p.notice);
  all["sets"] = fmt::format("{}", fmt::join(p.asked.sets, "\n"));
  all["illustrative"] = p.illustrative ? 1 : 0;
  all["base_year"] = p.base_year, all["first_year"] = p.first_year, all["last_year"] = p.last_year;
  all["published_through"] = p.published_through, all["price_year"] = p.price_year;
  const Provenance& by = p.provenance;
  all["version"] = by.program_version, all["git_sha"] = by.git_sha, all["compiler"] = by.compiler;
  all["instruction_class"] = by.instruction_class;
  return all;
}

std::vector<std::string> names(const Projection& p, std::string Label::*language) {
  std::vector<std::string> all;
  for (const Label& unit : p.units) all.push_back(unit.*language);
  return all;
}

/// By key: values [unit × year], status and source of each.
py::dict observed(const Projection& p) {
  py::dict all;
  for (const PublishedSeries& series : value_of(published_series(p)))
    all[py::str(std::string(row(series.measure).key))] = py::make_tuple(series.values, series.status, series.source);
  return all;
}

/// Every future's values [path × unit × year] where they lie: no copy.
py::dict draws(const py::object& owner, const Ensemble& e) {
  constexpr auto kItem = static_cast<py::ssize_t>(sizeof(double));
  const py::ssize_t paths = e.paths, rows = e.rows(), years = e.years();
  py::dict all;
  for (const Draws& of : e.draws) {
    py::array array(py::dtype::of<double>(), {paths, rows, years}, {kItem, kItem * paths * years, kItem * paths},
                    of.values.data(), owner);
    array.attr("flags").attr("writeable") = false;
    all[py::str(std::string(row(of.measure).key))] = array;
  }
  return all;
}

/// By measure: what its futures say together, tables [unit × year], by level where there are levels.
py::dict statistics(const py::object& owner, const Ensemble& e) {
  const auto levels = [&owner](const std::array<Eigen::ArrayXXd, kQuantiles>& tables) {
    py::list all;
    for (const Eigen::ArrayXXd& table : tables) all.append(view(owner, table));
    return all;
  };
  py::dict all;
  for (const EnsembleMeasure& of : e.measures) {
    py::dict one;
    one["mean"] = view(owner, of.mean), one["mean_error"] = view(owner, of.mean_error);
    one["tail_mean"] = view(owner, of.tail_mean), one["tail_mean_error"] = view(owner, of.tail_error);
    one["quantile"] = levels(of.quantiles), one["quantile_error"] = levels(of.quantile_errors);
    all[py::str(std::string(row(of.measure).key))] = one;
  }
  return all;
}

/// Shares of the futures and calls under their names, each with its standard error beside it (`<name>_error`).
py::dict events(const py::object& owner, const Ensemble& e) {
  py::dict all;
  const auto share = [&](const std::string& name, const Eigen::ArrayXXd& of, const Eigen::ArrayXXd& error) {
    all[name.c_str()] = view(owner, of), all[(name + "_error").c_str()] = view(owner, error);
  };
  const EnsembleEvents::Errors& errors = e.events.errors;
  share("depleted_by", e.events.depleted_by, errors.depleted_by), share("in_need", e.events.in_need, errors.in_need);
  share("called", e.events.called, errors.called);
  share("first_call", e.events.first_call, errors.first_call);
  share("called_units", e.events.called_units, errors.called_units);
  all["never_called"] = e.events.never, all["never_called_error"] = errors.never;
  const auto calls = [&](const char* name, auto number) {
    py::list by_scope;
    for (const Distribution& of : e.events.calls) by_scope.append(of.*number);
    all[name] = by_scope;
  };
  calls("calls", &Distribution::mean), calls("calls_error", &Distribution::mean_error);
  calls("calls_tail_mean", &Distribution::tail_mean), calls("calls_tail_mean_error", &Distribution::tail_error);
  calls("calls_quantile", &Distribution::quantiles), calls("calls_quantile_error", &Distribution::quantile_errors);
  return all;
}

py::dict about_ensemble(const StoredEnsemble& stored) {
  const Ensemble& e = stored.ensemble;
  py::dict all = about(e.central);
  all["paths"] = e.paths, all["asked"] = e.asked, all["seed"] = e.seed;
  all["sampling"] = std::string(key(e.sampling));
  all["first_uncertain_year"] = e.first_uncertain_year;
  all["spreads"] = spreads_sentence(e.central, Lang::en), all["spreads_zh"] = spreads_sentence(e.central, Lang::zh);
  return all;
}

}  // namespace

void bind_projection(py::module_& module) {
  py::class_<Projection>(module, "Projection")
      .def("__copy__", [](const py::object& self) { return self; })
      .def("__deepcopy__", [](const py::object& self, const py::dict&) { return self; })
      .def_property_readonly("about", &about)
      .def_property_readonly("units", [](const Projection& p) { return names(p, &Label::zh); })
      .def_property_readonly("units_en", [](const Projection& p) { return names(p, &Label::en); })
      .def_property_readonly("price_index", [](const Projection& p) { return p.price_index; })
      .def_property_readonly("measures",
                             [](const py::object& self) {
                               return tables(self, kMeasureCatalogue, self.cast<const Projection&>().measures);
                             })
      .def_property_readonly(
          "flows",
          [](const py::object& self) { return tables(self, kFlowCatalogue, self.cast<const Projection&>().flows); })
      .def_property_readonly("ledger", &ledger)
      .def_property_readonly("observed", &observed)
      .def_property_readonly("inputs",
                             [](const Projection& p) {
                               py::dict all;
                               for (const ResolvedInput& input : p.inputs) all[py::str(input.name)] = input.value;
                               return all;
                             })
      .def_property_readonly("texts", [](const Projection& p) {
        py::dict all;
        for (const InputText& input : p.texts) all[py::str(input.path)] = *input.text;
        return all;
      });
}

void bind_ensemble(py::module_& module) {
  const auto of = [](const py::object& self) -> const Ensemble& { return self.cast<const StoredEnsemble&>().ensemble; };
  py::class_<StoredEnsemble>(module, "Ensemble")
      .def("__copy__", [](const py::object& self) { return self; })
      .def("__deepcopy__", [](const py::object& self, const py::dict&) { return self; })
      .def_property_readonly("about", &about_ensemble)
      .def_property_readonly("central", [](const StoredEnsemble& s) -> const Projection& { return s.ensemble.central; })
      .def_property_readonly("statistics", [of](const py::object& self) { return statistics(self, of(self)); })
      .def_property_readonly("events", [of](const py::object& self) { return events(self, of(self)); })
      .def_property_readonly("draws", [of](const py::object& self) { return draws(self, of(self)); });
  module.attr("quantile_levels") = std::vector<double>(kQuantileLevels.begin(), kQuantileLevels.end());
}

}  // namespace ballast
