#include "sim/engine/cohort_tables.hpp"

#include <algorithm>

#include "models/base/real.hpp"
#include "models/benefit/divisor.hpp"

namespace ballast {
namespace {

using ByAge = CohortYear::ByAge<double>;
constexpr Age kFirstAge = MemberTable<double>::kFirstAge;

std::size_t row_of(Age x) { return static_cast<std::size_t>(x - kFirstAge); }

/// Mean paid years of the middle cohort in the base year, by age then.
ByAge middle_paid_years(const std::map<Age, std::vector<ServiceCell>>& service) {
  ByAge mean{};
  for (const auto& [age, cells] : service) {
    double heads = 0, years = 0;
    for (const ServiceCell& cell : cells)
      if (cell.cohort == Cohort::middle) heads += cell.share, years += cell.share * cell.paid_years;
    mean[row_of(age)] = share_of(years, heads);
  }
  return mean;
}

/// D on 31 December by age, births spread over the year.
ByAge december_divisors(const DivisorTable& table) {
  ByAge divisors{};
  for (Age x = kFirstAge; x <= MemberTable<double>::kLastAge; ++x)
    divisors[row_of(x)] = divisor(table, kMonthsAYear * x + kMonthsAYear / 2);
  return divisors;
}

CohortYear cohort_year(const Scenario& s, const ExitTable& table, const ByAge& paid_years, Category g, Year t) {
  CohortYear year;
  const auto& kappas = s.kappa[static_cast<std::size_t>(g)];
  for (Age x = kFirstAge; x <= MemberTable<double>::kLastAge; ++x) {
    const auto kappa = kappas.find(t - x);  // the reader wants one wherever there are deemed years
    year.kappa[row_of(x)] = kappa == kappas.end() ? 1.0 : kappa->second;
    const Age then = x - (t - s.base_year);
    year.kappa_years[row_of(x)] = then < kFirstAge ? 0 : paid_years[row_of(then)];
    year.before_due[row_of(x)] = table.at(g, t, x).after_statutory < 0;
  }
  return year;
}

/// Of birth years older than any member in the base year, who retired under the original ages, none is delayed.
void count_years_drawn(const ExitTable& table, Category g, Year t, Age original, const CohortYear* before,
                       CohortYear& year) {
  using Pension = PensionerTable<double>;
  for (Age x = Pension::kFirstAge; x <= Pension::kLastAge; ++x) {
    const auto at = static_cast<std::size_t>(x - Pension::kFirstAge);
    const int years = x <= MemberTable<double>::kLastAge ? std::max(0, table.at(g, t, x).after_statutory)
                      : before                           ? before->years_drawn[at - 1] + 1
                                                         : x - original;
    year.years_drawn[at] = static_cast<std::uint16_t>(years);  // nobody is older than the table's last age
  }
}

}  // namespace

CohortTables::CohortTables(const Scenario& s, const ExitTable& table) : first_year_(s.base_year + 1) {
  years_.resize(static_cast<std::size_t>(s.last_year - s.base_year));
  std::array<ByAge, kCategories> paid_years;
  for (std::size_t g = 0; g < kCategories; ++g) paid_years[g] = middle_paid_years(s.service[g]);
  const DivisorTable* divisors = nullptr;
  ByAge buying{};
  for (Year t = first_year_; t <= s.last_year; ++t) {
    const DivisorTable& now = s.divisor_table(year_month(t, kMonthsAYear));
    if (&now != divisors) divisors = &now, buying = december_divisors(now);
    for (Category g : kAllCategories) {
      const auto category = static_cast<std::size_t>(g);
      CohortYear& year = years_[static_cast<std::size_t>(t - first_year_)][category];
      year = cohort_year(s, table, paid_years[category], g, t);
      year.buying_divisor = buying;
      year.usual_divisor = divisor(now, s.statutory[category].original_months);
      count_years_drawn(table, g, t, s.statutory[category].original_months / kMonthsAYear,
                        t > first_year_ ? &at(g, t - 1) : nullptr, year);
    }
  }
}

}  // namespace ballast
