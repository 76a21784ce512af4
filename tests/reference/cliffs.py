"""F35 and F36 of docs/equations.md: what one head more changes, and the spread between units."""

import math

import numpy as np

import planning
from rules import millionths


def dispersion(values):
    """F36: spread of a measure between units."""
    x = np.array(values, float)
    whole = 2 * len(x) ** 2 * x.mean()
    return {"least": x.min(), "most": x.max(), "max_over_min": x.max() / x.min() if x.min() > 0 else None,
            "gini": np.abs(x[:, None] - x).sum() / whole if whole > 0 else None}


def support_ratios(city, year):
    """Insured over retirees of the units on 31 December."""
    head = lambda unit, *names: sum(unit.flows.head(name, year) for name in names)
    return [head(unit, "contributing_end", "suspended_end") / head(unit, "retired_end") for unit in city.units]


def spreads(city, years, outcomes):
    """F36 under one rule: a retiree counts in each year."""
    retirees = [sum(unit.flows.head("retired_end", t) for t in years) for unit in city.units]
    each = lambda name: [out[name] / 100 / n for out, n in zip(outcomes, retirees)]
    return {"fiscal_burden": dispersion([out["fiscal_burden"] for out in outcomes]),
            "treasury_per_retiree": dispersion(each("treasury")), "gap_per_retiree": dispersion(each("need"))}


def cliffs(city, year):
    """F35 of every unit."""
    return [cliff(city, c, year) for c in range(len(city.units))]


def cliff(city, c, year):
    """F35 of one unit: heads that the rules read, and the change of A with a head more and with another tier."""
    rules, flows = city.rules[year], city.units[c].flows
    contributors, retirees = planning.adjustment_heads(rules, flows)
    out = {"contributors": contributors, "retirees": retirees, "support_ratio": contributors / retirees,
           "regime": rules.regime}
    if rules.unified:
        return out | NO_TIER | central_of_retiree(rules, flows)
    if rules.choice("subsidy.rule") == "share_of_gap":
        return out | NO_TIER
    before = city.rows[year - 1][c]["due"]["adjustment"] if year - 1 in city.rows else 0
    amount = lambda n, m: planning.adjusted(rules, flows, before, rules.tier(contributors + n, retirees + m))
    gain = lambda n, m: amount(n, m) - amount(0, 0)
    up, down = next_tier(rules, contributors, retirees), previous_tier(rules, contributors, retirees)
    return out | {"tier_share": rules.tier(contributors, retirees), "adjustment": amount(0, 0),
                  "one_more_contributor": gain(1, 0), "one_more_retiree": gain(0, 1),
                  "contributors_to_next_tier": up, "next_tier": gain(up, 0) if up else 0,
                  "retirees_to_previous_tier": down, "previous_tier": gain(0, down) if down else 0}


NO_TIER = {"tier_share": 0, "adjustment": 0, "one_more_contributor": 0, "one_more_retiree": 0, "next_tier": 0,
           "contributors_to_next_tier": None, "retirees_to_previous_tier": None, "previous_tier": 0}


def central_of_retiree(rules, flows):
    """F23: what central money comes to, and what one retiree more a year ago brings."""
    def net(more):
        handout, transfer, upload = planning.central(rules, flows, more)
        return handout + transfer - upload

    return {"adjustment": net(0), "one_more_retiree": net(1) - net(0)}


def bounds(rules):
    """Ratios at which a tier begins; on straight lines the knots but the first, below which nothing changes."""
    if rules.choice("subsidy.tier_reading") == "linear":
        return [ratio for ratio, _ in rules.inputs.law.tier_knots[1:]]
    return [bound for bound, _ in rules.inputs.law.tiers[:-1]]


def reaches(contributors, retirees, bound):
    """The comparison of F10."""
    return millionths(contributors) * 10 ** 6 >= millionths(bound) * millionths(retirees)


def next_tier(rules, contributors, retirees):
    """The fewest more contributors that reach the next bound, None above the last."""
    above = [bound for bound in bounds(rules) if not reaches(contributors, retirees, bound)]
    if not above:
        return None
    n = max(0, math.floor(above[0] * retirees - contributors) - 1)
    while not reaches(contributors + n, retirees, above[0]):
        n += 1
    return n


def previous_tier(rules, contributors, retirees):
    """The fewest more retirees that fall below the bound of the tier, None in the first."""
    below = [bound for bound in bounds(rules) if reaches(contributors, retirees, bound)]
    if not below:
        return None
    n = max(0, math.floor(contributors / below[-1] - retirees) - 1)
    while reaches(contributors, retirees + n, below[-1]):
        n += 1
    return n
