#include "scenarios/reader/place.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "scenarios/reader/fields.hpp"
#include "scenarios/reader/law.hpp"
#include "scenarios/reader/place_reader.hpp"
#include "scenarios/reader/text_file.hpp"

namespace ballast {
namespace {

const std::vector<std::string> kStatusNames{"measured", "estimated", "synthetic", "enacted", "assumed", "proposed"};
const std::vector<std::string> kCategoryNames(kCategoryKeys.begin(), kCategoryKeys.end());
const std::vector<std::string> kSexNames{"male", "female"};

void read_place_file(PlaceReader& reader) {
  const std::string shown = reader.shown("place.toml");
  auto parsed = parse_toml_file(reader.path("place.toml"), shown);
  if (!parsed) {
    reader.issues.insert(reader.issues.end(), parsed.error().begin(), parsed.error().end());
    return;
  }
  Scenario& base = reader.place.base;
  Fields fields(*parsed, shown, reader.issues);
  base.place_key = fields.text("key");
  base.place = {fields.text("zh"), fields.text("en")};
  base.base_year = reader.place.first_base_year = fields.whole("base_year", 1990, 2100);
  reader.place.base_years = {base.base_year};
  if (fields.node("later_base_years"))
    for (const double year : fields.numbers("later_base_years", base.base_year + 1, 2100))
      reader.place.base_years.push_back(static_cast<Year>(year));
  base.published_through = fields.whole("published_through", 1990, 2100);
  base.illustrative = fields.flag("illustrative");
  if (fields.node("scheme")) base.has_scheme = fields.flag("scheme");
  base.pool_name = {fields.text("pool_zh", base.has_scheme), "City pool"};
  base.consolidated = {fields.text("consolidated_zh"), fields.text("consolidated_en", false)};
  if (base.consolidated.en.empty()) base.consolidated.en = "Whole city";
  base.notice = {fields.text("notice_zh"), fields.text("notice_en")};
  fields.finish();
}

void read_units(PlaceReader& reader) {
  reader.each_row("units.csv", {"unit", "name_en", "has_residents", "treasury", "in_local_pool"},
                  [&](const CsvTable& table, int row) {
                    const Range flag{0, 1, "0 or 1"};
                    const std::string name(table.text(row, "unit"));
                    auto& names = reader.place.unit_names;
                    if (std::find(names.begin(), names.end(), name) != names.end())
                      reader.issues.push_back(table.issue(row, "unit", fmt::format("{} stands twice", name), "once"));
                    const bool residents = table.whole(row, "has_residents", flag, reader.issues) == 1;
                    if (table.whole(row, "in_local_pool", flag, reader.issues) == 0) return;
                    names.push_back(name);
                    reader.place.base.units.push_back({name, std::string(table.text(row, "name_en")), residents});
                  });
}

/// A number in the knob's bounds, or one of its choices by name.
std::variant<double, std::string> value_of(const CsvTable& table, int row, const KnobRow& knob, Issues& issues) {
  if (knob.kind != KnobKind::choice) return table.number(row, "value", {knob.min, knob.max, knob.unit}, issues);
  const std::vector<std::string> names(knob.choices.begin(), knob.choices.end());
  const int found = table.choice(row, "value", names, issues);
  return names[static_cast<std::size_t>(std::max(found, 0))];
}

void read_parameters(PlaceReader& reader) {
  auto& values = reader.place.values;
  std::vector<std::string> keys;
  for (const KnobRow& knob : knob_catalogue()) keys.emplace_back(knob.key);
  reader.each_row("parameters.csv", {"key", "unit", "from", "value"}, [&](const CsvTable& table, int row) {
    const int found = table.choice(row, "key", keys, reader.issues);
    const auto from = parse_month(table.text(row, "from"));
    if (!from) reader.issues.push_back(table.issue(row, "from", "not a month", "YYYY-MM"));
    const bool all = table.text(row, "unit").empty();
    const int unit = all ? 0 : reader.unit(table, row);
    if (found < 0 || unit < 0 || !from) return;
    const KnobRow& knob = ballast::row(static_cast<Knob>(found));
    if (knob.city_wide && !all)
      reader.issues.push_back(
          table.issue(row, "unit", fmt::format("{} holds one value for the whole city", knob.key), "an empty unit"));
    const auto value = value_of(table, row, knob, reader.issues);
    const auto status = std::find(kStatusNames.begin(), kStatusNames.end(), table.text(row, "status"));
    constexpr std::array kByName{Status::measured, Status::estimated, Status::synthetic,
                                 Status::enacted,  Status::assumed,   Status::proposed};
    const Status known = status == kStatusNames.end()
                             ? Status::synthetic
                             : kByName[static_cast<std::size_t>(status - kStatusNames.begin())];
    auto& by_unit = values.try_emplace(knob.id, reader.place.unit_names.size()).first->second;
    for (int c = all ? 0 : unit; c <= (all ? static_cast<int>(by_unit.size()) - 1 : unit); ++c) {
      Timeline& timeline = by_unit[static_cast<std::size_t>(c)];
      if (!timeline.empty() && *from <= timeline.back().from)
        reader.issues.push_back(table.issue(row, "from", "months of a knob and unit do not rise", "in order of time"));
      timeline.push_back({*from, value, known, table.shown() + ": " + std::string(table.text(row, "source"))});
    }
  });
}

/// Tables of one place must tell one story: as many insured as there can be people, and a fund that pays its retirees.
void check_agreement(PlaceReader& reader) {
  constexpr double kFactor = 5;  // catches 万元 for 元 and a month for a year, not a bad year
  const Scenario& base = reader.place.base;
  const auto adults = [](const BaseTables& o) {
    constexpr Age kFrom = 16, kTo = 75;  // ages of members.csv
    return o.population[0].segment(kFrom, kTo - kFrom + 1).sum() +
           o.population[1].segment(kFrom, kTo - kFrom + 1).sum();
  };
  for (std::size_t c = 0; c < base.units.size(); ++c) {
    const BaseTables& own = base.openings[c];
    double pool = 0, insured = 0, pensions = 0;
    for (std::size_t d = 0; d < base.units.size(); ++d)
      pool += base.catchment(static_cast<Eigen::Index>(d), static_cast<Eigen::Index>(c)) * adults(base.openings[d]);
    for (std::size_t g = 0; g < kCategories; ++g) {
      for (const auto& [age, heads] : own.members[g]) insured += heads;
      for (const auto* cells : {&own.retired[g], &own.ill[g]})
        for (const auto& [age, cell] : *cells) pensions += 12 * cell.heads * cell.mean_pension;
    }
    if (insured > pool)
      reader.complain("members.csv", fmt::format("{} has {:.0f} insured", base.units[c].zh, insured),
                      fmt::format("at most the {:.0f} residents aged 16 to 75 of its catchment", pool));
    if (own.expenditure <= 0) continue;  // a blank line: no figure given
    if (own.expenditure > pensions * kFactor || own.expenditure < pensions / kFactor)
      reader.complain("fund.csv", fmt::format("{} spends {:.0f} yuan", base.units[c].zh, own.expenditure),
                      fmt::format("about the {:.0f} yuan a year that retirees.csv comes to", pensions));
  }
}

/// The starting point before the first projected year, if the place has one.
void choose_opening(PlaceReader& reader, Year first_year) {
  const std::vector<Year>& known = reader.place.base_years;
  if (std::find(known.begin(), known.end(), first_year - 1) != known.end()) {
    reader.place.base.base_year = first_year - 1;
    return;
  }
  std::string firsts, ends;
  for (const Year year : known) {
    firsts += fmt::format("{}--from {}", firsts.empty() ? "" : " or ", year + 1);
    ends += fmt::format("{}{}", ends.empty() ? "" : " and ", year);
  }
  reader.issues.push_back({.kind = IssueKind::data,
                           .file = "--from",
                           .line = 0,
                           .column = 0,
                           .what = fmt::format("{} has no position at the end of {}; it opens at 31 December {}",
                                               reader.place.base.place_key, first_year - 1, ends),
                           .expected = firsts,
                           .remedy = {}});
}

/// Tables that every starting point has of its own.
constexpr std::array<std::string_view, 6> kOfEachOpening{"population.csv", "members.csv",  "service.csv",
                                                         "kappa.csv",      "retirees.csv", "award_pattern.csv"};

}  // namespace

std::string PlaceReader::in_place(std::string_view name) const {
  const bool later = place.base.base_year != place.first_base_year &&
                     std::find(kOfEachOpening.begin(), kOfEachOpening.end(), name) != kOfEachOpening.end();
  return later ? fmt::format("{}/{}", place.base.base_year, name) : std::string(name);
}

PlaceReader::PlaceReader(std::string directory, std::string shown)
    : directory_(std::move(directory)), shown_(std::move(shown)) {}

std::optional<CsvTable> PlaceReader::open(std::string_view name, std::span<const std::string_view> columns) {
  auto table = CsvTable::read(path(name), shown(name), columns);
  if (!table) {
    issues.insert(issues.end(), table.error().begin(), table.error().end());
    return std::nullopt;
  }
  place.base.files.push_back({shown(name), fingerprint(table->content())});
  return std::move(*table);
}

void PlaceReader::read_sources() {
  if (auto sources = open("sources.csv", std::vector<std::string_view>{"id", "citation", "url", "licence"}))
    for (int row = 0; row < sources->rows(); ++row) source_ids.emplace_back(sources->text(row, "id"));
}

bool PlaceReader::has(std::string_view name) const {
  std::error_code error;
  return std::filesystem::exists(path(name), error);
}

void PlaceReader::check_pedigree(const CsvTable& table) {
  std::string_view last;  // most rows repeat the source of the row above
  for (int row = 0; row < table.rows(); ++row) {
    const std::string_view status = table.text(row, "status"), source = table.text(row, "source");
    if (std::find(kStatusNames.begin(), kStatusNames.end(), status) == kStatusNames.end())
      table.choice(row, "status", kStatusNames, issues);
    if (source == last) continue;
    last = source;
    std::string_view rest = source;
    while (!rest.empty()) {
      const std::size_t plus = std::min(rest.find('+'), rest.size());
      const std::string id(rest.substr(0, plus));
      if (std::find(source_ids.begin(), source_ids.end(), id) == source_ids.end())
        issues.push_back(table.issue(row, "source", fmt::format("unknown source \"{}\"", id), "an id of sources.csv"));
      rest.remove_prefix(std::min(plus + 1, rest.size()));
    }
    if (source.empty()) issues.push_back(table.issue(row, "source", "no source", "an id of sources.csv"));
  }
}

int PlaceReader::unit(const CsvTable& table, int row, std::string_view column) {
  return table.choice(row, column, place.unit_names, issues);
}
int PlaceReader::category(const CsvTable& table, int row) {
  return table.choice(row, "category", kCategoryNames, issues);
}
int PlaceReader::sex(const CsvTable& table, int row) { return table.choice(row, "sex", kSexNames, issues); }

void PlaceReader::complain(std::string_view file, std::string what, std::string expected) {
  issues.push_back({.kind = IssueKind::data,
                    .file = shown(file),
                    .line = 0,
                    .column = 0,
                    .what = std::move(what),
                    .expected = std::move(expected),
                    .remedy = {}});
}

Expected<Place> read_place(const std::string& directory, const std::string& shown_directory,
                           std::optional<Year> first_year) {
  PlaceReader reader(directory, shown_directory);
  read_place_file(reader);
  if (first_year) choose_opening(reader, *first_year);
  reader.read_sources();
  read_units(reader);
  if (!reader.issues.empty()) return fail(std::move(reader.issues));  // nothing can be checked without units
  reader.place.base.openings.resize(reader.place.base.units.size());
  read_parameters(reader);
  read_demography(reader);
  if (reader.place.base.has_scheme) {
    read_catchment(reader);
    read_scheme(reader);
    read_money(reader);
    if (reader.issues.empty()) check_agreement(reader);
  }
  if (!reader.issues.empty()) return fail(std::move(reader.issues));
  return std::move(reader.place);
}

}  // namespace ballast
