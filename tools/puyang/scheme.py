"""Members and retirees of the ten units at a starting point, and how the retirees were awarded."""
from functools import lru_cache

import numpy as np

from . import facts as f
from . import history

OLDEST, YOUNGEST_RETIREE = 100, 45


# ---- members ----------------------------------------------------------------------------------------------------
def participation(category, age):
    """Relative chance of being a member at this age, below the original retirement age."""
    x = float(age)
    middle, width = (22.5, 1.8) if category in f.EMPLOYEES else (29, 3.5)
    lost, at, spread = f.DECLINE[category]
    return 1 / (1 + np.exp(-(x - middle) / width)) * (1 - lost / (1 + np.exp(-(x - at) / spread)))


def member_ages(category, unit, city, base):
    """{age: share of the unit's members}, including a few still short of the minimum past the retirement age."""
    s, last = f.SEXES.index(f.SEX_OF[category]), f.RETIREMENT_AGE[category] - 1
    out = {x: city[s, x] * participation(category, x) * np.exp(-f.YOUTH[unit] * (x - 40)) for x in range(18, last + 1)}
    short = sum(r[0] for r in history_short(category, base))
    for k in range(1, 6):  # of those who reach the age short of the minimum, part go on paying and leave year by year
        out[last + k] = out[last] * short * .40 * .62 ** (k - 1)
    total = sum(out.values())
    return {x: w / total for x, w in out.items()}


def history_short(category, base):
    table = history.histories(category, f.RETIREMENT_AGE[category] - 1, base)
    return table[table[:, 4] + table[:, 5] < f.MINIMUM_YEARS]


def labour_pools(units_population, catchment):
    """People who could be members by pool unit: residents 16-59 by catchment, employable, not insured elsewhere."""
    working = {u: units_population[k, :, 16:60].sum() for k, u in enumerate(f.RESIDENT)}
    pool = {c: 0.0 for c in f.UNITS}
    for resident, c, share in catchment:
        pool[c] += share * working[resident] * f.EMPLOYABILITY[resident]
    return {c: n * (1 - f.ELSEWHERE[c]) for c, n in pool.items()}


def insured(pools, at):
    raw = {c: at.coverage[c] * pools[c] for c in f.UNITS}
    scale = at.insured / sum(raw.values())
    return {c: n * scale for c, n in raw.items()}


def members(insured_by_unit, city, at):
    """{(unit, category): {age: heads}}."""
    out = {}
    for c in f.UNITS:
        flexible = at.flexible_share[c]
        mix = {g: p * (1 - flexible) for g, p in f.EMPLOYEE_MIX.items()} | {g: p * flexible for g, p in f.FLEXIBLE_MIX.items()}
        for g in f.CATEGORIES:
            out[(c, g)] = {x: insured_by_unit[c] * mix[g] * w for x, w in member_ages(g, c, city, at.base).items()}
    return out


# ---- retirees ---------------------------------------------------------------------------------------------------
def award_ages(category, kind):
    """{award age: chance} of those retired by this kind: special work at 55/45, irregular ones before, a few late."""
    r = f.RETIREMENT_AGE[category]
    if kind == "illness":
        first = 50 if f.SEX_OF[category] == "male" else 45
        last = min(r - 1, first + 9)
        raw = {x: 1 + .12 * (x - first) for x in range(first, last + 1)}
    elif category == "male_employee":
        raw = {55: .10, 60: .835, 61: .012, 62: .006} | {x: .009 for x in (51, 52, 53, 54, 56, 57, 58)} | {59: .012}
    elif category == "female_worker":
        raw = {45: .07, 46: .008, 47: .008, 48: .010, 49: .012, 50: .865, 51: .016, 52: .011}
    elif category == "female_cadre":
        raw = {45: .015, 50: .030, 51: .010, 52: .012, 53: .014, 54: .016, 55: .885, 56: .012, 57: .006}
    else:
        raw = {r: .90, r + 1: .045, r + 2: .030, r + 3: .025}
    total = sum(raw.values())
    return {x: w / total for x, w in raw.items()}


