#include "sim/engine/life.hpp"

#include <algorithm>
#include <utility>

#include "models/benefit/grants.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {
namespace {

using Table = MemberTable<Lanes>;
using Pension = PensionerTable<Lanes>;

/// So many of what `make` makes.
template <std::size_t kSize, class Make>
auto array_of(Make make) {
  return [&]<std::size_t... at>(std::index_sequence<at...>) { return std::array{((void)at, make())...}; }
  (std::make_index_sequence<kSize>{});
}

/// What stands in a table at an age, or nothing.
template <class Value>
Value at_age(const AgeTable<Value>& table, Age x) {
  const auto found = table.find(x);
  return found != table.end() ? found->second : Value{};
}

/// The opening retirees of a kind and category.
struct OpeningRetirees {
  std::array<AgeTable<RetireeCell>, kCategories> BaseTables::*kind;
  std::size_t category;
};

void place_retirees(const Scenario& s, const Block& block, const OpeningRetirees& of,
                    const std::map<Age, std::vector<AwardCell>>& patterns, Pension& table) {
  using Row = PensionerRow<Lanes>;
  for (const auto& [age, awards] : patterns) {
    Lanes heads{}, pension{}, years{};
    for (int lane = 0; lane < kLanes; ++lane) {
      const BaseTables& own = s.openings[static_cast<std::size_t>(block.units[static_cast<std::size_t>(lane)])];
      const RetireeCell cell = at_age((own.*of.kind)[of.category], age);
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
      const Lanes increases = pension * (award.share * award.increase_share);  // split pro rata (equation T2)
      row.people.increases += increases;
      row.people.pooled_increases += increases * (1 - award.account_share);
    }
    row.people.heads = heads, row.people.pooled = pension - account_pension;
    row.people.years = years;
  }
}

}  // namespace

Life::Life(int top_service, std::pmr::memory_resource* room)
    : members(array_of<kCategories>([&] { return Table(top_service, room); })),
      pensioned(array_of<kPensionedKinds>([&] { return array_of<kCategories>([&] { return Pension(room); }); })) {}

void Life::make_room(int years) {
  for (auto& kind : deferred)
    for (DeferredTable<Lanes>& table : kind) table.clear(years);
  closing.fill({}), drawing.fill({}), arrears.fill(Lanes{});
  loans.clear(), hardship_entrants.clear();
  loans_outstanding = false_claims = Lanes{};
}

OpeningMembers opening_members(const Scenario& s, const Block& block, const OpeningPattern& pattern,
                               const GrantMonths& grant) {
  OpeningMembers opening{.pattern = pattern.data(), .cells = static_cast<int>(pattern.size()), .grant = grant};
  const OpeningCell* before = nullptr;
  for (const OpeningCell& cell : pattern) {
    const auto g = static_cast<std::size_t>(cell.category);
    const bool known = before && before->category == cell.category && before->age == cell.age;
    before = &cell;
    if (known) continue;
    opening.heads[g][static_cast<std::size_t>(cell.age - Table::kFirstAge)] =
        block.gather([&](const KnobValues&, int unit) {
          return at_age(s.openings[static_cast<std::size_t>(unit)].members[g], cell.age);
        });
  }
  opening.index_scale =
      block.gather([&](const KnobValues&, int unit) { return s.knobs.year(Knob::index_scale, unit, s.base_year); });
  return opening;
}

void open_life(const Scenario& scenario, const Block& block, Life& life) {
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
