#!/usr/bin/env python3
"""Builds scenarios/tables: the China Life tables 2010-2013 and Lee-Carter's pattern for China. See docs/data.md.

  tools/build_life_tables.py [--shared DIR] [--out DIR] [--check]

Lee and Carter (1992): log m(x,t) = a(x) + b(x)·k(t) + e, sex by sex; a the mean over the years, b and k from the first
singular vectors, Σ b = 1, Σ k = 0; drift = (k(last) − k(first)) / years. Fitted to the UN's five-year rates of China whose
periods are centred on 1993, 1998 … 2023 (from 1990 to 2025); b of the groups is interpolated to single ages.
"""
import csv
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
from puyang.table import fix, sig, write  # noqa: E402
from rebuild import asked, built_or_compared  # noqa: E402

AGES = 106
FIRST, LAST = 1993, 2023  # centres of the first and the last period
TABLE_YEAR = 2013         # the last year of the experience: from here on the tables improve as the residents do
COLUMNS = {"cl1_cl2": ("CL1_male_nonannuity1", "CL2_female_nonannuity1"),
           "cl3_cl4": ("CL3_male_nonannuity2", "CL4_female_nonannuity2"),
           "cl5_cl6": ("CL5_male_annuity", "CL6_female_annuity")}
ST = ["status", "source"]
SOURCES = [
    ("cl2010", "China Life Insurance Mortality Table (2010-2013) 中国人身保险业经验生命表（2010—2013）; China Association of"
     " Actuaries; issued by the CIRC in December 2016; as archived by the Society of Actuaries: tables 3375 to 3380",
     "https://mort.soa.org", "annex of an official notice (PRC Copyright Law art. 5)"),
    ("wpp2024", "United Nations DESA Population Division: World Population Prospects 2024; five-year rates of China"
     " (PPgp/wpp2024 on GitHub: mx5dt; prepared by P. Gerland; not official UN tables)", "https://population.un.org/wpp",
     "CC BY 3.0 IGO; changed"),
]
WPP_LINE = "derived from United Nations DESA World Population Prospects 2024 (CC BY 3.0 IGO); changed"


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def age_of(row):
    return int(row["age"].rstrip("+"))


def five_year_rates(data):
    """Ages of the groups, centres of the periods, log m by sex [sex, age, period]."""
    table = [r for r in rows(data / "wpp2024_chn_mx_5x5.csv") if FIRST <= int(r["year"]) <= LAST]
    ages = sorted({age_of(r) for r in table})
    years = sorted({int(r["year"]) for r in table})
    log = np.full((2, len(ages), len(years)), np.nan)
    for r in table:
        log[:, ages.index(age_of(r)), years.index(int(r["year"]))] = np.log([float(r["mxM"]), float(r["mxF"])])
    assert np.isfinite(log).all(), "a group or a period is missing"
    return ages, years, log


def lee_carter(log):
    """b and k of one sex: Σ b = 1, Σ k = 0; and the share of the variance that they explain."""
    centred = log - log.mean(axis=1, keepdims=True)
    u, s, v = np.linalg.svd(centred, full_matrices=False)
    scale = u[:, 0].sum()
    return u[:, 0] / scale, s[0] * v[0] * scale, s[0] ** 2 / (s ** 2).sum()


def to_single_ages(ages, b):
    """Linear between the middles of the groups (0, 1–4, 5–9 …), flat from 100 on."""
    middles = [0, 2.5, *(a + 2 for a in ages[2:-1]), ages[-1]]
    return np.interp(np.arange(AGES), middles, b)


def build(shared, out):
    data = shared / "data"
    if not data.is_dir():
        sys.exit(f"{data}: no such folder; name the folder of raw data with --shared")
    out.mkdir(parents=True, exist_ok=True)
    write(out / "sources.csv", ["来源 sources"], ["id", "citation", "url", "licence"], SOURCES)
    insured = {int(r["age"]): r for r in rows(data / "cl_2010_2013.csv")}
    write(out / "life_tables.csv",
          ["经验生命表 China Life tables 2010-2013: one-year death probabilities; year: from which they improve",
           "cl1_cl2 非养老业务一表; cl3_cl4 非养老业务二表; cl5_cl6 养老业务表; official notice; archived by the Society of Actuaries"],
          ["table", "year", "age", "male", "female", *ST],
          [(name, TABLE_YEAR, x, insured[x][male], insured[x][female], "measured", "cl2010")
           for name, (male, female) in COLUMNS.items() for x in range(AGES)])
    ages, years, log = five_year_rates(data)
    singles, drifts, note = [], [], []
    for s, sex in enumerate(("male", "female")):
        b, k, explained = lee_carter(log[s])
        single = to_single_ages(ages, b)
        scale = single.sum()  # Σ b = 1 over single ages: k takes the factor, b·k stays
        single = np.round(single / scale, 9)
        single[0] += round(1 - single.sum(), 9)
        singles.append(single)
        drift = scale * (k[-1] - k[0]) / (years[-1] - years[0])
        drifts.append((sex, sig(drift, 8), years[0], years[-1], "estimated", "wpp2024"))
        note.append(f"{sex}: drift {drift:.5f} a year, b from {b.min() / scale:.5f} to {b.max() / scale:.5f}, {100 * explained:.2f} % of the variance")
    write(out / "lee_carter.csv", ["死亡率改善 Lee-Carter pattern b by age; sums to 1; China; see docs/data.md", WPP_LINE],
          ["age", "male", "female", *ST],
          [(x, fix(singles[0][x], 9), fix(singles[1][x], 9), "estimated", "wpp2024") for x in range(AGES)])
    write(out / "lee_carter_drift.csv", ["死亡率指数漂移 drift of the index k a year; centres of the first and the last period", WPP_LINE],
          ["sex", "drift", "from_year", "to_year", *ST], drifts)
    return "\n".join(note)


def main():
    return built_or_compared(build, asked("the life tables and the Lee-Carter pattern", "scenarios/tables").parse_args())


if __name__ == "__main__":
    sys.exit(main())
