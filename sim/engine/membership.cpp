#include "sim/engine/membership.hpp"

#include <memory>

#include "sim/engine/kernel.hpp"
#include "sim/engine/membership_audit.hpp"
#include "sim/engine/membership_steps.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {
namespace {

/// Flexible members re-enrolled as employees must leave before they arrive.
constexpr std::array kFlexibleFirst{Category::male_flexible, Category::female_flexible, Category::male_employee,
                                    Category::female_cadre, Category::female_worker};

/// What a block's years take place in. A thread keeps it from block to block: to clear it takes less than to have the
/// pages of a new one laid out.
struct Room {
  explicit Room(int buckets) : movers(buckets) {}
  Life life;
  MembershipYear rules;
  Reclassified movers;
  Entrants entering;
};
Room& room_for(const Scenario& scenario) {
  thread_local std::unique_ptr<Room> room;
  const int buckets = scenario.top_service + 1;
  if (!room || room->movers.buckets() != buckets) room = std::make_unique<Room>(buckets);
  room->rules = {};
  return *room;
}

/// One year of a block's book into the flows of its units.
void write_year(const YearBook& book, int row, std::vector<MembershipResult>& results) {
  for (std::size_t lane = 0; lane < results.size(); ++lane)
    for (int flow = 0; flow < kFlows; ++flow)
      results[lane].flows.values(row, flow) = book.row()[static_cast<std::size_t>(flow)][lane];
}

}  // namespace

Expected<std::vector<MembershipResult>> project_block(const Scenario& scenario, const Block& block,
                                                      const CommonTables& common, const Surroundings& around,
                                                      const Tamper& tamper, const KernelTable& instructions) {
  const Kernel kernel(instructions);
  const MembershipRules law(scenario, block, common, around, kernel);
  std::vector<MembershipResult> results(static_cast<std::size_t>(block.count));
  for (MembershipResult& result : results)
    result.flows.values.setZero(scenario.last_year - scenario.base_year + 1, kFlows);
  Room& room = room_for(scenario);
  Life& life = room.life;
  open_life(scenario, block, life);
  kernel.place_members(opening_members(scenario, block, common.opening, law.grant_months()), life);
  Auditor auditor(scenario.units, block, kernel.totals(life));
  YearBook::Row before{};
  YearBook opening(before);
  record_stocks(auditor.totals(), around.residents.front(), law.should_be_insured(scenario.base_year), opening);
  write_year(opening, 0, results);
  before = opening.row();

  MembershipYear& rules = room.rules;
  Reclassified& movers = room.movers;
  Entrants& entering = room.entering;
  for (Year t = scenario.base_year + 1; t <= scenario.last_year; ++t) {
    const int row = t - scenario.base_year;
    YearBook book(before);
    law.year(t, rules);

    life.grow_older();
    kernel.index_and_pay(life, rules, book);                                          // §4.0, §4.1, §4.6
    book_false_claims(life, rules, book);                                             // §4.1
    kernel.enter(life, rules, around.pool[static_cast<std::size_t>(row)], entering);  // §4.3 entry, by stream
    restore_arrears(life, rules);                                                     // §4.4 recovered arrears
    movers.clear();
    for (Category g : kFlexibleFirst) {
      const Lanes gained =
          kernel.live_through(life, g, rules, entering, movers, book);  // §4.1 – §4.5, age by age, and awards
      collect(life, g, gained, rules, book);                            // §4.4 contributions, arrears
    }
    book_entry(entering, rules, book);                // §4.3 streams, transfers in
    subsidise_hardship(life, entering, rules, book);  // §4.3 premium subsidy, outside the fund
    lend(life, rules, book);                          // §4.5 loans for missing years, outside the fund
    kernel.reach_statutory_age(life, rules, book);    // §4.6 illness benefit becomes a pension
    if (tamper) tamper(life, t);

    auto broken = auditor.close_year(kernel.totals(life), t, book);  // §4.7 closing
    record_stocks(auditor.totals(), around.residents[static_cast<std::size_t>(row)], law.should_be_insured(t), book);
    write_year(book, row, results);
    before = book.row();
    if (!broken.empty()) return fail(std::move(broken));
  }
  kernel.count_everybody(law.grant_months(), life);  // what stands in the cells is what was carried from year to year
  if (auto broken = auditor.recount(kernel.totals(life)); !broken.empty()) return fail(std::move(broken));
  for (int lane = 0; lane < block.count; ++lane) results[static_cast<std::size_t>(lane)].audit = auditor.worst(lane);
  return results;
}

Expected<std::vector<MembershipResult>> project_units(const Scenario& scenario, const std::vector<int>& units,
                                                      const Groundwork& groundwork, const Tamper& tamper,
                                                      const KernelTable& instructions) {
  Block block{.count = static_cast<int>(units.size())};
  for (std::size_t lane = 0; lane < kLanes; ++lane) block.units[lane] = units[lane < units.size() ? lane : 0];
  block.knobs.fill(&scenario.knobs);
  const CommonTables& common = groundwork.common(units.front());
  PopulationByLane population;
  population.fill(&groundwork.population());
  const Surroundings around = surroundings_of(scenario, block, population, by_year(common.mortality));
  return project_block(scenario, block, common, around, tamper, instructions);
}

Expected<std::vector<MembershipResult>> project_units(const Scenario& scenario, const std::vector<int>& units,
                                                      const Groundwork& groundwork, std::string_view instructions) {
  return project_units(scenario, units, groundwork, {}, kernel_called(instructions));
}

Expected<MembershipResult> project_unit(const Scenario& scenario, int unit, const Groundwork& groundwork,
                                        const Tamper& tamper) {
  auto results = project_units(scenario, {unit}, groundwork, tamper);
  if (!results) return fail(std::move(results.error()));
  return std::move(results->front());
}

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
