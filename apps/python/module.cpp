/// The compiled half of the Python package: the planner's verbs, and tables handed over without a copy. Python sees
/// them as `ballast._ballast`; what people call is in apps/python/ballast.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <pybind11/eigen.h>
#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <charconv>

#include "apps/cli/backtests.hpp"
#include "apps/cli/compared.hpp"
#include "apps/cli/documents.hpp"
#include "apps/cli/ensemble_files.hpp"
#include "apps/cli/installation.hpp"
#include "apps/cli/measure_names.hpp"
#include "apps/cli/settle_request.hpp"
#include "apps/cli/user_file.hpp"
#include "output/files/future_file.hpp"
#include "output/hdf5/ensemble_names.hpp"
#include "output/hdf5/observed.hpp"
#include "output/hdf5/read_ensemble.hpp"
#include "output/hdf5/result_file.hpp"
#include "output/json/json.hpp"
#include "output/prose/spreads.hpp"
#include "output/settlement/settlement.hpp"
#include "output/studies/past.hpp"
#include "output/studies/rules.hpp"
#include "scenarios/reader/fields.hpp"
#include "sim/studies/ensemble_draws.hpp"

namespace py = pybind11;

namespace ballast {
namespace {

/// What the program refused; becomes ballast.BallastError with every issue.
struct Refused : std::runtime_error {
  explicit Refused(const Issues& issues) : std::runtime_error(issues_document(issues)) {}
};

template <class T>
T value_of(Expected<T> answer) {
  if (!answer) throw Refused(answer.error());
  return std::move(*answer);
}

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

/// What is asked of every projection, as the command line asks it.
cli::ProjectionRequest asked_of(RunRequest run, const std::string& prices) {
  cli::ProjectionRequest asked;
  asked.run = std::move(run);
  cli::set_prices(asked, prices);
  return asked;
}

Planner planner_for(const std::string& first_case, const cli::ProjectionRequest& asked) {
  Planner planner = value_of(cli::open_planner());
  if (const auto known = cli::check_shown(planner, first_case, asked); !known) throw Refused(known.error());
  return planner;
}

std::vector<Projection> run(const std::vector<std::string>& cases, const cli::ProjectionRequest& asked) {
  const Planner planner = planner_for(cases.front(), asked);
  std::vector<Projection> all = value_of(planner.run(cases, asked.run));
  for (Projection& projection : all) {
    cli::stamp(projection);
    if (asked.constant_prices) projection = in_constant_prices(std::move(projection));
  }
  return all;
}

/// Money as it was asked for, whatever prices the file is in.
Projection priced(Projection projection, bool constant) {
  if (!constant) return in_nominal_prices(std::move(projection));
  return projection.prices == "nominal" ? in_constant_prices(std::move(projection)) : projection;
}

/// Cases and result files that can be held against the first, all in the same prices. `given`: options that set up a
/// run, as Python calls them.
std::vector<Projection> compared(const std::vector<std::string>& operands, const cli::ProjectionRequest& asked,
                                 const std::vector<std::string>& given) {
  if (const Issues idle = cli::set_for_nothing(operands, given); !idle.empty()) throw Refused(idle);
  std::vector<AnyResult> all = value_of(cli::answers_of(operands, asked, false));
  value_of(cli::shown_unit(central(all.front()), asked));
  if (const Issues apart = cli::not_comparable(operands, all, asked.constant_prices); !apart.empty())
    throw Refused(apart);
  if (cli::all_ensembles(all))
    throw py::type_error("these are ensembles: draws(b) - draws(a) compares them future by future");
  std::vector<Projection> runs;
  for (AnyResult& one : all) runs.push_back(priced(std::move(central(one)), asked.constant_prices));
  return runs;
}

/// A whole number as Python writes it, which may have any size; none outside its bounds.
template <class Number>
std::optional<Number> bounded(const std::string& written, Number least, Number most) {
  Number number{};
  const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), number);
  const bool known = error == std::errc{} && end == written.data() + written.size();
  return known && number >= least && number <= most ? std::optional(number) : std::nullopt;
}

