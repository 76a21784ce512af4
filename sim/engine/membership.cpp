#include "sim/engine/membership.hpp"

#include <memory>
#include <new>
#include <optional>

#include "sim/engine/kernel.hpp"
#include "sim/engine/large_pages.hpp"
#include "sim/engine/membership_audit.hpp"
#include "sim/engine/membership_steps.hpp"
#include "sim/engine/parallel.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {
namespace {

/// Flexible members re-enrolled as employees must leave before they arrive.
constexpr std::array kFlexibleFirst{Category::male_flexible, Category::female_flexible, Category::male_employee,
                                    Category::female_cadre, Category::female_worker};

/// What a block's years take place in.
struct Room {
  explicit Room(int buckets) : life(buckets - 1, &memory), movers(buckets, &memory) {}
  static constexpr std::size_t kBytes = (kLanes + 1) * (std::size_t{2} << 20);  // enough with 21 buckets
  LargePages pages;
  std::pmr::monotonic_buffer_resource memory{kBytes, &pages};
  Life life;
  MembershipYear rules;
  Reclassified movers;
  Entrants entering;
};

/// Rooms of blocks that are done: to clear one takes less than to have the pages of a new one laid out.
class SpareRooms {
 public:
  std::unique_ptr<Room> take(const Scenario& scenario) {
    const int buckets = scenario.top_service + 1;
    std::unique_ptr<Room> room;
    sharing_([&] {
      if (!spare_.empty()) room = std::move(spare_.back()), spare_.pop_back();
    });
    if (!room || room->movers.buckets() != buckets) room = std::make_unique<Room>(buckets);
    room->rules = {};
    return room;
  }
  void put(std::unique_ptr<Room> room) {
    sharing_([&] { spare_.push_back(std::move(room)); });
  }
  void let_go() {
    sharing_([&] { spare_.clear(); });
  }

 private:
  OneAtATime sharing_;
  std::vector<std::unique_ptr<Room>> spare_;
};
SpareRooms& spare_rooms() {
  static SpareRooms rooms;
  return rooms;
}

/// A block's years, one after the other, from the opening position or from a past.
class alignas(sizeof(Lanes)) BlockYears {
 public:
  BlockYears(const Scenario& scenario, const Block& block, const RuleTables& tables, const Surroundings& around,
             const KernelTable& instructions)
      : s_(scenario),
        block_(block),
        around_(around),
        kernel_(instructions),
        law_(scenario, block, tables, around, kernel_),
        room_(spare_rooms().take(scenario)),
        results_(static_cast<std::size_t>(block.count)) {
    for (MembershipResult& result : results_)  // every year that is lived writes its row
      result.flows.values.resize(scenario.last_year - scenario.base_year + 1, kFlows);
  }
  ~BlockYears() {
    try {
      spare_rooms().put(std::move(room_));
    } catch (const std::bad_alloc&) {  // no memory to remember it by: it is freed
    }
  }
  BlockYears(const BlockYears&) = delete;
  BlockYears& operator=(const BlockYears&) = delete;

  void open(const OpeningPattern& pattern) {
    empty_life();
    open_life(s_, block_, life());
    kernel_.place_members(opening_members(s_, block_, pattern, law_.grant_months(s_.base_year + 1)), life());
    auditor_.emplace(s_.units, block_, kernel_.totals(life()));
    lived_ = s_.base_year;
    YearBook opening(before_);
    record_stocks(auditor_->totals(), around_.residents.front(), law_.should_be_insured(lived_), opening);
    write(opening);
  }
  void go_on(const UnitPast& past) {
    empty_life();
    const double* const in_tables = recall_sums(past, life());
    kernel_.bring_back(past.outline, in_tables, life());
    auditor_.emplace(s_.units, block_, kernel_.totals(life()), past.lived.audit);
    lived_ = past.through;
    const UnitFlows::Table& known = past.lived.flows.values;
    for (MembershipResult& result : results_) result.flows.values.topRows(known.rows()) = known;
    for (int flow = 0; flow < kFlows; ++flow)
      before_[static_cast<std::size_t>(flow)] = broadcast<Lanes>(known(known.rows() - 1, flow));
  }

  Issues live(Year last, const Tamper& tamper) {
    while (lived_ < last)
      if (Issues broken = live_next(tamper); !broken.empty()) return broken;
    return {};
  }

  UnitPast past(int lane) const {
    UnitPast past = past_of(room_->life, lane);
    past.through = lived_;
    past.lived.flows.values = results_[static_cast<std::size_t>(lane)].flows.values.topRows(lived_ - s_.base_year + 1);
    past.lived.audit = auditor_->worst(lane);
    return past;
  }
  /// What stands in the cells is what was carried from year to year.
  Expected<std::vector<MembershipResult>> close() {
    kernel_.count_everybody(law_.grant_months(lived_ + 1), life());
    if (auto broken = auditor_->recount(kernel_.totals(life()), lived_); !broken.empty())
      return fail(std::move(broken));
    for (int lane = 0; lane < block_.count; ++lane)
      results_[static_cast<std::size_t>(lane)].audit = auditor_->worst(lane);
    return std::move(results_);
  }

