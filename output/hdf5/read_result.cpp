#include "output/hdf5/read_result.hpp"

#include <cmath>
#include <limits>
#include <string_view>

#include "output/hdf5/ensemble_names.hpp"
#include "output/hdf5/netcdf_reader.hpp"
#include "output/hdf5/result_file.hpp"
#include "output/hdf5/seal.hpp"
#include "output/hdf5/trial.hpp"
#include "scenarios/reader/text_file.hpp"

namespace ballast {

namespace {

using hdf5::Error;
using hdf5::NetcdfReader;
using RowMajor = Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

constexpr std::size_t kMostUnits = 4096;
constexpr int kMostYears = 256;
constexpr Year kMostYear = 9999;

/// Files made of a result are called by its case.
bool names_a_file(const std::string& key) {
  return !key.empty() && key != "." && key != ".." && key.find_first_of("/\\") == std::string::npos &&
         escaped(key) == key;
}

/// What a result says of itself is shown on terminals.
std::string visible(std::string text, const std::string& where) {
  if (first_control(text) != std::string::npos) throw Error(where + ": holds a control character");
  return text;
}

void read_what_it_is(const NetcdfReader& file, Projection& p) {
  if (file.text("filetype") != "ballast result") throw Error("filetype: not a result of ballast");
  if (const int format = file.number("format_version"); format < 1 || format > kResultFormat)
    throw Error("format_version: " + std::to_string(format) + ", this program reads up to " +
                std::to_string(kResultFormat));
  const auto text = [&](const char* name) { return visible(file.text(name), name); };
  p.case_key = file.text("case"), p.place = text("place"), p.stage_one = text("stage_one");
  if (!names_a_file(p.case_key)) throw Error("case: not the name of a case");
  p.title = {text("title_zh"), text("title")}, p.note = {text("note_zh"), text("note")};
  p.place_name = {text("place_name_zh"), text("place_name")};
  p.notice = {text("notice_zh"), text("notice")};
  p.illustrative = file.number("illustrative") != 0, p.prices = text("prices");
  p.base_year = file.number("base_year"), p.first_year = file.number("first_year");
  p.last_year = file.number("last_year"), p.published_through = file.number("published_through");
  p.price_year = file.number("price_year");
  if (p.base_year < 0 || p.first_year <= p.base_year || p.last_year < p.first_year ||
      p.last_year - p.base_year >= kMostYears)
    throw Error("last_year: no span of years");
  if (p.published_through < 0 || p.published_through > kMostYear)
    throw Error("published_through: no year of the calendar");
}

void read_axes(const NetcdfReader& file, Projection& p) {
  const std::vector<std::string> names = file.texts("unit"), english = file.texts("unit_en");
  if (names.size() < 3 || names.size() > kMostUnits || english.size() != names.size())
    throw Error("unit: not a list of units, city pool and whole city");
  for (std::size_t i = 0; i < names.size(); ++i)
    p.units.push_back({visible(names[i], "unit"), visible(english[i], "unit_en")});
  const std::vector<std::int32_t> years = file.numbers("year");
  for (std::size_t i = 0; i < years.size(); ++i)
    if (years[i] != p.base_year + static_cast<int>(i)) throw Error("year: not one after the other");
  if (static_cast<int>(years.size()) != p.years()) throw Error("year: not from base_year to last_year");
  p.price_index = file.values("price_index", {years.size()});
}

void read_ledger(const NetcdfReader& file, Projection& p) {
  const auto list = [&](const char* name) { return file.numbers(std::string("ledger/") + name); };
  const auto labels = [&](const char* name) { return file.texts(std::string("ledger/") + name); };
  LedgerTable& ledger = p.ledger;
  ledger.accounts = labels("account"), ledger.clauses = labels("clause"), ledger.lines = labels("line");
  const std::vector<std::int32_t> years = list("entry_year"), units = list("entry_unit"), debits = list("debit"),
                                  credits = list("credit"), clause = list("entry_clause"), line = list("entry_line");
  const std::vector<std::int64_t> amounts = file.long_numbers("ledger/amount");
  for (const std::size_t length :
       {units.size(), debits.size(), credits.size(), clause.size(), line.size(), amounts.size()})
    if (length != years.size()) throw Error("ledger: columns of different lengths");
  const auto within = [](std::int32_t place, const std::vector<std::string>& names) {
    if (place < 0 || static_cast<std::size_t>(place) >= names.size()) throw Error("ledger: an index points nowhere");
    return place;
  };
  ledger.rows.reserve(years.size());
  for (std::size_t i = 0; i < years.size(); ++i) {
    if (units[i] < 0 || units[i] >= p.rows()) throw Error("ledger/entry_unit: an index points nowhere");
    ledger.rows.push_back({.year = years[i],
                           .unit = units[i],
                           .debit = within(debits[i], ledger.accounts),
                           .credit = within(credits[i], ledger.accounts),
                           .amount = Fen{amounts[i]},
                           .clause = within(clause[i], ledger.clauses),
                           .line = within(line[i], ledger.lines)});
  }
}

std::optional<int> maybe(const NetcdfReader& file, const char* name) {
  if (!file.has_attribute(name, "inputs")) return std::nullopt;
  return file.number(name, "inputs");
}

void read_inputs(const NetcdfReader& file, Projection& p) {
  const std::vector<std::string> names = file.texts("inputs/input"), values = file.texts("inputs/value");
  if (names.size() != values.size()) throw Error("inputs: columns of different lengths");
  for (std::size_t i = 0; i < names.size(); ++i) p.inputs.push_back({names[i], values[i]});
  p.asked.case_name = visible(file.text("case", "inputs"), "inputs/case");
  p.asked.from = maybe(file, "from"), p.asked.horizon = maybe(file, "horizon");
  p.asked.top_service = maybe(file, "top_service");
  std::string sets = visible(file.text("sets", "inputs"), "inputs/sets");
  for (std::size_t end = 0; !sets.empty(); sets.erase(0, end == std::string::npos ? end : end + 1)) {
    end = sets.find('\n');
    p.asked.sets.push_back(sets.substr(0, end));
  }
  const std::vector<std::string> paths = file.texts("inputs/file");
  std::vector<std::string> texts = file.texts("inputs/text");
  if (paths.size() != texts.size()) throw Error("inputs: columns of different lengths");
  for (std::size_t i = 0; i < paths.size(); ++i)
    p.texts.push_back({paths[i], std::make_shared<const std::string>(std::move(texts[i]))});
}

/// An amount that stands in the file as a floating number.
Fen whole_fen(double fen) {
  constexpr double kMost = 9e15;  // whole numbers up to here are exact
  if (!(std::abs(fen) <= kMost) || fen != std::trunc(fen)) throw Error("an amount of fen is no whole number");
  return Fen{static_cast<std::int64_t>(fen)};
}

void read_about_the_run(const NetcdfReader& file, Projection& p) {
  const auto one = [&](const char* name) { return file.values(std::string("diagnostics/") + name, {}).front(); };
  for (const Residual& residual : kResiduals) p.diagnostics.*residual.value = one(residual.key);
  p.diagnostics.ledger_residual = whole_fen(one("ledger_residual"));
  p.diagnostics.clipped_heads = one("clipped_heads");
  const auto text = [&](const char* name) { return visible(file.text(name, "provenance"), name); };
  p.provenance = {text("version"), text("git_sha"), text("compiler"), text("instruction_class")};
}

Issues not_a_result(const std::string& shown, const Error& problem) {
  return {issue_in(IssueKind::data, shown, problem.what(),
                   "a result file of this version: ballast run … --out DIR writes DIR/<case>.h5")};
}

}  // namespace

Eigen::ArrayXXd hdf5::read_table(const NetcdfReader& file, const std::string& path, int rows, int columns) {
  if (!file.has(path)) return Eigen::ArrayXXd::Constant(rows, columns, std::numeric_limits<double>::quiet_NaN());
  const std::vector<double> values = file.values(path, {static_cast<hsize_t>(rows), static_cast<hsize_t>(columns)});
  return Eigen::Map<const RowMajor>(values.data(), rows, columns);
}

Projection hdf5::read_projection(const NetcdfReader& file) {
  Projection p;
  read_what_it_is(file, p);
  read_axes(file, p);
  for (const MeasureRow& row : kMeasureCatalogue) {
    const std::string central = central_of(row);  // an ensemble's file keeps the mean under the measure's own name
    p.measures.push_back(read_table(file, file.has(central) ? central : std::string(row.key), p.rows(), p.years()));
  }
  for (const FlowRow& row : kFlowCatalogue)
    p.flows.push_back(read_table(file, "flows/" + std::string(row.key), p.rows(), p.years()));
  read_ledger(file, p);
  read_inputs(file, p);
  read_about_the_run(file, p);
  return p;
}

Expected<Projection> read_result(const std::string& path) try {
  if (const auto whole = hdf5::refuse_broken_seal(path); !whole) return fail(whole.error());
  const hdf5::Trial tried(path, [&] { static_cast<void>(hdf5::read_projection(NetcdfReader::of_file(path))); });
  return hdf5::read_projection(NetcdfReader::of_file(path));
} catch (const Error& problem) {
  return fail(not_a_result(path, problem));
}

}  // namespace ballast
