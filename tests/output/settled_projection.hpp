/// The made-up projection with numbers that agree with one another: nobody, and nothing paid. Its own are told apart by
/// their places and are no sums of each other.
#pragma once

#include "tests/output/synthetic_projection.hpp"

namespace ballast::synthetic {

inline void settle(Projection& p) {
  for (Eigen::ArrayXXd& table : p.measures) table.setZero();
}

}  // namespace ballast::synthetic
