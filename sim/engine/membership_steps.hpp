/// The steps of a unit's year, each over the tables of `Life` (equations M0 – M7). The equations themselves stand in
/// models/membership/year_step.hpp and in models/benefit: pensioners.hpp, deferred.hpp, cell_award.hpp.
#pragma once

#include <algorithm>

#include "models/measures/flows.hpp"
#include "sim/engine/life.hpp"
#include "sim/engine/membership_rules.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {

/// What moved in a year, tallied apart from the flows so that the audit has two sides to compare.
struct alignas(sizeof(Lanes)) Tally {
  std::array<Members<Lanes>, kCategories> in;   ///< members: entries, of them other categories', and the year's gains
  std::array<Members<Lanes>, kCategories> out;  ///< dead, moved, refunded, re-enrolled elsewhere, retired
  Lanes pensioned_in{}, pensioned_out{};        ///< heads
  Lanes monthly_increase{}, monthly_ended{}, monthly_awarded{};  ///< [yuan a month]
  Lanes monthly_ended_retired{};  ///< of monthly_ended, retirees' and illness retirees' [yuan a month]
  Lanes awarded_paid{};           ///< paid to the year's new awards [yuan]
  double months_of_dying = 0;     ///< mean months paid in the year of death
};

/// The year's flows of a block, open for writing, and those of the year before.
class alignas(sizeof(Lanes)) YearBook {
 public:
  struct alignas(sizeof(Lanes)) Row : std::array<Lanes, kFlows> {};
  explicit YearBook(const Row& before) : before_(before) {}
  Tally tally;
  void add(Flow flow, const Lanes& amount) { row_[static_cast<std::size_t>(flow)] += amount; }
  void set(Flow flow, const Lanes& amount) { row_[static_cast<std::size_t>(flow)] = amount; }
  Lanes at(Flow flow) const { return row_[static_cast<std::size_t>(flow)]; }
  Lanes before(Flow flow) const { return before_[static_cast<std::size_t>(flow)]; }
  const Row& row() const { return row_; }

 private:
  const Row& before_;
  Row row_{};
};

/// False claims of the year's deaths, and what is recovered of the year before's.
void book_false_claims(Life& life, const MembershipYear& rules, YearBook& book);
/// Raises the year's gain by the share of heads whose arrears are recovered.
void restore_arrears(const Life& life, MembershipYear& rules);
/// Flexible members who are re-enrolled as employees, on their way: cells by sex, cohort, age and bucket.
class Reclassified {
 public:
  explicit Reclassified(int buckets, std::pmr::memory_resource* room = std::pmr::get_default_resource())
      : buckets_(buckets), cells_(static_cast<std::size_t>(kSexes * kCohorts * kAges * buckets), room) {}
  int buckets() const { return buckets_; }
  Members<Lanes>* row(Sex sex, Cohort cohort, Age x) { return cells_.data() + at(sex, cohort, x) * buckets_; }
  void clear() { spans_.fill({}); }
  /// A row that holds nobody yet, for movers of the buckets of `span`: whoever came that way in an earlier year is
  /// gone.
  Members<Lanes>* open(Sex sex, Cohort cohort, Age x, const BucketSpan& span) {
    spans_[static_cast<std::size_t>(at(sex, cohort, x))] = span;
    Members<Lanes>* const cells = row(sex, cohort, x);
    std::fill_n(cells, buckets_, Members<Lanes>{});
    return cells;
  }
  const BucketSpan& span(Sex sex, Cohort cohort, Age x) const {
    return spans_[static_cast<std::size_t>(at(sex, cohort, x))];
  }

 private:
  static constexpr int kAges = MemberTable<Lanes>::kAges;
  static std::ptrdiff_t at(Sex sex, Cohort cohort, Age x) {
    return (static_cast<int>(sex) * kCohorts + static_cast<int>(cohort)) * kAges + x - MemberTable<Lanes>::kFirstAge;
  }
  int buckets_;
  std::pmr::vector<Members<Lanes>> cells_;
  std::array<BucketSpan, kSexes * kCohorts* static_cast<std::size_t>(kAges)> spans_{};
};

void collect(Life& life, Category g, const Lanes& gained, const MembershipYear& rules, YearBook& book);
void subsidise_hardship(Life& life, const Entrants& entering, const MembershipYear& rules, YearBook& book);
void book_entry(const Entrants& entering, const MembershipYear& rules, YearBook& book);
void lend(Life& life, const MembershipYear& rules, YearBook& book);
/// `should_be_insured`: residents of an age to enrol (44-3.5); never fewer than are insured.
void record_stocks(const LifeTotals& totals, const ResidentTotals& residents, const Lanes& should_be_insured,
                   YearBook& book);

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
