#include "scenarios/reader/life_tables.hpp"

#include <fmt/format.h>

#include <cmath>

#include "scenarios/reader/place_reader.hpp"

namespace ballast {
namespace {

constexpr int kAges = Demography::kAges;
constexpr double kSumTolerance = 1e-6;
constexpr std::array<std::string_view, kSexes> kSexColumns{"male", "female"};

/// The shared tables, as the reader of places knows its own.
const PlaceTable kInsured{
    .file = "life_tables.csv",
    .zh = "生命表",
    .en = "life tables of insured lives",
    .keys = 2,
    .columns = {{.key = "table"}, {.key = "age"}, {.key = "year"}, {.key = "male"}, {.key = "female"}}};
const PlaceTable kSensitivity{.file = "lee_carter.csv",
                              .zh = "死亡率改善",
                              .en = "sensitivity to the index of mortality",
                              .keys = 1,
                              .columns = {{.key = "age"}, {.key = "male"}, {.key = "female"}}};
const PlaceTable kDrift{.file = "lee_carter_drift.csv",
                        .zh = "死亡率改善速度",
                        .en = "drift of the index of mortality",
                        .keys = 1,
                        .columns = {{.key = "sex"}, {.key = "drift"}, {.key = "from_year"}, {.key = "to_year"}}};

/// Death probabilities of one table by sex, unknown ages NaN.
struct Probabilities {
  Year year = 0;
  std::array<Eigen::ArrayXd, kSexes> by_sex;
};

/// The bases' names but the first, which is the population and has no table here.
std::vector<std::string> table_names() {
  const auto& choices = row(Knob::basis_active).choices;
  return {choices.begin() + 1, choices.end()};
}

void read_insured(PlaceReader& reader, LifeTables& tables) {
  const std::vector<std::string> names = table_names();
  std::array<Probabilities, kLifeTables> found;
  for (Probabilities& table : found) table.by_sex.fill(Eigen::ArrayXd::Constant(kAges, std::nan("")));
  reader.each_row(kInsured, [&](const CsvTable& table, int row) {
    const int name = table.choice(row, "table", names, reader.issues);
    const Year year = table.whole(row, "year", kCalendar, reader.issues);
    const Age age = table.whole(row, "age", kAnyAge, reader.issues);
    if (name < 0) return;
    Probabilities& into = found[static_cast<std::size_t>(name)];
    if (into.year != 0 && into.year != year)
      reader.issues.push_back(
          table.issue(row, "year", fmt::format("{} and {} in one table", into.year, year), "one year a table"));
    into.year = year;
    for (std::size_t sex = 0; sex < kSexes; ++sex)
      into.by_sex[sex](age) = table.number(row, kSexColumns[sex], {0, 1, "probability"}, reader.issues);
  });
  for (std::size_t t = 0; t < kLifeTables; ++t)
    for (std::size_t sex = 0; sex < kSexes; ++sex) {
      if (found[t].by_sex[sex].isNaN().any())
        reader.complain("life_tables.csv", fmt::format("{} lacks ages", names[t]), "ages 0 to 105 of both sexes");
      tables.insured[t][sex] = {found[t].year, central_rates(found[t].by_sex[sex])};
    }
}

void read_lee_carter(PlaceReader& reader, LifeTables& tables) {
  for (LeeCarter& fit : tables.lee_carter) fit.sensitivity = Eigen::ArrayXd::Constant(kAges, std::nan(""));
  reader.each_row(kSensitivity, [&](const CsvTable& table, int row) {
    const Age age = table.whole(row, "age", kAnyAge, reader.issues);
    for (std::size_t sex = 0; sex < kSexes; ++sex)
      tables.lee_carter[sex].sensitivity(age) =
          table.number(row, kSexColumns[sex], {-1, 1, "share of the index"}, reader.issues);
  });
  std::array<int, kSexes> seen{};
  reader.each_row(kDrift, [&](const CsvTable& table, int row) {
    const int sex = reader.sex(table, row);
    const Year from = table.whole(row, "from_year", kCalendar, reader.issues);
    if (table.whole(row, "to_year", kCalendar, reader.issues) <= from)
      reader.issues.push_back(table.issue(row, "to_year", "the fit ends before it begins", "a later year"));
    if (sex < 0) return;
    seen[static_cast<std::size_t>(sex)] += 1;
    tables.lee_carter[static_cast<std::size_t>(sex)].drift =
        table.number(row, "drift", {-20, 20, "a year"}, reader.issues);
  });
  for (std::size_t sex = 0; sex < kSexes; ++sex) {
    const double sum = tables.lee_carter[sex].sensitivity.sum();
    if (!(std::abs(sum - 1) <= kSumTolerance))
      reader.complain("lee_carter.csv", fmt::format("{} adds to {:.8f}, or lacks ages", kSexColumns[sex], sum),
                      "1 over ages 0 to 105");
    if (seen[sex] != 1)
      reader.complain("lee_carter_drift.csv", fmt::format("{} rows of {}", seen[sex], kSexColumns[sex]), "one row");
  }
}

}  // namespace

Expected<LifeTables> read_life_tables(const std::string& directory, const std::string& shown_directory) {
  PlaceReader reader(directory, shown_directory);
  LifeTables tables;
  reader.open(place_table("sources.csv"));
  read_insured(reader, tables);
  read_lee_carter(reader, tables);
  if (!reader.issues.empty()) return fail(std::move(reader.issues));
  tables.files = std::move(reader.place.base.files);
  return tables;
}

}  // namespace ballast
