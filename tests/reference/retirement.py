"""R1-R9: when whom the law lets retire. Months are counted 12·year + month − 1."""

from dataclasses import dataclass

import numpy as np

from tables import SEX_OF

EXIT_AGES = np.arange(40, 77)
MONTHS = np.arange(1, 13)


class Divisors:
    """R6: the account's divisor by age in months, by the table of a month."""

    def __init__(self, law):
        self.dated = law.divisors

    def __call__(self, age, month):
        """D of ages in months at months (arrays of one shape)."""
        age, month = np.broadcast_arrays(np.asarray(age), np.asarray(month))
        result = np.empty(age.shape)
        starts = [start for start, _ in self.dated]
        which = np.maximum(np.searchsorted(starts, month, side="right") - 1, 0)
        for n, (_, rule) in enumerate(self.dated):
            here = which == n
            if here.any():
                result[here] = self._table(rule, age[here])
        return result

    @staticmethod
    def _table(rule, age):
        table, y, f = np.array(rule["months"]), age // 12 - rule["first_age"], age % 12
        low, high = (table[np.clip(y + up, 0, len(table) - 1)] for up in (0, 1))
        if rule["method"] == "completed_age":
            return low
        steps = round(1 / rule["rounding"])  # whole twelfths of a rounding step, halves up
        twelfths = (12 * low - (low - high) * f) * steps
        return ((2 * twelfths + 12) // 24) / steps


@dataclass
class Points:
    """Weights by month of the year [unit, age, month]: w with Σ = 1; w times 1/D, 1/D at the statutory month, months early."""

    total: np.ndarray  # [unit, age] Σ of the weights before division
    w: np.ndarray
    inv: np.ndarray
    inv_statutory: np.ndarray
    early: np.ndarray


def binned(weight, slot, values):
    """Points of Σ over birth months: weight, slot = month − 1 and values [unit, age, j]; weight 0 outside the year."""
    hit = (slot[..., None] == np.arange(12)) * weight[..., None]
    sums = [hit.sum(-2)] + [(hit * v[..., None]).sum(-2) for v in values]
    return normal(sums)


def normal(sums):
    total = sums[0].sum(-1)
    scale = np.divide(1.0, total, out=np.zeros(total.shape), where=total > 0)[..., None]
    return Points(total, *[s * scale for s in sums])


class Schedule:
    """The retirement calendar of one category, for every unit, birth year and birth month."""

    def __init__(self, inputs, g):
        self.knobs, self.divisors, self.sex = inputs.knobs, Divisors(inputs.law), SEX_OF[g]
        rule = inputs.law.statutory[g]
        self.original_age = rule["original"]
        self.births = np.arange(inputs.base_year - 76, inputs.last_year - 15)
        self.birth = 12 * self.births[:, None] + np.arange(12)  # [birth year, j]
        d = self.birth - rule["first"]
        delay = np.where(d < 0, 0, np.minimum(rule["cap"], d // rule["step"] + 1))
        self.statutory = self.birth + rule["original"] + delay  # R1
        self.points = self._points(inputs.law.late or [(10**6, 1.0)])
        self.inverse = [1 / self.divisors(month - self.birth, month) for _, month, _ in self.points]
        self.inverse_statutory = 1 / self.divisors(self.statutory - self.birth, self.statutory)
        self.asked = self.points[0][2] + self.points[1][2]  # M5.2a [unit, birth year, j]
        groups = [(month, w) for _, month, w in self.points] + [(self.statutory, self.asked)]
        year = lambda empty, best: [best(np.where(w > 0, month // 12, empty), axis=-1) for month, w in groups]
        self.last_year = np.max(year(0, np.max), axis=0)  # [unit, birth year] of the last group
        self.first_year = np.min(year(10**6, np.min), axis=0)  # … of the first
        self.due_year = self.statutory[:, 6] // 12  # that of birth month 7

    def _points(self, late_rows):
        """R2, R3: [(way, month, weight)], each [unit, birth year, j]."""
        units = len(self.knobs.units)
        shape = (units, *self.statutory.shape)
        statutory = np.broadcast_to(self.statutory, shape)
        earliest = statutory.copy()
        for ahead in range(60, 0, -1):  # the longest window first: a month counts when its own window reaches so far
            month = statutory - ahead
            open_ = (self._window("early", month) >= ahead) & (month >= self.birth + self.original_age)
            earliest = np.where((earliest == statutory) & open_, month, earliest)
        latest = statutory + self._window("late", statutory)
        early = np.where(earliest < statutory, self._takeup("retirement.flexible_early", earliest), 0) / 12
        late = np.minimum(self._takeup("retirement.flexible_late", statutory), 1 - 12 * early) / 12
        late = np.where(statutory < latest, late, 0)
        points = [("early", earliest, early), ("statutory", statutory, 1 / 12 - early - late)]
        shares = sum(share for _, share in late_rows)
        return points + [("late", np.minimum(statutory + months, latest), late * share / shares)
                         for months, share in late_rows]

    def _window(self, name, month):
        """Months that the window of a month allows; none before the run's first month."""
        known = month >= 12 * self.knobs.base_year
        return np.where(known, self._takeup(f"retirement.{name}_window", month), 0).astype(int)

    def _takeup(self, key, month):
        series = self.knobs.months[key]
        slot = np.clip(month - 12 * self.knobs.base_year, 0, series.shape[1] - 1)
        return np.take_along_axis(series, slot.reshape(len(series), -1), axis=1).reshape(month.shape)

    def minimum(self, year):
        """R4: legal minimum months of January, [unit] + shape of `year`; years outside the run are clamped to it."""
        slot = 12 * (np.clip(year, self.knobs.base_year, self.knobs.last_year) - self.knobs.base_year)
        series = self.knobs.months["retirement.minimum_months"]
        return series[:, slot]

    def rows(self, t):
        """Indices of the birth years of EXIT_AGES in year t."""
        return t - EXIT_AGES - self.births[0]

    def due(self, t, ages):
        """Whether the statutory year of these ages has come by t (M3.4)."""
        return self.due_year[t - ages - self.births[0]] <= t

    def drawn(self, t, ages):
        """G2: years since the statutory one; of birth years before the first of the calendar, since the original age."""
        births = t - ages
        known = np.clip(births - self.births[0], 0, len(self.births) - 1)
        since = np.where(births > self.births[0], t - self.due_year[known], ages - self.original_age // 12)
        return np.maximum(0, since)

    def past_due(self, t):
        """[unit, age]"""
        return t > self.last_year[:, self.rows(t)]

    def groups(self, t):
        """Calendar groups of year t: [(way, remaining [unit, age], M [unit, age], Points)]."""
        rows, result = self.rows(t), []
        earlier = sum((w[:, rows] * (month[:, rows] // 12 < t)).sum(-1) for _, month, w in self.points)
        statutory_year = self.statutory[rows] // 12
        for n, (way, month, weight) in enumerate(self.points):
            month = month[:, rows]
            weight = np.where(month // 12 == t, weight[:, rows], 0)
            for lag in range(0, 7) if way == "late" else [None]:
                w = weight if lag is None else weight * (statutory_year == t - lag)
                total = w.sum(-1)
                if way == "statutory":  # nobody chose it: the months of those who are asked
                    asked = np.where(statutory_year == t, self.asked[:, rows], 0)
                    w = np.where(total[..., None] > 0, w, asked)
                if not w.any():
                    continue
                points = binned(w, month - 12 * t, [self.inverse[n][:, rows], self.inverse_statutory[rows],
                                                    self.statutory[rows] - month])
                remaining = np.divide(total, 1 - earlier, out=np.zeros(earlier.shape), where=total > 0)
                result.append((way, remaining, self.minimum(np.full(len(rows), t - (lag or 0))), points))
        return result

    def statutory_shares(self, t):
        """Shares of the cohort whose statutory month lies before t, in t, whatever anybody chooses [age]."""
        due = self.statutory[self.rows(t)] // 12
        return (due < t).mean(-1), (due == t).mean(-1)

    def asked_weight(self, t):
        """M5.2a: W and w of year t [unit, age]."""
        rows = self.rows(t)
        year, w = self.statutory[rows] // 12, self.asked[:, rows]
        return (w * (year < t)).sum(-1), (w * (year == t)).sum(-1)

    def after(self, t):
        """M5.2d: F, weight of the groups after year t [unit, age]."""
        rows = self.rows(t)
        return sum((w[:, rows] * (month[:, rows] // 12 > t)).sum(-1) for _, month, w in self.points)

    def special(self, t):
        """R7: at the special age, in January where it fell below one's own, if before the statutory month; once."""
        rows, key = self.rows(t), f"retirement.special_age_{('male', 'female')[self.sex]}"
        at = lambda year: self.birth[rows] + self.knobs.year(key, year).astype(int)[:, None, None]
        asked = sum(at(year) // 12 <= year for year in range(self.knobs.base_year, t)) > 0
        month = np.maximum(at(t), 12 * t)
        weight = np.where(~asked & (month // 12 == t) & (month < self.statutory[rows]), 1 / 12, 0)
        inv = 1 / self.divisors(month - self.birth[rows], month)
        return binned(weight, month - 12 * t, [inv, self.inverse_statutory[rows], self.statutory[rows] - month])

    def _yearly_inverse(self, t):
        """1/D of all pairs (birth month, month of year t) [age, j, m]; ages are the same every year."""
        month = 12 * t + np.arange(12)
        return 1 / self.divisors(month - self.birth[self.rows(t)][:, :, None], month)

    def pairs(self, t, low, high):
        """R8: all pairs (birth month, month of the year) with low < statutory − month ≤ high [unit]."""
        rows = self.rows(t)
        month = 12 * t + np.arange(12)
        early = self.statutory[rows][:, :, None] - month  # [age, j, m]
        inv = self._yearly_inverse(t)
        stat = self.inverse_statutory[rows][:, :, None]
        here = (early > np.reshape(low, (-1, 1, 1, 1))) & (early <= np.reshape(high, (-1, 1, 1, 1)))
        return normal([(here * v / 144).sum(-2) for v in (1.0, inv, stat, early)])

    def december(self, t):
        """R10: 31 December, months early down to 0."""
        rows, units = self.rows(t), len(self.knobs.units)
        month = 12 * t + 11
        early = np.maximum(0, self.statutory[rows] - month)  # [age, j]
        inv = 1 / self.divisors(month - self.birth[rows], np.full(early.shape, month))
        stat = np.where(early > 0, self.inverse_statutory[rows], inv)
        slot = np.full((units, *early.shape), 11)
        return binned(np.full(slot.shape, 1 / 12), slot, [inv, stat, early])

    def extension(self, t):
        """R9: all 144 pairs, no months early."""
        rows, inv = self.rows(t), self._yearly_inverse(t)
        ones, units = np.ones(inv.shape), len(self.knobs.units)
        sums = [np.broadcast_to((v / 144).sum(-2), (units, len(rows), 12)) for v in (ones, inv, inv, 0 * ones)]
        return normal(sums)
