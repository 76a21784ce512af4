"""Writes every table of the place."""
from . import facts as f
from . import history, money, people, scheme
from .sources import OWN_LINE, SOURCES, WPP_LINE
from .table import fix, rounded_shares, sig, write

ST = ["status", "source"]
PLACE = """# 濮阳 Puyang: what the place is. 底表说明见 docs/data.md; the tables are told in docs/data.md.
key = "puyang"
zh = "濮阳市"
en = "Puyang"
base_year = 2015
later_base_years = [2024]
published_through = 2025
pool_zh = "市级统筹"
consolidated_zh = "全市"
notice_zh = "底表部分为实测、部分为估计、部分为合成：各县（区）基金数据没有公开，结果仅供演示，请以真实数据替换后使用。"
notice_en = "The base tables are part measured, part estimated, part synthetic: no county-level fund data is public, so results are illustrative until real data replace them."
note_zh = "补助办法沿用2016年规定（方案另选 fiscal.regime 的除外），2021年起为反事实假设"
note_en = "subsidies by the rules of 2016 unless the case chooses another regime (fiscal.regime); since 2021 a counterfactual"
"""


def write_all(raw, out):
    (out / "place.toml").write_bytes(PLACE.encode("utf-8"))
    write(out / "sources.csv", ["来源 sources"], ["id", "citation", "url", "licence"], SOURCES)
    rows = [(c, f.NAMES_EN[c], int(c in f.RESIDENT), c, 1, "measured", "policy44+finance_q1") for c in f.UNITS]
    rows.append((*f.OILFIELD, "estimated", "oilfield"))
    write(out / "units.csv", ["单位 units; treasury: whose treasury pays (市本级: the city's)",
                              "in_local_pool 0: its own pool; rows of such a unit in other tables are passed over", OWN_LINE],
          ["unit", "name_en", "has_residents", "treasury", "in_local_pool", *ST], rows)
    deaths, ages = people.mortality(raw), people.fertility_age(raw)
    write_vital(raw, out, deaths, ages)
    city = people.city_population(raw, deaths, f.FIRST, people.city_totals(raw))
    residents = {f.FIRST: people.unit_population(city, people.unit_totals(raw, city.sum()))}
    shape, fertility = people.migration_shape(city), people.fertility_multiplier(raw, city, deaths, ages)
    level = people.migration_level(raw, city, shape)
    census = census_people(raw, deaths)
    residents[f.LATER] = people.moved_on(raw, deaths, census, ages, level, shape, fertility[people.PUBLISHED_AFTER_CENSUS])
    write_movement(out, shape)
    books = {base: write_position(raw, out if base == f.FIRST else out / str(base), at, residents[base])
             for base, at in f.AT.items()}
    write_money(out, books)
    write_parameters(out, books, (fertility, level))


def census_people(raw, deaths):
    """The people of the census of 2020 by unit; the published groups and the units' totals are met exactly."""
    city = people.city_population(raw, deaths, people.CENSUS, people.census_totals(raw))
    units = [int(raw.units_2020[u]) for u in f.RESIDENT]
    out = people.unit_population(city, units)
    groups, sexes = people.census_totals(raw)
    met = [int(out[:, :, a:b].sum()) for a, b in people.GROUPS], [int(n) for n in out.sum(axis=(0, 2))]
    if met != (groups, sexes) or [int(n) for n in out.sum(axis=(1, 2))] != units:
        raise AssertionError("the census of 2020 is not met")
    return out


def write_vital(raw, out, deaths, ages):
    rows = [(y, x, sig(deaths[y][0][x], 5), sig(deaths[y][1][x], 5), "estimated", "wpp2024")
            for y in sorted(deaths) for x in range(106)]
    write(out / "mortality.csv", ["死亡率 central death rates of China; ages 100-105 on the trend of 90-99", WPP_LINE],
          ["year", "age", "male", "female", *ST], rows)
    rows = [(y, sig(raw.annual[y]["tfr"]), sig(raw.annual[y]["srb"]), "measured" if y < 2024 else "estimated", "wpp2024")
            for y in range(2010, 2101)]
    write(out / "fertility.csv", ["总和生育率 total fertility of China, medium variant from 2024; males born per female", WPP_LINE],
          ["year", "total_fertility", "sex_ratio_at_birth", *ST], rows)
    rows = [(y, 15 + k, fix(v, 6), "estimated", "wpp2024")
            for y in sorted(ages) for k, v in enumerate(rounded_shares(list(ages[y])))]
    write(out / "fertility_age.csv", ["分年龄生育 share of total fertility by age of mother", WPP_LINE],
          ["from_year", "age", "share", *ST], rows)


