"""A small random place in the format of scenarios/places: two or three units, few ages, every category and status."""

import math

CATEGORIES = ["male_employee", "female_cadre", "female_worker", "male_flexible", "female_flexible"]
NAMES = [("甲县", "First county"), ("乙区", "Second district"), ("市本级", "City level")]
TAIL = "status,source"
MARK = "synthetic,draw"


class Writer:
    """Tables of one place; every row ends in status and source."""

    def __init__(self, folder, rng):
        folder.mkdir(parents=True)
        self.folder, self.rng = folder, rng

    def table(self, name, header, rows):
        lines = [f"{header},{TAIL}"] + [",".join(str(v) for v in row) + f",{MARK}" for row in rows]
        (self.folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def near(self, value, spread=0.3):
        return value * self.rng.uniform(1 - spread, 1 + spread)


def shares(rng, count):
    """`count` positive numbers of six decimals that add up to one."""
    raw = [rng.uniform(0.2, 1) for _ in range(count)]
    cut = [round(r / sum(raw), 6) for r in raw]
    return cut[:-1] + [round(1 - sum(cut[:-1]), 6)]


def write_place(folder, rng, last_year):
    """Returns the names of the units."""
    w = Writer(folder, rng)
    count = rng.choice([2, 2, 3])
    units = NAMES[:count] if count == 3 else rng.sample(NAMES[:2], 1) + [rng.choice(NAMES[2:] + NAMES[1:2])]
    units = list(dict.fromkeys(units)) if len(set(units)) == 2 or count == 3 else NAMES[:2]
    fund = _frame(w, units)
    _residents(w, units)
    _rates(w, last_year)
    ages = _members(w, units)
    _service(w, ages)
    _fund(w, fund, _retirees(w, units))
    _parameters(w, units)
    return [zh for zh, _ in units]


def _frame(w, units):
    (w.folder / "place.toml").write_text(
        'key = "draw"\nzh = "小市"\nen = "Small town"\nbase_year = 2015\npublished_through = 2025\nillustrative = true\n'
        'pool_zh = "市级统筹"\nconsolidated_zh = "全市"\nnotice_zh = "随机"\nnotice_en = "random"\n', encoding="utf-8")
    (w.folder / "sources.csv").write_text("id,citation,url,licence\ndraw,drawn at random,-,-\n", encoding="utf-8")
    w.table("units", "unit,name_en,has_residents,treasury,in_local_pool",
            [(zh, en, int(zh != "市本级"), zh, 1) for zh, en in units])
    money = lambda: round(w.rng.uniform(1e7, 9e8))
    fund = [(zh, 2015, *(money() for _ in range(8)), 0) for zh, _ in units] + [("市级统筹", 2015, money(), *[0] * 8)]
    w.table("finance", "unit,year,general_revenue,general_expenditure",
            [(zh, 2015, money(), money()) for zh, _ in units])
    return fund


def _fund(w, fund, pensions):
    """The fund's rows; a unit spends what its retirees draw a year."""
    rows = [(*row[:7], round(pensions.get(row[0], 0)), *row[8:]) for row in fund]
    w.table("fund", "unit,year,balance,income,plan_income,other_income,plan_other_income,expenditure,"
            "budget_expenditure,levy,treasury_on_time", rows)


def _residents(w, units):
    rows, resident = [], [zh for zh, _ in units if zh != "市本级"]
    for zh in resident:
        size, slope, wave = w.rng.uniform(200, 3000), w.rng.uniform(0, 0.02), w.rng.uniform(0, 0.4)
        for sex in ("male", "female"):
            for age in range(106):
                old = math.exp(-slope * age - (age / 88) ** 9)
                rows.append((zh, sex, age, round(size * old * (1 + wave * math.sin(age / 7)), 3)))
    w.table("population", "unit,sex,age,persons", rows)
    catchment = [(d, zh, s) for d in resident for (zh, _), s in zip(units, shares(w.rng, len(units)))]
    w.table("catchment", "resident_unit,pool_unit,share", catchment)


def _rates(w, last_year):
    rng, years = w.rng, range(2013, last_year + 1)  # the life tables of insured lives improve from 2013 on
    level, slope, better = rng.uniform(2e-5, 6e-5), rng.uniform(0.085, 0.1), rng.uniform(0, 0.02)
    rows = []
    for year in years:
        for age in range(106):
            m = (level * math.exp(slope * age) + (0.008 if age == 0 else 1e-4)) * math.exp(-better * (year - 2014))
            rows.append((year, age, f"{min(m, 5):.6g}", f"{min(0.7 * m, 5):.6g}"))
    w.table("mortality", "year,age,male,female", rows)
    w.table("fertility", "year,total_fertility,sex_ratio_at_birth",
            [(y, round(rng.uniform(0.9, 2.1), 4), round(rng.uniform(1.03, 1.18), 3)) for y in years])
    births = [(year, 20 + 4 * n, s) for year in (2010, 2030) for n, s in enumerate(shares(rng, 6))]
    w.table("fertility_age", "from_year,age,share", births)
    low, high = rng.uniform(-0.5, 1), rng.uniform(0.5, 2.5)
    w.table("migration", "sex,age,shape", [(sex, age, round(low + high * math.exp(-((age - 25) / 12) ** 2), 5))
                                           for sex in ("male", "female") for age in range(106)])


def _members(w, units):
    """Sparse ages of every category, some beyond the retirement age; {category: ages}."""
    rng, rows, ages = w.rng, [], {}
    for category in CATEGORIES:
        step, first = rng.randint(2, 4), rng.randint(16, 20)
        last = 70 if category.startswith("male") else 66
        ages[category] = list(range(first, last, step)) + [last]
        for zh, _ in units:
            rows += [(zh, category, age, round(rng.uniform(3, 90) * (0.15 if age > 58 else 1), 3))
                     for age in ages[category]]
    w.table("members", "unit,category,age,heads", rows)
    return ages


def _service(w, ages):
    rng, rows = w.rng, []
    for category, some in ages.items():
        for age in some:
            cells = []
            for cohort in ("middle", "new") if age >= 38 else ("new",):
                for status in ("contributing", "suspended"):
                    longest = max(0, min(age - 18, 38 if cohort == "middle" else 18))
                    for s in sorted({rng.randint(0, min(20, longest)) for _ in range(rng.randint(1, 3))}):
                        cells.append((cohort, status, s, longest))
            for (cohort, status, s, longest), share in zip(cells, shares(rng, len(cells))):
                years = s + rng.uniform(0.05, 0.95) + (rng.uniform(0, max(0, longest - 20)) if s == 20 else 0)
                deemed = round(years * rng.uniform(0.1, 0.7), 3) if cohort == "middle" else 0
                paid = round(years - deemed, 3)
                rows.append((category, cohort, status, age, s, share, paid, deemed, round(rng.uniform(0.5, 1.5), 4),
                             round(paid * rng.uniform(800, 4500), 2)))
    w.table("service", "category,cohort,member_status,age,service,share,paid_years,deemed_years,index,account", rows)
    drawn = {(c, birth): round(rng.uniform(0.98, 1.02), 6) for c in CATEGORIES for birth in range(1950, 1978, 3)}
    kappa = [(c, birth, drawn[c, max(birth - birth % 3, 1950)]) for c in CATEGORIES for birth in range(1945, 1978)]
    w.table("kappa", "category,birth_year,kappa", kappa)


def _retirees(w, units):
    rng, heads, pattern = w.rng, [], []
    for category in CATEGORIES:
        for kind in ("retired", "illness"):
            first = (60 if category.startswith("male") else 50) if kind == "retired" else rng.randint(46, 52)
            ages = list(range(first, 96 if kind == "retired" else 76, rng.randint(3, 6)))
            for zh, _ in units:
                heads += [(zh, category, kind, age, round(rng.uniform(0.5, 60), 3), round(rng.uniform(700, 4200), 2),
                           round(rng.randint(15, 39) + rng.uniform(0.05, 0.95), 3)) for age in ages]
            for age in ages:
                awarded = sorted(rng.sample(range(40, min(age, 80) + 1), min(rng.randint(1, 3), age - 39)))
                pattern += [(category, kind, age, r, share, round(rng.choice([0, 0.1, 0.25]), 3),
                             round(rng.uniform(0, 140), 2), round(rng.uniform(0, 0.4), 4))
                            for r, share in zip(awarded, shares(rng, len(awarded)))]
    w.table("retirees", "unit,category,kind,age,heads,mean_pension,mean_years", heads)
    w.table("award_pattern", "category,kind,age,award_age,share,account_share,balance_months,transitional_share",
            pattern)
    return {zh: sum(12 * n * pension for u, _, _, _, n, pension, _ in heads if u == zh) for zh, _ in units}


def _parameters(w, units):
    rng, rows = w.rng, []
    everywhere = {"base.index_scale": (0.8, 1.2), "economy.wage_level": (0.7, 1.2), "fiscal.settlement": (0, 1e8),
                  "fiscal.on_time_share": (0.5, 1), "labour.employability": (0.4, 0.8),
                  "labour.insured_elsewhere": (0, 0.4), "population.net_migration": (-0.02, 0.02),
                  "contribution.collection_rate": (0.85, 1), "contribution.density": (0.8, 1)}
    for key, (low, high) in everywhere.items():
        rows += [(key, zh, "2015-01", round(rng.uniform(low, high), 5)) for zh, _ in units]
    rows += [("population.net_migration", zh, "2025-04", round(rng.uniform(-0.01, 0.02), 5)) for zh, _ in units]
    rows += [("benefit.city_base_ratio", "", "2015-01", round(rng.uniform(0.85, 1.1), 4)),
             ("pool.external_money", "", "2015-01", round(rng.uniform(0, 1e8)))]
    w.table("parameters", "key,unit,from,value", rows)
