"""Futures of a case for the reference: its knobs and its mortality moved, written from docs/uncertainty.md and the
equations of sim/futures/future.hpp; every path another future.

    inputs, knobs = moved(inputs, departures, bounds)       # departures: what chance moves, as the program draws it
    Run(inputs, paths, knobs).run()
"""

import copy

import numpy as np

from dated import LEVELS
from inputs import STREAMS

ECONOMY = ("wage", "inflation", "interest")


class MovedKnobs:
    """Knobs that answer [path, unit] where futures move them, and the case's own otherwise."""

    def __init__(self, knobs, futures, first_year, bounds):
        self.knobs, self.units, self.months = knobs, knobs.units, knobs.months
        self.base_year, self.last_year = knobs.base_year, knobs.last_year
        self.of_year, self.january = knobs.of_year, knobs.january
        self.years = np.arange(self.base_year, self.last_year + 1)
        self.first_year, self.bounds = first_year, bounds
        self.moved = {}  # key: [path, unit, year]
        self._economy({name: self._city(futures, name) for name in ECONOMY})
        self._people(futures)

    def year(self, key, year):
        if key in self.moved:
            return self.moved[key][:, :, year - self.base_year]
        return self.knobs.year(key, year)

    def _plain(self, key):
        """[1, unit, year]"""
        return np.stack([self.knobs.year(key, t) for t in self.years], axis=-1)[None]

    def _whole(self, part):
        """Departures, which begin in the last certain year, over all years; none before."""
        part = np.asarray(part)
        certain = len(self.years) - part.shape[-1]
        return np.concatenate([np.zeros((*part.shape[:-1], certain)), part], axis=-1)

    def _city(self, futures, name):
        """[path, 1, year]"""
        return self._whole([f[name] for f in futures])[:, None]

    def _units(self, futures, name):
        """[path, unit, year]"""
        return self._whole([f[name] for f in futures])

    def _put(self, key, values):
        low, high = self.bounds[key]
        plain = self._plain(key)
        values = np.where(self.years >= self.first_year, np.clip(values, low, high), plain)
        self.moved[key] = values

    def _economy(self, d):
        asked = {name: self.knobs.year(f"futures.{name}", min(self.first_year, self.last_year))[0]
                 for name in ("increase_on_wages", "increase_on_prices", "account_on_interest", "revenue_on_wages")}
        before = {name: np.concatenate([0 * v[..., :1], v[..., :-1]], axis=-1) for name, v in d.items()}
        moved = {"economy.wage_growth": d["wage"], "economy.inflation": d["inflation"],
                 "economy.fund_interest": d["interest"],
                 "economy.account_rate": asked["account_on_interest"] * d["interest"],
                 "economy.revenue_growth": asked["revenue_on_wages"] * d["wage"],
                 "economy.base_growth": before["wage"],
                 "benefit.increase_rate": asked["increase_on_wages"] * before["wage"]
                 + asked["increase_on_prices"] * before["inflation"]}
        for key, departure in moved.items():
            self._put(key, (1 + self._plain(key)) * np.exp(departure) - 1)
        for key, growth in LEVELS.items():
            if key in self.knobs:
                self._put(key, self._plain(key) * self._grown(*growth))

    def _grown(self, growth, lag, *less):
        """Π (1 + moved growth)/(1 + growth) since the last certain year."""
        rest = 1 - sum(self._plain(key) for key in less)
        ratio = (rest + self.moved[growth]) / (rest + self._plain(growth))
        ratio = np.concatenate([ratio[..., :1]] * lag + [ratio[..., :ratio.shape[-1] - lag]], axis=-1)
        return np.cumprod(np.where(self.years >= self.first_year, ratio, 1), axis=-1)

    def _people(self, futures):
        entry = np.exp(self._units(futures, "entry") - self._city(futures, "entry_half_variance"))
        for stream in STREAMS:
            key = f"coverage.{stream}"
            self._put(key, self._plain(key) * entry)
        rate = self._plain("contribution.collection_rate")
        with np.errstate(divide="ignore"):
            odds = np.log(rate / (1 - rate)) + self._units(futures, "collection")
        self._put("contribution.collection_rate", 1 / (1 + np.exp(-odds)))
        migration = "population.net_migration"
        self._put(migration, self._plain(migration) + self._units(futures, "migration"))
        self._put("population.fertility", self._plain("population.fertility") * self._city(futures, "fertility"))


class OneFuture:
    """The knobs of one path, [unit], as stage 2 asks for them."""

    def __init__(self, moved, path):
        self.moved, self.path, self.january = moved, path, moved.january

    def year(self, key, year):
        values = self.moved.year(key, year)
        return values[min(self.path, len(values) - 1)] if key in self.moved.moved else values


class MovedMortality:
    """P7, P8 with departures K of the index: rates of residents and of insured lives times exp(b(x)·K)."""

    def __init__(self, plain, index, base_year):
        self.plain, self.index, self.base_year = plain, index, base_year  # index [path, year]

    def _shift(self, year):
        """[path, 1, sex, age]"""
        return np.exp(self.plain.sensitivity * self.index[:, year.t - self.base_year, None, None])[:, None]

    def residents(self, year):
        return self.plain.residents(year) * self._shift(year)

    def insured(self, year, group):
        return self.plain.insured(year, group) * self._shift(year)


def moved(inputs, drawn, bounds):
    """(inputs, knobs) of the futures `drawn` by the program; `bounds` {knob: (least, most)}."""
    knobs = MovedKnobs(inputs.knobs, drawn["futures"], drawn["first_year"], bounds)
    theirs = copy.copy(inputs)
    theirs.tables = copy.copy(inputs.tables)
    index = knobs._city(drawn["futures"], "mortality")[:, 0]
    theirs.tables.mortality = MovedMortality(inputs.tables.mortality, index, inputs.base_year)
    return theirs, knobs