def covered(birth):
    """Relative size of the birth year's membership: the scheme reached the cohorts born from the thirties on."""
    return 1 / (1 + np.exp(-(birth - 1936) / 6.5))


def retired_shape(category, kind, city, base):
    """Relative retirees by age: residents · coverage · share already awarded; illness retirees die faster."""
    s = f.SEXES.index(f.SEX_OF[category])
    out = {}
    for x in range(YOUNGEST_RETIREE, OLDEST + 1):
        wear = .02 if kind == "illness" else 0.0
        awarded = sum(p * np.exp(-wear * (x - r)) for r, p in award_ages(category, kind).items() if r <= x)
        out[x] = city[s, x] * covered(base - x) * awarded
    return out


MEAN_FLEXIBLE = .29  # share of flexible members about which the retirees' mix of 2015 stands


def retiree_heads(insured_by_unit, city, at):
    """{(unit, category, kind): {age: heads}}; totals from the support ratios, scaled to the city's retirees."""
    want = {c: insured_by_unit[c] / at.support_ratio[c] for c in f.UNITS}
    scale = at.retirees / sum(want.values())
    ill = {g: f.ILLNESS_SHARE * w for g, w in f.ILLNESS_BY_CATEGORY.items()}
    mean = sum(at.retiree_mix[g] * ill[g] for g in f.CATEGORIES)
    mean_flexible = MEAN_FLEXIBLE * sum(at.flexible_share.values()) / sum(f.AT[f.FIRST].flexible_share.values())
    out = {}
    for c in f.UNITS:
        flexible_tilt = {g: (at.flexible_share[c] / mean_flexible if g not in f.EMPLOYEES else 1.0) * at.retiree_mix[g] for g in f.CATEGORIES}
        norm = sum(flexible_tilt.values())
        for g in f.CATEGORIES:
            share_ill = ill[g] * f.ILLNESS_SHARE / mean
            for kind, part in (("retired", 1 - share_ill), ("illness", share_ill)):
                shape = {x: w * np.exp(f.RETIREE_TILT[c] * (x - 62)) for x, w in retired_shape(g, kind, city, at.base).items()}
                total = sum(shape.values())
                n = want[c] * scale * flexible_tilt[g] / norm * part
                out[(c, g, kind)] = {x: n * w / total for x, w in shape.items() if w > 0}
    return out


# ---- awards -----------------------------------------------------------------------------------------------------
def award(category, kind, award_age, year, base):
    """Monthly parts at award in `year` (2006 or later) for the category's mean leaver: dict basic, account, transitional.

    The leaver of the base year is moved back: one paid year less and one deemed year more for each earlier year."""
    who = history.leaver(category, base)
    accounts = base - f.ACCOUNTS_FROM + 1
    early = max(0, f.RETIREMENT_AGE[category] - award_age)
    back = base - year
    a = max(2.0, who["a"] - back * who["a"] / accounts - .7 * early * who["a"] / accounts)
    v = who["v"] + .8 * back if who["v"] > 0 else 0.0
    v = max(0.0, v - .3 * early) * (.85 if kind == "illness" else 1.0)
    index = who["index"]
    province = f.PROVINCE_BASE[year]
    city = f.CITY_BASE_RATIO * province
    account = index * a / (year - f.ACCOUNTS_FROM + 1) * full_account(year)
    return {"basic": .005 * (province * (a + v) + city * (v + index * a)),
            "account": account / f.DIVISOR[award_age], "transitional": .013 * city * index * v, "years": a + v}


@lru_cache(maxsize=None)
def full_account(year):
    """Account at the end of `year` of someone who paid in every year since accounts began, at index 1 [yuan]."""
    balance = 0.0
    for y in range(f.ACCOUNTS_FROM, year + 1):
        i = f.ACCOUNT_RATE[y]
        balance = balance * (1 + i) + f.CREDIT_RATE[y] * 12 * f.REFERENCE[y] * (1 + i * 6.5 / 12)
    return balance


