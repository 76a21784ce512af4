"""Self-check: reads the tables back as a stranger would, asserts what must hold, and tells the totals."""
from collections import defaultdict

from . import facts as f
from .table import read


def close(a, b, tolerance, what):
    if not abs(a - b) <= tolerance:
        raise AssertionError(f"{what}: {a} is not within {tolerance} of {b}")


def holds(condition, what):
    if not condition:
        raise AssertionError(what)


def summed(rows, key, value):
    out = defaultdict(float)
    for r in rows:
        out[key(r)] += float(r[value])
    return out


# Published figures that the tables must agree with, typed in again here so that the check stands alone.
CENSUS_2010, CENSUS_2020 = 3_598_494, 3_772_088
BIRTHS_2016, DEATHS_2016 = 52_700, 27_100


def check(folder):
    tables = {p.stem: read(p) for p in sorted(folder.glob("*.csv"))}
    statuses(tables)
    population(tables)
    shares(tables)
    service(tables["service"])
    return summary(tables, *scheme(tables))


def statuses(tables):
    known = {r["id"] for r in tables["sources"]}
    for name, rows in tables.items():
        for r in rows if name != "sources" else []:
            holds(r["status"] in ("measured", "estimated", "synthetic"), f"{name}: status {r['status']}")
            holds(set(r["source"].split("+")) <= known, f"{name}: source {r['source']}")


def population(tables):
    rows = tables["population"]
    total = summed(rows, lambda r: "", "persons")[""]
    # between the two censuses in size and in every age group, so the interpolation cannot have drifted
    holds(CENSUS_2010 < total < CENSUS_2020, "city population")
    close(total, 3_687_163, 1, "city population, log-linear between 3,598,494 and 3,772,088")
    def share(low, high):
        return sum(float(r["persons"]) for r in rows if low <= int(r["age"]) < high) / total
    for low, high, want in ((0, 15, .2402), (15, 60, .6095), (60, 106, .1503), (65, 106, .1049)):
        close(share(low, high), want, 2e-4, f"share of ages {low}-{high - 1}")
    male = summed(rows, lambda r: r["sex"], "persons")["male"] / total
    close(male, .5001, 2e-4, "share of males")
    holds(len(rows) == 9 * 2 * 106, "population: every unit, sex and age once")
    mx = {(int(r["year"]), int(r["age"])): (float(r["male"]), float(r["female"])) for r in tables["mortality"]}
    holds(len(mx) == 91 * 106, "mortality: every year and age once")
    for y in range(2010, 2101):
        for x in range(40, 105):
            holds(all(a < b for a, b in zip(mx[(y, x)], mx[(y, x + 1)])), f"mortality rises with age: {y}, {x}")
    deaths = sum(float(r["persons"]) * mx[(2016, int(r["age"]))][r["sex"] == "female"] for r in rows)
    close(deaths / DEATHS_2016, 1.0, .12, "deaths of 2016 against the registered number")
    births(tables)



def births(tables):
    """Births of 2016 from the women of 2015 (one year's ageing aside) against the registered number."""
    women = {(r["unit"], int(r["age"])): float(r["persons"]) for r in tables["population"] if r["sex"] == "female"}
    total = next(float(r["total_fertility"]) for r in tables["fertility"] if r["year"] == "2016")
    share = {int(r["age"]): float(r["share"]) for r in tables["fertility_age"] if r["from_year"] == "2015"}
    factor = {r["unit"]: float(r["value"]) for r in tables["parameters"]
              if r["key"] == "population.fertility" and r["from"] == "2015-01"}
    born = sum(factor[u] * total * share[x] * .5 * (n + women[(u, x - 1)]) for (u, x), n in women.items() if 15 <= x < 50)
    close(born / BIRTHS_2016, 1.0, .03, "births of 2016 against the registered number")


