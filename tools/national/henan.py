"""What the place henan is: one opening, at the end of 2004, and the province's few published years after it."""
from puyang import facts as puyang
from puyang.table import fix

from . import place
from .place import POOL

KEY = "henan"
UNIT, UNIT_EN, SERIES = "河南", "Henan", "yearbook"
OPENINGS = [2004]
PUBLISHED_THROUGH, LAST_YEAR = 2010, 2030
SOLVED = {2004: (0.834, 0.2654, 0.8519)}  # as in place.py
CENSUS_2010 = 94023567
# General public budget of the province: revenue and expenditure; hundred million yuan (Henan Statistical Yearbook; recalled).
GENERAL_BUDGET = {2004: (428.8, 879.9)}

SOURCES = [
    ("yearbook", "China Statistical Yearbooks 2005; 2006; 2009; 2011: urban employee pension of Henan 2004; 2005; 2008; 2010 (2005:"
     " row identified by order)", "https://www.stats.gov.cn/sj/ndsj/2011/html/V2140e.htm", "facts of an official publication"),
    ("wages", "Henan mean wages 1995-2015 as collected in liubigfatty/pension-calculator",
     "https://github.com/liubigfatty/pension-calculator", "facts"),
    ("census2010_henan", "Sixth census (2010): residents of Henan", "http://cn.chinagate.cn", "facts of an official publication"),
    ("budget", "General public budget of Henan in 2004 (recalled; to be confirmed)", "https://www.henan.gov.cn",
     "facts; to be confirmed"),
    *(s for s in place.SOURCES if s[0] in ("nbs", "paying", "wpp2024", "wpp2024_single", "method")),
]
# Points of the yearbooks beside those of the raw data: 2005.
POINT_2005 = {"year": "2005", "active_10k": "619.8", "retirees_10k": "194.2", "revenue_100m_yuan": "192.48",
              "expense_100m_yuan": "151.17", "balance_100m_yuan": "175.64", "status": "E"}


def place_toml():
    return f"""# 河南 the scheme of Henan as one unit, to be scored against the province's published points of 2005, 2008 and 2010.
# How the tables are made: docs/past.md, tools/build_national.py.
key = "henan"
zh = "河南企业职工基本养老保险"
en = "Scheme of Henan"
base_year = {OPENINGS[0]}
published_through = {PUBLISHED_THROUGH}
illustrative = true
pool_zh = "{POOL}"
consolidated_zh = "全省"
consolidated_en = "Whole province"
notice_zh = "参保、退休人数和基金收支总数为公布数；年龄、类别、缴费年限按全国结构估计或合成，仅供检验模型。"
notice_en = "Totals of people and money are published; ages, categories and service follow the country's estimated structure: made to test the model."
{place.NOTE}"""


def parameters(raw):
    rows = []
    add = place.adder(rows)
    # Wages, bounds and bases are Henan's own already (scenarios/law/henan.toml); only what begins later there stands here.
    bases = {y: puyang.WAGE[y - 1] for y in range(2004, 2017)}
    add("benefit.province_base", {y: fix(v, 2) for y, v in bases.items()}, "estimated", "wages+method")
    add("benefit.city_base_ratio", {2004: 1}, "synthetic", "method")
    add("benefit.transitional_rate", {2004: .013}, "synthetic", "method")
    add("income.urban_month", {2004: 577}, "synthetic", "method")
    add("economy.wage_level", {2004: 1.25}, "synthetic", "method")
    add("population.net_migration", {2004: 0}, "synthetic", "method")
    place.pensions(raw.series, add, range(2004, 2025), SERIES)
    place.scheme(add, SOLVED, SERIES)
    place.fiscal(raw.series, add, range(2004, 2011), SERIES)
    return rows
