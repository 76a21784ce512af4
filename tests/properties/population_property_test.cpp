// What must hold of residents for any figures, not for chosen ones.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>

#include "sim/engine/population.hpp"
#include "tests/sim/puyang.hpp"

namespace ballast {
namespace {

using Ages = Eigen::ArrayXd;

/// A number from low to high in thousandths of the range.
double between(double low, double high) { return low + (high - low) * *rc::gen::inRange(0, 1001) / 1000.0; }

Ages some_ages(int ages, double low, double high) {
  return Ages::NullaryExpr(ages, [&] { return between(low, high); });
}

int some_age_count() { return *rc::gen::inRange(3, 40); }

Residents some_residents(int ages) { return {some_ages(ages, 0, 1000), some_ages(ages, 0, 1000)}; }

/// Some years are without migration by rate, some without numbers; some numbers ask for more than are there.
PopulationRates some_rates(int ages) {
  PopulationRates rates;
  for (std::size_t sex = 0; sex < kSexes; ++sex) {
    rates.mortality[sex] = cohort_mortality(some_ages(ages, 0, 1.5));
    rates.migration_rate[sex] = *rc::gen::arbitrary<bool>() ? some_ages(ages, -0.3, 0.3) : Ages(Ages::Zero(ages));
  }
  if (*rc::gen::arbitrary<bool>()) rates.migrants = {some_ages(ages, -400, 300), some_ages(ages, -400, 300)};
  rates.fertility = some_ages(ages, 0, 0.3);
  rates.sex_ratio_at_birth = between(0.9, 1.3);
  return rates;
}

double persons(const Residents& people) { return people[0].sum() + people[1].sum(); }

RC_GTEST_PROP(PopulationProperty, NobodyAppearsOrVanishes, ()) {
  const int ages = some_age_count();
  const Residents before = some_residents(ages);
  const PopulationYear year = project_year(before, some_rates(ages));
  const double closing = persons(before) + year.births + year.net_migrants - year.deaths;
  RC_ASSERT(std::abs(persons(year.residents) - closing) < 1e-9 * (1.0 + persons(before)));
}

RC_GTEST_PROP(PopulationProperty, NoAgeFallsBelowNobodyHoweverManyShouldLeave, ()) {
  const int ages = some_age_count();
  const PopulationYear year = project_year(some_residents(ages), some_rates(ages));
  for (const Ages& people : year.residents) RC_ASSERT(people.minCoeff() >= 0.0);
  RC_ASSERT(year.births >= 0.0 && year.deaths >= 0.0 && year.clipped >= 0.0);
}

RC_GTEST_PROP(PopulationProperty, HigherMortalityNeverLeavesMorePeopleAtAnyAge, ()) {
  const int ages = some_age_count();
  const Residents before = some_residents(ages);
  PopulationRates rates = some_rates(ages);
  const PopulationYear mild = project_year(before, rates);
  for (CohortMortality& q : rates.mortality) {
    q.reaching = q.reaching + (1.0 - q.reaching) * some_ages(ages, 0, 1);
    q.open += (1.0 - q.open) * between(0, 1);
  }
  const PopulationYear harsh = project_year(before, rates);
  for (std::size_t sex = 0; sex < kSexes; ++sex) RC_ASSERT((harsh.residents[sex] <= mild.residents[sex] + 1e-9).all());
}

RC_GTEST_PROP(PopulationProperty, TwiceThePeopleHaveTwiceTheYear, ()) {
  const int ages = some_age_count();
  Residents before = some_residents(ages);
  PopulationRates rates = some_rates(ages);
  const double factor = between(0.1, 9.0);
  const PopulationYear one = project_year(before, rates);
  for (std::size_t sex = 0; sex < kSexes; ++sex) before[sex] *= factor, rates.migrants[sex] *= factor;
  const PopulationYear scaled = project_year(before, rates);
  for (std::size_t sex = 0; sex < kSexes; ++sex)
    RC_ASSERT((scaled.residents[sex] - factor * one.residents[sex]).abs().maxCoeff() < 1e-8);
  RC_ASSERT(std::abs(scaled.births - factor * one.births) < 1e-8);
  RC_ASSERT(std::abs(scaled.clipped - factor * one.clipped) < 1e-8);
}

RC_GTEST_PROP(PopulationProperty, AUnitSplitInTwoHasTheSamePeople, ()) {
  const int ages = some_age_count();
  const Residents before = some_residents(ages);
  PopulationRates rates = some_rates(ages);
  rates.migrants = {};  // two parts of which one is emptied are not one whole
  const double part = between(0, 1);
  const Residents first{part * before[0], part * before[1]}, second{before[0] - first[0], before[1] - first[1]};
  const PopulationYear whole = project_year(before, rates);
  PopulationYear parts = project_year(first, rates);
  parts += project_year(second, rates);
  for (std::size_t sex = 0; sex < kSexes; ++sex)
    RC_ASSERT((parts.residents[sex] - whole.residents[sex]).abs().maxCoeff() < 1e-9);
  RC_ASSERT(std::abs(parts.deaths - whole.deaths) < 1e-8);
}

RC_GTEST_PROP(PopulationProperty, WithoutMigrationOnlyDeathReducesACohort, ()) {
  const int ages = some_age_count();
  const Residents before = some_residents(ages);
  PopulationRates rates = some_rates(ages);
  rates.migration_rate.fill(Ages::Zero(ages));
  rates.migrants = {Ages(Ages::Zero(ages)), Ages(Ages::Zero(ages))};
  const PopulationYear zeros = project_year(before, rates);
  rates.migrants = {};
  const PopulationYear none = project_year(before, rates);
  RC_ASSERT(none.net_migrants == 0.0 && none.clipped == 0.0);
  for (std::size_t sex = 0; sex < kSexes; ++sex) {
    RC_ASSERT((zeros.residents[sex] == none.residents[sex]).all());
    for (int x = 1; x + 1 < ages; ++x)
      RC_ASSERT(std::abs(none.residents[sex](x) - before[sex](x - 1) * (1.0 - rates.mortality[sex].reaching(x))) <
                1e-9);
  }
}

RC_GTEST_PROP(PopulationProperty, ARateAndItsNumbersMoveTheSamePeople, ()) {
  const int ages = some_age_count();
  const Residents before = some_residents(ages);
  PopulationRates by_rate = some_rates(ages), in_numbers = by_rate;
  by_rate.migrants = {};
  for (std::size_t sex = 0; sex < kSexes; ++sex) {
    in_numbers.migrants[sex] = Ages::Zero(ages);
    in_numbers.migrants[sex].tail(ages - 1) = by_rate.migration_rate[sex].tail(ages - 1) * before[sex].head(ages - 1);
    in_numbers.migration_rate[sex] = Ages::Zero(ages);
  }
  const PopulationYear one = project_year(before, by_rate), other = project_year(before, in_numbers);
  for (std::size_t sex = 0; sex < kSexes; ++sex)
    RC_ASSERT((one.residents[sex] - other.residents[sex]).abs().maxCoeff() < 1e-9);
}

// ---- units of a place ----------------------------------------------------------------------------------------------

constexpr std::array kKnobsOfPools{Knob::net_migration, Knob::migrants,      Knob::mortality,        Knob::fertility,
                                   Knob::improvement,   Knob::employability, Knob::insured_elsewhere};

const Scenario& few_years() {
  static const Scenario scenario = test::scenario("baseline", {}, 2018);
  return scenario;
}

/// The same place with unit k standing where `order` says: order[k] is the old row of the new unit k. A row named
/// more than once is split into equal parts, whose parts of the labour pool are split as well.
Scenario rearranged(const Scenario& s, const std::vector<int>& order) {
  const auto units = static_cast<Eigen::Index>(order.size());
  Scenario out = s;
  out.units.clear(), out.openings.clear();
  out.catchment = Eigen::SparseMatrix<double>(units, units);
  out.knobs = KnobValues(s.base_year, s.last_year, static_cast<int>(units));
  for (Eigen::Index k = 0; k < units; ++k) {
    const int old = order[static_cast<std::size_t>(k)];
    const double part = 1.0 / static_cast<double>(std::count(order.begin(), order.end(), old));
    out.units.push_back(s.units[static_cast<std::size_t>(old)]);
    out.openings.push_back(s.openings[static_cast<std::size_t>(old)]);
    for (Ages& people : out.openings.back().population) people *= part;
    for (Eigen::Index j = 0; j < units; ++j) {
      const int to = order[static_cast<std::size_t>(j)];
      out.catchment.coeffRef(k, j) =
          s.catchment.coeff(old, to) / static_cast<double>(std::count(order.begin(), order.end(), to));
    }
    for (const Knob knob : kKnobsOfPools) out.knobs.set(knob, static_cast<int>(k), s.knobs.series(knob, old));
  }
  return out;
}

std::vector<PopulationPath> paths_of(const Scenario& s) {
  std::vector<PopulationPath> paths;
  for (int c = 0; c < static_cast<int>(s.units.size()); ++c) paths.push_back(project_population(s, c));
  return paths;
}

double largest_difference(const Residents& a, const Residents& b) {
  return std::max((a[0] - b[0]).abs().maxCoeff(), (a[1] - b[1]).abs().maxCoeff());
}

RC_GTEST_PROP(PopulationOfUnits, IsTheSameInWhateverOrderTheyStand, ()) {
  const Scenario& s = few_years();
  std::vector<int> order(s.units.size());
  std::iota(order.begin(), order.end(), 0);
  for (std::size_t k = order.size(); k > 1; --k) std::swap(order[k - 1], order[*rc::gen::inRange<std::size_t>(0, k)]);
  const Scenario other = rearranged(s, order);
  const auto before = paths_of(s), after = paths_of(other);
  for (int k = 0; k < static_cast<int>(order.size()); ++k) {
    const int old = order[static_cast<std::size_t>(k)];
    const auto& path = after[static_cast<std::size_t>(k)];
    RC_ASSERT(largest_difference(path.back().residents, before[static_cast<std::size_t>(old)].back().residents) == 0.0);
    RC_ASSERT(largest_difference(labour_pool(other, after, k, s.last_year), labour_pool(s, before, old, s.last_year)) <
              1e-8);
  }
}

RC_GTEST_PROP(PopulationOfUnits, AddsUpTheSameWhenOneIsSplitIntoHalves, ()) {
  const Scenario& s = few_years();
  std::vector<int> order(s.units.size());
  std::iota(order.begin(), order.end(), 0);
  const int split = *rc::gen::inRange(1, static_cast<int>(s.units.size()));
  order.push_back(split);
  const Scenario other = rearranged(s, order);
  const auto before = paths_of(s), after = paths_of(other);
  for (std::size_t year = 0; year < before[0].size(); ++year) {
    PopulationYear halves = after[static_cast<std::size_t>(split)][year];
    halves += after.back()[year];
    RC_ASSERT(largest_difference(halves.residents, before[static_cast<std::size_t>(split)][year].residents) < 1e-8);
  }
  for (int c = 0; c < static_cast<int>(s.units.size()); ++c) {
    Residents pool = labour_pool(other, after, c, s.last_year);
    if (c == split)
      for (std::size_t sex = 0; sex < kSexes; ++sex)
        pool[sex] += labour_pool(other, after, static_cast<int>(s.units.size()), s.last_year)[sex];
    RC_ASSERT(largest_difference(pool, labour_pool(s, before, c, s.last_year)) < 1e-8);
  }
}

}  // namespace
}  // namespace ballast
