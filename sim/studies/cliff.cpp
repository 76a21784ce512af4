#include "sim/studies/cliff.hpp"

#include <algorithm>
#include <cmath>

namespace ballast {
namespace {

/// The insured and the retirees at 31 December of the year before: what the national fund counts.
Heads insured_before(const FiscalInput& in, int year, std::size_t c) {
  if (year == 0) return {in.opening[c].contributors, in.opening[c].retirees};
  const FiscalFlows& f = in.flows[static_cast<std::size_t>(year - 1)][c];
  return {f.contributors, f.retirees};
}

/// The subsidy as a function of the heads alone; all else as it was.
class Rule {
 public:
  Rule(const FiscalInput& in, const FiscalResult& result, int year, std::size_t c)
      : rules_(in.rules[static_cast<std::size_t>(year)]) {
    const FiscalFlows& flows = in.flows[static_cast<std::size_t>(year)][c];
    spending_.surviving_stock = flows.at(Flow::increase_surviving);
    spending_.first_year_flow = flows.at(Flow::increase_first_year);
    if (year > 0)
      spending_.entitled_last_year = result.years[static_cast<std::size_t>(year - 1)].units[c].entitled.adjustment;
  }
  double share(const Heads& heads) const { return share_read(rules_.tier_reading, rules_.tiers, heads); }
  Fen amount(const Heads& heads) const { return adjustment_subsidy(rules_.adjustment_basis, share(heads), spending_); }
  const std::vector<Tier>& tiers() const { return rules_.tiers; }
  /// Whether a subsidy goes by tiers at all: not where it is a share of the gap (44-2.10).
  bool has_tiers() const { return rules_.rule == SubsidyRule::fixed_adjustment_special && !rules_.tiers.empty(); }

 private:
  const FiscalRules& rules_;
  IncreaseSpending spending_;
};

/// The fewest heads more, one at least, that change the tier; `about` is right but for the rounding of a quotient.
template <class Changes>
double fewest(double about, Changes changes) {
  double heads = std::max(1.0, about - 1);
  for (int tries = 0; tries < 2 && !changes(heads); ++tries) heads += 1;
  return heads;
}

void measure_steps(Cliff& c, const Rule& rule) {
  const std::size_t tier = tier_index(rule.tiers(), c.heads);
  const auto changed = [&](const Heads& heads) { return rule.amount(heads) - c.amount; };
  if (tier + 1 < rule.tiers().size()) {
    const double about = std::ceil(rule.tiers()[tier + 1].from * c.heads.retirees - c.heads.contributors);
    c.to_next = fewest(about, [&](double more) {
      return tier_index(rule.tiers(), {c.heads.contributors + more, c.heads.retirees}) > tier;
    });
    c.next_tier = changed({c.heads.contributors + *c.to_next, c.heads.retirees});
  }
  if (tier > 0) {
    const double about = std::floor(c.heads.contributors / rule.tiers()[tier].from - c.heads.retirees) + 1;
    c.to_previous = fewest(about, [&](double more) {
      return tier_index(rule.tiers(), {c.heads.contributors, c.heads.retirees + more}) < tier;
    });
    c.previous_tier = changed({c.heads.contributors, c.heads.retirees + *c.to_previous});
  }
}

/// Under unified payment: the national fund's account with the unit.
void measure_central(Cliff& report, const FiscalInput& in, int year, std::size_t c) {
  if (report.regime != Regime::national) return;
  const double known =
      year == 0 ? in.opening[c].should_be_insured : in.flows[static_cast<std::size_t>(year - 1)][c].should_be_insured;
  const CentralTerms& terms = in.rules[static_cast<std::size_t>(year)].central;
  const Heads insured = insured_before(in, year, c);
  const auto net = [&](double contributors, double retirees) {
    return central_flows(terms, {std::max(known, contributors), retirees}).net();
  };
  report.amount = net(insured.contributors, insured.retirees);
  report.one_more_contributor = net(insured.contributors + 1, insured.retirees) - report.amount;
  report.one_more_retiree = net(insured.contributors, insured.retirees + 1) - report.amount;
}

}  // namespace

Cliff cliff(const FiscalInput& in, const FiscalResult& result, int year, int unit) {
  const auto c = static_cast<std::size_t>(unit);
  const Rule rule(in, result, year, c);
  Cliff report;
  report.heads = result.years[static_cast<std::size_t>(year)].units[c].tier_heads;
  report.regime = in.rules[static_cast<std::size_t>(year)].settle.regime;
  if (report.heads.retirees > 0) report.ratio = report.heads.contributors / report.heads.retirees;
  if (unified(report.regime)) {
    measure_central(report, in, year, c);
    return report;
  }
  if (rule.has_tiers()) report.share = rule.share(report.heads);  // of nobody retired the last tier's
  if (!rule.has_tiers() || report.heads.retirees <= 0) return report;
  report.amount = rule.amount(report.heads);
  report.one_more_contributor = rule.amount({report.heads.contributors + 1, report.heads.retirees}) - report.amount;
  report.one_more_retiree = rule.amount({report.heads.contributors, report.heads.retirees + 1}) - report.amount;
  measure_steps(report, rule);
  return report;
}

}  // namespace ballast
