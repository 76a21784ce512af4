/// Who has the minimum contribution years (社会保险法 art. 16; rising from 2030 under the 2024 delay decision).
///
///   R5 eligible(s, M) = clamp(s + 1 − M/12, 0, 1)
///
/// s completed credited years of the bucket [years]; M minimum in force [months]; credited time is uniform within
/// the bucket [s, s + 1).
#pragma once

namespace ballast {

/// Share of a bucket's heads whose credited time reaches the minimum.
double eligible_share(int bucket, double minimum_months);

}  // namespace ballast
