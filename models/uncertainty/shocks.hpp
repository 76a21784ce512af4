/// One future: what moves away from the scenario's path, how far, and how long (clause 44-1.2; Lee and Carter 1992 for
/// the index of mortality). With z standard normals, s the spread, t = 1 … T years after the last certain one:
///   mortality    K(t) = K(t−1) + s·σ·z(t)                                        random walk
///   fertility    x(t) = ρ·x(t−1) + s·σ·z(t), multiplier min(most, max(least, e^x))  AR(1) of the logarithm
///   economy      e(t) = A·e(t−1) + s·C·z(t), e = (wage, inflation, interest)      VAR(1); C·Cᵀ = covariance
///   entry, collection, migration of unit c
///                y(t) + y_c(t), both AR(1) with the same ρ                        the city's part and the unit's own
/// ρ persistence [1] · σ standard deviation of a year's innovation [unit of the factor]. All begin at 0, so the median
/// of every multiplier is 1 (of entry the mean) and of every addition 0. Economy and unit factors are cut at ± `bound`
/// innovations. Where parameters are uncertain too, one draw a future bends the mean: δ·t on K, δ on wage growth each
/// year, (1 − ρ)·δ a year on the logarithm of fertility. The δ on wage growth comes after the cut.
#pragma once

#include <Eigen/Core>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace ballast {

/// How the normals of the city-wide factors are chosen; unit parts are independent in all three, and mirrored in the
/// second.
enum class Sampling {
  independent,
  antithetic,  ///< path 2j + 1 takes minus the normals of path 2j
  sobol        ///< a Sobol sequence, digitally shifted by the seed; best with 2^m paths
};

inline constexpr std::array kSamplings{Sampling::independent, Sampling::antithetic, Sampling::sobol};

/// How samplings are called in files and on the command line.
std::string_view key(Sampling sampling);
std::optional<Sampling> sampling_from_key(std::string_view key);

/// AR(1): persistence ρ [1], standard deviations of a year's innovation of the city's and of the unit's own part.
struct UnitProcess {
  double persistence = 0, sd = 0, unit_sd = 0;
};

/// How uncertain the factors are.
struct Spreads {
  double spread = 1;  ///< s, scales every standard deviation; 0: no departure at all
  double bound = 1;   ///< of economy and unit factors, in standard deviations of a year's innovation

  double mortality_sd = 0;  ///< of the yearly step of the index k [k]

  double fertility_persistence = 0, fertility_sd = 0;  ///< of the logarithm
  double fertility_least = 0, fertility_most = 1;      ///< of the multiplier, around 1

  Eigen::Matrix3d economy =
      Eigen::Matrix3d::Zero();  ///< A: row follows column's year before; wage, inflation, interest
  Eigen::Vector3d economy_sd = Eigen::Vector3d::Zero();  ///< of a year's innovation [1/a]
  double wage_inflation_correlation = 0, wage_interest_correlation = 0, inflation_interest_correlation = 0;

  UnitProcess entry;       ///< of the logarithm of take-up
  UnitProcess collection;  ///< of the logit of the collection rate
  UnitProcess migration;   ///< of net migration [1/a]

  bool parameters = false;                                                   ///< whether the means are uncertain too
  double drift_mortality_sd = 0, drift_wage_sd = 0, drift_fertility_sd = 0;  ///< [k/a], [1/a], logarithm

  bool small_units = false;  ///< whether deaths and entrants of small units are drawn

  /// Whether any factor strays: else every future is the scenario's path. Take-up strays under a bound of 0 too, by
  /// half the variance that is taken off it.
  bool departs() const;
};

/// How the futures are numbered and how long they are.
struct Drawing {
  std::uint64_t seed = 0;
  Sampling sampling = Sampling::independent;
  int years = 0, units = 0;
};

/// One future's departures from the scenario's path. Index 0 is the last certain year and holds no departure.
struct Shocks {
  std::vector<double> mortality;                  ///< K(t), added to the Lee–Carter index k of both sexes
  std::vector<double> fertility;                  ///< multiplier of total fertility
  std::vector<double> wage, inflation, interest;  ///< added to ln(1 + the year's rate) [1/a]
  Eigen::ArrayXXd entry;                          ///< [unit x year] added to the logarithm of take-up
  /// By year: taken off that logarithm, so that the mean of take-up is the scenario's: entry fills stocks year by year.
  std::vector<double> entry_half_variance;
  Eigen::ArrayXXd collection;  ///< [unit x year] added to the logit of the collection rate
  Eigen::ArrayXXd migration;   ///< [unit x year] added to net migration [1/a]
  /// [unit x year] standard normals: deaths of members, retirees and illness retirees, and entrants; empty when small
  /// units are off
  Eigen::ArrayXXd deaths, deaths_retired, deaths_ill, entrants;
  double chance_spread = 0;  ///< s, of those
};

/// C, lower triangular, of the economy's innovations [1/a]. Precondition: three correlations that do
/// not contradict one another (sim/futures/spreads.hpp refuses others); beyond by rounding, the last is cut.
Eigen::Matrix3d innovation_root(const Spreads& spreads);

/// The same for the same arguments, whatever was drawn before. Preconditions: path, years, units ≥ 0; for a Sobol
/// sequence at most 458 years.
Shocks draw_shocks(const Spreads& spreads, const Drawing& drawing, int path);

}  // namespace ballast
