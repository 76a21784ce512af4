// `--set KNOB=VALUE`: a change on top of a case, as the command line writes it.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>

#include "models/base/date.hpp"
#include "models/base/nearest.hpp"
#include "scenarios/reader/cases.hpp"
#include "scenarios/reader/fields.hpp"
#include "scenarios/reader/keyboard.hpp"
#include "scenarios/reader/knob_words.hpp"
#include "scenarios/reader/unit_lookup.hpp"

namespace ballast {
namespace {

std::optional<double> parse_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end != text.data() + text.size()) return std::nullopt;
  if (error == std::errc::result_out_of_range)  // too large, or too near to 0
    return text.find("e-") == text.npos && text.find("E-") == text.npos ? std::numeric_limits<double>::infinity() : 0.0;
  return error == std::errc() ? std::optional(value) : std::nullopt;
}

Issue usage(std::string what, std::string expected, std::string remedy = {}) {
  return issue_in(IssueKind::usage, "--set", std::move(what), std::move(expected), std::move(remedy));
}

using Amount = std::variant<double, std::string>;

constexpr const char* kSetGrammar = "KNOB=VALUE, KNOB=VALUE@2027, KNOB[unit]=VALUE";

/// `VALUE@2027-07`: takes the month off the value.
Expected<void> take_month(std::string& value, Change& change) {
  const std::size_t at = value.find('@');
  if (at == std::string::npos) return {};
  const std::string month = value.substr(at + 1);
  change.from = parse_month_or_year(month);
  if (!change.from)
    return fail(usage(fmt::format("\"{}\" is not a month", month),
                      fmt::format("YYYY or YYYY-MM, {} to {}", kFirstCalendarYear, kLastCalendarYear),
                      instead_of_month(month)));
  value.resize(at);
  return {};
}

/// `KNOB[unit]`: takes the unit off the key.
Expected<void> take_unit(std::string& key, std::span<const Label> units, Change& change) {
  const std::size_t open = key.find('[');
  if (open == std::string::npos) return {};
  if (!key.ends_with(']')) return fail(usage(fmt::format("\"{}\" has no ] at its end", key), kSetGrammar, key + "]"));
  const std::string unit = key.substr(open + 1, key.size() - open - 2);
  change.unit = find_unit(unit, units);
  if (!change.unit)
    return fail(usage(fmt::format("unknown unit \"{}\"", unit), fmt::format("one of: {}", listed_units(units)),
                      nearest_name(unit, names_of_units(units))));
  key.resize(open);
  return {};
}

Expected<Amount> amount_of(const KnobRow& knob, const std::string& value) {
  if (knob.kind == KnobKind::choice) {
    const std::vector<std::string> names(knob.choices.begin(), knob.choices.end());
    if (std::find(names.begin(), names.end(), value) != names.end()) return Amount(value);
    return fail(usage(fmt::format("{} has no choice \"{}\"", knob.key, value),
                      fmt::format("one of: {}", fmt::join(names, ", ")), nearest_name(value, names)));
  }
  const auto number = parse_number(value);
  if (!number)
    return fail(usage(fmt::format("\"{}\" is not a number", value), range_of(knob), instead_of_text(knob, value)));
  if (!knob.is_fraction(*number) && knob.holds(*number)) return Amount(*number);
  return fail(issue_in(IssueKind::data, "--set",
                       knob.is_fraction(*number) ? fmt::format("{} = {} is not a whole number", knob.key, value)
                                                 : fmt::format("{} = {} is out of range", knob.key, value),
                       range_of(knob), instead_of_percent(knob, *number)));
}

Expected<Change> change_in(const std::string& text, std::span<const Label> units) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0)
    return fail(usage(fmt::format("\"{}\" is not KNOB=VALUE", text), kSetGrammar));
  std::string key = text.substr(0, equals), value = text.substr(equals + 1);
  Change change{.amount = 0.0, .file = "--set " + text};
  if (auto month = take_month(value, change); !month) return fail(std::move(month.error()));
  if (auto unit = take_unit(key, units, change); !unit) return fail(std::move(unit.error()));
  const auto knob = find_knob(key);
  if (!knob) return fail(usage(fmt::format("unknown knob \"{}\"", key), "a key of `ballast knobs`", nearest_knob(key)));
  change.knob = *knob;
  if (change.unit && row(*knob).city_wide)
    return fail(usage(one_value_for_all(row(*knob)), fmt::format("{}=VALUE without a unit", key)));
  auto amount = amount_of(row(*knob), value);
  if (!amount) return fail(std::move(amount.error()));
  change.amount = std::move(*amount);
  return change;
}

/// Written on a Chinese keyboard: what to type; where that is no change either, why not.
Issues foreign(const std::string& text, const Typed& as, std::span<const Label> units) {
  Issues issues{usage(fmt::format("\"{}\" is written with {}", text, fmt::join(as.found, " ")),
                      "signs, letters and digits of half width, without quotation marks of its own")};
  const bool quoted = as.plain.find(' ') != std::string::npos;
  if (const auto plain = change_in(as.plain, units))
    issues.front().remedy = fmt::format(fmt::runtime(quoted ? "write '{}'" : "write {}"), as.plain);
  else
    issues.insert(issues.end(), plain.error().begin(), plain.error().end());
  return issues;
}

}  // namespace

Expected<Change> parse_set(const std::string& text, std::span<const Label> units) {
  auto change = change_in(text, units);
  const Typed as = change ? Typed{} : typed(text);
  if (!as.found.empty()) return fail(foreign(text, as, units));
  return change;
}

Expected<Change> parse_set(const std::string& text, const std::vector<std::string>& units) {
  std::vector<Label> labels;
  for (const std::string& name : units) labels.push_back({name, name});
  return parse_set(text, std::span<const Label>(labels));
}

Issues set_form_issues(const std::string& text) {
  const auto assigns = [](const std::string& set) {
    const std::size_t equals = set.find('=');
    return equals != std::string::npos && equals > 0;
  };
  if (assigns(text) || assigns(typed(text).plain)) return {};
  return parse_set(text, std::span<const Label>()).error();
}

std::vector<std::string> in_chinese_names(std::vector<std::string> sets, std::span<const Label> units) {
  for (std::string& set : sets) {
    const std::size_t open = set.find('['), close = set.find("]=", open);
    if (open == std::string::npos || close == std::string::npos || set.find('=') < open) continue;
    const auto unit = find_unit(set.substr(open + 1, close - open - 1), units);
    if (unit) set.replace(open + 1, close - open - 1, units[static_cast<std::size_t>(*unit)].zh);
  }
  return sets;
}

}  // namespace ballast
