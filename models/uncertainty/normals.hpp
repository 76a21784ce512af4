/// The standard normals behind one future, however they are sampled.
///   independent  z = Φ⁻¹(u(seed, path, year, factor, unit))
///   antithetic   path 2j + 1: −z of path 2j
///   Sobol        city-wide z = U·y, y = Φ⁻¹(point XOR shift) coordinate by coordinate; U orthogonal, so z are as
///                independent as y are, and the first coordinates carry the slowest waves of a walk:
///                U(t, k) = 2/√(2T + 1)·cos((2k − 1)(2t − 1)π/(4T + 2)),  t, k = 1 … T
/// (principal components of a walk: P. Glasserman, Monte Carlo Methods in Financial Engineering, 2004, 3.1.2).
#pragma once

#include <Eigen/Core>

#include "models/uncertainty/random.hpp"
#include "models/uncertainty/shocks.hpp"

namespace ballast {

class Normals {
 public:
  Normals(const Drawing& drawing, int path);

  double city(Factor factor, int year) const;            ///< year 1 … T; mortality … migration
  double unit(Factor factor, int unit, int year) const;  ///< year 1 … T
  double parameter(Factor factor) const;                 ///< one a future; mortality, fertility, wage

 private:
  double keyed(DrawKey key) const;

  Drawing drawing_;
  int path_;
  Eigen::ArrayXXd waves_;     // [year − 1 x factor], Sobol only
  Eigen::Array3d parameter_;  // by Factor, Sobol only
};

}  // namespace ballast
