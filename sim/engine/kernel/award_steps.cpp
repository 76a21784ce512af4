// Awards of the year: who joins the pensioners, and what is booked of it (equations A2 – A7, A9, M6.4).
#include "sim/engine/kernel/award_steps.hpp"

#include <optional>

namespace ballast {
inline namespace BALLAST_IN_LANES {
namespace {

Flow event_of(Way way) {
  switch (way) {
    case Way::early:
      return Flow::retired_flexible_early;
    case Way::late:
      return Flow::retired_flexible_late;
    case Way::special:
      return Flow::retired_special;
    case Way::illness:
      return Flow::retired_illness;
    case Way::irregular:
      return Flow::retired_irregular;
    case Way::statutory:
    case Way::extended:
    case Way::illness_partial:
    case Way::illness_limited:
      break;
  }
  return Flow::retired_statutory;
}

/// Where the cost of an early way is booked: months gained, contributions lost, effect of the divisor.
struct EarlyLines {
  Flow months, contributions, divisor;
};
std::optional<EarlyLines> early_lines(Way way) {
  using enum Flow;
  switch (way) {
    case Way::early:
      return EarlyLines{months_gained_flexible, contributions_lost_flexible, divisor_effect_flexible};
    case Way::special:
      return EarlyLines{months_gained_special, contributions_lost_special, divisor_effect_special};
    case Way::illness:
    case Way::illness_partial:
      return EarlyLines{months_gained_illness, contributions_lost_illness, divisor_effect_illness};
    case Way::irregular:
      return EarlyLines{months_gained_irregular, contributions_lost_irregular, divisor_effect_irregular};
    case Way::statutory:
    case Way::late:
    case Way::extended:
    case Way::illness_limited:
      break;
  }
  return std::nullopt;
}

/// What early retirees would have paid in the months they left out [yuan]: those who pay, as far as it comes in.
Lanes contributions_lost(const CellAward<Lanes>& a, const CategoryRules& c) {
  const Lanes payers = share_of(a.paying_months_early, c.rates.gain) + a.newly_months_early;
  return payers / 12.0 * (c.density * c.collection * c.base_year * (c.employer_rate + c.member_rate));
}

/// Lines every award has: its account, its early cost, and what the audit compares.
void book_common(const CellAward<Lanes>& a, Way way, const CategoryRules& rules, YearBook& book) {
  book.add(Flow::account_paid, a.account_paid);
  book.add(Flow::account_interest, a.account_interest);
  if (const auto lines = early_lines(way)) {
    book.add(lines->months, a.months_early);
    book.add(lines->contributions, contributions_lost(a, rules));
    book.add(lines->divisor, a.divisor_effect);
  }
  book.tally.pensioned_in += a.people.heads;
}

void book_award(const CellAward<Lanes>& a, Way way, bool as_benefit, const CategoryRules& rules, YearBook& book) {
  book.add(as_benefit ? Flow::illness_benefit_new : event_of(way), a.people.heads);
  if (as_benefit) {
    book.add(Flow::illness_benefit, a.basic_paid + a.transitional_paid + a.account_paid);
  } else {
    book.add(Flow::pension_basic, a.basic_paid);
    book.add(Flow::pension_transitional, a.transitional_paid);
    book.add(Flow::pension_account, a.account_paid);
  }
  book.add(Flow::deemed_years_cost, 12.0 * a.deemed_cost);
  book.add(Flow::new_award_pension, a.people.pooled + a.account.pension);
  book_common(a, way, rules, book);
  book.tally.monthly_awarded += a.people.pooled + a.account.pension;
  book.tally.awarded_paid += a.basic_paid + a.transitional_paid + a.account_paid;
}

/// Illness benefit (b): the basic part only, until the statutory age.
void award_partial(Life& life, Category g, Age x, const CellAward<Lanes>& a, const CategoryRules& rules,
                   YearBook& book) {
  const Lanes basic = a.people.pooled - a.people.transitional;
  life.table(Deferred::partial, g).open(x) += DeferredBenefits<Lanes>{.heads = a.people.heads,
                                                                      .basic = basic,
                                                                      .transitional = a.people.transitional,
                                                                      .years = a.people.years,
                                                                      .increases = {},
                                                                      .account = a.account.balance,
                                                                      .due = {}};
  book.add(Flow::illness_benefit_new, a.people.heads);
  book.add(Flow::illness_partial_new, a.people.heads);
  book.add(Flow::illness_benefit, a.basic_paid);
  book.add(Flow::new_award_pension, basic);
  book.tally.monthly_awarded += basic;
  book.tally.awarded_paid += a.basic_paid;
  book_common(a, Way::illness_partial, rules, book);
}

/// Illness benefit (c): the basic part for some months, by twelves.
void award_limited(Life& life, Category g, Age x, const CellAward<Lanes>& a,
                   const std::array<Twelve<Lanes>, kLimitedTwelves>& twelves, const CategoryRules& rules,
                   YearBook& book) {
  life.table(Deferred::limited, g).open(x) += DeferredBenefits<Lanes>{.heads = a.people.heads,
                                                                      .basic = a.people.pooled - a.people.transitional,
                                                                      .transitional = {},
                                                                      .years = a.people.years,
                                                                      .increases = {},
                                                                      .account = a.account.balance,
                                                                      .due = due_years(twelves)};
  book.add(Flow::illness_benefit_new, a.people.heads);
  book.add(Flow::illness_limited_new, a.people.heads);
  book.add(Flow::illness_benefit, twelves.front().first);
  book.add(Flow::illness_benefit_limited, twelves.front().first);
  book_common(a, Way::illness_limited, rules, book);
}

/// Those who bought their missing years: awarded on 31 December, first paid in January.
void award_buyers(Life& life, Category g, Age x, const RowOutcome<Lanes>& out, const Lanes& mean_index,
                  const CategoryRules& category, const MembershipYear& rules, YearBook& book) {
  if (!any_positive(out.bought.heads)) return;
  book.tally.out[static_cast<std::size_t>(g)] += out.bought;
  const Lanes money = out.missing_years * rules.makeup_base_year;
  Members<Lanes> sums = out.bought;
  sums.paid += out.missing_years, sums.indexed += rules.makeup_index * out.missing_years;
  sums.account += money * rules.makeup_credit_rate;
  book.add(Flow::retired_with_loan, out.lent_heads);
  book.add(Flow::loans_granted, out.lent_years * rules.makeup_base_year * rules.makeup_rate);
  CellAward<Lanes> a;
  a.people.heads = sums.heads;
  a.people.transitional = transitional_of(sums, mean_index, category.terms);
  a.people.pooled = basic_of(sums, category.terms) + a.people.transitional;
  a.people.years = sums.paid + sums.deemed;
  a.account = {
      sums.account / category.cohorts->buying_divisor[static_cast<std::size_t>(x - MemberTable<Lanes>::kFirstAge)],
      sums.account};
  life.join(Pensioned::retired, g, x, a.people, a.account);
  book_award(a, Way::extended, false, category, book);
  book.add(Flow::contributions_makeup, money * rules.makeup_rate);
  book.add(Flow::account_credited, money * rules.makeup_credit_rate);
}

bool is_deferred(Way way) { return way == Way::illness_partial || way == Way::illness_limited; }

/// Whom those with an account pension join.
Pensioned kind_of(Way way, const MembershipYear& rules) {
  if (way != Way::illness) return Pensioned::retired;
  return rules.illness_benefit ? Pensioned::benefit : Pensioned::ill;
}

/// Whom one way's awards join: the pensioners, or those whose account pension is not awarded yet.
void join_those_drawing(Life& life, Category g, Age x, const Exit& exit, const AwardMoments& moments,
                        const CellAward<Lanes>& a, const std::array<RowOutcome<Lanes>, kCohorts>& rows,
                        const MembershipYear& rules, YearBook& book) {
  const CategoryRules& category = rules.categories[static_cast<std::size_t>(g)];
  if (exit.way == Way::illness_partial) return award_partial(life, g, x, a, category, book);
  if (exit.way == Way::illness_limited)
    return award_limited(life, g, x, a, limited_months(exit.share, moments, rows[0], rows[1]), category, book);
  life.join(kind_of(exit.way, rules), g, x, a.people, a.account);
}

}  // namespace

void award_age(Life& life, Category g, Age x, const std::array<RowOutcome<Lanes>, kCohorts>& rows,
               const MembershipYear& rules, AwardsByWay<Lanes>& by_way, YearBook& book) {
  const CategoryRules& category = rules.categories[static_cast<std::size_t>(g)];
  const RowExits& exits = rules.exits->row(g, x);
  for (Way way : {Way::statutory, Way::illness}) life.table(kind_of(way, rules), g).expect_joining(x);
  const auto row = static_cast<std::size_t>(x - MemberTable<Lanes>::kFirstAge);
  Kappa kappa;  // of middle cohorts alone
  if (!rows[0].nobody()) kappa = {category.cohorts->kappa[row], category.cohorts->kappa_years[row]};
  const auto join = [&](int o, const CellAward<Lanes>& a) {
    join_those_drawing(life, g, x, exits.exits[o], *exits.moments[o], a, rows, rules, book);
  };
  const Lanes index = award_age<Lanes, Lanes>(rows[0], rows[1], exits, kappa, category.terms, by_way, join);
  for (const RowOutcome<Lanes>& out : rows)
    if (!out.nobody()) award_buyers(life, g, x, out, index, category, rules, book);
}

Lanes book_awards(const AwardsByWay<Lanes>& by_way, Category g, const MembershipYear& rules, YearBook& book) {
  const auto of = static_cast<std::size_t>(g);
  const CategoryRules& category = rules.categories[of];
  Lanes gained{};
  for (int w = 0; w < kWays; ++w) {
    const Way way = static_cast<Way>(w);
    const CellAward<Lanes>* const a = by_way.of(way);
    if (!a) continue;
    gained += a->gained.level;
    book.tally.in[of] = with_gain(book.tally.in[of], a->gained, category.terms.index);
    book.tally.out[of] += a->left;
    if (!is_deferred(way)) book_award(*a, way, way == Way::illness && rules.illness_benefit, category, book);
  }
  return gained;
}

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
