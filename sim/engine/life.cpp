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
      const int years = std::max(cell.service, static_cast<int>(cell.paid_years + cell.deemed_years));
      const int bucket = std::min(years, table.buckets() - 1);
      MemberCell<double>& into = table.row(cell.cohort, age)[bucket];
      (cell.contributing ? into.contributing : into.suspended) += {n,
                                                                   n * cell.paid_years,
                                                                   n * cell.paid_years * cell.index * scale,
                                                                   n * cell.account * scale,
                                                                   n * cell.deemed_years,
                                                                   n};
      int& filled = table.filled(cell.cohort, age);
      filled = std::max(filled, bucket + 1);
    }
    for (Cohort cohort : {Cohort::middle, Cohort::fresh}) table.count(cohort, age);
  }
}

void place_retirees(const std::map<Age, RetireeCell>& retirees, const std::map<Age, std::vector<AwardCell>>& patterns,
                    Pension& table) {
  using Row = PensionerRow<double>;
  for (const auto& [age, cell] : retirees) {
    const double pension = cell.heads * cell.mean_pension;
    double account_pension = 0, transitional = 0;
    Row& row = table.row(age);
    for (const AwardCell& award : patterns.at(age)) {
      const double k = pension * award.share * award.account_share;
      if (k > 0) {
        RetiredAccount<double>& account = row.account(std::clamp(award.award_age, Row::kFirstAward, Row::kLastAward));
        account.pension += k;
        account.balance += k * award.balance_months;
      }
      account_pension += k;
      transitional += pension * award.share * award.transitional_share;
    }
    row.people += {.heads = cell.heads,
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
  for (auto& kind : deferred)
    for (DeferredTable<double>& table : kind) table.grow_older();
}

LifeTotals Life::totals() const {
  LifeTotals t;
  for (const Table& table : members)
    for (Age x = Table::kFirstAge; x <= Table::kLastAge; ++x) {
      const MemberCell<double> of_age = table.total(x);
      t.contributing += of_age.contributing.heads, t.suspended += of_age.suspended.heads;
      t.members += of_age.contributing + of_age.suspended;
    }
  for (Pensioned kind : kAllPensioned)
    for (Category g : kAllCategories)
      for (Age x = Pension::kFirstAge; x <= Pension::kLastAge; ++x) {
        const PensionerRow<double>& row = table(kind, g).row(x);
        if (!(row.people.heads > 0)) continue;
        t.pensioned += row.people;
        (kind == Pensioned::benefit ? t.benefit : t.retired) += row.people.heads;
        t.account_pension += row.account_pension();
        t.retired_accounts += row.account_balance();
      }
  for (Deferred kind : {Deferred::partial, Deferred::limited})
    for (Category g : kAllCategories)
      for (Age x = DeferredTable<double>::kFirstAge; x <= DeferredTable<double>::kLastAge; ++x) {
        const DeferredBenefits<double>& row = table(kind, g).row(x);
        t.pensioned.heads += row.heads, t.benefit += row.heads;
        t.retired_accounts += row.account;
        if (kind == Deferred::partial) t.pensioned.pooled += row.basic;
      }
  return t;
}

Life opening_life(const Scenario& scenario, int unit) {
  Life life;
  const int years = scenario.last_year - scenario.base_year;
  life.members.fill(Table(scenario.top_service, years));
  for (auto& kind : life.pensioned) kind.fill(Pension(years));
  for (auto& kind : life.deferred) kind.fill(DeferredTable<double>(years));
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
