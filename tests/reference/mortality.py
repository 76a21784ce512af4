"""P7, P8: central death rates of residents and of insured lives, as the choices of each unit and year have them."""

import numpy as np

from dated import read_csv

SEXES = ["male", "female"]
AGES = 106  # 0 … 105, the last is open

IMPROVEMENTS = ("table", "none", "lee_carter")
LIFE_TABLES = ("cl1_cl2", "cl3_cl4", "cl5_cl6")
BASIS = {"active": "active", "retired": "retired", "illness": "retired"}


class Mortality:
    """`history`: {year: rates [sex, age]} of the place; `folder` holds the life tables and the Lee-Carter fit."""

    def __init__(self, history, published_through, folder):
        self.history = history
        self.frozen = min(max(published_through, min(history)), max(history))
        self.sensitivity = np.zeros((2, AGES))
        for r in read_csv(folder / "lee_carter.csv"):
            self.sensitivity[:, int(r["age"])] = float(r["male"]), float(r["female"])
        self.drift = np.zeros((2, 1))
        for r in read_csv(folder / "lee_carter_drift.csv"):
            self.drift[SEXES.index(r["sex"])] = float(r["drift"])
        self.lives = {}
        for r in read_csv(folder / "life_tables.csv"):
            _, table = self.lives.setdefault(r["table"], (int(r["year"]), np.zeros((2, AGES))))
            table[:, int(r["age"])] = float(r["male"]), float(r["female"])

    def population(self, t, improvement):
        """P7: m*(x, t) [sex, age]."""
        rates = self.history[t if improvement == "table" else min(t, self.frozen)]
        if improvement != "lee_carter" or t <= self.frozen:
            return rates
        return rates * np.exp(self.sensitivity * self.drift * (t - self.frozen))

    def life_table(self, name, t, improvement):
        """P8: a table of insured lives, improved as residents are since its year."""
        since, q = self.lives[name]
        now, then = self.population(t, improvement), self.population(since, improvement)
        gone_on = np.divide(now, then, out=np.ones_like(now), where=then > 0)
        with np.errstate(divide="ignore"):
            return -np.log1p(-q) * gone_on

    def residents(self, year):
        """[1, unit, sex, age]"""
        return chosen(year, "mortality.improvement", {i: self.population(year.t, i) for i in IMPROVEMENTS})

    def insured(self, year, group):
        """[1, unit, sex, age]; `group`: active, retired or illness."""
        bases = {"population": self.residents(year)}
        for name in LIFE_TABLES:
            bases[name] = chosen(year, "mortality.improvement",
                                 {i: self.life_table(name, year.t, i) for i in IMPROVEMENTS})
        return chosen(year, f"mortality.basis_{BASIS[group]}", bases)


def chosen(year, key, answers):
    """The answer that each unit's choice of January names, [1, unit, sex, age]."""
    names = list(answers)
    masks = [year.choice(key, name)[:, :, None, None] for name in names]
    assert np.all(np.sum(masks, axis=0) == 1), key
    return np.select(masks, [np.broadcast_to(answers[n], masks[0].shape[:2] + (2, AGES)) for n in names])
