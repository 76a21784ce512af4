"""China's residents in single years of age, so that what the United Nations publish comes out of equations P1 to P4.

Published and kept as they are: births, deaths, total fertility, sex ratio at birth, life expectancy by sex, net migrants
by age and sex. Ours are the single ages within the five-year groups; two things about them are solved year by year:
the tilt of mortality by age (from the deaths) and that of fertility by age (from the births).
"""
import csv
import os
import sys

import numpy as np

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from puyang.people import monotone_cubic  # noqa: E402

BASE, LAST = 2023, 2100
AGES = 106            # 0 … 105, as every place; the UN's last age is 100+
UN_AGES = 101
FIRST_RATES = 2010    # rates before the base year: the year of the life tables and the published trend
MOTHERS = np.arange(15, 50)
BIRTH_YEAR_SHARE = .85  # P1
TILT_FROM, TILT_TO = 40, 95  # ages between which the tilt of mortality runs
INFANT_YEARS = .1     # years lived in their year of death by those who die as infants, as in the single-age estimate


class Raw:
    """The public figures as read from the folder of raw data; persons, not thousands."""

    def __init__(self, folder):
        def rows(name):
            with open(folder / name, encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file))
        self.annual = {int(r["year"]): r for r in rows("wpp2024_chn_annual_indicators.csv")}
        self.mx = self.by_age(rows("chn_mx_single_age_estimate.csv"), ("mx_male", "mx_female"))
        people = rows("chn_pop_single_age_reconstructed.csv")
        self.base = 1000 * self.by_age([r for r in people if int(r["year"]) == BASE],
                                       ("pop_male_thousand", "pop_female_thousand"))[BASE]
        self.migrants = {y: 1000 * m for y, m in
                         self.by_age(rows("wpp2024_chn_netmig_single_age_2023_2100.csv"), ("migM", "migF")).items()}
        self.pasfr = {}
        for r in rows("wpp2024_chn_pasfr_5x5.csv"):
            self.pasfr.setdefault(int(r["period"][:4]), {})[int(r["age"][:2])] = float(r["pasfr"]) / 100

    @staticmethod
    def by_age(rows, columns):
        out = {}
        for r in rows:
            out.setdefault(int(r["year"]), np.zeros((2, UN_AGES)))[:, int(r["age"])] = [float(r[c]) for c in columns]
        return out

    def of(self, year, column):
        return float(self.annual[year][column])

    def persons(self, year, column):
        return 1000 * self.of(year, column)


def opened(rates):
    """Ages 0 to 105: beyond 100 the UN's rate of 100+ holds, so that the open group dies as published."""
    return np.concatenate([rates, np.full(AGES - UN_AGES, rates[-1])])


def life_expectancy(rates):
    """e0 of a column m(0 … 100+), in the convention of the single-age estimate."""
    lived = np.full(UN_AGES, .5)
    lived[0] = INFANT_YEARS
    q = rates / (1 + (1 - lived) * rates)
    alive = np.concatenate([[1], np.cumprod(1 - q[:-1])])
    return float((alive[1:] + lived[:-1] * (alive * q)[:-1]).sum() + alive[-1] / rates[-1])


def bisect(rising, low, high):
    """Where a rising function is zero."""
    assert rising(low) < 0 < rising(high), "no root between the bounds"
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < 0 else (low, middle)
    return (low + high) / 2


def death_probabilities(rates):
    """P1 and P2: by age reached, and of those already in the open group."""
    cohort = .5 * (np.concatenate([[0], rates[:-1]]) + rates)
    cohort[0] = BIRTH_YEAR_SHARE * rates[0]
    cohort[1] = (1 - BIRTH_YEAR_SHARE) * rates[0] + .5 * rates[1]
    return -np.expm1(-cohort), -np.expm1(-rates[-1])


def grow(people, rates, migrants, born):
    """P3 for one sex: the residents a year later and the deaths."""
    q, q_open = death_probabilities(rates)
    before = np.concatenate([[born], people[:-1]])
    dead = q * (before + .5 * migrants)
    after = before + migrants - dead
    after[-1] += people[-1] * (1 - q_open)
    return after, dead.sum() + people[-1] * q_open


