"""What the schemes of the country and of Henan are made of: published series as read, and the choices of this project.

Everything marked ASSUMED is a choice (status `synthetic` in the tables); the reasons are in docs/past.md.
"""
import csv

from puyang import facts as puyang

SEXES, CATEGORIES, EMPLOYEES = puyang.SEXES, puyang.CATEGORIES, puyang.EMPLOYEES
SEX_OF, RETIREMENT_AGE, DIVISOR = puyang.SEX_OF, puyang.RETIREMENT_AGE, puyang.DIVISOR
NATIONAL_INCREASE = puyang.NATIONAL_INCREASE | {2016: .065, 2017: .055, 2018: .05, 2019: .05, 2020: .05, 2021: .045,
                                                2022: .04, 2023: .038}
ACCOUNTS_FROM = 1996          # ASSUMED for the country: between the pilots of 1993-95 and the unified accounts of 1998
ACCOUNT_RATE = puyang.ACCOUNT_RATE | {2016: .0831, 2017: .0712, 2018: .0829, 2019: .0761, 2020: .0604, 2021: .0669,
                                      2022: .0612, 2023: .0397}
MINIMUM_YEARS = 15
GRANTS_SHARE = puyang.GRANTS_SHARE  # ASSUMED: grants, refunds, transfers over pensions

# ASSUMED, all openings
EMPLOYEE_MIX, FLEXIBLE_MIX = puyang.EMPLOYEE_MIX, puyang.FLEXIBLE_MIX
RETIREE_MIX = dict(zip(CATEGORIES, [.410, .115, .365, .050, .060]))
FLEXIBLE_SHARE = {2004: .12, 2010: .19, 2015: .23, 2023: .28}   # of the insured; in between on a line
PAYING_SHARE = {2004: .88, 2009: .877, 2013: .841, 2015: .803, 2023: .80}
MEAN_YEARS = dict(zip(CATEGORIES, [30, 30, 26, 21, 19]))
OLD_LEVEL = puyang.OLD_LEVEL
EMPLOYABILITY = .80           # residents who could be members; above the insured share of every age and year
FUND_INTEREST = .025
REACH, ENTRY, DECLARED = 0, 1, 2  # of an area's SOLVED


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def number(text):
    return float(text) if text else None


# Contributions and subsidies that were read on a page of the office; the others are recalled.
READ_CONTRIBUTIONS, READ_SUBSIDIES = (2009, 2011), (2009, 2011, 2019)


def word(measured):
    return "measured" if measured else "estimated"


class Series:
    """One area's published years: persons and yuan. What is missing of a year beside a published one goes as in `like`."""

    def __init__(self, table, like=None):
        self.years, self.like = {}, like
        for r in table:
            self.years[int(r["year"])] = {
                "insured": 1e4 * float(r["active_10k"]), "retirees": 1e4 * float(r["retirees_10k"]),
                "revenue": 1e8 * float(r["revenue_100m_yuan"]), "expense": 1e8 * float(r["expense_100m_yuan"]),
                "balance": 1e8 * float(r["balance_100m_yuan"]),
                "contributions": 1e8 * v if (v := number(r.get("contrib_income_100m_yuan", ""))) else None,
                "subsidy": 1e8 * v if (v := number(r.get("fiscal_subsidy_100m_yuan", ""))) else None,
                "measured": r["status"] in ("V", "X")}

    def of(self, year, key):
        if year not in self.years and self.like:
            near = min(self.years, key=lambda y: (abs(y - year), y))
            return self.years[near][key] * self.like.of(year, key) / self.like.of(near, key)
        return self.years[year][key]

    def status(self, year):
        return word(self.years[year]["measured"])

    def contributions(self, year):
        """(contributions, status): published, or revenue less subsidy and interest."""
        if self.years[year]["contributions"]:
            return self.years[year]["contributions"], word(year in READ_CONTRIBUTIONS)
        return self.of(year, "revenue") - self.subsidy(year)[0] - self.interest(year), "estimated"

    def interest(self, year):
        """On the balance of the year before."""
        return FUND_INTEREST * self.of(year - 1, "balance")

    def subsidy(self, year):
        """(fiscal subsidy, status); unpublished years at the share of revenue of the nearest published one."""
        if self.years.get(year, {}).get("subsidy"):
            return self.years[year]["subsidy"], word(year in READ_SUBSIDIES)
        if self.like:
            return self.of(year, "revenue") * self.like.subsidy(year)[0] / self.like.of(year, "revenue"), "estimated"
        known = [y for y in self.years if self.years[y]["subsidy"]]
        near = min(known, key=lambda y: (abs(y - year), y))
        return self.years[near]["subsidy"] / self.years[near]["revenue"] * self.of(year, "revenue"), "estimated"


class Economy:
    """National wages, prices and rates by year; yuan a year."""

    def __init__(self, path):
        table = {int(r["year"]): r for r in rows(path)}
        self.staff = {y: float(r["avg_wage_urban_nonprivate_yuan"]) for y, r in table.items()
                      if r["avg_wage_urban_nonprivate_yuan"]}
        private = {y: float(r["avg_wage_urban_private_yuan"]) for y, r in table.items()
                   if r["avg_wage_urban_private_yuan"]}
        ratio = (self.staff[2009] + private[2009]) / 2 / self.staff[2009]
        # The mean of the two national series stands for the all-scope wage; before 2009 by the ratio of 2009.
        self.market = {y: (w + private[y]) / 2 if y in private else w * ratio for y, w in self.staff.items()}
        self.staff[1994] = self.staff[1995] / 1.178  # ASSUMED: the national growth of 1995

    def reference(self, year):
        """Wage whose shares bound the bases of `year`, yuan a month."""
        wage = self.staff if year <= 2019 else self.market
        return wage[year - 1] / 12


class HenanEconomy:
    """Henan's mean wage of staff in post, as tools/puyang has it."""

    def reference(self, year):
        return puyang.WAGE[year - 1]


def between(points, year):
    """On a line between dated points, flat outside."""
    years = sorted(points)
    if year <= years[0]:
        return points[years[0]]
    for a, b in zip(years, years[1:]):
        if year <= b:
            return points[a] + (points[b] - points[a]) * (year - a) / (b - a)
    return points[years[-1]]
