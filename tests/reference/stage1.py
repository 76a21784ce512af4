"""Stage 1 of docs/equations.md (P, R, A, C, G, M, V) in NumPy: every flow of section 4.1 by path, unit and year.

    flows = run(Inputs(data, place, case), paths=1)      # {flow: array [path, unit, year from the base year]}
"""

import numpy as np

import awards
import contributions
import entry
import members
import pensioners
import residents
from audit import Audit
from exits import Exits
from flows import FLOWS
from grants import Grants
from members import add, heads
from retirement import EXIT_AGES, Divisors, Schedule
from tables import MEMBER_AGES, SEX_OF, B, L
from year import Year, over, ratio

COUNTED = {"statutory": "statutory", "extension": "statutory", "made up": "statutory", "buy": "statutory",
           "early": "flexible_early", "late": "flexible_late", "special": "special", "irregular": "irregular",
           "illness": "illness"}


class Run:
    """One case of one place, all units and paths together."""

    def __init__(self, inputs, paths=1, knobs=None):
        self.inputs, self.knobs, self.paths = inputs, knobs or inputs.knobs, paths
        self.schedules = [Schedule(inputs, g) for g in range(5)]
        self.grants, self.divisors = None, Divisors(inputs.law)
        self.cells = np.repeat(inputs.members()[None], paths, axis=0)
        self.opening_years = inputs.tables.opening_years(inputs.base_year)
        self.pens = pensioners.Pensioners(inputs, paths)
        self.residents = np.repeat(inputs.tables.population[None], paths, axis=0)
        self.arrears = np.zeros((paths, len(inputs.units), 5))
        self.hardship, self.granted, self.owed, self.claims_paid = [], [], 0.0, 0.0
        self.expenditure = 0.0
        self.ways = set()  # ways anybody has gone
        self.audit = Audit(self)

    def run(self):
        """{flow: [path, unit, year]}."""
        columns = [self.stocks(Year(self.knobs, self.inputs.base_year))]
        for t in self.inputs.years:
            columns.append(self.year(t))
        strange = {name for c in columns for name in c} - set(FLOWS)
        assert not strange, strange
        shape = (self.paths, len(self.inputs.units))
        column = lambda c, name: np.broadcast_to(c.get(name, 0.0), shape)
        return {name: np.stack([column(c, name) for c in columns], axis=-1) for name in FLOWS}

    def stocks(self, y):
        """M7; who should be insured: the pool of enrolling ages, at least the insured."""
        pens, n = self.pens, self.pens.sums["n"].sum((3, 4))
        paying, idle = heads(self.cells[..., 0, :, :]), heads(self.cells[..., 1, :, :])
        pool = residents.pools(self.inputs.tables, y, self.residents)
        ages = np.arange(pool.shape[-1])
        first, last = y("labour.entry_age_min"), y("labour.entry_age_max")
        enrols = (ages >= np.floor(over(first, 1, 1))) & (ages <= np.floor(over(last, 1, 1)))
        should = np.maximum((pool * enrols).sum((-1, -2)), paying + idle)
        return {"contributing_end": paying, "suspended_end": idle, "should_be_insured_end": should,
                "retired_end": n[..., :2].sum(-1), "illness_benefit_end": n[..., 2] + pens.deferred["n"].sum((2, 3, 4)),
                "pension_annual_end": 12 * pens.monthly, "illness_benefit_annual_end": 12 * pens.monthly_benefits,
                "account_end": heads(self.cells, B) + pens.accounts_total,
                "arrears_stock": self.arrears.sum(-1), **residents.stocks(self.residents)}

    def year(self, t):
        """One year in the order of section 4."""
        self.flows, y = {}, Year(self.knobs, t)
        self.grants = Grants(self.inputs, t)
        opening = self.stocks(y.before())
        self.audit.open()
        self.residents, events = residents.step(self.inputs.tables, y, self.residents)
        self.flows |= events
        self.age()
        self.pension_year(y, opening)
        self.member_year(y)
        self.close_benefits(y)
        closing = self.stocks(y)
        del closing["arrears_stock"]
        self.flows |= closing | {"account_opening": opening["account_end"]}
        self.audit.close(self.flows, opening)
        self.expenditure = self.audit.expenditure(self.flows)
        return self.flows

    def age(self):
        """M0.1."""
        older = np.zeros_like(self.cells)
        older[:, :, :, :, 1:] = self.cells[:, :, :, :, :-1]
        self.cells = older
        self.pens.age()

    def pension_year(self, y, opening):
        """M0.2, M0.3, M1.1, M6.1, M6.2, M6.2b, M6.4."""
        f, pens = self.flows, self.pens
        delta, extra, _ = pensioners.increase(y, pens)
        raised = delta.sum((2, 3, 4)) + extra.sum((2, 3))
        f |= {"effective_increase": ratio(raised, opening["pension_annual_end"] / 12),
              "recon_indexation": 12 * raised, "recon_composition": opening["pension_annual_end"] - self.expenditure}
        drawn = np.array([s.drawn(y.t, pensioners.PENSION_AGES) for s in self.schedules])
        add(f, pensioners.pay(self.inputs, y, pens, self.grants, drawn, delta))
        late = f.pop("_late_deaths")
        add(f, pensioners.pay_deferred(self.inputs, y, pens, self.grants, extra))
        add(f, pensioners.false_claims(y, late, self.claims_paid))
        self.claims_paid = f["false_claims_paid"]

    def member_year(self, y):
        """M3, M4, M5, M6.3 of all categories, flexible ones first."""
        q = residents.death(self.inputs.tables.mortality.insured(y, "active"),
                            y("population.mortality") * y("mortality.selection_active"))
        q = q[..., MEMBER_AGES]
        living = self.cells[..., 0].sum((3, 5, 6))  # [path, unit, g, age]
        insured = self.pens.insured()
        for g, sex in enumerate(SEX_OF):
            insured[:, :, sex, entry.ROWS] += (1 - q[:, :, sex]) * living[:, :, g]
        terms = [contributions.terms(self.inputs, y, g) for g in range(5)]
        for g in range(5):
            payers = heads(self.cells[:, :, g, :, :, 0], L)
            contributions.set_gain(y, terms[g], payers, self.arrears[..., g])
        pool = residents.pools(self.inputs.tables, y, self.residents)
        joined = entry.Entry(self.inputs, y, self.schedules, terms, pool, insured)
        add(self.flows, joined.flows)
        money, moved = awards.bases(y, self.inputs.base_year), {}
        self.functions = awards.Functions(y("economy.account_rate"))
        self.ends = [None] * 5
        for g in (3, 4, 0, 1, 2):
            moved |= self.category_year(y, g, terms[g], q[:, :, SEX_OF[g]], money, joined, moved.get(g))
        self.outside(y, joined.hardship)

    def category_year(self, y, g, terms, q, money, joined, moved_here):
        """M1.2 to M5 and M4.6 of one category; what moves to employee categories."""
        exits = Exits(y, self.schedules[g], g, self.inputs.top)
        mid = self.divisors(12 * EXIT_AGES + 6, 12 * y.t + 11)
        births = y.t - EXIT_AGES
        kappa = self.inputs.tables.kappa(g, births), np.array([self.opening_years[g].get(b, 0.0) for b in births])
        c = members.Category(self.inputs, y, g, terms, q, exits, money, kappa, self.grants, self.functions, mid)
        living = members.transfers_out(c, members.deaths(c, self.cells[:, :, g]))
        stay, stopping, returning, idle = members.turnover(c, living)
        moved = {}
        if g >= 3:
            stay, moved = members.reclassify(c, stay, self.schedules)
        elif moved_here is not None:
            stay = stay + moved_here
        joined.join(g, returning, stopping)
        phi, half, none = terms.phi, c.half, 0 * terms.phi
        leaving = members.Retirement(c, [(stay, phi), (stopping, half), (returning, half), (idle, none)])
        w = lambda v: over(v, 1, 1, 1, 1)
        self.cells[:, :, g, :, :, 0] = leaving.remaining(stay * w(1 - phi) + returning * w(1 - half),
                                                         stay * w(phi) + returning * w(half))
        self.cells[:, :, g, :, :, 1] = leaving.remaining(stopping * w(1 - half) + idle, stopping * w(half))
        leaving.leaving()
        leaving.awarded()
        flows, self.arrears[..., g] = contributions.settle(y, terms, c.gained, self.arrears[..., g], g >= 3)
        if g < 3:
            flows["audit_promised"] = self.promised(y, g, terms, c.gained, money[1])
        add(self.flows, flows)
        add(self.flows, c.flows)
        self.enrol(y, g, c, money)
        self.ends[g] = exits.benefit_ends()
        return moved

    def promised(self, y, g, t, gained, city):
        """M4.6: yuan of pension a year that audit adds, from retirement on."""
        gap = t.index - t.index_without_audit
        divisor = self.divisors(self.schedules[g].original_age, 12 * y.t + 11)
        return 12 * gained * (0.5 * y("benefit.basic_rate") * city * gap + t.credit * gap / t.index / divisor)

    def enrol(self, y, g, c, money):
        """Adds the awards of the year to the stocks and to the flows."""
        f, benefit = self.flows, y("retirement.illness_benefit") >= 0.5
        for way, case, a in c.new:
            number = a.heads.sum(-1)
            self.ways |= {way} if number.max() > 1e-6 else set()
            per_year = 12 * 0.5 * y("benefit.basic_rate") * (money[0] + money[1])
            cost = 0
            if case == "pension":
                self.pensions(y, g, way, a, benefit, number)
                new, paid = a.p.sum(-1) + a.k.sum(-1), (a.paid_basic + a.paid_transitional + a.paid_account).sum(-1)
                cost = per_year * a.v.sum(-1) + 12 * a.p_tr.sum(-1) if way != "buy" else 0
            else:
                self.defer(g, case, a, number)
                new, paid = (a.p - a.p_tr).sum(-1), a.paid_basic.sum(-1)
                add(f, {"illness_benefit": paid})
            if case == "limited":  # in no monthly sum
                add(f, {"illness_benefit_limited": paid})
                new, paid = 0 * new, 0 * paid
            add(f, {"new_award_pension": new, "recon_awarded": paid, "deemed_years_cost": cost,
                    "account_paid": a.paid_account.sum(-1), "account_interest": a.interest.sum(-1)})

    def pensions(self, y, g, way, a, benefit, number):
        """Awards like a pension; kind and flow by way."""
        f, pens = self.flows, self.pens
        kinds = [(pensioners.ILL, ~benefit), (pensioners.BENEFIT, benefit)] if way == "illness" else [
            (pensioners.RETIRED, np.ones_like(benefit))]
        ages = np.arange(len(EXIT_AGES))  # pension ages and award ages begin at 40 as well
        for kind, here in kinds:
            h = over(here, 1)
            for name in ("p", "p_tr", "y"):
                pens.sums[name][:, :, kind, g, ages] += getattr(a, name) * h
            pens.sums["n"][:, :, kind, g, ages] += a.heads * h
            pens.k[:, :, kind, g, ages, ages] += a.k * h
            pens.b[:, :, kind, g, ages, ages] += a.left * h
            parts = {"pension_basic": a.paid_basic, "pension_transitional": a.paid_transitional,
                     "pension_account": a.paid_account}
            for name, v in parts.items():
                add(f, {"illness_benefit" if kind == pensioners.BENEFIT else name: v.sum(-1) * here})
            name = "illness_benefit_new" if kind == pensioners.BENEFIT else f"retired_{COUNTED[way]}"
            add(f, {name: number * here})

    def defer(self, g, case, a, number):
        """M6.4: new cases (b) and (c)."""
        n = pensioners.PARTIAL if case == "partial" else pensioners.LIMITED
        d, ages = self.pens.deferred, np.arange(len(EXIT_AGES))
        values = {"n": a.heads, "p": a.p - a.p_tr, "y": a.y, "b": a.left, "p_tr": a.p_tr if case == "partial" else 0}
        values |= a.due if case == "limited" else {}
        for name, v in values.items():
            d[name][:, :, n, g, ages] += v
        add(self.flows, {f"illness_{case}_new": number, "illness_benefit_new": number})

    def close_benefits(self, y):
        """M6.3, M6.5: benefits that become pensions at the statutory age."""
        pens, rows = self.pens, slice(0, len(EXIT_AGES))
        share = np.stack(self.ends, axis=2)  # [1, unit, g, exit age]
        before = {name: s[:, :, pensioners.BENEFIT, :, rows] for name, s in pens.sums.items()}
        moved = {name: share * v for name, v in before.items()}
        for name, v in moved.items():
            pens.sums[name][:, :, pensioners.BENEFIT, :, rows] -= v
            pens.sums[name][:, :, pensioners.ILL, :, rows] += v
        for array in (pens.k, pens.b):
            part = share[..., None] * array[:, :, pensioners.BENEFIT, :, rows]
            array[:, :, pensioners.BENEFIT, :, rows] -= part
            array[:, :, pensioners.ILL, :, rows] += part
        out = {name: share[:, :, None] * d[..., rows] for name, d in pens.deferred.items()}
        for name, v in out.items():
            pens.deferred[name][..., rows] -= v
        self.convert(y, {name: v[:, :, pensioners.PARTIAL] for name, v in out.items()})
        refund = out["b"][:, :, pensioners.LIMITED].sum((2, 3))
        add(self.flows, {"account_refunds": refund,
                         "illness_limited_ended": out["n"][:, :, pensioners.LIMITED].sum((2, 3)),
                         "illness_benefit_to_retired": moved["n"].sum((2, 3)) + out["n"][:, :, pensioners.PARTIAL].sum((2, 3))})
        self.flows["account_refunded"] = self.flows["account_refunded"] + self.flows["account_refunds"]

    def convert(self, y, b):
        """M6.5: case (b) gets its whole pension."""
        pens, ages = self.pens, np.arange(len(EXIT_AGES))
        k = b["b"] / self.divisors(12 * EXIT_AGES + 6, 12 * y.t + 11)
        values = {"n": b["n"], "p": b["p"] + b["p_tr"], "p_tr": b["p_tr"], "y": b["y"], "h": b["h"], "h_p": b["h"]}
        for name, v in values.items():
            pens.sums[name][:, :, pensioners.ILL, :, :len(EXIT_AGES)] += v
        for g in range(5):
            pens.k[:, :, pensioners.ILL, g, ages, ages] += k[:, :, g]
            pens.b[:, :, pensioners.ILL, g, ages, ages] += b["b"][:, :, g]

    def outside(self, y, hardship):
        """M3.6, M5.2b: premium subsidy and loans, outside the fund."""
        self.hardship.insert(0, hardship)
        f = self.flows
        f["premium_subsidy"] = entry.premium_subsidy(y, self.hardship)
        granted = f.get("loans_granted", np.zeros(self.arrears.shape[:2]))
        term = np.maximum(1, np.floor(y("hardship.loan_term") + 0.5))
        self.granted.insert(0, (granted, term))  # of this year, of the year before, …
        before, self.owed = self.owed, sum(g * np.maximum(0, 1 - ago / n) for ago, (g, n) in enumerate(self.granted))
        f |= {"loans_granted": granted, "loans_outstanding": self.owed, "loans_repaid": before + granted - self.owed,
              "loan_interest_subsidy": y("hardship.loan_interest") * before * y("hardship.loan_subsidy")}


def run(inputs, paths=1, knobs=None):
    return Run(inputs, paths, knobs).run()
