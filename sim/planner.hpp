/// The planner: cases read, checked and computed, all that needs the data folder. What works on its answers alone, such
/// as a draft of a budget, basic data, a comparison of rules or a fit of mortality, stands in sim/studies and models.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/base/expected.hpp"
#include "models/benefit/award.hpp"
#include "models/subsidy/adjustment.hpp"
#include "scenarios/reader/place_check.hpp"
#include "scenarios/timeline.hpp"
#include "sim/engine/fiscal_settle.hpp"
#include "sim/engine/population.hpp"
#include "sim/engine/projection.hpp"
#include "sim/engine/stored_flows.hpp"
#include "sim/studies/backtest.hpp"
#include "sim/studies/calibration.hpp"
#include "sim/studies/ensemble.hpp"
#include "sim/studies/fiscal_case.hpp"
#include "sim/studies/targets.hpp"

namespace ballast {

struct Scenario;

/// The place and the case of whoever names none.
inline constexpr const char *kDefaultPlace = "puyang", *kDefaultCase = "baseline";

struct RunRequest {
  std::string place = kDefaultPlace;
  std::vector<std::string> sets;  ///< KNOB=VALUE[@YEAR[-MM]], KNOB[unit]=VALUE
  std::optional<Year> from, horizon;
  std::optional<int> top_service{};  ///< service told apart up to here [years]; none: the largest legal minimum
  int threads = 0;                   ///< 0: as many as the machine has
  bool check_only = false;           ///< read and validate, compute nothing
  /// Asked once all is read and sound and nothing is computed yet; what it complains of ends the run.
  std::function<Expected<void>()> ready{};
  /// Flows of an earlier result in place of stage 1; they must be those of every case. The caller keeps them.
  const StoredFlows* reuse = nullptr;
};

/// A case as it would be computed: every knob of every unit by year.
struct ResolvedCase {
  std::string case_key;
  Label title;
  std::vector<Label> units;
  std::vector<std::string> sets;      ///< besides the case, as asked
  std::vector<ResolvedInput> inputs;  ///< `knob[unit]` → `2016:0.19 2027:0.2`
};

/// A case that is there to be asked: what it changes, its bases included.
struct CaseInfo {
  std::string key, base;  ///< as it is asked for; the case it extends, empty if none
  Label title;
  std::vector<std::string> knobs;  ///< each once, as first named
  std::optional<YearMonth> from;   ///< the first of its changes; none: it has none, or they begin with the projection
};

/// What a case will answer, known before anything is computed.
struct Outline {
  std::vector<Label> units;  ///< as Projection::units
  Year price_year = 0;

  std::size_t member_units() const { return units.size() - 2; }  ///< without the pool and the whole city
};

/// One adjustable number as the catalogue shows it. The default is the baseline's value in the first projected year.
struct KnobInfo {
  std::string key, zh, en, unit, clause, source, source_zh;
  Status status = Status::assumed;
  std::optional<double> min, max, default_number;
  std::string default_choice;
  std::vector<std::string> choices;
  Timeline entries;              ///< all values given, the first first
  std::optional<Label> of_unit;  ///< whose they are, where the values of units differ
};

/// The tiers of the adjustment subsidy (44-2.13), and the knots that a linear reading takes instead.
struct TierTable {
  std::vector<Tier> tiers, knots;
  Standing stands;
};

/// One person's pension: the month of award decides which divisor rule holds.
struct AwardRequest {
  YearMonth award_month;
  AwardInput input;
};

/// One person's retirement months (弹性退休); a category that is none of `retirement_categories` is an issue.
struct RetirementAnswer {
  YearMonth statutory_month, earliest_month, latest_month;
  YearMonth flexible_from;  ///< first month in which there is a choice of months
  int age_months = 0, delay_months = 0;
  double divisor = 0;
  double minimum_years = 0,
         minimum_years_earliest = 0;  ///< of who goes in the statutory month, in the earliest [years]
};

/// One year's actual figures, all units together (44-2.5 … 44-2.9).
struct SettleRequest {
  Year year = 0;
  SettleRules rules;
  std::vector<std::string> units;
  std::vector<UnitClaim> claims;   ///< by unit
  std::optional<Fen> available{};  ///< the pool's money before subsidies [fen]; none: no limit
};

/// Residents alone: any place, the scheme left out.
struct PopulationRequest {
  std::string place = kDefaultPlace, case_name = kDefaultCase,
              unit;               ///< unit in Chinese or English; empty: all together
  std::vector<std::string> sets;  ///< changes of what moves residents
  std::optional<Year> from;       ///< first projected year; default: after the first opening
  std::optional<Year> horizon;    ///< default: the last year of the place's tables
};

/// Residents at 31 December, year by year from the base year.
struct PopulationAnswer {
  std::string place;
  Label place_name, unit, notice, note;
  std::vector<std::string> sets;  ///< besides the case, as asked
  bool illustrative = true;
  Year base_year = 0, published_through = 0;
  std::vector<PopulationYear> years;  ///< index 0: the base year, its stock alone
};

/// A year of the past to start from, and the years to be met (docs/backtest.md).
struct PastRequest {
  std::string place = "national", case_name = kDefaultCase;
  std::vector<std::string> sets;
  std::optional<Year> from, to;
  std::string observed;  ///< a table of published years; empty: the place's observed.csv
  int threads = 0;
};

class Planner {
 public:
  /// `data_dir` holds the folder `scenarios/`.
  static Expected<Planner> open(const std::string& data_dir);