 private:
  Life& life() { return room_->life; }
  void empty_life() {
    life().make_room(s_.last_year - s_.base_year);
    kernel_.clear_tables(life());
  }

  Issues live_next(const Tamper& tamper) {
    const Year t = ++lived_;
    const auto at = static_cast<std::size_t>(t - s_.base_year);
    MembershipYear& rules = room_->rules;
    YearBook book(before_);
    law_.year(t, rules);

    kernel_.grow_older(life());                                       // M0.1
    kernel_.index_and_pay(life(), rules, book);                       // M0.3, M1.1, M6.1, M6.2, M6.4
    book_false_claims(life(), rules, book);                           // M6.2b
    kernel_.enter(life(), rules, around_.pool[at], room_->entering);  // M3.1 – M3.5, M3.8 entry, by stream
    restore_arrears(life(), rules);                                   // M4.4 recovered arrears
    room_->movers.clear();
    for (Category g : kFlexibleFirst) {
      const Lanes gained = kernel_.live_through(life(), g, rules, room_->entering, room_->movers,
                                                book);  // M1.2, M2 – M5, age by age, and awards
      collect(life(), g, gained, rules, book);          // M4.6 contributions, arrears
    }
    book_entry(room_->entering, rules, book);                  // M3.3, M3.8 streams, transfers in
    subsidise_hardship(life(), room_->entering, rules, book);  // M3.6 premium subsidy, outside the fund
    lend(life(), rules, book);                                 // M5.2b loans for missing years, outside the fund
    kernel_.reach_statutory_age(life(), rules, book);          // M6.3, M6.5 illness benefit becomes a pension
    if (tamper) tamper(life(), t);

    const LifeTotals closing = kernel_.totals(life());
    record_stocks(closing, around_.residents[at], law_.should_be_insured(t), book);  // M7
    Issues broken = auditor_->close_year(closing, t, book);                          // V1 – V3
    write(book);
    return broken;
  }
  /// The year's book into the flows of the units; it is the year before of the next.
  void write(const YearBook& book) {
    for (std::size_t lane = 0; lane < results_.size(); ++lane) {
      double* const year = results_[lane].flows.values.row(lived_ - s_.base_year).data();
      for (std::size_t flow = 0; flow < kFlows; ++flow) year[flow] = book.row()[flow][lane];
    }
    before_ = book.row();
  }

  const Scenario& s_;
  const Block& block_;
  const Surroundings& around_;
  const Kernel kernel_;
  const MembershipRules law_;
  std::unique_ptr<Room> room_;
  std::vector<MembershipResult> results_;
  std::optional<Auditor> auditor_;
  YearBook::Row before_{};
  Year lived_ = 0;
};

/// Units of a scenario side by side.
Block block_of(const Scenario& scenario, const std::vector<int>& units) {
  Block block{.count = static_cast<int>(units.size())};
  for (std::size_t lane = 0; lane < kLanes; ++lane) block.units[lane] = units[lane < units.size() ? lane : 0];
  block.knobs.fill(&scenario.knobs);
  return block;
}
Surroundings surroundings_of(const Scenario& scenario, const Block& block, const Groundwork& groundwork) {
  return surroundings_of(scenario, block, groundwork.population(),
                         by_year(groundwork.deaths(block.units.front()).mortality));
}

}  // namespace

void leave_rooms() { spare_rooms().let_go(); }

Expected<std::vector<MembershipResult>> project_block(const Scenario& scenario, const Block& block,
                                                      const RuleTables& tables, const Surroundings& around,
                                                      const UnitPast* past, const Tamper& tamper,
                                                      const KernelTable& instructions) {
  BlockYears years(scenario, block, tables, around, instructions);
  past ? years.go_on(*past) : years.open(tables.opening);
  if (auto broken = years.live(scenario.last_year, tamper); !broken.empty()) return fail(std::move(broken));
  return years.close();
}

Expected<std::vector<UnitPast>> project_pasts(const Scenario& scenario, const std::vector<int>& units,
                                              const Groundwork& groundwork, Year through) {
  const Block block = block_of(scenario, units);
  const Surroundings around = surroundings_of(scenario, block, groundwork);
  BlockYears years(scenario, block, groundwork.rules(units.front()), around, best_kernel());
  years.open(groundwork.rules(units.front()).opening);
  if (auto broken = years.live(through, {}); !broken.empty()) return fail(std::move(broken));
  std::vector<UnitPast> pasts;
  for (int lane = 0; lane < block.count; ++lane) pasts.push_back(years.past(lane));
  return pasts;
}

Expected<std::vector<MembershipResult>> project_units(const Scenario& scenario, const std::vector<int>& units,
                                                      const Groundwork& groundwork, const Tamper& tamper,
                                                      const KernelTable& instructions) {
  const Block block = block_of(scenario, units);
  const RuleTables& tables = groundwork.rules(units.front());
  const Surroundings around = surroundings_of(scenario, block, groundwork);
  return project_block(scenario, block, tables, around, nullptr, tamper, instructions);
}

Expected<std::vector<MembershipResult>> project_units(const Scenario& scenario, const std::vector<int>& units,
                                                      const Groundwork& groundwork, std::string_view instructions) {
  return project_units(scenario, units, groundwork, {}, kernel_called(instructions));
}

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
