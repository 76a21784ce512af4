#include "sim/engine/fiscal_audit.hpp"

#include <fmt/format.h>

#include <array>

#include "models/base/levels.hpp"
#include "models/fund/portion.hpp"

namespace ballast {
namespace {

std::string place(const FiscalInput& in, int unit) { return unit < 0 ? std::string(kPoolName) : in.units[unit]; }

Issue imbalance(const FiscalInput& in, Year year, int unit, std::string_view line, Fen by) {
  Issue issue;
  issue.kind = IssueKind::internal;
  issue.what = fmt::format("books do not balance: {} {} {}, {} fen", place(in, unit), year, line, by.count);
  return issue;
}

// ---- every line against what it books ------------------------------------------------------------------------------

/// What the lines of one unit's year are made from, beside its flows.
struct UnitSources {
  const UnitYear& u;
  const UnitSettlement& s;
  Fen collected;               ///< and sent up to the province, under unified payment
  std::array<Fen, 4> in_time;  ///< of the treasury's money: short, structural, over, receivable
  bool own_treasury;           ///< its treasury is not the city's
};

struct UnitLine {
  std::string_view line;
  Fen (*amount)(const UnitSources&);
};

using Of = const UnitSources&;
constexpr std::array kUnitLines{
    UnitLine{"interest", [](Of of) { return of.s.interest; }},
    UnitLine{"levy", [](Of of) { return of.u.levy; }},
    UnitLine{"subsidy_share_of_gap", [](Of of) { return of.s.paid.share_of_gap; }},
    UnitLine{"subsidy_fixed", [](Of of) { return of.s.paid.fixed; }},
    UnitLine{"subsidy_adjustment", [](Of of) { return of.s.paid.adjustment; }},
    UnitLine{"subsidy_special", [](Of of) { return of.s.paid.special; }},
    UnitLine{"pool_topup", [](Of of) { return of.s.cover.topup; }},
    UnitLine{"advance", [](Of of) { return of.s.bridge.advance; }},
    UnitLine{"advance_repaid", [](Of of) { return of.s.bridge.advance_repaid; }},
    UnitLine{"unified_collection", [](Of of) { return of.collected; }},
    UnitLine{"unified_payment", [](Of of) { return of.collected; }},
    UnitLine{"unified_surplus", [](Of of) { return of.s.remitted; }},
    UnitLine{"central_upload", [](Of of) { return of.u.central.upload; }},
    UnitLine{"central_handout", [](Of of) { return of.u.central.handout; }},
    UnitLine{"national_transfer", [](Of of) { return of.u.central.transfer; }},
    UnitLine{"treasury_short", [](Of of) { return of.in_time[0]; }},
    UnitLine{"treasury_structural", [](Of of) { return of.in_time[1]; }},
    UnitLine{"treasury_over", [](Of of) { return of.in_time[2]; }},
    UnitLine{"treasury_receivable", [](Of of) { return of.in_time[3]; }},
    UnitLine{"settlement_deducted", [](Of of) { return of.own_treasury ? of.s.arrival.withheld : Fen{}; }},
    UnitLine{"withheld", [](Of of) { return of.s.arrival.withheld; }},
    UnitLine{"benefit_arrears", [](Of of) { return of.s.bridge.benefit_arrears; }},
    UnitLine{"arrears_paid", [](Of of) { return of.s.bridge.arrears_paid; }},
    UnitLine{"reward_city", [](Of of) { return of.u.reward.city; }},
    UnitLine{"reward_county", [](Of of) { return of.u.reward.county; }}};

struct PoolLine {
  std::string_view line;
  Fen PoolYear::*amount;
};

constexpr std::array kPoolLines{
    PoolLine{"pool_interest", &PoolYear::interest}, PoolLine{"pool_external", &PoolYear::external},
    PoolLine{"provincial_backing", &PoolYear::backing}, PoolLine{"provincial_surplus", &PoolYear::passed_up}};

/// What one unit's year, or the pool's, books on each line less what it should. Lines stand in the order they were due.
class LineSums {
 public:
  void expect(std::string_view line, Fen amount) {
    if (amount != Fen{}) lines_.emplace_back(line, -amount);
  }
  /// Entries come in much the order of the lines, so the one looked for is mostly the next.
  void book(std::string_view line, Fen amount) {
    for (std::size_t tried = 0; tried < lines_.size(); ++tried) {
      auto& [due, by] = lines_[next_];
      next_ = next_ + 1 == lines_.size() ? 0 : next_ + 1;
      if (due == line) return void(by += amount);
    }
    lines_.emplace_back(line, amount);
  }
  const std::vector<std::pair<std::string_view, Fen>>& lines() const { return lines_; }