def write_movement(out, shape):
    rows = [(sex, x, fix(shape[sex][x], 6), "synthetic", "method") for sex in f.SEXES for x in range(106)]
    write(out / "migration.csv", ["迁移年龄模式 net migrants = level x shape x residents; mean 1 over ages 15-59", OWN_LINE],
          ["sex", "age", "shape", *ST], rows)
    rows = [(u, c, fix(s, 6), "synthetic", "method") for u, c, s in people.catchment()]
    write(out / "catchment.csv", ["劳动力来源 share of a unit's working-age residents in each unit's labour pool", OWN_LINE],
          ["resident_unit", "pool_unit", "share", *ST], rows)


# What the residents of each starting point come from.
PEOPLE_FROM = {f.FIRST: "census2020+census2010_areas+units2020+wpp2024", f.LATER: "census2020+units2020+bulletin2016+wpp2024"}
SCHEME_FROM = {f.FIRST: "method+wpp2024", f.LATER: "method+wpp2024+henan_scheme"}


def write_position(raw, out, at, residents):
    """The tables of one starting point; returns its books: fund and finances by unit, wages, paying shares."""
    out.mkdir(exist_ok=True)
    rows = [(u, sex, x, int(residents[k, s, x]), "estimated", PEOPLE_FROM[at.base])
            for k, u in enumerate(f.RESIDENT) for s, sex in enumerate(f.SEXES) for x in range(106)]
    write(out / "population.csv", [f"常住人口 residents at 31 December {at.base}", WPP_LINE],
          ["unit", "sex", "age", "persons", *ST], rows)
    city = residents.sum(axis=0)
    insured = scheme.insured(scheme.labour_pools(residents, people.catchment()), at)
    members = scheme.members(insured, city, at)
    rows = [(c, g, x, fix(n, 3), "synthetic", SCHEME_FROM[at.base])
            for c in f.UNITS for g in f.CATEGORIES for x, n in sorted(members[(c, g)].items())]
    write(out / "members.csv", [f"参保职工 insured members (contributing and suspended) at 31 December {at.base}", OWN_LINE],
          ["unit", "category", "age", "heads", *ST], rows)
    by_age = {g: {x: sum(members[(c, g)][x] for c in f.UNITS) for x in sorted(members[(f.UNITS[0], g)])} for g in f.CATEGORIES}
    paying = write_service(out, by_age, at)
    retirees = scheme.retiree_heads(insured, city, at)
    pensions, _ = scheme.pensions(retirees, at)
    write_retirees(out, retirees, pensions, at)
    bill = {c: sum(12 * n * pensions[(c, g, k)][x][0] for (u, g, k), ages in retirees.items() if u == c
                   for x, n in ages.items()) for c in f.UNITS}
    books = book_of(raw, members, paying, bill, at)
    write_totals(out, residents, books["finance"], at)
    return books


def write_totals(out, residents, finances, at):
    """Control totals: the residents by unit, sex and the census's groups, the members and retirees, the budgets."""
    rows = []
    def add(table, unit, group, total, status, source):
        rows.append((table, unit, group, fix(total, 0), status, source))
    people_of = ("estimated", PEOPLE_FROM[at.base])
    groups = {"all": residents.sum(), "male": residents[:, 0].sum(), "female": residents[:, 1].sum(),
              "0-14": residents[:, :, :15].sum(), "15-59": residents[:, :, 15:60].sum(),
              "60+": residents[:, :, 60:].sum(), "65+": residents[:, :, 65:].sum()}
    for group, total in groups.items():
        add("population", "", group, total, *people_of)
    for k, u in enumerate(f.RESIDENT):
        add("population", u, "all", residents[k].sum(), *people_of)
    add("members", "", "all", at.insured, "synthetic", SCHEME_FROM[at.base])
    add("retirees", "", "all", at.retirees, "synthetic", SCHEME_FROM[at.base])
    for k, column in enumerate(("general_revenue", "general_expenditure")):
        add("finance", "", column, sum(v[k] for v in finances.values()), "estimated", "finance_q1+taiqian2020+method")
    write(out / "totals.csv", [f"控制总数 totals that the tables of {at.base} add to", OWN_LINE],
          ["table", "unit", "group", "total", *ST], rows)


