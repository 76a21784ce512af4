/// Members: what a cell of contributors or suspended members holds: sums over its people, never means.
/// Every transition moves a share of the people with the same share of their entitlements (docs/equations.md, 1.2).
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory_resource>
#include <vector>

#include "models/base/ahead.hpp"
#include "models/base/quantity.hpp"
#include "models/base/real.hpp"

namespace ballast {

/// Sums over the people of a cell of a new cohort, who have no deemed years. 参保人员 (在职).
template <class Real>
struct alignas(sizeof(Real)) Record {
  using Number = Real;
  Real heads{};    ///< n [persons]
  Real paid{};     ///< a: paid years [person-years]
  Real indexed{};  ///< z: paid years times their index [person-years]
  Real account{};  ///< b: balance of individual accounts 个人账户 [yuan]
  Real level{};    ///< ℓ: each head's contribution base over that of its category [persons]

  /// Nobody: number by number, where a whole empty group would be copied.
  void clear() { heads = paid = indexed = account = level = Real{}; }
  Record& operator+=(const Record& o) {
    heads += o.heads, paid += o.paid, indexed += o.indexed, account += o.account, level += o.level;
    return *this;
  }
  Record& operator-=(const Record& o) {
    heads -= o.heads, paid -= o.paid, indexed -= o.indexed, account -= o.account, level -= o.level;
    return *this;
  }
  friend Record operator+(Record a, const Record& b) { return a += b; }
  friend Record operator-(Record a, const Record& b) { return a -= b; }
  template <class Share>
  friend Record operator*(Share share, const Record& m) {
    return {share * m.heads, share * m.paid, share * m.indexed, share * m.account, share * m.level};
  }
};

/// Sums over the people of a cell of a middle cohort, or of several cells of whatever cohort. 参保人员 (在职).
template <class Real>
struct alignas(sizeof(Real)) Members : Record<Real> {
  Real deemed{};  ///< v: deemed years 视同缴费年限, middle cohorts only [person-years]

  void clear() { Record<Real>::clear(), deemed = Real{}; }
  Members& operator+=(const Record<Real>& o) {
    Record<Real>::operator+=(o);
    return *this;
  }
  Members& operator+=(const Members& o) {
    Record<Real>::operator+=(o), deemed += o.deemed;
    return *this;
  }
  Members& operator-=(const Record<Real>& o) {
    Record<Real>::operator-=(o);
    return *this;
  }
  Members& operator-=(const Members& o) {
    Record<Real>::operator-=(o), deemed -= o.deemed;
    return *this;
  }
  friend Members operator+(Members a, const Members& b) { return a += b; }
  friend Members operator-(Members a, const Members& b) { return a -= b; }
  template <class Share>
  friend Members operator*(Share share, const Members& m) {
    return {share * static_cast<const Record<Real>&>(m), share * m.deemed};
  }
};

/// The same people, wherever they come from.
template <class Real>
Members<Real> as_members(const Record<Real>& m) {
  return {m, Real{}};
}
template <class Real>
const Members<Real>& as_members(const Members<Real>& m) {
  return m;
}

/// a + v: credited years of a group. 缴费年限（含视同）. [person-years]
template <class Real>
Real credited_years(const Record<Real>& m) {
  return m.paid;
}
template <class Real>
Real credited_years(const Members<Real>& m) {
  return m.paid + m.deemed;
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
Gain<Real> whole_year(const Record<Real>& m) {
  return {m.heads, m.level};
}

/// Heads and levels of new members, who have no record yet.
template <class Real>
using Newcomers = Gain<Real>;
template <class Real>
Members<Real> without_record(const Newcomers<Real>& who) {
  return {{.heads = who.heads, .level = who.level}};
}

template <class Real>
void join(Record<Real>& group, const Newcomers<Real>& who) {
  group.heads += who.heads, group.level += who.level;
}

/// The two statuses of one cell: 正常缴费 contributing, 中断缴费 suspended. `People`: Members, or Record of a new
/// cohort.
template <class People>
struct alignas(sizeof(typename People::Number)) CellOf {
  People contributing, suspended;

  void clear() { contributing.clear(), suspended.clear(); }
  template <class Others>
  CellOf& operator+=(const CellOf<Others>& o) {
    contributing += o.contributing, suspended += o.suspended;
    return *this;
  }
  friend CellOf operator+(CellOf a, const CellOf& b) { return a += b; }
  friend CellOf operator*(double share, const CellOf& m) { return {share * m.contributing, share * m.suspended}; }
};
template <class Real>
using MemberCell = CellOf<Members<Real>>;

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
  template <class People>
  void trim(const CellOf<People>* row) {
    while (!empty() && !any_positive(row[last - 1].contributing.heads + row[last - 1].suspended.heads)) --last;
  }
};

/// Months of the survivor grant above the last class: there + further·(years − after), at most cap
/// (benefit/grants.hpp).
struct OpenSurvivorRule {
  double after = 0, there = 0, further = 0, cap = 0;

  /// Σ months of a group: its mean years decide.
  template <class People>
  typename People::Number of_top(const People& m) const {
    using Real = typename People::Number;
    const Real months = there * m.heads + further * (credited_years(m) - after * m.heads);
    return lesser(greater(Real{}, months), Real(cap * m.heads));
  }
};

/// Months of the survivor grant by bucket; the top bucket is open, its mean years decide.
struct GrantMonths {
  const double* below_top = nullptr;  ///< [bucket]
  OpenSurvivorRule top;
};

/// What is known of a row as a whole: the members of one cohort type and birth year.
template <class People>
struct alignas(sizeof(typename People::Number)) RowState {
  using Real = typename People::Number;
  BucketSpan span;       ///< cells outside it are empty by the history of the cohort: nobody reads them
  CellOf<People> total;  ///< sums over its cells
  Real grant_months{};   ///< Σ months of the survivor grant, should they die

