#include "models/uncertainty/shocks.hpp"

#include <algorithm>
#include <cmath>

#include "models/uncertainty/normals.hpp"

namespace ballast {
namespace {

/// δ of a factor whose mean is uncertain, in units of the process.
double bend(const Spreads& s, const Normals& normals, Factor factor, double sd) {
  return s.parameters ? s.spread * sd * normals.parameter(factor) : 0.0;
}

std::vector<double> mortality(const Spreads& s, const Normals& normals, int years) {
  const double drift = bend(s, normals, Factor::mortality, s.drift_mortality_sd);
  std::vector<double> index{0.0};
  for (int t = 1; t <= years; ++t)
    index.push_back(index.back() + drift + s.spread * s.mortality_sd * normals.city(Factor::mortality, t));
  return index;
}

std::vector<double> fertility(const Spreads& s, const Normals& normals, int years) {
  const double pull = (1 - s.fertility_persistence) * bend(s, normals, Factor::fertility, s.drift_fertility_sd);
  std::vector<double> multiplier{1.0};
  double log = 0;
  for (int t = 1; t <= years; ++t) {
    log = s.fertility_persistence * log + pull + s.spread * s.fertility_sd * normals.city(Factor::fertility, t);
    multiplier.push_back(std::clamp(std::exp(log), s.fertility_least, s.fertility_most));
  }
  return multiplier;
}

void economy(const Spreads& s, const Normals& normals, int years, Shocks& shocks) {
  const Eigen::Matrix3d step = s.spread * innovation_root(s);
  const Eigen::Vector3d most = s.spread * s.bound * s.economy_sd;
  const double faster = bend(s, normals, Factor::wage, s.drift_wage_sd);
  const std::array into{&shocks.wage, &shocks.inflation, &shocks.interest};
  for (auto* series : into) series->assign(1, 0.0);
  Eigen::Vector3d state = Eigen::Vector3d::Zero();
  for (int t = 1; t <= years; ++t) {
    const Eigen::Vector3d z{normals.city(Factor::wage, t), normals.city(Factor::inflation, t),
                            normals.city(Factor::interest, t)};
    state = s.economy * state + step * z;
    const Eigen::Vector3d kept = state.cwiseMin(most).cwiseMax(-most);
    for (int i = 0; i < 3; ++i) into[static_cast<std::size_t>(i)]->push_back(kept[i]);
    shocks.wage.back() += faster;
  }
}

/// The city's part and each unit's own. [unit x year]
Eigen::ArrayXXd unit_factor(const Spreads& s, const UnitProcess& of, const Normals& normals, Factor factor,
                            const Drawing& drawing) {
  Eigen::ArrayXXd departure = Eigen::ArrayXXd::Zero(drawing.units, drawing.years + 1);
  for (int t = 1; t <= drawing.years; ++t) {
    const double common = of.sd * normals.city(factor, t);
    for (int c = 0; c < drawing.units; ++c)
      departure(c, t) =
          of.persistence * departure(c, t - 1) + s.spread * (common + of.unit_sd * normals.unit(factor, c, t));
  }
  const double most = s.spread * s.bound * std::hypot(of.sd, of.unit_sd);
  return departure.min(most).max(-most);
}

/// Half the variance of the logarithm of take-up by year.
std::vector<double> half_variance(const Spreads& s, const UnitProcess& of, int years) {
  const double step = s.spread * s.spread * (of.sd * of.sd + of.unit_sd * of.unit_sd);
  std::vector<double> half{0.0};
  for (int t = 1; t <= years; ++t) half.push_back(of.persistence * of.persistence * half.back() + 0.5 * step);
  return half;
}

/// Standard normals. [unit x year]
Eigen::ArrayXXd noise(const Normals& normals, Factor factor, const Drawing& drawing) {
  Eigen::ArrayXXd drawn = Eigen::ArrayXXd::Zero(drawing.units, drawing.years + 1);
  for (int t = 1; t <= drawing.years; ++t)
    for (int c = 0; c < drawing.units; ++c) drawn(c, t) = normals.unit(factor, c, t);
  return drawn;
}

}  // namespace

bool Spreads::departs() const {
  const bool free = std::max({mortality_sd, fertility_sd, entry.sd, entry.unit_sd}) > 0;
  const bool bounded =
      std::max({economy_sd.maxCoeff(), collection.sd, collection.unit_sd, migration.sd, migration.unit_sd}) > 0;
  const bool means = parameters && std::max({drift_mortality_sd, drift_wage_sd, drift_fertility_sd}) > 0;
  return spread > 0 && (free || (bounded && bound > 0) || means || small_units);
}

std::string_view key(Sampling sampling) {
  switch (sampling) {
    case Sampling::independent:
      return "independent";
    case Sampling::antithetic:
      return "antithetic";
    case Sampling::sobol:
      break;
  }
  return "sobol";
}

std::optional<Sampling> sampling_from_key(std::string_view name) {
  for (const Sampling sampling : kSamplings)
    if (key(sampling) == name) return sampling;
  return std::nullopt;
}

Eigen::Matrix3d innovation_root(const Spreads& s) {
  const double ab = s.wage_inflation_correlation, ac = s.wage_interest_correlation;
  const double b = std::sqrt(1 - ab * ab), rest = std::sqrt(1 - ac * ac);
  const double bc = b > 0 ? std::clamp((s.inflation_interest_correlation - ab * ac) / b, -rest, rest) : 0.0;
  Eigen::Matrix3d root;
  root << 1, 0, 0, ab, b, 0, ac, bc, std::sqrt(std::max(0.0, rest * rest - bc * bc));
  return s.economy_sd.asDiagonal() * root;
}

Shocks draw_shocks(const Spreads& spreads, const Drawing& drawing, int path) {
  const Normals normals(drawing, path);
  Shocks shocks;
  shocks.mortality = mortality(spreads, normals, drawing.years);
  shocks.fertility = fertility(spreads, normals, drawing.years);
  economy(spreads, normals, drawing.years, shocks);
  shocks.entry = unit_factor(spreads, spreads.entry, normals, Factor::entry, drawing);
  shocks.entry_half_variance = half_variance(spreads, spreads.entry, drawing.years);
  shocks.collection = unit_factor(spreads, spreads.collection, normals, Factor::collection, drawing);
  shocks.migration = unit_factor(spreads, spreads.migration, normals, Factor::migration, drawing);
  if (spreads.small_units) {
    shocks.chance_spread = spreads.spread;
    shocks.deaths = noise(normals, Factor::deaths, drawing);
    shocks.deaths_retired = noise(normals, Factor::deaths_retired, drawing);
    shocks.deaths_ill = noise(normals, Factor::deaths_ill, drawing);
    shocks.entrants = noise(normals, Factor::entrants, drawing);
  }
  return shocks;
}

}  // namespace ballast
