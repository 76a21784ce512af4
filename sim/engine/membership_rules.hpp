/// The rules of one block of units as the membership equations want them: for each year, rates by category and age.
/// Here dated knobs and tables become plain numbers; the equations never see them.
#pragma once

#include <array>
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
#include "sim/engine/lanes.hpp"
#include "sim/engine/surroundings.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {

/// The rules of one category in one year (M4.2, M4.3). Money in yuan.
struct alignas(sizeof(Lanes)) CategoryRules {
  static constexpr int kAges = MemberTable<Lanes>::kAges;
  template <class Of>
  using ByAge = std::array<Of, kAges>;

  RowRates<Lanes> rates;       ///< without what depends on age; `gain` without recovered arrears
  ByAge<double> reclassify{};  ///< of those found employed elsewhere, who can go where they belong
  ByAge<double> arriving{};    ///< of those who go, who come to this category
  const CohortYear* cohorts = nullptr;
  AwardTerms<Lanes> terms;
  std::array<Lanes, kStreams> entry_level{};  ///< level of those who join by a stream
  Lanes base_year{};                          ///< contribution base of a full year, a head at level 1 [yuan]
  Lanes index_unaudited{};                    ///< index at level 1 without what audit brings in
  Lanes wage_year{};                          ///< true wage of a full year, a head [yuan]; 0 where unknown
  Lanes density{};                            ///< δ
  Lanes collection{};                         ///< collected over due
  Lanes restored{};                           ///< share of payers whose recovered arrears restore a year
  Lanes employer_rate{};                      ///< after legal waivers [share of base]
  Lanes waived_rate{};                        ///< [share of base]
  Lanes member_rate{};                        ///< paid by the member [share of base]
  Lanes legal_rate{};                         ///< employer and member, no waiver [share of base]
  bool flexible = false;
};

/// Who may enter in a year.
struct alignas(sizeof(Lanes)) EntryRules {
  using ByStream = std::array<Lanes, kStreams>;
  using TakeUp = std::array<std::array<double, Demography::kAges>, kStreams>;
  using EmployedAs = std::array<std::pair<Category, double>, 2>;

  ByStream rate{};                   ///< of the uninsured, at relative take-up 1 [a year]
  ByStream retention{};              ///< of those who join, who go on paying
  const TakeUp* take_up = nullptr;   ///< relative take-up by stream and age
  std::array<int, kStreams> open{};  ///< streams by which anybody comes: the first `open_streams`
  int open_streams = 0;
  Age first = 0, last = 0;  ///< ages to enrol
  std::array<double, kSexes> hardship_age{};
  std::array<EmployedAs, kSexes> employed{};  ///< categories of employees and the share of each
  Age home_from = 0, home_to = 0;             ///< ages of home-comers
  Lanes home_rate{};                          ///< of the pool [a year]
  double home_flexible = 0;                   ///< of home-comers, flexible members
  Members<Lanes> home_comer;                  ///< what each home-comer brings
  int home_comer_bucket = 0;
};

/// Everything of one block and year.
struct alignas(sizeof(Lanes)) MembershipYear {
  Year year = 0;
  std::array<CategoryRules, kCategories> categories;
  EntryRules entry;
  const ExitYear* exits = nullptr;
  MortalityByLane mortality;
  PensionRates<Lanes> pension;  ///< without death, the tilt in full
  Age tilt_age = 0;
  GrantTerms<Lanes> grants;
  Lanes funeral_grant{};  ///< [yuan a death]
  const SurvivorScale* survivors = nullptr;
  Lanes reclassified{};  ///< flexible members found to be employees [a year]
  Lanes transfer_out{};
  Age transfer_out_before = 0;
  double arrears_recovery = 0, arrears_write_off = 0, late_fee_share = 0;  ///< a year
  bool accrue_on_due = false;
  Lanes makeup_base_year{};
  double makeup_rate = 0, makeup_index = 0, makeup_credit_rate = 0;
  bool illness_benefit = false;  ///< illness leads to the benefit instead of a pension
  Lanes account_rate{};          ///< i
  DrawTerms<Lanes> of_dying;
  Lanes subsidy_per_head{};  ///< premium subsidy of a hardship member, a full year [yuan]
  double subsidy_years = 0, part_year = 0;
  double reclassified_level = 1;     ///< level of those re-enrolled as employees
  double pooled_per_account = 0;     ///< transfers: pooled part moved with each yuan of account
  double false_claims = 0;           ///< months paid on after a death, mean over all deaths [months]
  double false_claims_recovery = 0;  ///< of the year before's false claims
  LoanTerms loans;
};

/// Who enters one category at one age. [persons]
struct alignas(sizeof(Lanes)) Enrolling {
  Lanes joining{}, joining_level{};    ///< heads and Σ ℓ of those who go on paying
  Lanes dropping{}, dropping_level{};  ///< of those who are suspended by 31 December
  Lanes returning{};                   ///< home-comers
};

