#include "sim/engine/life.hpp"

#include <algorithm>

#include "models/benefit/grants.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {
namespace {

using Table = MemberTable<Lanes>;
using Pension = PensionerTable<Lanes>;

/// A number of each unit's opening tables, by lane.
template <class Of>
Lanes by_lane(const Scenario& s, const Block& block, Of of_opening) {
  return block.gather(
      [&](const KnobValues&, int unit) { return of_opening(s.openings[static_cast<std::size_t>(unit)]); });
}

/// What stands in a table at an age, or nothing.
template <class Value>
Value at_age(const std::map<Age, Value>& table, Age x) {
  const auto found = table.find(x);
  return found == table.end() ? Value{} : found->second;
}

/// Members of every unit's lane: its heads of the age times the common pattern.
void place_members(const Scenario& s, const Block& block, const OpeningPattern& pattern, const GrantMonths& grant,
                   Life& life) {
  const Lanes scale =
      block.gather([&](const KnobValues&, int unit) { return s.knobs.year(Knob::index_scale, unit, s.base_year); });
  Lanes heads{};
  const OpeningCell* before = nullptr;
  for (const OpeningCell& cell : pattern) {
    const auto category = static_cast<std::size_t>(cell.category);
    if (!before || before->age != cell.age || before->category != cell.category) {
      if (before) life.count(before->category, before->age, grant);
      heads = by_lane(s, block, [&](const BaseTables& of) { return at_age(of.members[category], cell.age); });
    }
    before = &cell;
    if (!any_positive(heads)) continue;
    Table& table = life.table(cell.category);
    table.open(cell.cohort, cell.age, {cell.bucket, cell.bucket + 1});
    MemberCell<Lanes>& into = table.row(cell.cohort, cell.age)[cell.bucket];
    const auto place = [&](const Members<double>& m, Members<Lanes>& to) {
      to.heads = heads * m.heads, to.paid = heads * m.paid, to.indexed = heads * m.indexed * scale;
      to.account = heads * m.account * scale, to.deemed = heads * m.deemed, to.level = heads * m.level;
    };
    place(cell.per_head.contributing, into.contributing), place(cell.per_head.suspended, into.suspended);
  }
  if (before) life.count(before->category, before->age, grant);
}

/// The opening retirees of a kind and category.
struct OpeningRetirees {
  std::array<std::map<Age, RetireeCell>, kCategories> BaseTables::*kind;
  std::size_t category;
};

void place_retirees(const Scenario& s, const Block& block, const OpeningRetirees& of,
                    const std::map<Age, std::vector<AwardCell>>& patterns, Pension& table) {
  using Row = PensionerRow<Lanes>;
  for (const auto& [age, awards] : patterns) {
    Lanes heads{}, pension{}, years{};
    for (int lane = 0; lane < kLanes; ++lane) {
      const auto unit = static_cast<std::size_t>(block.units[static_cast<std::size_t>(lane)]);
      const RetireeCell cell = at_age((s.openings[unit].*of.kind)[of.category], age);
      heads[lane] = cell.heads, pension[lane] = cell.heads * cell.mean_pension;
      years[lane] = cell.heads * cell.mean_years;
    }
    if (!any_positive(heads)) continue;
    Lanes account_pension{};
    Row& row = table.open(age);
    for (const AwardCell& award : awards) {
      const Lanes k = pension * (award.share * award.account_share);
      if (any_positive(k)) {
        RetiredAccount<Lanes>& account = row.account(std::clamp(award.award_age, Row::kFirstAward, Row::kLastAward));
        account.pension += k, account.balance += k * award.balance_months;
      }
      account_pension += k;
      row.people.transitional += pension * (award.share * award.transitional_share);
      const Lanes increases = pension * (award.share * award.increase_share);  // split pro rata, as model §4.0
      row.people.increases += increases;
      row.people.pooled_increases += increases * (1 - award.account_share);
    }
    row.people.heads = heads, row.people.pooled = pension - account_pension;
    row.people.years = years;
  }
}

}  // namespace

void Life::grow_older() {
  for (Table& table : members) table.grow_older();
  for (auto& kind : pensioned)
    for (Pension& table : kind) table.grow_older();
  for (auto& kind : deferred)
    for (DeferredTable<Lanes>& table : kind) table.grow_older();
}

void Life::count(const GrantMonths& grant) {
  closing.fill({});
  for (Category g : kAllCategories)
    for (Age x = Table::kFirstAge; x <= Table::kLastAge; ++x) count(g, x, grant);
}

void Life::count(Category g, Age x, const GrantMonths& grant) {
  Table& of = table(g);
  for (Cohort cohort : {Cohort::middle, Cohort::fresh}) {
    if (!of.reaches(cohort, x)) continue;
    of.state(cohort, x).count(of.row(cohort, x), of.buckets(), grant);
    closing[static_cast<std::size_t>(g)] += of.state(cohort, x).total;
  }
}

void Life::clear(int top_service, int years) {
  for (Table& table : members) {
    if (table.buckets() != top_service + 1) table = Table(top_service);
    table.clear();
  }
  for (auto& kind : pensioned)
    for (Pension& table : kind) table.clear();
  for (auto& kind : deferred)
    for (DeferredTable<Lanes>& table : kind) table.clear(years);
  closing.fill({}), arrears.fill(Lanes{});
  loans.clear(), hardship_entrants.clear();
  loans_outstanding = false_claims = Lanes{};
}

void open_life(const Scenario& scenario, const Block& block, const OpeningPattern& pattern, const GrantMonths& grant,
               Life& life) {
  life.clear(scenario.top_service, scenario.last_year - scenario.base_year);
  place_members(scenario, block, pattern, grant, life);
  for (Category g : kAllCategories) {
    const auto category = static_cast<std::size_t>(g);
    place_retirees(scenario, block, {&BaseTables::retired, category}, scenario.awards_retired[category],
                   life.table(Pensioned::retired, g));
    place_retirees(scenario, block, {&BaseTables::ill, category}, scenario.awards_ill[category],
                   life.table(Pensioned::ill, g));
  }
}

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
