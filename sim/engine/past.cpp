#include "sim/engine/past.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {
namespace {

// Every number of a part of a life, the same way when it is written down and when it is recalled.

template <class Group, class Visit>
void of_members(Group& m, Visit& visit) {
  visit(m.heads), visit(m.paid), visit(m.indexed), visit(m.account), visit(m.deemed), visit(m.level);
}
template <class Cell, class Visit>
void of_cell(Cell& cell, Visit& visit) {
  of_members(cell.contributing, visit), of_members(cell.suspended, visit);
}
template <class Group, class Visit>
void of_pensioners(Group& p, Visit& visit) {
  visit(p.heads), visit(p.pooled), visit(p.transitional), visit(p.years), visit(p.increases), visit(p.pooled_increases);
}
template <class Row, class Visit>
void of_deferred(Row& d, Visit& visit) {
  visit(d.heads), visit(d.basic), visit(d.transitional), visit(d.years), visit(d.increases), visit(d.account);
  for (auto& due : d.due) visit(due);
}

template <class AnyLife, class Visit>
void of_tables(AnyLife& life, const LifeOutline& outline, Visit& visit) {
  for (const LifeOutline::MemberRow& at : outline.members) {
    auto& table = life.members[static_cast<std::size_t>(at.category)];
    auto& state = table.state(at.cohort, at.age);
    of_cell(state.total, visit), visit(state.grant_months);
    auto* const cells = table.row(at.cohort, at.age);
    for (int s = at.span.first; s < at.span.last; ++s) of_cell(cells[s], visit);
  }
  for (const LifeOutline::PensionerRow& at : outline.pensioned) {
    auto& row = life.table(at.kind, at.category).row(at.age);
    of_pensioners(row.people, visit), visit(row.exhausted);
    for (int a = at.first; a < at.last; ++a) {
      auto& account = row.accounts[static_cast<std::size_t>(a)];
      visit(account.pension), visit(account.balance);
    }
  }
  for (const LifeOutline::DeferredRow& at : outline.deferred)
    of_deferred(life.table(at.kind, at.category).row(at.age), visit);
}
template <class AnyLife, class Visit>
void of_sums(AnyLife& life, Visit& visit) {
  for (auto& cell : life.closing) of_cell(cell, visit);
  for (auto& sums : life.drawing)
    of_pensioners(sums.people, visit), visit(sums.account_pension), visit(sums.account_balance);
  for (auto& arrears : life.arrears) visit(arrears);
  for (auto& loan : life.loans) visit(loan);
  for (auto& entrants : life.hardship_entrants) visit(entrants);
  visit(life.loans_outstanding), visit(life.false_claims);
}

LifeOutline outline_of(const Life& life) {
  LifeOutline outline{.members = {}, .pensioned = {}, .deferred = {}, .years = life.loans.size()};
  for (Category g : kAllCategories) {
    const Life::Table& table = life.members[static_cast<std::size_t>(g)];
    for (Cohort cohort : {Cohort::middle, Cohort::fresh})
      for (Age x = Life::Table::kFirstAge; x <= Life::Table::kLastAge; ++x)
        if (table.reaches(cohort, x) && !table.state(cohort, x).span.empty())
          outline.members.push_back({g, cohort, x, table.state(cohort, x).span});
    for (Pensioned kind : kAllPensioned) {
      const PensionerTable<Lanes>& pensioners = life.table(kind, g);
      for (Age x = pensioners.ages().youngest(); x <= pensioners.ages().oldest(); ++x)
        outline.pensioned.push_back({kind, g, x, pensioners.row(x).first, pensioners.row(x).last});
    }
    for (Deferred kind : {Deferred::partial, Deferred::limited}) {
      const AgesInUse& ages = life.table(kind, g).ages();
      for (Age x = ages.youngest(); x <= ages.oldest(); ++x) outline.deferred.push_back({kind, g, x});
    }
  }
  return outline;
}

/// Room in a life for those of an outline.
void open_rows(const LifeOutline& outline, Life& life) {
  for (const LifeOutline::MemberRow& at : outline.members) life.table(at.category).open(at.cohort, at.age, at.span);
  for (const LifeOutline::PensionerRow& at : outline.pensioned) {
    PensionerRow<Lanes>& row = life.table(at.kind, at.category).open(at.age);
    for (int a = at.first; a < at.last; ++a) row.account(a + PensionerRow<Lanes>::kFirstAward);
  }
  for (const LifeOutline::DeferredRow& at : outline.deferred) life.table(at.kind, at.category).open(at.age);
  life.loans.resize(outline.years), life.hardship_entrants.resize(outline.years);
}

}  // namespace

UnitPast past_of(const Life& life, int lane) {
  UnitPast past{.through = 0, .lived = {}, .outline = outline_of(life), .numbers = {}};
  const auto write_down = [&](const Lanes& number) { past.numbers.push_back(number[lane]); };
  of_tables(life, past.outline, write_down), of_sums(life, write_down);
  past.numbers.shrink_to_fit();
  return past;
}

void recall(const UnitPast& past, Life& life) {
  open_rows(past.outline, life);
  const double* next = past.numbers.data();
  const auto bring_back = [&](Lanes& number) { number = broadcast<Lanes>(*next++); };
  of_tables(life, past.outline, bring_back), of_sums(life, bring_back);
}

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
