#include "sim/studies/ensemble.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <numeric>

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

/// What may differ between kin is what stage 2 reads: a future's stage 1 is the same for all of them. `future`: the
/// first case's.
Issues answer(const Kin& kin, const EnsembleRequest& request, const Future& future, const StageOne& stage, int path) {
  Issues broken = answer(*kin.cases.front(), future, stage, path);
  for (std::size_t c = 1; c < kin.cases.size() && broken.empty(); ++c)
    broken = answer(*kin.cases[c], draw_future(*kin.cases[c], request, path), stage, path);
  return broken;
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

/// A block of futures, lived side by side.
Issues live_block(const Kin& kin, const EnsembleRequest& request, int first, int last, int threads) {
  std::vector<Future> futures;
  for (int path = first; path < last; ++path) futures.push_back(draw_future(*kin.cases.front(), request, path));
  auto stages = live(kin, futures, threads);
  if (!stages) return stages.error();
  std::vector<Issues> broken(stages->size());
  parallel_for(last - first, threads, [&](int at) {
    const auto p = static_cast<std::size_t>(at);
    broken[p] = answer(kin, request, futures[p], (*stages)[p], first + at);
  });
  for (Issues& of : broken)
    if (!of.empty()) return std::move(of);
  return {};
}

/// A block of futures whose stage 1 is stored, one by one.
Issues settle_block(const Kin& kin, const EnsembleRequest& request, int first, int last) try {
  Issues broken;
  for (int path = first; path < last && broken.empty(); ++path)
    broken =
        answer(kin, request, draw_future(*kin.cases.front(), request, path), *request.reuse->flows->of(path), path);
  return broken;
} catch (const StoreError& error) {
  return {lost(error, request)};
}

/// Futures in blocks of so many, in order; how many at the front are finished, or what went wrong in the first that
/// failed: none is begun after it.
template <class Block>
Expected<int> in_blocks(const EnsembleRequest& request, const std::vector<Case>& cases, int at_once, int width,
                        Block of_block) {
  const int blocks = (request.paths + width - 1) / width;
  std::vector<Issues> broken(static_cast<std::size_t>(blocks));
  bool sound = true;
  const OneAtATime judging;
  const auto known = [&cases](int first) {  // to an earlier run: it kept tiles, which hold whole blocks
    return std::all_of(cases.begin(), cases.end(), [&](const Case& of) { return of.tally.has(first); });
  };
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

/// Cases by what stage 1 and their departures read, in order of their first; one whose stage 1 follows stage 2 is like
/// no other.
std::vector<Kin> kin_of(std::vector<Case>& cases, const EnsembleRequest& request) {
  std::vector<Kin> all;
  if (request.reuse) {  // stored futures are every case's
    all.emplace_back();
    for (Case& of : cases) all.back().cases.push_back(&of);
    return all;
  }
  std::map<std::pair<std::string, SpreadValues>, std::size_t> known;
  for (Case& of : cases) {
    const auto [at, fresh] =
        known.try_emplace({stage_one_fingerprint(of.scenario), spread_values(of.scenario)}, all.size());
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
  const Year part = of.ensemble.departs ? of.ensemble.first_uncertain_year : of.scenario.last_year + 1;
  if (Issues kept = of.tally.close(paths, request.threads, part, of.ensemble); !kept.empty())
    return fail(std::move(kept));
  if (!request.store) hold_draws(of.ensemble), of.ensemble.values.reset(), of.ensemble.sights.reset();
  return std::move(of.ensemble);
} catch (const StoreError& error) {
  return fail(lost(error, request));
}

Expected<std::vector<Case>> cases_of(const std::vector<Scenario>& scenarios, const EnsembleRequest& request) {
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
  return cases;
}

/// Every future of every case, as far as the request lets them come; how many at the front are finished.
Expected<int> draw_all(std::vector<Case>& cases, const EnsembleRequest& request) {
  const std::vector<Kin> kin = kin_of(cases, request);
  const auto each_kin = [&kin](const auto& block) {
    Issues broken;
    for (auto of = kin.begin(); of != kin.end() && broken.empty(); ++of) broken = block(*of);
    return broken;
  };
  if (request.reuse) {
    const int at_once = threads_of(request.threads);
    request.reuse->flows->expect(at_once);
    return in_blocks(request, cases, at_once, kMostSideBySide, [&](int first, int last) {
      return each_kin([&](const Kin& of) { return settle_block(of, request, first, last); });
    });
  }
  int width = 1;
  for (const Kin& of : kin)
    if (of.engine) width = std::max(width, of.engine->side_by_side());
  const Teams teams = teams_for(cases.front().scenario.units.size(), request.threads);
  return in_blocks(request, cases, teams.packs, width, [&](int first, int last) {
    return each_kin([&](const Kin& of) { return live_block(of, request, first, last, teams.threads); });
  });
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
  if (sampling == Sampling::independent || !departs) return Pairing::none;
  return sampling == Sampling::antithetic ? Pairing::mirrored : Pairing::unknown;
}

Pairing pairing(const Ensemble& a, const Ensemble& b) {
  const Pairing of_a = a.pairing(), of_b = b.pairing();
  if (of_a == Pairing::unknown || of_b == Pairing::unknown) return Pairing::unknown;
  return of_a == Pairing::none ? of_b : of_a;
}

namespace {

/// `so_far`: in how many futures it has happened by the end of each year from the base year on.
YearBy reached(const Ensemble& e, const std::vector<long>& so_far, double share) {
  constexpr double kRounding = 1e-9;  // of a share of a whole number of futures
  const auto by = [&](double least) -> std::optional<Year> {
    const auto at = std::find_if(so_far.begin(), so_far.end(), [&](long futures) {
      return futures > 0 && static_cast<double>(futures) >= least * e.paths - kRounding;
    });
    if (at == so_far.end()) return std::nullopt;
    return e.central.base_year + static_cast<Year>(at - so_far.begin());
  };
  if (e.pairing() == Pairing::unknown) return {by(share), {}, {}};
  const double error = e.departs ? std::sqrt(share * (1 - share) / e.paths) : 0;
  return {by(share), by(share - error), by(std::min(1.0, share + error))};
}

/// Shares of a whole number of futures, counted.
std::vector<long> counted(const Eigen::ArrayXXd& shares, int scope, int futures) {
  std::vector<long> counts;
  for (Eigen::Index y = 0; y < shares.cols(); ++y) counts.push_back(std::lround(shares(scope, y) * futures));
  return counts;
}

}  // namespace

YearBy Ensemble::first_call_by(int scope, double share) const {
  std::vector<long> called = counted(events.first_call, scope, paths);
  std::partial_sum(called.begin(), called.end(), called.begin());
  return reached(*this, called, share);
}

YearBy Ensemble::used_up_by(int scope, double share) const {
  return reached(*this, counted(events.depleted_by, scope, paths), share);
}

const EnsembleMeasure* Ensemble::find(Measure measure) const {
  const auto at =
      std::find_if(measures.begin(), measures.end(), [&](const EnsembleMeasure& of) { return of.measure == measure; });
  return at == measures.end() ? nullptr : &*at;
}

Expected<std::vector<Ensemble>> run_ensembles(const std::vector<Scenario>& scenarios, const EnsembleRequest& asked) {
  EnsembleRequest request = asked;
  if (const StoredFutures* stored = request.reuse)
    request.paths = stored->paths, request.seed = stored->seed, request.sampling = stored->sampling;
  auto cases = cases_of(scenarios, request);
  if (!cases) return fail(std::move(cases.error()));
  const auto paths = draw_all(*cases, request);
  if (!paths) return fail(paths.error());
  std::vector<Ensemble> ensembles;
  for (Case& of : *cases) {
    auto ensemble = finished(of, *paths, request);
    if (!ensemble) return fail(std::move(ensemble.error()));
    ensembles.push_back(std::move(*ensemble));
  }
  return ensembles;
}

}  // namespace ballast
