#include "sim/engine/stored_flows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <map>

#include "scenarios/resolved_inputs.hpp"
#include "sim/engine/fiscal_flows.hpp"
#include "sim/engine/response.hpp"

namespace ballast {
namespace {

/// FNV-1a on words: to tell one set of inputs from another, not a signature.
class Digest {
 public:
  void add(std::uint64_t word) {
    hash_ = (hash_ ^ word) * 1099511628211ULL;
    hash_ ^= hash_ >> 29;
  }
  void add(int value) { add(static_cast<std::uint64_t>(static_cast<std::int64_t>(value))); }
  void add(double value) { add(std::bit_cast<std::uint64_t>(value)); }
  void add(std::string_view text) {
    for (const char c : text) add(static_cast<std::uint64_t>(static_cast<unsigned char>(c)));
    add(static_cast<std::uint64_t>(text.size()));
  }
  std::string text() const { return fmt::format("{:016x}", hash_); }

 private:
  std::uint64_t hash_ = 14695981039346656037ULL;
};

/// Tables that stage 2 alone reads, or that the knobs already stand for.
bool table_of_stage_one(std::string_view path) {
  constexpr std::array<std::string_view, 6> kOthers{"/fund.csv",    "/finance.csv", "/parameters.csv",
                                                    "/sources.csv", "/totals.csv",  "/observed.csv"};
  for (const std::string_view other : kOthers)
    if (path.ends_with(other)) return false;
  return path.ends_with(".csv");
}

void add_knobs(const Scenario& s, Digest& digest) {
  for (const KnobRow& row : knob_catalogue()) {
    if (row.use != KnobUse::members) continue;
    for (int c = 0; c < static_cast<int>(s.units.size()); ++c)
      for (const double value : s.knobs.series(row.id, c).months) digest.add(value);
  }
}

/// The last published year, where a rate of mortality is improved from it on.
void add_improvement(const Scenario& s, Digest& digest) {
  for (int c = 0; c < static_cast<int>(s.units.size()); ++c)
    for (Year t = s.base_year; t <= s.last_year; ++t)
      if (s.knobs.choice(Knob::improvement, c, t) != static_cast<int>(Improvement::table))
        return digest.add(s.published_through);
}

void add_retirement_law(const Scenario& s, Digest& digest) {
  for (const DatedDivisor& dated : s.divisors) {
    digest.add(dated.from.index), digest.add(dated.table.first_age), digest.add(dated.table.by_month ? 1 : 0);
    digest.add(dated.table.rounding);
    for (const double months : dated.table.months) digest.add(months);
  }
  for (const StatutoryRule& rule : s.statutory) {
    digest.add(rule.original_months), digest.add(rule.first_birth.index);
    digest.add(rule.step_months), digest.add(rule.cap_months);
  }
  for (const LateShare& late : s.late_shares) digest.add(late.months), digest.add(late.share);
}

void add_other_law(const Scenario& s, Digest& digest) {
  const SurvivorRule& survivors = s.survivors;
  for (const auto& [below, months] : survivors.classes) digest.add(below), digest.add(months);
  digest.add(survivors.extra_after_years), digest.add(survivors.months_there);
  digest.add(survivors.months_per_further_year), digest.add(survivors.started_year_counts ? 1 : 0);
  for (const FlexibleStep& step : s.flexible_steps) digest.add(step.index), digest.add(step.share);
  for (const EntryProfile& band : s.entry_profiles) {
    digest.add(static_cast<int>(band.stream)), digest.add(band.from), digest.add(band.to), digest.add(band.relative);
  }
}

/// Whether a line of the ledger books the flow: from one account to another, so never less than nothing.
bool is_booked(Flow flow) {
  const auto books = [flow](const FiscalLine& line) { return line.flow == flow; };
  return std::any_of(kFiscalLines.begin(), kFiscalLines.end(),
                     [&](auto lines) { return std::any_of(lines.begin(), lines.end(), books); });
}

constexpr const char* kWithout = "run without --reuse-flows";

Issue refusal(const StoredFlows& stored, std::string what, std::string expected, std::string remedy = kWithout) {
  return issue_in(IssueKind::data, stored.file, std::move(what), std::move(expected), std::move(remedy));
}

Issue bad_flow(const StoredFlows& stored, const FlowRow& of, std::size_t unit, int year) {
  const double value = stored.flows[static_cast<std::size_t>(of.id)](static_cast<Eigen::Index>(unit), year);
  return refusal(stored,
                 fmt::format("/flows/{}: {} of {} in {}", of.key, value, stored.units[unit], stored.base_year + year),
                 flow_expected());
}

bool read_by_stage_one(std::string_view knob) {
  const auto found = find_knob(knob);
  return found && row(*found).use == KnobUse::members;
}

/// The knobs of stage 1 that were resolved otherwise: the first few, and how many more; of a knob one unit.
Issues other_knobs(const StoredFlows& stored, const Scenario& s) {
  constexpr int kShown = 3;
  const std::string expected = "a result whose case differs in fiscal rules only";
  std::map<std::string_view, std::string_view> then;
  for (const ResolvedInput& input : stored.inputs) then.emplace(input.name, input.value);
  Issues issues;
  int found = 0;
  std::string_view told;
  const auto now = resolved_inputs(s);
  for (const auto& [name, value] : now) {
    const std::string_view key = std::string_view(name).substr(0, name.find('['));
    const auto at = then.find(name);
    if (key == told || at == then.end() || !read_by_stage_one(key)) continue;
    const auto apart = parting(at->second, value);
    if (!apart) continue;
    told = key;
    if (++found > kShown) continue;
    issues.push_back(refusal(stored,
                             fmt::format("stage_one: {}: the flows were made with {} in {}, {} asks {}", name,
                                         apart->one, apart->year, s.case_key, apart->other),
                             expected));
  }
  if (found > kShown)
    issues.push_back(
        refusal(stored, fmt::format("stage_one: {} more knobs of stage 1 differ", found - kShown), expected));
  return issues;
}

/// What stage 1 read that the scenario has otherwise: knobs by name, or else tables of the place or law.
Issues other_inputs(const StoredFlows& stored, const Scenario& s) {
  if (stored.fingerprint == stage_one_fingerprint(s)) return {};
  if (Issues knobs = other_knobs(stored, s); !knobs.empty()) return knobs;
  return {refusal(
      stored, fmt::format("stage_one: the flows were made from other inputs of stage 1 than those of {}", s.case_key),
      "a result whose case differs in fiscal rules only")};
}

}  // namespace

std::string stage_one_fingerprint(const Scenario& s) {
  if (responds(s)) return "reacting";
  Digest digest;
  digest.add(s.place_key), digest.add(s.base_year), digest.add(s.first_year), digest.add(s.top_service);
  for (const UnitInfo& unit : s.units) digest.add(unit.zh);
  for (const SourceFile& file : s.files)
    if (table_of_stage_one(file.path)) digest.add(name_in_copies(s, file.path)), digest.add(file.text_hash);
  add_knobs(s, digest);
  add_improvement(s, digest);
  add_retirement_law(s, digest);
  add_other_law(s, digest);
  return digest.text();
}

std::string flow_expected() {
  return fmt::format("finite numbers within ±{}, and none below zero of what the fund receives or pays", kMostOfAFlow);
}

bool can_be_settled(Flow flow, double value, bool base_year) {
  if (std::isnan(value)) return base_year;
  if (std::abs(value) > kMostOfAFlow) return false;
  return fen_from_yuan(value) >= Fen{} || !is_booked(flow);
}

Issues flow_issues(const StoredFlows& stored) {
  constexpr long kShown = 3;
  Issues issues;
  long found = 0;
  for (const FlowRow& of : kFlowCatalogue) {
    const Eigen::ArrayXXd& values = stored.flows[static_cast<std::size_t>(of.id)];
    for (std::size_t unit = 0; unit + 2 < stored.units.size(); ++unit)  // the pool has none, the city's are sums
      for (int year = 0; year < values.cols(); ++year)
        if (!can_be_settled(of.id, values(static_cast<Eigen::Index>(unit), year), year == 0) && ++found <= kShown)
          issues.push_back(bad_flow(stored, of, unit, year));
  }
  if (found > kShown)
    issues.push_back(
        refusal(stored, fmt::format("/flows: {} more numbers are like these", found - kShown), flow_expected()));
  return issues;
}

Issues reuse_issues(const StoredFlows& stored, const Scenario& s) {
  Issues issues;
  const auto refuse = [&](std::string what, std::string expected, std::string remedy = kWithout) {
    issues.push_back(refusal(stored, std::move(what), std::move(expected), std::move(remedy)));
  };
  if (responds(s))
    refuse(fmt::format("/flows: stage 1 of {} follows stage 2, so no flows can be given", s.case_key),
           "response.collection = off");
  if (stored.place != s.place_key)
    refuse(fmt::format("place: the flows are of {}", stored.place), fmt::format("flows of {}", s.place_key),
           fmt::format("--place {}", stored.place));
  if (stored.base_year != s.base_year)
    refuse(fmt::format("base_year: the flows begin at the end of {}", stored.base_year),
           fmt::format("the end of {}, or --from {}", s.base_year, stored.base_year + 1));
  if (stored.last_year != s.last_year)
    refuse(fmt::format("last_year: the flows are of {} to {}", stored.base_year, stored.last_year),
           fmt::format("{} to {}, as {} asks", s.base_year, s.last_year, s.case_key),
           fmt::format("--horizon {}", stored.last_year));
  bool same_units = stored.units.size() == s.units.size() + 2;
  for (std::size_t c = 0; same_units && c < s.units.size(); ++c) same_units = stored.units[c] == s.units[c].zh;
  if (!same_units) refuse("unit: the flows are of other units", "the units of the place, in its order");
  if (issues.empty()) issues = other_inputs(stored, s);
  return issues.empty() ? flow_issues(stored) : issues;
}

StageOne reused(const StoredFlows& stored, const Scenario& s) {
  const int years = s.last_year - s.base_year + 1;
  assert(stored.flows.size() == kFlows && "the reader takes every flow of the catalogue");
  StageOne stage{std::vector<UnitFlows>(s.units.size()), std::vector<MembershipAudit>(s.units.size())};
  for (std::size_t c = 0; c < s.units.size(); ++c) {
    stage.flows[c].values = Eigen::ArrayXXd::Zero(years, kFlows);
    for (int f = 0; f < kFlows; ++f)
      stage.flows[c].values.col(f) =
          stored.flows[static_cast<std::size_t>(f)].row(static_cast<Eigen::Index>(c)).transpose();
    // The base year has no events; a result shows them as missing.
    const auto base = stage.flows[c].values.row(0);
    stage.flows[c].values.row(0) = base.isNaN().select(0.0, base).eval();
  }
  stage.audits.front().persons = stored.diagnostics.persons_residual;
  stage.audits.front().accounts = stored.diagnostics.account_residual;
  stage.audits.front().expenditure = stored.diagnostics.expenditure_residual;
  return stage;
}

}  // namespace ballast
