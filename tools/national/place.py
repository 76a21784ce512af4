"""What the place national is: its openings, its parameters with source and status, its sources; and what Henan shares."""
from puyang.table import fix, sig

from . import facts as f

KEY = "national"
UNIT, UNIT_EN, POOL, SERIES = "中国", "National scheme", "财政补助", "nbs"
OPENINGS = [2004, 2009, 2010, 2015, 2023]
PUBLISHED_THROUGH, LAST_YEAR = 2023, 2100

# Solved against the program's first projected year (`tools/build_national.py --solve`), from what was known at each opening:
# the count of those who reach a pension over last year's flow; entry over the central rates; declared over true wages.
SOLVED = {2004: (0.8379, 0.4137, 0.9013), 2009: (0.8343, 0.8143, 0.7871), 2010: (0.8274, 1.0707, 0.7488),
          2015: (0.8421, 0.8153, 0.7189), 2023: (0.8399, 2.2849, 0.8178)}

CENTRAL_COVERAGE = {"private": .06, "institutions": .06, "non_enterprise": .06, "dispatch": .06, "off_establishment": .06,
                    "migrant": .06, "self_employed": .04, "part_time": .04, "flexible": .04, "hardship": .05}
# General public budget of the country: revenue and expenditure; hundred million yuan (China Statistical Yearbook; recalled).
GENERAL_BUDGET = {2004: (26396, 28487), 2009: (68518, 76300), 2010: (83102, 89874), 2015: (152269, 175878),
                  2023: (216784, 274574)}
# Urban disposable income of the year before over 12; yuan (NBS; recalled). Read from 2021 on only.
URBAN_INCOME = {2004: 706, 2021: 3653, 2022: 3951, 2023: 4107, 2024: 4318, 2025: 4516}
# Henan's benefit bases from 2019 (scenarios/law/henan.toml): the country's go on at their pace. ASSUMED.
HENAN_BASE = {2019: 5345.67, 2020: 5526.59, 2021: 5713.63, 2022: 5907.0, 2023: 6401.0, 2024: 6606.0, 2025: 6738.0}

SOURCES = [
    ("nbs", "China Statistical Yearbooks and bulletins of the ministry of human resources: urban employee pension 2000-2023;"
     " insured; retirees; revenue; expenditure; balance; subsidies", "https://www.stats.gov.cn", "facts of an official publication"),
    ("wages", "National mean wages of urban units and private units; consumer prices (China Statistical Yearbook; NBS releases)",
     "https://www.stats.gov.cn", "facts of an official publication"),
    ("budget", "General public budget of the country (China Statistical Yearbook; recalled; to be confirmed)",
     "https://www.stats.gov.cn", "facts; to be confirmed"),
    ("paying", "Share of insured employees who pay: 87.7 % in 2009; 84.1 % in 2013; 80.3 % in 2015 (social insurance development"
     " reports; recalled)", "https://www.mohrss.gov.cn", "facts; to be confirmed"),
    ("wpp2024", "United Nations DESA Population Division: World Population Prospects 2024; China (code 156)",
     "https://population.un.org/wpp", "CC BY 3.0 IGO"),
    ("wpp2024_single", "Single ages estimated from WPP 2024 (PPgp/wpp2024 on GitHub); 2004 and 2009 brought back from 2010;"
     " changed", "https://population.un.org/wpp", "CC BY 3.0 IGO; changed"),
    ("method", "A choice of this project; told in docs/past.md and tools/national", "docs/past.md", "Apache-2.0"),
]


# Which rules of money hold in both places, shown with every case.
NOTE = """note_zh = "濮政〔2016〕44号的补助办法在此不适用：财政补助取公布数（缺数年份为估计），其后随工资增长，留在统筹层，待基金需要时拨入；账户名称（市级统筹、各单位财政）和条款号沿用濮阳的办法，只作指示"
note_en = "the subsidy rules of 濮政〔2016〕44号 do not apply here: fiscal subsidies as published (missing years estimated), then growing with wages, wait in the pool until the fund needs them; names of accounts (city pool, treasuries of units) and clause numbers are kept from the order of Puyang and only point the way"
"""


def place_toml():
    later = ", ".join(str(y) for y in OPENINGS[1:])
    return f"""# 全国 the national scheme of urban employees as one unit: a second place beside Puyang, to be scored on the past.
# How the tables are made: docs/past.md, tools/build_national.py.
key = "national"
zh = "全国城镇职工基本养老保险"
en = "National scheme"
base_year = {OPENINGS[0]}
later_base_years = [{later}]
published_through = {PUBLISHED_THROUGH}
illustrative = true
pool_zh = "{POOL}"
consolidated_zh = "全国"
consolidated_en = "Whole country"
notice_zh = "参保、退休人数和基金收支总数为公布数，含机关事业单位（2016年以后尤甚）；年龄、类别、缴费年限为本项目估计或合成，仅供检验模型。"
notice_en = "Totals of people and money are published, offices included (above all from 2016 on); ages, categories and service are estimated or synthetic: made to test the model."
{NOTE}"""


def adder(rows):
    def add(key, dated, status, source):
        rows.extend((key, "", f"{when}-01" if isinstance(when, int) else when, value, status, source)
                    for when, value in dated.items())
    return add


def parameters(raw):
    rows = []
    add = adder(rows)
    economy(raw, add)
    pensions(raw.series, add, range(2004, 2025), SERIES)
    scheme(add, SOLVED, SERIES)
    fiscal(raw.series, add, range(2004, PUBLISHED_THROUGH + 1), SERIES)
    return rows


