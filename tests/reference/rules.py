"""Money knobs of one year (K5) and the tiers of the law, for stage 2."""

from money import fen

KINDS = ("share_of_gap", "fixed", "adjustment", "special")
UNIFIED = ("provincial", "national")
NO_LIMIT = {"subsidy.special_cap": 1e12, "fiscal.treasury_cap": 10.0}  # the upper bounds, which set none


class Rules:
    """What holds in the year t; city-wide knobs are the first unit's. `case`: what the case expects, in a future."""

    def __init__(self, inputs, t, case=None):
        self.inputs, self.knobs, self.t, self.case = inputs, inputs.knobs, t, case or inputs

    def rate(self, key, c=0):
        return float(self.knobs.year(key, self.t)[c])

    def amount(self, key, c=0):
        """A knob in yuan as fen."""
        return fen(self.rate(key, c))

    def limits(self, key, c=0):
        """Whether a cap is one."""
        return self.rate(key, c) < NO_LIMIT[key]

    def choice(self, key):
        return str(self.knobs.january(key, self.t)[0])

    @property
    def regime(self):
        return self.choice("fiscal.regime")

    @property
    def unified(self):
        return self.regime in UNIFIED

    def of(self, t):
        return Rules(self.inputs, t, self.case)

    @property
    def expected(self):
        """The same year as the case expects it: what plans are made on."""
        return Rules(self.case, self.t)

    def tier(self, contributors, retirees):
        """τ of F10 for so many heads."""
        if self.choice("subsidy.tier_reading") == "linear":
            return linear(self.inputs.law.tier_knots, contributors, retirees)
        return stepped(self.inputs.law.tiers, contributors, retirees)


def millionths(number):
    return fen(number * 1e4)


def stepped(tiers, contributors, retirees):
    """Share of the highest tier whose lower bound the ratio reaches; tiers are (upper bound or None, share)."""
    if retirees <= 0:
        return tiers[-1][1]
    for bound, share in tiers[:-1]:
        if millionths(contributors) * 10 ** 6 < millionths(bound) * millionths(retirees):
            return share
    return tiers[-1][1]


def linear(knots, contributors, retirees):
    """On straight lines between the knots (ratio, share), flat outside."""
    if retirees <= 0:
        return knots[-1][1]
    ratio = contributors / retirees
    for (r0, s0), (r1, s1) in zip(knots, knots[1:]):
        if ratio < r1:
            return s0 + (s1 - s0) * (max(ratio, r0) - r0) / (r1 - r0)
    return knots[-1][1]
