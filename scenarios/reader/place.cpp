#include "scenarios/reader/place.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "models/base/levels.hpp"
#include "scenarios/reader/alike.hpp"
#include "scenarios/reader/fields.hpp"
#include "scenarios/reader/law.hpp"
#include "scenarios/reader/observed.hpp"
#include "scenarios/reader/place_reader.hpp"
#include "scenarios/reader/text_file.hpp"
#include "scenarios/reader/unit_name.hpp"

namespace ballast {
namespace {

/// A cell of 0 or 1; nothing, with an issue, when it is neither.
std::optional<bool> flag_of(const CsvTable& table, int row, std::string_view column, Issues& issues) {
  const std::size_t before = issues.size();
  const bool flag = table.whole(row, column, {0, 1, "0 or 1"}, issues) == 1;
  return issues.size() == before ? std::optional(flag) : std::nullopt;
}

void read_unit(PlaceReader& reader, const CsvTable& table, int row) {
  const std::string name(table.text(row, "unit"));
  const Scenario& base = reader.place.base;
  const bool of_all = name == base.pool_name.zh || name == base.consolidated.zh;
  if (!is_unit_name(name))
    reader.issues.push_back(table.issue(row, "unit", "a unit without a usable name", what_is_a_unit_name()));
  else if (of_all)
    reader.issues.push_back(table.issue(row, "unit", "a unit without a usable name",
                                        "another name: place.toml gives this one to the pool or to all units"));
  else if (is_taken(name))
    reader.issues.push_back(table.issue(row, "unit", "a unit without a usable name", what_is_taken()));
  if (is_formula(table.text(row, "name_en")))
    reader.issues.push_back(table.issue(row, "name_en", "a name that is a formula of a spreadsheet",
                                        "a name that does not begin with =, +, - or @"));
  const auto residents = flag_of(table, row, "has_residents", reader.issues);
  if (!residents) reader.doubtful_units.push_back(name);
  const bool inside = flag_of(table, row, "in_local_pool", reader.issues).value_or(true);
  (inside ? reader.place.unit_names : reader.outside_units).push_back(name);
  if (!inside && residents.value_or(false))
    reader.remark("units.csv", fmt::format("{} is outside the city's pool: its residents are in no projection", name));
  if (inside)
    reader.place.base.units.push_back({name, std::string(table.text(row, "name_en")), residents.value_or(false)});
}

/// Each unit's own treasury pays (44-2.8): another one named here would be passed over. One treasury at most is the
/// city's.
void check_treasuries(const CsvTable& table, const std::vector<std::string>& names, Issues& issues) {
  bool city = false;
  for (int row = 0; row < table.rows(); ++row) {
    const std::string& name = names[static_cast<std::size_t>(row)];
    const int treasury = table.choice(row, "treasury", names, issues);
    if (treasury >= 0 && names[static_cast<std::size_t>(treasury)] != name)
      issues.push_back(
          table.issue(row, "treasury", "another unit's treasury", fmt::format("{}: each pays for itself", name)));
    if (is_city_unit(name) && std::exchange(city, true))
      issues.push_back(table.issue(row, "unit", "a second unit whose treasury is the city's",
                                   fmt::format("one name that ends in {}", kCityUnitName)));
  }
}

/// In English tables a unit goes by its English name alone: what has none, or that of another, cannot be told apart.
void check_english_names(PlaceReader& reader, const CsvTable& table) {
  const Scenario& base = reader.place.base;
  std::map<std::string, std::string> of{{base.consolidated.en, base.consolidated.zh}};
  if (!base.pool_name.zh.empty()) of.emplace(base.pool_name.en, base.pool_name.zh);
  for (int row = 0; row < table.rows(); ++row) {
    const std::string name(table.text(row, "name_en")), unit(table.text(row, "unit"));
    if (name.empty())
      reader.issues.push_back(table.issue(row, "name_en", "a unit without an English name", what_is_a_unit_name()));
    else if (const auto [other, first] = of.try_emplace(name, unit); !first && other->second != unit)
      reader.issues.push_back(table.issue(row, "name_en",
                                          fmt::format("{} is called \"{}\" already", other->second, escaped(name)),
                                          "a name of its own, such as Fan County"));
  }
}

void read_units(PlaceReader& reader) {
  const auto table = reader.open(place_table("units.csv"));
  if (!table) return;
  std::vector<std::string> names;
  for (int row = 0; row < table->rows(); ++row) {
    names.emplace_back(table->text(row, "unit"));
    read_unit(reader, *table, row);
  }
  if (!table->complete()) return reader.forget_units();
  check_treasuries(*table, names, reader.issues);
  check_english_names(reader, *table);
  if (table->rows() > 0 && reader.place.unit_names.empty())
    reader.complain("units.csv", "no unit is in the city's pool", "in_local_pool = 1 of one unit or more");
}

/// A number in the knob's bounds, or one of its choices by name.
std::variant<double, std::string> value_of(const CsvTable& table, int row, const KnobRow& knob, Issues& issues) {
  const Range bounds{knob.min, knob.max, knob.unit};
  if (!knob.steps()) return table.number(row, "value", bounds, issues);
  if (knob.kind != KnobKind::choice) return static_cast<double>(table.whole(row, "value", bounds, issues));
  const std::vector<std::string> names(knob.choices.begin(), knob.choices.end());
  const int found = table.choice(row, "value", names, issues);
  return names[static_cast<std::size_t>(std::max(found, 0))];
}

void read_parameters(PlaceReader& reader) {
  auto& values = reader.place.values;
  std::vector<std::string> keys;
  for (const KnobRow& knob : knob_catalogue()) keys.emplace_back(knob.key);
  reader.each_row("parameters.csv", [&](const CsvTable& table, int row) {
    const int found = table.choice(row, "key", keys, reader.issues);
    const auto from = parse_month_or_year(table.text(row, "from"));
    if (!from)
      reader.issues.push_back(table.issue(row, "from",
                                          fmt::format("from = \"{}\" is not a month", table.text(row, "from")),
                                          "YYYY-MM", "format the column as text, then 2016-01"));
    const bool all = table.text(row, "unit").empty();
    const int unit = all ? 0 : reader.unit(table, row);
    if (found < 0 || unit < 0 || !from) return;
    const KnobRow& knob = ballast::row(static_cast<Knob>(found));
    if (knob.city_wide && !all)
      reader.issues.push_back(
          table.issue(row, "unit", fmt::format("{} holds one value for the whole city", knob.key), "an empty unit"));
    const auto value = value_of(table, row, knob, reader.issues);
    const Status known = reader.status(table, row);
    auto& by_unit = values.try_emplace(knob.id, reader.place.unit_names.size()).first->second;
    for (int c = all ? 0 : unit; c <= (all ? static_cast<int>(by_unit.size()) - 1 : unit); ++c) {
      Timeline& timeline = by_unit[static_cast<std::size_t>(c)];
      if (!timeline.empty() && *from <= timeline.back().from)
        reader.issues.push_back(table.issue(row, "from", "months of a knob and unit do not rise", "in order of time"));
      const std::string ids = fmt::format("{}: {}", table.shown(), table.text(row, "source"));
      timeline.push_back({*from, value, known, ids, ids});
    }
  });
}

/// The starting point before the first projected year. A year without one is left for the request to answer for, so
/// that all that is wrong with it is told at once.
void choose_opening(PlaceReader& reader, Year first_year) {
  const std::vector<Year>& known = reader.place.base_years;
  if (std::find(known.begin(), known.end(), first_year - 1) != known.end()) {
    reader.place.base.base_year = first_year - 1;
    return;
  }
  std::string firsts, ends;
  for (const Year year : known) {
    firsts += fmt::format("{}--from {}", firsts.empty() ? "" : ", ", year + 1);
    ends += fmt::format("{}{}", ends.empty() ? "" : ", ", year);
  }
  reader.place.wrong_opening.push_back(
      issue_in(IssueKind::data, "--from",
               fmt::format("{} has no position at the end of {}; it opens at 31 December {}",
                           reader.place.base.place_key, first_year - 1, ends),
               firsts));
}

/// No run needs published years, but its record keeps them, so they must be whole. What both readers find is said once.
void read_published(PlaceReader& reader) {
  const std::string_view file = "observed.csv";
  if (!reader.has(file) || !reader.open(place_table(file)) || !reader.knows_units()) return;
  const auto observed = read_observed(reader.path(file), reader.shown(file), reader.place.unit_names);
  if (observed) return;
  for (const Issue& issue : observed.error()) {
    const bool said = std::any_of(reader.issues.begin(), reader.issues.end(), [&](const Issue& one) {
      return one.file == issue.file && one.line == issue.line && one.column == issue.column;
    });
    if (!said) reader.issues.push_back(issue);
  }
}

void read_tables(PlaceReader& reader) {
  reader.place.base.openings.resize(reader.place.base.units.size());
  read_demography(reader);
  if (!reader.place.base.has_scheme) {
    if (reader.has("parameters.csv")) read_parameters(reader);
    return;
  }
  read_parameters(reader);
  read_catchment(reader);
  read_scheme(reader);
  read_money(reader);
  check_kappa(reader);
  read_published(reader);
  check_agreement(reader);
}

/// A result is run again from a folder of this name.
bool names_a_folder(std::string_view key) {
  constexpr std::size_t kLongest = 100;  // bytes
  return !key.empty() && key.size() <= kLongest && std::all_of(key.begin(), key.end(), [](char c) {
    const bool chinese = (static_cast<unsigned char>(c) & 0x80U) != 0;
    return chinese || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_';
  });
}

std::string place_key(Fields& fields, const std::string& shown, Issues& issues) {
  const std::string key = fields.text("key");
  const Node* node = fields.node("key");
  if (node && node->kind == Node::Kind::text && !names_a_folder(key))
    issues.push_back(issue_at(*node, shown, fmt::format("key = \"{}\" is no name of a place", key),
                              "letters, digits, - and _, such as mycity"));
  return key;
}

/// The starting points and the last published year. Without the first starting point nothing is held to a year.
void read_years(Fields& fields, PlaceReader& reader) {
  constexpr Year kFirst = 1990, kLast = 2100;
  constexpr int kPublishedAfter = 20;  // years after the last starting point; what is later is a slip of the pen
  Scenario& base = reader.place.base;
  std::vector<Year>& base_years = reader.place.base_years;
  const std::size_t before = reader.issues.size();
  const auto stands = [&](const char* key) {
    const Node& node = fields.place(key);
    return Written{fields.shown(), node.line, node.column};
  };
  reader.first_opening = stands("base_year"), reader.later_openings = stands("later_base_years");
  const Year first = fields.whole("base_year", kFirst, kLast);
  const bool known = reader.issues.size() == before;
  std::vector<double> later;
  if (fields.node("later_base_years")) later = fields.numbers("later_base_years", known ? first + 1 : kFirst, kLast);
  std::sort(later.begin(), later.end());
  if (std::any_of(later.begin(), later.end(), [](double year) { return year != std::floor(year); }))
    reader.issues.push_back(issue_at(*fields.node("later_base_years"), fields.shown(),
                                     "\"later_base_years\" is not a list of whole numbers", "whole years"));
  if (std::adjacent_find(later.begin(), later.end()) != later.end())
    reader.issues.push_back(issue_at(*fields.node("later_base_years"), fields.shown(),
                                     "\"later_base_years\" names a year twice", "each year once"));
  const bool older = fields.node("subsidy_base_year") != nullptr;
  const Year of_subsidies = older ? fields.whole("subsidy_base_year", kFirst, known ? first : kLast) : first;
  if (known) {
    base.base_year = reader.place.first_base_year = first;
    base.subsidy_base_year = of_subsidies;
    base_years = {first};
    for (const double year : later) base_years.push_back(static_cast<Year>(year));
  }
  const Year last = known ? *std::max_element(base_years.begin(), base_years.end()) : kLast;
  base.published_through =
      fields.whole("published_through", known ? first : kFirst, std::min(kLast, last + kPublishedAfter));
}

/// A name that stands among the units' in tables: it keeps to the rules of theirs.
std::string level_name(Fields& fields, const std::string& key, bool required) {
  const std::string name = fields.text(key, required);
  const Node* node = fields.node(key);
  if (node && node->kind == Node::Kind::text && !is_unit_name(name) && (required || !name.empty()))
    fields.issues().push_back(
        issue_at(*node, fields.shown(), fmt::format("{} is no usable name", key), what_is_a_unit_name()));
  return name;
}

/// What the place is called, its pool, and all its units together.
void read_names(Fields& fields, Scenario& base) {
  constexpr const char *kPoolInEnglish = "City pool", *kAllInEnglish = "Whole city";
  base.place = {level_name(fields, "zh", true), level_name(fields, "en", true)};
  base.pool_name = {level_name(fields, "pool_zh", base.has_scheme), kPoolInEnglish};
  base.consolidated = {level_name(fields, "consolidated_zh", true), level_name(fields, "consolidated_en", false)};
  if (base.consolidated.en.empty()) base.consolidated.en = kAllInEnglish;
  const auto same = [&](const char* key, const std::string& one, const std::string& other) {
    if (one == other && !one.empty())
      fields.issues().push_back(issue_at(fields.place(key), fields.shown(),
                                         fmt::format("{} is what the pool is called", key), "a name of its own"));
  };
  same("consolidated_zh", base.consolidated.zh, base.pool_name.zh);
  same("consolidated_en", base.consolidated.en, base.pool_name.en);
}

}  // namespace

void read_place_file(PlaceReader& reader) {
  const std::string shown = reader.shown("place.toml");
  auto parsed = parse_toml_file(reader.path("place.toml"), shown, reader.place.base.files);
  if (!parsed) {
    reader.issues.insert(reader.issues.end(), parsed.error().begin(), parsed.error().end());
    return;
  }
  Scenario& base = reader.place.base;
  Fields fields(*parsed, shown, reader.issues);
  base.place_key = place_key(fields, shown, reader.issues);
  read_years(fields, reader);
  base.illustrative = fields.node("illustrative") && fields.flag("illustrative");
  if (fields.node("scheme")) base.has_scheme = fields.flag("scheme");
  read_names(fields, base);
  base.notice = {fields.text("notice_zh"), fields.text("notice_en")};
  const bool noted = fields.node("note_zh") || fields.node("note_en");
  base.note = {fields.text("note_zh", noted), fields.text("note_en", noted)};
  fields.finish();
}

Issue file_for_a_folder(const std::string& shown) {
  return issue_in(IssueKind::not_found, escaped(shown), "is a file, not a folder", kFolderOfAPlace,
                  "name the folder that it lies in");
}

Issue folder_not_read(const std::string& shown) {
  return issue_in(IssueKind::not_found, escaped(shown), "the folder cannot be read", kFolderOfAPlace,
                  "check its permissions");
}

Expected<Place> read_place(const std::string& directory, const std::string& shown_directory,
                           std::optional<Year> first_year) {
  PlaceReader reader(directory, shown_directory);
  if (auto nothing = reader.nothing_there()) return fail(std::move(*nothing));
  reader.place.shown = shown_directory;
  read_place_file(reader);
  if (first_year && reader.opens()) choose_opening(reader, *first_year);
  if (auto missing = reader.no_folder_of_opening()) return fail(std::move(*missing));
  reader.open(place_table("sources.csv"));
  read_units(reader);
  read_tables(reader);
  if (reader.has("totals.csv") && reader.opens()) check_totals(reader);
  reader.tell_sums();
  reader.tell_workbook();
  if (!reader.issues.empty()) return fail(told_once(std::move(reader.issues)));
  reader.remark_rows_passed_over();
  reader.place.base.illustrative = reader.place.base.illustrative || !reader.place.all_measured;
  return std::move(reader.place);
}

}  // namespace ballast
