#include "sim/engine/fiscal_audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "models/base/levels.hpp"
#include "models/fund/portion.hpp"
#include "sim/engine/fiscal_ledger.hpp"

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

/// One and the same text mostly is one and the same place in memory; only else is it read.
bool same(std::string_view a, std::string_view b) { return (a.data() == b.data() && a.size() == b.size()) || a == b; }

/// What one year's books hold on each line less what they should, by the pool and the units. What is due lies in one
/// row, a slot of it for each: a table of each would be allocated in every future.
class YearLines {
 public:
  explicit YearLines(const FiscalInput& in) : in_(in) {
    slots_.reserve(in.units.size() + 1);
    due_.reserve(slots_.capacity() * kMostLines);
  }

  void begin(Year year) {
    year_ = year;
    slots_.clear(), due_.clear();
  }
  /// The lines due after this are those of the pool, then of the next unit.
  void open() {
    close();
    slots_.push_back({due_.size(), due_.size(), due_.size()});
  }
  void expect(std::string_view line, Fen amount) {
    if (amount != Fen{}) due_.push_back({line, -amount});
  }
  /// Now the books: the entries of the year, in much the order in which their lines were due, so that the one looked
  /// for is mostly the next.
  void book(std::span<const Entry> entries) {
    close();
    for (const Entry& e : entries) {
      Slot& of = slots_[slot(e)];
      if (of.next < of.end && same(due_[of.next].line, e.line)) [[likely]]
        due_[of.next++].by += e.amount;
      else
        search(of, e);
    }
  }

  void report(Issues& issues) {
    const bool sound = std::all_of(due_.begin(), due_.end(), [](const Line& line) { return line.by == Fen{}; });
    if (sound && strays_.empty()) return;
    for (std::size_t at = 0; at < slots_.size(); ++at) {
      const auto tell = [&](std::string_view line, Fen by) {
        if (by != Fen{}) issues.push_back(imbalance(in_, year_, static_cast<int>(at) - 1, line, by));
      };
      for (std::size_t i = slots_[at].first; i < slots_[at].end; ++i) tell(due_[i].line, due_[i].by);
      for (const auto& [of, by] : strays_)
        if (of.first == at) tell(of.second, by);
    }
    strays_.clear();
  }

 private:
  struct Line {
    std::string_view line;
    Fen by;
  };
  struct Slot {
    std::size_t first, end, next;  ///< of its lines; the one tried next
  };
  void close() {
    if (!slots_.empty()) slots_.back().end = due_.size();
  }
  std::size_t slot(const Entry& e) const { return static_cast<std::size_t>(e.unit + 1); }  // of unit −1: the pool
  /// Hardly ever needed, so kept out of the loop over the ledger.
  [[gnu::noinline]] void search(Slot& of, const Entry& e) {
    for (std::size_t i = of.first; i < of.end; ++i) {
      if (!same(due_[i].line, e.line)) continue;
      due_[i].by += e.amount, of.next = i + 1;
      return;
    }
    strays_[{slot(e), e.line}] += e.amount;
  }

  const FiscalInput& in_;
  Year year_ = 0;
  std::vector<Slot> slots_;
  std::vector<Line> due_;
  std::map<std::pair<std::size_t, std::string_view>, Fen> strays_;  ///< lines that nobody expects
};

void expect_flows(YearLines& lines, const FiscalFlows& flows) {
  for (const auto of_kind : kFiscalLines)
    for (const FiscalLine& line : of_kind) lines.expect(key_of(line.flow), flows.at(line.flow));
}

void expect_treasury(YearLines& lines, const UnitSettlement& s, bool own_treasury) {
  const Cover& c = s.cover;
  const std::array causes{c.treasury_short, c.treasury_structural, c.treasury_over, c.receivable_brought_forward};
  std::array<Fen, causes.size()> in_time;
  split(s.arrival.on_time, causes, in_time);
  lines.expect("treasury_short", in_time[0]);
  lines.expect("treasury_structural", in_time[1]);
  lines.expect("treasury_over", in_time[2]);
  lines.expect("treasury_receivable", in_time[3]);
  lines.expect("settlement_deducted", own_treasury ? s.arrival.withheld : Fen{});
  lines.expect("withheld", s.arrival.withheld);
}

