"""Entry, collection and migration: little is published year by year; the arguments set a scale, the values are assumed."""
import csv
import math

import numpy as np

from uncertainty.page import ROOT, Default, table
from uncertainty.residents import TAILS, normal

PERSISTENCE = {"entry": .6, "collection": .7, "migration": .8}
ENTRY_SHARE = .08                 # assumption: new and returning contributors over contributors, a year
COLLECTION_RANGE = (.95, .98)     # of the national rate: contribution.collection_rate in central.toml
PATHS = (.935, .95, .968, .975)   # lowest and highest unit of the city, and between
MIGRATION_PART = 1 / 3            # assumption: a unit's level moves over time by this part of how units differ


def innovation(stationary, persistence):
    """Standard deviation of each of two equal parts, city and unit, that together have the stationary one."""
    return stationary * math.sqrt((1 - persistence ** 2) / 2)


def contributors(data, degree):
    """Standard deviation of the growth of China's contributors around a trend of that degree, 2001-2023 [a year]."""
    with open(data / "china_urban_employee_pension_2000_2023.csv", encoding="utf-8", newline="") as file:
        heads = np.array([float(r["active_10k"]) for r in csv.DictReader(file)])
    growth = np.diff(np.log(heads))
    years = np.arange(len(growth))
    return float(np.std(growth - np.polyval(np.polyfit(years, growth, degree), years), ddof=degree + 1))


def levels():
    """Net migration of the units of the city in 2015 that have residents who move [a year]."""
    with open(ROOT / "scenarios/places/puyang/parameters.csv", encoding="utf-8", newline="") as file:
        rows = [r for r in csv.reader(file) if r[0] == "population.net_migration" and r[2] == "2015-01"]
    return np.array([float(r[3]) for r in rows if float(r[3])])


def national_migration(data, year=2030):
    """Standard deviation of China's yearly net migration per resident, from the UN's bounds."""
    with open(data / "wpp2024_chn_annual_indicators.csv", encoding="utf-8", newline="") as file:
        row = next(r for r in csv.DictReader(file) if r["year"] == str(year))
    spread = [(float(row["mig_" + name]) - float(row["mig"])) / normal(tail) for name, tail in TAILS.items()]
    return float(np.mean(spread)) / float(row["pop_total_derived"])


def logit(p):
    return math.log(p / (1 - p))


def bands():
    """Within which rates 95 % of years lie in the long run, by the rate of the unit's own path."""
    low, high = map(logit, COLLECTION_RANGE)
    return table(["rate of the path", "95 % of years"],
                 [[f"{path:.3f}", " – ".join(f"{1 / (1 + math.exp(-logit(path) - s * (high - low) / 2)):.3f}" for s in (-1, 1))]
                  for path in PATHS])


def units(data):
    growth, straight = contributors(data, 2), contributors(data, 1)
    apart, nation = float(np.std(levels(), ddof=1)), national_migration(data)
    low, high = map(logit, COLLECTION_RANGE)
    middle = 1 / (1 + math.exp(-(low + high) / 2))
    still = {"entry": growth / ENTRY_SHARE, "collection": (high - low) / (2 * normal(.975)), "migration": MIGRATION_PART * apart}
    why = {"entry": f"assumption: growth of China's contributors varies by {100 * growth:.1f} points around a quadratic trend (2001-2023; "
                    f"{100 * straight:.1f} around a straight one) and entrants are {100 * ENTRY_SHARE:.0f} % of contributors; in the place as "
                    "shipped they are half as many, so its contributors vary by a third of that",
           "collection": f"assumption: on the logit as wide as {100 * COLLECTION_RANGE[0]:.0f} to {100 * COLLECTION_RANGE[1]:.0f} %, "
                         f"the range assumed for the national collection rate, around {100 * middle:.1f} %",
           "migration": f"assumption: a third of how the units of the city differ ({100 * apart:.2f} points of residents of 15-59); "
                        f"China as a whole varies by {100 * nation:.2f} points of all residents (WPP 2024)"}
    out = []
    for name, persistence in PERSISTENCE.items():
        sd = innovation(still[name], persistence)
        digits = 4 if name == "migration" else 3
        out += [Default(f"futures.{name}_persistence", persistence, "assumption: a departure halves in "
                        f"{math.log(.5) / math.log(persistence):.1f} years", 1),
                Default(f"futures.{name}_sd", sd, why[name], digits),
                Default(f"futures.{name}_unit_sd", sd, "as the city's part", digits)]
    return out
