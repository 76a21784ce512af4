#include "models/population/cohort_component.hpp"

namespace ballast {
namespace {

/// One sex: everyone a year older; the open age keeps its survivors. Newborns are added later.
void age_one_year(const Eigen::ArrayXd& before, const CohortMortality& q, const Eigen::ArrayXd& migration,
                  Eigen::ArrayXd& after, PopulationYear& year) {
  const Eigen::Index open = before.size() - 1;
  for (Eigen::Index x = 1; x <= open; ++x) {
    const double migrants = migration(x) * before(x - 1), half = 0.5 * migrants;
    const double dead = q.reaching(x) * (before(x - 1) + half);
    after(x) = before(x - 1) + migrants - dead;
    year.deaths += dead;
    year.net_migrants += migrants;
  }
  after(open) += before(open) * (1.0 - q.open);
  year.deaths += before(open) * q.open;
}

}  // namespace

PopulationYear project_year(const Residents& before, const PopulationRates& rates) {
  constexpr int kMale = static_cast<int>(Sex::male), kFemale = static_cast<int>(Sex::female);
  PopulationYear year;
  for (int sex : {kMale, kFemale}) {
    year.residents[sex] = Eigen::ArrayXd::Zero(before[sex].size());
    age_one_year(before[sex], rates.mortality[sex], rates.migration_rate[sex], year.residents[sex], year);
  }
  year.births = (rates.fertility * 0.5 * (before[kFemale] + year.residents[kFemale])).sum();
  const double female_share = 1.0 / (1.0 + rates.sex_ratio_at_birth);
  for (int sex : {kMale, kFemale}) {
    const double born = year.births * (sex == kFemale ? female_share : 1.0 - female_share);
    const double dead = born * rates.mortality[sex].reaching(0);
    year.residents[sex](0) = born - dead;
    year.deaths += dead;
  }
  return year;
}

}  // namespace ballast
