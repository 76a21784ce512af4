#include "models/budget/life_cycle.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace ballast {
namespace {

struct OfficeNames {
  Office office;
  std::string_view exact;                   ///< the key scripts use
  std::array<std::string_view, 4> endings;  ///< what a Chinese name ends with
};

constexpr std::array kOffices{
    OfficeNames{Office::agency, "agency", {"经办机构", "社保中心", "社会保险中心", "社会保险事业管理局"}},
    OfficeNames{
        Office::human_resources, "human_resources", {"人社", "人社局", "人力资源和社会保障局", "人力资源社会保障局"}},
    OfficeNames{Office::finance, "finance", {"财政", "财政局", "财政部门", "市财政"}},
    OfficeNames{Office::government, "government", {"市政府", "市人民政府", "人民政府", "市级政府"}}};

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// A draft begins anew: what was told and reviewed before was another text.
std::span<const BudgetStep> since_last_draft(std::span<const BudgetStep> steps) {
  std::size_t from = steps.size();
  while (from > 0 && steps[from - 1].act != BudgetAct::draft) --from;
  return steps.subspan(from);
}

void take(BudgetProgress& p, const BudgetStep& step) {
  if (step.act == BudgetAct::notify)
    for (const std::string& unit : step.units) std::erase(p.to_notify, unit);
  if (step.act == BudgetAct::review) {
    const auto office = find_office(step.office);
    p.reviewed_by_human_resources |= office == Office::human_resources;
    p.reviewed_by_finance |= office == Office::finance;
  }
  if (p.to_notify.empty()) p.state = std::max(p.state, BudgetState::notified);
  if (p.reviewed_by_human_resources && p.reviewed_by_finance) p.state = std::max(p.state, BudgetState::reviewed);
  if (step.act == BudgetAct::approve) p.state = BudgetState::approved;
}

std::vector<std::string> all_of(std::span<const std::string> units) { return {units.begin(), units.end()}; }

/// Whose review an approval waits for.
std::string_view reviewers(const std::vector<Office>& offices) {
  if (offices.size() > 1) return "the human resources and finance bureaus";
  return offices.front() == Office::finance ? "the finance bureau" : "the human resources bureau";
}

std::optional<Refusal> wrong_day(const BudgetProgress& p, const BudgetStep& next) {
  if (!next.on && next.act != BudgetAct::draft) return Refusal{"has no date", "--on 2025-11-20"};
  if (next.on && p.last && *next.on < *p.last)
    return Refusal{"is dated before the last record, " + date_text(*p.last), "--on " + date_text(*p.last)};
  return std::nullopt;
}

/// 清丰财政局 is 清丰县's, 濮阳市财政局 not 濮阳县's, 长垣市财政局 is 长垣市's. A name of one character keeps its 县 or
/// 区: 滑县, 市区.
bool is_office_of(std::string_view office, std::string_view unit) {
  constexpr std::string_view kCity = "市";
  constexpr std::size_t kOneCharacter = kCity.size();
  if (unit.ends_with(kCity)) return unit != kCity && contains(office, unit);
  if (!unit.ends_with("县") && !unit.ends_with("区")) return false;
  const std::string_view own = unit.substr(0, unit.size() - kOneCharacter);
  if (own.size() <= kOneCharacter) return false;
  for (std::size_t at = office.find(own); at != std::string_view::npos; at = office.find(own, at + 1))
    if (!office.substr(at + own.size()).starts_with(kCity)) return true;
  return false;
}

std::optional<Refusal> office_of_a_unit(const BudgetStep& next, std::span<const std::string> units) {
  for (const std::string& unit : units)
    if (is_office_of(next.office, unit))
      return Refusal{"by '" + next.office + "': an office of {}, not of the city", "--by finance", {unit}};
  return std::nullopt;
}

std::optional<Refusal> wrong_units(const BudgetStep& next, std::span<const std::string> units) {
  if (next.act != BudgetAct::notify) return std::nullopt;
  for (const std::string& unit : next.units)
    if (std::find(units.begin(), units.end(), unit) == units.end())
      return Refusal{unit + " is no unit of this budget", "{}", all_of(units)};
  if (next.units.empty()) return Refusal{"names no unit", "{}", all_of(units)};
  return std::nullopt;
}

std::optional<Refusal> too_early(const BudgetProgress& p, const BudgetStep& next) {
  if (next.act == BudgetAct::review && p.state < BudgetState::notified)
    return Refusal{"comes before every unit is notified: {}", "ballast budget notify", p.to_notify};
  if (next.act == BudgetAct::approve && p.state < BudgetState::reviewed)
    return Refusal{"comes before the review by " + std::string(reviewers(p.reviews_to_come())),
                   "ballast budget review"};
  return std::nullopt;
}

}  // namespace

