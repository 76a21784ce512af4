#include "sim/engine/indicators.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace ballast {

namespace {

using Eigen::ArrayXXd;
using Tables = std::vector<ArrayXXd>;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// Rows and columns of every table.
struct Shape {
  int units, years;  ///< years without the base year
  int pool() const { return units; }
  int city() const { return units + 1; }
  ArrayXXd missing() const { return ArrayXXd::Constant(units + 2, years + 1, kNaN); }
};

Shape shape_of(const IndicatorInput& input) {
  return {static_cast<int>(input.flows.size()), static_cast<int>(input.settled.size())};
}

/// Sums the units into the city's row; the pool's row joins where it has a value.
void add_up(ArrayXXd& table, const Shape& shape) {
  const auto pool = table.row(shape.pool());
  table.row(shape.city()) = table.topRows(shape.units).colwise().sum() + pool.isNaN().select(0.0, pool);
}

/// Element by element; missing where nothing is to be divided by.
ArrayXXd quotient(const ArrayXXd& numerator, const ArrayXXd& denominator) {
  return (denominator == 0.0).select(kNaN, numerator / denominator);
}

ArrayXXd by_year(const std::vector<double>& values, const Shape& shape) {
  const Eigen::Map<const Eigen::ArrayXd> row(values.data(), shape.years + 1);
  return row.transpose().replicate(shape.units + 2, 1);
}

/// Stocks at 31 December; a year's events are not known of the base year.
bool known_at_opening(const FlowRow& row) {
  return row.key.ends_with("_end") || row.id == Flow::population || row.id == Flow::population_15_59 ||
         row.id == Flow::population_60plus;
}

const ArrayXXd& of(const Tables& tables, Flow flow) { return tables[static_cast<std::size_t>(flow)]; }
ArrayXXd& of(Tables& tables, Measure measure) { return tables[static_cast<std::size_t>(measure)]; }

// ---- sums: from the flows ------------------------------------------------------------------------------------------

struct FlowSum {
  Measure measure;
  std::vector<Flow> flows;
};

const std::vector<FlowSum>& flow_sums() {
  using enum Flow;
  static const std::vector<FlowSum> kSums{
      {Measure::contributors, {contributing_end, suspended_end}},
      {Measure::payers, {contributing_end}},
      {Measure::suspended, {suspended_end}},
      {Measure::retirees, {retired_end}},
      {Measure::new_retirees, {kRetirements.begin(), kRetirements.end()}},
      {Measure::early_retirees, {retired_special, retired_illness, retired_irregular}},
      {Measure::early_special, {retired_special}},
      {Measure::early_illness, {retired_illness}},
      {Measure::early_irregular, {retired_irregular}},
      {Measure::flexible_early, {retired_flexible_early}},
      {Measure::flexible_late, {retired_flexible_late}},
      {Measure::entrants, {entrants}},
      {Measure::increase_first_year, {increase_first_year}},
      {Measure::increase_surviving, {increase_surviving}},
      {Measure::account_from_pool, {pension_account_from_pool}},
      {Measure::deemed_years_cost, {deemed_years_cost}},
      {Measure::account_balances, {account_end}},
      {Measure::arrears_stock, {arrears_stock}},
      {Measure::premium_subsidy, {premium_subsidy}},
      {Measure::early_contributions_lost,
       {contributions_lost_flexible, contributions_lost_special, contributions_lost_illness,
        contributions_lost_irregular}},
      {Measure::early_months_gained,
       {months_gained_flexible, months_gained_special, months_gained_illness, months_gained_irregular}},
      {Measure::should_be_insured, {should_be_insured_end}},
      {Measure::population, {population}}};
  return kSums;
}

/// What the ratios below read of the flows, beside the sums.
constexpr std::array kFlowsOfRatios{
    Flow::population_15_59,         Flow::population_60plus,          Flow::contributions_unit,
    Flow::contributions_individual, Flow::contributions_flexible,     Flow::contributions_due,
    Flow::contribution_base,        Flow::market_wage_bill,           Flow::contribution_base_flexible,
    Flow::pension_annual_end,       Flow::illness_benefit_annual_end, Flow::illness_benefit_new,
    Flow::illness_limited_new,      Flow::illness_benefit_to_retired, Flow::new_award_pension,
    Flow::effective_increase};

void sum_flows(const Tables& flows, Tables& measures) {
  for (const FlowSum& sum : flow_sums()) {
    ArrayXXd& table = of(measures, sum.measure);
    table = of(flows, sum.flows.front());
    for (std::size_t i = 1; i < sum.flows.size(); ++i) table += of(flows, sum.flows[i]);
  }
}

// ---- sums: from the settlement -------------------------------------------------------------------------------------

struct UnitLine {
  Measure measure;
  Fen (*amount)(const UnitYear&);
};

Fen income(const UnitYear& u) {
  return u.income + u.other_income + u.settled.interest + u.subsidies() + u.settled.cover.topup +
         u.settled.arrival.on_time + u.settled.arrival.withheld + u.settled.bridge.advance + u.central.received();
}

Fen transfers_between(const UnitYear& u) {
  const Bridge& bridge = u.settled.bridge;
  return u.subsidies() + u.settled.cover.topup + bridge.advance + u.levy + bridge.advance_repaid + u.settled.remitted;
}

constexpr std::array kUnitLines{
    UnitLine{Measure::contributions, [](const UnitYear& u) { return u.income; }},
    UnitLine{Measure::other_income, [](const UnitYear& u) { return u.other_income; }},
    UnitLine{Measure::interest, [](const UnitYear& u) { return u.settled.interest; }},
    UnitLine{Measure::income, income},
    UnitLine{Measure::expenditure, [](const UnitYear& u) { return u.expenditure; }},
    UnitLine{Measure::levy, [](const UnitYear& u) { return u.levy; }},
    UnitLine{Measure::transfers_between, transfers_between},
    UnitLine{Measure::current_balance, [](const UnitYear& u) { return u.closing() - u.opening; }},
    UnitLine{Measure::fund_balance, [](const UnitYear& u) { return u.closing(); }},
    UnitLine{Measure::reserve_floor, [](const UnitYear& u) { return u.reserve_floor; }},
    UnitLine{Measure::plan_income, [](const UnitYear& u) { return u.budget.income; }},
    UnitLine{Measure::budget_expenditure, [](const UnitYear& u) { return u.budget.expenditure; }},
    UnitLine{Measure::budget_gap, [](const UnitYear& u) { return u.budget_gap; }},
    UnitLine{Measure::ex_ante_gap, [](const UnitYear& u) { return u.ex_ante.treasury_needed; }},
    UnitLine{Measure::budget_lacking, [](const UnitYear& u) { return u.ex_ante.lacking; }},
    UnitLine{Measure::need, [](const UnitYear& u) { return u.settled.gap.need; }},
    UnitLine{Measure::gap_short, [](const UnitYear& u) { return u.settled.gap.gap_short; }},
    UnitLine{Measure::gap_over, [](const UnitYear& u) { return u.settled.gap.gap_over; }},
    UnitLine{Measure::gap_structural, [](const UnitYear& u) { return u.settled.gap.gap_structural; }},
    UnitLine{Measure::from_balance, [](const UnitYear& u) { return u.settled.cover.from_balance(); }},
    UnitLine{Measure::pool_topup, [](const UnitYear& u) { return u.settled.cover.topup; }},
    UnitLine{Measure::subsidy_share_of_gap, [](const UnitYear& u) { return u.settled.paid.share_of_gap; }},
    UnitLine{Measure::subsidy_fixed, [](const UnitYear& u) { return u.settled.paid.fixed; }},
    UnitLine{Measure::subsidy_adjustment, [](const UnitYear& u) { return u.settled.paid.adjustment; }},
    UnitLine{Measure::subsidy_special, [](const UnitYear& u) { return u.settled.paid.special; }},
    UnitLine{Measure::subsidy_total, [](const UnitYear& u) { return u.subsidies(); }},
    UnitLine{Measure::treasury, [](const UnitYear& u) { return u.settled.cover.treasury(); }},
    UnitLine{Measure::treasury_short, [](const UnitYear& u) { return u.settled.cover.treasury_short; }},
    UnitLine{Measure::treasury_over, [](const UnitYear& u) { return u.settled.cover.treasury_over; }},
    UnitLine{Measure::treasury_structural, [](const UnitYear& u) { return u.settled.cover.treasury_structural; }},
    UnitLine{Measure::treasury_of_year, [](const UnitYear& u) { return u.settled.cover.treasury_of_year(); }},
    UnitLine{Measure::treasury_on_time, [](const UnitYear& u) { return u.settled.arrival.on_time; }},
    UnitLine{Measure::withheld, [](const UnitYear& u) { return u.settled.arrival.withheld; }},
    UnitLine{Measure::receivable, [](const UnitYear& u) { return u.settled.arrival.receivable; }},
    UnitLine{Measure::advance, [](const UnitYear& u) { return u.settled.bridge.advance; }},
    UnitLine{Measure::advance_repaid, [](const UnitYear& u) { return u.settled.bridge.advance_repaid; }},
    UnitLine{Measure::benefit_arrears, [](const UnitYear& u) { return u.settled.bridge.arrears_outstanding; }},
    UnitLine{Measure::central_upload, [](const UnitYear& u) { return u.central.upload; }},
    UnitLine{Measure::central_handout, [](const UnitYear& u) { return u.central.handout; }},
    UnitLine{Measure::national_transfer, [](const UnitYear& u) { return u.central.transfer; }},
    UnitLine{Measure::unified_surplus, [](const UnitYear& u) { return u.settled.remitted; }},
    UnitLine{Measure::reward_city, [](const UnitYear& u) { return u.reward.city; }},
    UnitLine{Measure::reward_county, [](const UnitYear& u) { return u.reward.county; }}};

struct OpeningLine {
  Measure measure;
  Fen (*amount)(const UnitOpening&);
};

constexpr std::array kOpeningLines{
    OpeningLine{Measure::contributions, [](const UnitOpening& o) { return o.income; }},
    OpeningLine{Measure::other_income, [](const UnitOpening& o) { return o.other_income; }},
    OpeningLine{Measure::interest, [](const UnitOpening& o) { return o.interest; }},
    OpeningLine{Measure::expenditure, [](const UnitOpening& o) { return o.expenditure; }},
    OpeningLine{Measure::plan_income, [](const UnitOpening& o) { return o.plan_income; }},
    OpeningLine{Measure::budget_expenditure, [](const UnitOpening& o) { return o.budget_expenditure; }},
    OpeningLine{Measure::budget_gap, base_year_gap},
    OpeningLine{Measure::treasury_on_time, [](const UnitOpening& o) { return o.treasury_on_time; }},
    OpeningLine{Measure::receivable, [](const UnitOpening& o) { return o.receivable; }},
    OpeningLine{Measure::benefit_arrears, [](const UnitOpening& o) { return o.arrears; }},
    OpeningLine{Measure::fund_balance, [](const UnitOpening& o) { return o.balance; }}};

void fill_units(const IndicatorInput& input, const Shape& shape, Tables& measures) {
  for (const OpeningLine& line : kOpeningLines)
    for (int c = 0; c < shape.units; ++c)
      of(measures, line.measure)(c, 0) = yuan(line.amount(input.asked.opening[static_cast<std::size_t>(c)]));
  for (const UnitLine& line : kUnitLines) {
    ArrayXXd& table = of(measures, line.measure);
    for (int t = 1; t <= shape.years; ++t) {
      double* to = &table(0, t);
      for (const UnitYear& unit : input.settled[static_cast<std::size_t>(t - 1)].units) *to++ = yuan(line.amount(unit));
    }
  }
}

void fill_pool(const IndicatorInput& input, const Shape& shape, Tables& measures) {
  of(measures, Measure::fund_balance)(shape.pool(), 0) = yuan(input.asked.pool_opening);
  for (int t = 1; t <= shape.years; ++t) {
    const PoolYear& pool = input.settled[static_cast<std::size_t>(t - 1)].pool;
    const auto set = [&](Measure measure, Fen amount) { of(measures, measure)(shape.pool(), t) = yuan(amount); };
    set(Measure::interest, pool.interest);
    set(Measure::external_money, pool.external);
    set(Measure::income, pool.interest + pool.levy + pool.external + pool.repaid + pool.surplus + pool.backing);
    set(Measure::provincial_backing, pool.backing);
    set(Measure::provincial_surplus, pool.passed_up);
    set(Measure::current_balance, pool.closing - pool.opening);
    set(Measure::fund_balance, pool.closing);
  }
}

void sum_settlement(const IndicatorInput& input, const Shape& shape, Tables& measures) {
  fill_units(input, shape, measures);
  fill_pool(input, shape, measures);
  for (const UnitLine& line : kUnitLines) add_up(of(measures, line.measure), shape);
  for (const Measure of_pool : {Measure::external_money, Measure::provincial_backing, Measure::provincial_surplus}) {
    of(measures, of_pool).topRows(shape.units).rightCols(shape.years) = 0.0;
    add_up(of(measures, of_pool), shape);
  }
  // What moves between a unit and the pool is nobody's income once both are one fund.
  of(measures, Measure::income).row(shape.city()) -= of(measures, Measure::transfers_between).row(shape.city());
}

/// The score of each unit; the city has none.
void fill_scores(const IndicatorInput& input, const Shape& shape, Tables& measures) {
  for (int t = 1; t <= shape.years; ++t)
    for (int c = 0; c < shape.units; ++c)
      of(measures, Measure::reward_score)(c, t) =
          input.settled[static_cast<std::size_t>(t - 1)].units[static_cast<std::size_t>(c)].reward.score;
}

// ---- ratios --------------------------------------------------------------------------------------------------------

void member_ratios(const Tables& flows, Tables& m) {
  of(m, Measure::early_retirement_share) = quotient(of(m, Measure::early_retirees), of(m, Measure::new_retirees));
  of(m, Measure::flexible_early_share) = quotient(of(m, Measure::flexible_early), of(m, Measure::new_retirees));
  of(m, Measure::support_ratio) = quotient(of(m, Measure::contributors), of(m, Measure::retirees));
  of(m, Measure::dependency_ratio) = quotient(of(m, Measure::retirees), of(m, Measure::contributors));
  of(m, Measure::paying_share) = quotient(of(m, Measure::payers), of(m, Measure::contributors));
  of(m, Measure::coverage_rate) = quotient(of(m, Measure::contributors), of(m, Measure::should_be_insured));
  of(m, Measure::old_age_ratio) = quotient(of(flows, Flow::population_60plus), of(flows, Flow::population_15_59));
}

void money_ratios(const Tables& flows, Tables& m) {
  const ArrayXXd collected = of(flows, Flow::contributions_unit) + of(flows, Flow::contributions_individual) +
                             of(flows, Flow::contributions_flexible);
  of(m, Measure::collection_rate) = quotient(collected, of(flows, Flow::contributions_due));
  of(m, Measure::plan_completion) = quotient(of(m, Measure::contributions), of(m, Measure::plan_income));
  of(m, Measure::base_ratio) = quotient(of(flows, Flow::contribution_base), of(flows, Flow::market_wage_bill));
  of(m, Measure::payg_rate) = quotient(
      of(m, Measure::expenditure), of(flows, Flow::contribution_base) + of(flows, Flow::contribution_base_flexible));
  of(m, Measure::payable_months) = kMonthsAYear * quotient(of(m, Measure::fund_balance), of(m, Measure::expenditure));
}

void pension_ratios(const IndicatorInput& input, const Tables& flows, Tables& m) {
  const Shape shape = shape_of(input);
  of(m, Measure::average_pension) =
      quotient(of(flows, Flow::pension_annual_end) - of(flows, Flow::illness_benefit_annual_end),
               kMonthsAYear * of(m, Measure::retirees));
  // The people of new_award_pension: illness benefits count when they begin, those of some months (c) never.
  const ArrayXXd awarded = of(m, Measure::new_retirees) + of(flows, Flow::illness_benefit_new) -
                           of(flows, Flow::illness_limited_new) - of(flows, Flow::illness_benefit_to_retired);
  of(m, Measure::average_pension_new) = quotient(of(flows, Flow::new_award_pension), awarded);
  const ArrayXXd market = by_year(input.market_wage, shape);
  of(m, Measure::replacement_rate) = quotient(of(m, Measure::average_pension), market);
  of(m, Measure::replacement_rate_new) = quotient(of(m, Measure::average_pension_new), market);
  of(m, Measure::replacement_rate_reference) =
      quotient(of(m, Measure::average_pension), by_year(input.reference_wage, shape));
}

/// The city's effective increase weighs each unit's by the pensions it was applied to.
void effective_increase(const Shape& shape, const Tables& flows, Tables& m) {
  ArrayXXd& table = of(m, Measure::effective_increase) = of(flows, Flow::effective_increase);
  const ArrayXXd weight = of(flows, Flow::pension_annual_end).topRows(shape.units).leftCols(shape.years);
  const ArrayXXd increase = table.topRows(shape.units).rightCols(shape.years);
  table.row(shape.city()).rightCols(shape.years) = (weight * increase).colwise().sum() / weight.colwise().sum();
}

void fiscal_burden(const IndicatorInput& input, Tables& m) {
  const Shape shape = shape_of(input);
  ArrayXXd revenue = shape.missing();
  revenue.topRows(shape.units) = input.general_revenue;
  add_up(revenue, shape);
  of(m, Measure::fiscal_burden) = quotient(of(m, Measure::treasury_on_time) + of(m, Measure::withheld), revenue);
}

// ---- flows ---------------------------------------------------------------------------------------------------------

/// Tables of the flows that are `wanted`; the others stay empty.
Tables tables_of(const IndicatorInput& input, bool (*wanted)(Flow)) {
  const Shape shape = shape_of(input);
  Tables tables(kFlows);
  for (const FlowRow& row : kFlowCatalogue) {
    if (!wanted(row.id)) continue;
    ArrayXXd& table = tables[static_cast<std::size_t>(row.id)];
    table.resize(shape.units + 2, shape.years + 1);
    table.row(shape.pool()) = kNaN;
    for (int c = 0; c < shape.units; ++c)
      table.row(c) = input.flows[static_cast<std::size_t>(c)].values.col(static_cast<int>(row.id)).transpose();
    if (!known_at_opening(row)) table.col(0) = kNaN;
    table.row(shape.city()) = table.topRows(shape.units).colwise().sum();
  }
  // A rate of increase does not add up; the measure of the same name weighs it.
  if (wanted(Flow::effective_increase))
    tables[static_cast<std::size_t>(Flow::effective_increase)].row(shape.city()) = kNaN;
  return tables;
}

bool is_read(Flow flow) {
  const auto in = [flow](const auto& flows) { return std::find(flows.begin(), flows.end(), flow) != flows.end(); };
  return in(kFlowsOfRatios) ||
         std::any_of(flow_sums().begin(), flow_sums().end(), [&in](const FlowSum& sum) { return in(sum.flows); });
}

}  // namespace

std::vector<ArrayXXd> flow_tables(const IndicatorInput& input) {
  return tables_of(input, [](Flow) { return true; });
}

bool indicators_read(Flow flow) {
  static const std::array<bool, kFlows> kRead = [] {
    std::array<bool, kFlows> read{};
    for (const FlowRow& row : kFlowCatalogue) read[static_cast<std::size_t>(row.id)] = is_read(row.id);
    return read;
  }();
  return kRead[static_cast<std::size_t>(flow)];
}

std::vector<ArrayXXd> indicators(const IndicatorInput& input) {
  const Shape shape = shape_of(input);
  const Tables flows = tables_of(input, indicators_read);
  Tables measures(kMeasures, shape.missing());
  sum_flows(flows, measures);
  sum_settlement(input, shape, measures);
  fill_scores(input, shape, measures);
  member_ratios(flows, measures);
  money_ratios(flows, measures);
  pension_ratios(input, flows, measures);
  effective_increase(shape, flows, measures);
  fiscal_burden(input, measures);
  return measures;
}

}  // namespace ballast
