/// Scenario: everything a run is asked, validated and immutable. Made only by the reader.
#pragma once

#include <Eigen/Core>
#include <Eigen/SparseCore>
#include <algorithm>
#include <array>
#include <boost/container/flat_map.hpp>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "models/base/category.hpp"
#include "models/base/label.hpp"
#include "models/benefit/divisor.hpp"
#include "models/benefit/grants.hpp"
#include "models/membership/members.hpp"
#include "models/membership/retirement_age.hpp"
#include "models/population/mortality.hpp"
#include "models/subsidy/adjustment.hpp"
#include "scenarios/knobs.hpp"
#include "scenarios/timeline.hpp"

namespace ballast {

/// A unit of account: a county, district, zone or the city level. 统筹单位
struct UnitInfo {
  std::string zh, en;
  bool has_residents = true;
};

std::vector<Label> labels_of(const std::vector<UnitInfo>& units);

/// Every knob, by unit and month. Copies share their values until one is set; a future moves some of them by year.
class KnobValues {
 public:
  KnobValues() = default;
  KnobValues(Year first_year, Year last_year, int units);

  double year(Knob knob, int unit, Year year) const {  ///< mean of its months, or January's (of_january)
    return is_moved(knob) ? moved_[cell(knob, unit, year)]
                          : course(knob, unit).years[static_cast<std::size_t>(year - first_year_)];
  }
  double month(Knob knob, int unit, YearMonth month) const;
  int choice(Knob knob, int unit, Year year) const;  ///< index into the row's choices, in January
  Year first_year() const { return first_year_; }
  Year last_year() const { return last_year_; }
  int units() const { return units_; }

  void set(Knob knob, int unit, MonthlySeries series);
  /// The months as the case has them, whatever was moved.
  const MonthlySeries& series(Knob knob, int unit) const { return course(knob, unit).months; }
  /// Whether two units have the same months, or years where the knob is moved.
  bool same(Knob knob, int a, int b) const;

  /// Whether all units have one course, so that what moves them alike may be written once.
  bool one_course(Knob knob) const;
  /// Whether a knob is what it is in another copy of the same values because neither has moved it.
  bool unmoved_in_both(Knob knob, const KnobValues& other) const {
    return courses_ == other.courses_ && !is_moved(knob) && !other.is_moved(knob);
  }
  /// Makes a knob's years its own, to be changed by `move`; its months become the year's value. `together`: every
  /// unit's are one. Precondition: not opened together before, or again.
  void open(Knob knob, bool together);
  /// A future's value of one year; of every unit, where they are one. Precondition: the knob is open.
  void move(Knob knob, int unit, Year year, double value) { moved_[cell(knob, unit, year)] = value; }

 private:
  struct Course {
    MonthlySeries months;
    std::vector<double> years;  // what `year` says
  };
  const Course& course(Knob knob, int unit) const { return *(*courses_)[slot(static_cast<int>(knob), unit)]; }
  int years() const { return last_year_ - first_year_ + 1; }
  std::size_t slot(int row, int unit) const { return static_cast<std::size_t>(row * units_ + unit); }
  bool is_moved(Knob knob) const {
    return !moved_of_.empty() && moved_of_[static_cast<std::size_t>(knob)].first != kUnmoved;
  }
  std::size_t cell(Knob knob, int unit, Year year) const {
    const Moved& moved = moved_of_[static_cast<std::size_t>(knob)];
    return static_cast<std::size_t>(moved.first + unit * moved.a_unit + year - first_year_);
  }

  Year first_year_ = 0, last_year_ = 0;
  int units_ = 0;
  using Shared = std::shared_ptr<const Course>;   // units with the same months share them
  std::shared_ptr<std::vector<Shared>> courses_;  // [knob][unit]
  static constexpr int kUnmoved = -1;
  struct Moved {
    int first = kUnmoved, a_unit = 0;  // the first year of the first unit in moved_; how far apart units stand
  };
  std::vector<Moved> moved_of_;  // [knob]; empty where nothing is moved
  std::vector<double> moved_;    // [moved knob][unit, or all of them][year]
};

/// What a level grows by after the growth of a year (equation K3). [a year]
double growth_of(const KnobRow& level, const KnobValues& knobs, int unit, Year year);

/// Demographic tables shared by the units, ages 0 … 105.
struct Demography {
  static constexpr int kAges = 106;
  Year first_year = 0;
  std::array<std::vector<Eigen::ArrayXd>, kSexes> mortality;  ///< central death rates by year − first_year [age]
  std::vector<double> total_fertility, sex_ratio;             ///< by year − first_year
  std::vector<Eigen::ArrayXd> fertility_age;                  ///< share of total fertility by year − first_year [age]
  std::array<Eigen::ArrayXd, kSexes> migration_shape;         ///< relative net migration [age]
  std::vector<double> index_shift;  ///< a future's departure of the mortality index k by year − first_year; or empty

  // from scenarios/tables, the same for every place
  std::array<LeeCarter, kSexes> lee_carter;
  std::array<std::array<InsuredTable, kSexes>, kLifeTables> insured;  ///< by MortalityBasis − 1

