#include "output/budget/records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "output/hash/sha256.hpp"
#include "output/json/json.hpp"

namespace ballast {

namespace {

constexpr std::string_view kSchema = "ballast.budget-record/1", kSeal = R"(,"sha256":")", kEnd = "\"}";
constexpr std::size_t kDigits = 64;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// A line is sealed when it ends with the hash of everything before its seal.
bool sealed(std::string_view line) {
  const std::size_t tail = kSeal.size() + kDigits + kEnd.size();
  if (line.size() < tail) return false;
  const std::string_view body = line.substr(0, line.size() - tail), seal = line.substr(body.size());
  return seal.starts_with(kSeal) && seal.ends_with(kEnd) && seal.substr(kSeal.size(), kDigits) == sha256(body);
}

std::string text_of(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::optional<BudgetRecord> parse(std::string_view line, int number) {
  const Json json = Json::parse(line, nullptr, false);
  if (!json.is_object() || text_of(json, "schema") != kSchema) return std::nullopt;
  const auto act = find_act(text_of(json, "act"));
  if (!act || !json.contains("number") || json["number"] != number) return std::nullopt;
  BudgetRecord record;
  record.step = {.act = *act, .office = text_of(json, "office"), .on = parse_date(text_of(json, "on")), .units = {}};
  if (const auto units = json.find("units"); units != json.end() && units->is_array())
    for (const Json& unit : *units)
      if (unit.is_string()) record.step.units.push_back(unit.get<std::string>());
  if (const auto year = json.find("year"); year != json.end() && year->is_number_integer())
    record.step.year = year->get<Year>();
  record.budget_sha256 = text_of(json, "budget_sha256");
  record.previous_sha256 = text_of(json, "previous_sha256");
  record.sha256 = text_of(json, "sha256");
  return record;
}

/// Every unit that some notification names.
std::vector<std::string> units_named(std::string_view text) {
  std::vector<std::string> units;
  for (const std::string_view line : lines_of(text)) {
    const Json json = Json::parse(line, nullptr, false);
    if (!json.is_object() || !json.contains("units") || !json["units"].is_array()) continue;
    for (const Json& unit : json["units"])
      if (unit.is_string() && std::find(units.begin(), units.end(), unit) == units.end()) units.push_back(unit);
  }
  return units;
}

/// Reads line by line; the first broken link ends the reading, because nothing after it can be trusted.
class Chain {
 public:
  explicit Chain(std::vector<std::string> units) : units_(std::move(units)) {}

  bool take(std::string_view line) {
    const int number = static_cast<int>(records_.all.size()) + 1;
    auto record = parse(line, number);
    if (!record) return broken(number, "is not record {}");
    if (!sealed(line)) return broken(number, "record {} was changed after it was written");
    if (record->previous_sha256 != records_.head())
      return broken(number, "record {} does not follow from the record before it");
    if (const auto no = refusal(records_.steps(), units_, record->step)) {
      broken(number, "record {} is against the order of steps: {} {}", key(record->step.act), no->what);
      records_.broken.back().units = no->units;
      return false;
    }
    const bool same = records_.all.empty() || record->budget_sha256 == records_.all.back().budget_sha256;
    if (!same && record->step.act != BudgetAct::draft)
      return broken(number, "record {} speaks of another budget than the one before");
    records_.all.push_back(std::move(*record));
    return true;
  }
  BudgetRecords taken() { return std::move(records_); }

 private:
  template <class... More>
  bool broken(int number, fmt::format_string<int, More...> what, More... more) {
    records_.broken.push_back({number, fmt::format(what, std::move(number), std::move(more)...)});
    return false;
  }

  std::vector<std::string> units_;
  BudgetRecords records_;
};

}  // namespace

std::vector<BudgetStep> BudgetRecords::steps() const {
  std::vector<BudgetStep> steps;
  for (const BudgetRecord& record : all) steps.push_back(record.step);
  return steps;
}

BudgetRecords read_records(std::string_view text, const std::vector<std::string>& units) {
  Chain chain(units.empty() ? units_named(text) : units);
  for (const std::string_view line : lines_of(text))
    if (!chain.take(line)) break;
  return chain.taken();
}

void check_budget_bytes(BudgetRecords& records, std::string_view budget) {
  if (records.all.empty() || !records.broken.empty()) return;
  if (records.all.back().budget_sha256 == sha256(budget)) return;
  const std::size_t last = records.all.size();
  records.broken.push_back({0, fmt::format("the budget file was changed after record {}", last)});
}

std::string record_line(const BudgetRecords& before, const BudgetStep& step, const std::string& budget_sha256) {
  Json json;
  json["schema"] = kSchema;
  json["number"] = before.all.size() + 1;
  json["act"] = key(step.act);
  json["clause"] = clause(step.act);
  json["office"] = step.office;
  json["on"] = step.on ? Json(date_text(*step.on)) : Json(nullptr);
  if (step.year) json["year"] = *step.year;
  if (!step.units.empty()) json["units"] = step.units;
  json["budget_sha256"] = budget_sha256;
  json["previous_sha256"] = before.all.empty() ? Json(nullptr) : Json(before.head());
  std::string line = json.dump();
  line.pop_back();  // the seal closes the object
  return fmt::format("{}{}{}{}\n", line, kSeal, sha256(line), kEnd);
}

std::string records_path(const std::string& budget_path) { return budget_path + ".records"; }

}  // namespace ballast
