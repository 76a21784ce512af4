"""Residents, deaths, births, migration and who can join where."""
import numpy as np

from . import facts as f
from .table import controlled_rounding, largest_remainder

AGES = np.arange(106)
CENSUS = 2020  # 1 November; taken for the end of the year where people are moved on from it
GROUPS = ((0, 15), (15, 60), (60, 65), (65, 106))


class Raw:
    """The public figures as read from the folder of raw data."""

    def __init__(self, folder):
        import csv
        def rows(name):
            with open(folder / name, encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file))
        self.facts = {(r["area"], int(r["year"]), r["indicator"]): float(r["value"])
                      for r in rows("puyang_henan_facts.csv")}
        self.national = {(int(r["year"]), int(r["age"])): (float(r["pop_male_thousand"]), float(r["pop_female_thousand"]))
                         for r in rows("chn_pop_single_age_reconstructed.csv") if int(r["year"]) in (f.FIRST, CENSUS)}
        self.mx = {(int(r["year"]), int(r["age"])): (float(r["mx_male"]), float(r["mx_female"]))
                   for r in rows("chn_mx_single_age_estimate.csv")}
        self.annual = {int(r["year"]): r for r in rows("wpp2024_chn_annual_indicators.csv")}
        self.pasfr = {}
        for r in rows("wpp2024_chn_pasfr_5x5.csv"):
            self.pasfr.setdefault(int(r["period"][:4]), {})[int(r["age"][:2])] = float(r["pasfr"]) / 100.0
        self.units_2020 = {r["unit_cn"]: float(r["resident_pop_2020"]) for r in rows("puyang_units_population_2020_draft.csv")
                           if r["resident_pop_2020"]}
        self.budget = {r["unit_cn"]: r for r in rows("puyang_units_general_budget_q1.csv")}

    def city(self, year, indicator):
        return self.facts[("Puyang", year, indicator)]


# Years from the 2010 census (1 November) to 31 December 2015, as a part of the ten years between the censuses.
PART = (5 + 2 / 12) / 10


def city_totals(raw):
    """City residents at the end of 2015 in whole persons: by age group, by sex (male, female)."""
    n10, n20 = raw.city(2010, "census_resident_pop"), raw.city(2020, "census_resident_pop")
    total = round(n10 * (n20 / n10) ** PART)
    def share(key10, key20):
        a, b = raw.city(2010, key10) / 100, raw.city(2020, key20) / n20
        return a + (b - a) * PART
    young, old60, old65 = (share("census_share_0_14", "census_age_0_14"),
                           share("census_share_60plus", "census_age_60plus"),
                           share("census_share_65plus", "census_age_65plus"))
    henan_male = raw.facts[("Henan", 2010, "census_male")] / raw.facts[("Henan", 2010, "census_resident_pop")]
    male = round(total * (henan_male + (raw.city(2020, "census_male") / n20 - henan_male) * PART))
    groups = largest_remainder([total * x for x in (young, 1 - young - old60, old60 - old65, old65)], total)
    return groups, [male, total - male]


def census_totals(raw):
    """The same of the census of 2020, as published."""
    old60, old65 = (int(raw.city(CENSUS, k)) for k in ("census_age_60plus", "census_age_65plus"))
    groups = [int(raw.city(CENSUS, "census_age_0_14")), int(raw.city(CENSUS, "census_age_15_59")), old60 - old65, old65]
    return groups, [int(raw.city(CENSUS, "census_male")), int(raw.city(CENSUS, "census_female"))]


def gompertz_tail(mx):
    """Ages 100 to 105 on the log-linear trend of ages 90 to 99. mx: array by age 0..99 or more → 0..105."""
    slope = np.polyfit(np.arange(90, 100), np.log(mx[90:100]), 1)[0]
    return np.concatenate([mx[:100], mx[99] * np.exp(slope * np.arange(1, 7))])


def mortality(raw):
    """m(x) by year 2010..2100: {year: (male, female)} with ages 0..105."""
    return {y: tuple(gompertz_tail(np.array([raw.mx[(y, x)][s] for x in range(100)])) for s in (0, 1))
            for y in range(2010, 2101)}


