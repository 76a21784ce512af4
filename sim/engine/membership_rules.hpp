/// The rules of one unit as the membership equations want them: for each year and category, rates by age.
/// Here dated knobs, tables and the retirement calendar become plain numbers; the equations never see them.
#pragma once

#include <array>
#include <map>
#include <utility>
#include <vector>

#include "models/benefit/cell_award.hpp"
#include "models/benefit/deferred.hpp"
#include "models/benefit/grants.hpp"
#include "models/benefit/pensioners.hpp"
#include "models/contribution/loan.hpp"
#include "models/economy/contribution_index.hpp"
#include "models/membership/year_step.hpp"
#include "sim/engine/groundwork.hpp"

namespace ballast {

/// The ways out of one age: exits, their award moments, and who stays by service bucket.
struct RowExits {
  std::array<Exit<double>, kMostExits> exits;
  std::array<const AwardMoments*, kMostExits> moments;
  int count = 0;
  std::vector<double> stay_flat, stay_up;  ///< A(s), B(s) of year_step.hpp
};

/// The rules of one category in one year.
struct CategoryRules {
  using Table = MemberTable<double>;
  std::array<RowRates<double>, Table::kAges> rows{};  ///< by age − kFirstAge; `gain` without recovered arrears
  std::array<RowExits, Table::kAges> exits;
  std::array<double, Table::kAges> convert{};         ///< share of illness-benefit recipients at the statutory age
  std::array<double, Table::kAges> kappa{};           ///< κ of the cohort
  std::array<double, Table::kAges> buying_divisor{};  ///< D of those who buy in and retire on 31 December
  std::array<double, Table::kAges>
      reclassified_share{};  ///< of those re-enrolled as employees at an age, who come here
  AwardTerms<double> terms;
  std::array<double, kStreams> entry_level{};  ///< level of those who join by a stream
  double base_year = 0;                        ///< contribution base of a full year, a head at level 1 [yuan]
  double index_unaudited = 0;                  ///< index at level 1 without what audit brings in
  double usual_divisor = 0;                    ///< D at the original retirement age [months]
  double wage_year = 0;                        ///< true wage of a full year, a head [yuan]; 0 where unknown
  double density = 0;                          ///< δ
  double collection = 0;                       ///< collected over due
  double restored = 0;                         ///< share of payers whose recovered arrears restore a year
  double employer_rate = 0;                    ///< after legal waivers [share of base]
  double waived_rate = 0;                      ///< [share of base]
  double member_rate = 0;                      ///< paid by the member [share of base]
  double legal_rate = 0;                       ///< employer and member, no waiver [share of base]
  bool flexible = false;
};

/// Everything of one unit and year.
struct MembershipYear {
  std::array<CategoryRules, kCategories> categories;
  std::array<std::array<PensionRates<double>, PensionerTable<double>::kAges>, 2 * kSexes> pension;  ///< [kind·2 + sex]
  std::array<Age, kCategories> usual_age{};  ///< original retirement age: pension drawn counts from it [years]
  GrantTerms grants;
  SurvivorRule survivors;
  double arrears_recovery = 0, arrears_write_off = 0, late_fee_share = 0;  ///< a year
  bool accrue_on_due = false;
  double makeup_base_year = 0, makeup_rate = 0, makeup_index = 0, makeup_credit_rate = 0;
  bool illness_benefit = false;  ///< illness leads to the benefit instead of a pension
  double account_rate = 0;       ///< i
  DrawTerms of_dying;
  double subsidy_per_head = 0;  ///< premium subsidy of a hardship member, a full year [yuan]
  double subsidy_years = 0, part_year = 0;
  double reclassified_level = 1;     ///< level of those re-enrolled as employees
  double pooled_per_account = 0;     ///< transfers: pooled part moved with each yuan of account
  double false_claims = 0;           ///< months paid on after a death, mean over all deaths [months]
  double false_claims_recovery = 0;  ///< of the year before's false claims
  LoanTerms loans;
};

/// Who enters one category at one age. [persons]
struct Enrolling {
  double joining = 0, joining_level = 0;    ///< heads and Σ ℓ of those who go on paying
  double dropping = 0, dropping_level = 0;  ///< of those who are suspended by 31 December
  double returning = 0;                     ///< home-comers

  double heads() const { return joining + dropping; }
};

/// Who enters in a year, by category and age reached.
struct Entrants {
  std::array<std::array<Enrolling, MemberTable<double>::kAges>, kCategories> by_age{};
  std::array<double, kStreams> by_stream{};  ///< [persons]
  Members<double> home_comer;                ///< what each home-comer brings
  int home_comer_bucket = 0;
  double clipped = 0;  ///< heads by which the insured exceed the pool
};

using HeadsBySexAndAge = std::array<std::array<double, Demography::kAges>, kSexes>;

/// The rates of one unit, year by year.
class MembershipRules {
 public:
  MembershipRules(const Scenario& scenario, int unit, const Groundwork& groundwork);

  /// Fills the rules of a year; the storage is reused from year to year.
  void year(Year year, MembershipYear& rules) const;

  /// Entry from the uninsured pool; `insured` are members and pensioners by sex and age after the year's deaths.
  Entrants entrants(Year year, const MembershipYear& rules, const HeadsBySexAndAge& insured) const;

 private:
  double knob(Knob k, Year year) const { return scenario_.knobs.year(k, unit_, year); }
  void fill_category(Category g, Year year, CategoryRules& rules) const;
  void fill_wages(Category g, Year year, CategoryRules& rules) const;
  void fill_award_terms(Year year, CategoryRules& rules) const;
  void fill_rates(Category g, Year year, CategoryRules& rules) const;
  void fill_exits(Category g, Year year, CategoryRules& rules) const;
  struct EarlyWays;
  Exit<double>& add_way(RowExits& row, const ExitTemplate& way, double share) const;
  double add_early_ways(Category g, Year year, Age x, const EarlyWays& early, RowExits& row, bool flexible) const;
  void add_due_ways(Category g, Year year, Age x, double left, const EarlyWays& early, RowExits& row) const;
  void fill_entry_levels(Year year, const WageDistribution& wages, const BaseBounds& bounds,
                         CategoryRules& rules) const;
  void fill_reclassification(Year year, MembershipYear& rules) const;
  std::array<std::pair<Category, double>, 2> employed_as(Sex sex, Year year) const;
  bool before_due(Category g, Year year, Age x) const;
  struct Joining;
  Joining joining_of(Year year, const MembershipYear& rules) const;
  void enrol(Year year, Sex sex, Age x, double uninsured, const Joining& joining, Entrants& into) const;
  void bring_home(Year year, Sex sex, Age x, double heads, double flexible_share, Entrants& into) const;
  void fill_pension_rates(Year year, MembershipYear& rules) const;

  /// e(s) of one minimum, and its steps e(s+1) − e(s), by bucket.
  struct Eligible {
    std::vector<double> share, newly, nobody, lacking, limited_months;
  };
  const Eligible& eligible(double minimum_months) const;

  const Scenario& scenario_;
  int unit_;
  const Groundwork& groundwork_;
  std::vector<double> survivor_months_;
  std::array<std::array<double, Demography::kAges>, kStreams> take_up_by_age_{};  ///< relative take-up
  mutable std::map<double, Eligible> eligible_;
};

}  // namespace ballast