 private:
  std::vector<std::pair<std::string_view, Fen>> lines_;
  std::size_t next_ = 0;
};

UnitSources sources(const FiscalInput& in, const UnitYear& u, int unit) {
  const Cover& c = u.settled.cover;
  const std::array causes{c.treasury_short, c.treasury_structural, c.treasury_over, c.receivable_brought_forward};
  const std::vector<Fen> in_time = split(u.settled.arrival.on_time, causes);
  return {.u = u,
          .s = u.settled,
          .collected = unified(u.settled.regime) ? u.income + u.other_income : Fen{},
          .in_time = {in_time[0], in_time[1], in_time[2], in_time[3]},
          .own_treasury = unit != in.city_unit};
}

void expect_unit(LineSums& sums, const FiscalFlows& flows, const UnitSources& of) {
  for (const auto lines : kFiscalLines)
    for (const FiscalLine& line : lines)
      sums.expect(kFlowCatalogue[static_cast<std::size_t>(line.flow)].key, flows.at(line.flow));
  for (const UnitLine& line : kUnitLines) sums.expect(line.line, line.amount(of));
}

/// Sums of lines by year from the base year on and, within it, by the pool and the units.
class YearLines {
 public:
  explicit YearLines(const FiscalInput& in) : in_(in), columns_(in.units.size() + 1) {
    sums_.resize((static_cast<std::size_t>(in.years) + 1) * columns_);
  }
  LineSums& at(Year year, int unit) {  ///< −1 = pool
    return sums_[static_cast<std::size_t>(year - in_.first_year + 1) * columns_ + static_cast<std::size_t>(unit + 1)];
  }
  void report(Issues& issues) const {
    for (std::size_t i = 0; i < sums_.size(); ++i)
      for (const auto& [line, by] : sums_[i].lines())
        if (by != Fen{})
          issues.push_back(imbalance(in_, in_.first_year - 1 + static_cast<Year>(i / columns_),
                                     static_cast<int>(i % columns_) - 1, line, by));
  }