/// Who enters in a year, by category and age reached.
struct alignas(sizeof(Lanes)) Entrants {
  std::array<std::array<Enrolling, MemberTable<Lanes>::kAges>, kCategories> by_age{};
  std::array<Lanes, kStreams> by_stream{};  ///< [persons]
  Members<Lanes> home_comer;                ///< what each home-comer brings
  int home_comer_bucket = 0;
  Lanes clipped{};  ///< heads by which the insured exceed the pool
};

class Kernel;

/// The rates of one block, year by year.
class MembershipRules {
 public:
  MembershipRules(const Scenario& scenario, const Block& block, const RuleTables& tables, const Surroundings& around,
                  const Kernel& kernel);

  /// Months of the survivor grant of members who die in a year; after the last year, as if it were that one.
  GrantMonths grant_months(Year year) const;
  /// Fills the rules of a year; the storage is reused from year to year.
  void year(Year year, MembershipYear& rules) const;

  /// Residents of an age to enrol, 31 December.
  Lanes should_be_insured(Year year) const;

 private:
  /// A knob on which the lanes of a block agree.
  double knob(Knob k, Year year) const { return block_.knobs.front()->year(k, block_.units.front(), year); }
  Lanes lanes(Knob k, Year year) const {
    if (same_in_all_lanes(k)) return broadcast<Lanes>(knob(k, year));
    return block_.gather([&](const KnobValues& knobs, int unit) { return knobs.year(k, unit, year); });
  }
  bool same_in_all_lanes(Knob k) const { return same_in_all_lanes_[static_cast<std::size_t>(k)]; }

  const SurvivorScale& survivors(Year year) const {
    return tables_.survivors[static_cast<std::size_t>(year - scenario_.base_year)];
  }
  bool before_due(Category g, Year year, Age x) const {
    return tables_.cohorts.at(g, year).before_due[static_cast<std::size_t>(x - MemberTable<Lanes>::kFirstAge)];
  }

  /// What every category has in common in a year: read once.
  struct alignas(sizeof(Lanes)) Common {
    Lanes reference_wage{}, reference_year{};  ///< [yuan a month; a year]
    Lanes suspend{}, resume{};                 ///< shares of payers who stop and of the suspended who return
    Lanes density{}, collection{};
    Lanes account_rate{}, credit_interest{};  ///< i; what the year's credits bear of it
    double part_year = 0;
    GrantMonths grant;        ///< of those who die in the year after
    AwardTerms<Lanes> terms;  ///< bases and rates
  };
  /// What employees have in common.
  struct alignas(sizeof(Lanes)) Employees {
    Lanes wage{};                            ///< before the category's factor [yuan a month]
    Lanes sigma{}, declared{}, effective{};  ///< effective: with what audit brings in
    bool audited = false;                    ///< whether it brings in anything
    std::array<Lanes, kEmployeeStreams> level{};
    std::array<bool, kEmployeeStreams> own_level{};  ///< by whom anybody comes at another level than the mean
    BaseBounds bounds;
    Lanes employer_rate{}, waived_rate{}, member_rate{}, credit{};
  };
  /// What the flexibly employed have in common: all but their cohorts.
  struct alignas(sizeof(Lanes)) Flexible {
    Lanes index{}, member_rate{}, credit{};
    std::array<Lanes, kStreams> entry_level{};
  };
  Common common(Year year) const;
  Employees employees(Year year) const;
  Flexible flexible(Year year) const;
  static void fill_flexible(const Flexible& flexible, CategoryRules& rules);
  void fill_employees(Category g, Year year, const Common& common, const Employees& employees,
                      CategoryRules& rules) const;
  void fill_employer_rate(Year year, Lanes& paid, Lanes& waived) const;
  AwardTerms<Lanes> award_terms(Year year) const;
  void fill_turnover(Year year, Common& common) const;
  void fill_rates(Category g, Year year, const Common& common, bool accrue_on_due, CategoryRules& rules) const;
  void fill_reclassification(Year year, MembershipYear& rules) const;
  void fill_pension_rates(Year year, MembershipYear& rules) const;
  void fill_scalars(Year year, const Common& common, MembershipYear& rules) const;
  void fill_entry(Year year, const Common& common, EntryRules& rules) const;
  EntryRules::EmployedAs employed_as(Sex sex, Year year) const;

  const Scenario& scenario_;
  const Block& block_;
  const RuleTables& tables_;
  const Surroundings& around_;
  const Kernel& kernel_;
  std::array<bool, kKnobs> same_in_all_lanes_{};  ///< of one unit's futures, what none of them moves
  std::vector<int> loan_years_;  ///< of what is granted in a year, by year from the first projected one
  EntryRules::TakeUp take_up_by_age_{};
};

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
