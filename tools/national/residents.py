"""Residents by sex and age at the end of a year, and the rates they live by: the United Nations' China in single ages."""
import numpy as np

from china import demography as china

FIRST_RATES, LAST = 2004, 2100
RECONSTRUCTED_FROM = 2010


class Residents:
    """Of the country, or of a part of it that has the country's ages: `share` of every age."""

    def __init__(self, folder, share=1.0):
        self.share = share
        self.raw = china.Raw(folder)
        people = china.Raw.by_age(_rows(folder / "chn_pop_single_age_reconstructed.csv"),
                                  ("pop_male_thousand", "pop_female_thousand"))
        self.people = {y: 1000 * p for y, p in people.items()}

    def rates(self, year, sex):
        return china.opened(np.asarray(self.raw.mx[year][sex]))

    def at(self, year):
        """[sex, age 0 … 105] persons at 31 December, adding to the United Nations' total."""
        shape = self.people[year] if year >= RECONSTRUCTED_FROM else self._earlier(year)
        out = np.zeros((2, china.AGES))
        for s in (0, 1):
            out[s, :china.UN_AGES - 1] = shape[s, :-1]
            alive = np.exp(-self.raw.mx[year][s][-1] * np.arange(china.AGES - china.UN_AGES + 1))
            out[s, china.UN_AGES - 1:] = shape[s, -1] * np.append(alive[:-1] - alive[1:], alive[-1])
        return np.round(self.share * out * self.raw.persons(year, "pop_total_derived") / out.sum())

    def _earlier(self, year):
        """Those of 2010 brought back to life: N(x − 1, t − 1) = N(x, t) / (1 − q); the oldest by the rates of their age."""
        people = self.people[RECONSTRUCTED_FROM]
        for t in range(RECONSTRUCTED_FROM, year, -1):
            before = np.zeros_like(people)
            for s in (0, 1):
                m = self.raw.mx[t][s]
                before[s, :-2] = people[s, 1:-1] * np.exp(.5 * (m[:-2] + m[1:-1]))
                for x in (-2, -1):
                    before[s, x] = before[s, x - 1] * np.exp(-m[x])
            people = before
        return people

    def migration_rate(self, year):
        """Net migrants over residents; the oldest figure is kept as published."""
        total = self.raw.persons(year, "pop_total_derived") if year <= 2023 else \
            self.raw.persons(year, "popM") + self.raw.persons(year, "popF")
        return self.raw.persons(year, "mig") / total


def _rows(path):
    import csv
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
