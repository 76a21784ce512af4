#include "output/hdf5/observed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "output/hdf5/result_parts.hpp"
#include "scenarios/reader/published.hpp"

namespace ballast {

namespace {

void append(std::string& list, const std::string& when, std::string_view what) {
  list += fmt::format("{}{}:{}", list.empty() ? "" : " ", when, what);
}

/// One measure's rows of the table; no series where none falls into the projection's years.
void gather(const std::vector<Publication>& observed, Measure measure, const Projection& p,
            std::vector<PublishedSeries>& all) {
  PublishedSeries series{.measure = measure, .values = {}, .status = {}, .source = {}};
  series.values = Eigen::ArrayXXd::Constant(p.rows(), p.years(), std::numeric_limits<double>::quiet_NaN());
  for (const Publication& one : observed) {
    if (one.measure != measure || one.year < p.base_year || one.year > p.last_year) continue;
    const int unit = one.unit.value_or(p.city_row());
    series.values(unit, one.year - p.base_year) = one.value;
    const std::string when = one.unit ? fmt::format("{}[{}]", one.year, p.units[static_cast<std::size_t>(unit)].zh)
                                      : std::to_string(one.year);
    append(series.status, when, key(one.status));
    append(series.source, when, one.source);
  }
  if (!series.status.empty()) all.push_back(std::move(series));
}

}  // namespace

Expected<std::vector<PublishedSeries>> published_series(const Projection& p) {
  const std::string path = "scenarios/places/" + p.place + "/observed.csv";
  const auto text =
      std::find_if(p.texts.begin(), p.texts.end(), [&](const InputText& one) { return one.path == path; });
  std::vector<PublishedSeries> all;
  if (text == p.texts.end()) return all;
  const auto observed = publications(*text->text, path, hdf5::members_of(p));
  if (!observed) return fail(observed.error());
  for (const MeasureRow& row : kMeasureCatalogue) gather(*observed, row.id, p, all);
  return all;
}

}  // namespace ballast
