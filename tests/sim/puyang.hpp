/// The shipped place as tests use it: read once, short horizons.
#pragma once

#include <stdexcept>

#include "scenarios/reader/library.hpp"
#include "sim/engine/membership.hpp"
#include "sim/planner.hpp"

namespace ballast::test {

inline const Library& puyang() {
  static const Library library = [] {
    auto opened = Library::open(BALLAST_ROOT, "puyang");
    if (!opened) throw std::runtime_error(opened.error().front().what);
    return std::move(*opened);
  }();
  return library;
}

inline Scenario scenario(const std::string& name = "baseline", std::vector<std::string> sets = {}, Year last = 2030) {
  auto read = puyang().scenario({name, std::move(sets), {}, last});
  if (!read) throw std::runtime_error(read.error().front().what);
  return std::move(*read);
}

inline Projection projection(const std::string& name, std::vector<std::string> sets = {}, Year last = 2075,
                             int threads = 0) {
  const auto planner = Planner::open(BALLAST_ROOT);
  RunRequest request;
  request.sets = std::move(sets);
  request.horizon = last;
  request.threads = threads;
  auto run = planner->run({name}, request);
  if (!run) throw std::runtime_error(run.error().front().what);
  return std::move(run->front());
}

}  // namespace ballast::test
