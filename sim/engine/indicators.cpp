#include "sim/engine/indicators.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>

namespace ballast {

namespace {

using Eigen::ArrayXXd;
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

/// Element by element (I4); missing where nothing is to be divided by.
ArrayXXd quotient(const ArrayXXd& numerator, const ArrayXXd& denominator) {
  return (denominator == 0.0).select(kNaN, numerator / denominator);
}

ArrayXXd by_year(const std::vector<double>& values, const Shape& shape) {
  const Eigen::Map<const Eigen::ArrayXd> row(values.data(), shape.years + 1);
  return row.transpose().replicate(shape.units + 2, 1);
}

/// The row of a list that is about a measure, or null.
template <class List>
const typename List::value_type* row_in(const List& list, Measure measure) {
  const auto at = std::find_if(list.begin(), list.end(), [&](const auto& row) { return row.measure == measure; });
  return at == list.end() ? nullptr : &*at;
}

// ---- flows ---------------------------------------------------------------------------------------------------------

/// Stocks at 31 December; a year's events are not known of the base year.
bool known_at_opening(const FlowRow& row) {
  return row.key.ends_with("_end") || row.id == Flow::population || row.id == Flow::population_15_59 ||
         row.id == Flow::population_60plus;
}

ArrayXXd flow_table(const IndicatorInput& input, Flow flow) {
  const Shape shape = shape_of(input);
  ArrayXXd table(shape.units + 2, shape.years + 1);
  table.row(shape.pool()) = kNaN;
  for (int c = 0; c < shape.units; ++c)
    table.row(c) = input.flows[static_cast<std::size_t>(c)].values.col(static_cast<int>(flow)).transpose();
  if (!known_at_opening(kFlowCatalogue[static_cast<std::size_t>(flow)])) table.col(0) = kNaN;
  // A rate of increase does not add up; the measure of the same name weighs it.
  if (flow == Flow::effective_increase)
    table.row(shape.city()) = kNaN;
  else
    table.row(shape.city()) = table.topRows(shape.units).colwise().sum();
  return table;
}

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

// ---- sums: from the settlement -------------------------------------------------------------------------------------

struct UnitLine {
  Measure measure;
  Fen (*amount)(const UnitYear&);
};

/// I3.
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

struct PoolLine {
  Measure measure;
  Fen (*amount)(const PoolYear&);
};

constexpr std::array kPoolLines{
    PoolLine{Measure::interest, [](const PoolYear& p) { return p.interest; }},
    PoolLine{Measure::external_money, [](const PoolYear& p) { return p.external; }},
    PoolLine{Measure::income,
             [](const PoolYear& p) { return p.interest + p.levy + p.external + p.repaid + p.surplus + p.backing; }},
    PoolLine{Measure::provincial_backing, [](const PoolYear& p) { return p.backing; }},
    PoolLine{Measure::provincial_surplus, [](const PoolYear& p) { return p.passed_up; }},
    PoolLine{Measure::current_balance, [](const PoolYear& p) { return p.closing - p.opening; }},
    PoolLine{Measure::fund_balance, [](const PoolYear& p) { return p.closing; }}};

void fill_units(const IndicatorInput& input, const UnitLine& line, ArrayXXd& table) {
  const Shape shape = shape_of(input);
  if (const OpeningLine* const opening = row_in(kOpeningLines, line.measure))
    for (int c = 0; c < shape.units; ++c)
      table(c, 0) = yuan(opening->amount(input.asked.opening[static_cast<std::size_t>(c)]));
  for (int t = 1; t <= shape.years; ++t) {
    double* to = &table(0, t);
    for (const UnitYear& unit : input.settled[static_cast<std::size_t>(t - 1)].units) *to++ = yuan(line.amount(unit));
  }
}

void fill_pool(const IndicatorInput& input, const PoolLine& line, ArrayXXd& table) {
  const Shape shape = shape_of(input);
  if (line.measure == Measure::fund_balance) table(shape.pool(), 0) = yuan(input.asked.pool_opening);
  for (int t = 1; t <= shape.years; ++t)
    table(shape.pool(), t) = yuan(line.amount(input.settled[static_cast<std::size_t>(t - 1)].pool));
}

/// A measure of units, of the pool or of both; of the pool alone, no unit has anything.
ArrayXXd settlement_table(const IndicatorInput& input, const UnitLine* of_units, const PoolLine* of_pool) {
  const Shape shape = shape_of(input);
  ArrayXXd table = shape.missing();
  if (of_units)
    fill_units(input, *of_units, table);
  else
    table.topRows(shape.units).rightCols(shape.years) = 0.0;
  if (of_pool) fill_pool(input, *of_pool, table);
  add_up(table, shape);
  return table;
}

/// The score of each unit; the city has none.
ArrayXXd score_table(const IndicatorInput& input) {
  const Shape shape = shape_of(input);
  ArrayXXd table = shape.missing();
  for (int t = 1; t <= shape.years; ++t)
    for (int c = 0; c < shape.units; ++c)
      table(c, t) = input.settled[static_cast<std::size_t>(t - 1)].units[static_cast<std::size_t>(c)].reward.score;
  return table;
}

// ---- ratios --------------------------------------------------------------------------------------------------------

using Of = Indicators;

struct Ratio {
  Measure measure;
  ArrayXXd (*of)(Indicators&);
};

ArrayXXd collection_rate(Of& m) {
  const ArrayXXd collected =
      m[Flow::contributions_unit] + m[Flow::contributions_individual] + m[Flow::contributions_flexible];
  return quotient(collected, m[Flow::contributions_due]);
}

ArrayXXd payg_rate(Of& m) {
  return quotient(m[Measure::expenditure], m[Flow::contribution_base] + m[Flow::contribution_base_flexible]);
}

ArrayXXd average_pension(Of& m) {
  return quotient(m[Flow::pension_annual_end] - m[Flow::illness_benefit_annual_end],
                  kMonthsAYear * m[Measure::retirees]);
}

/// The people of new_award_pension: illness benefits count when they begin, those of some months (c) never.
ArrayXXd average_pension_new(Of& m) {
  const ArrayXXd awarded = m[Measure::new_retirees] + m[Flow::illness_benefit_new] - m[Flow::illness_limited_new] -
                           m[Flow::illness_benefit_to_retired];
  return quotient(m[Flow::new_award_pension], awarded);
}

ArrayXXd of_wage(Of& m, Measure pension, const std::vector<double>& wage) {
  return quotient(m[pension], by_year(wage, shape_of(m.input())));
}

/// The city's effective increase weighs each unit's by the pensions it was applied to.
ArrayXXd effective_increase(Of& m) {
  const Shape shape = shape_of(m.input());
  ArrayXXd table = m[Flow::effective_increase];
  const ArrayXXd weight = m[Flow::pension_annual_end].topRows(shape.units).leftCols(shape.years);
  const ArrayXXd increase = table.topRows(shape.units).rightCols(shape.years);
  table.row(shape.city()).rightCols(shape.years) = (weight * increase).colwise().sum() / weight.colwise().sum();
  return table;
}

ArrayXXd fiscal_burden(Of& m) {
  const Shape shape = shape_of(m.input());
  ArrayXXd revenue = shape.missing();
  revenue.topRows(shape.units) = m.input().general_revenue;
  add_up(revenue, shape);
  return quotient(m[Measure::treasury_on_time] + m[Measure::withheld], revenue);
}

/// One measure over another.
template <Measure numerator, Measure denominator>
ArrayXXd over(Of& m) {
  return quotient(m[numerator], m[denominator]);
}

constexpr std::array kRatios{
    Ratio{Measure::early_retirement_share, over<Measure::early_retirees, Measure::new_retirees>},
    Ratio{Measure::flexible_early_share, over<Measure::flexible_early, Measure::new_retirees>},
    Ratio{Measure::support_ratio, over<Measure::contributors, Measure::retirees>},
    Ratio{Measure::dependency_ratio, over<Measure::retirees, Measure::contributors>},
    Ratio{Measure::paying_share, over<Measure::payers, Measure::contributors>},
    Ratio{Measure::coverage_rate, over<Measure::contributors, Measure::should_be_insured>},
    Ratio{Measure::old_age_ratio,
          [](Of& m) -> ArrayXXd { return quotient(m[Flow::population_60plus], m[Flow::population_15_59]); }},
    Ratio{Measure::collection_rate, collection_rate},
    Ratio{Measure::plan_completion, over<Measure::contributions, Measure::plan_income>},
    Ratio{Measure::base_ratio,
          [](Of& m) -> ArrayXXd { return quotient(m[Flow::contribution_base], m[Flow::market_wage_bill]); }},
    Ratio{Measure::payg_rate, payg_rate},
    Ratio{Measure::payable_months,
          [](Of& m) -> ArrayXXd { return kMonthsAYear * quotient(m[Measure::fund_balance], m[Measure::expenditure]); }},
    Ratio{Measure::average_pension, average_pension},
    Ratio{Measure::average_pension_new, average_pension_new},
    Ratio{Measure::replacement_rate,
          [](Of& m) -> ArrayXXd { return of_wage(m, Measure::average_pension, m.input().market_wage); }},
    Ratio{Measure::replacement_rate_new,
          [](Of& m) -> ArrayXXd { return of_wage(m, Measure::average_pension_new, m.input().market_wage); }},
    Ratio{Measure::replacement_rate_reference,
          [](Of& m) -> ArrayXXd { return of_wage(m, Measure::average_pension, m.input().reference_wage); }},
    Ratio{Measure::effective_increase, effective_increase},
    Ratio{Measure::fiscal_burden, fiscal_burden}};

bool is_read(Flow flow) {
  const auto in = [flow](const auto& flows) { return std::find(flows.begin(), flows.end(), flow) != flows.end(); };
  return in(kFlowsOfRatios) ||
         std::any_of(flow_sums().begin(), flow_sums().end(), [&in](const FlowSum& sum) { return in(sum.flows); });
}

}  // namespace

std::vector<ArrayXXd> flow_tables(const IndicatorInput& input) {
  std::vector<ArrayXXd> tables;
  for (const FlowRow& row : kFlowCatalogue) tables.push_back(flow_table(input, row.id));
  return tables;
}

bool indicators_read(Flow flow) {
  static const std::array<bool, kFlows> kRead = [] {
    std::array<bool, kFlows> read{};
    for (const FlowRow& row : kFlowCatalogue) read[static_cast<std::size_t>(row.id)] = is_read(row.id);
    return read;
  }();
  return kRead[static_cast<std::size_t>(flow)];
}

const ArrayXXd& Indicators::operator[](Flow flow) {
  assert(indicators_read(flow) && "stored flows lack the others");
  ArrayXXd& table = flows_[static_cast<std::size_t>(flow)];
  if (table.size() == 0) table = flow_table(input_, flow);
  return table;
}

const ArrayXXd& Indicators::operator[](Measure measure) {
  ArrayXXd& table = measures_[static_cast<std::size_t>(measure)];
  if (table.size() == 0) table = computed(measure);
  return table;
}

ArrayXXd Indicators::computed(Measure measure) {
  if (const FlowSum* const sum = row_in(flow_sums(), measure)) {
    ArrayXXd table = (*this)[sum->flows.front()];
    for (std::size_t i = 1; i < sum->flows.size(); ++i) table += (*this)[sum->flows[i]];
    return table;
  }
  if (const Ratio* const ratio = row_in(kRatios, measure)) return ratio->of(*this);
  if (measure == Measure::reward_score) return score_table(input_);
  const UnitLine* const of_units = row_in(kUnitLines, measure);
  const PoolLine* const of_pool = row_in(kPoolLines, measure);
  if (!of_units && !of_pool) return shape_of(input_).missing();
  ArrayXXd table = settlement_table(input_, of_units, of_pool);
  // What moves between a unit and the pool is nobody's income once both are one fund.
  const int city = shape_of(input_).city();
  if (measure == Measure::income) table.row(city) -= (*this)[Measure::transfers_between].row(city);
  return table;
}

std::vector<ArrayXXd> indicators(const IndicatorInput& input) {
  Indicators each(input);
  std::vector<ArrayXXd> measures;
  for (const MeasureRow& row : kMeasureCatalogue) measures.push_back(each[row.id]);
  return measures;
}

}  // namespace ballast
