// Every number of a result against the same number of another.
#include <bit>
#include <cmath>
#include <limits>

#include "output/rerun/rerun.hpp"

namespace ballast {

namespace {

bool same_bits(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (std::isnan(a) && std::isnan(b));
}

double relative(double a, double b) {
  if (!std::isfinite(a) || !std::isfinite(b)) return std::numeric_limits<double>::infinity();
  const double larger = std::max(std::abs(a), std::abs(b));
  return larger > 0 ? std::abs(a - b) / larger : 0;  // 0 and −0
}

/// Gathers what one variable's numbers do.
class Variable {
 public:
  explicit Variable(std::string name) { worst_.variable = std::move(name); }
  void compare(double then, double now, const std::string& unit, Year year) {
    if (same_bits(then, now)) return;
    const double by = relative(then, now);
    if (worst_.cells++ == 0 || by > worst_.relative)
      worst_.unit = unit, worst_.year = year, worst_.then = then, worst_.now = now, worst_.relative = by;
  }
  void report(std::vector<Departure>& all) const {
    if (worst_.cells > 0) all.push_back(worst_);
  }

 private:
  Departure worst_;
};

void compare_table(std::string name, const Eigen::ArrayXXd& then, const Eigen::ArrayXXd& now, const Projection& p,
                   std::vector<Departure>& all) {
  if (then.isNaN().all()) return;  // the file's program did not know it, or it has no meaning there
  Variable variable(std::move(name));
  for (int unit = 0; unit < p.rows(); ++unit)
    for (int i = 0; i < p.years(); ++i)
      variable.compare(then(unit, i), now(unit, i), p.units[static_cast<std::size_t>(unit)].zh, p.base_year + i);
  variable.report(all);
}

bool same_booking(const LedgerRow& a, const LedgerRow& b) {
  return a.year == b.year && a.unit == b.unit && a.debit == b.debit && a.credit == b.credit && a.clause == b.clause &&
         a.line == b.line;
}

void compare_ledgers(const Projection& then, const Projection& now, std::vector<Departure>& all) {
  constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
  Variable variable("ledger/amount");
  for (std::size_t i = 0; i < std::max(then.ledger.size(), now.ledger.size()); ++i) {
    const LedgerRow* a = i < then.ledger.size() ? &then.ledger[i] : nullptr;
    const LedgerRow* b = i < now.ledger.size() ? &now.ledger[i] : nullptr;
    const LedgerRow& any = a ? *a : *b;
    const bool both = a && b && same_booking(*a, *b);
    variable.compare(a ? static_cast<double>(a->amount.count) : kMissing,
                     both ? static_cast<double>(b->amount.count) : kMissing,
                     then.units[static_cast<std::size_t>(any.unit)].zh, any.year);
  }
  variable.report(all);
}

}  // namespace

std::vector<Departure> departures(const Projection& then, const Projection& now) {
  std::vector<Departure> all;
  for (const MeasureRow& row : kMeasureCatalogue) {
    const auto i = static_cast<std::size_t>(row.id);
    compare_table(std::string(row.key), then.measures[i], now.measures[i], then, all);
  }
  for (const FlowRow& row : kFlowCatalogue) {
    const auto i = static_cast<std::size_t>(row.id);
    compare_table("flows/" + std::string(row.key), then.flows[i], now.flows[i], then, all);
  }
  compare_ledgers(then, now, all);
  return all;
}

}  // namespace ballast
