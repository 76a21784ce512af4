#include "scenarios/reader/case_notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "scenarios/knobs.hpp"

namespace ballast {
namespace {

/// Whether values of the knob begin in those years.
bool changes_within(const KnobSources& below, Knob knob, Year first, Year last) {
  const auto within = [&](const Timeline& timeline) {
    return std::any_of(timeline.begin(), timeline.end(), [&](const Dated& entry) {
      return entry.from >= year_month(first, 1) && entry.from <= year_month(last, 12);
    });
  };
  const auto place = below.place.values.find(knob);
  if (place != below.place.values.end() && std::any_of(place->second.begin(), place->second.end(), within)) return true;
  const auto law = below.law.values.find(knob);
  return law != below.law.values.end() && within(law->second);
}

}  // namespace

Label joined(const Label& of_case, const Label& of_place) {
  const auto both = [](const std::string& a, const std::string& b, const char* between) {
    return a.empty() || b.empty() ? a + b : a + between + b;
  };
  return {both(of_case.zh, of_place.zh, "；"), both(of_case.en, of_place.en, "; ")};
}

Label begun_before(const std::vector<Change>& changes, const Scenario& s) {
  Year first = s.first_year;
  for (const Change& change : changes) {
    const auto end = end_of(change);
    const bool over = end && *end <= year_month(s.first_year, 1);
    if (change.from && !over && change.knob != Knob::gap_share) first = std::min(first, change.from->year());
  }
  if (first == s.first_year) return {};
  return {
      fmt::format("{}年起的变更从{}年起计算：期初底表各方案相同，此前的影响不在内", first, s.first_year),
      fmt::format("changes from {} on count from {}: the run opens with the tables of every case, and what would have "
                  "moved by then is not in them",
                  first, s.first_year)};
}

Label newer_opening(const std::vector<Year>& base_years, Year base_year, Year last_year) {
  Year newest = base_year;
  for (const Year year : base_years)
    if (year < last_year) newest = std::max(newest, year);
  if (newest == base_year) return {};
  return {fmt::format("本地区另有{0}年末的底表：研究{1}年及以后请从{1}年起推算（--from {1}），结果可能相差很大", newest,
                      newest + 1),
          fmt::format("the place has newer tables, of 31 December {0}: about {1} and later ask from {1} (--from {1}), "
                      "results may differ much",
                      newest, newest + 1)};
}

Label borrowed_note(std::size_t count) {
  if (count == 0) return {};
  return {fmt::format("{}项参数本地区没有给出，取自其他地区的规定（ballast data check 逐项列出）", count),
          fmt::format("{} parameters are those of other places' rules, for want of the place's own (ballast data check "
                      "lists them)",
                      count)};
}

Label not_begun(const std::vector<Change>& of_case, Year last) {
  Year first = std::numeric_limits<Year>::max();
  for (const Change& change : of_case)
    if (change.from && change.from->year() > last) first = std::min(first, change.from->year());
  if (first == std::numeric_limits<Year>::max()) return {};
  return {fmt::format("{}年起的变更在末年{}年之后，不在推算之内", first, last),
          fmt::format("changes from {} on begin after the last year, {}: they are not in the run", first, last)};
}

Label by_january(const std::vector<Change>& changes) {
  const auto within = [](const Change& c) {
    if (!c.from || c.from->month() == 1 || !row(c.knob).of_january()) return false;
    const auto end = end_of(c);
    return !end || *end > year_month(c.from->year() + 1, 1);
  };
  const auto first = std::find_if(changes.begin(), changes.end(), within);
  if (first == changes.end()) return {};
  const std::string_view key = row(first->knob).key;
  const Year from = first->from->year() + 1;
  return {fmt::format("{} 每年取1月的值，{}年{}月起的变更自{}年起生效", key, from - 1, first->from->month(), from),
          fmt::format("{} counts by its value of January: what changes in {}-{:02} acts from {}", key, from - 1,
                      first->from->month(), from)};
}

Label over_published(const KnobSources& sources, const Scenario& s) {
  const Year last = std::min(s.published_through, s.last_year);
  std::vector<std::string_view> keys;
  for (const Change& change : sources.changes) {
    const std::string_view key = row(change.knob).key;
    const bool asked = !change.file.empty() && !change.from && !row(change.knob).of_opening;
    if (!asked || std::find(keys.begin(), keys.end(), key) != keys.end()) continue;
    if (changes_within(sources, change.knob, s.first_year, last)) keys.push_back(key);
  }
  if (keys.empty()) return {};
  const std::string years =
      last > s.first_year ? fmt::format("{}-{}", s.first_year, last) : std::to_string(s.first_year);
  return {fmt::format("{} 的变更没有起始年份，也取代了{}年的已公布数值；只改以后年份的，请写 from = {}（--set 写 @{}）",
                      fmt::join(keys, "、"), last > s.first_year ? fmt::format("{}—{}", s.first_year, last) : years,
                      last + 1, last + 1),
          fmt::format("changes of {} name no first year, and replace the published values of {} too: from = {} "
                      "(@{} of --set) keeps these",
                      fmt::join(keys, ", "), years, last + 1, last + 1)};
}

Label ramp_cut_short(const std::vector<Change>& changes, const Scenario& s) {
  const auto lasts = [&](const Change& c) { return *end_of(c) - c.from.value_or(year_month(s.first_year, 1)); };
  const auto cut = std::find_if(changes.begin(), changes.end(), [&](const Change& c) {
    return c.to && c.ramp_years > 0 && lasts(c) < 12 * c.ramp_years;
  });
  if (cut == changes.end()) return {};
  const std::string_view key = row(cut->knob).key;
  const int whole = 12 * cut->ramp_years, reached = 100 * lasts(*cut) / whole;
  return {
      fmt::format("{} 的变更分{}个月逐步到位，但第{}个月（to）即告结束，只到位{}%", key, whole, lasts(*cut), reached),
      fmt::format("the change of {} grows over {} months and ends after {} (to): it reaches {} % of its size", key,
                  whole, lasts(*cut), reached)};
}

}  // namespace ballast
