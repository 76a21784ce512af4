"""Writes the tables of a place whose past is known: the country or Henan (`area`: the modules place and henan)."""
from puyang.table import fix, rounded_shares, sig, write

from china import demography as china

from . import facts as f
from .opening import Opening
from .residents import FIRST_RATES

ST = ["status", "source"]
OWN = "made by this project; see docs/past.md for the method"
WPP = "derived from United Nations DESA World Population Prospects 2024 (CC BY 3.0 IGO); changed"


def write_all(raw, area, out):
    (out / "place.toml").write_bytes(area.place_toml().encode("utf-8"))
    write(out / "sources.csv", ["来源 sources"], ["id", "citation", "url", "licence"], area.SOURCES)
    write(out / "units.csv", ["单位 units; one: the whole scheme", OWN],
          ["unit", "name_en", "has_residents", "treasury", "in_local_pool", *ST],
          [(area.UNIT, area.UNIT_EN, 1, area.UNIT, 1, "measured", area.SERIES)])
    write(out / "catchment.csv", ["劳动力来源 one unit: everybody", OWN], ["resident_unit", "pool_unit", "share", *ST],
          [(area.UNIT, area.UNIT, 1, "measured", area.SERIES)])
    write(out / "parameters.csv", ["参数 parameters of the place and month from which they hold", OWN],
          ["key", "unit", "from", "value", *ST], area.parameters(raw))
    write_rates(raw.residents, area, out)
    write_money(raw.series, area, out)
    write_observed(raw.series, out / "observed.csv", area.SERIES)
    for year in area.OPENINGS:
        folder = out if year == area.OPENINGS[0] else out / str(year)
        folder.mkdir(exist_ok=True)
        write_opening(raw, area, year, folder)


def write_rates(residents, area, out):
    years = range(FIRST_RATES, area.LAST_YEAR + 1)
    write(out / "mortality.csv", ["死亡率 central death rates; from age 100 on the rate of 100+", WPP],
          ["year", "age", "male", "female", *ST],
          [(y, x, *(sig(residents.rates(y, s)[x], 5) for s in (0, 1)), "estimated", "wpp2024_single")
           for y in years for x in range(china.AGES)])
    annual = residents.raw.annual
    write(out / "fertility.csv", ["总和生育率 total fertility; males born per female", WPP],
          ["year", "total_fertility", "sex_ratio_at_birth", *ST],
          [(y, annual[y]["tfr"], annual[y]["srb"], "measured" if y <= 2023 else "estimated", "wpp2024") for y in years])
    write(out / "fertility_age.csv", ["分年龄生育 share of total fertility by age of mother", WPP],
          ["from_year", "age", "share", *ST],
          [(y, 15 + k, sig(share, 6), "estimated", "wpp2024_single")
           for y in [FIRST_RATES, *range(2007, area.LAST_YEAR, 5)]
           for k, share in enumerate(rounded_shares(list(china.five_year_pattern(residents.raw, y))))])


def write_money(series, area, out):
    rows = []
    for year in area.OPENINGS:
        contributions, _ = series.contributions(year)
        other = max(0.0, series.of(year, "revenue") - contributions - series.subsidy(year)[0])
        interest = min(other, series.interest(year))
        spent = fix(series.of(year, "expense"), 0)
        rows.append((area.UNIT, year, fix(series.of(year, "balance"), 0), fix(contributions, 0), fix(contributions, 0),
                     fix(other, 0), fix(other, 0), spent, spent, 0, 0, fix(interest, 0), "estimated", area.SERIES))
        rows.append((area.POOL, year, *[0] * 10, "synthetic", "method"))
    write(out / "fund.csv", ["基金收支 fund of the opening years; yuan; balance at 31 December; plans as the outcome", OWN],
          ["unit", "year", "balance", "income", "plan_income", "other_income", "plan_other_income", "expenditure",
           "budget_expenditure", "levy", "treasury_on_time", "interest", *ST], rows)
    write(out / "finance.csv", ["一般公共预算 general public budget; yuan", OWN],
          ["unit", "year", "general_revenue", "general_expenditure", *ST],
          [(area.UNIT, y, *(fix(1e8 * v, 0) for v in area.GENERAL_BUDGET[y]), "estimated", "budget") for y in area.OPENINGS])


