"""M3: who joins in a year, by stream; transfers in; premium subsidy."""

from dataclasses import dataclass

import numpy as np

from contributions import employee_index
from inputs import EMPLOYEE_STREAMS, STREAMS
from tables import AGES, MEMBER_AGES, B, L, N
from year import over, ratio

ROWS = slice(MEMBER_AGES[0], MEMBER_AGES[-1] + 1)  # ages of members among 0 … 105


def profile(inputs, stream):
    """Relative readiness by age; the last matching band holds."""
    result = np.zeros(AGES)
    for name, low, high, relative in inputs.law.entry_profiles:
        if name == stream:
            result[low:high + 1] = relative
    return result[ROWS]


def stream_heads(inputs, year, free):
    """M3.3: {stream: heads [path, unit, sex, age]} from the uninsured U ≥ 0 [path, unit, sex, age]."""
    ages, heads = MEMBER_AGES, {}
    for stream in STREAMS:
        level = year(f"coverage.{stream}") * year(f"labour.pool_share_{stream}")
        heads[stream] = free * np.minimum(1, over(level, 1, 1) * profile(inputs, stream))
        if stream == "hardship":
            first = np.stack([year.sexed("labour.hardship_age", sex) for sex in (0, 1)], axis=-1)
            heads[stream] = heads[stream] * (ages >= first[..., None])
    total = sum(heads.values())
    scale = np.where(total > free, ratio(free, total), 1.0)
    return {stream: h * scale for stream, h in heads.items()}


@dataclass
class Arrivals:
    """Entrants of one category: heads and levels [path, unit, age] that go on, that stop, and transferred sums."""

    stay: np.ndarray       # [path, unit, age, (n, ℓ)]
    stop: np.ndarray
    transferred: np.ndarray  # heads


