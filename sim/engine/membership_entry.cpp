// Who enters in a year: streams from the uninsured pool, and home-comers.
#include <algorithm>

#include "sim/engine/membership_rules.hpp"

namespace ballast {
namespace {

using Table = MemberTable<double>;
constexpr int kMonths = 12;

std::size_t row_of(Age x) { return static_cast<std::size_t>(x - Table::kFirstAge); }

}  // namespace

/// What decides who joins, by stream: the same for every age.
struct MembershipRules::Joining {
  std::array<double, kStreams> rate{}, retention{};
  std::array<double, kSexes> hardship_age{};
  const MembershipYear& rules;
};

MembershipRules::Joining MembershipRules::joining_of(Year t, const MembershipYear& rules) const {
  Joining joining{.hardship_age = {knob(Knob::hardship_age_male, t), knob(Knob::hardship_age_female, t)},
                  .rules = rules};
  for (int j = 0; j < kStreams; ++j) {
    const auto stream = static_cast<std::size_t>(j);
    joining.rate[stream] =
        knob(of_stream(Knob::coverage_private, j), t) * knob(of_stream(Knob::pool_share_private, j), t);
    joining.retention[stream] = knob(of_stream(Knob::retention_private, j), t);
  }
  return joining;
}

Entrants MembershipRules::entrants(Year t, const MembershipYear& rules, const HeadsBySexAndAge& insured) const {
  const Residents pool = labour_pool(scenario_, groundwork_.population(), unit_, t);
  const Age first = std::max(static_cast<Age>(knob(Knob::entry_age_min, t)), Table::kFirstAge);
  const Age last = std::min(static_cast<Age>(knob(Knob::entry_age_max, t)), Table::kLastAge);
  const Age home_from = std::max(static_cast<Age>(knob(Knob::transfer_in_from, t)), Table::kFirstAge);
  const Age home_to = std::min(static_cast<Age>(knob(Knob::transfer_in_to, t)), Table::kLastAge);
  const double years = knob(Knob::transfer_in_years, t), index = knob(Knob::transfer_in_index, t);
  Entrants result;
  result.home_comer = {.heads = 1,
                       .paid = years,
                       .indexed = years * index,
                       .account = years * index * knob(Knob::transfer_in_account, t) * knob(Knob::reference_wage, t) *
                                  kMonths * knob(Knob::flexible_account_rate, t),
                       .deemed = 0,
                       .level = 1};
  result.home_comer_bucket = std::min(static_cast<int>(years), scenario_.top_service);
  const Joining joining = joining_of(t, rules);
  const double home = knob(Knob::transfer_in_rate, t), flexible = knob(Knob::transfer_in_flexible, t);
  for (Sex sex : {Sex::male, Sex::female}) {
    const auto& residents = pool[static_cast<std::size_t>(sex)];
    for (Age x = first; x <= last; ++x) {
      const double uninsured = residents(x) - insured[static_cast<std::size_t>(sex)][static_cast<std::size_t>(x)];
      result.clipped += std::max(0.0, -uninsured);
      if (uninsured > 0) enrol(t, sex, x, uninsured, joining, result);
    }
    if (home > 0)
      for (Age x = home_from; x <= home_to; ++x) bring_home(t, sex, x, home * residents(x), flexible, result);
  }
  return result;
}

void MembershipRules::enrol(Year t, Sex sex, Age x, double uninsured, const Joining& joining, Entrants& into) const {
  std::array<double, kStreams> heads;
  double all = 0;
  for (std::size_t j = 0; j < kStreams; ++j) {
    heads[j] = uninsured * std::min(1.0, joining.rate[j] * take_up_by_age_[j][static_cast<std::size_t>(x)]);
    if (j == static_cast<std::size_t>(Stream::hardship) && x < joining.hardship_age[static_cast<std::size_t>(sex)])
      heads[j] = 0;
    all += heads[j];
  }
  const double fits = all > uninsured ? uninsured / all : 1.0;
  const Category flexible = sex == Sex::male ? Category::male_flexible : Category::female_flexible;
  const bool flexible_open = before_due(flexible, t, x);
  const auto add = [&](Category g, std::size_t j, double n, double level) {
    Enrolling& to = into.by_age[static_cast<std::size_t>(g)][row_of(x)];
    const double stay = joining.retention[j] * n, drop = n - stay;
    to.joining += stay, to.joining_level += level * stay;
    to.dropping += drop, to.dropping_level += level * drop;
    into.by_stream[j] += n;
  };
  const auto level_in = [&](Category g, std::size_t j) {
    return joining.rules.categories[static_cast<std::size_t>(g)].entry_level[j];
  };
  const auto employed = employed_as(sex, t);
  for (std::size_t j = 0; j < kStreams; ++j) {
    const double n = fits * heads[j];
    if (!(n > 0)) continue;
    if (j >= kEmployeeStreams) {
      if (flexible_open) add(flexible, j, n, level_in(flexible, j));
      continue;
    }
    // who is due in the employee's category enrols as a flexible worker; who is due there too does not enrol
    for (const auto& [g, share] : employed) {
      if (!(share > 0)) continue;
      if (before_due(g, t, x))
        add(g, j, share * n, level_in(g, j));
      else if (flexible_open)
        add(flexible, j, share * n, 1.0);
    }
  }
}

void MembershipRules::bring_home(Year t, Sex sex, Age x, double heads, double flexible_share, Entrants& into) const {
  const Category flexible = sex == Sex::male ? Category::male_flexible : Category::female_flexible;
  const auto add = [&](Category g, double n) {
    const Category to = before_due(g, t, x) ? g : flexible;
    if (before_due(to, t, x)) into.by_age[static_cast<std::size_t>(to)][row_of(x)].returning += n;
  };
  add(flexible, flexible_share * heads);
  for (const auto& [g, share] : employed_as(sex, t)) add(g, share * (1 - flexible_share) * heads);
}

}  // namespace ballast
