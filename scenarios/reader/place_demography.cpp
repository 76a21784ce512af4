#include <fmt/format.h>

#include <cmath>

#include "scenarios/reader/place_reader.hpp"

namespace ballast {
namespace {

constexpr int kAges = Demography::kAges;
constexpr double kShareTolerance = 1e-4;  // shares are written with six decimals

Eigen::ArrayXd unknown_ages() { return Eigen::ArrayXd::Constant(kAges, std::nan("")); }

/// A table by year and age must be a full block of consecutive years.
class YearBlock {
 public:
  Eigen::ArrayXd& year(Year year) { return rows_.try_emplace(year, unknown_ages()).first->second; }
  const std::map<Year, Eigen::ArrayXd>& rows() const { return rows_; }

 private:
  std::map<Year, Eigen::ArrayXd> rows_;
};

void check_consecutive(PlaceReader& reader, std::string_view file, const YearBlock& block) {
  Year expected = block.rows().empty() ? 0 : block.rows().begin()->first;
  for (const auto& [year, values] : block.rows()) {
    if (year != expected) reader.complain(file, fmt::format("year {} is missing", expected), "every year once");
    expected = year + 1;
    for (int age = 0; age < kAges; ++age)
      if (std::isnan(values(age))) {
        reader.complain(file, fmt::format("age {} of {} is missing", age, year), "ages 0 to 105");
        break;
      }
  }
}

void read_mortality(PlaceReader& reader) {
  std::array<YearBlock, kSexes> rates;
  const Range rate{0, 10, "deaths a person-year"};
  const bool there = reader.each_row("mortality.csv", [&](const CsvTable& table, int row) {
    const auto year = reader.year(table, row);
    const Age age = table.whole(row, "age", kAnyAge, reader.issues);
    const double men = table.number(row, "male", rate, reader.issues);
    const double women = table.number(row, "female", rate, reader.issues);
    if (!year) return;
    rates[0].year (*year)(age) = men;
    rates[1].year (*year)(age) = women;
  });
  if (!there || reader.misdates("mortality.csv")) return;
  Demography& demography = reader.place.base.demography;
  for (std::size_t sex = 0; sex < kSexes; ++sex) {
    check_consecutive(reader, "mortality.csv", rates[sex]);
    for (const auto& [year, values] : rates[sex].rows()) demography.mortality[sex].push_back(values);
  }
  if (rates[0].rows().empty()) return;
  demography.first_year = rates[0].rows().begin()->first;
  const Year first_projected = reader.place.base.base_year + 1;
  if (reader.opens() && demography.first_year > first_projected)
    reader.complain("mortality.csv", fmt::format("begins in {}", demography.first_year),
                    fmt::format("{} or before", first_projected));
}

/// A table of mortality that ends before that of fertility would end every run there, without a word.
void check_end(PlaceReader& reader, Year last_of_fertility) {
  std::vector<Year> missing;
  for (Year year = reader.place.base.demography.last_year() + 1; year <= last_of_fertility; ++year)
    missing.push_back(year);
  if (!missing.empty())
    reader.complain("mortality.csv", fmt::format("{} is missing", spans_of(missing)), "every year of fertility.csv");
}

void read_fertility(PlaceReader& reader) {
  std::map<Year, std::pair<double, double>> levels;
  std::map<Year, Eigen::ArrayXd> shapes;
  std::map<Year, int> first_line;
  const bool levels_there = reader.each_row("fertility.csv", [&](const CsvTable& table, int row) {
    const auto year = reader.year(table, row);
    const double births = table.number(row, "total_fertility", {0, 10, "births a woman"}, reader.issues);
    const double ratio = table.number(row, "sex_ratio_at_birth", {0.5, 2, "males a female"}, reader.issues);
    if (year) levels[*year] = {births, ratio};
  });
  const bool shapes_there = reader.each_row("fertility_age.csv", [&](const CsvTable& table, int row) {
    const Year from = table.whole(row, "from_year", kCalendar, reader.issues);
    auto& shape = shapes.try_emplace(from, Eigen::ArrayXd::Zero(kAges)).first->second;
    first_line.try_emplace(from, table.line(row));
    shape(table.whole(row, "age", {10, 60, "years of age"}, reader.issues)) =
        table.number(row, "share", kShare, reader.issues);
  });
  for (auto& [from, shape] : shapes) {
    if (shapes_there && std::abs(shape.sum() - 1) > kShareTolerance)
      reader.complain_of_sum("fertility_age.csv", fmt::format("shares of {} add to {:.6f}", from, shape.sum()), "1",
                             first_line.at(from));
    shape /= shape.sum();
  }
  if (!levels_there || !shapes_there || reader.misdates("fertility.csv")) return;
  Demography& demography = reader.place.base.demography;
  const std::size_t years = demography.mortality[0].size();
  std::vector<Year> missing;
  for (std::size_t y = 0; y < years; ++y) {
    const Year year = demography.first_year + static_cast<Year>(y);
    const auto level = levels.find(year);
    const auto shape = shapes.upper_bound(year);
    if (level == levels.end() || shape == shapes.begin()) {
      missing.push_back(year);
      continue;
    }
    demography.total_fertility.push_back(level->second.first);
    demography.sex_ratio.push_back(level->second.second);
    demography.fertility_age.push_back(std::prev(shape)->second);
  }
  if (!missing.empty())
    reader.complain("fertility.csv", fmt::format("{} is missing", spans_of(missing)), "every year of mortality.csv");
  if (years > 0 && !levels.empty()) check_end(reader, levels.rbegin()->first);
}

/// The relative pattern of migration.csv; without rows every age moves alike.
void read_migration(PlaceReader& reader) {
  auto& shapes = reader.place.base.demography.migration_shape;
  shapes.fill(Eigen::ArrayXd::Ones(kAges));
  if (!reader.has("migration.csv")) return;
  int rows = 0;
  const bool there = reader.each_row("migration.csv", [&](const CsvTable& table, int row) {
    if (rows++ == 0) shapes.fill(unknown_ages());
    const int sex = reader.sex(table, row);
    const Age age = table.whole(row, "age", kAnyAge, reader.issues);
    const double shape = table.number(row, "shape", {-100, 100, "relative"}, reader.issues);
    if (sex >= 0) shapes[static_cast<std::size_t>(sex)](age) = shape;
  });
  for (const auto& shape : shapes)
    if (there && shape.isNaN().any())
      reader.complain("migration.csv", "an age is missing", "ages 0 to 105 of both sexes");
}

/// Net migrants in numbers (migrants.csv, optional): every unit named there has all years from the first projected one.
void read_migrants(PlaceReader& reader) {
  if (!reader.has("migrants.csv")) return;
  Scenario& base = reader.place.base;
  std::vector<std::array<YearBlock, kSexes>> blocks(base.units.size());
  const Range people{-1e8, 1e8, "persons a year"};
  const bool there = reader.each_row("migrants.csv", [&](const CsvTable& table, int row) {
    const int unit = reader.unit(table, row);
    const Year year = table.whole(row, "year", kCalendar, reader.issues);
    const Age age = table.whole(row, "age", kAnyAge, reader.issues);
    const double men = table.number(row, "male", people, reader.issues);
    const double women = table.number(row, "female", people, reader.issues);
    if (unit < 0) return;
    auto& [male, female] = blocks[static_cast<std::size_t>(unit)];
    male.year(year)(age) = men;
    female.year(year)(age) = women;
  });
  for (std::size_t c = 0; there && c < blocks.size(); ++c) {
    if (blocks[c][0].rows().empty()) continue;
    if (const Year first = blocks[c][0].rows().begin()->first; reader.opens() && first != base.base_year + 1)
      reader.complain("migrants.csv", fmt::format("{} begins in {}", base.units[c].zh, first),
                      fmt::format("{}, the first projected year", base.base_year + 1));
    for (std::size_t sex = 0; sex < kSexes; ++sex) {
      check_consecutive(reader, "migrants.csv", blocks[c][sex]);
      for (const auto& [year, values] : blocks[c][sex].rows()) base.openings[c].migrants[sex].push_back(values);
    }
  }
}

void read_population(PlaceReader& reader) {
  Scenario& base = reader.place.base;
  for (std::size_t c = 0; c < base.units.size(); ++c)
    for (auto& people : base.openings[c].population)
      people = base.units[c].has_residents ? unknown_ages() : Eigen::ArrayXd(Eigen::ArrayXd::Zero(kAges));
  std::vector<bool> told(base.units.size());  // of a unit once, whatever the number of its rows
  const bool there = reader.each_row("population.csv", [&](const CsvTable& table, int row) {
    const int unit = reader.unit(table, row), sex = reader.sex(table, row);
    const Age age = table.whole(row, "age", kAnyAge, reader.issues);
    const double persons = table.number(row, "persons", kPersons, reader.issues);
    if (unit < 0 || sex < 0) return;
    const auto c = static_cast<std::size_t>(unit);
    if (!base.units[c].has_residents && !told[c] && !reader.doubts(base.units[c].zh))
      reader.issues.push_back(table.issue(row, "unit", "residents of a unit that has none by units.csv", "no row"));
    told[c] = true;
    base.openings[static_cast<std::size_t>(unit)].population[static_cast<std::size_t>(sex)](age) = persons;
  });
  if (!there) return;
  for (std::size_t c = 0; c < base.units.size(); ++c)
    for (std::size_t sex = 0; sex < kSexes && (told[c] || !reader.misnames("population.csv")); ++sex) {
      std::vector<int> missing;
      for (Age x = 0; x < kAges; ++x)
        if (std::isnan(base.openings[c].population[sex](x))) missing.push_back(x);
      if (!missing.empty())
        reader.complain("population.csv",
                        fmt::format("{} lacks ages: {} {}", base.units[c].zh, kSexNames[sex], spans_of(missing)),
                        "ages 0 to 105 of both sexes");
    }
}

}  // namespace

void read_demography(PlaceReader& reader) {
  read_mortality(reader);
  read_fertility(reader);
  read_migration(reader);
  read_migrants(reader);
  read_population(reader);
}

void read_catchment(PlaceReader& reader) {
  Scenario& base = reader.place.base;
  const auto units = static_cast<Eigen::Index>(base.units.size());
  base.catchment.resize(units, units);
  Eigen::ArrayXd shares = Eigen::ArrayXd::Zero(units);  // with those of units outside the pool
  std::vector<int> first_line(base.units.size());
  const bool there = reader.each_row("catchment.csv", [&](const CsvTable& table, int row) {
    const int from = reader.unit(table, row, "resident_unit"), to = reader.unit(table, row, "pool_unit");
    const double share = table.number(row, "share", kShare, reader.issues);
    if (from < 0) return;
    int& line = first_line[static_cast<std::size_t>(from)];
    line = line == 0 ? table.line(row) : line;
    shares(from) += share;
    if (to >= 0) base.catchment.coeffRef(from, to) += share;
  });
  if (!there) return;
  base.catchment.makeCompressed();
  for (Eigen::Index d = 0; d < units; ++d) {
    const double sum = shares(d);
    const UnitInfo& unit = base.units[static_cast<std::size_t>(d)];
    if (unit.has_residents && !(std::abs(sum - 1) <= kShareTolerance))
      reader.complain_of_sum("catchment.csv", fmt::format("shares of {} add to {:.6f}", unit.zh, sum), "1",
                             first_line[static_cast<std::size_t>(d)]);
  }
}

}  // namespace ballast
