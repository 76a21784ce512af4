// The members of the opening position, and those of a past; the count of everybody, when a projection begins and when
// it ends.
#include "sim/engine/kernel/steps.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {
namespace {

using Table = MemberTable<Lanes>;

/// Counts those of one age, and adds them to those of their category.
void count(Life& life, Category g, Age x, const GrantMonths& grant) {
  Table& table = life.table(g);
  for (Cohort cohort : {Cohort::middle, Cohort::fresh}) {
    if (!table.reaches(cohort, x)) continue;
    table.state(cohort, x).count(table.row(cohort, x), table.buckets(), grant);
    life.closing[static_cast<std::size_t>(g)] += table.state(cohort, x).total;
  }
}

void count_pensioners(Life& life) {
  life.drawing.fill({});
  for (Pensioned kind : kAllPensioned)
    for (Category g : kAllCategories) {
      const PensionerTable<Lanes>& table = life.table(kind, g);
      for (Age x = table.ages().youngest(); x <= table.ages().oldest(); ++x) life.sums(kind) += sums_of(table.row(x));
    }
}

Members<Lanes> placed(const Lanes& heads, const Lanes& scale, const Members<double>& per_head) {
  return {heads * per_head.heads,           heads * per_head.paid,   heads * per_head.indexed * scale,
          heads * per_head.account * scale, heads * per_head.deemed, heads * per_head.level};
}

}  // namespace

void place_members(const OpeningMembers& opening, Life& life) {
  for (const OpeningCell *cell = opening.pattern, *end = cell + opening.cells; cell != end; ++cell) {
    const Category g = cell->category;
    const Age x = cell->age;
    const Lanes& heads = opening.heads[static_cast<std::size_t>(g)][static_cast<std::size_t>(x - Table::kFirstAge)];
    if (any_positive(heads)) {
      Table& table = life.table(g);
      table.open(cell->cohort, x, {cell->bucket, cell->bucket + 1});
      table.row(cell->cohort, x)[cell->bucket] = {placed(heads, opening.index_scale, cell->per_head.contributing),
                                                  placed(heads, opening.index_scale, cell->per_head.suspended)};
    }
    if (cell + 1 == end || cell[1].category != g || cell[1].age != x) count(life, g, x, opening.grant);
  }
  count_pensioners(life);
}

void bring_back(const LifeOutline& outline, const double* numbers, Life& life) {
  const auto next = [&](Lanes& number) { number = broadcast<Lanes>(*numbers++); };
  of_tables(life, outline, next);
}

void count_everybody(const GrantMonths& grant, Life& life) {
  life.closing.fill({});
  for (Category g : kAllCategories)
    for (Age x = Table::kFirstAge; x <= Table::kLastAge; ++x) count(life, g, x, grant);
  count_pensioners(life);
}

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
