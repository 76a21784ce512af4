/// Members: what a cell of contributors or suspended members holds: sums over its people, never means.
/// Every transition moves a share of the people with the same share of their entitlements (model §2).
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "models/base/quantity.hpp"

namespace ballast {

/// Sums over the people of a cell. 参保人员 (在职).
template <class Real>
struct Members {
  Real heads{};    ///< n [persons]
  Real paid{};     ///< a: paid years [person-years]
  Real indexed{};  ///< z: paid years times their index [person-years]
  Real account{};  ///< b: balance of individual accounts 个人账户 [yuan]
  Real deemed{};   ///< v: deemed years 视同缴费年限, middle cohorts only [person-years]

  Members& operator+=(const Members& o) {
    heads += o.heads, paid += o.paid, indexed += o.indexed, account += o.account, deemed += o.deemed;
    return *this;
  }
  Members& operator-=(const Members& o) {
    heads -= o.heads, paid -= o.paid, indexed -= o.indexed, account -= o.account, deemed -= o.deemed;
    return *this;
  }
  friend Members operator+(Members a, const Members& b) { return a += b; }
  friend Members operator-(Members a, const Members& b) { return a -= b; }
  template <class Share>
  friend Members operator*(Share share, const Members& m) {
    return {share * m.heads, share * m.paid, share * m.indexed, share * m.account, share * m.deemed};
  }
};

/// Middle cohorts (中人) began before accounts and may hold deemed years; new cohorts (新人) began after.
enum class Cohort { middle, fresh };
inline constexpr int kCohorts = 2;

/// The members of one category: cells by cohort type, age reached in the year, completed credited years.
/// The top service bucket is absorbing: it means "at least so many", the largest legal minimum in force.
template <class Real>
class MemberTable {
 public:
  static constexpr Age kFirstAge = 16;  ///< bounds of the array, not of the law
  static constexpr Age kLastAge = 76;
  static constexpr int kAges = kLastAge - kFirstAge + 1;

  explicit MemberTable(int top_service = 0)
      : buckets_(top_service + 1), cells_(static_cast<std::size_t>(kCohorts * kAges * buckets_ * 2)) {}

  int buckets() const { return buckets_; }
  /// The cells of one age: [service] contributing, then [service] suspended.
  Members<Real>* contributing(Cohort cohort, Age x) { return cells_.data() + offset(cohort, x); }
  Members<Real>* suspended(Cohort cohort, Age x) { return contributing(cohort, x) + buckets_; }
  const Members<Real>* contributing(Cohort cohort, Age x) const { return cells_.data() + offset(cohort, x); }
  const Members<Real>* suspended(Cohort cohort, Age x) const { return contributing(cohort, x) + buckets_; }

  /// Everyone one year older; the youngest row is empty, nobody grows past the last age (they must have left).
  void grow_older() {
    const auto row = static_cast<std::ptrdiff_t>(buckets_ * 2);
    for (Cohort cohort : {Cohort::middle, Cohort::fresh}) {
      Members<Real>* first = contributing(cohort, kFirstAge);
      std::move_backward(first, first + row * (kAges - 1), first + row * kAges);
      std::fill(first, first + row, Members<Real>{});
    }
  }

  /// Everyone of one age, all buckets of one status.
  Members<Real> contributing_total(Age x) const { return sum(x, 0); }
  Members<Real> suspended_total(Age x) const { return sum(x, buckets_); }

 private:
  std::size_t offset(Cohort cohort, Age x) const {
    return static_cast<std::size_t>(((static_cast<int>(cohort) * kAges) + x - kFirstAge) * buckets_ * 2);
  }
  Members<Real> sum(Age x, int skip) const {
    Members<Real> total;
    for (Cohort cohort : {Cohort::middle, Cohort::fresh})
      for (int s = 0; s < buckets_; ++s) total += contributing(cohort, x)[skip + s];
    return total;
  }

  int buckets_;
  std::vector<Members<Real>> cells_;
};

}  // namespace ballast