def write_service(out, by_age, at):
    """service.csv and kappa.csv; returns the contributing share by (category, age)."""
    factor = history.contributing_factor(by_age, at)
    rows, kappas, paying = [], [], {}
    for g in f.CATEGORIES:
        for x in by_age[g]:
            cells = history.cells(g, x, factor[g], at.base)
            keys = sorted(cells, key=lambda k: (k[0] != "middle", k[1] != "contributing", k[2]))
            shares = rounded_shares([cells[k][0] for k in keys])
            paying[(g, x)] = sum(s for s, k in zip(shares, keys) if k[1] == "contributing")
            for share, key in zip(shares, keys):
                rows.append(service_row(g, x, key, share, cells[key]))
            kappa = history.kappa(g, x, at.base)
            if kappa is not None:
                kappas.append((g, at.base - x, fix(kappa, 6), "synthetic", "method"))
    write(out / "service.csv", ["缴费年限与账户 credited years, index and account of members by category and age; all units",
                                "service 20 = 20 completed years or more; means per head; account in yuan", OWN_LINE],
          ["category", "cohort", "member_status", "age", "service", "share", "paid_years", "deemed_years", "index",
           "account", *ST], rows)
    write(out / "kappa.csv", ["视同年限与指数的相关 sum of v*x over (Z/A)*sum of v; middle cohorts of a birth year", OWN_LINE],
          ["category", "birth_year", "kappa", *ST], sorted(kappas, key=lambda r: (f.CATEGORIES.index(r[0]), r[1])))
    return paying


def service_row(category, age, key, share, cell):
    """One row; rounding never pushes the credited years out of their bucket."""
    _, a, v, index, account = cell
    cohort, status, service = key
    v = round(v, 3)
    low, high = service - v, service + 1 - v - .001
    a = round(max(a, low) if service == history.TOP else min(max(a, low), high), 3)
    return (category, cohort, status, age, service, fix(share, 6), fix(a, 3), fix(v, 3), fix(index, 4), fix(account, 2),
            "synthetic", "method+wages+rates")


def write_retirees(out, retirees, pensions, at):
    rows = [(c, g, k, x, fix(n, 3), fix(pensions[(c, g, k)][x][0], 2), fix(pensions[(c, g, k)][x][1], 3), "synthetic",
             SCHEME_FROM[at.base]) for (c, g, k), ages in retirees.items() for x, n in sorted(ages.items())]
    write(out / "retirees.csv", [f"退休人员 retirees at 31 December {at.base}; pension in yuan a month, account part included",
                                 OWN_LINE],
          ["unit", "category", "kind", "age", "heads", "mean_pension", "mean_years", *ST], rows)
    later = at.base != f.FIRST  # then part of each pension stems from the increases since the subsidies' base year
    rows = []
    for g in f.CATEGORIES:
        for k in ("retired", "illness"):
            for x in sorted({x for (c, gg, kk), ages in retirees.items() if (gg, kk) == (g, k) for x in ages}):
                cells = scheme.pattern(g, k, x, at.base)
                for cell, share in zip(cells, rounded_shares([c[1] for c in cells])):
                    rows.append((g, k, x, cell[0], fix(share, 6), fix(cell[2], 5), fix(cell[3], 2), fix(cell[4], 5),
                                 *([fix(cell[5], 5)] if later else []), "synthetic", "method+wages+rates"))
    write(out / "award_pattern.csv", ["待遇核定 award ages of the retirees; parts of the pension; account left in months of"
                                      " account pension", OWN_LINE],
          ["category", "kind", "age", "award_age", "share", "account_share", "balance_months", "transitional_share",
           *(["increase_share"] if later else []), *ST], rows)


