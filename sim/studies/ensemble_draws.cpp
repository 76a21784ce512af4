#include "sim/studies/ensemble_draws.hpp"

#include <algorithm>

namespace ballast {
namespace {

std::vector<double> in_memory(const std::vector<double>& values, std::size_t all_paths, const DrawWindow& window) {
  const auto paths = static_cast<std::size_t>(window.paths);
  std::vector<double> some(window.count * paths);
  for (std::size_t s = 0; s < window.count; ++s)
    std::copy_n(values.data() + (window.series + s) * all_paths + static_cast<std::size_t>(window.path), paths,
                some.data() + s * paths);
  return some;
}

}  // namespace

bool has_draws(const Ensemble& e) { return e.values || !e.draws.empty(); }

std::vector<double> draws_of(const Ensemble& e, Measure measure, const DrawWindow& window) {
  if (e.values) {
    const FutureLayout& layout = e.values->layout();
    const auto at = std::find(layout.measures.begin(), layout.measures.end(), measure);
    DrawWindow of_future = window;
    of_future.series += layout.measure(static_cast<std::size_t>(at - layout.measures.begin()));
    return e.values->read(of_future);
  }
  const auto at = std::find_if(e.draws.begin(), e.draws.end(), [&](const Draws& of) { return of.measure == measure; });
  return in_memory(at->values, static_cast<std::size_t>(e.paths), window);
}

void hold_draws(Ensemble& e) {
  if (!e.values) return;
  const DrawWindow all{0, e.values->layout().table(), 0, e.paths};
  for (const EnsembleMeasure& of : e.measures) e.draws.push_back({of.measure, draws_of(e, of.measure, all)});
}

}  // namespace ballast
