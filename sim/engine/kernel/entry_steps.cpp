// Who enters in a year: streams from the uninsured pool, and home-comers (equations M3).
#include "sim/engine/kernel/steps.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {
namespace {

using Table = MemberTable<Lanes>;

std::size_t row_of(Age x) { return static_cast<std::size_t>(x - Table::kFirstAge); }

/// The year's entry in progress.
struct Entry {
  const MembershipYear& rules;
  const EntryRules& r;
  Entrants& into;

  bool before_due(Category g, Age x) const {
    return rules.categories[static_cast<std::size_t>(g)].cohorts->before_due[row_of(x)];
  }
  const Lanes& level(Category g, std::size_t stream) const {
    return rules.categories[static_cast<std::size_t>(g)].entry_level[stream];
  }
  Enrolling& row(Category g, Age x) { return into.by_age[static_cast<std::size_t>(g)][row_of(x)]; }

  void add(Category g, Age x, std::size_t stream, const Lanes& n, const Lanes& level) {
    Enrolling& to = row(g, x);
    const Lanes stay = r.retention[stream] * n, drop = n - stay;
    to.joining += stay, to.joining_level += level * stay;
    to.dropping += drop, to.dropping_level += level * drop;
    into.by_stream[stream] += n;
  }

  void enrol(Sex sex, Age x, const Lanes& uninsured) {
    const auto s = static_cast<std::size_t>(sex);
    std::array<Lanes, kStreams> heads;
    Lanes all{};
    for (int k = 0; k < r.open_streams; ++k) {
      const auto j = static_cast<std::size_t>(r.open[static_cast<std::size_t>(k)]);
      const Lanes take_up = r.rate[j] * (*r.take_up)[j][static_cast<std::size_t>(x)];
      heads[j] = uninsured * lesser(broadcast<Lanes>(1.0), take_up);
      if (j == static_cast<std::size_t>(Stream::hardship) && x < r.hardship_age[s]) heads[j] = Lanes{};
      all += heads[j];
    }
    const Lanes fits = lesser(broadcast<Lanes>(1.0), share_of(uninsured, all));
    for (int k = 0; k < r.open_streams; ++k) {
      const auto j = static_cast<std::size_t>(r.open[static_cast<std::size_t>(k)]);
      if (const Lanes n = fits * heads[j]; any_positive(n)) enrol(sex, x, j, n);
    }
  }
  /// Who is due in the employee's category enrols as a flexible worker; who is due there too does not enrol.
  void enrol(Sex sex, Age x, std::size_t stream, const Lanes& n) {
    const Category flexible = flexible_of(sex);
    const bool flexible_open = before_due(flexible, x);
    if (stream >= kEmployeeStreams) {
      if (flexible_open) add(flexible, x, stream, n, level(flexible, stream));
      return;
    }
    for (const auto& [g, share] : r.employed[static_cast<std::size_t>(sex)]) {
      if (!(share > 0)) continue;
      if (before_due(g, x))
        add(g, x, stream, share * n, level(g, stream));
      else if (flexible_open)
        add(flexible, x, stream, share * n, broadcast<Lanes>(1.0));
    }
  }

  void bring_home(Sex sex, Age x, const Lanes& heads) {
    const Category flexible = flexible_of(sex);
    const auto come = [&](Category g, const Lanes& n) {
      const Category to = before_due(g, x) ? g : flexible;
      if (before_due(to, x)) row(to, x).returning += n;
    };
    come(flexible, r.home_flexible * heads);
    for (const auto& [g, share] : r.employed[static_cast<std::size_t>(sex)])
      come(g, (share * (1 - r.home_flexible)) * heads);
  }

  static Category flexible_of(Sex sex) {
    return sex == Sex::male ? Category::male_flexible : Category::female_flexible;
  }
};

}  // namespace

void enter(const Life& life, const MembershipYear& rules, const HeadsBySexAndAge& pool, Entrants& entrants) {
  const EntryRules& r = rules.entry;
  entrants = {};
  entrants.home_comer = r.home_comer, entrants.home_comer_bucket = r.home_comer_bucket;
  const HeadsBySexAndAge insured = insured_after_deaths(life, rules);
  Entry entry{rules, r, entrants};
  for (Sex sex : {Sex::male, Sex::female}) {
    const auto s = static_cast<std::size_t>(sex);
    for (Age x = r.first; x <= r.last; ++x) {
      const Lanes uninsured = pool[s][static_cast<std::size_t>(x)] - insured[s][static_cast<std::size_t>(x)];
      entrants.clipped += greater(Lanes{}, -uninsured);
      if (any_positive(uninsured)) entry.enrol(sex, x, greater(Lanes{}, uninsured));
    }
    if (any_positive(r.home_rate))
      for (Age x = r.home_from; x <= r.home_to; ++x)
        entry.bring_home(sex, x, r.home_rate * pool[s][static_cast<std::size_t>(x)]);
  }
}

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
