#include "sim/engine/past.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {
namespace {

/// The numbers of a life that stand in no table.
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
    table.each([&](Cohort cohort, const auto& rows) {
      for (Age x = Life::Table::kFirstAge; x <= Life::Table::kLastAge; ++x)
        if (rows.reaches(x) && !rows.state(x).span.empty())
          outline.members.push_back({g, cohort, x, rows.state(x).span});
    });
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

/// Room in a life for those of an outline: whose numbers come at once, so nothing is cleared for them.
void open_rows(const LifeOutline& outline, Life& life) {
  for (const LifeOutline::MemberRow& at : outline.members) {
    life.table(at.category).of(at.cohort, [&](auto& rows) {
      rows.open(at.age, {}), rows.state(at.age).span = at.span;
    });
  }
  for (const LifeOutline::PensionerRow& at : outline.pensioned) {
    PensionerRow<Lanes>& row = life.table(at.kind, at.category).open(at.age);
    row.first = at.first, row.last = at.last;
  }
  for (const LifeOutline::DeferredRow& at : outline.deferred) life.table(at.kind, at.category).open(at.age);
  life.loans.resize(outline.years), life.hardship_entrants.resize(outline.years);
}

}  // namespace

UnitPast past_of(const Life& life, int lane) {
  UnitPast past{.through = 0, .lived = {}, .outline = outline_of(life), .numbers = {}};
  const auto write_down = [&](const Lanes& number) { past.numbers.push_back(number[lane]); };
  of_sums(life, write_down), of_tables(life, past.outline, write_down);
  past.numbers.shrink_to_fit();
  return past;
}

const double* recall_sums(const UnitPast& past, Life& life) {
  open_rows(past.outline, life);
  const double* next = past.numbers.data();
  const auto bring_back = [&](Lanes& number) { number = broadcast<Lanes>(*next++); };
  of_sums(life, bring_back);
  return next;
}

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
