/// Ensembles of the shipped place, as tests draw them.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "scenarios/reader/library.hpp"
#include "sim/studies/ensemble.hpp"

namespace ballast::test {

inline constexpr Year kHorizon = 2036;

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

inline bool same(const Eigen::ArrayXXd& a, const Eigen::ArrayXXd& b) {
  return ((a == b) || (a.isNaN() && b.isNaN())).all();
}

inline void expect_same(const Ensemble& a, const Ensemble& b) {
  ASSERT_EQ(a.draws.size(), b.draws.size());
  for (std::size_t m = 0; m < a.measures.size(); ++m) {
    EXPECT_TRUE(std::equal(a.draws[m].values.begin(), a.draws[m].values.end(), b.draws[m].values.begin(),
                           [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); }));
    EXPECT_TRUE(same(a.measures[m].mean, b.measures[m].mean));
    EXPECT_TRUE(same(a.measures[m].mean_error, b.measures[m].mean_error));
    for (int q = 0; q < kQuantiles; ++q)
      EXPECT_TRUE(same(a.measures[m].quantiles[static_cast<std::size_t>(q)],
                       b.measures[m].quantiles[static_cast<std::size_t>(q)]));
  }
  EXPECT_TRUE(same(a.events.depleted_by, b.events.depleted_by));
  EXPECT_TRUE(same(a.events.called_units, b.events.called_units));
}

}  // namespace ballast::test
