#include "scenarios/reader/law.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/base/nearest.hpp"
#include "models/membership/members.hpp"
#include "scenarios/reader/knob_words.hpp"
#include "scenarios/reader/pedigree.hpp"
#include "scenarios/reader/tiers.hpp"

namespace ballast {
namespace {

void read_parameter(const Node& node, const std::string& shown, Law& law, Issues& issues) {
  Fields fields(node, shown, issues);
  const std::string key = fields.text("key");
  const Node* values = fields.list("values");
  fields.finish();
  const auto knob = find_knob(key);
  if (!knob) {
    issues.push_back(
        issue_at(node, shown, fmt::format("unknown knob \"{}\"", key), "a key of `ballast knobs`", nearest_knob(key)));
    return;
  }
  if (law.values.contains(*knob)) issues.push_back(issue_at(node, shown, fmt::format("\"{}\" is given twice", key)));
  if (!values) return;
  Timeline timeline;
  for (const Node& item : values->items) {
    Fields entry(item, shown, issues);
    const auto from = entry.month("from");
    const Node* value = entry.node("value", true);
    const Status status = read_status(entry);
    Pedigree from_where = read_pedigree(entry);
    entry.finish();
    const auto parsed = value ? read_value(*value, row(*knob), shown, issues) : std::nullopt;
    if (!from || !parsed) continue;
    if (!timeline.empty() && *from <= timeline.back().from)
      issues.push_back(issue_at(item, shown, fmt::format("the months of \"{}\" do not rise", key), "in order of time"));
    timeline.push_back({*from, *parsed, status, std::move(from_where.source), std::move(from_where.source_zh)});
  }
  if (values->items.empty()) issues.push_back(issue_at(*values, shown, fmt::format("\"{}\" has no values", key)));
  law.values[*knob] = std::move(timeline), law.given_at[*knob] = {shown, node.line, node.column};
}

/// The month of a table comes after that of the one before.
void check_divisor_month(Fields& fields, YearMonth from, const Law& law) {
  if (law.divisors.empty() || from > law.divisors.back().from) return;
  fields.issues().push_back(
      issue_at(fields.place("from"), fields.shown(), "the months of \"divisor\" do not rise", "in order of time"));
}

void read_divisor(const Node& node, const std::string& shown, Law& law, Issues& issues) {
  Fields fields(node, shown, issues);
  const auto from = fields.month("from");
  const std::string method = fields.text("method");
  DivisorTable table{.first_age = fields.whole("first_age", 30, 70),
                     .months = fields.numbers("months", 1, 600),
                     .by_month = method == "by_month",
                     .rounding = fields.number("rounding", 0.01, 1)};
  if (method != "by_month" && method != "completed_age")
    issues.push_back(issue_at(node, shown, fmt::format("unknown method \"{}\"", method), "completed_age or by_month"));
  if (const double steps = 1 / table.rounding; std::abs(steps - std::round(steps)) > 1e-9)
    issues.push_back(issue_at(fields.place("rounding"), shown, "\"rounding\" is no part of a month", "1, 0.5, 0.1, …"));
  read_status(fields);
  read_pedigree(fields);
  fields.finish();
  if (!from) return;
  check_divisor_month(fields, *from, law);
  law.divisors.push_back({*from, std::move(table)});
}

/// Everybody has left membership by the last age of its table: those with the years by the latest retirement, born
/// in December, those short of them the year after.
void check_latest_age(Fields& fields, const StatutoryRule& rule) {
  constexpr int kLatest = 12 * (MemberTable<double>::kLastAge - 1);
  const int window = static_cast<int>(row(Knob::late_window).max);
  const int latest = rule.original_months + rule.cap_months + window;
  if (latest <= kLatest) return;
  fields.issues().push_back(issue_at(
      fields.place("cap_months"), fields.shown(),
      fmt::format("retirement may be as late as {} months of age with the longest retirement.late_window", latest),
      fmt::format("original_months + cap_months of at most {} months", kLatest - window)));
}

/// A category has one rule, in whatever file.
void apply_statutory(Fields& fields, const std::string& category, const StatutoryRule& rule, const std::string& name,
                     Law& law) {
  const auto found = std::find(kCategoryKeys.begin(), kCategoryKeys.end(), category);
  const Node& at = fields.place("applies_to");
  if (found == kCategoryKeys.end()) {
    fields.issues().push_back(issue_at(at, fields.shown(), fmt::format("unknown category \"{}\"", category),
                                       fmt::format("one of: {}", fmt::join(kCategoryKeys, ", "))));
    return;
  }
  const auto g = static_cast<std::size_t>(found - kCategoryKeys.begin());
  if (law.statutory[g])
    fields.issues().push_back(
        issue_at(at, fields.shown(), fmt::format("[[statutory]] applies to {} twice", category), "each category once"));
  law.statutory[g] = rule, law.statutory_class[g] = name;
}

void read_statutory(const Node& node, const std::string& shown, Law& law, Issues& issues) {
  Fields fields(node, shown, issues);
  const std::string name = fields.text("class");
  const auto applies = fields.texts("applies_to");
  StatutoryRule rule;
  rule.original_months = fields.whole("original_months", 480, 840);
  if (const auto first = fields.month("first_birth")) rule.first_birth = *first;
  rule.step_months = fields.whole("step_months", 1, 120);
  rule.cap_months = fields.whole("cap_months", 0, 240);
  read_status(fields);
  read_pedigree(fields);
  fields.finish();
  check_latest_age(fields, rule);
  for (const std::string& category : applies) apply_statutory(fields, category, rule, name, law);
}

void read_survivors(const Node& node, const std::string& shown, Law& law, Issues& issues) {
  Fields fields(node, shown, issues);
  if (law.has_survivor_rule) issues.push_back(issue_at(node, shown, "[survivor] stands twice", "once"));
  law.has_survivor_rule = true;
  law.survivors.extra_after_years = fields.number("extra_after_years", 0, 60);
  law.survivors.months_there = fields.whole("months_there", 0, 120);
  law.survivors.months_per_further_year = fields.whole("months_per_further_year", 0, 12);
  law.survivors.started_year_counts = fields.flag("started_year_counts");
  read_status(fields);
  read_pedigree(fields);
  fields.finish();
}

void read_survivor_class(const Node& node, const std::string& shown, Law& law, Issues& issues) {
  Fields fields(node, shown, issues);
  std::vector<SurvivorClass>& classes = law.survivors.classes;
  const SurvivorClass next{fields.number("below_years", 0, 60), fields.whole("months", 0, 120)};
  fields.finish();
  if (!classes.empty() && !(next.below_years > classes.back().below_years))
    issues.push_back(issue_at(fields.place("below_years"), shown, "the classes of [[survivor_class]] do not rise",
                              "each `below_years` above the one before"));
  classes.push_back(next);
}

void read_flexible_step(const Node& node, const std::string& shown, Law& law, Issues& issues) {
  Fields fields(node, shown, issues);
  law.flexible_steps.push_back({fields.number("index", 0.1, 10), fields.number("share", 0, 1)});
  read_status(fields);
  read_pedigree(fields);
  fields.finish();
}

/// One readiness for each age of a stream.
void add_band(Fields& fields, const EntryProfile& band, Law& law) {
  const bool overlaps = std::any_of(law.entry_profiles.begin(), law.entry_profiles.end(), [&](const EntryProfile& o) {
    return o.stream == band.stream && o.from <= band.to && band.from <= o.to;
  });
  if (overlaps)
    fields.issues().push_back(
        issue_at(fields.place("age_from"), fields.shown(),
                 fmt::format("ages {} to {} of \"{}\" overlap another [[entry_profile]]", band.from, band.to,
                             kStreamKeys[static_cast<std::size_t>(band.stream)]),
                 "each age of a stream once"));
  law.entry_profiles.push_back(band);
}

void read_entry_profile(const Node& node, const std::string& shown, Law& law, Issues& issues) {
  static const std::vector<std::string> kNames(kStreamKeys.begin(), kStreamKeys.end());
  Fields fields(node, shown, issues);
  const auto streams = fields.texts("streams");
  EntryProfile band{.from = fields.whole("age_from", 0, 105),
                    .to = fields.whole("age_to", 0, 105),
                    .relative = fields.number("relative", 0, 100)};
  read_status(fields);
  read_pedigree(fields);
  fields.finish();
  if (band.from > band.to)
    issues.push_back(
        issue_at(fields.place("age_to"), shown, "`age_to` is below `age_from`", fmt::format("{} or above", band.from)));
  for (const std::string& stream : streams) {
    const auto found = std::find(kNames.begin(), kNames.end(), stream);
    if (found == kNames.end()) {
      issues.push_back(issue_at(fields.place("streams"), shown, fmt::format("unknown stream \"{}\"", stream),
                                fmt::format("one of: {}", fmt::join(kNames, ", ")), nearest_name(stream, kNames)));
      continue;
    }
    band.stream = static_cast<Stream>(found - kNames.begin());
    add_band(fields, band, law);
  }
}

void read_late_share(const Node& node, const std::string& shown, Law& law, Issues& issues) {
  Fields fields(node, shown, issues);
  law.late_shares.push_back({fields.whole("months", 1, 60), fields.number("share", 0, 1)});
  read_status(fields);
  read_pedigree(fields);
  fields.finish();
}

}  // namespace

std::optional<std::variant<double, std::string>> read_value(const Node& node, const KnobRow& row,
                                                            const std::string& shown, Issues& issues) {
  if (row.kind == KnobKind::choice) {
    const std::vector<std::string> names(row.choices.begin(), row.choices.end());
    if (node.kind == Node::Kind::text && std::find(names.begin(), names.end(), node.text) != names.end())
      return node.text;
    issues.push_back(issue_at(node, shown, fmt::format("{} must be one of its choices", row.key),
                              fmt::format("one of: {}", fmt::join(names, ", ")), nearest_name(node.text, names)));
    return std::nullopt;
  }
  const bool number = node.kind == Node::Kind::number;
  if (number && row.is_fraction(node.number)) {
    issues.push_back(
        issue_at(node, shown, fmt::format("{} = {} is not a whole number", row.key, node.number), range_of(row)));
    return std::nullopt;
  }
  if (number && row.holds(node.number)) return node.number;
  issues.push_back(issue_at(node, shown, fmt::format("{} is {}", row.key, number ? "out of range" : "not a number"),
                            range_of(row),
                            number ? instead_of_percent(row, node.number) : instead_of_text(row, node.text)));
  return std::nullopt;
}

std::map<Knob, Timeline> parameters_in(const std::string& text) {
  const auto parsed = parse_toml_text(text, {});
  if (!parsed) return {};
  Law law;
  Issues issues;
  Fields fields(*parsed, {}, issues);
  for (const Node& item : fields.tables("parameter")) read_parameter(item, {}, law, issues);
  return issues.empty() ? law.values : std::map<Knob, Timeline>{};
}

void read_law_file(const std::string& path, const std::string& shown, Law& law, Issues& issues) {
  auto parsed = parse_toml_file(path, shown, law.files);
  if (!parsed) {
    issues.insert(issues.end(), parsed.error().begin(), parsed.error().end());
    return;
  }
  using Read = void (*)(const Node&, const std::string&, Law&, Issues&);
  static const std::map<std::string, Read> kSections{{"parameter", read_parameter},
                                                     {"divisor", read_divisor},
                                                     {"statutory", read_statutory},
                                                     {"survivor_class", read_survivor_class},
                                                     {"tier", read_tier},
                                                     {"tier_knot", read_tier_knot},
                                                     {"flexible_step", read_flexible_step},
                                                     {"entry_profile", read_entry_profile},
                                                     {"late_retirement", read_late_share}};
  Fields fields(*parsed, shown, issues);
  fields.text("title"), fields.text("title_zh");
  if (fields.node("places")) law.places_of[shown] = fields.texts("places");
  if (const Node* survivor = fields.node("survivor")) read_survivors(*survivor, shown, law, issues);
  for (const auto& [name, read] : kSections)
    for (const Node& item : fields.tables(name)) read(item, shown, law, issues);
  fields.finish();
}

void check_law(const Law& law, const std::string& shown, Issues& issues) {
  const auto complain = [&](IssueKind kind, std::string what, std::string expected = {}) {
    issues.push_back(
        {.kind = kind, .file = shown, .what = std::move(what), .expected = std::move(expected), .remedy = {}});
  };
  const auto missing = [&](std::string what) {
    complain(IssueKind::broken_installation, std::move(what), "in one of the law's files");
  };
  const auto wrong = [&](std::string what) { complain(IssueKind::data, std::move(what)); };
  for (std::size_t g = 0; g < kCategories; ++g)
    if (!law.statutory[g]) missing(fmt::format("no [[statutory]] applies to {}", kCategoryKeys[g]));
  if (law.divisors.empty()) missing("no [[divisor]] table");
  if (law.survivors.classes.empty()) missing("no [[survivor_class]]");
  if (!law.has_survivor_rule) missing("no [survivor]");
  check_tiers(law, shown, issues);
  double late = 0;
  for (const LateShare& share : law.late_shares) late += share.share;
  if (!law.late_shares.empty() && !(std::abs(late - 1) < 1e-9))
    wrong(fmt::format("shares of [[late_retirement]] add to {}, not to 1", late));
  double steps = 0;
  for (const FlexibleStep& step : law.flexible_steps) steps += step.share;
  if (!(std::abs(steps - 1) < 1e-9)) wrong(fmt::format("shares of [[flexible_step]] add to {}, not to 1", steps));
}

}  // namespace ballast
