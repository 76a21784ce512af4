/// Ensembles of the shipped place, as tests draw them.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "scenarios/reader/library.hpp"
#include "sim/engine/project.hpp"
#include "sim/futures/future.hpp"
#include "sim/futures/future_engine.hpp"
#include "sim/studies/ensemble.hpp"

namespace ballast::test {

inline constexpr Year kHorizon = 2036;
inline const std::int64_t kUsualSeed = EnsembleRequest{}.seed;

inline Scenario puyang(const std::vector<std::string>& sets = {}, const std::string& name = "baseline",
                       Year horizon = kHorizon) {
  auto library = Library::open(BALLAST_ROOT, "puyang");
  auto scenario =
      library->scenario({.case_name = name, .sets = sets, .first_year = {}, .last_year = horizon, .top_service = {}});
  if (!scenario) throw std::runtime_error(scenario.error().front().what);
  return std::move(*scenario);
}

inline std::vector<Ensemble> drawn(const std::vector<Scenario>& cases, EnsembleRequest request) {
  auto ensembles = run_ensembles(cases, request);
  if (!ensembles) throw std::runtime_error(ensembles.error().front().what);
  return std::move(*ensembles);
}

inline EnsembleRequest of_paths(int paths, int threads = 2) {
  EnsembleRequest request;
  request.paths = paths, request.threads = threads;
  return request;
}

/// Stage 1 of the futures that an ensemble of the case draws.
inline std::vector<StageOne> lived(const Scenario& s, int paths) {
  const auto central = project(s, 1);
  if (!central) throw std::runtime_error(central.error().front().what);
  const auto engine = future_engine(s, paths, 1);
  std::vector<StageOne> all;
  while (static_cast<int>(all.size()) < paths) {
    std::vector<Future> block;
    for (int path = static_cast<int>(all.size()); path < paths && std::ssize(block) < engine->side_by_side(); ++path)
      block.push_back(future_of(s, following_of(s), draw_shocks(spreads_of(s), drawing_of(s, kUsualSeed), path),
                                expected_events(*central)));
    auto stages = engine->live(block, 1);
    if (!stages) throw std::runtime_error(stages.error().front().what);
    std::move(stages->begin(), stages->end(), std::back_inserter(all));
  }
  return all;
}

inline bool same(const Eigen::ArrayXXd& a, const Eigen::ArrayXXd& b) {
  return ((a == b) || (a.isNaN() && b.isNaN())).all();
}

inline bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

template <class Values>
bool same_all(const Values& a, const Values& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) { return same(x, y); });
}

inline void expect_same(const EnsembleMeasure& a, const EnsembleMeasure& b) {
  EXPECT_EQ(a.measure, b.measure);
  EXPECT_TRUE(same(a.mean, b.mean) && same(a.mean_error, b.mean_error));
  EXPECT_TRUE(same_all(a.quantiles, b.quantiles) && same_all(a.quantile_errors, b.quantile_errors));
  EXPECT_TRUE(same(a.tail_mean, b.tail_mean) && same(a.tail_error, b.tail_error));
}

inline void expect_same(const Distribution& a, const Distribution& b) {
  EXPECT_TRUE(same(a.mean, b.mean) && same(a.mean_error, b.mean_error));
  EXPECT_TRUE(same_all(a.quantiles, b.quantiles) && same_all(a.quantile_errors, b.quantile_errors));
  EXPECT_TRUE(same(a.tail_mean, b.tail_mean) && same(a.tail_error, b.tail_error));
}

inline void expect_same(const EnsembleEvents& a, const EnsembleEvents& b) {
  EXPECT_TRUE(same(a.depleted_by, b.depleted_by) && same(a.called, b.called) && same(a.in_need, b.in_need));
  EXPECT_TRUE(same(a.first_call, b.first_call) && same(a.called_units, b.called_units));
  EXPECT_TRUE(same_all(a.never, b.never) && same_all(a.errors.never, b.errors.never));
  EXPECT_TRUE(same(a.errors.depleted_by, b.errors.depleted_by) && same(a.errors.called, b.errors.called));
  EXPECT_TRUE(same(a.errors.in_need, b.errors.in_need));
  EXPECT_TRUE(same(a.errors.first_call, b.errors.first_call) && same(a.errors.called_units, b.errors.called_units));
  ASSERT_EQ(a.calls.size(), b.calls.size());
  for (std::size_t row = 0; row < a.calls.size(); ++row) expect_same(a.calls[row], b.calls[row]);
}

inline void expect_same(const Ensemble& a, const Ensemble& b) {
  ASSERT_EQ(a.draws.size(), b.draws.size());
  ASSERT_EQ(a.measures.size(), b.measures.size());
  for (std::size_t m = 0; m < a.measures.size(); ++m) {
    EXPECT_TRUE(same_all(a.draws[m].values, b.draws[m].values));
    expect_same(a.measures[m], b.measures[m]);
  }
  expect_same(a.events, b.events);
  EXPECT_EQ(a.diagnostics.persons_residual, b.diagnostics.persons_residual);
  EXPECT_EQ(a.diagnostics.account_residual, b.diagnostics.account_residual);
  EXPECT_EQ(a.diagnostics.expenditure_residual, b.diagnostics.expenditure_residual);
}

}  // namespace ballast::test
