// The members of the opening position, and those of a past; the count of everybody, when a projection begins and when
// it ends.
#include "sim/engine/kernel/steps.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {
namespace {

using Table = MemberTable<Lanes>;

/// Counts those of one age, and adds them to those of their category.
void count(Life& life, Category g, Age x, const GrantMonths& grant) {
  life.table(g).each([&](Cohort, auto& rows) {
    if (!rows.reaches(x)) return;
    rows.state(x).count(rows.row(x), rows.buckets(), grant);
    life.closing[static_cast<std::size_t>(g)] += rows.state(x).total;
  });
}

void count_pensioners(Life& life) {
  life.drawing.fill({});
  for (Pensioned kind : kAllPensioned)
    for (Category g : kAllCategories) {
      const PensionerTable<Lanes>& table = life.table(kind, g);
      for (Age x = table.ages().youngest(); x <= table.ages().oldest(); ++x) life.sums(kind) += sums_of(table.row(x));
    }
}

void place(const Lanes& heads, const Lanes& scale, const Members<double>& per_head, Record<Lanes>& to) {
  to = {heads * per_head.heads, heads * per_head.paid, heads * per_head.indexed * scale,
        heads * per_head.account * scale, heads * per_head.level};
}
void place(const Lanes& heads, const Lanes& scale, const Members<double>& per_head, Members<Lanes>& to) {
  place(heads, scale, per_head, static_cast<Record<Lanes>&>(to));
  to.deemed = heads * per_head.deemed;
}

}  // namespace

void place_members(const OpeningMembers& opening, Life& life) {
  for (const OpeningCell *cell = opening.pattern, *end = cell + opening.cells; cell != end; ++cell) {
    const Category g = cell->category;
    const Age x = cell->age;
    const Lanes& heads = opening.heads[static_cast<std::size_t>(g)][static_cast<std::size_t>(x - Table::kFirstAge)];
    if (any_positive(heads)) {
      life.table(g).of(cell->cohort, [&](auto& rows) {
        rows.open(x, {cell->bucket, cell->bucket + 1});
        auto& to = rows.row(x)[cell->bucket];
        place(heads, opening.index_scale, cell->per_head.contributing, to.contributing);
        place(heads, opening.index_scale, cell->per_head.suspended, to.suspended);
      });
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
