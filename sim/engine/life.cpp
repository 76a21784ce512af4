#include "sim/engine/life.hpp"

#include <algorithm>

namespace ballast {
namespace {

using Table = MemberTable<double>;
using Pension = PensionerTable<double>;

void place_members(const Scenario& scenario, int unit, Category g, Table& table) {
  const auto category = static_cast<std::size_t>(g);
  const double scale = scenario.knobs.year(Knob::index_scale, unit, scenario.base_year);
  for (const auto& [age, heads] : scenario.openings[static_cast<std::size_t>(unit)].members[category]) {
    for (const ServiceCell& cell : scenario.service[category].at(age)) {
      const double n = heads * cell.share;
      Members<double>* row =
          cell.contributing ? table.contributing(cell.cohort, age) : table.suspended(cell.cohort, age);
      row[std::min(cell.service, table.buckets() - 1)] +=
          {n, n * cell.paid_years, n * cell.paid_years * cell.index * scale, n * cell.account * scale,
           n * cell.deemed_years};
    }
  }
}

void place_retirees(const std::map<Age, RetireeCell>& retirees, const std::map<Age, std::vector<AwardCell>>& patterns,
                    Pension& table) {
  for (const auto& [age, cell] : retirees) {
    const double pension = cell.heads * cell.mean_pension;
    double account_pension = 0, transitional = 0;
    for (const AwardCell& award : patterns.at(age)) {
      const double k = pension * award.share * award.account_share;
      const int r = std::clamp(award.award_age, Pension::kFirstAward, Pension::kLastAward) - Pension::kFirstAward;
      RetiredAccount<double>& account = table.accounts(age)[r];
      account.pension += k;
      account.balance += k * award.balance_months;
      account_pension += k;
      transitional += pension * award.share * award.transitional_share;
    }
    table.people(age) += {.heads = cell.heads,
                          .pooled = pension - account_pension,
                          .transitional = transitional,
                          .years = cell.heads * cell.mean_years,
                          .increases = 0,
                          .pooled_increases = 0};
  }
}

}  // namespace

void Life::grow_older() {
  for (Table& table : members) table.grow_older();
  for (auto& kind : pensioned)
    for (Pension& table : kind) table.grow_older();
}

LifeTotals Life::totals() const {
  LifeTotals t;
  for (const Table& table : members)
    for (Age x = Table::kFirstAge; x <= Table::kLastAge; ++x) {
      const Members<double> paying = table.contributing_total(x), idle = table.suspended_total(x);
      t.contributing += paying.heads, t.suspended += idle.heads;
      t.members += paying + idle;
    }
  for (Pensioned kind : kAllPensioned)
    for (Category g : kAllCategories)
      for (Age x = Pension::kFirstAge; x <= Pension::kLastAge; ++x) {
        const Pensioners<double>& people = table(kind, g).people(x);
        t.pensioned += people;
        (kind == Pensioned::benefit ? t.benefit : t.retired) += people.heads;
        for (int r = 0; r < Pension::kAwards; ++r) {
          t.account_pension += table(kind, g).accounts(x)[r].pension;
          t.retired_accounts += table(kind, g).accounts(x)[r].balance;
        }
      }
  return t;
}

Life opening_life(const Scenario& scenario, int unit) {
  Life life;
  life.members.fill(Table(scenario.top_service));
  const BaseTables& opening = scenario.openings[static_cast<std::size_t>(unit)];
  for (Category g : kAllCategories) {
    const auto category = static_cast<std::size_t>(g);
    place_members(scenario, unit, g, life.table(g));
    place_retirees(opening.retired[category], scenario.awards_retired[category], life.table(Pensioned::retired, g));
    place_retirees(opening.ill[category], scenario.awards_ill[category], life.table(Pensioned::ill, g));
  }
  return life;
}

}  // namespace ballast
