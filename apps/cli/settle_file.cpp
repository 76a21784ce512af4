#include "apps/cli/settle_file.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "apps/cli/bounds.hpp"
#include "apps/cli/console.hpp"
#include "apps/cli/settle_builder.hpp"
#include "apps/cli/settle_forms.hpp"
#include "apps/cli/user_file.hpp"
#include "scenarios/reader/cases.hpp"

namespace ballast::cli {

namespace {

/// The names of the rules, as `--set` takes them.
std::string rule_names() {
  std::string names;
  for (const Knob knob : kSettleRules) names += (names.empty() ? "" : ", ") + std::string(row(knob).key);
  return names;
}

}  // namespace

Expected<SettleFile> read_settle_file(const std::string& path, std::optional<Year> year, Beside beside) {
  return read_user_file(path).and_then(
      [&](const std::string& text) { return settle_file_from(path, text, year, beside); });
}

Expected<SettleFile> settle_file_from(const std::string& path, const std::string& text, std::optional<Year> year,
                                      Beside beside) {
  if (year && (*year < kFirstYear || *year > kLastYear))
    return fail(issue_of(IssueKind::data, fmt::format("--year {} is out of range", *year),
                         fmt::format("{} … {}", kFirstYear, kLastYear)));
  SettleBuilder builder(path, beside);
  if (year) builder.ask_year(*year);
  if (path.ends_with(kTable)) {
    const auto rows = table_rows(path, text);
    if (!rows) return fail(rows.error());
    read_settle_table(*rows, builder);
    auto file = builder.finish();
    if (file) file->notice = table_notice(path, text);
    return file;
  }
  const auto located = parse_located(path, text);
  if (!located) return fail(located.error());
  read_settle_json(*located, builder);
  return builder.finish();
}

void add_rules(const std::vector<std::string>& sets, SettleFile& file, Issues& issues) {
  for (const std::string& set : sets) {
    const auto change = parse_set(set, file.units);
    if (!change) {
      issues.insert(issues.end(), change.error().begin(), change.error().end());
      continue;
    }
    if (std::find(kSettleRules.begin(), kSettleRules.end(), change->knob) == kSettleRules.end())
      issues.push_back(usage_issue(fmt::format("--set {}: a settlement knows no such rule", set), rule_names()));
    else if (change->from || change->to)
      issues.push_back(usage_issue(fmt::format("--set {}: a settlement is of one year", set),
                                   fmt::format("{}=VALUE", row(change->knob).key)));
    file.rules.emplace_back(change->knob, change->amount);
  }
}

}  // namespace ballast::cli
