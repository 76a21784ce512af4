/// Members: what a cell of contributors or suspended members holds: sums over its people, never means.
/// Every transition moves a share of the people with the same share of their entitlements (docs/equations.md, 1.2).
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "models/base/ahead.hpp"
#include "models/base/quantity.hpp"
#include "models/base/real.hpp"

namespace ballast {

/// Sums over the people of a cell. 参保人员 (在职).
template <class Real>
struct alignas(sizeof(Real)) Members {
  Real heads{};    ///< n [persons]
  Real paid{};     ///< a: paid years [person-years]
  Real indexed{};  ///< z: paid years times their index [person-years]
  Real account{};  ///< b: balance of individual accounts 个人账户 [yuan]
  Real deemed{};   ///< v: deemed years 视同缴费年限, middle cohorts only [person-years]
  Real level{};    ///< ℓ: each head's contribution base over that of its category [persons]

  /// Nobody: number by number, where a whole empty group would be copied.
  void clear() { heads = paid = indexed = account = deemed = level = Real{}; }
  Members& operator+=(const Members& o) {
    heads += o.heads, paid += o.paid, indexed += o.indexed, account += o.account, deemed += o.deemed;
    level += o.level;
    return *this;
  }
  Members& operator-=(const Members& o) {
    heads -= o.heads, paid -= o.paid, indexed -= o.indexed, account -= o.account, deemed -= o.deemed;
    level -= o.level;
    return *this;
  }
  friend Members operator+(Members a, const Members& b) { return a += b; }
  friend Members operator-(Members a, const Members& b) { return a -= b; }
  template <class Share>
  friend Members operator*(Share share, const Members& m) {
    return {share * m.heads, share * m.paid, share * m.indexed, share * m.account, share * m.deemed, share * m.level};
  }
};

/// Shares of two groups together. Without deemed years in either there are none to move.
template <bool kDeemed, class Real, class Share>
[[gnu::always_inline]] inline Members<Real> mixed(const Share& share_a, const Members<Real>& a, const Share& share_b,
                                                  const Members<Real>& b) {
  const auto of = [&](const Real& x, const Real& y) [[gnu::always_inline]] { return share_a * x + share_b * y; };
  return {of(a.heads, b.heads),
          of(a.paid, b.paid),
          of(a.indexed, b.indexed),
          of(a.account, b.account),
          kDeemed ? of(a.deemed, b.deemed) : Real{},
          of(a.level, b.level)};
}
template <bool kDeemed, class Real, class Share>
[[gnu::always_inline]] inline Members<Real> scaled(const Share& share, const Members<Real>& m) {
  return {share * m.heads, share * m.paid, share * m.indexed, share * m.account, kDeemed ? share * m.deemed : Real{},
          share * m.level};
}
template <bool kDeemed, class Real>
[[gnu::always_inline]] inline void add(Members<Real>& group, const Members<Real>& people) {
  group.heads += people.heads, group.paid += people.paid, group.indexed += people.indexed;
  group.account += people.account;
  if constexpr (kDeemed) group.deemed += people.deemed;
  group.level += people.level;
}

/// The same of a whole cell, in place: where nobody has deemed years they stay 0, and nobody touches their memory.
template <bool kDeemed, class Cell>
[[gnu::always_inline]] inline void take(Cell& cell, const Cell& people) {
  const auto of = [](auto& to, const auto& from) [[gnu::always_inline]] {
    to.heads = from.heads, to.paid = from.paid, to.indexed = from.indexed, to.account = from.account;
    if constexpr (kDeemed) to.deemed = from.deemed;
    to.level = from.level;
  };
  of(cell.contributing, people.contributing), of(cell.suspended, people.suspended);
}
template <bool kDeemed, class Cell>
[[gnu::always_inline]] inline void ask_for_members(const Cell* cell) {
  if constexpr (kDeemed) {
    ask_for(cell);
  } else {
    ask_for(&cell->contributing.heads, 4), ask_for(&cell->contributing.level);
    ask_for(&cell->suspended.heads, 4), ask_for(&cell->suspended.level);
  }
}

/// Those of a group who gained a year: their heads gain years, their level index and credit.
template <class Real>
struct alignas(sizeof(Real)) Gain {
  Real heads{}, level{};  ///< [persons]