def city_population(raw, deaths, year, totals):
    """Residents by sex and age: the national shape of the year raked to the city's age groups and sexes, both exactly."""
    groups, sexes = totals
    shape = np.zeros((2, 106))
    for s in (0, 1):
        shape[s, :101] = [raw.national[(year, x)][s] for x in range(101)]
        alive = np.exp(-np.concatenate([[0], np.cumsum(deaths[year][s][100:105])]))
        shape[s, 100:106] = shape[s, 100] * alive / alive.sum()
    for _ in range(200):
        for (a, b), n in zip(GROUPS, groups):
            shape[:, a:b] *= n / shape[:, a:b].sum()
        shape *= (np.array(sexes) / shape.sum(axis=1))[:, None]
    blocks = controlled_rounding(np.array([[shape[s, a:b].sum() for a, b in GROUPS] for s in (0, 1)]), sexes, groups)
    out = np.zeros((2, 106))
    for s in (0, 1):
        for k, (a, b) in enumerate(GROUPS):
            cells = shape[s, a:b] * blocks[s, k] / shape[s, a:b].sum()
            out[s, a:b] = largest_remainder(list(cells), int(blocks[s, k]))
    return out


def unit_totals(raw, city_total):
    """Unit residents at the end of 2015, in whole persons: each 2010 area grown on its own path to 2020, then scaled to
    the city; zones by their 2020 parts."""
    area20 = {u: raw.units_2020[u] for u in f.RESIDENT if u not in f.URBAN}
    area20["华龙区"] = sum(raw.units_2020[u] for u in f.URBAN)
    area = {u: n * (area20[u] / n) ** PART for u, n in f.CENSUS_2010_AREAS.items()}
    out = {u: area[u] if u in area and u not in f.URBAN else area["华龙区"] * raw.units_2020[u] / area20["华龙区"]
           for u in f.RESIDENT}
    scale = city_total / sum(out.values())
    return largest_remainder([out[u] * scale for u in f.RESIDENT], int(city_total))


def age_tilt(unit):
    """Factor by age on the city's age structure, linear between the anchor ages."""
    child, young, middle, old = f.AGE_TILT[unit]
    return np.interp(AGES, [0, 12, 18, 22, 32, 40, 50, 60, 66, 105], [child, child, 1, young, young, middle, 1, 1, old, old])


def unit_population(city, totals):
    """[unit, sex, age]: seeds tilted by unit, raked both ways; unit totals and the city's cells are met in whole persons."""
    totals = np.array(totals, float)
    seed = np.array([t * age_tilt(u) * city / city.sum() for u, t in zip(f.RESIDENT, totals)])
    for _ in range(300):
        seed *= (totals / seed.sum(axis=(1, 2)))[:, None, None]
        seed *= np.divide(city, seed.sum(axis=0), out=np.zeros_like(city), where=city > 0)
    return controlled_rounding(seed.reshape(len(f.RESIDENT), -1), totals, city.ravel()).reshape(seed.shape)


# ---- the second starting point ----------------------------------------------------------------------------------
PUBLISHED_AFTER_CENSUS = 2022  # the last bulletin with residents and births


def year_on(people, m, fertility, ages, srb):
    """One year without migration: [sex, age] at 31 December; births by the women of both ends, deaths of half a year."""
    aged = np.zeros_like(people)
    for s in (0, 1):
        aged[s, 1:] = people[s, :-1] * np.exp(-.5 * (m[s][:-1] + m[s][1:]))
        aged[s, 105] += people[s, 105] * np.exp(-m[s][105])
    born = fertility * float((ages * .5 * (people[1, 15:50] + aged[1, 15:50])).sum())
    for s, part in enumerate((srb / (1 + srb), 1 / (1 + srb))):
        aged[s, 0] = born * part * np.exp(-.85 * m[s][0])
    return aged


def moved_on(raw, deaths, census, ages, level, shape, multiplier):
    """[unit, sex, age] at the end of 2024: the census people moved on year by year.

    Births: China's fertility of the year times the city's multiplier of 2022 and the unit's tilt. Net migration: the
    units' levels shifted alike, so that the city has the published residents of 2022; the same shift holds to 2024."""
    def run(shift, last):
        people = [u.copy() for u in census]
        for year in range(CENSUS + 1, last + 1):
            srb = float(raw.annual[year]["srb"])
            for k, u in enumerate(f.RESIDENT):
                tfr = float(raw.annual[year]["tfr"]) * multiplier * f.FERTILITY_TILT[u]
                on = year_on(people[k], deaths[year], tfr, ages[year - year % 5], srb)
                move = np.array([shape[sex] for sex in f.SEXES]) * people[k] * (level[u] + shift)
                people[k] = np.maximum(0.0, on + move)
        return np.array(people)
    want = raw.city(PUBLISHED_AFTER_CENSUS, "resident_pop")
    low, high = -.03, .03
    for _ in range(60):
        middle = .5 * (low + high)
        low, high = (middle, high) if run(middle, PUBLISHED_AFTER_CENSUS).sum() < want else (low, middle)
    people = run(.5 * (low + high), f.LATER)
    units = largest_remainder(list(people.sum(axis=(1, 2))), round(people.sum()))
    city = largest_remainder(list(people.sum(axis=0).ravel()), sum(units))
    return controlled_rounding(people.reshape(len(f.RESIDENT), -1), units, city).reshape(people.shape)


