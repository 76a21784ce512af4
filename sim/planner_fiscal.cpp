/// The planner's verbs about money between the units, the pool and the treasuries.
#include <algorithm>

#include "scenarios/reader/library.hpp"
#include "sim/engine/fiscal_input.hpp"
#include "sim/engine/fiscal_ledger.hpp"
#include "sim/engine/response.hpp"
#include "sim/planner.hpp"

namespace ballast {
namespace {

/// The rates of one unit from the base year on.
std::vector<ContributionRates> rates_of(const Scenario& s, int unit) {
  std::vector<ContributionRates> rates;
  for (Year t = s.base_year; t <= s.last_year; ++t) {
    const auto value = [&](Knob k) { return s.knobs.year(k, unit, t); };
    rates.push_back({.unit = value(Knob::unit_rate),
                     .individual = value(Knob::individual_rate),
                     .flexible = value(Knob::flexible_pooled_rate) + value(Knob::flexible_account_rate)});
  }
  return rates;
}

FiscalCase describe(const Scenario& s) {
  FiscalCase of;
  of.case_key = s.case_key;
  of.title = s.title, of.note = s.note, of.notice = s.notice;
  of.illustrative = s.illustrative;
  of.base_year = s.base_year, of.first_year = s.first_year, of.last_year = s.last_year;
  of.published_through = s.published_through;
  of.units = labels_of(s.units);
  of.pool = s.pool_name, of.city = s.consolidated;
  for (int c = 0; c < static_cast<int>(s.units.size()); ++c) of.rates.push_back(rates_of(s, c));
  of.general_revenue = general_revenue(s, s.knobs);
  return of;
}

}  // namespace

Expected<FiscalCase> Planner::fiscal(const std::string& case_name, const RunRequest& request) const {
  const auto read = scenarios({case_name}, request);
  if (!read) return fail(read.error());
  auto both = run_both(read->front(), request.threads);
  if (!both) return fail(std::move(both.error()));
  FiscalCase of = describe(read->front());
  of.asked = {.case_name = of.case_key,
              .sets = in_chinese_names(request.sets, of.units),
              .from = request.from,
              .horizon = request.horizon,
              .top_service = request.top_service};
  of.result.ledger = books_of(both->asked, both->settled);
  of.input = std::move(both->asked);
  of.result.years = std::move(both->settled);
  of.flows = std::move(both->stage.flows);
  return of;
}

Expected<SettleRules> Planner::settle_rules(Year year) const {
  auto law = read_law(data_dir_);
  if (!law) return fail(std::move(law.error()));
  return rules_of_settlement(year, [&](Knob knob) -> double {
    const auto& value = in_force(law->values.at(knob), year_month(year, 1)).value;
    if (const double* number = std::get_if<double>(&value)) return *number;
    return choice_index(knob, std::get<std::string>(value));
  });
}

}  // namespace ballast
