"""Figures typed in from public sources, and the assumptions of the place, in one file so that they can be argued with.

Everything marked ASSUMED is a choice of this project (status `synthetic` in the tables); the reasons are in docs/data.md.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

FIRST, LATER = 2015, 2024     # the starting points: the base year of the policy's subsidies, and the last with published ratios
UNITS = ["市本级", "华龙区", "开发区", "工业园区", "示范区", "濮阳县", "清丰县", "南乐县", "范县", "台前县"]
POOL = "市级统筹"
# The oil field's workers have been in the province's pool since 1998: a unit outside the local pool, without residents of
# its own, because people are counted where they live. unit, name, residents, treasury, in the local pool
OILFIELD = ("中原油田", "Zhongyuan Oil Field", 0, "中原油田", 0)
RESIDENT = UNITS[1:]
URBAN = UNITS[1:5]
NAMES_EN = dict(zip(UNITS, [
    "City level", "Hualong District", "Economic and Technological Development Zone", "Industrial Park",
    "Urban-Rural Demonstration Zone", "Puyang County", "Qingfeng County", "Nanle County", "Fan County",
    "Taiqian County"]))
SEXES = ["male", "female"]
CATEGORIES = ["male_employee", "female_cadre", "female_worker", "male_flexible", "female_flexible"]
SEX_OF = dict(zip(CATEGORIES, ["male", "female", "female", "male", "female"]))
RETIREMENT_AGE = dict(zip(CATEGORIES, [60, 55, 50, 60, 55]))
EMPLOYEES = CATEGORIES[:3]

LAW = Path(__file__).resolve().parents[2] / "scenarios/law"


def enacted(file, key, years):
    """{year: value} of a dated parameter of the law: the value in force in July."""
    tables = tomllib.loads((LAW / file).read_text(encoding="utf-8"))["parameter"]
    rows = next(t["values"] for t in tables if t["key"] == key)
    return {y: [r["value"] for r in rows if r["from"] <= f"{y}-07"][-1] for y in years}


# Henan mean wage of staff in post, yuan a month (source wages_henan).
WAGE = {1995: 362, 1996: 410.33, 1997: 435.42, 1998: 470.08, 1999: 511.33, 2000: 573.08, 2001: 655.67, 2002: 809.50,
        2003: 886.58, 2004: 997.50, 2005: 1190.17, 2006: 1415.08, 2007: 1744.58, 2008: 2068, 2009: 2279.75,
        2010: 2525.25, 2011: 2850.25, 2012: 3163.17, 2013: 3233.67, 2014: 3555.83, 2015: 3826.67}
WAGE[1994] = 362 / 1.178  # ASSUMED: the national growth of 1995
SINCE = range(FIRST + 1, LATER + 1)
# Reference wage of year t: the mean wage published for t - 1; from 2016 as the law's data have it.
REFERENCE = {y: WAGE[y - 1] for y in range(1995, FIRST + 1)} | enacted("henan.toml", "wage.reference", SINCE)
# Province's benefit base of year t.
PROVINCE_BASE = {y: WAGE[y - 1] for y in range(1995, FIRST + 1)} | enacted("henan.toml", "benefit.province_base", SINCE)
# Interest credited to accounts (source rates); 1995: mean one-year deposit rate of the year.
ACCOUNT_RATE = {1995: .1098} | enacted("national.toml", "economy.account_rate", range(1996, LATER + 1))
ACCOUNTS_FROM = 1995          # accounts start 1995-01 in Henan, deemed years end 1994-12
NEW_FORMULA_FROM = 2006
CREDIT_RATE = {y: .11 if y < 2006 else .08 for y in range(1995, LATER + 1)}
NATIONAL_INCREASE = ({y: .10 for y in range(1998, FIRST + 1)} | {2006: .237}
                     | enacted("national.toml", "benefit.increase_rate", SINCE))
DIVISOR = {45: 216, 46: 212, 47: 208, 48: 204, 49: 199, 50: 195, 51: 190, 52: 185, 53: 180, 54: 175, 55: 170, 56: 164,
           57: 158, 58: 152, 59: 145, 60: 139, 61: 132, 62: 125, 63: 117, 64: 109, 65: 101}
MINIMUM_YEARS = 15
CITY_BASE_RATIO = .948        # ASSUMED: other Henan cities of this size, 6385 / 6738 in 2025
# ASSUMED: 6385 is the all-scope wage of 2024, so the city's base stands on the wage of the year before, and stays there
# while the province's converges to it until 2031 (economy.base_growth): that wage over the province's base.
CITY_BASE_MERGES = {2027: .957, 2028: .9684, 2029: .9794, 2030: .99, 2031: 1}

# 2010 census by county-level area (source census2010_areas); the district then includes what are zones now.
CENSUS_2010_AREAS = {"华龙区": 655674, "濮阳县": 1051488, "清丰县": 633750, "南乐县": 459172, "范县": 469881,
                     "台前县": 328529}

# Category's pension against a man's for awards before 2006, when the old formula was flatter. ASSUMED.
OLD_LEVEL = dict(zip(CATEGORIES, [1.0, .97, .82, .85, .80]))
# Fall of membership with age: (share lost, middle age, width). ASSUMED.
DECLINE = dict(zip(CATEGORIES, [(.20, 49, 4.5), (.08, 48, 4.0), (.34, 43, 4.0), (.50, 54, 2.5), (.52, 49.5, 2.5)]))

# ---- ASSUMED, by unit, in the order of UNITS -------------------------------------------------------------------
def _by_unit(*values):
    return dict(zip(UNITS, values))


YOUTH = _by_unit(-.012, -.006, .014, .020, .018, .000, -.003, .002, .004, .000)   # tilt per year of age below 40
RETIREE_TILT = _by_unit(.006, .003, -.015, -.025, -.020, .000, .002, -.002, -.003, .000)
WAGE_LEVEL = _by_unit(1.07, 1.00, 1.02, .96, .93, .87, .84, .83, .84, .80)        # scaled to the city's mean below
CITY_WAGE_LEVEL = .937        # Puyang 2016 lies between 44,425 and 48,379 of Henan's 49,505 yuan a year
INDEX_SCALE = _by_unit(1.07, 1.02, 1.03, .99, .98, .96, .95, .95, .95, .93)
COLLECTION = _by_unit(.975, .965, .972, .965, .960, .950, .945, .955, .945, .935)
PAYING_EFFORT = _by_unit(1.03, .99, 1.04, 1.05, 1.02, .98, .96, .99, .98, .95)
DENSITY = _by_unit(.98, .97, .98, .98, .97, .965, .96, .965, .965, .96)
EMPLOYABILITY = _by_unit(.62, .62, .62, .60, .56, .38, .35, .37, .34, .32)
ELSEWHERE = _by_unit(.12, .30, .10, .06, .08, .10, .10, .10, .11, .12)
FERTILITY_TILT = _by_unit(.92, .90, .93, .95, .96, 1.03, 1.02, 1.03, 1.06, 1.08)
PLAN_COMPLETION = _by_unit(1.015, .990, 1.030, 1.040, 1.020, .985, .960, 1.005, .975, .940)
BUDGET_EXECUTION = _by_unit(1.005, 1.010, .990, .985, .990, 1.010, 1.020, 1.000, 1.010, 1.025)
ON_TIME = _by_unit(1.0, .98, 1.0, 1.0, 1.0, .96, .93, .96, .94, .90)
SETTLEMENT_SHARE = .05        # of expenditure minus revenue; floor: share of revenue below
SETTLEMENT_FLOOR = .02
PAYING_BY_CATEGORY = dict(zip(CATEGORIES, [.845, .865, .825, .715, .72]))
EMPLOYEE_MIX = {"male_employee": .58, "female_cadre": .13, "female_worker": .29}
FLEXIBLE_MIX = {"male_flexible": .53, "female_flexible": .47}
ILLNESS_SHARE = .04
ILLNESS_BY_CATEGORY = dict(zip(CATEGORIES, [1.2, .7, .95, .5, .5]))  # relative
GRANTS_SHARE = .04            # grants, refunds, transfers out over pensions
MIDYEAR_RETIREES = .98        # mean of the year over 31 December
OTHER_INCOME_SHARE = .0035    # interest aside: late fees, transfers in, over contributions, as the model has them in 2016;
                              # arrears and make-up money are contributions. ASSUMED
FUND_INTEREST = .025
EXTERNAL_SHARE = {y: min(.25, .20 + .0125 * max(0, y - 2016)) for y in range(2015, 2026)}
POOL_BALANCE_OF_GAP = 1.1     # pool money on hand over the city's 2015 budget gap

# Share of the residents' working-age people in each unit's labour pool (rest of the row: the own unit).
CATCHMENT = {
    "华龙区": {"市本级": .41, "开发区": .05, "工业园区": .01, "示范区": .02},
    "开发区": {"市本级": .20, "华龙区": .10, "工业园区": .02, "示范区": .02},
    "工业园区": {"市本级": .08, "华龙区": .04, "开发区": .05},
    "示范区": {"市本级": .14, "华龙区": .10, "开发区": .08, "工业园区": .02},
    "濮阳县": {"市本级": .020, "开发区": .010, "工业园区": .012, "示范区": .010},
    "清丰县": {"市本级": .015, "开发区": .005, "工业园区": .003},
    "南乐县": {"市本级": .010, "开发区": .005, "工业园区": .002},
    "范县": {"市本级": .010, "开发区": .003, "工业园区": .002, "濮阳县": .010},
    "台前县": {"市本级": .008, "开发区": .002, "范县": .020},
}
# Age structure of the units against the city's: factor on (0-14, 18-34, 35-49, 65+).
AGE_TILT = {
    "华龙区": (.92, 1.16, 1.14, .80), "开发区": (.96, 1.22, 1.10, .76), "工业园区": (.98, 1.20, 1.08, .82),
    "示范区": (1.00, 1.14, 1.06, .88), "濮阳县": (1.02, .93, .95, 1.08), "清丰县": (.97, .94, .97, 1.12),
    "南乐县": (1.03, .95, .96, 1.05), "范县": (1.10, .92, .93, 1.04), "台前县": (1.13, .92, .92, 1.02),
}
MIGRATION_BOUNDS = (-.010, .012)
MIGRATION_DAMPING = .52       # part of the 2010-2020 growth difference that is migration, not a change of boundaries
MIGRATION_COUNTY_MOST = -.005  # no county loses less: registered residents exceed residents by 21 to 26 %
MIGRATION_URBAN_PART = (.80, .95, 1.0, .95)
MIGRATION_FADE = {2015: 1.0, 2026: .75, 2036: .5, 2051: .25}
# Multiplier of national fertility from these years; the first two are the registered births, then ASSUMED convergence.
FERTILITY_AFTER = {2030: 1.12, 2045: 1.06}


# ---- the two starting points -----------------------------------------------------------------------------------
# Henan's scheme, ten thousand persons and 100 million yuan: 2010 (enterprises) and 2024 (all employees), as published.
HENAN = {2010: {"insured": 809.0, "retirees": 270.3, "expenditure": 420.3, "balance": 499.0},
         2024: {"insured": 2028.4, "retirees": 608.1, "expenditure": 2526.4, "balance": 1646.9}}
PUBLIC_SECTOR = {"insured": .09, "retirees": .14}  # of Henan's in 2024; not in this fund. ASSUMED


def henan_ratio(year, over, under):
    """Henan's ratio in a year between 2010 and 2024, log-linear."""
    a, b = (HENAN[y][over] / HENAN[y][under] for y in (2010, 2024))
    return a * (b / a) ** ((year - 2010) / 14)


