"""M5.1, M5.2, M5.2c: the ways out of a category in a year, with probabilities, eligibility and what the short do."""

from dataclasses import dataclass, replace

import numpy as np

from retirement import EXIT_AGES, Points
from year import over, ratio


@dataclass
class Exit:
    """One way: p [path, unit, age], e, asked p̂, leave and buy [path, unit, age, bucket]."""

    way: str
    p: np.ndarray
    e: tuple  # without, with the year's gain: e(s), e(s + 1)
    minimum: np.ndarray  # M in months [1, unit, age]
    points: Points
    asked: np.ndarray
    leave: np.ndarray
    buy: np.ndarray
    case: str = "pension"  # or partial (b), limited (c)
    loan: bool = False


def eligible(minimum, top):
    """R5: e(s), e(s + 1) for buckets 0 … S; minimum [unit, age]."""
    e = np.clip(np.arange(top + 2) + 1 - minimum[None, ..., None] / 12, 0, 1)
    return e[..., :-1], e[..., 1:]


def without_divisor(points):
    """No account is awarded: 1/D = 0, and no divisor effect (A9)."""
    return replace(points, inv=0 * points.inv, inv_statutory=0 * points.inv)


class Exits:
    """All exits of category g in year t."""

    def __init__(self, year, schedule, g, top):
        self.year, self.schedule, self.g, self.top = year, schedule, g, top
        self.sex = schedule.sex
        self.open = EXIT_AGES >= over(year.sexed("retirement.early_from", self.sex), 1)  # to illness, irregular [1, unit, age]
        self.past = schedule.past_due(year.t)[None]
        self.groups = schedule.groups(year.t)
        self.list = []
        self._hazards()
        for way, remaining, minimum, points in self.groups:
            self._calendar(way, remaining[None], minimum, points)
        self._made_up()
        self._extension()

    def _add(self, way, p, minimum, points, asked=0.0, leave=0.0, buy=0.0, **more):
        asked = np.asarray(asked)
        if not p.any() and not asked.any():
            return
        e = eligible(minimum, self.top)
        wide = lambda v: v * np.ones((1, 1, 1, 1))
        self.list.append(Exit(way, p, e, minimum[None], points, asked, wide(leave), wide(buy), **more))

    def _hazard_points(self):
        """{way: (points, hazard [path, unit, age])} of the ways that compete before the calendar."""
        year, t, sex, s = self.year, self.year.t, self.sex, self.schedule
        hazard = lambda way, pts: (pts, over(year.sexed(f"retirement.{way}_hazard", sex)
                                             * year(f"retirement.early_{way}"), 1) * pts.total * self.open)
        ways, nothing = {}, np.zeros(len(year.knobs.units))
        self.benefit = (year("retirement.illness_benefit") >= 0.5)[0]  # [unit]
        window = year("retirement.illness_window")[0]
        far = np.full_like(nothing, 1e9)
        ways["illness"] = hazard("illness", s.pairs(t, nothing, np.where(self.benefit, window, far)))
        ways["far"] = hazard("illness", s.pairs(t, np.where(self.benefit, window, far), far))
        if self.g < 3:
            special = s.special(t)
            share = np.minimum(0.95, over(year.sexed("retirement.special_share", sex)
                                          * year("retirement.early_special"), 1) * special.total)
            ways["special"] = special, -np.log(1 - share)
            ways["irregular"] = hazard("irregular", s.pairs(t, nothing, far))
        return ways

    def _hazards(self):
        """M5.2, M5.2c."""
        ways, year = self._hazard_points(), self.year
        ways = {way: (pts, h * ~self.past) for way, (pts, h) in ways.items()}
        total = sum(h for _, h in ways.values())
        share = ratio(1 - np.exp(-total), total)
        self.p0 = 1 - share * total
        minimum = self.schedule.minimum(np.full(len(EXIT_AGES), year.t))
        for way, (points, h) in ways.items():
            if way == "far":
                self._add("illness", h * share, minimum, without_divisor(points), case="partial")
            else:
                self._add(way, h * share, minimum, points)
        self._limited(ways, share, minimum)

    def _limited(self, ways, share, minimum):
        """M5.2c: the short of near and far together get case (c)."""
        if not self.benefit.any():
            return
        claim = over(self.year("retirement.limited_share"), 1)
        p = claim * (ways["illness"][1] + ways["far"][1]) * share * self.benefit[:, None]
        every = self.schedule.pairs(self.year.t, np.zeros(len(self.benefit)), np.full(len(self.benefit), 1e9))
        count = len(self.list)
        self._add("illness", p, minimum, without_divisor(every), case="limited")
        for exit_ in self.list[count:]:
            exit_.e = tuple(1 - e for e in exit_.e)

    def _calendar(self, way, remaining, minimum, points):
        p = self.p0 * remaining * ~self.past
        if way != "statutory":
            self._add(way, p, minimum, points)
            return
        buy, leave = self._answers(minimum, np.arange(self.top + 1))
        before, now = (v[None, ..., None] for v in self.schedule.asked_weight(self.year.t))
        asked = (self.p0 * ~self.past)[..., None] * now / (1 - (leave + buy) * before)  # M5.2a
        self._add(way, p, minimum, points, asked, leave, buy, loan=True)

    def _answers(self, minimum, buckets):
        """M5.2b: of those asked, who buys with a loan and who leaves, by bucket; minimum [unit, age]."""
        year = self.year
        near = buckets >= np.ceil(minimum / 12)[None, ..., None] - over(year("hardship.loan_years"), 1, 1)
        buy = np.where(near, over(year("hardship.loan_share"), 1, 1), 0.0)
        return buy, over(year("retirement.short_leave"), 1, 1) * (1 - buy)

    def _made_up(self):
        """M5.2d: the minimum reached after the chosen month, on 31 December."""
        schedule, t = self.schedule, self.year.t
        rows = schedule.rows(t)
        due = schedule.due_year[rows]
        minimum, old = (schedule.minimum(np.minimum(y, due)) for y in (t, t - 1))
        e, long_since = eligible(minimum, self.top), np.maximum(*(eligible(m, self.top)[0] for m in (minimum, old)))
        newly = e[1] - long_since
        ends = sum(self._answers(minimum, np.arange(self.top + 1)))  # ω
        before, wide = schedule.asked_weight(t)[0][None, ..., None], lambda v: v[None, ..., None]
        p0 = self.p0[..., None]
        going = newly * p0 * (1 - wide(schedule.after(t)) / (1 - ends * before))
        for x in (x for x in self.list if x.way in ("early", "statutory", "late")):
            psi = (x.points.w * np.arange(1, 13) / 12).sum(-1)[None, ..., None]
            p = x.p[..., None]
            going = going + p * (long_since - x.e[0] * (1 - psi) - x.e[1] * psi)
            going = going - (x.leave + x.buy) * x.asked * (e[1] - e[0]) * (1 - psi)
        others = sum(self._gone(x) for x in self.list)
        going = np.where(newly > 0, np.maximum(0, np.minimum(going, 1 - others)), 0.0)
        there = ~self.past * (t >= schedule.first_year[:, rows])[None]
        for way, here in (("early", t < due), ("made up", t >= due)):
            count = len(self.list)
            self._add(way, np.ones(self.past.shape) * there * here, minimum, schedule.december(t))
            for exit_ in self.list[count:]:
                exit_.e = 0 * going, going

    @staticmethod
    def _gone(x):
        """Of those who gain the year: retire, or end their membership because they are asked."""
        psi = (x.points.w * np.arange(1, 13) / 12).sum(-1)[None, ..., None]
        tested = x.e[0] * (1 - psi) + x.e[1] * psi
        return x.p[..., None] * tested + (x.leave + x.buy) * x.asked * (1 - tested)

    def _extension(self):
        """M5.1; who has been past due long enough is asked to buy once, whatever the wait was in other years."""
        year, schedule = self.year, self.schedule
        rows = schedule.rows(year.t)
        due, last = schedule.due_year[rows], schedule.last_year[:, rows]
        first = year.knobs.base_year
        wait = lambda t: np.atleast_2d(year.knobs.year("retirement.short_buy_after", max(t, first)))[..., None]
        before = sum((t - due >= wait(t)) & (t > last) for t in range(year.t - len(due), year.t)) > 0
        asked = (year.t - due >= wait(year.t)) & ~before
        buy = np.where(asked, over(year("retirement.short_buy"), 1), 0.0)
        leave = np.where(EXIT_AGES >= over(year("retirement.short_last_age"), 1), 1 - buy, 0.0)
        past = self.past.astype(float)
        self._add("extension", past, schedule.minimum(due), schedule.extension(year.t), past[..., None],
                  leave[..., None], buy[..., None])

    def benefit_ends(self):
        """M6.3: share of benefits that become pensions, [1, unit, age]."""
        before, now = self.schedule.statutory_shares(self.year.t)
        return np.where(self.past, 1.0, ratio(now, 1 - before))