std::vector<Office> BudgetProgress::reviews_to_come() const {
  std::vector<Office> offices;
  if (!reviewed_by_human_resources) offices.push_back(Office::human_resources);
  if (!reviewed_by_finance) offices.push_back(Office::finance);
  return offices;
}

Refusal with_units(Refusal refusal, std::string_view listed) {
  constexpr std::string_view kBlank = "{}";
  if (refusal.units.empty()) return refusal;
  for (std::string* text : {&refusal.remedy, &refusal.what})
    if (const std::size_t at = text->rfind(kBlank); at != std::string::npos)
      return text->replace(at, kBlank.size(), listed), refusal;
  return refusal;
}

std::optional<BudgetAct> find_act(std::string_view name) {
  for (const BudgetAct act : {BudgetAct::draft, BudgetAct::notify, BudgetAct::review, BudgetAct::approve})
    if (key(act) == name) return act;
  return std::nullopt;
}

std::string_view clause(BudgetAct act) {
  if (act == BudgetAct::draft) return "44-2.1";
  return act == BudgetAct::notify ? "44-2.3" : "44-2.4";
}

std::optional<Office> find_office(std::string_view name) {
  if (contains(name, "县") || contains(name, "区") || contains(name, "省")) return std::nullopt;
  for (const OfficeNames& names : kOffices) {
    const bool known = std::any_of(names.endings.begin(), names.endings.end(),
                                   [name](std::string_view ending) { return name.ends_with(ending); });
    if (name == names.exact || known) return names.office;
  }
  return std::nullopt;
}

bool operator==(const BudgetStep& a, const BudgetStep& b) {
  const auto office = find_office(a.office);
  const bool one_office = office ? office == find_office(b.office) : a.office == b.office;
  return one_office && std::tie(a.act, a.on, a.units, a.year) == std::tie(b.act, b.on, b.units, b.year);
}

BudgetProgress progress(std::span<const BudgetStep> steps, std::span<const std::string> units) {
  BudgetProgress p;
  for (const BudgetStep& step : steps)
    if (step.on) p.last = p.last ? std::max(*p.last, *step.on) : *step.on;
  if (steps.empty()) return p;
  p.state = BudgetState::draft;
  p.to_notify.assign(units.begin(), units.end());
  for (const BudgetStep& step : since_last_draft(steps)) take(p, step);
  return p;
}

std::optional<Refusal> wrong_office(const BudgetStep& next) {
  const auto office = find_office(next.office);
  if (next.act == BudgetAct::approve && office != Office::government)
    return Refusal{"is for the city government", "--by government"};
  if (next.act == BudgetAct::review && office != Office::human_resources && office != Office::finance)
    return Refusal{"is for the human resources and finance bureaus", "--by human_resources"};
  if (next.act == BudgetAct::draft && office != Office::agency) return Refusal{"is for the city agency", "--by agency"};
  if (!office)
    return Refusal{"by '" + next.office + "': no office of the city that takes part in the budget",
                   "agency | human_resources | finance | government"};
  return std::nullopt;
}

std::optional<Refusal> after_the_year(const BudgetStep& next, Year year) {
  const Date last = last_day(year, 12);
  if (!next.on || *next.on <= last) return std::nullopt;
  return Refusal{"is dated after the year of the budget, " + std::to_string(year), "--on " + date_text(last)};
}

std::optional<Refusal> refusal(std::span<const BudgetStep> steps, std::span<const std::string> units,
                               const BudgetStep& next) {
  const BudgetProgress p = progress(steps, units);
  if (p.state == BudgetState::approved) return Refusal{"comes after the approval: an approved budget is frozen", ""};
  if (p.state == BudgetState::none && next.act != BudgetAct::draft)
    return Refusal{"comes before there is a draft", "ballast budget draft"};
  if (auto no = wrong_office(next)) return no;
  if (auto no = office_of_a_unit(next, units)) return no;
  if (auto no = wrong_day(p, next)) return no;
  if (auto no = wrong_units(next, units)) return no;
  return too_early(p, next);
}

}  // namespace ballast
