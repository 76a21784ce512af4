/// The steps of a unit's year, each over the tables of `Life` (model §4). The equations themselves stand in
/// models/membership/year_step.hpp and in models/benefit: pensioners.hpp, deferred.hpp, cell_award.hpp.
#pragma once

#include "models/measures/flows.hpp"
#include "sim/engine/life.hpp"
#include "sim/engine/membership_rules.hpp"

namespace ballast {

/// What moved in a year, tallied apart from the flows so that the audit has two sides to compare.
struct Tally {
  Members<double> in, out;  ///< members: entries and the year's gains; dead, moved, refunded, retired
  double pensioned_in = 0, pensioned_out = 0;                           ///< heads
  double monthly_increase = 0, monthly_ended = 0, monthly_awarded = 0;  ///< [yuan a month]
  double monthly_ended_retired = 0;  ///< of monthly_ended, retirees' and illness retirees' [yuan a month]
  double awarded_paid = 0;           ///< paid to the year's new awards [yuan]
  double months_of_dying = 0;        ///< mean months paid in the year of death
};

/// One row of a unit's flows, open for writing.
class YearBook {
 public:
  YearBook(UnitFlows& flows, int row) : flows_(flows), row_(row) {}
  Tally tally;
  void add(Flow flow, double amount) { flows_.at(row_, flow) += amount; }
  void set(Flow flow, double amount) { flows_.at(row_, flow) = amount; }
  double at(Flow flow) const { return flows_.at(row_, flow); }
  double before(Flow flow) const { return row_ > 0 ? flows_.at(row_ - 1, flow) : 0; }

 private:
  UnitFlows& flows_;
  int row_;
};

/// Increases, deaths and payments of everyone on the books at 31 December of the year before.
void index_and_pay(Life& life, const MembershipYear& rules, YearBook& book);
/// False claims of the year's deaths, and what is recovered of the year before's.
void book_false_claims(Life& life, const MembershipYear& rules, YearBook& book);
/// Members and pensioners who will be alive at the end of the year, by sex and age.
HeadsBySexAndAge insured_after_deaths(const Life& life, const MembershipYear& rules);
/// Raises the year's gain by the share of heads whose arrears are recovered.
void restore_arrears(const Life& life, MembershipYear& rules);
/// Flexible members who are re-enrolled as employees, on their way: cells by sex, cohort, age and bucket.
class Reclassified {
 public:
  Reclassified(int buckets)
      : buckets_(buckets), cells_(static_cast<std::size_t>(kSexes * kCohorts * kAges * buckets)) {}
  Members<double>* row(Sex sex, Cohort cohort, Age x) { return cells_.data() + at(sex, cohort, x) * buckets_; }
  int& filled(Sex sex, Cohort cohort, Age x) { return filled_[static_cast<std::size_t>(at(sex, cohort, x))]; }

 private:
  static constexpr int kAges = MemberTable<double>::kAges;
  static std::ptrdiff_t at(Sex sex, Cohort cohort, Age x) {
    return (static_cast<int>(sex) * kCohorts + static_cast<int>(cohort)) * kAges + x - MemberTable<double>::kFirstAge;
  }
  int buckets_;
  std::vector<Members<double>> cells_;
  std::array<int, static_cast<std::size_t>(kSexes* kCohorts* kAges)> filled_{};
};

/// One category's year, age by age: deaths, suspension, entry, accrual, retirement and award.
/// Returns Σ ℓ of those who gained the year, whose contributions are then collected.
double live_through(Life& life, Category g, const MembershipYear& rules, const Entrants& entering, Reclassified& movers,
                    YearBook& book);
void collect(Life& life, Category g, double gained, const MembershipYear& rules, YearBook& book);
void subsidise_hardship(Life& life, const Entrants& entering, const MembershipYear& rules, YearBook& book);
void book_entry(const Entrants& entering, const MembershipYear& rules, YearBook& book);
void lend(Life& life, const MembershipYear& rules, YearBook& book);
void reach_statutory_age(Life& life, const MembershipYear& rules, YearBook& book);
void record_stocks(const LifeTotals& totals, const PopulationYear& residents, YearBook& book);

}  // namespace ballast
