"""P1-P5: residents by sex and age, and the labour pools they form."""

import numpy as np

from tables import AGES
from year import over


def cohort_rates(m):
    """P1: central rates between two birthdays of one calendar year, from rates by age last birthday [..., age]."""
    mc = np.empty_like(m)
    mc[..., 0] = 0.85 * m[..., 0]
    mc[..., 1] = 0.15 * m[..., 0] + 0.5 * m[..., 1]
    mc[..., 2:] = 0.5 * (m[..., 1:-1] + m[..., 2:])
    return mc


def death(rates, factor):
    """P2: q [path, unit, sex, age] by age reached; `factor` multiplies the hazard, [path, unit]."""
    return 1 - np.exp(-cohort_rates(rates) * over(factor, 1, 1))


def step(tables, year, before):
    """P3, P4: residents of 31 December t from those of t − 1, [path, unit, sex, age], and the year's events."""
    multiple = year("population.mortality")
    rates = tables.mortality.residents(year)
    q = death(rates, multiple)
    open_q = 1 - np.exp(-rates[..., -1] * over(multiple, 1))
    young = before[..., :-1]
    migrants = tables.migration[:, 1:] * over(year("population.net_migration"), 1, 1) * young
    dead = q[..., 1:] * (young + 0.5 * migrants)
    after = np.zeros_like(before)
    after[..., 1:] = young + migrants - dead
    dead_open = open_q * before[..., -1]
    after[..., -1] += before[..., -1] - dead_open
    born, infants = births(tables, year, before, after)
    after[..., 0] = born * (1 - q[..., 0])
    events = {"births": infants, "population_deaths": dead.sum((-1, -2)) + dead_open.sum(-1)
              + (born * q[..., 0]).sum(-1), "net_migration": migrants.sum((-1, -2))}
    return after, events


def births(tables, year, before, after):
    """P4: the born by sex [path, unit, sex] and together."""
    total, boys_per_girl = tables.fertility[year.t]
    rates = tables.births_by_age(year.t) * total * over(year("population.fertility"), 1)
    infants = (rates * 0.5 * (before[..., 1, :] + after[..., 1, :])).sum(-1)
    girls = infants / (1 + boys_per_girl)
    return np.stack([infants - girls, girls], axis=-1), infants


def pools(tables, year, residents):
    """P5: people who could join, by pool unit [path, unit, sex, age]."""
    able = residents * over(year("labour.employability") * (1 - year("labour.insured_elsewhere")), 1, 1)
    return np.einsum("dc,pdsx->pcsx", tables.catchment, able)


def stocks(residents):
    ages = np.arange(AGES)
    return {"population": residents.sum((-1, -2)),
            "population_15_59": residents[..., (ages >= 15) & (ages <= 59)].sum((-1, -2)),
            "population_60plus": residents[..., ages >= 60].sum((-1, -2))}
