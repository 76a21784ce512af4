#include "models/uncertainty/normals.hpp"

#include <cassert>
#include <cmath>
#include <numbers>

#include "models/uncertainty/normal.hpp"
#include "models/uncertainty/sobol.hpp"

namespace ballast {
namespace {

constexpr int kCityFactors = static_cast<int>(Factor::migration) + 1;
constexpr int kParameters = static_cast<int>(Factor::wage) + 1;
constexpr int kShift = -1;  // the path under whose keys the digital shift is drawn

/// U [year − 1 x wave − 1].
Eigen::MatrixXd slowest_waves_first(int years) {
  const int quarter = 2 * years + 1;
  Eigen::ArrayXd cosine(4 * quarter);
  for (int m = 0; m < cosine.size(); ++m) cosine[m] = std::cos(m * std::numbers::pi / (2 * quarter));
  Eigen::MatrixXd waves(years, years);
  for (int k = 0; k < years; ++k)
    for (int t = 0; t < years; ++t) waves(t, k) = cosine[(2 * k + 1) * (2 * t + 1) % (4 * quarter)];
  return waves * (2 / std::sqrt(quarter));
}

}  // namespace

Normals::Normals(const Drawing& drawing, int path) : drawing_(drawing), path_(path) {
  if (drawing.sampling != Sampling::sobol) return;
  assert(kParameters + kCityFactors * drawing.years <= kSobolDimensions);
  const auto point = sobol_point(static_cast<std::uint32_t>(path), kParameters + kCityFactors * drawing.years);
  auto coordinate = point.begin();
  const auto shifted = [&](int year, int factor) {
    const std::uint64_t shift = draw_word({drawing.seed, kShift, year, static_cast<Factor>(factor)});
    return inverse_normal(unit_interval((std::uint64_t{*coordinate++} << 32) ^ shift));
  };
  for (int f = 0; f < kParameters; ++f) parameter_[f] = shifted(0, f);
  Eigen::MatrixXd components(drawing.years, kCityFactors);
  for (int k = 0; k < drawing.years; ++k)
    for (int f = 0; f < kCityFactors; ++f) components(k, f) = shifted(k + 1, f);
  waves_ = slowest_waves_first(drawing.years) * components;
}

double Normals::keyed(DrawKey key) const {
  if (drawing_.sampling != Sampling::antithetic || path_ % 2 == 0) return normal_draw(key);
  --key.path;
  return -normal_draw(key);
}

double Normals::city(Factor factor, int year) const {
  return drawing_.sampling == Sampling::sobol ? waves_(year - 1, static_cast<int>(factor))
                                              : keyed({drawing_.seed, path_, year, factor});
}

double Normals::unit(Factor factor, int unit, int year) const {
  return keyed({drawing_.seed, path_, year, factor, unit});
}

double Normals::parameter(Factor factor) const {
  return drawing_.sampling == Sampling::sobol ? parameter_[static_cast<int>(factor)]
                                              : keyed({drawing_.seed, path_, 0, factor});
}

}  // namespace ballast