EnsembleRequest ensemble_request(const std::string& paths, const std::string& seed, const std::string& sampling,
                                 const std::vector<std::string>& measures) {
  EnsembleRequest request;
  Issues issues;
  const auto refuse = [&issues](std::string what, std::string expected) {
    issues.push_back(cli::usage_issue(std::move(what), std::move(expected)));
  };
  if (const auto known = sampling_from_key(sampling))
    request.sampling = *known;
  else
    refuse("sampling: no choice '" + sampling + "'", sampling_names(" | "));
  cli::NamedMeasures named = cli::measures_named(measures);
  for (const std::string& name : named.unknown)
    refuse("measures: no measure '" + name + "'", "keys of ballast.measures(), or all");
  request.measures = std::move(named.measures);
  if (const auto known = bounded(paths, 1, kMostPaths))
    request.paths = *known;
  else
    issues.push_back(paths_issue(paths));
  if (const auto known = bounded<std::int64_t>(seed, 0, kMostSeed))
    request.seed = *known;
  else
    issues.push_back(seed_issue(seed));
  if (!issues.empty()) throw Refused(issues);
  return request;
}

/// `reuse`: the path of an ensemble's file whose futures are settled anew; empty: drawn.
std::vector<StoredEnsemble> ensembles(const std::vector<std::string>& cases, const cli::ProjectionRequest& asked,
                                      EnsembleRequest request, const EnsembleKept& kept, const std::string& reuse) {
  const Planner planner = planner_for(cases.front(), asked);
  std::optional<StoredFutures> stored;
  if (!reuse.empty()) {
    request.reuse = &stored.emplace(value_of(read_stored_futures(reuse)));
    request.paths = stored->paths, request.seed = stored->seed, request.sampling = stored->sampling;
  }
  request.constant_prices = asked.constant_prices;
  request.threads = asked.run.threads, request.keep_flows = kept.flows, request.store = nameless_store();
  if (const Issues large = cli::too_large(planner, cases, asked.run, request, {}); !large.empty()) throw Refused(large);
  std::vector<StoredEnsemble> all;
  for (Ensemble& ensemble : value_of(planner.ensembles(cases, asked.run, request))) {
    cli::stamp(ensemble.central);
    try {
      hold_draws(ensemble);
    } catch (const StoreError& error) {
      throw Refused({lost(error)});
    }
    if (!kept.flows) ensemble.values.reset();
    all.push_back({std::move(ensemble), kept});
  }
  return all;
}

std::string settle_text(const std::string& text, const std::string& shown, std::optional<Year> year) {
  const Planner planner = value_of(cli::open_planner());
  const cli::SettleFile file = value_of(cli::settle_file_from(shown, text, year));
  const SettleRequest request = value_of(cli::settle_request(planner, file));
  return settlement_document({request, settle(request.rules, request.claims, request.available), false, file.notice});
}

std::string award(const std::string& text, const std::string& shown) {
  const Planner planner = value_of(cli::open_planner());
  const cli::AwardFile file = value_of(cli::award_file_from(shown, text));
  const Award award = value_of(planner.award({file.award_month, file.input}));
  const double minimum = value_of(planner.minimum_years(file.award_month.year()));
  return printed(cli::award_json({award, file.input.paid_years + file.input.deemed_years, minimum}));
}

std::string retirement(const std::string& category, const std::string& birth) {
  const auto month = parse_month(birth);
  if (!month) throw Refused({cli::usage_issue("birth: '" + birth + "' is not a month", "YYYY-MM")});
  const Planner planner = value_of(cli::open_planner());
  return printed(cli::retirement_json(value_of(planner.retirement(category, *month))));
}

std::string knobs(const std::string& place) {
  return printed(cli::knobs_json(value_of(value_of(cli::open_planner()).knobs(place))));
}

std::string rules(const std::string& name, const RunRequest& request, const RuleCompareRequest& asked) {
  const Planner planner = value_of(cli::open_planner());
  const FiscalCase of = value_of(planner.fiscal(name, request));
  const RuleComparison table = value_of(compare_rules(of, asked));
  return rules_document({{of, table}});
}

std::string backtest(const std::string& name, const PastRequest& asked) {
  PastRequest request = asked;
  request.case_name = name;
  const Planner planner = value_of(cli::open_planner());
  return backtest_document(value_of(
      cli::backtests_of(planner, request, request.from ? std::vector<Year>{*request.from} : std::vector<Year>{})));
}

/// By key: values [unit × year], status and source of each.
py::dict observed(const Projection& p) {
  py::dict all;
  for (const PublishedSeries& series : value_of(published_series(p)))
    all[py::str(std::string(row(series.measure).key))] = py::make_tuple(series.values, series.status, series.source);
  return all;
}

void write(const Projection& projection, const std::string& path) {
  if (const auto written = write_result(path, projection); !written) throw Refused(written.error());
}

