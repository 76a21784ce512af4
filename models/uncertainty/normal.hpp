/// Φ⁻¹, the standard normal's inverse distribution function: algorithm AS 241, PPND16, about 1 part in 10¹⁶.
///   z = q·A(q²) for |q| = |u − ½| ≤ 0.425, otherwise ± B(r) with r = √(−ln min(u, 1 − u)); A, B ratios of polynomials
/// M. J. Wichura, "The percentage points of the normal distribution", Applied Statistics 37 (1988) 477–484.
#pragma once

namespace ballast {

/// z with Φ(z) = u; inverse_normal(1 − u) = −inverse_normal(u) wherever 1 − u is exact. Precondition: 0 < u < 1.
double inverse_normal(double u);

}  // namespace ballast