  Gain& operator+=(const Gain& o) {
    heads += o.heads, level += o.level;
    return *this;
  }
  friend Gain operator+(Gain a, const Gain& b) { return a += b; }
  template <class Share>
  friend Gain operator*(Share share, const Gain& g) {
    return {share * g.heads, share * g.level};
  }
};

template <class Real>
Gain<Real> whole_year(const Members<Real>& m) {
  return {m.heads, m.level};
}

/// Heads and levels of new members, who have no record yet.
template <class Real>
using Newcomers = Gain<Real>;
template <class Real>
Members<Real> without_record(const Newcomers<Real>& who) {
  return {who.heads, Real{}, Real{}, Real{}, Real{}, who.level};
}

template <class Real>
void join(Members<Real>& group, const Newcomers<Real>& who) {
  group.heads += who.heads, group.level += who.level;
}

/// The two statuses of one cell: 正常缴费 contributing, 中断缴费 suspended.
template <class Real>
struct alignas(sizeof(Real)) MemberCell {
  Members<Real> contributing, suspended;

  void clear() { contributing.clear(), suspended.clear(); }
  MemberCell& operator+=(const MemberCell& o) {
    contributing += o.contributing, suspended += o.suspended;
    return *this;
  }
  friend MemberCell operator+(MemberCell a, const MemberCell& b) { return a += b; }
  friend MemberCell operator*(double share, const MemberCell& m) {
    return {share * m.contributing, share * m.suspended};
  }
};

template <bool kDeemed, class Real>
[[gnu::always_inline]] inline MemberCell<Real> scaled(double share, const MemberCell<Real>& cell) {
  return {scaled<kDeemed>(share, cell.contributing), scaled<kDeemed>(share, cell.suspended)};
}
template <bool kDeemed, class Real>
[[gnu::always_inline]] inline void add(MemberCell<Real>& cell, const MemberCell<Real>& people) {
  add<kDeemed>(cell.contributing, people.contributing), add<kDeemed>(cell.suspended, people.suspended);
}

/// Middle cohorts (中人) began before accounts and may hold deemed years; new cohorts (新人) began after.
enum class Cohort { middle, fresh };
inline constexpr int kCohorts = 2;

/// The buckets [first, last) of a row that can hold anybody.
struct BucketSpan {
  int first = 0, last = 0;

  bool empty() const { return first >= last; }
  void include(const BucketSpan& o) {
    if (o.empty()) return;
    *this = empty() ? o : BucketSpan{std::min(first, o.first), std::max(last, o.last)};
  }
  /// Leaves out cells at the top end that hold nobody.
  template <class Real>
  void trim(const MemberCell<Real>* row) {
    while (!empty() && !any_positive(row[last - 1].contributing.heads + row[last - 1].suspended.heads)) --last;
  }
};

/// Months of the survivor grant above the last class: there + further·(years − after), at most cap
/// (benefit/grants.hpp).
struct OpenSurvivorRule {
  double after = 0, there = 0, further = 0, cap = 0;

  /// Σ months of a group: its mean years decide.
  template <class Real>
  Real of_top(const Members<Real>& m) const {
    const Real months = there * m.heads + further * (m.paid + m.deemed - after * m.heads);
    return lesser(greater(Real{}, months), Real(cap * m.heads));
  }
};

/// Months of the survivor grant by bucket; the top bucket is open, its mean years decide.
struct GrantMonths {
  const double* below_top = nullptr;  ///< [bucket]
  OpenSurvivorRule top;
};

/// What is known of a row as a whole: the members of one cohort type and birth year.
template <class Real>
struct alignas(sizeof(Real)) RowState {
  BucketSpan span;         ///< cells outside it are empty by the history of the cohort: nobody reads them
  MemberCell<Real> total;  ///< sums over its cells
  Real grant_months{};     ///< Σ months of the survivor grant, should they die

