#include "output/hdf5/sights.hpp"

#include <algorithm>
#include <cmath>

#include "output/hdf5/ensemble_names.hpp"
#include "sim/studies/ensemble_events.hpp"

namespace ballast::hdf5 {

void read_sights(const NetcdfReader& file, Ensemble& e) {
  if (!file.has(kSights)) return;
  const FutureLayout layout{.rows = e.rows(), .years = e.years(), .units = e.central.member_units(), .measures = {}};
  const auto paths = static_cast<hsize_t>(e.paths), scopes = static_cast<hsize_t>(layout.scopes()),
             years = static_cast<hsize_t>(layout.years);
  const auto all = [&]<class Number>(const std::string& path, const std::vector<hsize_t>& extent,
                                     std::vector<Number>& values) {
    file.blocks<Number>(path, extent, [&](hsize_t, std::span<const Number> block) {
      values.insert(values.end(), block.begin(), block.end());
    });
  };
  std::vector<float> called, in_need;
  std::vector<double> used_up, calls;
  all(sight_of(kCalledIn), {paths, scopes, years}, called);
  if (file.has(sight_of(kInNeedIn)))
    all(sight_of(kInNeedIn), {paths, scopes, years}, in_need);
  else
    in_need.resize(called.size());  // the share of it is not known either
  all(sight_of(kUsedUpIn), {paths, scopes}, used_up), all(sight_of(kCallsIn), {paths, scopes}, calls);
  const double base = e.central.base_year, last = e.central.last_year;
  const auto is_year = [&](double year) {
    return std::isnan(year) || (year >= base && year <= last && year == std::floor(year));
  };
  const auto is_told = [](const std::vector<float>& seen) {
    return std::all_of(seen.begin(), seen.end(), [](float is) { return is == 0 || is == 1; });
  };
  if (!is_told(called) || !is_told(in_need) || !std::all_of(used_up.begin(), used_up.end(), is_year) ||
      !std::all_of(calls.begin(), calls.end(), [](double sum) { return std::isfinite(sum); }))
    throw Error(std::string(kSights) + ": no futures could have seen that");
  e.sights = sights_in_memory(layout, e.paths, [&](int path, std::span<double> numbers) {
    const auto p = static_cast<std::size_t>(path);
    for (std::size_t scope = 0; scope < scopes; ++scope) {
      const std::size_t at = p * scopes + scope;
      for (std::size_t year = 0; year < years; ++year) {
        numbers[layout.called() + year * scopes + scope] = static_cast<double>(called[at * years + year]);
        numbers[layout.in_need() + year * scopes + scope] = static_cast<double>(in_need[at * years + year]);
      }
      numbers[layout.depleted() + scope] = std::isnan(used_up[at]) ? -1 : used_up[at] - base;
      numbers[layout.calls() + scope] = calls[at];
    }
  });
}

}  // namespace ballast::hdf5
