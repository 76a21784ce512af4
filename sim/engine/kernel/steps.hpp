/// The steps that go through everybody on the books, year after year. Compiled once for each class of instruction sets
/// (kernel.hpp); the other steps of the year stand in membership_steps.hpp.
#pragma once

#include "sim/engine/life_outline.hpp"
#include "sim/engine/membership_steps.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {

/// Members of every unit's lane: its heads of an age times the common pattern. Counts them and the pensioners.
void place_members(const OpeningMembers& opening, Life& life);
/// Nobody is in the tables of members and pensioners any more; room is made outside.
void clear_tables(Life& life);
/// Everyone one year older on 1 January.
void grow_older(Life& life);
/// The tables of a past, in the order of its outline, into every lane of a life that has room for them.
void bring_back(const LifeOutline& outline, const double* numbers, Life& life);
/// Counts members and pensioners anew, cell by cell.
void count_everybody(const GrantMonths& grant, Life& life);
/// The expected contribution index of employees, lane by lane.
Lanes mean_index(const WageDistributionOf<Lanes>& wage, const BaseBounds& bounds);
/// Increases, deaths and payments of everyone on the books at 31 December of the year before.
void index_and_pay(Life& life, const MembershipYear& rules, YearBook& book);
/// Entry from the pool of those who could be insured, less those who are at the end of the year.
void enter(const Life& life, const MembershipYear& rules, const HeadsBySexAndAge& pool, Entrants& entrants);
/// Members and pensioners who will be alive at the end of the year, by sex and age; of ages that may enter alone.
HeadsBySexAndAge insured_after_deaths(const Life& life, const MembershipYear& rules);
/// One category's year, age by age: deaths, suspension, entry, accrual, retirement and award.
/// Returns Σ ℓ of those who gained the year, whose contributions are then collected.
Lanes live_through(Life& life, Category g, const MembershipYear& rules, const Entrants& entering, Reclassified& movers,
                   YearBook& book);
/// Recipients of the illness benefit who come of age become retirees.
void reach_statutory_age(Life& life, const MembershipYear& rules, YearBook& book);
LifeTotals totals_of(const Life& life);

/// Residents through a year.
void live_residents(const HeadsBySexAndAge& before, const ResidentRates& rates, ResidentsYear& after);
/// Those who could be insured, of the ages of members.
void gather_pool(const PoolSource* sources, int count, HeadsBySexAndAge& pool);
/// Death probabilities by age reached, and of those already at the open age where asked.
void fill_deaths(const DeathRates& rates, Lanes* reaching, Lanes* open);

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