def shares(tables):
    for name, key, value in (("catchment", lambda r: r["resident_unit"], "share"),
                             ("fertility_age", lambda r: r["from_year"], "share"),
                             ("service", lambda r: (r["category"], r["age"]), "share"),
                             ("award_pattern", lambda r: (r["category"], r["kind"], r["age"]), "share")):
        for group, total in summed(tables[name], key, value).items():
            close(total, 1.0, 1e-9, f"{name}: shares of {group}")
    weight = summed(tables["population"], lambda r: (r["sex"], int(r["age"])), "persons")
    for sex in f.SEXES:
        shape = {int(r["age"]): float(r["shape"]) for r in tables["migration"] if r["sex"] == sex}
        mean = sum(shape[x] * weight[(sex, x)] for x in range(15, 60)) / sum(weight[(sex, x)] for x in range(15, 60))
        close(mean, 1.0, 1e-5, f"migration shape of {sex}")
    for r in tables["award_pattern"]:
        holds(0 <= float(r["account_share"]) + float(r["transitional_share"]) < .9, "award parts leave a basic part")
        holds(int(r["award_age"]) <= int(r["age"]) and float(r["balance_months"]) <= f.DIVISOR[int(r["award_age"])],
              f"award age and months left of {r}")
    wanted = {(r["category"], r["kind"], r["age"]) for r in tables["retirees"]}
    holds(wanted == {(r["category"], r["kind"], r["age"]) for r in tables["award_pattern"]}, "every retiree cell has awards")


def service(rows):
    new = defaultdict(lambda: [0.0, 0.0])
    for r in rows:
        a, v, s = float(r["paid_years"]), float(r["deemed_years"]), int(r["service"])
        holds(s <= a + v + 1e-9 and (s == 20 or a + v < s + 1), f"credited years of {r}")
        holds((v > 0) == (r["cohort"] == "middle"), f"deemed years of {r}")
        holds(v == 0 or int(r["age"]) >= 37 and v <= 1995 - (f.BASE - int(r["age"]) + 16), f"deemed years of {r}")
        holds(.55 <= float(r["index"]) <= 1.4 and float(r["account"]) >= 0, f"index and account of {r}")
        if int(r["age"]) >= f.RETIREMENT_AGE[r["category"]]:
            holds(s < f.MINIMUM_YEARS, f"past the retirement age only the short stay: {r}")
        if r["cohort"] == "new" and r["member_status"] == "contributing":
            cell = new[(r["category"], s)]
            cell[0] += float(r["share"])
            cell[1] += float(r["share"]) * float(r["account"])
    for g in f.CATEGORIES:
        means = [new[(g, s)][1] / new[(g, s)][0] for s in range(21) if new[(g, s)][0] > 0]
        holds(all(a < b for a, b in zip(means, means[1:])), f"accounts rise with paid years: {g}")


def scheme(tables):
    insured = summed(tables["members"], lambda r: r["unit"], "heads")
    retired = summed(tables["retirees"], lambda r: r["unit"], "heads")
    close(sum(insured.values()), f.INSURED_TOTAL, 5, "insured of the city")
    close(sum(retired.values()), f.RETIREES_TOTAL, 5, "retirees of the city")
    ratio = {c: insured[c] / retired[c] for c in f.UNITS}
    city = sum(insured.values()) / sum(retired.values())
    holds(2.98 <= city <= 3.34, "support ratio between Henan's 2.99 (2010) and 3.34 (2024)")
    holds(max(ratio.values()) >= 2 * min(ratio.values()), "support ratios spread at least twofold")
    bill = sum(float(r["heads"]) * float(r["mean_pension"]) for r in tables["retirees"])
    close(bill / sum(retired.values()), f.MEAN_PENSION, 1, "mean pension")
    ill = sum(float(r["heads"]) for r in tables["retirees"] if r["kind"] == "illness") / sum(retired.values())
    close(ill, f.ILLNESS_SHARE, .004, "share of illness retirees")
    heads = summed(tables["members"], lambda r: (r["category"], r["age"]), "heads")
    paying = sum(heads[(r["category"], r["age"])] * float(r["share"]) for r in tables["service"]
                 if r["member_status"] == "contributing") / sum(insured.values())
    close(paying, f.PAYING_SHARE, .003, "contributing share")
    unit_paying = {r["unit"]: float(r["value"]) for r in tables["parameters"] if r["key"] == "contribution.paying_share"}
    mean = sum(unit_paying[c] * insured[c] for c in f.UNITS) / sum(insured.values())
    close(mean, f.PAYING_SHARE, .001, "paying share of the units")
    cells = {(r["category"], r["age"]) for r in tables["service"]}
    holds(cells == {(r["category"], r["age"]) for r in tables["members"]}, "every member cell has a service pattern")
    pools(tables, insured)
    fund_checks(tables, insured, bill)
    return insured, retired