class Entry:
    """All arrivals of a year by category."""

    def __init__(self, inputs, year, schedules, terms, pool, insured):
        self.inputs, self.year, self.schedules, self.terms = inputs, year, schedules, terms
        shape = (*insured.shape[:2], len(MEMBER_AGES))
        self.by_category = [Arrivals(np.zeros((*shape, 2)), np.zeros((*shape, 2)), np.zeros(shape)) for _ in range(5)]
        self.flows = {}
        self._streams((pool - insured)[..., ROWS])
        self._transfers(pool[..., ROWS])

    def _streams(self, room):
        """M3.2 to M3.5."""
        year = self.year
        low, high = over(year("labour.entry_age_min"), 1, 1), over(year("labour.entry_age_max"), 1, 1)
        room = room * ((MEMBER_AGES >= low) & (MEMBER_AGES <= high))
        self.flows["entrants_clipped"] = np.maximum(0, -room).sum((-1, -2))
        self.hardship, everyone = 0 * self.flows["entrants_clipped"], 0 * self.flows["entrants_clipped"]
        for stream, heads in stream_heads(self.inputs, year, np.maximum(0, room)).items():
            enrolled = 0
            for g, joining, level in self._placed(stream, heads):
                keep = over(year(f"stream.retention_{stream}"), 1, 1)
                pair = np.stack([joining, joining * over(level, 1)], axis=-1)
                self.by_category[g].stay += pair * keep
                self.by_category[g].stop += pair * (1 - keep)
                enrolled = enrolled + joining.sum(-1)
            self.flows[f"entrants_{stream}"] = enrolled
            everyone = everyone + enrolled
            if stream == "hardship":
                self.hardship = enrolled
        self.flows["entrants"] = everyone

    def _due(self, g):
        return self.schedules[g].due(self.year.t, MEMBER_AGES)

    def _placed(self, stream, heads):
        """M3.4, M3.7: (category, heads [path, unit, age], level [path, unit])."""
        if stream in EMPLOYEE_STREAMS:
            lam = self.year(f"stream.level_{stream}")
            for g, part in self._employees(heads):
                yield g, part, self._employee_level(g, lam) if g < 3 else np.ones((1, 1))
            return
        for sex in (0, 1):
            g = 3 + sex
            x, lam = self.terms[g].index, self.year(f"stream.level_{stream}")
            clamped = np.clip(lam * x, self.year("contribution.floor_share"), self.year("contribution.ceiling_share"))
            yield g, heads[:, :, sex] * ~self._due(g), clamped / x

    def _employees(self, heads):
        """M3.4: heads by sex to employee categories; the due to the flexible ones, or nowhere."""
        cadres = over(self.year("labour.cadre_share"), 1)
        for g, part in ((0, heads[:, :, 0]), (1, heads[:, :, 1] * cadres), (2, heads[:, :, 1] * (1 - cadres))):
            due, flexible = self._due(g), 3 if g == 0 else 4
            yield g, part * ~due
            yield flexible, part * (due & ~self._due(flexible))

    def _employee_level(self, g, lam):
        return employee_index(self.year, g, lam) / self.terms[g].index

    def _transfers(self, pool):
        """M3.8."""
        year = self.year
        inside = ((MEMBER_AGES >= over(year("transfer.in_from"), 1, 1))
                  & (MEMBER_AGES <= over(year("transfer.in_to"), 1, 1)))
        heads = pool * over(year("transfer.in_rate"), 1, 1) * inside
        flexible = over(year("transfer.in_flexible"), 1, 1)
        for sex in (0, 1):
            self.by_category[3 + sex].transferred += (heads * flexible)[:, :, sex] * ~self._due(3 + sex)
        for g, part in self._employees(heads * (1 - flexible)):
            self.by_category[g].transferred += part
        total = sum(a.transferred.sum(-1) for a in self.by_category)
        account = total * over(self._brought()[..., B])
        self.flows |= {"transferred_in": total, "account_credited": account,
                       "transfers_in": account * (1 + year("transfer.pooled_per_account"))}

    def _brought(self):
        """Sums one transferred head brings, [path, unit, sum]."""
        year = self.year
        a = year("transfer.in_years")
        z = a * year("transfer.in_index")
        b = (z * year("transfer.in_account") * year.city("wage.reference") * 12
             * year("contribution.flexible_account_rate"))
        return np.stack(np.broadcast_arrays(1.0 + 0 * a, a, z, b, 0 * a, 1.0 + 0 * a), axis=-1)

    def join(self, g, returning, stopping):
        """M3.5, M3.8: adds the arrivals of g to the groups [path, unit, cohort, age, bucket, sum] (new cohort)."""
        arrivals = self.by_category[g]
        for cells, pair in ((returning, arrivals.stay), (stopping, arrivals.stop)):
            cells[:, :, 1, :, 0, N] += pair[..., 0]
            cells[:, :, 1, :, 0, L] += pair[..., 1]
        if not arrivals.transferred.any():
            return
        brought = arrivals.transferred[..., None] * over(self._brought(), 1).swapaxes(-1, -2)
        bucket = np.minimum(np.floor(self.year("transfer.in_years") + 1e-9), returning.shape[4] - 1).astype(int)
        for s in np.unique(bucket):
            returning[:, :, 1, :, s] += np.where(over(bucket == s, 1, 1), brought, 0)


def premium_subsidy(year, hardship):
    """M3.6: `hardship` = entrants of this year, of the year before, …, each [path, unit]."""
    years = year("hardship.subsidy_years")
    missing = 1 - year("timing.part_year")  # of the first year; made up for after the last
    heads = sum(h * np.clip(years + missing - ago, 0, 1) for ago, h in enumerate(hardship))
    heads = np.maximum(0, heads - missing * hardship[0])
    rate = year("contribution.flexible_pooled_rate") + year("contribution.flexible_account_rate")
    return heads * year("hardship.subsidy_share") * year("hardship.index") * year.city("wage.reference") * 12 * rate
