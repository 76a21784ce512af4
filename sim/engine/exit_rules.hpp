/// The ways out of membership, for every year, category and age: shares, minimum years and who stays by service bucket.
/// Rules alone decide them, so units whose rules agree share them (equations M5.1 – M5.4).
#pragma once

#include <array>
#include <compare>
#include <deque>
#include <map>
#include <utility>
#include <vector>

#include "models/benefit/cell_award.hpp"
#include "sim/engine/exit_table.hpp"

namespace ballast {

/// The ways out of one age and who stays. Views into the year's own arrays.
struct RowExits : WaysOut {
  const YearsTest* tests = nullptr;  ///< what the exits ask for
  int test_count = 0;
  int lasting = 0;  ///< so many exits come first of which nobody's membership ends short of years
  const double *stay_flat = nullptr, *stay_up = nullptr;  ///< A(s), B(s) of year_step.hpp
};

/// All ages and categories of one year.
struct ExitYear {
  static constexpr int kAges = MemberTable<double>::kAges;
  std::array<std::array<RowExits, kAges>, kCategories> rows{};
  std::array<std::array<double, kAges>, kCategories>
      convert{};  ///< share of illness-benefit recipients who come of age

  const RowExits& row(Category g, Age x) const {
    return rows[static_cast<std::size_t>(g)][static_cast<std::size_t>(x - MemberTable<double>::kFirstAge)];
  }

  std::vector<Exit> exits;
  std::vector<YearsTest> tests;
  std::vector<const AwardMoments*> moments;
  std::vector<double> stay;
  std::deque<std::vector<double>> made_up;  ///< by bucket, of those who gain the year: retire on 31 December
};

class ExitRules {
 public:
  ExitRules(const Scenario& scenario, int unit, const ExitTable& table);

  const ExitYear& year(Year t) const { return years_[static_cast<std::size_t>(t - scenario_.base_year - 1)]; }

 private:
  /// e(s) of one minimum.
  struct Eligible {
    std::vector<double> share;
    YearsTest test;
  };
  /// Months of a limited benefit: base, and further ones for each credited year above `from`.
  struct LimitedMonths {
    double base = 0, further = 0, from = 0;
    auto operator<=>(const LimitedMonths&) const = default;
  };
  /// 1 − e(s), and that times the years of the limited benefit, by twelves of months.
  struct Short {
    std::vector<double> share;
    std::vector<std::array<double, kLimitedTwelves>> limited_years;
    YearsTest test;
  };
  struct EarlyWays;
  const Eligible& eligible(double minimum_months);
  const Short& short_of(double minimum_months, const LimitedMonths& months);
  int loan_from(const ExitTemplate& way, Year t) const;
  EarlyWays early_ways(Category g, Year t) const;
  bool same_answers(Year t) const;
  bool asked_to_buy(const AgeExits& past_due, Year t) const;
  struct Filling;
  void fill_year(Year t, ExitYear& year);
  Exit& add_way(Filling& row, const ExitTemplate& way, const YearsTest& test, double share);
  double add_early_ways(const AgeExits& ways, const EarlyWays& early, Filling& row);
  void add_due_ways(const AgeExits& ways, double left, Filling& row);
  void add_made_up(const AgeExits& ways, double left, std::size_t first, Filling& row);
  double knob(Knob k, Year t) const { return scenario_.knobs.year(k, unit_, t); }

  const Scenario& scenario_;
  int unit_;
  const ExitTable& table_;
  std::map<double, Eligible> eligible_;
  std::map<std::pair<double, LimitedMonths>, Short> short_;
  std::vector<double> nobody_;
  Year one_wait_through_ = 0;  ///< last year up to which short_buy_after never changed
  std::array<std::array<const std::vector<double>*, ExitYear::kAges>, kCategories> made_up_{};  ///< the last of the row
  std::vector<ExitYear> years_;
};

}  // namespace ballast