def henan_growth(what, first, last):
    """Growth of Henan's enterprise scheme on the log-linear path of 2010 to 2024, the public sector taken out."""
    return (HENAN[2024][what] * (1 - PUBLIC_SECTOR[what]) / HENAN[2010][what]) ** ((last - first) / 14)


@dataclass(frozen=True)
class Position:
    base: int
    insured: int                # of the city
    retirees: int
    mean_pension: float         # yuan a month at the end of the year
    payable_months: dict        # by unit; the city's total is scaled to `city_months` where that is given
    city_months: float | None
    coverage: dict              # insured over the pool of people, before scaling. ASSUMED
    support_ratio: dict         # insured over retirees, before scaling. ASSUMED
    flexible_share: dict        # ASSUMED
    retiree_mix: dict           # ASSUMED
    paying_share: float         # contributing over insured
    collected_index: dict       # mean contribution base over the reference wage. ASSUMED
    employer_rate: float
    member_rate: float = .08
    flexible_rate: float = .20


INSURED_2015 = 290_000
RETIREES_2015 = round(INSURED_2015 / henan_ratio(FIRST, "insured", "retirees"), -2)
RETIREES_2024 = round(RETIREES_2015 * henan_growth("retirees", FIRST, LATER), -2)
# National mean of enterprise retirees: 2,240 in 2015 and 3,162 in 2023, grown by the increase of 2024. Recalled.
NATIONAL_PENSION = {FIRST: 2_240, LATER: 3_162 * 1.03}
MEAN_PENSION_2015 = 2_150

