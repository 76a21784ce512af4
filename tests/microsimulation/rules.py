"""The rules of one unit as one person meets them: tables by category, age and month out of resolved inputs.

Numbers in brackets are those of docs/equations.md.
"""

import math
from statistics import NormalDist
from types import SimpleNamespace

import numpy as np

SEX_OF = np.array([0, 1, 1, 0, 1])
CATEGORY_WAGE = ["economy.category_wage.male_employee", "economy.category_wage.female_cadre",
                 "economy.category_wage.female_worker"]
EMPLOYEE_STREAMS = ["private", "institutions", "non_enterprise", "dispatch", "off_establishment", "migrant"]
FLEXIBLE_STREAMS = ["self_employed", "part_time", "flexible", "hardship"]
STREAMS = EMPLOYEE_STREAMS + FLEXIBLE_STREAMS
AGES = 106
EARLY, STATUTORY, LATE, SPECIAL, ILLNESS, IRREGULAR, EXTENDED = range(7)
_NORMAL = NormalDist()


def mean_clamped(mean, sigma, floor, ceiling):
    """Mean of clamp(W, floor, ceiling), W lognormal (M4.1)."""
    mu = math.log(mean) - sigma ** 2 / 2
    zf, zc = (math.log(floor) - mu) / sigma, (math.log(ceiling) - mu) / sigma
    phi = _NORMAL.cdf
    return floor * phi(zf) + mean * (phi(zc - sigma) - phi(zf - sigma)) + ceiling * (1 - phi(zc))