/// `own_treasury`: the unit's is not the city's.
void expect_unit(YearLines& lines, const FiscalFlows& flows, const UnitYear& u, bool own_treasury) {
  const UnitSettlement& s = u.settled;
  const Fen collected = unified(s.regime) ? u.income + u.other_income : Fen{};  // and sent up to the province
  expect_flows(lines, flows);
  lines.expect("interest", s.interest);
  lines.expect("levy", u.levy);
  lines.expect("subsidy_share_of_gap", s.paid.share_of_gap);
  lines.expect("subsidy_fixed", s.paid.fixed);
  lines.expect("subsidy_adjustment", s.paid.adjustment);
  lines.expect("subsidy_special", s.paid.special);
  lines.expect("pool_topup", s.cover.topup);
  lines.expect("advance", s.bridge.advance);
  lines.expect("advance_repaid", s.bridge.advance_repaid);
  lines.expect("unified_collection", collected);
  lines.expect("unified_payment", collected);
  lines.expect("unified_surplus", s.remitted);
  lines.expect("central_upload", u.central.upload);
  lines.expect("central_handout", u.central.handout);
  lines.expect("national_transfer", u.central.transfer);
  expect_treasury(lines, s, own_treasury);
  lines.expect("benefit_arrears", s.bridge.benefit_arrears);
  lines.expect("arrears_paid", s.bridge.arrears_paid);
  lines.expect("reward_city", u.reward.city);
  lines.expect("reward_county", u.reward.county);
}

void expect_pool(YearLines& lines, const PoolYear& pool) {
  lines.expect("pool_interest", pool.interest);
  lines.expect("pool_external", pool.external);
  lines.expect("provincial_backing", pool.backing);
  lines.expect("provincial_surplus", pool.passed_up);
}

void expect_opening(YearLines& lines, const FiscalInput& in) {
  lines.open();
  lines.expect("opening", in.pool_opening);
  for (const UnitOpening& unit : in.opening) {
    lines.open();
    lines.expect("opening", unit.balance);
  }
}