 private:
  const FiscalInput& in_;
  std::size_t columns_;
  std::vector<LineSums> sums_;
};

void expect_opening(YearLines& lines, const FiscalInput& in) {
  lines.at(in.first_year - 1, -1).expect("opening", in.pool_opening);
  for (std::size_t c = 0; c < in.opening.size(); ++c)
    lines.at(in.first_year - 1, static_cast<int>(c)).expect("opening", in.opening[c].balance);
}

/// Every line of the ledger against the figure it books; a line nobody expects is as wrong as one that is missing.
void check_lines(const FiscalInput& in, const FiscalResult& result, Issues& issues) {
  YearLines lines(in);
  expect_opening(lines, in);
  for (std::size_t y = 0; y < result.years.size(); ++y) {
    const FiscalYear& year = result.years[y];
    for (const PoolLine& line : kPoolLines) lines.at(year.year, -1).expect(line.line, year.pool.*line.amount);
    for (std::size_t c = 0; c < year.units.size(); ++c) {
      const int unit = static_cast<int>(c);
      expect_unit(lines.at(year.year, unit), in.flows[y][c], sources(in, year.units[c], unit));
    }
  }
  for (const Entry& e : result.ledger) lines.at(e.year, e.unit).book(e.line, e.amount);
  lines.report(issues);
}

// ---- each year within itself ---------------------------------------------------------------------------------------

/// What one unit's settlement must satisfy by itself.
void check_unit(const FiscalInput& in, Year year, int unit, const UnitYear& u, Issues& issues) {
  const auto expect_zero = [&](std::string_view what, Fen by) {
    if (by != Fen{}) issues.push_back(imbalance(in, year, unit, what, by));
  };
  const UnitSettlement& s = u.settled;
  const Fen bridged = s.bridge.advance + s.bridge.benefit_arrears - s.bridge.arrears_paid - s.bridge.advance_repaid;
  const Fen flow = u.income + u.other_income + s.interest + s.paid.total() + u.central.net() - u.levy - u.expenditure;
  expect_zero("gap parts", s.gap.gap_short + s.gap.gap_over + s.gap.gap_structural - s.gap.need);
  expect_zero("balance of year", flow - s.balance_of_year);
  expect_zero("treasury", s.cover.treasury() - s.arrival.on_time - s.arrival.withheld - s.arrival.receivable);
  expect_zero("closing", u.opening + flow + s.cover.topup + s.arrival.on_time + s.arrival.withheld + bridged -
                             s.remitted - s.bridge.closing);
  expect_zero("negative fund", min(Fen{}, s.bridge.closing));
}

/// Σ over units of what passes between a unit fund and the pool, either way.
Fen transfers(const FiscalYear& year) {
  Fen all = year.pool.paid.total() + year.pool.topup + year.pool.advances + year.pool.repaid + year.pool.surplus;
  for (const UnitYear& u : year.units) all += u.levy;
  return all;
}

void check_pool(const FiscalInput& in, const FiscalYear& year, Issues& issues) {
  const PoolYear& p = year.pool;
  const Fen closing = p.opening + p.interest + p.levy + p.external - p.paid.total() - p.topup - p.advances + p.repaid +
                      p.surplus + p.backing - p.passed_up;
  const Fen available = p.opening + p.interest + p.levy + p.external;
  if (available != p.available)
    issues.push_back(imbalance(in, year.year, -1, "pool available", available - p.available));
  if (closing != p.closing) issues.push_back(imbalance(in, year.year, -1, "pool closing", closing - p.closing));
  if (p.closing < Fen{}) issues.push_back(imbalance(in, year.year, -1, "negative pool", p.closing));
}

// ---- funds from year to year ---------------------------------------------------------------------------------------

/// What the entries of one year did to the funds against what its settlement says they did.
void check_funds(const FiscalInput& in, const FiscalYear& year, FundBalances& funds, Issues& issues) {
  const auto expect_zero = [&](int unit, std::string_view what, Fen by) {
    if (by != Fen{}) issues.push_back(imbalance(in, year.year, unit, what, by));
  };
  const Fen before = funds.whole_city();
  const CityFlows city = funds.take(year.year);
  Fen closing = year.pool.closing;
  for (std::size_t c = 0; c < year.units.size(); ++c) {
    expect_zero(static_cast<int>(c), "fund balance", funds.unit(c) - year.units[c].closing());
    closing += year.units[c].closing();
  }
  expect_zero(-1, "pool balance", funds.pool() - year.pool.closing);
  expect_zero(-1, "whole city", before + city.received - city.paid - closing);
  expect_zero(-1, "transfers between funds", city.transfers - transfers(year));
}

/// What one year leaves to the next, apart from the balance. [fen]
struct Legacy {
  Fen receivable{}, arrears{}, advances{};
};

/// What last year owed is what this year starts from.
void check_legacy(const FiscalInput& in, const FiscalResult& result, Issues& issues) {
  for (std::size_t c = 0; c < in.units.size(); ++c) {
    Legacy owed{in.opening[c].receivable, in.opening[c].arrears, in.opening[c].advances};
    for (const FiscalYear& year : result.years) {
      const UnitSettlement& s = year.units[c].settled;
      const Bridge& b = s.bridge;
      const std::array differences{
          std::pair{"receivable brought forward", s.cover.receivable_brought_forward - owed.receivable},
          std::pair{"arrears outstanding", owed.arrears + b.benefit_arrears - b.arrears_paid - b.arrears_outstanding},
          std::pair{"advances outstanding", owed.advances + b.advance - b.advance_repaid - b.advances_outstanding}};
      for (const auto& [what, by] : differences) {
        if (by != Fen{}) issues.push_back(imbalance(in, year.year, static_cast<int>(c), what, by));
      }
      owed = {s.arrival.receivable, b.arrears_outstanding, b.advances_outstanding};
    }
  }
}

bool in_range(const FiscalInput& in, const Entry& e) {
  const int units = static_cast<int>(in.units.size());
  return e.year >= in.first_year - 1 && e.year < in.first_year + in.years && e.unit >= -1 && e.unit < units;
}

}  // namespace

Issues check_books(const FiscalInput& input, const FiscalResult& result) {
  Issues issues;
  for (const Entry& e : result.ledger) {
    if (!in_range(input, e)) issues.push_back(imbalance(input, e.year, -1, "entry out of range", e.amount));
  }
  const int units = static_cast<int>(input.units.size());
  if (const Entry* bad = unsound(result.ledger, units); bad && issues.empty())
    issues.push_back(imbalance(input, bad->year, bad->unit, bad->line, bad->amount));
  if (!issues.empty()) return issues;  // the sums below have no place for such entries
  check_lines(input, result, issues);
  FundBalances funds(result.ledger, units);
  funds.take(input.first_year - 1);
  for (const FiscalYear& year : result.years) {
    check_funds(input, year, funds, issues);
    for (std::size_t c = 0; c < year.units.size(); ++c)
      check_unit(input, year.year, static_cast<int>(c), year.units[c], issues);
    check_pool(input, year, issues);
  }
  check_legacy(input, result, issues);
  return issues;
}

}  // namespace ballast
