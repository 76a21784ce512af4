#include "sim/studies/ensemble_events.hpp"

#include <algorithm>
#include <functional>

namespace ballast {
namespace {

/// Who sees what: 0 or 1 of one future, −1, 0 or 1 of one case less another in it; counts of many.
struct Sights {
  Eigen::ArrayXXi depleted_by, in_need, called, first_call, called_units;
  Eigen::ArrayXi never;

  explicit Sights(const FutureLayout& layout)
      : depleted_by(Eigen::ArrayXXi::Zero(layout.scopes(), layout.years)),
        in_need(depleted_by),
        called(depleted_by),
        first_call(depleted_by),
        called_units(depleted_by),
        never(Eigen::ArrayXi::Zero(layout.scopes())) {}
  Sights& operator+=(const Sights& o) {
    depleted_by += o.depleted_by, in_need += o.in_need, called += o.called, first_call += o.first_call;
    called_units += o.called_units, never += o.never;
    return *this;
  }
  Sights& operator-=(const Sights& o) {
    depleted_by -= o.depleted_by, in_need -= o.in_need, called -= o.called, first_call -= o.first_call;
    called_units -= o.called_units, never -= o.never;
    return *this;
  }
  /// What both see.
  friend Sights operator*(Sights a, const Sights& b) {
    a.depleted_by *= b.depleted_by, a.in_need *= b.in_need, a.called *= b.called, a.first_call *= b.first_call;
    a.called_units *= b.called_units, a.never *= b.never;
    return a;
  }
};

/// One future of a window of events.
Sights sights_of(const FutureLayout& layout, const std::function<double(std::size_t)>& number) {
  Sights sees(layout);
  Eigen::ArrayXi together = Eigen::ArrayXi::Zero(layout.years);
  const auto scopes = static_cast<std::size_t>(layout.scopes());
  const std::size_t in_need = layout.in_need() - layout.called(), depleted = layout.depleted() - layout.called();
  for (int row = 0; row < layout.scopes(); ++row) {
    const auto r = static_cast<std::size_t>(row);
    const double dry = number(depleted + r);
    bool before = false;
    for (int y = 0; y < layout.years; ++y) {
      const std::size_t at = static_cast<std::size_t>(y) * scopes + r;
      const bool now = number(at) != 0;
      sees.in_need(row, y) = number(in_need + at) != 0;
      sees.called(row, y) = now;
      sees.first_call(row, y) = now && !before;
      before = before || now;
      together(y) += now && row < layout.units;
      sees.depleted_by(row, y) = dry >= 0 && y >= dry;
    }
    sees.never(row) = !before;
  }
  for (int y = 0; y < layout.years; ++y) sees.called_units(together(y), y) = 1;
  return sees;
}

/// What one future after the other sees.
class SightsInOrder {
 public:
  explicit SightsInOrder(const FutureValues& values) : values_(values) {}

  Sights next() {
    constexpr int kAtOnce = 64;
    const FutureLayout& layout = values_.layout();
    if (path_ == first_ + count_) {
      first_ = path_, count_ = std::min(kAtOnce, values_.paths() - first_);
      read_ = values_.read({layout.called(), layout.calls() - layout.called(), first_, count_});
    }
    const auto at = static_cast<std::size_t>(path_++ - first_), count = static_cast<std::size_t>(count_);
    return sights_of(layout, [&](std::size_t s) { return read_[s * count + at]; });
  }

 private:
  const FutureValues& values_;
  std::vector<double> read_;
  int path_ = 0, first_ = 0, count_ = 0;
};

/// How many futures see what, and of how many pairs, one after the other, both do.
struct Counts {
  Sights futures, pairs;
};

Counts counted_events(const FutureValues& values) {
  Counts counts{Sights(values.layout()), Sights(values.layout())};
  Sights before(values.layout());
  SightsInOrder seen(values);
  for (int path = 0; path < values.paths(); ++path) {
    const Sights now = seen.next();
    counts.futures += now;
    if (path % 2 == 1) counts.pairs += before * now;
    before = now;
  }
  return counts;
}

/// Sums of what two cases see in the same future, one less the other: of all futures, of squares, of products of pairs.
struct PartedCounts {
  Sights sum, squares, pairs;
};

PartedCounts parted_events(const FutureValues& base, const FutureValues& other) {
  const Sights none(base.layout());
  PartedCounts counts{none, none, none};
  Sights before = none;
  SightsInOrder of_base(base), of_other(other);
  for (int path = 0; path < base.paths(); ++path) {
    Sights now = of_other.next();
    now -= of_base.next();
    counts.sum += now, counts.squares += now * now;
    if (path % 2 == 1) counts.pairs += before * now;
    before = now;
  }
  return counts;
}

/// Shares of the futures and their errors, from the first uncertain year on: before it every future is the same.
class ShareTeller {
 public:
  ShareTeller(int paths, Pairing pairing, int uncertain) : paths_(paths), pairing_(pairing), uncertain_(uncertain) {}

