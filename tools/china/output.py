"""Writes every table of the place china, and the UN's totals that the test compares with."""
import numpy as np

from puyang.table import fix, sig, write

from . import demography as d

ST = ["status", "source"]
WPP_LINE = "derived from United Nations DESA World Population Prospects 2024 (CC BY 3.0 IGO); changed"
WPP_AS_IT_IS = "United Nations DESA World Population Prospects 2024 (CC BY 3.0 IGO); as published"
OWN_LINE = "made by this project; see docs/data.md for the method"
UNIT = "中国"
PLACE = """# 全国 China: the United Nations' projection of residents, to check the population equations and to compare a city with.
# No scheme: no members, pensions or funds. How the tables are made: docs/data.md, tools/build_china.py.
key = "china"
zh = "全国"
en = "China"
base_year = 2023
published_through = 2023
illustrative = true
scheme = false
consolidated_zh = "全国"
consolidated_en = "Whole country"
notice_zh = "由联合国《世界人口展望2024》中方案改编；单岁数据为本项目估计，非联合国公布。"
notice_en = "Adapted from the medium variant of the United Nations' World Population Prospects 2024; single ages are this project's estimates."
"""
SOURCES = [
    ("wpp2024", "United Nations DESA Population Division: World Population Prospects 2024; medium variant; China (code 156)",
     "https://population.un.org/wpp", "CC BY 3.0 IGO"),
    ("wpp2024_single", "Single ages estimated from WPP 2024 five-year tables (PPgp/wpp2024 on GitHub) and annual indicators;"
     " changed", "https://population.un.org/wpp", "CC BY 3.0 IGO; changed"),
    ("wpp2019_1950", "WPP 2019 population of 1950 by five-year ages (PPgp/wpp2019 on GitHub): the reconstruction starts there;"
     " changed", "https://population.un.org/wpp", "CC BY 3.0 IGO; changed"),
    ("method", "A choice of this project; told in docs/data.md and tools/china", "docs/data.md", "Apache-2.0"),
]


def write_all(raw, out):
    years = d.projected(raw)
    (out / "place.toml").write_bytes(PLACE.encode("utf-8"))
    write(out / "sources.csv", ["来源 sources"], ["id", "citation", "url", "licence"], SOURCES)
    write(out / "units.csv", ["单位 units; one: the country (mainland)", OWN_LINE],
          ["unit", "name_en", "has_residents", "treasury", "in_local_pool", *ST],
          [(UNIT, "China", 1, UNIT, 1, "measured", "wpp2024")])
    write(out / "parameters.csv", ["参数 parameters of the place by unit (empty: all) and month from which they hold", OWN_LINE],
          ["key", "unit", "from", "value", *ST],
          [("population.net_migration", "", "2023-01", 0, "synthetic", "method")])
    people = d.base_population(raw)
    write(out / "population.csv", ["常住人口 residents at 31 December 2023", WPP_LINE], ["unit", "sex", "age", "persons", *ST],
          [(UNIT, sex, x, int(people[s, x]), "estimated", "wpp2024_single+wpp2019_1950")
           for s, sex in enumerate(("male", "female")) for x in range(d.AGES)])
    write_rates(raw, years, out)
    return years


def write_rates(raw, years, out):
    rates = {y: raw.mx[y] for y in range(d.FIRST_RATES, d.BASE + 1)} | {y.year: y.rates for y in years}
    write(out / "mortality.csv", ["死亡率 central death rates; from 2024 with the published life expectancy and deaths", WPP_LINE,
                                  "from age 100 on the rate of the open group 100+"],
          ["year", "age", "male", "female", *ST],
          [(y, x, *(sig(d.opened(np.asarray(rates[y][s]))[x], 7) for s in (0, 1)), "estimated", "wpp2024_single")
           for y in sorted(rates) for x in range(d.AGES)])
    write(out / "fertility.csv", ["总和生育率 total fertility; males born per female", WPP_AS_IT_IS],
          ["year", "total_fertility", "sex_ratio_at_birth", *ST],
          [(y, raw.annual[y]["tfr"], raw.annual[y]["srb"], "measured" if y <= d.BASE else "estimated", "wpp2024")
           for y in range(d.FIRST_RATES, d.LAST + 1)])
    # Before the first projected year nobody is born here: the pattern of 2024 stands for those years.
    shapes = [(d.FIRST_RATES, years[0].shares)] + [(y.year, y.shares) for y in years[1:]]
    write(out / "fertility_age.csv", ["分年龄生育 share of total fertility by age of mother; gives the published births", WPP_LINE],
          ["from_year", "age", "share", *ST],
          [(y, 15 + k, fix(share, 9), "estimated", "wpp2024_single") for y, shares in shapes for k, share in enumerate(shares)])
    write(out / "migrants.csv", ["净迁移 net migrants; persons a year by age reached; ages above 100 are in 100", WPP_AS_IT_IS],
          ["unit", "year", "age", "male", "female", *ST],
          [(UNIT, y.year, x, *(fix(y.migrants[s][x], 0) for s in (0, 1)), "estimated", "wpp2024")
           for y in years for x in range(d.AGES)])


def write_totals(raw, path):
    write(path, ["United Nations DESA: World Population Prospects 2024; medium variant; China: residents at 31 December by sex;"
                 " thousands", "CC BY 3.0 IGO; https://population.un.org/wpp; as published (PPgp/wpp2024: popproj1dt)"],
          ["year", "male", "female"],
          [(y, raw.annual[y]["popM"], raw.annual[y]["popF"]) for y in range(d.BASE + 1, d.LAST + 1)])


def report(raw, years):
    """What the equations give beside what is published."""
    lines = []
    for s, (sex, column) in enumerate((("male", "popM"), ("female", "popF"))):
        off = {y.year: y.after[s].sum() / raw.persons(y.year, column) - 1 for y in years}
        worst = max(off, key=lambda y: abs(off[y]))
        lines.append(f"{sex}: largest difference from the UN's total {100 * off[worst]:.4f} % ({worst})")
    tilt = max(years, key=lambda y: abs(y.tilt))
    fertility = max(years, key=lambda y: abs(y.fertility_change))
    lines.append(f"largest tilt of mortality {tilt.tilt:.4f} per 20 years of age ({tilt.year})")
    lines.append(f"births without the change of pattern differ at most by {100 * fertility.fertility_change:.2f} % ({fertility.year})")
    return "\n".join(lines)
