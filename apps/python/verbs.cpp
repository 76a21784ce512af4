#include "apps/python/verbs.hpp"

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
#include "apps/python/refused.hpp"
#include "output/files/future_file.hpp"
#include "output/hdf5/read_ensemble.hpp"
#include "output/hdf5/result_file.hpp"
#include "output/settlement/settlement.hpp"
#include "output/studies/past.hpp"
#include "output/studies/rules.hpp"
#include "scenarios/reader/fields.hpp"
#include "sim/engine/parallel.hpp"
#include "sim/studies/ensemble_draws.hpp"
#include "sim/studies/ensemble_events.hpp"

namespace py = pybind11;

namespace ballast {
namespace {

/// What computes lets other threads of Python go on. What reads or writes files does not: the library is tried in a
/// process of its own, which must not come to be while another thread is inside the library (output/hdf5/trial.hpp).
using OthersGoOn = py::call_guard<py::gil_scoped_release>;

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
  return constant ? in_constant_prices(std::move(projection)) : in_nominal_prices(std::move(projection));
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
  const auto refuse = [&issues](std::string what, std::string expected, std::string meant = {}) {
    issues.push_back(cli::usage_issue(std::move(what), std::move(expected), std::move(meant)));
  };
  if (const auto known = sampling_from_key(sampling))
    request.sampling = *known;
  else
    refuse("sampling: no choice '" + sampling + "'", sampling_names(" | "));
  cli::NamedMeasures named = cli::measures_named(measures);
  for (const std::string& name : named.unknown)
    refuse("measures: no measure '" + name + "'", "keys of ballast.measures(), or all",
           cli::measure_meant(name, {"all"}));
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

/// Ensembles drawn by a thread of its own, while this one listens for Ctrl-C: it ends the draw after the blocks at work
/// and then is Python's KeyboardInterrupt.
Expected<std::vector<Ensemble>> drawn(const Planner& planner, const std::vector<std::string>& cases,
                                      const RunRequest& run, EnsembleRequest request) {
  const OneAtATime looking;
  bool stopped = false;
  std::optional<py::error_already_set> interrupted;
  request.progress = [&](const EnsembleProgress&) {
    bool go_on = true;
    looking([&] { go_on = !stopped; });
    return go_on;
  };
  std::optional<Expected<std::vector<Ensemble>>> all;
  beside([&] { all = planner.ensembles(cases, run, request); },
         [&] {
           const py::gil_scoped_acquire python;
           if (interrupted || PyErr_CheckSignals() == 0) return;
           interrupted.emplace();
           looking([&] { stopped = true; });
         });
  if (interrupted) throw *interrupted;
  return std::move(*all);
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
  for (Ensemble& ensemble : value_of(drawn(planner, cases, asked.run, request))) {
    cli::stamp(ensemble.central);
    try {
      hold_draws(ensemble);
    } catch (const StoreError& error) {
      throw Refused({lost(error)});
    }
    if (!kept.flows) ensemble.sights = sights_alone(*ensemble.values), ensemble.values.reset();
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

void write(const Projection& projection, const std::string& path) {
  if (const auto written = write_result(path, projection); !written) throw Refused(written.error());
}

void write_whole_ensemble(const StoredEnsemble& stored, const std::string& path) {
  if (stored.kept.flows && !stored.ensemble.values)
    throw Refused({issue_in(IssueKind::data, path, "the flows of its futures are not in memory",
                            "a copy of the file that keeps them")});
  EnsembleKept kept = stored.kept;
  kept.paths = kept.paths && !stored.ensemble.draws.empty();
  if (const auto written = write_ensemble(path, stored.ensemble, kept); !written) throw Refused(written.error());
}

void bind_runs(py::module_& module) {
  module.def(
      "run",
      [](const std::vector<std::string>& cases, const std::string& place, const std::vector<std::string>& sets,
         std::optional<int> from, std::optional<int> horizon, int threads, const std::string& prices) {
        return run(cases, asked_of({.place = place, .sets = sets, .from = from, .horizon = horizon, .threads = threads},
                                   prices));
      },
      OthersGoOn());
  module.def("compared", [](const std::vector<std::string>& operands, const std::string& place,
                            const std::vector<std::string>& sets, std::optional<int> from, std::optional<int> horizon,
                            int threads, const std::string& prices, const std::vector<std::string>& given) {
    return compared(
        operands,
        asked_of({.place = place, .sets = sets, .from = from, .horizon = horizon, .threads = threads}, prices), given);
  });
}

void bind_ensembles(py::module_& module) {
  module.attr("default_paths") = EnsembleRequest{}.paths, module.attr("default_seed") = EnsembleRequest{}.seed;
  module.attr("default_sampling") = std::string(key(EnsembleRequest{}.sampling));
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
}

void bind_studies(py::module_& module) {
  module.def(
      "rules",
      [](const std::string& name, const std::string& place, const std::vector<std::string>& sets,
         std::optional<int> first, std::optional<int> horizon, const std::vector<std::string>& variants,
         std::optional<int> from, std::optional<int> to, std::optional<int> year) {
        return rules(name, {.place = place, .sets = sets, .from = first, .horizon = horizon},
                     {.rules = variants, .from = from, .to = to, .year = year});
      },
      OthersGoOn());
  module.def(
      "backtest",
      [](const std::string& name, const std::string& place, const std::vector<std::string>& sets,
         std::optional<int> from, std::optional<int> to, const std::string& table) {
        PastRequest request;
        request.place = place, request.sets = sets, request.from = from, request.to = to, request.observed = table;
        return backtest(name, request);
      },
      OthersGoOn());
}

void bind_files(py::module_& module) {
  module.def("read",
             [](const std::string& path, bool with_draws) { return value_of(read_any_result(path, with_draws)); });
  module.def("write", &write);
  module.def("write_ensemble", &write_whole_ensemble);
}

/// What answers in texts.
void bind_documents(py::module_& module) {
  module.def(
      "read_text", [](const std::string& path) { return value_of(cli::read_user_file(path)); }, OthersGoOn());
  module.def("settle", &settle_text, OthersGoOn());
  module.def("award", &award, OthersGoOn());
  module.def("retirement", &retirement, OthersGoOn());
  module.def("knobs", &knobs, OthersGoOn());
}

}  // namespace

void bind_verbs(py::module_& module) {
  bind_runs(module), bind_ensembles(module), bind_studies(module);
  bind_files(module), bind_documents(module);
}

}  // namespace ballast
