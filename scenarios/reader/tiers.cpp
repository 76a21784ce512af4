#include "scenarios/reader/tiers.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "scenarios/reader/pedigree.hpp"

namespace ballast {
namespace {

constexpr double kMostRatio = 1000;
constexpr int kLinear = 1;  // of the choices of subsidy.tier_reading

/// Where a tier begins: at the end of the one before; said otherwise, it leaves a gap or overlaps.
void check_from(const Node& node, const std::string& shown, double from, const Law& law, Issues& issues) {
  if (from == law.next_tier_from) return;
  const char* wrong = from > law.next_tier_from
                          ? "a gap between tiers: the tier before ends at {}, this one begins at {}"
                          : "tiers overlap: the tier before ends at {}, this one begins at {}";
  issues.push_back(issue_at(node, shown, fmt::format(fmt::runtime(wrong), law.next_tier_from, from),
                            fmt::format("from = {}, or no `from`", law.next_tier_from)));
}

}  // namespace

void read_tier(const Node& node, const std::string& shown, Law& law, Issues& issues) {
  Fields fields(node, shown, issues);
  if (std::isinf(law.next_tier_from))
    issues.push_back(issue_at(node, shown, "tiers overlap: the tier before has no upper bound",
                              "`below` in every tier but the last"));
  if (const auto from = fields.optional_number("from", 0, kMostRatio))
    check_from(*node.find("from"), shown, *from, law, issues);
  const auto below = fields.optional_number("below", 0, kMostRatio);
  const double bound = below.value_or(std::numeric_limits<double>::infinity());
  if (!(bound > law.next_tier_from) && !std::isinf(law.next_tier_from))
    issues.push_back(issue_at(node, shown, "tiers do not rise", "each `below` above the one before, the last without"));
  law.tiers.push_back({law.next_tier_from, fields.number("share", 0, 1)});
  law.next_tier_from = bound;
  law.last_tier = issue_at(node, shown, "the last [[tier]] must have no `below`");
  const Status status = read_status(fields);
  Pedigree pedigree = read_pedigree(fields);
  if (law.tiers.size() == 1 || status != Status::enacted)
    law.tiers_stand = {status, std::move(pedigree.source), std::move(pedigree.source_zh)};
  fields.finish();
}

void read_tier_knot(const Node& node, const std::string& shown, Law& law, Issues& issues) {
  Fields fields(node, shown, issues);
  const Tier knot{fields.number("ratio", 0, kMostRatio), fields.number("share", 0, 1)};
  if (!law.tier_knots.empty() && !(knot.from > law.tier_knots.back().from))
    issues.push_back(issue_at(node, shown, "knots do not rise", "each `ratio` above the one before"));
  law.tier_knots.push_back(knot);
  read_status(fields);
  read_pedigree(fields);
  fields.finish();
}

void check_tiers(const Law& law, const std::string& shown, Issues& issues) {
  if (law.tiers.empty())
    issues.push_back({.kind = IssueKind::broken_installation,
                      .file = shown,
                      .what = "no [[tier]]",
                      .expected = "in one of the law's files",
                      .remedy = {}});
  else if (std::isfinite(law.next_tier_from))
    issues.push_back(law.last_tier);
}

void check_tier_reading(const Scenario& s, Issues& issues) {
  if (!s.tier_knots.empty()) return;
  for (Year t = s.base_year; t <= s.last_year; ++t) {
    if (s.knobs.choice(Knob::tier_reading, 0, t) != kLinear) continue;
    issues.push_back(issue_in(IssueKind::data, "scenarios/law",
                              fmt::format("subsidy.tier_reading is linear in {} and no [[tier_knot]] is given", t),
                              "knots from which to read, or subsidy.tier_reading = \"steps\""));
    return;
  }
}

}  // namespace ballast
