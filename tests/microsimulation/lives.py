"""The lives of one unit's insured, one by one, from the base year to the last (docs/equations.md, sections 3 and 4)."""

from dataclasses import dataclass

import numpy as np

import entry
import pensioners as pension
from people import Book, People
from pensioners import BENEFIT, ILL, LIMITED
from retire import retire
from rules import EARLY, LATE, SEX_OF, STATUTORY


@dataclass
class Conduct:
    """How people differ from one another inside a cell, and what of it follows the rules exactly.

    persistence: share of a person's years in which the person's own standing decides whether it is paid.
    among: "cell": the standing is that among the people of one category, age, status and completed years, so that each
           cell pays its mean share; "all": among all, so that steady payers gather in the high buckets.
    real_months: part years are credited as fractions and years are tested as they are, not by completed years.
    benefit_c: cases (b) and (c) of the illness benefit.
    """
    persistence: float = 0.0
    among: str = "cell"
    real_months: bool = False
    deferred: bool = True


class Lives:
    def __init__(self, rules, members, old, conduct, batches, seed):
        self.rules, self.conduct, self.batches = rules, conduct, batches
        self.rng = seed if isinstance(seed, np.random.Generator) else np.random.default_rng(seed)
        self.book = Book(rules.base_year, rules.last_year - rules.base_year + 1, batches)
        self.members = self._persons(**{k: np.asarray(c) for k, c in members.items()})
        self.pensioners = self._old(old)
        self.arrears = np.zeros((5, batches))
        self.false_paid = np.zeros(batches)
        # per year, category and birth year of middle-cohort leavers: Σa, Σz, Σv, Σv·x̄, heads; and r₂·C
        self.leavers = np.zeros((self.book.years, 5, rules.last_year, 5))
        self.deemed_price = np.zeros(self.book.years)
        self.begun = len(self.members) + len(self.pensioners)

    def _persons(self, **columns):
        """Members with everything that is decided once."""
        n, rng = len(columns["birth"]), self.rng
        zero = {name: np.zeros(n) for name in ("a", "v", "z", "b")}
        columns = zero | {"level": np.ones(n), "middle": np.zeros(n, bool), "pays": np.ones(n, bool)} | columns
        columns.setdefault("wage", rng.standard_normal(n))
        columns.setdefault("fraction", rng.random(n))
        people = People(**columns, month=rng.integers(0, 12, n), luck=rng.random(n), special=rng.random(n),
                        choice=rng.random(n), wait=rng.random(n))
        self.set_calendar(people)
        return people

    def set_calendar(self, who):
        """The own months: statutory, chosen; R1-R3."""
        c = self.rules.calendar
        at = (who.g, who.birth - c.first, who.month)
        who.statutory = c.statutory[at]
        early = who.choice < c.early[at]
        late = ~early & (who.choice > 1 - c.late[at])
        latest = c.latest[at]
        if self.rules.late:
            shares = np.cumsum([share for _, share in self.rules.late])
            months = np.array([m for m, _ in self.rules.late])
            pick = np.minimum(np.searchsorted(shares, who.wait * shares[-1]), len(months) - 1)
            latest = np.minimum(latest, who.statutory + months[pick])
        who.option = np.where(early, EARLY, np.where(late, LATE, STATUTORY))
        who.due = np.where(early, c.earliest[at], np.where(late, latest, who.statutory))

    def _old(self, old):
        n = len(old["g"])
        given = {k: c for k, c in old.items() if k != "award_age"}
        month = self.rng.integers(0, 12, n)
        awarded = 12 * (old["birth"] + old["award_age"]) + self.rng.integers(0, 12, n)
        return pension.pensioners(n, **given, month=month, awarded=awarded, statutory=np.zeros(n, np.int64))

    def run(self):
        self.record()
        for t in range(self.rules.base_year + 1, self.rules.last_year + 1):
            self.book.t = t
            self.year(self.rules.year(t))
            self.record()
        return self.book

    def year(self, y):
        pension.year(self.pensioners, y, self.rules, self.book, self.rng)
        self.false_claims(y)
        m = self.members
        x = y.t - m.birth
        payers = np.bincount(m.g[m.pays], m.level[m.pays], 5)
        y.gain = self.gains(y, payers)
        dies = self.rng.random(len(m)) < y.q_active[SEX_OF[m.g], x]
        newcomers = entry.entrants(self, y, m, ~dies)
        m.standing = self.standing(m, x)
        moves = entry.transferred_out(self, y, x, dies)
        part, stays = self.suspend_and_return(m, y, dies | moves)
        entry.reclassify(self, y, x, stays)
        if len(newcomers):
            dies, moves = (np.concatenate([c, np.zeros(len(newcomers), bool)]) for c in (dies, moves))
            part = np.concatenate([part, self.thinned(np.full(len(newcomers), y.part))])
            m.add(newcomers)
        self.own_index(m, y)
        part, gone = retire(self, y, m, part, dies, moves)
        self.collect(m, y, part)
        m.keep(~gone)
        del m.standing, m.index
        pension.reach_statutory_age(self.pensioners, y, self.rules, self.book)

    def false_claims(self, y):
        k = lambda part: self.rules.knob(f"false_claims.{part}", y.t, 0.0)
        paid = k("share") * k("months") * self.book.row("false_base")
        self.book.row("false_claims_paid")[:] += paid
        self.book.row("false_claims_recovered")[:] += k("recovery") * self.false_paid
        self.false_paid = paid

    def gains(self, y, payers):
        """M4.4: φ by category; arrears recovered restore years."""
        paid = y.density * y.collection
        full = y.legal * y.mean_index * y.reference * 12
        restored = y.recovery * self.arrears.sum(axis=1) / np.where(full * payers > 0, full * payers, 1.0)
        return paid + np.minimum(np.where(payers > 0, restored, 0.0), 1 - paid)

    def standing(self, m, x):
        """Uniform on [0, 1): whoever stands below φ has a paid year (if the whole year counts)."""
        rng, c, n = self.rng, self.conduct, len(m)
        fresh = rng.random(n)
        if not c.persistence:
            return fresh
        own = m.luck
        if c.among == "cell":
            bucket = np.minimum((m.a + m.v + 1e-9).astype(np.int64), 40)
            cell = ((m.g.astype(np.int64) * 128 + x) * 64 + bucket) * 4 + 2 * m.middle + m.pays
            order = np.lexsort((m.luck, cell))
            sorted_cell = cell[order]
            start = np.concatenate([[True], sorted_cell[1:] != sorted_cell[:-1]])
            first = np.nonzero(start)[0]
            group = np.cumsum(start) - 1
            size = np.diff(np.append(first, n))
            own = np.empty(n)
            own[order] = (np.arange(n) - first[group] + rng.random(n)) / size[group]
        return np.where(rng.random(n) < c.persistence, own, fresh)

    def thinned(self, part):
        """A part of a year: a fraction, or the chance of a whole year (M4.5)."""
        if self.conduct.real_months:
            # spread evenly around the mean part of ½
            return np.where((part > 0) & (part < 1), np.minimum(1.0, 2 * part * self.rng.random(len(part))), part)
        return (self.rng.random(len(part)) < part).astype(float)

    def suspend_and_return(self, m, y, gone):
        """M2; the part of the year each could pay: 1, about ½, or 0. Who stops is suspended on 31 December."""
        turn = self.rng.random(len(m)) < np.where(m.pays, y.stop, y.resume)
        turn &= ~gone
        part = np.where(m.pays, 1.0, 0.0)
        part[turn | (gone & m.pays)] = y.part
        stays = m.pays & ~turn & ~gone
        m.pays = m.pays ^ turn
        return self.thinned(part), stays

    def own_index(self, m, y):
        """M4.1 for a person: own wage, clamped; flexible members keep to their step."""
        employee = m.g < 3
        ratio = y.ratio[np.minimum(m.g, 2)]
        own = np.clip(ratio * np.exp(y.sigma * m.wage - y.sigma ** 2 / 2), y.floor, y.ceiling)
        step = y.steps[np.searchsorted(self.rules.step_bounds, m.wage)]
        m.index = np.where(employee, own, step) * m.level

    def collect(self, m, y, part):
        """M4.6: contributions of those who pay, arrears of those who do not, by person."""
        book, s = self.book, m.standing
        paid_share = y.density * y.collection
        base = part * m.index * y.reference * 12
        paid, due = base * (s < paid_share), base * (s < y.density)
        restored = base * ((s >= paid_share) & (s < y.gain[m.g]))
        employee = m.g < 3
        add = lambda flow, who, values: book.add(flow, m.batch[who], values[who])
        add("contributions_unit", employee, paid * y.employer[m.g])
        add("contributions_individual", employee, paid * y.member[m.g])
        add("contributions_flexible", ~employee, paid * y.member[m.g])
        add("contributions_waived", employee, paid * y.waived[m.g])
        add("contribution_base", employee, due)
        add("contribution_base_flexible", ~employee, due)
        add("market_wage_bill", employee, part * (s < y.density) * m.level * y.wage[m.g] * 12)
        owed = y.employer[m.g] + y.member[m.g]
        every = slice(None)
        add("contributions_due", every, due * owed)
        cell = m.g * self.batches + m.batch
        by_cell = lambda values: np.bincount(cell, values, 5 * self.batches).reshape(5, -1)
        recovered = by_cell(restored * y.legal[m.g])
        written = y.write_off * (self.arrears - recovered)
        self.arrears += by_cell((due - paid) * owed) - recovered - written
        book.row("contributions_arrears")[:] += recovered.sum(axis=0)
        book.row("late_fees")[:] += recovered.sum(axis=0) * y.late_fee
        book.row("arrears_written_off")[:] += written.sum(axis=0)
        book.row("arrears_stock")[:] = self.arrears.sum(axis=0)
        add("account_credited", every, (paid + restored) * y.credit[m.g])
        if y.audited:
            self.count_audit(m, y, part, paid, restored, add)

    def count_audit(self, m, y, part, paid, restored, add):
        """What of the base audit brought in, and what it will cost a year from retirement on (M4.6)."""
        employee = m.g < 3
        ratio = y.ratio_undetected[np.minimum(m.g, 2)]
        before = np.clip(ratio * np.exp(y.sigma * m.wage - y.sigma ** 2 / 2), y.floor, y.ceiling) * m.level
        share = np.where(employee, 1 - before / m.index, 0.0)
        add("audit_contributions", employee, paid * (y.employer[m.g] + y.member[m.g]) * share)
        gained = (paid + restored) / (m.index * y.reference * 12)
        promised = (y.basic_rate / 2 * y.city * (m.index - before)
                    + m.index * y.reference * 12 * y.credit[m.g] * share / y.usual_divisor[m.g])
        add("audit_promised", employee, 12 * gained * promised)

    def record(self):
        """M7: stocks of 31 December."""
        book, m, p = self.book, self.members, self.pensioners
        book.add("contributing_end", m.batch[m.pays])
        book.add("suspended_end", m.batch[~m.pays])
        book.add("retired_end", p.batch[p.kind <= ILL])
        book.add("illness_benefit_end", p.batch[p.kind >= BENEFIT])
        monthly = np.where(p.kind == LIMITED, 0.0, p.p + p.k)
        book.add("pension_annual_end", p.batch, 12 * monthly)
        book.add("illness_benefit_annual_end", p.batch, 12 * np.where(p.kind >= BENEFIT, monthly, 0.0))
        book.add("account_end", m.batch, m.b)
        book.add("account_end", p.batch, p.b)
        for name in "azv":
            book.add(f"members_{name}", m.batch, getattr(m, name))
