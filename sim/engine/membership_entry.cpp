// Who enters in a year: streams from the uninsured pool, and home-comers (equations M3).
#include <algorithm>

#include "sim/engine/membership_rules.hpp"

namespace ballast {
namespace {

using Table = MemberTable<Lanes>;
constexpr int kMonths = 12;

std::size_t row_of(Age x) { return static_cast<std::size_t>(x - Table::kFirstAge); }

}  // namespace

/// What decides who joins, by stream: the same for every age.
struct MembershipRules::Joining {
  std::array<Lanes, kStreams> rate{}, retention{};
  std::vector<std::size_t> open;  ///< streams by which anybody comes
  std::array<double, kSexes> hardship_age{};
  std::array<std::array<std::pair<Category, double>, 2>, kSexes> employed{};
  const MembershipYear& rules;
};

MembershipRules::Joining MembershipRules::joining_of(Year t, const MembershipYear& rules) const {
  Joining joining{.open = {},
                  .hardship_age = {knob(Knob::hardship_age_male, t), knob(Knob::hardship_age_female, t)},
                  .employed = {employed_as(Sex::male, t), employed_as(Sex::female, t)},
                  .rules = rules};
  for (int j = 0; j < kStreams; ++j) {
    const auto stream = static_cast<std::size_t>(j);
    joining.rate[stream] =
        lanes(of_stream(Knob::coverage_private, j), t) * lanes(of_stream(Knob::pool_share_private, j), t);
    joining.retention[stream] = lanes(of_stream(Knob::retention_private, j), t);
    if (any_positive(joining.rate[stream])) joining.open.push_back(stream);
  }
  return joining;
}

Entrants MembershipRules::entrants(Year t, const MembershipYear& rules, const HeadsBySexAndAge& insured) const {
  const HeadsBySexAndAge& all = pool(t);
  const Age first = std::max(static_cast<Age>(knob(Knob::entry_age_min, t)), Table::kFirstAge);
  const Age last = std::min(static_cast<Age>(knob(Knob::entry_age_max, t)), Table::kLastAge);
  const Age home_from = std::max(static_cast<Age>(knob(Knob::transfer_in_from, t)), Table::kFirstAge);
  const Age home_to = std::min(static_cast<Age>(knob(Knob::transfer_in_to, t)), Table::kLastAge);
  const double years = knob(Knob::transfer_in_years, t), index = knob(Knob::transfer_in_index, t);
  const Lanes account = years * index * knob(Knob::transfer_in_account, t) * lanes(Knob::reference_wage, t) * kMonths *
                        knob(Knob::flexible_account_rate, t);
  const auto each = [](double value) { return broadcast<Lanes>(value); };
  Entrants result;
  result.home_comer = {each(1), each(years), each(years * index), account, each(0), each(1)};
  result.home_comer_bucket = std::min(static_cast<int>(years + kYearsRounding), scenario_.top_service);
  const Joining joining = joining_of(t, rules);
  const Lanes home = lanes(Knob::transfer_in_rate, t);
  const double flexible = knob(Knob::transfer_in_flexible, t);
  for (Sex sex : {Sex::male, Sex::female}) {
    const auto index_of_sex = static_cast<std::size_t>(sex);
    const auto residents = [&](Age x) { return all[index_of_sex][static_cast<std::size_t>(x)]; };
    for (Age x = first; x <= last; ++x) {
      const Lanes uninsured = residents(x) - insured[index_of_sex][static_cast<std::size_t>(x)];
      result.clipped += greater(Lanes{}, -uninsured);
      if (any_positive(uninsured)) enrol(sex, x, greater(Lanes{}, uninsured), joining, result);
    }
    if (any_positive(home))
      for (Age x = home_from; x <= home_to; ++x) bring_home(t, sex, x, home * residents(x), flexible, result);
  }
  return result;
}

void MembershipRules::enrol(Sex sex, Age x, const Lanes& uninsured, const Joining& joining, Entrants& into) const {
  const Year t = joining.rules.year;
  std::array<Lanes, kStreams> heads;
  Lanes all{};
  for (const std::size_t j : joining.open) {
    const Lanes take_up = joining.rate[j] * take_up_by_age_[j][static_cast<std::size_t>(x)];
    heads[j] = uninsured * lesser(broadcast<Lanes>(1.0), take_up);
    if (j == static_cast<std::size_t>(Stream::hardship) && x < joining.hardship_age[static_cast<std::size_t>(sex)])
      heads[j] = Lanes{};
    all += heads[j];
  }
  const Lanes fits = lesser(broadcast<Lanes>(1.0), share_of(uninsured, all));
  const Category flexible = sex == Sex::male ? Category::male_flexible : Category::female_flexible;
  const bool flexible_open = before_due(flexible, t, x);
  const auto add = [&](Category g, std::size_t j, const Lanes& n, const Lanes& level) {
    Enrolling& to = into.by_age[static_cast<std::size_t>(g)][row_of(x)];
    const Lanes stay = joining.retention[j] * n, drop = n - stay;
    to.joining += stay, to.joining_level += level * stay;
    to.dropping += drop, to.dropping_level += level * drop;
    into.by_stream[j] += n;
  };
  for (const std::size_t j : joining.open) {
    const Lanes n = fits * heads[j];
    if (!any_positive(n)) continue;
    if (j >= kEmployeeStreams) {
      if (flexible_open)
        add(flexible, j, n, joining.rules.categories[static_cast<std::size_t>(flexible)].entry_level[j]);
      continue;
    }
    // who is due in the employee's category enrols as a flexible worker; who is due there too does not enrol
    for (const auto& [g, share] : joining.employed[static_cast<std::size_t>(sex)]) {
      if (!(share > 0)) continue;
      if (before_due(g, t, x))
        add(g, j, share * n, joining.rules.categories[static_cast<std::size_t>(g)].entry_level[j]);
      else if (flexible_open)
        add(flexible, j, share * n, broadcast<Lanes>(1.0));
    }
  }
}

Lanes MembershipRules::should_be_insured(Year t) const {
  const auto first = static_cast<std::size_t>(knob(Knob::entry_age_min, t));
  const auto last = static_cast<std::size_t>(knob(Knob::entry_age_max, t));
  Lanes heads{};
  for (const auto& sex : pool(t))
    for (std::size_t x = first; x <= last; ++x) heads += sex[x];
  return heads;
}

void MembershipRules::bring_home(Year t, Sex sex, Age x, const Lanes& heads, double flexible_share,
                                 Entrants& into) const {
  const Category flexible = sex == Sex::male ? Category::male_flexible : Category::female_flexible;
  const auto add = [&](Category g, const Lanes& n) {
    const Category to = before_due(g, t, x) ? g : flexible;
    if (before_due(to, t, x)) into.by_age[static_cast<std::size_t>(to)][row_of(x)].returning += n;
  };
  add(flexible, flexible_share * heads);
  for (const auto& [g, share] : employed_as(sex, t)) add(g, (share * (1 - flexible_share)) * heads);
}

}  // namespace ballast