  double share(int count) const { return static_cast<double>(count) / paths_; }
  double error(int futures, int pairs) const { return share_error({futures, pairs}, paths_, pairing_); }
  void tell(const Eigen::ArrayXXi& futures, const Eigen::ArrayXXi& pairs, Eigen::ArrayXXd& shares,
            Eigen::ArrayXXd& errors) const {
    shares = futures.unaryExpr([this](int count) { return share(count); });
    errors = futures.binaryExpr(pairs, [this](int all, int both) { return error(all, both); });
    if (pairing_ != Pairing::unknown) errors.leftCols(std::min<Eigen::Index>(uncertain_, errors.cols())).setZero();
  }

 private:
  int paths_;
  Pairing pairing_;
  int uncertain_;  ///< years after the base year in which futures part
};

/// What happened in a certain year, in every future, is no matter of chance afterwards.
void settle_certain(int row, int uncertain, Pairing pairing, EnsembleEvents& events) {
  if (pairing == Pairing::unknown) return;
  const Eigen::Index certain = std::min<Eigen::Index>(uncertain, events.called.cols());
  const bool called = (events.called.row(row).head(certain) == 1).any();
  if (called) events.errors.first_call.row(row).setZero();
  if (called || certain == events.called.cols()) events.errors.never[static_cast<std::size_t>(row)] = 0;
  if ((events.depleted_by.row(row).head(certain) == 1).any()) events.errors.depleted_by.row(row).setZero();
}

}  // namespace

void tell_events(const FutureValues& values, int uncertain, Pairing pairing, EnsembleEvents& events) {
  const FutureLayout& layout = values.layout();
  const auto [futures, pairs] = counted_events(values);
  const ShareTeller teller(values.paths(), pairing, uncertain);
  EnsembleEvents::Errors& errors = events.errors;
  teller.tell(futures.depleted_by, pairs.depleted_by, events.depleted_by, errors.depleted_by);
  teller.tell(futures.in_need, pairs.in_need, events.in_need, errors.in_need);
  teller.tell(futures.called, pairs.called, events.called, errors.called);
  teller.tell(futures.first_call, pairs.first_call, events.first_call, errors.first_call);
  teller.tell(futures.called_units, pairs.called_units, events.called_units, errors.called_units);
  for (int row = 0; row < layout.scopes(); ++row) {
    events.never.push_back(teller.share(futures.never(row)));
    errors.never.push_back(teller.error(futures.never(row), pairs.never(row)));
    settle_certain(row, uncertain, pairing, events);
    auto calls = values.read({layout.calls() + static_cast<std::size_t>(row), 1, 0, values.paths()});
    events.calls.push_back(distribution(calls, pairing));
  }
}

EnsembleEvents::Errors parted_errors(const FutureValues& base, const FutureValues& other, Pairing pairing) {
  const auto [sum, squares, pairs] = parted_events(base, other);
  const auto error = [&](int all, int parted, int both) {
    return parted_error({.sum = all, .parted = parted, .pairs = both}, base.paths(), pairing);
  };
  const auto errors_of = [&](Eigen::ArrayXXi Sights::*seen) {
    Eigen::ArrayXXd errors((sum.*seen).rows(), (sum.*seen).cols());
    for (Eigen::Index at = 0; at < errors.size(); ++at)
      errors(at) = error((sum.*seen)(at), (squares.*seen)(at), (pairs.*seen)(at));
    return errors;
  };
  EnsembleEvents::Errors errors{.depleted_by = errors_of(&Sights::depleted_by),
                                .in_need = errors_of(&Sights::in_need),
                                .called = errors_of(&Sights::called),
                                .first_call = errors_of(&Sights::first_call),
                                .called_units = errors_of(&Sights::called_units),
                                .never = {}};
  for (Eigen::Index row = 0; row < sum.never.size(); ++row)
    errors.never.push_back(error(sum.never(row), squares.never(row), pairs.never(row)));
  return errors;
}

std::shared_ptr<const FutureValues> sights_in_memory(FutureLayout layout, int paths,
                                                     const std::function<void(int, std::span<double>)>& fill) {
  layout.measures.clear(), layout.flows = false;
  std::vector<double> numbers(layout.series());
  auto sights =
      std::make_shared<FutureValues>(layout, paths, std::make_unique<MemoryStore>(store_shape(layout, paths)));
  for (int path = 0; path < paths; ++path) fill(path, numbers), sights->add(path, numbers);
  sights->close(paths);
  return sights;
}

std::shared_ptr<const FutureValues> sights_alone(const FutureValues& values) {
  const FutureLayout& layout = values.layout();
  const auto paths = static_cast<std::size_t>(values.paths());
  const std::vector<double> all = values.read({layout.called(), layout.flow(0) - layout.called(), 0, values.paths()});
  return sights_in_memory(layout, values.paths(), [&](int path, std::span<double> numbers) {
    for (std::size_t s = 0; s < numbers.size(); ++s) numbers[s] = all[s * paths + static_cast<std::size_t>(path)];
  });
}

}  // namespace ballast