def book_of(raw, members, paying, bill, at):
    heads = {c: {g: sum(members[(c, g)].values()) for g in f.CATEGORIES} for c in f.UNITS}
    total = {c: sum(heads[c].values()) for c in f.UNITS}
    contributing = {c: sum(n * paying[(g, x)] for g in f.CATEGORIES for x, n in members[(c, g)].items()) for c in f.UNITS}
    wage, shares = money.wage_levels(total), money.paying_shares(contributing, total, at)
    def payers(wanted):  # contributing heads of the mix, per insured of the unit, so that shares[c] carries the level
        return {c: sum(n * paying[(g, x)] for g in f.CATEGORIES if (g in f.EMPLOYEES) == wanted
                       for x, n in members[(c, g)].items()) * total[c] / contributing[c] for c in f.UNITS}
    collected = money.contributions(payers(True), payers(False), shares, wage, at)
    return {"fund": money.fund(collected, bill, at), "finance": money.finance(raw, at.base), "wage": wage, "paying": shares}


def write_money(out, books):
    columns = list(books[f.FIRST]["fund"]["市本级"])
    write(out / "fund.csv", ["基金收支 fund by unit and pool; yuan; balance at 31 December", OWN_LINE],
          ["unit", "year", *columns, *ST],
          [(c, base, *(fix(book["fund"][c][k], 0) for k in columns), "synthetic", "method+henan_scheme")
           for base, book in books.items() for c in [*f.UNITS, f.POOL]])
    write(out / "finance.csv", ["一般公共预算 general public budget; yuan; in the shares of a published first quarter", OWN_LINE],
          ["unit", "year", "general_revenue", "general_expenditure", *ST],
          [(c, base, fix(r, 0), fix(e, 0), "estimated", "finance_q1+taiqian2020+method")
           for base, book in books.items() for c, (r, e) in book["finance"].items()])


def write_parameters(out, books, demography):
    wage, paying, fund = (books[f.FIRST][k] for k in ("wage", "paying", "fund"))
    fertility, level = demography
    start, rows = "2015-01", []
    def by_unit(key, values, status="synthetic", source="method"):
        rows.extend((key, c, start, sig(values[c], 5), status, source) for c in f.UNITS)
    by_unit("economy.wage_level", wage, "estimated", "wages+method")
    by_unit("contribution.collection_rate", f.COLLECTION)
    by_unit("contribution.paying_share", paying, "synthetic", "paying2015+method")
    by_unit("contribution.density", f.DENSITY)
    for c in f.UNITS:
        for year, part in f.MIGRATION_FADE.items():
            rows.append(("population.net_migration", c, f"{year}-01", fix(level[c] * part, 6),
                         "estimated" if year == f.FIRST else "synthetic", "census2010_areas+units2020+bulletin2016+method"))
    dated = {2015: fertility[2016], 2018: fertility[2019], 2022: fertility[2022]} | f.FERTILITY_AFTER
    for c in f.UNITS:
        for year, value in dated.items():
            rows.append(("population.fertility", c, f"{year}-01", fix(value * f.FERTILITY_TILT[c], 4),
                         "estimated" if year <= 2022 else "synthetic", "bulletin2016+wpp2024+method"))
    by_unit("labour.employability", f.EMPLOYABILITY)
    by_unit("labour.insured_elsewhere", f.ELSEWHERE)
    by_unit("base.index_scale", f.INDEX_SCALE)
    for year, value in money.external_money(fund).items():
        rows.append(("pool.external_money", "", f"{year}-01", fix(value, 0), "synthetic", "method"))
    for base, opening in books.items():
        owed = money.settlement(opening["finance"])
        rows.extend(("fiscal.settlement", c, f"{base}-01", fix(owed[c], 0), "synthetic", "finance_q1+method") for c in f.UNITS)
    by_unit("fiscal.on_time_share", f.ON_TIME)
    rows.append(("benefit.city_base_ratio", "", start, sig(f.CITY_BASE_RATIO), "synthetic", "city_bases2025+method"))
    rows.extend(("benefit.city_base_ratio", "", f"{year}-01", sig(ratio), "synthetic", "city_bases2025+method")
                for year, ratio in f.CITY_BASE_MERGES.items())
    write(out / "parameters.csv", ["分单位参数 parameters of the place by unit (empty: all) and month from which they hold", OWN_LINE],
          ["key", "unit", "from", "value", *ST], rows)
