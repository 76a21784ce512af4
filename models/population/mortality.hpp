/// Mortality bases and improvement: which central death rates hold for whom in which year (equations P7 – P9).
///
///   population:  m*(x,t) = m(x,t) of the table                               t ≤ T, or improvement by table
///                m*(x,t) = m(x,T)                                             none
///                m*(x,t) = m(x,T)·exp(b(x)·d·(t − T))                         Lee and Carter (1992)
///   life table:  m(x,t)  = −ln(1 − q(x)) · m*(x,t)/m*(x,Y)                    a table of year Y of insured lives
///
/// m central death rate [1/year]; T last published year of the table; b age pattern, Σ b = 1; d drift of the index k
/// [a year]; q one-year death probability of the life table. 死亡率基准与改善 (44-1.2)
#pragma once

#include <Eigen/Core>
#include <vector>

#include "models/base/quantity.hpp"

namespace ballast {

/// Whose table insured lives follow: the residents', or one of the China Life tables 2010–2013
/// (中国人身保险业经验生命表: 非养老业务一表 CL1/CL2, 二表 CL3/CL4, 养老业务表 CL5/CL6).
enum class MortalityBasis { population, cl1_cl2, cl3_cl4, cl5_cl6 };
inline constexpr int kLifeTables = 3;  ///< bases other than the population

/// How rates go on after the last published year.
enum class Improvement { table, lee_carter, none };

/// Lee–Carter's age pattern and the drift of its index.
struct LeeCarter {
  Eigen::ArrayXd sensitivity;  ///< b(x), Σ b = 1
  double drift = 0;            ///< d [a year]
};

/// One sex of a place: its rates by calendar year and how they may be prolonged. A view; it outlives no table.
struct MortalityHistory {
  const std::vector<Eigen::ArrayXd>& rates;  ///< m(x) by year − first_year [1/year]
  Year first_year = 0, published_through = 0;
  const LeeCarter& lee_carter;

  Year last_year() const { return first_year + static_cast<Year>(rates.size()) - 1; }
};

/// A life table of insured lives as central rates.
struct InsuredTable {
  Year year = 0;         ///< Y, from which it improves
  Eigen::ArrayXd rates;  ///< −ln(1 − q(x)) [1/year]
};

/// m(x) = −ln(1 − q(x)): the constant force that gives q; infinite where q is 1.
Eigen::ArrayXd central_rates(const Eigen::ArrayXd& probabilities);

/// m*(x, year) of the residents. Precondition: the year stands in the table.
Eigen::ArrayXd population_rates(const MortalityHistory& history, Improvement improvement, Year year);

/// Rates of insured lives on a life table, improved as the residents' are. Precondition: so does the table's year.
Eigen::ArrayXd insured_rates(const InsuredTable& table, const MortalityHistory& history, Improvement improvement,
                             Year year);

}  // namespace ballast
