#include "sim/studies/ensemble.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

#include "sim/engine/fiscal_input.hpp"
#include "sim/engine/parallel.hpp"
#include "sim/engine/project.hpp"
#include "sim/engine/response.hpp"
#include "sim/engine/stored_flows.hpp"
#include "sim/futures/future_engine.hpp"
#include "sim/studies/ensemble_draws.hpp"
#include "sim/studies/ensemble_statistics.hpp"
#include "sim/studies/stored_futures.hpp"

namespace ballast {
namespace {

/// One case of an ensemble while it is drawn.
struct Case {
  const Scenario& scenario;
  Spreads spreads;
  Following following;
  ExpectedEvents expected;
  CentralPaths planned;  ///< budgets are made on the case's own path: nobody knows the future (equation F5)
  Ensemble ensemble;
  FutureTally tally;
};

/// Cases whose stage 1 is one.
struct Kin {
  std::vector<Case*> cases;
  std::unique_ptr<FutureEngine> engine;  ///< none where each future lives alone
};

bool reacts(const Kin& kin) { return responds(kin.cases.front()->scenario); }

ExpectedEvents expected_events(const Projection& central) {
  const auto flow = [&](Flow f) -> Eigen::ArrayXXd {
    return central.flows[static_cast<std::size_t>(f)].topRows(central.member_units());
  };
  const Eigen::ArrayXXd retired_ill = flow(Flow::deaths_retired_illness);  // they die as recipients of the benefit do
  return {.deaths = flow(Flow::deaths_active),
          .deaths_retired = flow(Flow::deaths_retired) - retired_ill,
          .deaths_ill = flow(Flow::deaths_illness) + retired_ill,
          .entrants = flow(Flow::entrants)};
}

Future draw_future(const Case& of, const EnsembleRequest& request, int path) {
  const Drawing drawing = drawing_of(of.scenario, request.seed, request.sampling);
  return future_of(of.scenario, of.following, draw_shocks(of.spreads, drawing, path), of.expected);
}

/// One case's answer in one future.
Issues answer(Case& of, const Future& future, const StageOne& stage, int path) {
  const Scenario& s = of.scenario;
  FiscalInput asked = fiscal_input(s, future.knobs, stage.flows);
  asked.central = of.planned;
  const auto settled = audited_years(asked);
  if (!settled) return settled.error();
  const IndicatorInput input = indicator_input(s, future.knobs, stage.flows, asked, *settled);
  Indicators measures(input);
  return of.tally.take(
      path, [&](Measure m) -> const Eigen::ArrayXXd& { return measures[m]; }, price_index(s, future.knobs), stage);
}

bool holds_flows(const EnsembleRequest& request) { return request.keep_flows && !request.store; }

void hold_flows(const EnsembleRequest& request, int path, const StageOne& stage, Ensemble& ensemble) {
  if (holds_flows(request)) ensemble.flows[static_cast<std::size_t>(path)] = stage;
}

/// Stage 1 of a block of futures: side by side, or each alone where it follows stage 2.
Expected<std::vector<StageOne>> live(const Kin& kin, const std::vector<Future>& futures, int threads) {
  const Scenario& s = kin.cases.front()->scenario;
  if (kin.engine) return kin.engine->live(futures, threads);
  std::vector<StageOne> stages;
  for (const Future& future : futures) {
    auto both = run_both(scenario_of(s, future), threads, {s, kin.cases.front()->planned});
    if (!both) return fail(std::move(both.error()));
    stages.push_back(std::move(both->stage));
  }
  return stages;
}

/// What may differ between kin is what stage 2 reads, so a future's stage 1 is the first case's for all of them.
Issues live_block(Kin& kin, const EnsembleRequest& request, int first, int last, int threads) {
  std::vector<std::vector<Future>> futures;  // [case][path]
  for (const Case* of : kin.cases) {
    auto& of_case = futures.emplace_back();
    for (int path = first; path < last; ++path) of_case.push_back(draw_future(*of, request, path));
  }
  auto stages = live(kin, futures.front(), threads);
  if (!stages) return stages.error();
  std::vector<Issues> broken(stages->size());
  parallel_for(last - first, threads, [&](int at) {
    const auto p = static_cast<std::size_t>(at);
    for (std::size_t c = 0; c < kin.cases.size() && broken[p].empty(); ++c) {
      broken[p] = answer(*kin.cases[c], futures[c][p], (*stages)[p], first + at);
      hold_flows(request, first + at, (*stages)[p], kin.cases[c]->ensemble);
    }
  });
  for (Issues& of : broken)
    if (!of.empty()) return std::move(of);
  return {};
}

/// Futures in blocks of so many, in order; how many at the front are finished, or what went wrong in the first that
/// failed: none is begun after it.
/// `known(first)`: whether an earlier run has the block that begins there.
template <class Known, class Block>
Expected<int> in_blocks(const EnsembleRequest& request, int at_once, int width, Known known, Block of_block) {
  const int blocks = (request.paths + width - 1) / width;
  std::vector<Issues> broken(static_cast<std::size_t>(blocks));
  bool sound = true;
  const OneAtATime judging;
  const auto paths_of = [&](int count) { return std::min(request.paths, count * width); };
  int taken = 0;
  for (int b = 0; b < blocks; ++b)
    if (known(b * width)) taken += paths_of(b + 1) - b * width;
  const int done = parallel_in_order(
      blocks, at_once,
      [&](int b) {
        Issues& of = broken[static_cast<std::size_t>(b)];
        if (!known(b * width)) of = of_block(b * width, paths_of(b + 1));
        if (!of.empty()) judging([&] { sound = false; });
      },
      [&](int finished) {
        bool go_on = true;
        judging([&] { go_on = sound; });
        return go_on && (!request.progress || request.progress({paths_of(finished), request.paths, taken}));
      });
  for (Issues& of : broken)
    if (!of.empty()) return fail(std::move(of));
  return paths_of(done);
}

Expected<std::shared_ptr<FutureValues>> values_of(const Scenario& s, const Projection& central,
                                                  const EnsembleRequest& request) {
  FutureLayout layout{.rows = central.rows(),
                      .years = central.years(),
                      .units = central.member_units(),
                      .measures = request.measures.empty() ? headline_measures() : request.measures,
                      .flows = request.keep_flows && request.store};
  const StoreShape shape = store_shape(layout, request.paths);
  if (!request.store)
    return std::make_shared<FutureValues>(std::move(layout), request.paths, std::make_unique<MemoryStore>(shape));
  auto store = request.store(s, central, request, shape);
  if (!store) return fail(std::move(store.error()));
  return std::make_shared<FutureValues>(std::move(layout), request.paths, std::move(*store));
}

Expected<Case> case_of(const Scenario& s, const EnsembleRequest& request) {
  auto both = run_both(s, request.threads);
  if (!both) return fail(std::move(both.error()));
  Ensemble ensemble;
  ensemble.central = projection_of(s, *both);
  ensemble.asked = request.paths, ensemble.seed = request.seed, ensemble.sampling = request.sampling;
  ensemble.first_uncertain_year = first_uncertain_year(s);
  ensemble.departs = ensemble.first_uncertain_year <= s.last_year && spreads_of(s).departs();
  if (holds_flows(request)) ensemble.flows.resize(static_cast<std::size_t>(request.paths));
  auto values = values_of(s, ensemble.central, request);
  if (!values) return fail(std::move(values.error()));
  if (request.constant_prices) ensemble.central = in_constant_prices(std::move(ensemble.central));
  ExpectedEvents expected = expected_events(ensemble.central);
  return Case{.scenario = s,
              .spreads = spreads_of(s),
              .following = following_of(s),
              .expected = std::move(expected),
              .planned = central_paths(both->asked.flows),
              .ensemble = std::move(ensemble),
              .tally = FutureTally(std::move(*values), request.constant_prices)};
}

/// What stage 1 of a case and its departures read.
std::string stage_one_key(const Case& of) {
  std::string key = stage_one_fingerprint(of.scenario);
  const Year read = spreads_read_in(of.scenario);
  for (const KnobRow& row : knob_catalogue())
    if (row.use == KnobUse::futures) key += fmt::format(" {}", of.scenario.knobs.year(row.id, 0, read));
  return key;
}

/// Cases by stage 1, in order of their first; one whose stage 1 follows stage 2 is like no other.
std::vector<Kin> kin_of(std::vector<Case>& cases, const EnsembleRequest& request) {
  std::vector<Kin> all;
  std::map<std::string, std::size_t> known;
  for (Case& of : cases) {
    const auto [at, fresh] = known.try_emplace(stage_one_key(of), all.size());
    const bool apart = fresh || responds(of.scenario);
    if (apart) all.emplace_back();
    (apart ? all.back() : all[at->second]).cases.push_back(&of);
  }
  for (Kin& kin : all)
    if (!reacts(kin)) kin.engine = future_engine(kin.cases.front()->scenario, request.paths, request.threads);
  return all;
}

Expected<Ensemble> finished(Case& of, int paths, const EnsembleRequest& request) try {
  of.ensemble.paths = paths;
  if (!of.ensemble.flows.empty()) of.ensemble.flows.resize(static_cast<std::size_t>(paths));
  const Year part = of.ensemble.departs ? of.ensemble.first_uncertain_year : of.scenario.last_year + 1;
  if (Issues kept = of.tally.close(paths, request.threads, part, of.ensemble); !kept.empty())
    return fail(std::move(kept));
  if (!request.store) hold_draws(of.ensemble), of.ensemble.values.reset(), of.ensemble.sights.reset();
  return std::move(of.ensemble);
} catch (const StoreError& error) {
  return fail(lost(error, request));
}

/// The caller keeps them.
class FlowsInMemory : public FutureFlows {
 public:
  explicit FlowsInMemory(const std::vector<StageOne>& flows) : flows_(flows) {}
  std::shared_ptr<const StageOne> of(int path) const override {
    return {std::shared_ptr<const void>{}, &flows_[static_cast<std::size_t>(path)]};
  }

