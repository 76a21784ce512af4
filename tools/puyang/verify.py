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
GROUPS_2010 = {"0-14": .2222, "60+": .1220, "65+": .0766}                     # shares
GROUPS_2020 = {"0-14": 969_473, "15-59": 2_135_967, "60+": 666_648, "65+": 495_856}
MALES_2020, HENAN_2010, HENAN_MALES_2010 = 1_869_006, 94_023_567, 47_489_938
RESIDENTS_2022, BIRTHS_2016, DEATHS_2016 = 3_743_000, 52_700, 27_100
PART = (5 + 2 / 12) / 10                                                      # from the census of 2010 to the end of 2015
QUARTER = {"市本级": (54065, 129558), "华龙区": (36567, 32062), "开发区": (19420, 56469), "工业园区": (4331, 6648),
           "示范区": (10660, 5196), "濮阳县": (39387, 164712), "清丰县": (20424, 51975), "南乐县": (17960, 101285),
           "范县": (20229, 109330), "台前县": (11224, 86999)}                    # general budget, 10,000 yuan
# Henan's scheme: insured over retirees, months of expenditure in the balance, yuan a month spent a retiree.
HENAN = {2010: (809.0 / 270.3, 12 * 499.0 / 420.3, 420.3e4 / 270.3 / 12),
         2024: (2028.4 / 608.1, 12 * 1646.9 / 2526.4, 2526.4e4 / 608.1 / 12)}


def check(folder):
    """Checks both starting points; returns their totals as text."""
    shared = {p.stem: read(p) for p in sorted(folder.glob("*.csv"))}
    told = []
    for at in f.AT.values():
        own = folder if at.base == f.FIRST else folder / str(at.base)
        tables = shared | {p.stem: read(p) for p in sorted(own.glob("*.csv"))}
        for name in ("fund", "finance"):
            tables[name] = [r for r in shared[name] if r["year"] == str(at.base)]
        statuses(tables)
        (population if at.base == f.FIRST else population_later)(tables)
        quarters(tables)
        shares(tables, at)
        service(tables["service"], at)
        told.append(summary(tables, at, *scheme(tables, at)))
    return "\n\n".join(told)


def statuses(tables):
    known = {r["id"] for r in tables["sources"]}
    for name, rows in tables.items():
        for r in rows if name != "sources" else []:
            holds(r["status"] in ("measured", "estimated", "synthetic"), f"{name}: status {r['status']}")
            holds(set(r["source"].split("+")) <= known, f"{name}: source {r['source']}")


def residents(tables, low=0, high=106, sex=None):
    return sum(int(r["persons"]) for r in tables["population"] if low <= int(r["age"]) < high and sex in (None, r["sex"]))


def exactly(a, b, what):
    holds(a == b, f"{what}: {a} is not {b}")