  /// Adds the cells up; a row without anybody asks for no work any more.
  void count(const MemberCell<Real>* row, int buckets, const GrantMonths& grant) {
    span.trim(row);
    MemberCell<Real> sum;
    Real months{};
    const bool top = span.last == buckets;
    for (int s = span.first; s < span.last - top; ++s) {
      sum += row[s];
      months += grant.below_top[s] * (row[s].contributing.heads + row[s].suspended.heads);
    }
    if (top && !span.empty()) {
      const MemberCell<Real>& cell = row[span.last - 1];
      sum += cell;
      months += grant.top.of_top(cell.contributing + cell.suspended);
    }
    total = sum, grant_months = months;
  }
  Real heads() const { return total.contributing.heads + total.suspended.heads; }
};

/// The members of one category: cells by cohort type, birth year and completed credited years.
/// Kept by birth year in a ring, so that growing older moves nothing. The top service bucket is absorbing: it means "at
/// least so many", the largest legal minimum in force.
template <class Real>
class MemberTable {
 public:
  static constexpr Age kFirstAge = 16;  ///< bounds of the array, not of the law
  static constexpr Age kLastAge = 76;
  static constexpr int kAges = kLastAge - kFirstAge + 1;

  MemberTable() = default;
  explicit MemberTable(int top_service)
      : buckets_(top_service + 1),
        cells_(static_cast<std::size_t>(kCohorts * kAges * buckets_)),
        rows_(static_cast<std::size_t>(kCohorts * kAges)) {}

  int buckets() const { return buckets_; }
  /// Nobody is in the table any more.
  void clear() {
    std::fill(rows_.begin(), rows_.end(), RowState<Real>{});
    ages_ = {};
  }
  /// Whether anybody of the cohort type can be of age x: rows of other ages are not looked at.
  bool reaches(Cohort cohort, Age x) const {
    const BucketSpan& ages = ages_[static_cast<std::size_t>(cohort)];
    return x >= ages.first && x < ages.last;
  }
  /// The cells of the people who reach age x this year, by service bucket.
  MemberCell<Real>* row(Cohort cohort, Age x) {
    return cells_.data() + index(cohort, x) * static_cast<std::size_t>(buckets_);
  }
  const MemberCell<Real>* row(Cohort cohort, Age x) const {
    return cells_.data() + index(cohort, x) * static_cast<std::size_t>(buckets_);
  }
  RowState<Real>& state(Cohort cohort, Age x) { return rows_[index(cohort, x)]; }
  /// Asks for what is known of a row, ahead of its year.
  [[gnu::always_inline]] void expect(Cohort cohort, Age x) const {
    if (reaches(cohort, x)) ask_for(&state(cohort, x));
  }
  /// Room in a row for the buckets of `more`: those it did not span before are empty.
  void open(Cohort cohort, Age x, const BucketSpan& more) {
    BucketSpan& span = state(cohort, x).span;
    if (reaches(cohort, x) && span.first <= more.first && more.last <= span.last) return;
    ages_[static_cast<std::size_t>(cohort)].include({x, x + 1});
    const BucketSpan before = span.empty() ? BucketSpan{more.first, more.first} : span;
    span.include(more);
    MemberCell<Real>* const cells = row(cohort, x);
    for (int s = span.first; s < before.first; ++s) cells[s].clear();
    for (int s = before.last; s < span.last; ++s) cells[s].clear();
  }
  const RowState<Real>& state(Cohort cohort, Age x) const { return rows_[index(cohort, x)]; }

  /// Everyone is one year older. Nobody may be left past the last age: the cohort that comes in takes that row.
  void grow_older() {
    for (Cohort cohort : {Cohort::middle, Cohort::fresh}) {
      state(cohort, kLastAge) = {};
      BucketSpan& ages = ages_[static_cast<std::size_t>(cohort)];
      if (!ages.empty()) ages = {std::min(ages.first, kLastAge) + 1, std::min(ages.last, kLastAge) + 1};
    }
    turn_ = turn_ + 1 == kAges ? 0 : turn_ + 1;
  }

 private:
  std::size_t index(Cohort cohort, Age x) const {
    const int at = kLastAge - x + turn_;
    return static_cast<std::size_t>(static_cast<int>(cohort) * kAges + (at < kAges ? at : at - kAges));
  }

  int buckets_ = 0, turn_ = 0;               ///< turn: years passed, round the ring of rows
  std::array<BucketSpan, kCohorts> ages_{};  ///< [youngest, oldest + 1) who ever came, by cohort type
  std::vector<MemberCell<Real>> cells_;
  std::vector<RowState<Real>> rows_;
};

}  // namespace ballast
