#include "sim/studies/ensemble_draws.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/engine/stored_flows.hpp"
#include "sim/studies/stored_futures.hpp"

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

Issue lost(const StoreError& error, const EnsembleRequest& request) {
  if (error.kind == IssueKind::data)
    return {.kind = error.kind,
            .file = request.reuse ? request.reuse->central.file : std::string{},
            .line = 0,
            .column = 0,
            .what = error.what(),
            .expected = error.expected ? error.expected : flow_expected(),
            .remedy = request.reuse ? "run without --reuse-flows" : std::string{}};
  return issue_of(IssueKind::write_failed,
                  fmt::format("what the futures answered cannot be read back: {}", error.what()),
                  "the disk that was written to", "run again");
}

}  // namespace ballast
