#include "sim/engine/life.hpp"

#include <algorithm>

#include "models/benefit/grants.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {
namespace {

using Table = MemberTable<Lanes>;
using Pension = PensionerTable<Lanes>;

/// What stands in a table at an age, or nothing; ages are asked for upwards.
template <class Value>
class Upwards {
 public:
  explicit Upwards(const std::map<Age, Value>& table) : next_(table.begin()), end_(table.end()) {}
  Value operator()(Age x) {
    while (next_ != end_ && next_->first < x) ++next_;
    return next_ != end_ && next_->first == x ? next_->second : Value{};
  }

 private:
  typename std::map<Age, Value>::const_iterator next_, end_;
};

/// One for each lane of a block, of its unit's opening position.
template <class Value, class Of>
std::vector<Upwards<Value>> upwards(const Scenario& s, const Block& block, Of table_of) {
  std::vector<Upwards<Value>> lanes;
  for (const int unit : block.units) lanes.emplace_back(table_of(s.openings[static_cast<std::size_t>(unit)]));
  return lanes;
}

/// The opening retirees of a kind and category.
struct OpeningRetirees {
  std::array<std::map<Age, RetireeCell>, kCategories> BaseTables::*kind;
  std::size_t category;
};

void place_retirees(const Scenario& s, const Block& block, const OpeningRetirees& of,
                    const std::map<Age, std::vector<AwardCell>>& patterns, Pension& table) {
  using Row = PensionerRow<Lanes>;
  auto cells = upwards<RetireeCell>(
      s, block, [&](const BaseTables& o) -> auto& { return (o.*of.kind)[of.category]; });
  for (const auto& [age, awards] : patterns) {
    Lanes heads{}, pension{}, years{};
    for (int lane = 0; lane < kLanes; ++lane) {
      const RetireeCell cell = cells[static_cast<std::size_t>(lane)](age);
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

void Life::grow_older() {
  for (Table& table : members) table.grow_older();
  for (auto& kind : pensioned)
    for (Pension& table : kind) table.grow_older();
  for (auto& kind : deferred)
    for (DeferredTable<Lanes>& table : kind) table.grow_older();
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
  closing.fill({}), drawing.fill({}), arrears.fill(Lanes{});
  loans.clear(), hardship_entrants.clear();
  loans_outstanding = false_claims = Lanes{};
}

OpeningMembers opening_members(const Scenario& s, const Block& block, const OpeningPattern& pattern,
                               const GrantMonths& grant) {
  OpeningMembers opening{.pattern = pattern.data(), .cells = static_cast<int>(pattern.size()), .grant = grant};
  const OpeningCell* before = nullptr;
  std::vector<Upwards<double>> heads;
  for (const OpeningCell& cell : pattern) {
    const auto g = static_cast<std::size_t>(cell.category);
    const bool same_category = before && before->category == cell.category;
    const bool known = same_category && before->age == cell.age;
    before = &cell;
    if (known) continue;
    if (!same_category)
      heads = upwards<double>(
          s, block, [&](const BaseTables& o) -> auto& { return o.members[g]; });
    opening.heads[g][static_cast<std::size_t>(cell.age - Table::kFirstAge)] =
        block.each([&](int lane) { return heads[static_cast<std::size_t>(lane)](cell.age); });
  }
  opening.index_scale =
      block.gather([&](const KnobValues&, int unit) { return s.knobs.year(Knob::index_scale, unit, s.base_year); });
  return opening;
}

void open_life(const Scenario& scenario, const Block& block, Life& life) {
  life.clear(scenario.top_service, scenario.last_year - scenario.base_year);
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
