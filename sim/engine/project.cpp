#include "sim/engine/project.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "scenarios/resolved_inputs.hpp"
#include "sim/engine/fiscal_input.hpp"
#include "sim/engine/fiscal_ledger.hpp"
#include "sim/engine/indicators.hpp"
#include "sim/engine/kernel.hpp"

namespace ballast {
namespace {

/// An account as results name it: its holder, and the unit where it has one.
std::string account_name(const Account& account, const FiscalInput& asked) {
  static constexpr std::array<std::string_view, kHolders> kNames{
      "contributors",       "employers",  "unit_fund", "city_pool",       "unit_treasury", "city_treasury",
      "province_and_state", "pensioners", "outside",   "provincial_fund", "national_fund", "agencies"};
  static_assert(!kNames.back().empty(), "a name for each holder");
  const std::string_view holder = kNames[static_cast<std::size_t>(account.holder)];
  if (account.unit < 0) return std::string(holder);
  return fmt::format("{}:{}", holder, asked.units[static_cast<std::size_t>(account.unit)]);
}

/// What many bookings name: each once, in alphabetical order, and its place in that list.
template <class Named>
class Codebook {
 public:
  void add(const Named& named) { places_.emplace(named, 0); }
  template <class NameOf>
  std::vector<std::string> names(NameOf name_of) {
    std::map<std::string, int*> by_name;
    for (auto& [named, place] : places_) by_name.emplace(name_of(named), &place);
    std::vector<std::string> all;
    for (const auto& [name, place] : by_name) *place = static_cast<int>(all.size()), all.push_back(name);
    return all;
  }
  int place(const Named& named) const { return places_.at(named); }

 private:
  std::map<Named, int> places_;
};

/// What no unit books is the pool's.
LedgerTable ledger_table(const BothStages& both, int pool_row) {
  Codebook<Account> accounts;
  Codebook<std::string_view> clauses, lines;
  std::size_t count = 0;
  each_year_of_books(both.asked, both.settled, [&](std::span<const Entry> entries) {
    count += entries.size();
    for (const Entry& entry : entries)
      accounts.add(entry.debit), accounts.add(entry.credit), clauses.add(entry.clause), lines.add(entry.line);
  });
  const auto as_it_is = [](std::string_view text) { return std::string(text); };
  LedgerTable table{
      .accounts = accounts.names([&](const Account& account) { return account_name(account, both.asked); }),
      .clauses = clauses.names(as_it_is),
      .lines = lines.names(as_it_is),
      .rows = {}};
  table.rows.reserve(count);
  each_year_of_books(both.asked, both.settled, [&](std::span<const Entry> entries) {
    for (const Entry& entry : entries)
      table.rows.push_back({.year = entry.year,
                            .unit = entry.unit < 0 ? pool_row : entry.unit,
                            .debit = accounts.place(entry.debit),
                            .credit = accounts.place(entry.credit),
                            .amount = entry.amount,
                            .clause = clauses.place(entry.clause),
                            .line = lines.place(entry.line)});
  });
  return table;
}

void describe_case(const Scenario& s, Projection& p) {
  p.case_key = s.case_key;
  p.title = s.title, p.note = s.note;
  p.place = s.place_key, p.place_name = s.place;
  p.illustrative = s.illustrative, p.notice = s.notice;
  p.base_year = s.base_year, p.first_year = s.first_year, p.last_year = s.last_year;
  p.published_through = s.published_through;
  p.price_year = s.price_year();
  p.price_index = price_index(s, s.knobs);
  p.units = labels_of(s.units);
  p.units.push_back(s.pool_name);
  p.units.push_back(s.consolidated);
  for (auto& [name, value] : resolved_inputs(s)) p.inputs.push_back({std::move(name), std::move(value)});
}

Diagnostics diagnostics_of(const BothStages& both) {
  Diagnostics d = worst_of(both.stage.audits);
  d.ledger_residual = ledger_residual(both);
  for (const UnitFlows& unit : both.stage.flows)
    d.clipped_heads += unit.values.col(static_cast<int>(Flow::entrants_clipped)).sum();
  return d;
}

/// Machines with AVX2 and with AVX-512 give the same bits and are one class.
std::string_view instruction_class() {
  constexpr std::string_view kWide = "x86-64-v3";
  const std::string_view name = best_kernel().name;
  return name == "x86-64-v4" ? kWide : name;
}

}  // namespace

Fen ledger_residual(const BothStages& both) {
  FundBalances funds(static_cast<int>(both.asked.units.size()));
  Fen worst;
  const auto hold = [&worst](Fen booked, Fen settled) { worst = max(worst, max(booked - settled, settled - booked)); };
  auto year = both.settled.begin();
  bool opened = false;
  each_year_of_books(both.asked, both.settled, [&](std::span<const Entry> entries) {
    funds.take(entries);
    if (!std::exchange(opened, true)) return;  // the opening books
    hold(funds.pool(), year->pool.closing);
    for (std::size_t c = 0; c < year->units.size(); ++c) hold(funds.unit(c), year->units[c].closing());
    ++year;
  });
  return worst;
}

Diagnostics worst_of(const std::vector<MembershipAudit>& audits) {
  Diagnostics worst;
  for (const MembershipAudit& audit : audits) {
    worst.persons_residual = std::max(worst.persons_residual, audit.persons);
    worst.account_residual = std::max({worst.account_residual, audit.accounts, audit.entitlements});
    worst.expenditure_residual = std::max(worst.expenditure_residual, audit.expenditure);
  }
  return worst;
}

std::vector<double> price_index(const Scenario& s, const KnobValues& knobs) {
  std::vector<double> index{1.0};
  for (Year t = s.base_year + 1; t <= s.last_year; ++t)
    index.push_back(index.back() * (1 + knobs.year(Knob::inflation, 0, t)));
  const double unit = index[static_cast<std::size_t>(s.price_year() - s.base_year)];
  for (double& value : index) value /= unit;
  return index;
}

IndicatorInput indicator_input(const Scenario& s, const KnobValues& knobs, const std::vector<UnitFlows>& flows,
                               const FiscalInput& asked, const std::vector<FiscalYear>& settled) {
  IndicatorInput input{.flows = flows,
                       .asked = asked,
                       .settled = settled,
                       .general_revenue = general_revenue(s, knobs),
                       .market_wage = {},
                       .reference_wage = {}};
  for (Year t = s.base_year; t <= s.last_year; ++t) {
    input.market_wage.push_back(knobs.year(Knob::market_wage, 0, t));
    input.reference_wage.push_back(knobs.year(Knob::reference_wage, 0, t));
  }
  return input;
}

Expected<Projection> project(const Scenario& s, int threads, const StoredFlows* reuse) {
  const auto both = reuse ? settle_flows(s, reused(*reuse, s)) : run_both(s, threads);
  if (!both) return fail(both.error());
  done_with_stage_one();  // the measures and what is made of them need room of their own
  return projection_of(s, *both);
}

Projection projection_of(const Scenario& s, const BothStages& both) {
  const std::vector<UnitFlows>& flows = both.stage.flows;
  const IndicatorInput input = indicator_input(s, s.knobs, flows, both.asked, both.settled);
  Projection p;
  describe_case(s, p);
  p.provenance.instruction_class = instruction_class();
  p.measures = indicators(input);
  p.flows = flow_tables(input);
  p.ledger = ledger_table(both, p.pool_row());
  p.stage_one = stage_one_fingerprint(s);
  p.diagnostics = diagnostics_of(both);
  return p;
}

}  // namespace ballast