  Year last_year() const { return first_year + static_cast<Year>(mortality[0].size()) - 1; }
};

/// One cell of the common pattern of members (service.csv): shares and means per head.
struct ServiceCell {
  Cohort cohort = Cohort::fresh;
  bool contributing = true;
  int service = 0;
  double share = 0, paid_years = 0, deemed_years = 0, index = 0, account = 0;
};

/// How the retirees of one age are spread over award ages (award_pattern.csv).
struct AwardCell {
  Age award_age = 0;
  double share = 0, account_share = 0, balance_months = 0, transitional_share = 0;
  double increase_share = 0;  ///< from adjustments since the base year of the subsidies
};

/// Retirees of one age at the opening (retirees.csv).
struct RetireeCell {
  double heads = 0, mean_pension = 0, mean_years = 0;
};

/// A unit's fund in one year [yuan]; balance at 31 December.
struct FundYear {
  double balance = 0, income = 0, plan_income = 0, other_income = 0, plan_other_income = 0, expenditure = 0,
         budget_expenditure = 0, levy = 0, treasury_on_time = 0;
  double interest = 0;  ///< within other_income
};

/// What a table gives at the ages it has rows for, side by side in memory.
template <class Value>
using AgeTable = boost::container::flat_map<Age, Value>;

/// A unit's opening position at 31 December of the base year.
struct BaseTables {
  std::array<Eigen::ArrayXd, kSexes> population;             ///< [age 0 … 105] persons
  std::array<std::vector<Eigen::ArrayXd>, kSexes> migrants;  ///< by year − base year − 1 [age] persons, or empty
  std::array<AgeTable<double>, kCategories> members;         ///< insured heads by age
  std::array<AgeTable<RetireeCell>, kCategories> retired, ill;
  FundYear fund;          ///< of the base year
  FundYear subsidy_base;  ///< of the year from which the fixed subsidy follows, at most the base year
  double general_revenue = 0, general_expenditure = 0;  ///< 一般公共预算收支 of the base year [yuan]
};

/// A step of the base that flexible members choose.
struct FlexibleStep {
  double index = 0, share = 0;
};

/// Streams of entry 扩面对象 (44-3.1 … 44-3.4); employee streams first.
enum class Stream {
  private_firms,
  institutions,
  non_enterprise,
  dispatch,
  off_establishment,
  migrant,
  self_employed,
  part_time,
  flexible,
  hardship
};
inline constexpr int kStreams = 10, kEmployeeStreams = 6;
inline constexpr std::array<std::string_view, kStreams> kStreamKeys{
    "private", "institutions",  "non_enterprise", "dispatch", "off_establishment",
    "migrant", "self_employed", "part_time",      "flexible", "hardship"};

/// A stream's own knob: `first` is the family's knob of Stream::private_firms.
constexpr Knob of_stream(Knob first, int stream) { return static_cast<Knob>(static_cast<int>(first) + stream); }

/// Relative take-up of a stream by age.
struct EntryProfile {
  Stream stream = Stream::private_firms;
  Age from = 0, to = 0;
  double relative = 1;
};

/// A share of those who retire late 弹性延迟, and by how much.
struct LateShare {
  int months = 0;
  double share = 0;
};

/// A divisor table and the month from which it holds.
struct DatedDivisor {
  YearMonth from;
  DivisorTable table;
};
/// Which of them holds in a month: the last that has begun, before all of them the first.
std::size_t divisor_in_force(const std::vector<DatedDivisor>& dated, YearMonth month);

/// A file that was read, for the record: what it is called, a fingerprint of its text, and the text itself.
struct SourceFile {
  SourceFile(std::string path_, std::string hash_, std::shared_ptr<const std::string> text_)
      : path(std::move(path_)), text_hash(std::move(hash_)), text(std::move(text_)) {}
  std::string path, text_hash;
  std::shared_ptr<const std::string> text;  ///< never null
};

struct Scenario {
  std::string case_key, place_key;
  Label title, note, place, notice, consolidated, pool_name;
  bool illustrative = true;
  bool has_scheme = true;  ///< members, pensions and funds; without them a place has residents only
  Year base_year = 0, first_year = 0, last_year = 0, published_through = 0;
  Year subsidy_base_year = 0;  ///< whose budget gap the fixed subsidy follows; the base year unless a run opens later
  double subsidy_base_share = 0;  ///< of that gap, by the rule of that year [1]
  std::vector<UnitInfo> units;
  KnobValues knobs;

  std::vector<DatedDivisor> divisors;
  std::array<StatutoryRule, kCategories> statutory;
  std::array<std::string, kCategories> statutory_class;  ///< male60 · female55 · female50
  SurvivorRule survivors;                                ///< cap and floor are knobs
  std::vector<Tier> tiers;                               ///< of the adjustment subsidy, read as steps
  std::vector<Tier> tier_knots;                          ///< of its linear reading
  std::vector<FlexibleStep> flexible_steps;
  std::vector<EntryProfile> entry_profiles;
  std::vector<LateShare> late_shares;  ///< add to 1; empty: everybody as late as allowed

  Demography demography;
  Eigen::SparseMatrix<double> catchment;  ///< [resident unit x pool unit], rows sum to 1
  std::array<std::map<Age, std::vector<ServiceCell>>, kCategories> service;
  std::array<std::map<Year, double>, kCategories> kappa;  ///< by birth year
  std::array<std::map<Age, std::vector<AwardCell>>, kCategories> awards_retired, awards_ill;
  std::vector<BaseTables> openings;
  double pool_opening = 0;  ///< city pool at the opening [yuan]

  int top_service = 0;            ///< largest legal minimum in force [years], from the law's data
  std::vector<SourceFile> files;  ///< every file read
  std::string place_folder;       ///< of the place's tables, as `files` and messages call it

  /// Whose prices constant prices are: the last published year, or of the run's own years the one next to it.
  Year price_year() const { return std::clamp(published_through, base_year, last_year); }
  const DivisorTable& divisor_table(YearMonth month) const { return divisors[divisor_in_force(divisors, month)].table; }
};

/// Where the project's own files lie, and where copies of the inputs keep a user's case.
inline constexpr std::string_view kProjectFolder = "scenarios/", kOwnCaseFolder = "case/";

/// A file as every copy of the inputs names it: a table by the key of its place, in whatever folder it was read.
std::string name_in_copies(const Scenario& scenario, const std::string& path);

}  // namespace ballast