def pools(tables, insured):
    """No unit has more members than people who could join: residents 16-59 · catchment · employable, less elsewhere."""
    value = {(r["key"], r["unit"]): float(r["value"]) for r in tables["parameters"]}
    working = summed((r for r in tables["population"] if 16 <= int(r["age"]) <= 59), lambda r: r["unit"], "persons")
    pool = defaultdict(float)
    for r in tables["catchment"]:
        d = r["resident_unit"]
        pool[r["pool_unit"]] += float(r["share"]) * working[d] * value[("labour.employability", d)]
    for c in f.UNITS:
        free = pool[c] * (1 - value[("labour.insured_elsewhere", c)])
        holds(insured[c] < .9 * free, f"{c}: {insured[c]:.0f} insured of {free:.0f} who could be")


def gap(r):
    return max(0.0, float(r["budget_expenditure"]) - float(r["plan_income"]) - float(r["plan_other_income"]))


def fund_checks(tables, insured, monthly_bill):
    rows = {r["unit"]: r for r in tables["fund"]}
    units = [rows[c] for c in f.UNITS]
    spent = sum(float(r["expenditure"]) for r in units)
    close(spent / (12 * monthly_bill), .98 * 1.04, .002, "expenditure against retirees and pensions")
    months = 12 * sum(float(r["balance"]) for r in units) / spent
    holds(8 <= months <= 10, f"payable months of the city: {months}")
    gaps = [gap(r) for r in units]
    holds(sum(g > 0 for g in gaps) >= 6 and all(gap(rows[c]) == 0 for c in ("开发区", "工业园区", "示范区")), "budget gaps")
    income = sum(float(r["income"]) for r in units)
    per_head = income / sum(insured.values()) / (12 * f.REFERENCE[f.BASE])
    holds(.10 < per_head < .15, f"contributions per insured over the reference wage: {per_head}")
    external = [float(r["value"]) for r in tables["parameters"] if r["key"] == "pool.external_money"]
    holds(len(external) == 11 and min(external) > .2 * income, "external money is never silently zero")


def summary(tables, insured, retired):
    fund = {r["unit"]: r for r in tables["fund"]}
    residents = summed(tables["population"], lambda r: r["unit"], "persons")
    pension = defaultdict(float)
    for r in tables["retirees"]:
        pension[r["unit"]] += float(r["heads"]) * float(r["mean_pension"])
    lines = ["unit      residents  insured retired ratio pension  income   spent   gap80 months (million yuan)"]
    for c in f.UNITS:
        r = fund[c]
        income, spent = float(r["income"]) / 1e6, float(r["expenditure"]) / 1e6
        lines.append(f"{c}\t{residents[c]:9.0f} {insured[c]:8.0f} {retired[c]:7.0f} {insured[c] / retired[c]:5.2f} "
                     f"{pension[c] / retired[c]:7.0f} {income:7.1f} {spent:7.1f} {.8 * gap(r) / 1e6:7.1f} "
                     f"{float(r['balance']) / 1e6 / spent * 12:6.1f}")
    n, m = sum(insured.values()), sum(retired.values())
    totals = [sum(float(fund[c][k]) for c in f.UNITS) / 1e6 for k in ("income", "expenditure")]
    lines.append(f"全市\t{sum(residents.values()):9.0f} {n:8.0f} {m:7.0f} {n / m:5.2f} {sum(pension.values()) / m:7.0f} "
                 f"{totals[0]:7.1f} {totals[1]:7.1f} {.8 * sum(gap(fund[c]) for c in f.UNITS) / 1e6:7.1f}")
    external = [float(r["value"]) / 1e6 for r in tables["parameters"] if r["key"] == "pool.external_money"]
    lines.append(f"pool: {float(fund[f.POOL]['balance']) / 1e6:.0f} on hand; external money 2015-2025: "
                 + " ".join(f"{x:.0f}" for x in external))
    lines.append("rows: " + " ".join(f"{k} {len(v)}" for k, v in tables.items()))
    return "\n".join(lines)