def population(tables):
    total = round(CENSUS_2010 * (CENSUS_2020 / CENSUS_2010) ** PART)
    exactly(residents(tables), total, "city population, log-linear between the censuses")
    for group, (low, high) in {"0-14": (0, 15), "60+": (60, 106), "65+": (65, 106)}.items():
        want = total * (GROUPS_2010[group] + (GROUPS_2020[group] / CENSUS_2020 - GROUPS_2010[group]) * PART)
        close(residents(tables, low, high), want, 1.0, f"ages {group} between the censuses")  # one: whole persons
    male = HENAN_MALES_2010 / HENAN_2010
    exactly(residents(tables, sex="male"), round(total * (male + (MALES_2020 / CENSUS_2020 - male) * PART)), "males")
    area = {}
    in_unit = summed(tables["population"], lambda r: r["unit"], "persons")
    for unit, n in f.CENSUS_2010_AREAS.items():
        area[unit] = sum(in_unit[u] for u in f.URBAN) if unit == "华龙区" else in_unit[unit]
    holds(all(min(n, area[u]) > .9 * max(n, area[u]) or u == "华龙区" for u, n in f.CENSUS_2010_AREAS.items()), "areas")
    cells(tables)
    mx = {(int(r["year"]), int(r["age"])): (float(r["male"]), float(r["female"])) for r in tables["mortality"]}
    holds(len(mx) == 91 * 106, "mortality: every year and age once")
    for y in range(2010, 2101):
        for x in range(40, 105):
            holds(all(a < b for a, b in zip(mx[(y, x)], mx[(y, x + 1)])), f"mortality rises with age: {y}, {x}")
    deaths = sum(float(r["persons"]) * mx[(2016, int(r["age"]))][r["sex"] == "female"] for r in tables["population"])
    close(deaths / DEATHS_2016, 1.0, .12, "deaths of 2016 against the registered number")
    births(tables)
    weight = summed(tables["population"], lambda r: (r["sex"], int(r["age"])), "persons")
    for sex in f.SEXES:
        shape = {int(r["age"]): float(r["shape"]) for r in tables["migration"] if r["sex"] == sex}
        mean = sum(shape[x] * weight[(sex, x)] for x in range(15, 60)) / sum(weight[(sex, x)] for x in range(15, 60))
        close(mean, 1.0, 1e-5, f"migration shape of {sex}")


def population_later(tables):
    """2024: on the way from the census through the published residents of 2022; older and with fewer children than 2020."""
    cells(tables)
    total = residents(tables)
    yearly = (RESIDENTS_2022 / CENSUS_2020) ** .5
    close(total / RESIDENTS_2022, yearly ** 2, .006, "residents of 2024 against the pace of 2020 to 2022")
    holds(residents(tables, 0, 15) / total < GROUPS_2020["0-14"] / CENSUS_2020, "fewer children than at the census")
    holds(residents(tables, 65) / total > GROUPS_2020["65+"] / CENSUS_2020, "more people over 65 than at the census")


def cells(tables):
    holds(len(tables["population"]) == 9 * 2 * 106, "population: every unit, sex and age once")
    spans = {"all": (0, 106), "0-14": (0, 15), "15-59": (15, 60), "60+": (60, 106), "65+": (65, 106)}
    for r in tables["totals"]:
        if r["table"] != "population":
            continue
        rows = [p for p in tables["population"] if r["unit"] in ("", p["unit"])]
        low, high = spans.get(r["group"], (0, 106))
        got = sum(int(p["persons"]) for p in rows if low <= int(p["age"]) < high and r["group"] in (p["sex"], *spans))
        exactly(got, int(r["total"]), f"total {r['unit']} {r['group']}")


def quarters(tables):
    """The units' shares of the general budget are the published ones, exactly: every amount is the same multiple."""
    for k, column in enumerate(("general_revenue", "general_expenditure")):
        multiples = {int(r[column]) / QUARTER[r["unit"]][k] for r in tables["finance"]}
        holds(len(multiples) == 1 and multiples.pop().is_integer(), f"shares of {column}")


def births(tables):
    """Births of 2016 from the women of 2015 (one year's ageing aside) against the registered number."""
    women = {(r["unit"], int(r["age"])): float(r["persons"]) for r in tables["population"] if r["sex"] == "female"}
    total = next(float(r["total_fertility"]) for r in tables["fertility"] if r["year"] == "2016")
    share = {int(r["age"]): float(r["share"]) for r in tables["fertility_age"] if r["from_year"] == "2015"}
    factor = {r["unit"]: float(r["value"]) for r in tables["parameters"]
              if r["key"] == "population.fertility" and r["from"] == "2015-01"}
    born = sum(factor[u] * total * share[x] * .5 * (n + women[(u, x - 1)]) for (u, x), n in women.items() if 15 <= x < 50)
    close(born / BIRTHS_2016, 1.0, .03, "births of 2016 against the registered number")


