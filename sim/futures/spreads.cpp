#include "sim/futures/spreads.hpp"

#include <fmt/format.h>

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <charconv>
#include <optional>

#include "sim/futures/future.hpp"

namespace ballast {
namespace {

/// The value of each knob.
class ValueOf {
 public:
  explicit ValueOf(const SpreadValues& values) : values_(values) {}

  double operator()(Knob knob) const {
    const auto at = values_.find(knob);
    return at == values_.end() ? 0 : at->second;
  }
  bool on(Knob knob) const { return (*this)(knob) == 1; }

 private:
  const SpreadValues& values_;
};

/// A value as it stands in the record of what was asked.
std::optional<double> number_of(const KnobRow& row, std::string_view text) {
  if (row.kind == KnobKind::choice) {
    const auto at = std::find(row.choices.begin(), row.choices.end(), text);
    return at == row.choices.end() ? std::nullopt : std::optional<double>(at - row.choices.begin());
  }
  double number = 0;
  const auto end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return read.ec == std::errc{} && read.ptr == end ? std::optional(number) : std::nullopt;
}

/// Whether the knob says how uncertain a mean is.
bool is_of_means(Knob knob) {
  return knob == Knob::futures_drift_mortality_sd || knob == Knob::futures_drift_wage_sd ||
         knob == Knob::futures_drift_fertility_sd;
}

void read_economy(const ValueOf& asked, Spreads& spreads) {
  spreads.economy << asked(Knob::futures_wage_on_wage), asked(Knob::futures_wage_on_inflation),
      asked(Knob::futures_wage_on_interest), asked(Knob::futures_inflation_on_wage),
      asked(Knob::futures_inflation_on_inflation), asked(Knob::futures_inflation_on_interest),
      asked(Knob::futures_interest_on_wage), asked(Knob::futures_interest_on_inflation),
      asked(Knob::futures_interest_on_interest);
  spreads.economy_sd << asked(Knob::futures_wage_sd), asked(Knob::futures_inflation_sd),
      asked(Knob::futures_interest_sd);
  spreads.wage_inflation_correlation = asked(Knob::futures_wage_inflation_correlation);
  spreads.wage_interest_correlation = asked(Knob::futures_wage_interest_correlation);
  spreads.inflation_interest_correlation = asked(Knob::futures_inflation_interest_correlation);
}

void read_units(const ValueOf& asked, Spreads& spreads) {
  spreads.entry = {asked(Knob::futures_entry_persistence), asked(Knob::futures_entry_sd),
                   asked(Knob::futures_entry_unit_sd)};
  spreads.collection = {asked(Knob::futures_collection_persistence), asked(Knob::futures_collection_sd),
                        asked(Knob::futures_collection_unit_sd)};
  spreads.migration = {asked(Knob::futures_migration_persistence), asked(Knob::futures_migration_sd),
                       asked(Knob::futures_migration_unit_sd)};
  spreads.small_units = asked.on(Knob::futures_small_units);
}

/// Spreads hold for the whole run: one that changes in a year after they are read would not be seen.
void refuse_later_values(const Scenario& s, Issues& issues) {
  const Year read = spreads_read_in(s);
  for (const KnobRow& row : knob_catalogue()) {
    if (row.use != KnobUse::futures) continue;
    const auto value = [&](Year t) { return s.knobs.year(row.id, 0, t); };
    Year t = read;
    while (t <= s.last_year && value(t) == value(read)) ++t;
    if (t <= s.last_year)
      issues.push_back(issue_of(IssueKind::data, fmt::format("{} changes in {}: futures read it once", row.key, t),
                                fmt::format("one value from {} on", read)));
  }
}

}  // namespace

SpreadValues spread_values(const Scenario& s) {
  SpreadValues values;
  for (const KnobRow& row : knob_catalogue())
    if (row.use == KnobUse::futures) values[row.id] = s.knobs.year(row.id, 0, spreads_read_in(s));
  return values;
}

SpreadValues spread_values(const Projection& p) {
  SpreadValues values;
  for (const ResolvedInput& input : p.inputs) {
    const auto knob = find_knob(std::string_view(input.name).substr(0, input.name.find('[')));
    if (!knob || row(*knob).use != KnobUse::futures) continue;
    const std::string_view years = input.value;
    if (const auto last = number_of(row(*knob), years.substr(years.rfind(':') + 1))) values[*knob] = *last;
  }
  return values;
}

std::string spread_text(Knob knob, double value) {
  const KnobRow& of = row(knob);
  return of.kind == KnobKind::choice ? std::string(of.choices[static_cast<std::size_t>(value)])
                                     : fmt::format("{}", value);
}

bool departs(const Projection& p) {
  const SpreadValues values = spread_values(p);
  return values.empty() || spreads_of(values).departs();
}

std::vector<Knob> parted_spreads(const SpreadValues& one, const SpreadValues& other) {
  const Spreads a = spreads_of(one), b = spreads_of(other);
  std::vector<Knob> parted;
  if (!a.departs() && !b.departs()) return parted;
  for (const KnobRow& row : knob_catalogue()) {
    if (row.use != KnobUse::futures || (is_of_means(row.id) && !a.parameters && !b.parameters)) continue;
    const auto x = one.find(row.id), y = other.find(row.id);
    const bool either = x != one.end() || y != other.end();
    if (either && (x == one.end() || y == other.end() || x->second != y->second)) parted.push_back(row.id);
  }
  return parted;
}

Spreads spreads_of(const Scenario& scenario) { return spreads_of(spread_values(scenario)); }

Spreads spreads_of(const SpreadValues& values) {
  const ValueOf asked(values);
  Spreads spreads;
  spreads.spread = asked(Knob::futures_spread);
  spreads.bound = asked(Knob::futures_bound);
  spreads.mortality_sd = asked(Knob::futures_mortality_sd);
  spreads.fertility_persistence = asked(Knob::futures_fertility_persistence);
  spreads.fertility_sd = asked(Knob::futures_fertility_sd);
  spreads.fertility_least = asked(Knob::futures_fertility_least);
  spreads.fertility_most = asked(Knob::futures_fertility_most);
  read_economy(asked, spreads);
  read_units(asked, spreads);
  spreads.parameters = asked.on(Knob::futures_parameters);
  spreads.drift_mortality_sd = asked(Knob::futures_drift_mortality_sd);
  spreads.drift_wage_sd = asked(Knob::futures_drift_wage_sd);
  spreads.drift_fertility_sd = asked(Knob::futures_drift_fertility_sd);
  return spreads;
}

Issues spread_issues(const Scenario& scenario) {
  const Spreads spreads = spreads_of(scenario);
  Issues issues;
  const auto refuse = [&](std::string what, std::string expected) {
    issues.push_back(issue_of(IssueKind::data, std::move(what), std::move(expected)));
  };
  const double radius = spreads.economy.eigenvalues().cwiseAbs().maxCoeff();
  if (radius >= 1)
    refuse(fmt::format("futures.wage_on_wage … futures.interest_on_interest: departures of the economy never die out "
                       "(spectral radius {:.3f})",
                       radius),
           "a spectral radius below 1");
  const double a = spreads.wage_inflation_correlation, b = spreads.wage_interest_correlation,
               c = spreads.inflation_interest_correlation;
  if (1 + 2 * a * b * c - a * a - b * b - c * c < -1e-12)
    refuse(fmt::format("futures.…_correlation: {}, {} and {} contradict one another", a, b, c),
           "correlations that three numbers can have together");
  refuse_later_values(scenario, issues);
  return issues;
}

Following following_of(const Scenario& scenario) {
  const SpreadValues values = spread_values(scenario);
  const ValueOf asked(values);
  return {.increase_on_wages = asked(Knob::futures_increase_on_wages),
          .increase_on_prices = asked(Knob::futures_increase_on_prices),
          .account_on_interest = asked(Knob::futures_account_on_interest),
          .revenue_on_wages = asked(Knob::futures_revenue_on_wages)};
}

}  // namespace ballast