 private:
  const std::vector<StageOne>& flows_;
};

Expected<std::vector<Ensemble>> settle_all(const std::vector<Scenario>& scenarios, EnsembleRequest request) {
  const StoredFutures& stored = *request.reuse;
  request.paths = stored.paths;
  request.seed = stored.seed, request.sampling = stored.sampling;
  std::vector<Ensemble> all;
  for (const Scenario& s : scenarios) {
    auto ensemble = settle_ensemble(s, request, *stored.flows);
    if (!ensemble) return fail(std::move(ensemble.error()));
    all.push_back(std::move(*ensemble));
  }
  return all;
}

}  // namespace

const std::vector<Measure>& headline_measures() {
  using enum Measure;
  static const std::vector<Measure> kHeadline{
      contributors,    retirees,           support_ratio,    contributions, expenditure,
      current_balance, fund_balance,       payable_months,   need,          subsidy_total,
      subsidy_fixed,   subsidy_adjustment, pool_topup,       treasury,      treasury_of_year,
      fiscal_burden,   average_pension,    replacement_rate, population};
  return kHeadline;
}

Pairing Ensemble::pairing() const {
  return sampling == Sampling::independent || !departs ? Pairing::none
         : sampling == Sampling::antithetic            ? Pairing::mirrored
                                                       : Pairing::unknown;
}

Pairing pairing(const Ensemble& a, const Ensemble& b) {
  const Pairing of_a = a.pairing(), of_b = b.pairing();
  if (of_a == Pairing::unknown || of_b == Pairing::unknown) return Pairing::unknown;
  return of_a == Pairing::none ? of_b : of_a;
}

FirstCall Ensemble::first_call_by(int scope, double share) const {
  constexpr double kRounding = 1e-9;  // of a share of a whole number of futures
  const auto by = [&](double least) -> std::optional<Year> {
    long called = 0;
    for (Eigen::Index y = 0; y < events.first_call.cols(); ++y) {
      called += std::lround(events.first_call(scope, y) * paths);
      if (called > 0 && static_cast<double>(called) >= least * paths - kRounding)
        return central.base_year + static_cast<Year>(y);
    }
    return std::nullopt;
  };
  if (pairing() == Pairing::unknown) return {by(share), {}, {}};
  const double error = departs ? std::sqrt(share * (1 - share) / paths) : 0;
  return {by(share), by(share - error), by(std::min(1.0, share + error))};
}

const EnsembleMeasure* Ensemble::find(Measure measure) const {
  const auto at =
      std::find_if(measures.begin(), measures.end(), [&](const EnsembleMeasure& of) { return of.measure == measure; });
  return at == measures.end() ? nullptr : &*at;
}

Expected<std::vector<Ensemble>> run_ensembles(const std::vector<Scenario>& scenarios, const EnsembleRequest& request) {
  if (request.reuse) return settle_all(scenarios, request);
  std::vector<Case> cases;
  cases.reserve(scenarios.size());
  Issues refused;
  for (const Scenario& scenario : scenarios) {
    auto of = case_of(scenario, request);
    if (of)
      cases.push_back(std::move(*of));
    else
      refused.insert(refused.end(), of.error().begin(), of.error().end());
  }
  if (!refused.empty()) return fail(std::move(refused));
  std::vector<Kin> kin = kin_of(cases, request);
  int width = 1;
  for (const Kin& of : kin)
    if (of.engine) width = std::max(width, of.engine->side_by_side());
  const Teams teams = teams_for(scenarios.front().units.size(), request.threads);
  const auto known = [&cases](int first) {  // it kept tiles, which hold whole blocks
    return std::all_of(cases.begin(), cases.end(), [&](const Case& of) { return of.tally.has(first); });
  };
  const auto paths = in_blocks(request, teams.packs, width, known, [&](int first, int last) {
    for (Kin& of : kin)
      if (Issues broken = live_block(of, request, first, last, teams.threads); !broken.empty()) return broken;
    return Issues{};
  });
  if (!paths) return fail(paths.error());
  std::vector<Ensemble> ensembles;
  for (Case& of : cases) {
    auto ensemble = finished(of, *paths, request);
    if (!ensemble) return fail(std::move(ensemble.error()));
    ensembles.push_back(std::move(*ensemble));
  }
  return ensembles;
}

Expected<Ensemble> settle_ensemble(const Scenario& s, const EnsembleRequest& request, const FutureFlows& flows) {
  auto of = case_of(s, request);
  if (!of) return fail(std::move(of.error()));
  const auto settle = [&](int path) {
    const auto stage = flows.of(path);
    if (Issues broken = answer(*of, draw_future(*of, request, path), *stage, path); !broken.empty()) return broken;
    hold_flows(request, path, *stage, of->ensemble);
    return Issues{};
  };
  flows.expect(request.threads > 0 ? request.threads : hardware_threads());
  const auto known = [&of](int first) { return of->tally.has(first); };
  const auto paths = in_blocks(request, request.threads, kMostSideBySide, known, [&](int first, int last) {
    try {
      Issues broken;
      for (int path = first; path < last && broken.empty(); ++path) broken = settle(path);
      return broken;
    } catch (const StoreError& error) {
      return Issues{lost(error, request)};
    }
  });
  if (!paths) return fail(paths.error());
  return finished(*of, *paths, request);
}

Expected<Ensemble> settle_ensemble(const Scenario& s, const EnsembleRequest& request,
                                   const std::vector<StageOne>& flows) {
  return settle_ensemble(s, request, FlowsInMemory(flows));
}

}  // namespace ballast
