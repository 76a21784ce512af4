#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/base/nearest.hpp"
#include "scenarios/reader/chinese_keys.hpp"
#include "scenarios/reader/keyboard.hpp"
#include "scenarios/reader/place_reader.hpp"
#include "scenarios/reader/unit_name.hpp"

namespace ballast {
namespace {

const std::vector<std::string> kTables{"population", "members", "retirees", "fund", "finance"};
constexpr double kHeadTolerance = 0.05;  // cells of heads carry three decimals
constexpr double kExact = 1e-6;          // whole persons and whole yuan

/// A span of ages as totals.csv writes it: "0-14", "60+".
std::optional<std::pair<Age, Age>> age_span(std::string_view text) {
  int ages[2] = {0, Demography::kAges - 1};
  int which = 0, digits = 0;
  bool open_ended = false;
  for (const char c : text) {
    if (c >= '0' && c <= '9' && digits < 3 && !open_ended) {
      ages[which] = digits++ == 0 ? c - '0' : ages[which] * 10 + c - '0';
    } else if (c == '-' && which == 0 && digits > 0 && !open_ended) {
      which = 1, digits = 0;
    } else if (c == '+' && which == 0 && digits > 0 && !open_ended) {
      open_ended = true;
    } else {
      return std::nullopt;
    }
  }
  const bool sound = digits > 0 && ages[1] < Demography::kAges && ages[0] <= ages[1];
  return sound && (which == 1 || open_ended) ? std::optional(std::pair{ages[0], ages[1]}) : std::nullopt;
}

/// Ages as people write them, 60岁以上, as totals.csv would; as they stand where that is no span either.
std::string ages_meant(std::string_view group) {
  std::string ages = typed(group).plain;
  for (const auto& [words, sign] : {std::pair{"岁", ""}, {"及以上", "+"}, {"以上", "+"}, {"至", "-"}, {"~", "-"}})
    if (const std::size_t at = ages.find(words); at != std::string::npos)
      ages.replace(at, std::string_view(words).size(), sign);
  return ages;
}

/// What to write for a group that a table does not have.
std::string group_remedy(std::string_view group, int table) {
  std::vector<std::string> names;
  if (table == 0) names = {"all", "male", "female"};
  if (table == 1 || table == 2) names.assign(kCategoryKeys.begin(), kCategoryKeys.end());
  if (table == 3 || table == 4)
    for (const TableColumn& column : place_table(kTables[static_cast<std::size_t>(table)] + ".csv").columns)
      if (column.key != "unit" && column.key != "year") names.emplace_back(column.key);
  const std::string key(is_total(group) ? "all" : key_in_chinese(group));
  if (table < 3 && (key == "all" || std::find(names.begin(), names.end(), key) != names.end())) return key;
  if (const std::string ages = ages_meant(group); table == 0 && age_span(ages)) return ages;
  if (table == 0) return "format the column as text, then 10-14";
  return nearest_name(group, names);
}

std::optional<double> residents(const BaseTables& o, std::string_view group) {
  if (group == "male") return o.population[0].sum();
  if (group == "female") return o.population[1].sum();
  const auto span = group == "all" ? std::pair{0, Demography::kAges - 1} : age_span(group);
  if (!span) return std::nullopt;
  const Eigen::Index first = span->first, size = span->second - span->first + 1;
  return o.population[0].segment(first, size).sum() + o.population[1].segment(first, size).sum();
}

/// Heads of one category, or of all.
std::optional<double> heads(const BaseTables& o, std::string_view group, bool retired) {
  double sum = 0;
  bool known = group == "all";
  for (std::size_t g = 0; g < kCategories; ++g) {
    if (group != "all" && group != kCategoryKeys[g]) continue;
    known = true;
    for (const auto& [age, n] : o.members[g]) sum += retired ? 0 : n;
    for (const auto* cells : {&o.retired[g], &o.ill[g]})
      for (const auto& [age, cell] : *cells) sum += retired ? cell.heads : 0;
  }
  return known ? std::optional(sum) : std::nullopt;
}

std::optional<double> fund(const BaseTables& o, std::string_view group) {
  static constexpr std::pair<std::string_view, double FundYear::*> kColumns[]{
      {"balance", &FundYear::balance},
      {"income", &FundYear::income},
      {"plan_income", &FundYear::plan_income},
      {"other_income", &FundYear::other_income},
      {"plan_other_income", &FundYear::plan_other_income},
      {"expenditure", &FundYear::expenditure},
      {"budget_expenditure", &FundYear::budget_expenditure},
      {"levy", &FundYear::levy},
      {"treasury_on_time", &FundYear::treasury_on_time},
      {"interest", &FundYear::interest}};
  for (const auto& [key, column] : kColumns)
    if (key == group) return o.fund.*column;
  return std::nullopt;
}

/// A sum to a millionth, without an exponent: two that do not agree never look alike.
std::string in_full(double sum) {
  std::string text = fmt::format("{:.6f}", sum);
  text.erase(text.find_last_not_of('0') + 1);
  return text.ends_with('.') ? text.substr(0, text.size() - 1) : text;
}

/// What a unit's tables come to; nothing when there is no such group.
std::optional<double> comes_to(const BaseTables& o, int table, std::string_view group) {
  if (table == 0) return residents(o, group);
  if (table == 1 || table == 2) return heads(o, group, table == 2);
  if (table == 3) return fund(o, group);
  if (group == "general_revenue") return o.general_revenue;
  return group == "general_expenditure" ? std::optional(o.general_expenditure) : std::nullopt;
}

}  // namespace

void check_totals(PlaceReader& reader) {
  const Scenario& base = reader.place.base;
  std::vector<bool> sound;
  for (const std::string& table : kTables) sound.push_back(reader.sound({"units.csv", table + ".csv"}));
  reader.each_row("totals.csv", [&](const CsvTable& table, int row) {
    const int which = table.choice(row, "table", kTables, reader.issues);
    const bool all = table.text(row, "unit").empty();
    const int unit = all ? 0 : reader.unit(table, row);
    const double wanted = table.number(row, "total", {0, 1e15, "persons or yuan"}, reader.issues);
    if (which < 0 || unit < 0) return;
    const std::string_view group = table.text(row, "group");
    double sum = 0;
    for (std::size_t c = 0; c < base.openings.size(); ++c) {
      if (!all && static_cast<int>(c) != unit) continue;
      const auto part = comes_to(base.openings[c], which, group);
      if (!part) {
        reader.issues.push_back(table.issue(row, "group", fmt::format("unknown group \"{}\"", group),
                                            std::string(place_table("totals.csv").columns[2].en),
                                            group_remedy(group, which)));
        return;
      }
      sum += *part;
    }
    if (!sound[static_cast<std::size_t>(which)]) return;
    const double tolerance = which == 1 || which == 2 ? kHeadTolerance : kExact;
    if (std::abs(sum - wanted) <= tolerance) return;
    reader.issues.push_back(
        table.issue(row, "total",
                    fmt::format("{}.csv adds to {} ({}, {})", kTables[static_cast<std::size_t>(which)], in_full(sum),
                                all ? std::string_view("all units") : table.text(row, "unit"), group),
                    fmt::format("{}, as this total says", in_full(wanted))));
  });
}

}  // namespace ballast
