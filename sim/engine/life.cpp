#include "sim/engine/life.hpp"

#include <algorithm>

#include "models/benefit/grants.hpp"

namespace ballast {
namespace {

using Table = MemberTable<Lanes>;
using Pension = PensionerTable<Lanes>;

/// One unit's lane of a block's tables, or all of them where they are the same.
struct Seat {
  static constexpr int kEvery = -1;
  const Scenario& scenario;
  int unit = 0, lane = 0;

  void add(Lanes& to, double value) const {
    if (lane == kEvery)
      to += value;
    else
      to[lane] += value;
  }
};

void place_members(const Seat& seat, Category g, Table& table) {
  const auto category = static_cast<std::size_t>(g);
  const double scale = seat.scenario.knobs.year(Knob::index_scale, seat.unit, seat.scenario.base_year);
  for (const auto& [age, heads] : seat.scenario.openings[static_cast<std::size_t>(seat.unit)].members[category]) {
    for (const ServiceCell& cell : seat.scenario.service[category].at(age)) {
      const double n = heads * cell.share;
      const int years = std::max(cell.service, static_cast<int>(cell.paid_years + cell.deemed_years + kYearsRounding));
      const int bucket = std::min(years, table.buckets() - 1);
      table.open(cell.cohort, age, {bucket, bucket + 1});
      MemberCell<Lanes>& cells = table.row(cell.cohort, age)[bucket];
      Members<Lanes>& into = cell.contributing ? cells.contributing : cells.suspended;
      seat.add(into.heads, n), seat.add(into.paid, n * cell.paid_years);
      seat.add(into.indexed, n * cell.paid_years * cell.index * scale);
      seat.add(into.account, n * cell.account * scale);
      seat.add(into.deemed, n * cell.deemed_years), seat.add(into.level, n);
    }
  }
}

void place_retirees(const Seat& seat, const std::map<Age, RetireeCell>& retirees,
                    const std::map<Age, std::vector<AwardCell>>& patterns, Pension& table) {
  using Row = PensionerRow<Lanes>;
  for (const auto& [age, cell] : retirees) {
    const double pension = cell.heads * cell.mean_pension;
    double account_pension = 0, transitional = 0;
    Row& row = table.row(age);
    for (const AwardCell& award : patterns.at(age)) {
      const double k = pension * award.share * award.account_share;
      if (k > 0) {
        RetiredAccount<Lanes>& account = row.account(std::clamp(award.award_age, Row::kFirstAward, Row::kLastAward));
        seat.add(account.pension, k), seat.add(account.balance, k * award.balance_months);
      }
      account_pension += k;
      transitional += pension * award.share * award.transitional_share;
      const double increases = pension * award.share * award.increase_share;  // split pro rata, as model §4.0
      seat.add(row.people.increases, increases);
      seat.add(row.people.pooled_increases, increases * (1 - award.account_share));
    }
    seat.add(row.people.heads, cell.heads), seat.add(row.people.pooled, pension - account_pension);
    seat.add(row.people.transitional, transitional), seat.add(row.people.years, cell.heads * cell.mean_years);
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
  for (std::size_t g = 0; g < kCategories; ++g) {
    closing[g] = {};
    for (Age x = Table::kFirstAge; x <= Table::kLastAge; ++x)
      for (Cohort cohort : {Cohort::middle, Cohort::fresh}) {
        members[g].state(cohort, x).count(members[g].row(cohort, x), members[g].buckets(), grant);
        closing[g] += members[g].state(cohort, x).total;
      }
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

void open_life(const Scenario& scenario, const Block& block, Life& life) {
  life.clear(scenario.top_service, scenario.last_year - scenario.base_year);
  const auto another = [&](int unit) { return unit != block.units.front(); };
  const bool one_unit = std::none_of(block.units.begin(), block.units.end(), another);  // futures of it
  for (int lane = 0; lane < (one_unit ? 1 : block.count); ++lane) {
    const Seat seat{scenario, block.units[static_cast<std::size_t>(lane)], one_unit ? Seat::kEvery : lane};
    const BaseTables& opening = scenario.openings[static_cast<std::size_t>(seat.unit)];
    for (Category g : kAllCategories) {
      const auto category = static_cast<std::size_t>(g);
      place_members(seat, g, life.table(g));
      place_retirees(seat, opening.retired[category], scenario.awards_retired[category],
                     life.table(Pensioned::retired, g));
      place_retirees(seat, opening.ill[category], scenario.awards_ill[category], life.table(Pensioned::ill, g));
    }
  }
}

}  // namespace ballast
