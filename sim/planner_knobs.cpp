/// The planner's catalogue of knobs: what law, assumptions and a place give for each.
#include <algorithm>

#include "scenarios/reader/library.hpp"
#include "sim/planner.hpp"

namespace ballast {
namespace {

bool same_values(const Timeline& a, const Timeline& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Dated& one, const Dated& other) {
    return one.from == other.from && one.value == other.value;
  });
}

/// The values of the place's first unit, over those of law and assumptions.
void take_entries(const Law& law, const Place& place, Knob knob, KnobInfo& info) {
  const auto of_law = law.values.find(knob);
  const auto of_place = place.values.find(knob);
  info.entries = of_law == law.values.end() ? Timeline{} : of_law->second;
  if (of_place == place.values.end()) return;
  const std::vector<Timeline>& units = of_place->second;
  info.entries = overlaid(info.entries, units.front());
  if (std::any_of(units.begin(), units.end(), [&](const Timeline& one) { return !same_values(one, units.front()); }))
    info.of_unit = labels_of(place.base.units).front();
}

/// What holds in a month; a first value holds before its date as well.
void take_default(YearMonth month, KnobInfo& info) {
  if (info.entries.empty()) return;
  const Dated& entry = in_force(info.entries, month);
  info.status = entry.status, info.source = entry.source, info.source_zh = entry.source_zh;
  if (const auto* number = std::get_if<double>(&entry.value))
    info.default_number = *number;
  else
    info.default_choice = std::get<std::string>(entry.value);
}

}  // namespace

Expected<std::vector<KnobInfo>> Planner::knobs(const std::string& place) const {
  const auto library = Library::open(data_dir_, place);
  if (!library) return fail(library.error());
  const auto law = library->law(kCentralAssumptions);
  if (!law) return fail(law.error());
  const YearMonth first = year_month(library->place().base.base_year + 1, 1);
  std::vector<KnobInfo> infos;
  for (const KnobRow& row : knob_catalogue()) {
    KnobInfo info;
    info.key = row.key, info.zh = row.zh, info.en = row.en, info.unit = row.unit, info.clause = row.clause;
    if (row.kind != KnobKind::choice) info.min = row.min, info.max = row.max;
    info.choices.assign(row.choices.begin(), row.choices.end());
    take_entries(*law, library->place(), row.id, info);
    take_default(first, info);
    infos.push_back(std::move(info));
  }
  return infos;
}

Expected<TierTable> Planner::tier_table() const {
  auto law = read_law(data_dir_);
  if (!law) return fail(std::move(law.error()));
  return TierTable{std::move(law->tiers), std::move(law->tier_knots), std::move(law->tiers_stand)};
}

}  // namespace ballast
