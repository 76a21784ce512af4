#include "sim/studies/trial.hpp"

namespace ballast {

Change scaled(Knob knob, double factor, Year from, std::optional<Year> to) {
  Change change{.knob = knob, .kind = ChangeKind::scale, .amount = factor, .from = {}, .file = {}};
  if (!row(knob).of_opening) change.from = year_month(from, 1);
  if (to) change.to = year_month(*to, 1);
  return change;
}

std::vector<Change> entry_scaled(double factor, Year from, std::optional<Year> to) {
  std::vector<Change> changes;
  for (int stream = 0; stream < kStreams; ++stream)
    changes.push_back(scaled(of_stream(Knob::coverage_private, stream), factor, from, to));
  return changes;
}

}  // namespace ballast
