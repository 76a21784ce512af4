#include "sim/engine/mortality.hpp"

namespace ballast {
namespace {

MortalityHistory history_of(const Scenario& s, Sex sex) {
  const auto index = static_cast<std::size_t>(sex);
  return {.rates = s.demography.mortality[index],
          .first_year = s.demography.first_year,
          .published_through = s.published_through,
          .lee_carter = s.demography.lee_carter[index]};
}

Improvement improvement_of(const Scenario& s, const RatesAsked& asked) {
  return static_cast<Improvement>(s.knobs.choice(Knob::improvement, asked.unit, asked.year));
}

}  // namespace

Eigen::ArrayXd resident_rates(const Scenario& s, const RatesAsked& asked) {
  return population_rates(history_of(s, asked.sex), improvement_of(s, asked), asked.year) *
         s.knobs.year(Knob::mortality, asked.unit, asked.year);
}

std::vector<RatesYear> group_rates(const Scenario& s, int unit) {
  std::vector<RatesYear> years;
  for (Year t = s.base_year + 1; t <= s.last_year; ++t) {
    RatesYear& year = years.emplace_back();
    for (const Sex sex : {Sex::male, Sex::female}) {
      const RatesAsked asked{unit, t, sex};
      year[static_cast<std::size_t>(sex)] = {resident_rates(s, asked), insured_group_rates(s, asked, kActives),
                                             insured_group_rates(s, asked, kRetirees),
                                             insured_group_rates(s, asked, kIllnessRetirees)};
    }
  }
  return years;
}

Eigen::ArrayXd shifted_by(const Scenario& s, Sex sex, double departure) {
  return (s.demography.lee_carter[static_cast<std::size_t>(sex)].sensitivity * departure).exp();
}

double index_departure(const Scenario& s, Year year) {
  const auto& shift = s.demography.index_shift;
  return shift.empty() ? 0.0 : shift[static_cast<std::size_t>(year - s.demography.first_year)];
}

Eigen::ArrayXd insured_group_rates(const Scenario& s, const RatesAsked& asked, const InsuredGroup& group) {
  const MortalityHistory history = history_of(s, asked.sex);
  const Improvement improvement = improvement_of(s, asked);
  const double level =
      s.knobs.year(Knob::mortality, asked.unit, asked.year) * s.knobs.year(group.selection, asked.unit, asked.year);
  const auto basis = static_cast<std::size_t>(s.knobs.choice(group.basis, asked.unit, asked.year));
  if (basis == static_cast<std::size_t>(MortalityBasis::population))
    return population_rates(history, improvement, asked.year) * level;
  const InsuredTable& table = s.demography.insured[basis - 1][static_cast<std::size_t>(asked.sex)];
  return insured_rates(table, history, improvement, asked.year) * level;
}

MortalityYear<double> insured_mortality(const Scenario& s, const RatesYear& rates, double departure) {
  MortalityYear<double> year;
  for (const Sex sex : {Sex::male, Sex::female}) {
    const Eigen::ArrayXd shift = shifted_by(s, sex, departure);
    const auto reaching = [&](const Eigen::ArrayXd& central, std::array<double, Demography::kAges>& q) {
      Eigen::Map<Eigen::ArrayXd>(q.data(), Demography::kAges) = cohort_mortality(central * shift).reaching;
    };
    const GroupRates& m = rates[static_cast<std::size_t>(sex)];
    InsuredMortality<double>& of = year[static_cast<std::size_t>(sex)];
    reaching(m.active, of.active);
    reaching(m.retired, of.retired);
    reaching(m.ill, of.ill);
  }
  return year;
}

}  // namespace ballast
