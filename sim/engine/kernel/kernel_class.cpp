// One class of the kernel. Compiled once for each class with -Dballast=ballast_<class> and the class's -march.
#include "sim/engine/kernel.hpp"
#include "sim/engine/kernel/steps.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {
namespace {

/// What crosses the seam lies as wide apart and as aligned for every class.
template <class... Types>
constexpr bool kAligned = ((alignof(Types) == sizeof(Lanes)) && ...);
static_assert(
    kAligned<Life, LifeTotals, MembershipYear, CategoryRules, Entrants, Enrolling, EntryRules, YearBook, Tally,
             HeadsBySexAndAge, CellOf<Members<Lanes>>, CellOf<Record<Lanes>>, RowState<Members<Lanes>>,
             RowState<Record<Lanes>>, PensionerRow<Lanes>, DeferredBenefits<Lanes>, Members<Lanes>, OpeningMembers,
             WageDistributionOf<Lanes>, ResidentRates, ResidentsYear, ResidentDeaths, DeathRates>);

Life& life_at(void* life) { return *static_cast<Life*>(life); }
const Life& life_at(const void* life) { return *static_cast<const Life*>(life); }
const MembershipYear& rules_at(const void* rules) { return *static_cast<const MembershipYear*>(rules); }
YearBook& book_at(void* book) { return *static_cast<YearBook*>(book); }

void place(const void* opening, void* life) {
  place_members(*static_cast<const OpeningMembers*>(opening), life_at(life));
}
void bring(const void* outline, const double* numbers, void* life) {
  bring_back(*static_cast<const LifeOutline*>(outline), numbers, life_at(life));
}
void count(const void* grant, void* life) { count_everybody(*static_cast<const GrantMonths*>(grant), life_at(life)); }
void index(const void* wage, const void* bounds, void* mean) {
  *static_cast<Lanes*>(mean) =
      mean_index(*static_cast<const WageDistributionOf<Lanes>*>(wage), *static_cast<const BaseBounds*>(bounds));
}
void pay(void* life, const void* rules, void* book) { index_and_pay(life_at(life), rules_at(rules), book_at(book)); }
void come(const void* life, const void* rules, const void* pool, void* entrants) {
  enter(life_at(life), rules_at(rules), *static_cast<const HeadsBySexAndAge*>(pool), *static_cast<Entrants*>(entrants));
}
void live(void* life, int category, const void* rules, const void* entering, void* movers, void* book, void* gained) {
  *static_cast<Lanes*>(gained) =
      live_through(life_at(life), static_cast<Category>(category), rules_at(rules),
                   *static_cast<const Entrants*>(entering), *static_cast<Reclassified*>(movers), book_at(book));
}
void reach(void* life, const void* rules, void* book) {
  reach_statutory_age(life_at(life), rules_at(rules), book_at(book));
}
void total(const void* life, void* totals) { *static_cast<LifeTotals*>(totals) = totals_of(life_at(life)); }
void clear(void* life) { clear_tables(life_at(life)); }
void older(void* life) { grow_older(life_at(life)); }
void reside(const void* before, const void* rates, void* after) {
  live_residents(*static_cast<const HeadsBySexAndAge*>(before), *static_cast<const ResidentRates*>(rates),
                 *static_cast<ResidentsYear*>(after));
}
void gather(const void* sources, int count, void* pool) {
  gather_pool(static_cast<const PoolSource*>(sources), count, *static_cast<HeadsBySexAndAge*>(pool));
}
void die(const void* rates, void* reaching, void* open) {
  fill_deaths(*static_cast<const DeathRates*>(rates), static_cast<Lanes*>(reaching), static_cast<Lanes*>(open));
}

}  // namespace
}  // namespace BALLAST_IN_LANES
}  // namespace ballast

extern "C" {
extern const ballast::KernelTable BALLAST_KERNEL;
const ballast::KernelTable BALLAST_KERNEL{BALLAST_KERNEL_NAME, ballast::place,  ballast::bring, ballast::count,
                                          ballast::index,      ballast::pay,    ballast::come,  ballast::live,
                                          ballast::reach,      ballast::total,  ballast::clear, ballast::older,
                                          ballast::reside,     ballast::gather, ballast::die};
}