def opening_of(raw, area, year):
    rates = [raw.residents.rates(year, s) for s in (0, 1)]
    return Opening(year, raw.series, raw.residents.at(year), rates, raw.economy, area.SOLVED[year][f.REACH])


def write_opening(raw, area, year, out):
    o = opening_of(raw, area, year)
    head = [f"at 31 December {year}", OWN]
    write(out / "population.csv", ["常住人口 residents", WPP, head[0]], ["unit", "sex", "age", "persons", *ST],
          [(area.UNIT, sex, x, int(o.residents[s, x]), "estimated", "wpp2024_single")
           for s, sex in enumerate(f.SEXES) for x in range(china.AGES)])
    write(out / "members.csv", ["参保职工 insured members", *head], ["unit", "category", "age", "heads", *ST],
          [(area.UNIT, g, x, fix(n, 1), "estimated", f"{area.SERIES}+wpp2024_single+method")
           for g in f.CATEGORIES for x, n in o.members[g].items() if n >= .05])
    pensions = o.pensions()
    write(out / "retirees.csv", ["退休人员 retirees; pension in yuan a month", *head],
          ["unit", "category", "kind", "age", "heads", "mean_pension", "mean_years", *ST],
          [(area.UNIT, g, kind, x, fix(n, 1), fix(pensions[g], 2), f.MEAN_YEARS[g], "estimated", f"{area.SERIES}+wpp2024_single+method")
           for (g, kind), ages in o.retirees.items() for x, n in ages.items() if n >= .05])
    write_patterns(o, head, out)


def write_patterns(o, head, out):
    awards = []
    for (g, kind), ages in o.retirees.items():
        for x in (x for x, n in ages.items() if n >= .05):
            pattern = o.award_pattern(g, kind, x)
            shares = rounded_shares([row[1] for row in pattern], 5)
            awards += [(g, kind, x, r, share, fix(k, 4), fix(left, 1), fix(t, 3), "synthetic", "method")
                       for (r, _, k, left, t), share in zip(pattern, shares) if share > 0]
    write(out / "award_pattern.csv", ["待遇核定 award ages; parts of the pension", *head],
          ["category", "kind", "age", "award_age", "share", "account_share", "balance_months", "transitional_share", *ST],
          awards)
    paying = f.between(f.PAYING_SHARE, o.year)
    rows, kappas = [], {}
    for g in f.CATEGORIES:
        for x, n in o.members[g].items():
            if n < .05:
                continue
            cells = o.histories.cells(g, x, paying)
            for (key, c), share in zip(cells.items(), rounded_shares([c[0] for c in cells.values()], 5)):
                rows.append((g, key[0], key[1], x, key[2], share, fix(c[1], 5), fix(c[2], 5), fix(c[3], 4), fix(c[4], 0),
                             "synthetic", "method"))
            if (k := o.histories.kappa(g, x)) is not None:
                kappas[(g, o.year - x)] = k
    write(out / "service.csv", ["缴费年限与账户 credited years; index and account of members; means per head", *head],
          ["category", "cohort", "member_status", "age", "service", "share", "paid_years", "deemed_years", "index",
           "account", *ST], rows)
    write(out / "kappa.csv", ["视同年限与指数的相关 sum of v*x over (Z/A)*sum of v", *head], ["category", "birth_year", "kappa", *ST],
          [(g, birth, fix(k, 6), "synthetic", "method") for (g, birth), k in sorted(kappas.items())])


def write_observed(series, path, source, first=2000):
    """Every published year; persons and yuan."""
    rows = []
    for year in sorted(y for y in series.years if y >= first):
        row = series.years[year]
        def add(measure, value, status):
            rows.append((year, "", measure, value, status, source))
        add("contributors", fix(row["insured"], 0), series.status(year))
        add("retirees", fix(row["retirees"], 0), series.status(year))
        add("support_ratio", fix(row["insured"] / row["retirees"], 4), "estimated")
        if row["contributions"]:
            add("contributions", fix(row["contributions"], 0), series.contributions(year)[1])
        for measure, key in (("income", "revenue"), ("expenditure", "expense"), ("fund_balance", "balance")):
            add(measure, fix(row[key], 0), series.status(year))
    write(path, ["历年公布数 published years; persons and yuan at 31 December and of the year",
                 "measured: read on a page of the office; estimated: recalled or cross-checked"],
          ["year", "unit", "measure", "value", *ST], rows)