def shares(tables, at):
    for name, key, value in (("catchment", lambda r: r["resident_unit"], "share"),
                             ("fertility_age", lambda r: r["from_year"], "share"),
                             ("service", lambda r: (r["category"], r["age"]), "share"),
                             ("award_pattern", lambda r: (r["category"], r["kind"], r["age"]), "share")):
        for group, total in summed(tables[name], key, value).items():
            close(total, 1.0, 1e-9, f"{name}: shares of {group}")
    for r in tables["award_pattern"]:
        lifted = float(r.get("increase_share", 0))
        want = 1 - 1 / increases_since(at.base - int(r["age"]) + int(r["award_age"]), at.base)
        close(lifted, want, 1e-5, f"share of the increases since 2015 of {r}")
    for r in tables["award_pattern"]:
        holds(0 <= float(r["account_share"]) + float(r["transitional_share"]) < .9, "award parts leave a basic part")
        holds(int(r["award_age"]) <= int(r["age"]) and float(r["balance_months"]) <= f.DIVISOR[int(r["award_age"])],
              f"award age and months left of {r}")
    wanted = {(r["category"], r["kind"], r["age"]) for r in tables["retirees"]}
    holds(wanted == {(r["category"], r["kind"], r["age"]) for r in tables["award_pattern"]}, "every retiree cell has awards")


def increases_since(year, base):
    growth = 1.0
    for y in range(max(year, f.FIRST) + 1, base + 1):
        growth *= 1 + f.NATIONAL_INCREASE[y]
    return growth


def service(rows, at):
    new = defaultdict(lambda: [0.0, 0.0])
    for r in rows:
        a, v, s = float(r["paid_years"]), float(r["deemed_years"]), int(r["service"])
        holds(s <= a + v + 1e-9 and (s == 20 or a + v < s + 1), f"credited years of {r}")
        holds((v > 0) == (r["cohort"] == "middle"), f"deemed years of {r}")
        holds(v == 0 or int(r["age"]) >= at.base - 1978 and v <= 1995 - (at.base - int(r["age"]) + 16), f"deemed years of {r}")
        holds(.55 <= float(r["index"]) <= 1.6 and float(r["account"]) >= 0, f"index and account of {r}")
        if int(r["age"]) >= f.RETIREMENT_AGE[r["category"]]:
            holds(s < f.MINIMUM_YEARS, f"past the retirement age only the short stay: {r}")
        if r["cohort"] == "new" and r["member_status"] == "contributing":
            cell = new[(r["category"], s)]
            cell[0] += float(r["share"])
            cell[1] += float(r["share"]) * float(r["account"])
    for g in f.CATEGORIES:
        means = [new[(g, s)][1] / new[(g, s)][0] for s in range(21) if new[(g, s)][0] > 0]
        holds(all(a < b for a, b in zip(means, means[1:])), f"accounts rise with paid years: {g}")


