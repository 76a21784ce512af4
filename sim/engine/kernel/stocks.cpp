// Sums over everybody on the books: what the audit compares, and who is insured.
#include <algorithm>

#include "sim/engine/kernel/steps.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {
namespace {

using Table = MemberTable<Lanes>;
using Pension = PensionerTable<Lanes>;

}  // namespace

LifeTotals totals_of(const Life& life) {
  LifeTotals t;
  MemberCell<Lanes> all;
  for (std::size_t g = 0; g < kCategories; ++g) {
    const MemberCell<Lanes>& category = life.closing[g];
    t.by_category[g] = category.contributing + category.suspended;
    all += category;
  }
  t.contributing = all.contributing.heads, t.suspended = all.suspended.heads;
  t.members = all.contributing + all.suspended;
  for (Pensioned kind : kAllPensioned) {
    const PensionerSums<Lanes>& sums = life.sums(kind);
    t.pensioned += sums.people;
    (kind == Pensioned::benefit ? t.benefit : t.retired) += sums.people.heads;
    if (kind == Pensioned::benefit) t.benefit_pension += sums.people.pooled + sums.account_pension;
    t.account_pension += sums.account_pension;
    t.retired_accounts += sums.account_balance;
  }
  for (Deferred kind : {Deferred::partial, Deferred::limited})
    for (Category g : kAllCategories) {
      const DeferredTable<Lanes>& table = life.table(kind, g);
      for (Age x = table.ages().youngest(); x <= table.ages().oldest(); ++x) {
        const DeferredBenefits<Lanes>& row = table.row(x);
        t.pensioned.heads += row.heads, t.benefit += row.heads;
        t.retired_accounts += row.account;
        if (kind == Deferred::partial) t.pensioned.pooled += row.basic, t.benefit_pension += row.basic;
      }
    }
  return t;
}

HeadsBySexAndAge insured_after_deaths(const Life& life, const MembershipYear& rules) {
  HeadsBySexAndAge insured{};
  const Age first = std::max(rules.entry.first, Table::kFirstAge), last = std::min(rules.entry.last, Table::kLastAge);
  for (Category g : kAllCategories) {
    auto& heads = insured[static_cast<std::size_t>(sex_of(g))];
    const Table& table = life.members[static_cast<std::size_t>(g)];
    const GroupDeaths deaths = rules.mortality.active(sex_of(g));
    for (Age x = first; x <= last; ++x) {
      const Lanes alive = 1.0 - deaths.at(x);
      table.each([&](Cohort, const auto& rows) {
        if (rows.reaches(x)) heads[static_cast<std::size_t>(x)] += alive * rows.state(x).heads();
      });
    }
    for (Pensioned kind : kAllPensioned) {
      const Pension& pensioners = life.table(kind, g);
      const AgesInUse& ages = pensioners.ages();
      for (Age x = std::max(first, ages.youngest()); x <= std::min(last, ages.oldest()); ++x)
        heads[static_cast<std::size_t>(x)] += pensioners.row(x).people.heads;
    }
    for (Deferred kind : {Deferred::partial, Deferred::limited}) {
      const DeferredTable<Lanes>& recipients = life.table(kind, g);
      const AgesInUse& ages = recipients.ages();
      for (Age x = std::max(first, ages.youngest()); x <= std::min(last, ages.oldest()); ++x)
        heads[static_cast<std::size_t>(x)] += recipients.row(x).heads;
    }
  }
  return insured;
}

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