  /// One projection a case, in order. Every issue of every case is reported at once; nothing is computed if any stands.
  Expected<std::vector<Projection>> run(const std::vector<std::string>& cases, const RunRequest& request) const;

  /// The cases with every number resolved, nothing computed.
  Expected<std::vector<ResolvedCase>> resolve(const std::vector<std::string>& cases, const RunRequest& request) const;

  /// The cases of the library, or those that lie in a folder, by name; `place`: whose units they may name.
  Expected<std::vector<CaseInfo>> cases(const std::string& place, const std::string& folder = {}) const;

  Expected<Outline> outline(const std::string& case_name, const RunRequest& request) const;

  Expected<std::vector<KnobInfo>> knobs(const std::string& place) const;
  Expected<TierTable> tier_table() const;
  Expected<Award> award(const AwardRequest& request) const;
  /// Credited years that a monthly pension takes, of those who retire in the year.
  Expected<double> minimum_years(Year year) const;
  Expected<RetirementAnswer> retirement(std::string_view category, YearMonth birth) const;
  static const std::vector<std::string>& retirement_categories();
  /// What is said of a month of birth that is nobody's to ask about; else nothing.
  static std::optional<Issue> birth_issue(YearMonth birth);

  /// One case with every number of stage 2 kept: what the fiscal studies read.
  Expected<FiscalCase> fiscal(const std::string& case_name, const RunRequest& request) const;

  /// One case held against the targets of a year (44-5.3).
  Expected<TargetsOfYear> targets(const std::string& case_name, const RunRequest& request, Year year) const;

  /// The cases' ensembles over the same futures. A request with request_issues is refused.
  Expected<std::vector<Ensemble>> ensembles(const std::vector<std::string>& cases, const RunRequest& request,
                                            const EnsembleRequest& futures) const;

  /// The residents of a unit or of the whole place. An unknown unit is a usage issue.
  Expected<PopulationAnswer> population(const PopulationRequest& request) const;

  /// Looks over a folder of a place's tables, and whether a run could begin from it.
  Expected<PlaceReport> check_data(const std::string& directory) const;

  /// The past run again from an earlier year, and how far it was off.
  Expected<Backtest> backtest(const PastRequest& request) const;
  /// From when a back-test of the place can start: the first year after each opening before its last published year.
  Expected<std::vector<Year>> backtest_starts(const PastRequest& request) const;

  /// Adjustables (by name; none: all of scenarios/assumptions/calibration.csv) fitted to past yearly totals.
  Expected<Calibration> calibrate(const PastRequest& request, const std::vector<std::string>& adjustables) const;

  /// The settlement rules the law gives for a year; interest is none, because actual figures hold it already.
  Expected<SettleRules> settle_rules(Year year) const;

 private:
  /// Every case read; all issues of all cases at once.
  Expected<std::vector<Scenario>> scenarios(const std::vector<std::string>& cases, const RunRequest& request) const;

  std::string data_dir_;
};

}  // namespace ballast