def monotone_cubic(x, y, at):
    """Fritsch-Carlson monotone cubic interpolation (harmonic-mean slopes)."""
    h, d = np.diff(x), np.diff(y) / np.diff(x)
    m = np.zeros(len(x))
    for k in range(1, len(x) - 1):
        if d[k - 1] * d[k] > 0:
            w1, w2 = 2 * h[k] + h[k - 1], h[k] + 2 * h[k - 1]
            m[k] = (w1 + w2) / (w1 / d[k - 1] + w2 / d[k])
    k = np.clip(np.searchsorted(x, at, side="right") - 1, 0, len(h) - 1)
    t = (at - x[k]) / h[k]
    return ((1 + 2 * t) * (1 - t) ** 2 * y[k] + t * (1 - t) ** 2 * h[k] * m[k]
            + t * t * (3 - 2 * t) * y[k + 1] + t * t * (t - 1) * h[k] * m[k + 1])


def fertility_age(raw):
    """{from_year: shares at ages 15..49}: the cumulated five-year shares, interpolated and differenced."""
    edges = np.arange(15.0, 51.0, 5.0)
    out = {}
    for start in range(2010, 2100, 5):
        cumulated = np.concatenate([[0], np.cumsum([raw.pasfr[start][a] for a in range(15, 50, 5)])])
        out[start] = np.diff(monotone_cubic(edges, cumulated / cumulated[-1], np.arange(15.0, 51.0)))
    return out


def births_implied(raw, city, deaths, ages):
    """City births of 2016, 2019, 2022 with national fertility: women aged forward with national mortality."""
    women, out = city[1].copy(), {}
    for year in range(2016, 2023):
        m = deaths[year][1]
        aged = np.zeros(106)
        aged[1:] = women[:-1] * np.exp(-.5 * (m[:-1] + m[1:]))
        mean = .5 * (aged + women)
        shares = ages[year - year % 5]
        out[year] = float(raw.annual[year]["tfr"]) * float((shares * mean[15:50]).sum())
        women = aged
    return out


def fertility_multiplier(raw, city, deaths, ages):
    """Registered births over implied births, 2016, 2019 and 2022: the city's multiplier of national fertility."""
    implied = births_implied(raw, city, deaths, ages)
    return {y: raw.city(y, "births") / implied[y] for y in (2016, 2019, 2022)}


def migration_shape(city):
    """Relative propensity by age: families (0-12) and a labour peak near 22, mean 1 over ages 15..59 of the city, 0 from 75."""
    x = AGES.astype(float)
    labour = np.exp(-.085 * (x - 20.5) - np.exp(-.55 * (x - 20.5)))
    shape = .55 * np.exp(-.16 * x) + 2.6 * labour + .10
    shape *= np.clip((75 - x) / 15, 0, 1)
    out = {}
    for s, sex in enumerate(f.SEXES):
        weight = city[s, 15:60]
        out[sex] = shape * weight.sum() / (shape[15:60] * weight).sum()
    return out


def migration_level(raw, city, shape):
    """Net migrants a year per head (times shape): growth between the censuses less the city's natural growth, damped."""
    natural = np.mean([(raw.city(y, "births") - raw.city(y, "deaths")) / raw.city(y, "resident_pop") for y in (2016, 2019)])
    per_head = sum(float((shape[sex] * city[s]).sum()) for s, sex in enumerate(f.SEXES)) / city.sum()
    area20 = {u: raw.units_2020[u] for u in f.RESIDENT}
    area20["华龙区"] = sum(raw.units_2020[u] for u in f.URBAN)
    low, high = f.MIGRATION_BOUNDS
    out = {"市本级": 0.0}
    for u in f.RESIDENT:
        area = "华龙区" if u in f.URBAN else u
        growth = np.log(area20[area] / f.CENSUS_2010_AREAS[area]) / 10
        level = f.MIGRATION_DAMPING * (growth - natural) / per_head
        out[u] = float(np.clip(level, low, high if u in f.URBAN else f.MIGRATION_COUNTY_MOST))
    # The district's growth is largely that of its zones: the old town takes less, the zones the most.
    for u, part in zip(f.URBAN, f.MIGRATION_URBAN_PART):
        out[u] *= part
    return out


def catchment():
    """[(resident unit, pool unit, share)], the own unit taking the rest."""
    out = []
    for u in f.RESIDENT:
        shares = dict(f.CATCHMENT[u])
        shares[u] = round(1.0 - sum(shares.values()), 6)
        out += [(u, c, shares[c]) for c in f.UNITS if c in shares]
    return out
