// The rules of entry: who is to enrol, by which streams, and what home-comers bring (M3.4 – M3.8).
#include <algorithm>

#include "sim/engine/membership_rules.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {
namespace {

using Table = MemberTable<Lanes>;

}  // namespace

void MembershipRules::fill_entry(Year t, const Common& common, EntryRules& rules) const {
  rules.first = std::max(static_cast<Age>(knob(Knob::entry_age_min, t)), Table::kFirstAge);
  rules.last = std::min(static_cast<Age>(knob(Knob::entry_age_max, t)), Table::kLastAge);
  rules.home_from = std::max(static_cast<Age>(knob(Knob::transfer_in_from, t)), Table::kFirstAge);
  rules.home_to = std::min(static_cast<Age>(knob(Knob::transfer_in_to, t)), Table::kLastAge);
  const double years = knob(Knob::transfer_in_years, t), index = knob(Knob::transfer_in_index, t);
  const Lanes account = years * index * knob(Knob::transfer_in_account, t) * common.reference_wage * kMonthsAYear *
                        knob(Knob::flexible_account_rate, t);
  const auto each = [](double value) { return broadcast<Lanes>(value); };
  rules.home_comer = {each(1), each(years), each(years * index), account, each(1)};
  rules.home_comer_bucket = std::min(static_cast<int>(years + kYearsRounding), scenario_.top_service);
  rules.home_rate = lanes(Knob::transfer_in_rate, t);
  rules.home_flexible = knob(Knob::transfer_in_flexible, t);
  rules.hardship_age = {knob(Knob::hardship_age_male, t), knob(Knob::hardship_age_female, t)};
  rules.employed = {employed_as(Sex::male, t), employed_as(Sex::female, t)};
  rules.take_up = &take_up_by_age_;
  rules.open_streams = 0;
  for (int j = 0; j < kStreams; ++j) {
    const auto stream = static_cast<std::size_t>(j);
    rules.rate[stream] =
        lanes(of_stream(Knob::coverage_private, j), t) * lanes(of_stream(Knob::pool_share_private, j), t);
    rules.retention[stream] = lanes(of_stream(Knob::retention_private, j), t);
    if (any_positive(rules.rate[stream])) rules.open[static_cast<std::size_t>(rules.open_streams++)] = j;
  }
}

Lanes MembershipRules::should_be_insured(Year t) const {
  const auto first = static_cast<std::size_t>(knob(Knob::entry_age_min, t));
  const auto last = static_cast<std::size_t>(knob(Knob::entry_age_max, t));
  Lanes heads{};
  for (const auto& sex : around_.pool[static_cast<std::size_t>(t - scenario_.base_year)])
    for (std::size_t x = first; x <= last; ++x) heads += sex[x];
  return heads;
}

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