class Year:
    """One projected year: its rates solved from what is published, and the residents at its end."""

    def __init__(self, raw, year, people):
        self.raw, self.year, self.people = raw, year, people
        self.migrants = np.array([np.concatenate([m, np.zeros(AGES - UN_AGES)]) for m in raw.migrants[year]])
        births, ratio = raw.persons(year, "births"), raw.of(year, "srb")
        self.born = births * ratio / (1 + ratio), births / (1 + ratio)
        self.tilt = bisect(lambda b: self.deaths(b) - raw.persons(year, "deaths"), -.3, .3)
        self.rates = self.tilted(self.tilt)
        self.after = np.array([grow(people[s], opened(self.rates[s]), self.migrants[s], self.born[s])[0] for s in (0, 1)])
        self.shares, self.fertility_change = self.mothers(births)

    def tilted(self, tilt):
        """The estimate × exp(tilt · (x − 75)/20), x held within 40 … 95, then one factor a sex that keeps e0."""
        slope = np.exp(tilt * (np.clip(np.arange(UN_AGES), TILT_FROM, TILT_TO) - 75) / 20)
        out = []
        for s, column in enumerate(("e0M", "e0F")):
            bent = self.raw.mx[self.year][s] * slope
            wanted = self.raw.of(self.year, column)
            out.append(bent * np.exp(bisect(lambda a: wanted - life_expectancy(bent * np.exp(a)), -.5, .5)))
        return out

    def deaths(self, tilt):
        rates = self.tilted(tilt)
        return sum(grow(self.people[s], opened(rates[s]), self.migrants[s], self.born[s])[1] for s in (0, 1))

    def mothers(self, births):
        """Shares of total fertility at 15 … 49: between the five-year patterns, then the least change (in χ²) that gives
        the published births with the published total fertility."""
        women = .5 * (self.people[1] + self.after[1])[MOTHERS]
        shares = five_year_pattern(self.raw, self.year)
        mean = float((shares * women).sum())
        spread = float((shares * (women - mean) ** 2).sum())
        wanted = births / self.raw.of(self.year, "tfr")
        change = (wanted - mean) / spread * (women - mean)
        assert np.all(np.abs(change) < .5), "the births ask for another pattern of mothers' ages"
        return shares * (1 + change), wanted / mean - 1


def five_year_pattern(raw, year):
    """Between the patterns of two periods, each standing in the middle of its five calendar years."""
    start = int((year - 2) // 5 * 5)
    weight = (year - 2 - start) / 5
    first, last = min(raw.pasfr), max(raw.pasfr)
    return ((1 - weight) * single_ages(raw.pasfr[min(max(start, first), last)])
            + weight * single_ages(raw.pasfr[min(max(start + 5, first), last)]))


def single_ages(groups):
    edges = np.arange(15.0, 51.0, 5.0)
    cumulated = np.concatenate([[0], np.cumsum([groups[a] for a in range(15, 50, 5)])])
    return np.diff(monotone_cubic(edges, cumulated / cumulated[-1], np.arange(15.0, 51.0)))


def base_population(raw):
    """31 December 2023: the reconstruction, scaled to the total that the UN's total of 2024 and change of 2024 imply;
    100+ spread as the constant rate leaves it."""
    people = raw.base * (raw.persons(BASE, "pop_total_derived") / raw.base.sum())
    out = np.zeros((2, AGES))
    for s in (0, 1):
        out[s, :UN_AGES - 1] = people[s, :UN_AGES - 1]
        alive = np.exp(-raw.mx[BASE][s, -1] * np.arange(AGES - UN_AGES + 1))
        out[s, UN_AGES - 1:] = people[s, -1] * np.append(alive[:-1] - alive[1:], alive[-1])
    return np.round(out)


def projected(raw):
    """The years 2024 … 2100, one after another."""
    years, people = [], base_population(raw)
    for year in range(BASE + 1, LAST + 1):
        years.append(Year(raw, year, people))
        people = years[-1].after
    return years