void write_whole_ensemble(const StoredEnsemble& stored, const std::string& path) {
  EnsembleKept kept = stored.kept;
  kept.paths = kept.paths && !stored.ensemble.draws.empty();
  kept.flows = kept.flows && stored.ensemble.values;
  if (const auto written = write_ensemble(path, stored.ensemble, kept); !written) throw Refused(written.error());
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
  share("depleted_by", e.events.depleted_by, errors.depleted_by), share("called", e.events.called, errors.called);
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

/// Refused becomes the exception of the package, made by the package from every issue.
void translate(std::exception_ptr thrown) {
  try {
    if (thrown) std::rethrow_exception(thrown);
  } catch (const Refused& refused) {
    const py::object error = py::module_::import("ballast.errors").attr("from_issues")(refused.what());
    PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(error.ptr())), error.ptr());
  }
}

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

}  // namespace

PYBIND11_MODULE(_ballast, module) {
  // What computes lets other threads of Python go on. What reads or writes files does not: the library is tried in a
  // process of its own, which must not come to be while another thread is inside the library (output/hdf5/trial.hpp).
  using Guard = py::call_guard<py::gil_scoped_release>;
  py::register_exception_translator(&translate);
  bind_projection(module);
  bind_ensemble(module);
  module.attr("default_paths") = EnsembleRequest{}.paths, module.attr("default_seed") = EnsembleRequest{}.seed;
  module.attr("default_sampling") = std::string(key(EnsembleRequest{}.sampling));
  module.attr("version") = std::string(cli::kVersion);
  module.def(
      "run",
      [](const std::vector<std::string>& cases, const std::string& place, const std::vector<std::string>& sets,
         std::optional<int> from, std::optional<int> horizon, int threads, const std::string& prices) {
        return run(cases, asked_of({.place = place, .sets = sets, .from = from, .horizon = horizon, .threads = threads},
                                   prices));
      },
      Guard());
  module.def("compared", [](const std::vector<std::string>& operands, const std::string& place,
                            const std::vector<std::string>& sets, std::optional<int> from, std::optional<int> horizon,
                            int threads, const std::string& prices, const std::vector<std::string>& given) {
    return compared(
        operands,
        asked_of({.place = place, .sets = sets, .from = from, .horizon = horizon, .threads = threads}, prices), given);
  });
  module.def(
      "rules",
      [](const std::string& name, const std::string& place, const std::vector<std::string>& sets,
         std::optional<int> first, std::optional<int> horizon, const std::vector<std::string>& variants,
         std::optional<int> from, std::optional<int> to, std::optional<int> year) {
        return rules(name, {.place = place, .sets = sets, .from = first, .horizon = horizon},
                     {.rules = variants, .from = from, .to = to, .year = year});
      },
      Guard());
  module.def(
      "backtest",
      [](const std::string& name, const std::string& place, const std::vector<std::string>& sets,
         std::optional<int> from, std::optional<int> to, const std::string& table) {
        PastRequest request;
        request.place = place, request.sets = sets, request.from = from, request.to = to, request.observed = table;
        return backtest(name, request);
      },
      Guard());
  module.def("ensembles", [](const std::vector<std::string>& cases, const std::string& place,
                             const std::vector<std::string>& sets, std::optional<int> from, std::optional<int> horizon,
                             int threads, const std::string& prices, const std::string& paths, const std::string& seed,
                             const std::string& sampling, const std::vector<std::string>& measures, bool keep_paths,
                             bool keep_flows, bool compress, const std::string& reuse) {
    std::optional<py::gil_scoped_release> others_go_on;
    if (reuse.empty()) others_go_on.emplace();
    return ensembles(
        cases, asked_of({.place = place, .sets = sets, .from = from, .horizon = horizon, .threads = threads}, prices),
        ensemble_request(paths, seed, sampling, measures),
        {.paths = keep_paths, .flows = keep_flows, .compress = compress}, reuse);
  });
  module.def("read",
             [](const std::string& path, bool with_draws) { return value_of(read_any_result(path, with_draws)); });
  module.def("write", &write);
  module.def("write_ensemble", &write_whole_ensemble);
  module.def(
      "read_text", [](const std::string& path) { return value_of(cli::read_user_file(path)); }, Guard());
  module.def("settle", &settle_text, Guard());
  module.def("award", &award, Guard());
  module.def("retirement", &retirement, Guard());
  module.def("knobs", &knobs, Guard());
  module.def("measures", &measures_document, Guard());
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

}  // namespace ballast