AT = {
    FIRST: Position(
        base=FIRST, insured=INSURED_2015, retirees=int(RETIREES_2015), mean_pension=MEAN_PENSION_2015,
        payable_months=_by_unit(7.6, 2.8, 36, 44, 38, 9.5, 2.6, 12.5, 14.0, 1.4), city_months=None,
        coverage=_by_unit(.74, .60, .54, .44, .46, .215, .235, .245, .275, .305),
        support_ratio=_by_unit(2.02, 2.28, 5.3, 6.4, 5.7, 3.55, 3.15, 3.75, 4.0, 3.35),
        flexible_share=_by_unit(.19, .34, .25, .20, .27, .36, .38, .37, .36, .37),
        retiree_mix=dict(zip(CATEGORIES, [.410, .115, .365, .050, .060])),
        paying_share=.803, collected_index={"employee": .71, "flexible": .64}, employer_rate=.20),
    LATER: Position(
        base=LATER, insured=int(round(RETIREES_2024 * henan_ratio(LATER, "insured", "retirees"), -2)),
        retirees=int(RETIREES_2024),
        mean_pension=round(MEAN_PENSION_2015 * NATIONAL_PENSION[LATER] / NATIONAL_PENSION[FIRST], -1),
        payable_months=_by_unit(5.5, 2.5, 26, 34, 28, 8.5, 3.0, 10.5, 11.5, 2.0),
        city_months=12 * HENAN[2024]["balance"] / HENAN[2024]["expenditure"],
        coverage=_by_unit(.78, .74, .72, .64, .66, .44, .46, .47, .50, .52),
        support_ratio=_by_unit(2.05, 2.45, 5.0, 6.0, 5.3, 3.95, 3.65, 4.10, 4.3, 3.75),
        flexible_share=_by_unit(.27, .42, .33, .27, .35, .47, .49, .48, .48, .49),
        retiree_mix=dict(zip(CATEGORIES, [.375, .115, .345, .075, .090])),
        paying_share=.80, collected_index={"employee": .705, "flexible": .63}, employer_rate=.16),
}
