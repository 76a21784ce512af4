"""Mortality and fertility: spreads that meet the bounds the United Nations give China (World Population Prospects 2024)."""
import csv
import math
from statistics import NormalDist

import numpy as np

from china.demography import BASE, Raw, bisect, life_expectancy
from uncertainty.page import ROOT, Default, table

YEARS = (2030, 2035, 2040, 2045, 2050, 2055, 2060)   # met together: the horizons budgets and reforms look at
SHOWN = (2026, 2030, 2040, 2050, 2060, 2070, 2084)
TAILS = {"95l": .025, "80l": .1, "80u": .9, "95u": .975}
SOURCE = "WPP 2024 (CC BY 3.0 IGO)"
PAST = 1993           # from which the UN's estimates are looked at
DRIFT_YEARS = 30      # of the Lee-Carter drift in scenarios/tables/lee_carter_drift.csv, 1993-2023

FRAME = [Default("futures.spread", 1.0, "the spreads as estimated; 0 is the single run, 2 doubles every standard deviation", 1),
         Default("futures.bound", 4.0, "beyond 2.4 stationary standard deviations of any factor here: keeps rates sane, cuts under 2 % of years", 1)]


def normal(tail):
    return NormalDist().inv_cdf(tail)


def sensitivity():
    with open(ROOT / "scenarios/tables/lee_carter.csv", encoding="utf-8", newline="") as file:
        rows = [r for r in csv.reader(file) if r and r[0].isdigit()]
    return np.array([[float(r[1]), float(r[2])] for r in rows]).T[:, :101]


def bounds_of_life(raw, pattern, sd, year, sex):
    """{tail: e0} when K is normal with variance (year − base)·sd²; e0 falls as K rises."""
    step = sd * math.sqrt(year - BASE)
    return {name: life_expectancy(raw.mx[year][sex] * np.exp(-pattern[sex] * step * normal(tail)))
            for name, tail in TAILS.items()}


def mortality(data):
    raw, pattern = Raw(data), sensitivity()

    def width(sd):
        """How much wider than the UN's the intervals are, all years, sexes and both levels together [years]."""
        out = 0
        for year in YEARS:
            for sex, letter in enumerate("MF"):
                ours = bounds_of_life(raw, pattern, sd, year, sex)
                for level in ("80", "95"):
                    out += ours[level + "u"] - ours[level + "l"]
                    out -= raw.of(year, f"e0{letter}_{level}u") - raw.of(year, f"e0{letter}_{level}l")
        return out
    sd = round(bisect(width, .5, 20), 2)
    rows = []
    for year in SHOWN:
        for sex, (letter, name) in enumerate((("M", "men"), ("F", "women"))):
            ours = bounds_of_life(raw, pattern, sd, year, sex)
            rows.append([str(year), name, f"{raw.of(year, 'e0' + letter):.1f}"]
                        + [f"{raw.of(year, f'e0{letter}_{level}l'):.1f} – {raw.of(year, f'e0{letter}_{level}u'):.1f}"
                           if who else f"{ours[level + 'l']:.1f} – {ours[level + 'u']:.1f}"
                           for level in ("80", "95") for who in (1, 0)])
    return ([Default("futures.mortality_sd", sd, f"intervals of life expectancy 2030-2060 as wide together as those of {SOURCE}", 2),
             Default("futures.drift_mortality_sd", sd / math.sqrt(DRIFT_YEARS),
                     f"assumption: futures.mortality_sd over the root of {DRIFT_YEARS} years, as if these steps had been seen in "
                     "1993-2023; those seen were a third as wide", 2)],
            table(["year", "", "e₀", "UN 80 %", "ours 80 %", "UN 95 %", "ours 95 %"], rows), steps(raw, pattern, sd))


def steps(raw, pattern, sd):
    """By how much life expectancy moves from one year to the next: in one step of the walk, as the UN estimates the past."""
    rows = []
    for sex, (letter, name) in enumerate((("M", "men"), ("F", "women"))):
        past = np.diff([raw.of(year, f"e0{letter}") for year in range(PAST, BASE + 1)])
        rows.append([name])
        for year in (BASE, SHOWN[0]):
            up, down = (life_expectancy(raw.mx[year][sex] * np.exp(way * sd * pattern[sex])) for way in (-1, 1))
            rows[-1].append(f"{(up - down) / 2:.2f}")
        rows[-1].append(f"{np.std(past, ddof=1):.2f}")
    return table(["standard deviation [years]", *(f"one step, rates of {y}" for y in (BASE, SHOWN[0])), f"as estimated, {PAST}–{BASE}"], rows)


def log_sd(raw, year):
    """Standard deviation of log total fertility that the UN's four bounds give on average."""
    median = raw.of(year, "tfr")
    return float(np.mean([math.log(raw.of(year, "tfr_" + name) / median) / normal(tail) for name, tail in TAILS.items()]))


def spread_of_fertility(persistence, sd, t):
    return sd * math.sqrt((1 - persistence ** (2 * t)) / (1 - persistence ** 2))


def fertility(data):
    raw = Raw(data)
    wanted = np.array([log_sd(raw, y) for y in YEARS])
    best = None
    for persistence in np.arange(.80, .9995, .001):   # sd follows by least squares
        shape = np.array([spread_of_fertility(persistence, 1, y - BASE) for y in YEARS])
        sd = float(shape @ wanted / (shape @ shape))
        miss = float(((sd * shape - wanted) ** 2).sum())
        if best is None or miss < best[0]:
            best = (miss, round(float(persistence), 3), round(sd, 4))
    _, persistence, sd = best
    rows = []
    for year in SHOWN:
        median, ours = raw.of(year, "tfr"), spread_of_fertility(persistence, sd, year - BASE)
        cells = [str(year), f"{median:.2f}"]
        for level in ("80", "95"):
            cells.append(f"{raw.of(year, f'tfr_{level}l'):.2f} – {raw.of(year, f'tfr_{level}u'):.2f}")
            cells.append(" – ".join(f"{median * math.exp(ours * normal(TAILS[level + end])):.2f}" for end in "lu"))
        rows.append(cells)
    last = math.sqrt(max(0, log_sd(raw, 2100) ** 2 - spread_of_fertility(persistence, sd, 2100 - BASE) ** 2))
    last /= 1 - persistence ** (2100 - BASE)   # how near to its level it is by then
    fit = f"standard deviation of log total fertility 2030-2060 nearest to that of the bounds of {SOURCE}"
    return ([Default("futures.fertility_persistence", persistence, fit), Default("futures.fertility_sd", sd, fit, 4),
             Default("futures.fertility_least", .4, f"below the lower 95 % bound of {SOURCE} in 2100: 0.60 of 1.35, a multiplier of 0.45", 1),
             Default("futures.fertility_most", 2.0, "above replacement in the middle of the century: 2.0 of the median 1.1 to 1.2 is 2.2 to 2.4", 1),
             Default("futures.drift_fertility_sd", max(last, .05), f"what the bounds of {SOURCE} hold in 2100 beyond the process; not less than 0.05", 2)],
            table(["year", "median", "UN 80 %", "ours 80 %", "UN 95 %", "ours 95 %"], rows))
