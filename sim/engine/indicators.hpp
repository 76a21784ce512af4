/// Indicators: every measure of the catalogue from the flows of stage 1, the settlement of stage 2 and the finances,
/// as a pure function. Rows are the units, the city pool (市级统筹) and the whole city (全市); columns are years from
/// the base year on, whose column carries what is known of the opening.
///
///   I1 whole city, sums    Σ units + pool, less transfers between them where they are inside the measure (income)
///   I2 whole city, ratios  Σ numerators / Σ denominators; a denominator of 0 makes the ratio missing (NaN)
#pragma once

#include <Eigen/Core>
#include <array>
#include <vector>

#include "models/measures/catalogue.hpp"
#include "models/measures/flows.hpp"
#include "sim/engine/fiscal.hpp"

namespace ballast {

/// The ways into retirement: together they are the year's new retirees.
inline constexpr std::array kRetirements{
    Flow::retired_statutory, Flow::retired_flexible_early, Flow::retired_flexible_late,     Flow::retired_special,
    Flow::retired_illness,   Flow::retired_irregular,      Flow::illness_benefit_to_retired};

/// What the indicators are computed from. Units are in the order of the place.
struct IndicatorInput {
  const std::vector<UnitFlows>& flows;     ///< by unit; row 0 = the base year, of which only stocks are known
  const FiscalInput& asked;                ///< what stage 2 was asked; its opening is the base year
  const std::vector<FiscalYear>& settled;  ///< by year after the base year
  Eigen::ArrayXXd general_revenue;         ///< 一般公共预算收入 [unit × year from the base year, yuan a year]
  std::vector<double> market_wage;         ///< by year from the base year [yuan/month]
  std::vector<double> reference_wage;      ///< the wage whose shares bound the base [yuan/month]
};

/// Flows as a projection holds them: by flow, [row × year from the base year]; the pool's row is NaN.
std::vector<Eigen::ArrayXXd> flow_tables(const IndicatorInput& input);

/// Whether some indicator reads the flow itself, not only what stage 2 made of it.
bool indicators_read(Flow flow);

/// Measures as a projection holds them, [row × year from the base year], each computed when it is first asked for:
/// futures are asked for few.
class Indicators {
 public:
  /// Of what the caller keeps.
  explicit Indicators(const IndicatorInput& input) : input_(input) {}

  const Eigen::ArrayXXd& operator[](Measure measure);
  /// What measures are made of, as a projection holds it. Precondition: indicators_read(flow).
  const Eigen::ArrayXXd& operator[](Flow flow);
  const IndicatorInput& input() const { return input_; }

 private:
  Eigen::ArrayXXd computed(Measure measure);

  const IndicatorInput& input_;
  std::array<Eigen::ArrayXXd, kMeasures> measures_;  ///< without any element: not asked for yet
  std::array<Eigen::ArrayXXd, kFlows> flows_;
};

/// All of them, by measure.
std::vector<Eigen::ArrayXXd> indicators(const IndicatorInput& input);

}  // namespace ballast
