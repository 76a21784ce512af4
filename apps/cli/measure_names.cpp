#include "apps/cli/measure_names.hpp"

#include <algorithm>

namespace ballast::cli {

NamedMeasures measures_named(const std::vector<std::string>& names) {
  NamedMeasures named;
  const auto add_once = [&all = named.measures](Measure measure) {
    if (std::find(all.begin(), all.end(), measure) == all.end()) all.push_back(measure);
  };
  for (const std::string& name : names) {
    if (name == "all")
      for (const MeasureRow& row : kMeasureCatalogue) add_once(row.id);
    else if (const auto measure = measure_from_key(name))
      add_once(*measure);
    else
      named.unknown.push_back(name);
  }
  return named;
}

}  // namespace ballast::cli