void expect_year(YearLines& lines, const FiscalInput& in, const FiscalYear& year) {
  const auto& flows = in.flows[static_cast<std::size_t>(year.year - in.first_year)];
  lines.open();
  expect_pool(lines, year.pool);
  for (std::size_t c = 0; c < year.units.size(); ++c) {
    lines.open();
    expect_unit(lines, flows[c], year.units[c], static_cast<int>(c) != in.city_unit);
  }
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
  expect_zero("who fills what is short of plan", s.cover.treasury_short - s.gap.short_owed);
  expect_zero("who fills the structural gap",
              s.cover.topup + s.cover.from_balance_structural + s.cover.treasury_structural - s.gap.gap_structural);
  expect_zero("who fills overspending", s.cover.from_balance_over + s.cover.treasury_over - s.gap.gap_over);
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
void check_funds(const FiscalInput& in, const FiscalYear& year, std::span<const Entry> entries, FundBalances& funds,
                 Issues& issues) {
  const auto expect_zero = [&](int unit, std::string_view what, Fen by) {
    if (by != Fen{}) issues.push_back(imbalance(in, year.year, unit, what, by));
  };
  const Fen before = funds.whole_city();
  const CityFlows city = funds.take(entries);
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
void check_legacy(const FiscalInput& in, Year year, int unit, const UnitSettlement& s, Legacy& owed, Issues& issues) {
  const Bridge& b = s.bridge;
  const std::array differences{
      std::pair{"receivable brought forward", s.cover.receivable_brought_forward - owed.receivable},
      std::pair{"arrears outstanding", owed.arrears + b.benefit_arrears - b.arrears_paid - b.arrears_outstanding},
      std::pair{"advances outstanding", owed.advances + b.advance - b.advance_repaid - b.advances_outstanding}};
  for (const auto& [what, by] : differences)
    if (by != Fen{}) issues.push_back(imbalance(in, year, unit, what, by));
  owed = {s.arrival.receivable, b.arrears_outstanding, b.advances_outstanding};
}

/// Whether the result tells of the years and units asked for, each once and in order: what follows counts on it.
bool complete(const FiscalInput& in, const std::vector<FiscalYear>& years) {
  bool all = years.size() == static_cast<std::size_t>(in.years);
  for (std::size_t y = 0; y < years.size(); ++y) {
    const FiscalYear& year = years[y];
    all = all && year.year == in.first_year + static_cast<Year>(y) && year.units.size() == in.units.size();
  }
  return all;
}

/// Every entry is one, of the year and of a unit of the input. All is looked at once where nothing is wrong.
void check_entries(const FiscalInput& in, Year year, std::span<const Entry> entries, Issues& issues) {
  const int units = static_cast<int>(in.units.size());
  const auto in_range = [&](const Entry& e) { return e.year == year && e.unit >= -1 && e.unit < units; };
  if (std::all_of(entries.begin(), entries.end(), [&](const Entry& e) { return in_range(e) && sound(e, units); }))
    return;
  const std::size_t before = issues.size();
  for (const Entry& e : entries)
    if (!in_range(e)) issues.push_back(imbalance(in, e.year, -1, "entry out of range", e.amount));
  if (const Entry* bad = unsound(entries, units); bad && issues.size() == before)
    issues.push_back(imbalance(in, bad->year, bad->unit, bad->line, bad->amount));
}

/// The entries up to the end of a year; they are taken from those that are left.
std::span<const Entry> entries_until(Year year, std::span<const Entry>& left) {
  const auto end = std::find_if(left.begin(), left.end(), [year](const Entry& e) { return e.year > year; });
  const std::span<const Entry> taken(left.begin(), end);
  left = {end, left.end()};
  return taken;
}

/// The audit of a run's books, year after year.
class BooksAudit {
 public:
  explicit BooksAudit(const FiscalInput& in) : in_(in), lines_(in), funds_(static_cast<int>(in.units.size())) {
    for (const UnitOpening& unit : in.opening) owed_.push_back({unit.receivable, unit.arrears, unit.advances});
  }

  /// The opening books, of the year before the first.
  void open(std::span<const Entry> entries) {
    const Year base = in_.first_year - 1;
    if (!fit(base, entries)) return;
    lines_.begin(base);
    expect_opening(lines_, in_);
    lines_.book(entries);
    lines_.report(issues);
    funds_.take(entries);
  }
  /// The next year and its entries.
  void take(const FiscalYear& year, std::span<const Entry> entries) {
    if (!fit(year.year, entries)) return;
    lines_.begin(year.year);
    expect_year(lines_, in_, year);
    lines_.book(entries);
    lines_.report(issues);
    check_funds(in_, year, entries, funds_, issues);
    for (std::size_t c = 0; c < year.units.size(); ++c) {
      check_unit(in_, year.year, static_cast<int>(c), year.units[c], issues);
      check_legacy(in_, year.year, static_cast<int>(c), year.units[c].settled, owed_[c], issues);
    }
    check_pool(in_, year, issues);
  }

  Issues issues;

 private:
  /// The sums have no place for entries that are none: after the first such nothing is summed.
  bool fit(Year year, std::span<const Entry> entries) {
    if (fit_) {
      const std::size_t before = issues.size();
      check_entries(in_, year, entries, issues);
      fit_ = issues.size() == before;
    }
    return fit_;
  }

  const FiscalInput& in_;
  YearLines lines_;
  FundBalances funds_;
  std::vector<Legacy> owed_;  ///< by unit
  bool fit_ = true;
};

}  // namespace

Issues check_books(const FiscalInput& input, const FiscalResult& result) {
  if (!complete(input, result.years)) return {imbalance(input, input.first_year, -1, "years or units missing", {})};
  std::span<const Entry> left = result.ledger;
  BooksAudit audit(input);
  audit.open(entries_until(input.first_year - 1, left));
  for (const FiscalYear& year : result.years) audit.take(year, entries_until(year.year, left));
  for (const Entry& e : left) audit.issues.push_back(imbalance(input, e.year, -1, "entry out of range", e.amount));
  return audit.issues;
}

Issues check_books(const FiscalInput& input, const std::vector<FiscalYear>& years) {
  BooksAudit audit(input);
  auto next = years.begin();
  bool opened = false;
  each_year_of_books(input, years, [&](std::span<const Entry> entries) {
    opened ? audit.take(*next++, entries) : audit.open(entries);
    opened = true;
  });
  return audit.issues;
}

}  // namespace ballast
