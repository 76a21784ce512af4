/// Where somebody stands in the tables of a life, and every number that stands there in one order: to write them down
/// and to bring them back.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/engine/life.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {

/// Where somebody stands in the tables of a life.
struct LifeOutline {
  struct MemberRow {
    Category category;
    Cohort cohort;
    Age age;
    BucketSpan span;
  };
  struct PensionerRow {
    Pensioned kind;
    Category category;
    Age age;
    int first, last;  ///< accounts in use, by award age
  };
  struct DeferredRow {
    Deferred kind;
    Category category;
    Age age;
  };
  std::vector<MemberRow> members;
  std::vector<PensionerRow> pensioned;
  std::vector<DeferredRow> deferred;
  std::size_t years = 0;  ///< of loans and of hardship entrants
};

template <class Group, class Visit>
void of_members(Group& m, Visit& visit) {
  visit(m.heads), visit(m.paid), visit(m.indexed), visit(m.account), visit(m.level);
  if constexpr (requires { m.deemed; }) visit(m.deemed);
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
    life.members[static_cast<std::size_t>(at.category)].of(at.cohort, [&](auto& rows) {
      auto& state = rows.state(at.age);
      of_cell(state.total, visit), visit(state.grant_months);
      auto* const cells = rows.row(at.age);
      for (int s = at.span.first; s < at.span.last; ++s) of_cell(cells[s], visit);
    });
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

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