class Calendar:
    """Months of retirement by category, birth year and birth month (R1-R4), months counted 12·year + month − 1."""

    def __init__(self, rules):
        self.first = rules.base_year - 80
        births = np.arange(self.first, rules.last_year - 15)
        born = 12 * births[:, None] + np.arange(12)[None, :]
        early = rules.months("retirement.early_window")
        late = rules.months("retirement.late_window")
        open_ = np.nonzero((early > 0) | (late > 0))[0]
        shape = (5, len(births), 12)
        self.statutory, self.earliest, self.latest = (np.zeros(shape, dtype=np.int64) for _ in range(3))
        for g, law in enumerate(rules.inputs.law.statutory):
            d = born - law["first"]
            delay = np.where(d < 0, 0, np.minimum(law["cap"], d // law["step"] + 1))
            statutory = born + law["original"] + delay
            self.statutory[g] = self.earliest[g] = self.latest[g] = statutory
            if len(open_):
                start = 12 * rules.base_year + open_[0]
                bound = statutory >= start
                soonest = np.maximum(np.maximum(born + law["original"], statutory - int(early[open_[0]])), start)
                self.earliest[g] = np.where(bound, soonest, statutory)
                self.latest[g] = np.where(bound, statutory + int(late[open_[0]]), statutory)
        take_early = rules.at_month("retirement.flexible_early", self.earliest)
        self.early = np.where(self.earliest < self.statutory, np.clip(take_early, 0, 1), 0.0)
        take_late = np.minimum(np.clip(rules.at_month("retirement.flexible_late", self.statutory), 0, 1), 1 - self.early)
        self.late = np.where(self.statutory < self.latest, take_late, 0.0)
        ends = [np.where(self.late < 1, self.statutory, 0)]
        for months in [row[0] for row in rules.inputs.law.late] or [10 ** 6]:
            ends.append(np.where(self.late > 0, np.minimum(self.statutory + months, self.latest), 0))
        self.last_year = np.max(ends, axis=(0, 3)) // 12  # of the cohort's calendar

    def cohort_year(self, g, birth):
        """The calendar's statutory year of a birth year: that of birth month 7."""
        return self.statutory[g, birth - self.first, 6] // 12


class Rules:
    """What holds in one unit."""

    def __init__(self, inputs, unit):
        self.inputs, self.unit = inputs, unit
        self.base_year, self.last_year = inputs.base_year, inputs.last_year
        self.knobs = inputs.knobs
        self.calendar = Calendar(self)
        self.minimum = np.array([self.knobs.january("retirement.minimum_months", t)[unit] for t in self._all_years()])
        self.profile = np.zeros((len(STREAMS), AGES))
        for stream, first, last, relative in inputs.law.entry_profiles:
            self.profile[STREAMS.index(stream), first:last + 1] = relative
        self.step_bounds, self.steps = self._flexible_steps()
        self.residents = self._residents()
        self.late = inputs.law.late

    def _all_years(self):
        return range(self.base_year, self.last_year + 1)

    def knob(self, key, year, default=None):
        if default is not None and key not in self.knobs:
            return default
        return float(self.knobs.year(key, year)[self.unit])

    def choice(self, key, year, default):
        return str(self.knobs.january(key, year)[self.unit]) if key in self.knobs else default

    def months(self, key):
        return self.knobs.months[key][self.unit]

    def at_month(self, key, month):
        """Value of a knob in absolute months, clamped to the run."""
        series = self.months(key)
        return series[np.clip(month - 12 * self.base_year, 0, len(series) - 1)]

    def minimum_months(self, year):
        """M of January of a year, clamped to the run (R4)."""
        return self.minimum[np.clip(year - self.base_year, 0, len(self.minimum) - 1)]

    def divisor_of(self, month, age_months):
        """R6 for arrays of absolute months and ages in months."""
        out = np.zeros(len(age_months))
        for start, table in self.inputs.law.divisors:
            here = month >= start
            t = np.array(table["months"], dtype=np.int64)
            steps = round(1 / table["rounding"])
            at = lambda age: steps * t[np.clip(age - table["first_age"], 0, len(t) - 1)]
            age, further = age_months // 12, age_months % 12 if table["method"] == "by_month" else 0
            twelfths = 12 * at(age) - (at(age) - at(age + 1)) * further
            out = np.where(here, (2 * twelfths + 12) // 24 / steps, out)
        return out

    def _flexible_steps(self):
        steps = self.inputs.law.flexible_steps
        total = sum(share for _, share in steps)
        edges, sums = [], 0.0
        for _, share in steps[:-1]:
            sums += share / total
            edges.append(_NORMAL.inv_cdf(sums))
        return np.array(edges), np.array([index for index, _ in steps])

    def _residents(self):
        """P1-P4 for all units: {year: [unit, sex, age]}."""
        tables, n = self.inputs.tables, self.inputs.tables.population.copy()
        path = {self.base_year: n}
        for t in range(self.base_year + 1, self.last_year + 1):
            new = np.zeros_like(n)
            for u in range(len(self.inputs.units)):
                q = death_probability(tables.mortality.history[t] * self.knobs.year("population.mortality", t)[u])
                before = n[u, :, :-1]
                moved = tables.migration[:, 1:] * self.knobs.year("population.net_migration", t)[u] * before
                new[u, :, 1:] = before + moved - q[:, 1:AGES] * (before + moved / 2)
                new[u, :, -1] += n[u, :, -1] * (1 - q[:, AGES])
                fertility, ratio = tables.fertility[t]
                rate = tables.births_by_age(t) * fertility * self.knobs.year("population.fertility", t)[u]
                births = float((rate[1:] * (n[u, 1, 1:] + new[u, 1, 1:]) / 2).sum())
                girls = births / (1 + ratio)
                new[u, :, 0] = np.array([births - girls, girls]) * (1 - q[:, 0])
            path[t] = n = new
        return path

    def pool(self, t):
        """P5: people who could be insured, [sex, age]."""
        share = self.inputs.tables.catchment[:, self.unit] * self.knobs.year("labour.employability", t) * (
            1 - self.knobs.year("labour.insured_elsewhere", t))
        return np.tensordot(share, self.residents[t], axes=1)

    def year(self, t):
        """Everything that holds in year t."""
        k = lambda key, default=None: self.knob(key, t, default)
        mortality = self.inputs.tables.mortality.history[t] * k("population.mortality")
        y = SimpleNamespace(t=t, interest=k("economy.account_rate"), part=k("timing.part_year"),
                            credit_months=k("timing.account_interest_months"))
        y.q_active, y.q_retired, y.q_ill = (
            death_probability(mortality * k(f"mortality.selection_{who}")) for who in ("active", "retired", "illness"))
        theta, paying = k("contribution.turnover"), k("contribution.paying_share")
        y.stop, y.resume = 1 - math.exp(-theta * (1 - paying)), 1 - math.exp(-theta * paying)
        y.density, y.collection = k("contribution.density"), k("contribution.collection_rate")
        y.recovery, y.write_off = k("contribution.arrears_recovery"), k("contribution.arrears_write_off")
        y.write_off = min(y.write_off, 1 - y.recovery)
        y.late_fee = k("contribution.late_fee_daily") * k("contribution.late_fee_days")
        self._wages(y, k)
        self._awards(y, k)
        self._increase(y, k)
        self._grants(y, k)
        self._exits(y, k)
        self._entry(y, k)
        return y

    def _wages(self, y, k):
        y.reference = k("wage.reference")
        y.floor, y.ceiling = k("contribution.floor_share"), k("contribution.ceiling_share")
        y.sigma = k("contribution.wage_sigma")
        declared = k("contribution.declared_share")
        y.audited = k("audit.recovered_share", 0.0) > 0
        declared += (1 - declared) * k("audit.recovered_share", 0.0)
        y.wage = np.zeros(5)
        for g, key in enumerate(CATEGORY_WAGE):
            y.wage[g] = k("wage.market") * k("economy.wage_level") * k(key)
        y.ratio = declared * y.wage / y.reference                         # M̄ of employees
        y.ratio_undetected = k("contribution.declared_share") * y.wage / y.reference
        y.steps = np.clip(self.steps, y.floor, y.ceiling)
        shares = np.array([share for _, share in self.inputs.law.flexible_steps])
        y.flexible_mean = float((shares * y.steps).sum() / shares.sum())
        y.mean_index = np.array([mean_clamped(r, y.sigma, y.floor, y.ceiling) for r in y.ratio[:3]]
                                + [y.flexible_mean] * 2)
        at = 12 * (y.t - self.base_year)
        monthly = lambda key: self.months(key)[at:at + 12]
        small = monthly("contribution.small_share")
        waived = small * monthly("contribution.waiver_small") + (1 - small) * monthly("contribution.waiver_large")
        waived = waived + (1 - waived) * monthly("contribution.local_relief")
        employer = float((monthly("contribution.unit_rate") * (1 - waived)).mean())
        waived = float((monthly("contribution.unit_rate") * waived).mean())
        flexible = k("contribution.flexible_pooled_rate") + k("contribution.flexible_account_rate")
        y.employer, y.waived = np.array([employer] * 3 + [0.0] * 2), np.array([waived] * 3 + [0.0] * 2)
        y.member = np.array([k("contribution.individual_rate")] * 3 + [flexible] * 2)
        y.credit = np.array([k("contribution.account_credit_rate")] * 3 + [k("contribution.flexible_account_rate")] * 2)
        y.legal = y.employer + y.waived + y.member

    def _awards(self, y, k):
        def base(year):
            province = self.knob("benefit.province_base", year)
            return np.array([province, province * self.knob("benefit.city_base_ratio", year)])
        bases = base(y.t)
        if k("benefit.hold_harmless") >= 0.5:
            bases = np.maximum(bases, base(y.t - 1))
        y.province, y.city = bases
        y.basic_rate, y.transitional_rate = k("benefit.basic_rate"), k("benefit.transitional_rate")
        y.buy_index = k("retirement.makeup_index")
        y.buy_base, y.buy_rate = y.buy_index * y.reference * 12, k("retirement.makeup_rate")
        y.buy_credit = k("contribution.flexible_account_rate")
        usual = np.array([law["original"] for law in self.inputs.law.statutory], dtype=np.int64)
        y.usual_divisor = self.divisor_of(np.full(5, 12 * y.t + 11), usual)

    def _increase(self, y, k):
        """M0.2: yuan amounts of the year."""
        y.tilt_age = k("benefit.tilt_age")
        y.pool_carries = self.choice("benefit.increase_split", y.t, "pro_rata") == "pool"
        if self.choice("benefit.increase_form", y.t, "target") == "published":
            y.fixed, y.per_year, y.own, y.tilt = (k(f"benefit.published_{p}") for p in
                                                 ("fixed", "per_year", "own_share", "tilt"))
            return
        target, mean, years, old = (k(key) for key in ("benefit.increase_rate", "benefit.reference_pension",
                                                       "benefit.reference_years", "benefit.reference_share_70"))
        split = [k(f"benefit.increase_{p}_share") for p in ("fixed", "years", "own", "tilt")]
        amounts = np.array([split[0] * target * mean, split[1] * target * mean / years, split[2] * target,
                            split[3] * target * mean / old])
        spent = amounts @ np.array([1, years, mean, old])
        y.fixed, y.per_year, y.own, y.tilt = amounts * (target * mean / spent if spent else 0.0)

    def _grants(self, y, k):
        y.income_based = k("grants.income_based")
        income, pension = k("income.urban_month"), k("benefit.reference_pension")
        y.funeral = (y.income_based * k("grants.funeral_months") * income
                     + (1 - y.income_based) * k("grants.old_funeral_wage_months") * y.reference)
        y.survivor_month = y.income_based * income
        y.survivor_old = (1 - y.income_based) * k("grants.old_survivor_pension_months") * pension
        y.survivor_floor = k("grants.survivor_floor")
        y.survivor_cap = k("grants.survivor_cap")

    def survivor_months(self, y, years):
        """G1 at own years."""
        law = self.inputs.law
        bounds = np.array([b for b, _ in law.survivor_classes])
        months = np.array([m for _, m in law.survivor_classes] + [0.0])
        above = np.floor(np.maximum(0.0, years - law.survivor["extra_after_years"]))
        top = np.minimum(y.survivor_cap,
                         law.survivor["months_there"] + above * law.survivor["months_per_further_year"])
        at = np.searchsorted(bounds, years, side="right")
        return np.where(at < len(bounds), months[at], top)

    def _exits(self, y, k):
        sexes = ("male", "female")
        both = lambda key: np.array([k(f"retirement.{key}_{sex}") for sex in sexes])[SEX_OF]
        flexible = np.arange(5) >= 3
        y.special = np.where(flexible, 0.0, np.minimum(0.95, both("special_share") * k("retirement.early_special")))
        y.special_age = np.round(both("special_age")).astype(np.int64)
        y.illness = both("illness_hazard") * k("retirement.early_illness")
        y.irregular = np.where(flexible, 0.0, both("irregular_hazard") * k("retirement.early_irregular"))
        y.early_from = both("early_from")
        y.benefit = k("retirement.illness_benefit") >= 0.5
        y.window = int(k("retirement.illness_window"))
        y.leave, y.buy = k("retirement.short_leave"), k("retirement.short_buy")
        y.buy_after, y.last_age = k("retirement.short_buy_after"), k("retirement.short_last_age")
        y.loan_share, y.loan_years = k("hardship.loan_share", 0.0), k("hardship.loan_years", 0.0)
        y.claims = k("retirement.limited_share", 1.0)
        y.limited = tuple(k(f"retirement.limited_{p}", d) for p, d in (("base", 12.0), ("further", 3.0), ("from", 5.0)))

    def _entry(self, y, k):
        y.join = np.array([k(f"coverage.{s}", 0.0) * k(f"labour.pool_share_{s}", 0.0) for s in STREAMS])
        y.level = np.array([k(f"stream.level_{s}", 1.0) for s in STREAMS])
        y.retention = np.array([k(f"stream.retention_{s}", 1.0) for s in STREAMS])
        y.entry_ages = (max(16, int(k("labour.entry_age_min"))), min(76, int(k("labour.entry_age_max"))))
        y.hardship_age = (k("labour.hardship_age_male"), k("labour.hardship_age_female"))
        y.cadre = k("labour.cadre_share")


def death_probability(m):
    """P1, P2: probabilities of those who reach an age, [sex, 0 … 105] and, last, of those past the open age."""
    cohort = np.zeros((m.shape[0], AGES + 1))
    cohort[:, 0] = 0.85 * m[:, 0]
    cohort[:, 1] = 0.15 * m[:, 0] + 0.5 * m[:, 1]
    cohort[:, 2:AGES] = 0.5 * (m[:, 1:-1] + m[:, 2:])
    cohort[:, AGES] = m[:, -1]
    return 1 - np.exp(-cohort)