def scheme(tables, at):
    insured = summed(tables["members"], lambda r: r["unit"], "heads")
    retired = summed(tables["retirees"], lambda r: r["unit"], "heads")
    close(sum(insured.values()), at.insured, .05, "insured of the city")
    close(sum(retired.values()), at.retirees, .05, "retirees of the city")
    ratio = {c: insured[c] / retired[c] for c in f.UNITS}
    city = sum(insured.values()) / sum(retired.values())
    # one part in a thousand at the ends: whole hundreds of retirees
    holds(.999 * HENAN[2010][0] <= city <= 1.001 * HENAN[2024][0], "support ratio between Henan's of 2010 and of 2024")
    holds(max(ratio.values()) >= 2 * min(ratio.values()), "support ratios spread at least twofold")
    bill = sum(float(r["heads"]) * float(r["mean_pension"]) for r in tables["retirees"])
    close(bill / sum(retired.values()), at.mean_pension, 1, "mean pension")
    holds(HENAN[2010][2] < at.mean_pension < HENAN[2024][2], "mean pension between Henan's outlays of 2010 and 2024")
    ill = sum(float(r["heads"]) for r in tables["retirees"] if r["kind"] == "illness") / sum(retired.values())
    close(ill, f.ILLNESS_SHARE, .004, "share of illness retirees")
    heads = summed(tables["members"], lambda r: (r["category"], r["age"]), "heads")
    paying = sum(heads[(r["category"], r["age"])] * float(r["share"]) for r in tables["service"]
                 if r["member_status"] == "contributing") / sum(insured.values())
    close(paying, at.paying_share, .003, "contributing share")
    unit_paying = {r["unit"]: float(r["value"]) for r in tables["parameters"] if r["key"] == "contribution.paying_share"}
    mean = sum(unit_paying[c] * insured[c] for c in f.UNITS) / sum(insured.values())
    close(mean, f.AT[f.FIRST].paying_share, .001 if at.base == f.FIRST else .01, "paying share of the units")
    cells = {(r["category"], r["age"]) for r in tables["service"]}
    holds(cells == {(r["category"], r["age"]) for r in tables["members"]}, "every member cell has a service pattern")
    pools(tables, insured)
    fund_checks(tables, insured, bill, at)
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


def fund_checks(tables, insured, monthly_bill, at):
    rows = {r["unit"]: r for r in tables["fund"]}
    units = [rows[c] for c in f.UNITS]
    spent = sum(float(r["expenditure"]) for r in units)
    close(spent / (12 * monthly_bill), .98 * 1.04, .002, "expenditure against retirees and pensions")
    months = 12 * sum(float(r["balance"]) for r in units) / spent
    holds(HENAN[2024][1] - .01 <= months <= HENAN[2010][1], f"payable months between Henan's of 2024 and 2010: {months}")
    gaps = [gap(r) for r in units]
    holds(sum(g > 0 for g in gaps) >= 6 and all(gap(rows[c]) == 0 for c in ("开发区", "工业园区", "示范区")), "budget gaps")
    income = sum(float(r["income"]) for r in units)
    per_head = income / sum(insured.values()) / (12 * f.REFERENCE[at.base])
    holds(.09 < per_head < .15, f"contributions per insured over the reference wage: {per_head}")
    external = {r["from"]: float(r["value"]) for r in tables["parameters"] if r["key"] == "pool.external_money"}
    holds(len(external) == 11 and external[f"{at.base}-01"] > .15 * income, "external money is never silently zero")


def summary(tables, at, insured, retired):
    fund = {r["unit"]: r for r in tables["fund"]}
    residents = summed(tables["population"], lambda r: r["unit"], "persons")
    pension = defaultdict(float)
    for r in tables["retirees"]:
        pension[r["unit"]] += float(r["heads"]) * float(r["mean_pension"])
    lines = [f"at the end of {at.base}", "unit      residents  insured retired ratio pension  income   spent   gap80 months (million yuan)"]
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
    months = 12 * sum(float(fund[c]["balance"]) for c in f.UNITS) / 1e6 / totals[1]
    for what, own, k, decimals in (("support ratio", n / m, 0, 3), ("payable months", months, 1, 1),
                                   ("yuan a retiree and month", sum(pension.values()) / m, 2, 0)):
        lines.append(f"{what}: {own:.{decimals}f}; Henan {HENAN[2010][k]:.{decimals}f} (2010), {HENAN[2024][k]:.{decimals}f} (2024)")
    external = [float(r["value"]) / 1e6 for r in tables["parameters"] if r["key"] == "pool.external_money"]
    lines.append(f"pool: {float(fund[f.POOL]['balance']) / 1e6:.0f} on hand; external money 2015-2025: "
                 + " ".join(f"{x:.0f}" for x in external))
    lines.append("rows: " + " ".join(f"{k} {len(v)}" for k, v in tables.items()))
    return "\n".join(lines)