def economy(raw, add):
    e, years = raw.economy, range(2004, 2025)
    add("wage.reference", {**{y: fix(e.staff[y - 1] / 12, 2) for y in range(2004, 2020)},
                           "2019-05": fix(e.market[2018] / 12, 2),
                           **{y: fix(e.reference(y), 2) for y in range(2020, 2026)}}, "estimated", "wages+method")
    add("wage.market", {y: fix(e.market[y] / 12, 2) for y in years}, "estimated", "wages+method")
    base = {y: e.staff[y - 1] / 12 for y in range(2004, 2020)}
    base |= {y: base[2019] * HENAN_BASE[y] / HENAN_BASE[2019] for y in range(2020, 2026)}
    add("benefit.province_base", {y: fix(v, 2) for y, v in base.items()}, "estimated", "wages+method")
    add("income.urban_month", URBAN_INCOME, "estimated", "budget+method")
    add("benefit.city_base_ratio", {2004: 1}, "synthetic", "method")
    add("benefit.transitional_rate", {2004: .012}, "synthetic", "method")
    add("economy.wage_level", {2004: 1.25}, "synthetic", "method")
    add("population.net_migration", {y: sig(raw.residents.migration_rate(y), 4) for y in range(2004, 2101)}, "estimated",
        "wpp2024")


def pensions(series, add, years, source):
    """Mean pension at the end of the year before, as the openings have it."""
    add("benefit.reference_pension",
        {y: fix(series.of(y - 1, "expense") / (series.of(y - 1, "retirees") + series.of(y - 2, "retirees")) * 2 / 12
                / (1 + f.GRANTS_SHARE), 0) for y in years}, "estimated", f"{source}+method")


def scheme(add, solved, source):
    openings = list(solved)
    since = {y: openings[0] if y == openings[0] else y + 1 for y in openings}  # an opening's figures hold from its first year
    add("benefit.reference_years", {2004: 27}, "synthetic", "method")
    add("benefit.reference_share_70", {2004: .27, 2010: .29, 2015: .31, 2023: .36, 2035: .44, 2050: .47}, "synthetic", "method")
    add("benefit.basic_rate", {2004: .01}, "synthetic", "method")
    add("contribution.flexible_pooled_rate", {2004: .12}, "synthetic", "method")
    add("contribution.flexible_account_rate", {2004: .08}, "synthetic", "method")
    add("contribution.paying_share", f.PAYING_SHARE, "estimated", "paying+method")
    add("contribution.collection_rate", {2004: .96}, "synthetic", "method")
    add("contribution.declared_share", {since[y]: solved[y][f.DECLARED] for y in openings}, "estimated", f"{source}+method")
    add("base.index_scale", {2004: 1}, "synthetic", "method")
    for stream, rate in CENTRAL_COVERAGE.items():
        add(f"coverage.{stream}", {since[y]: sig(rate * solved[y][f.ENTRY], 4) for y in openings}, "estimated",
            f"{source}+method")
    add("labour.employability", {2004: f.EMPLOYABILITY}, "synthetic", "method")
    add("labour.insured_elsewhere", {2004: 0}, "synthetic", "method")
    # Moves between regions are left out: they leave the country's scheme as it is, and Henan's are not published.
    add("transfer.out_rate", {2004: 0}, "synthetic", "method")
    add("transfer.in_rate", {2004: 0}, "synthetic", "method")
    add("retirement.limited_base", {2004: 12}, "synthetic", "method")
    add("retirement.limited_further", {2004: 3}, "synthetic", "method")
    add("retirement.limited_from", {2004: 5}, "synthetic", "method")


# The rules of 濮政〔2016〕44号 are not the country's: nothing is capped, planned or rewarded; subsidies pay the gap.
FISCAL = {"subsidy.rule": "share_of_gap", "subsidy.gap_share": 1, "subsidy.fixed_factor": 0, "subsidy.fixed_index": 0,
          "subsidy.adjustment_basis": "surviving_stock", "subsidy.ratio_basis": "insured", "subsidy.special_weight_extra": 0,
          "subsidy.special_weight_saved": 0, "subsidy.special_weight_own": 0, "subsidy.special_cap_share": 0,
          "pool.levy_rate": 0, "fund.reserve_months": 0, "fund.balance_share": 1, "fiscal.short_rule": "within_short_first",
          "fiscal.pool_topup": "residual", "fiscal.short_tolerance": 0, "fiscal.over_tolerance": 0,
          "fiscal.limited_pool": "pro_rata", "plan.method": "projection", "plan.stretch": 0, "fiscal.unpaid": "lapse",
          "special.lag": "1", "subsidy.tier_reading": "steps", "subsidy.ratio_lag": "1",
          "subsidy.ratio_date": "year_end", "subsidy.special_cap": 0, "fiscal.over_excludes": "none", "fiscal.treasury_cap": 10,
          "contribution.local_relief": 0, "target.plan_completion": 0, "target.collection_rate": 0,
          "target.coverage_rate": 0, "target.on_time": 0, "target.paid": 0, "target.early_retirement_share": 1,
          "fiscal.regime": "city_2016", "reward.city_pool": 0,
          "reward.weight_completion": .4, "reward.weight_execution": .3, "reward.weight_coverage": .3,
          "reward.execution_tolerance": .1, "reward.coverage_target": .05, "reward.on_time_least": 1, "reward.unit_weight": 0,
          "reward.county_rate": 0, "reward.county_completion": 1, "central.upload_rate": 0, "central.wage_share": .9,
          "central.handout": 0, "national.transfer": 0, "regime.local_share": 0, "fiscal.settlement": 0,
          "fiscal.on_time_share": 1, "fiscal.deadline_months": 0}


def fiscal(series, add, years, source):
    for key, value in FISCAL.items():
        add(key, {2004: value}, "synthetic", "method")
    for year in years:
        amount, status = series.subsidy(year)
        add("pool.external_money", {year: fix(amount, 0)}, status, source)