def months_left(balance_months, years, first_year):
    """Account left in months of today's account pension after `years` whole calendar years; increases are split pro rata."""
    left, pension = balance_months, 1.0
    for year in range(first_year, first_year + years + 1):
        part = .5 if year == first_year else 1.0  # awarded in the middle of the year
        if year > first_year:
            pension *= 1 + f.NATIONAL_INCREASE[year]
        left = max(0.0, left * (1 + f.ACCOUNT_RATE[year] * part) - 12 * part * pension)
    return left / pension


def increased(year, base, since):
    """Growth of a pension awarded in `year` by the national increases after it and after `since`, up to the base year."""
    growth = 1.0
    for y in range(max(year, since) + 1, base + 1):
        growth *= 1 + f.NATIONAL_INCREASE[y]
    return growth


def pattern(category, kind, age, base):
    """[(award age, share, account share, months left, transitional share, share of the increases since 2015)] of the
    retirees of this age. Increases are split pro rata, so the transitional part shrinks by them where they stand apart."""
    rows = []
    for r, p in award_ages(category, kind).items():
        year = base - (age - r)
        if r > age or p <= 0:
            continue
        lifted = 1 - 1 / increased(year, base, f.FIRST)
        if year >= f.NEW_FORMULA_FROM:
            parts = award(category, kind, r, year, base)
            total = parts["basic"] + parts["account"] + parts["transitional"]
            left = months_left(f.DIVISOR[r], age - r, year)
            rows.append((r, p, parts["account"] / total, left, parts["transitional"] / total * (1 - lifted), lifted))
        elif year >= 1998:  # account / 120 on top of the old pension, small, and paid out by now
            rows.append((r, p, .012 + .004 * (year - 1998), months_left(120.0, age - r, year), 0.0, lifted))
        else:
            rows.append((r, p, 0.0, 0.0, 0.0, lifted))
    total = sum(row[1] for row in rows)
    return [(row[0], row[1] / total, *row[2:]) for row in rows]


LIFT_UNTIL, LIFT_YEARS = 2015, 9  # awards of 2006 are lifted in full, those of 2015 and later not at all


@lru_cache(maxsize=None)
def pension_shape(category, kind, age, base):
    """(fixed, lifted, years): the mean pension at this age is fixed + S · lifted [yuan a month], S the lift of old awards.

    An award of year y is the formula's of y, grown by the increases since, times 1 + (S − 1) · min(1, (2015 − y) / 9):
    until 2010 awards were topped up to the old, richer method. Before 2006 the old formula stands: flatter by category."""
    fixed, lifted, years = 0.0, 0.0, 0.0
    for r, p, *_ in pattern(category, kind, age, base):
        year = base - (age - r)
        new = award(category, kind, r, max(year, f.NEW_FORMULA_FROM), base)
        amount = new["basic"] + new["account"] + new["transitional"]
        if year < f.NEW_FORMULA_FROM:
            man = award("male_employee", "retired", 60, f.NEW_FORMULA_FROM, base)
            amount = f.OLD_LEVEL[category] * (man["basic"] + man["account"] + man["transitional"])
        amount *= increased(year, base, f.NEW_FORMULA_FROM)
        part = min(1.0, max(0.0, (LIFT_UNTIL - year) / LIFT_YEARS))
        fixed, lifted, years = fixed + p * amount * (1 - part), lifted + p * amount * part, years + p * new["years"]
    return fixed, lifted, years


def pensions(heads, at):
    """({(unit, category, kind): {age: (pension, years)}}, S): S is solved so that the city's mean pension is as given."""
    level = {c: .55 * f.INDEX_SCALE[c] + .45 for c in f.UNITS}
    fixed = lifted = people = 0.0
    for (c, g, kind), ages in heads.items():
        for x, n in ages.items():
            shape = pension_shape(g, kind, x, at.base)
            fixed, lifted, people = fixed + n * level[c] * shape[0], lifted + n * level[c] * shape[1], people + n
    lift = (at.mean_pension * people - fixed) / lifted
    out = {}
    for (c, g, kind), ages in heads.items():
        shapes = {x: pension_shape(g, kind, x, at.base) for x in ages}
        out[(c, g, kind)] = {x: (level[c] * (a + lift * b), y) for x, (a, b, y) in shapes.items()}
    return out, lift