  /// Adds the cells up; a row without anybody asks for no work any more.
  void count(const CellOf<People>* row, int buckets, const GrantMonths& grant) {
    span.trim(row);
    CellOf<People> sum;
    Real months{};
    const bool top = span.last == buckets;
    for (int s = span.first; s < span.last - top; ++s) {
      sum += row[s];
      months += grant.below_top[s] * (row[s].contributing.heads + row[s].suspended.heads);
    }
    if (top && !span.empty()) {
      const CellOf<People>& cell = row[span.last - 1];
      sum += cell;
      months += grant.top.of_top(cell.contributing + cell.suspended);
    }
    total = sum, grant_months = months;
  }
  Real heads() const { return total.contributing.heads + total.suspended.heads; }
};

/// The members of one category and cohort type: cells by birth year and completed credited years.
/// Kept by birth year in a ring, so that growing older moves nothing. The top service bucket is absorbing: it means "at
/// least so many", the largest legal minimum in force.
template <class People>
class CohortTable {
 public:
  static constexpr Age kFirstAge = 16;  ///< bounds of the array, not of the law
  static constexpr Age kLastAge = 76;
  static constexpr int kAges = kLastAge - kFirstAge + 1;

  explicit CohortTable(int top_service, std::pmr::memory_resource* room = std::pmr::get_default_resource())
      : buckets_(top_service + 1),
        cells_(static_cast<std::size_t>(kAges * buckets_), room),
        rows_(static_cast<std::size_t>(kAges), room) {}

  int buckets() const { return buckets_; }
  /// Nobody is in the table any more.
  void clear() {
    std::fill(rows_.begin(), rows_.end(), RowState<People>{});
    ages_ = {};
  }
  /// Whether anybody can be of age x: rows of other ages are not looked at.
  bool reaches(Age x) const { return x >= ages_.first && x < ages_.last; }
  /// The cells of the people who reach age x this year, by service bucket.
  CellOf<People>* row(Age x) { return cells_.data() + index(x) * static_cast<std::size_t>(buckets_); }
  const CellOf<People>* row(Age x) const { return cells_.data() + index(x) * static_cast<std::size_t>(buckets_); }
  RowState<People>& state(Age x) { return rows_[index(x)]; }
  const RowState<People>& state(Age x) const { return rows_[index(x)]; }
  /// Asks for what is known of a row, ahead of its year.
  [[gnu::always_inline]] void expect(Age x) const {
    if (reaches(x)) ask_for(&state(x));
  }
  /// Room in a row for the buckets of `more`: those it did not span before are empty.
  void open(Age x, const BucketSpan& more) {
    BucketSpan& span = state(x).span;
    if (reaches(x) && span.first <= more.first && more.last <= span.last) return;
    ages_.include({x, x + 1});
    const BucketSpan before = span.empty() ? BucketSpan{more.first, more.first} : span;
    span.include(more);
    CellOf<People>* const cells = row(x);
    for (int s = span.first; s < before.first; ++s) cells[s].clear();
    for (int s = before.last; s < span.last; ++s) cells[s].clear();
  }

  /// Everyone is one year older. Nobody may be left past the last age: the cohort that comes in takes that row.
  void grow_older() {
    state(kLastAge) = {};
    if (!ages_.empty()) ages_ = {std::min(ages_.first, kLastAge) + 1, std::min(ages_.last, kLastAge) + 1};
    turn_ = turn_ + 1 == kAges ? 0 : turn_ + 1;
  }

 private:
  std::size_t index(Age x) const {
    const int at = kLastAge - x + turn_;
    return static_cast<std::size_t>(at < kAges ? at : at - kAges);
  }

  int buckets_, turn_ = 0;  ///< turn: years passed, round the ring of rows
  BucketSpan ages_;         ///< [youngest, oldest + 1) who ever came
  std::pmr::vector<CellOf<People>> cells_;
  std::pmr::vector<RowState<People>> rows_;
};

/// The members of one category. New cohorts keep no deemed years: nobody has any, and the walk waits for memory.
template <class Real>
struct MemberTable {
  using Middle = CohortTable<Members<Real>>;
  using Fresh = CohortTable<Record<Real>>;
  static constexpr Age kFirstAge = Middle::kFirstAge, kLastAge = Middle::kLastAge;
  static constexpr int kAges = Middle::kAges;
  Middle middle;
  Fresh fresh;

  explicit MemberTable(int top_service, std::pmr::memory_resource* room = std::pmr::get_default_resource())
      : middle(top_service, room), fresh(top_service, room) {}

  int buckets() const { return middle.buckets(); }
  void clear() { middle.clear(), fresh.clear(); }
  void grow_older() { middle.grow_older(), fresh.grow_older(); }
  /// `visit(table)` of the rows of a cohort type.
  template <class Visit>
  decltype(auto) of(Cohort cohort, Visit visit) {
    return cohort == Cohort::middle ? visit(middle) : visit(fresh);
  }
  template <class Visit>
  decltype(auto) of(Cohort cohort, Visit visit) const {
    return cohort == Cohort::middle ? visit(middle) : visit(fresh);
  }
  /// `visit(cohort, table)` of both, the older first.
  template <class Visit>
  void each(Visit visit) {
    visit(Cohort::middle, middle), visit(Cohort::fresh, fresh);
  }
  template <class Visit>
  void each(Visit visit) const {
    visit(Cohort::middle, middle), visit(Cohort::fresh, fresh);
  }
};

}  // namespace ballast
