"""A random case: features that must occur, and draws over every knob of the catalogue that stage 1 asks for."""

MONEY_ONLY = ("fiscal.", "subsidy.", "plan.", "pool.", "fund.", "economy.fund_interest", "economy.inflation",
              "economy.revenue_growth", "special.", "regime.", "central.", "national.", "reward.", "response.",
              "futures.")
CITY_WIDE = ("wage.", "economy.fund_interest", "economy.inflation", "economy.wage_growth", "economy.base_growth",
             "benefit.province_base", "income.urban_month", "benefit.reference_", "benefit.increase_rate",
             *(f"benefit.increase_{part}" for part in ("fixed", "years", "own", "tilt", "form")), "benefit.published_",
             "benefit.tilt_age", "grants.survivor_", "retirement.limited_")
WHOLE = {"benefit.tilt_age": (60, 85), "retirement.special_age_male": (640, 680),
         "retirement.special_age_female": (530, 570), "retirement.early_from_male": (46, 62),
         "retirement.early_from_female": (40, 57), "retirement.early_window": (0, 60),
         "retirement.late_window": (0, 60), "retirement.illness_window": (0, 150),
         "retirement.short_buy_after": (0, 8), "retirement.short_last_age": (64, 75),
         "labour.entry_age_min": (16, 22), "labour.entry_age_max": (45, 62), "labour.hardship_age_male": (40, 55),
         "labour.hardship_age_female": (36, 48), "transfer.out_before": (40, 60), "transfer.in_from": (25, 40),
         "transfer.in_to": (45, 66), "hardship.loan_years": (0, 8), "hardship.loan_term": (1, 15),
         "grants.survivor_floor": (0, 15), "grants.survivor_cap": (18, 40), "retirement.limited_base": (6, 24),
         "retirement.limited_further": (0, 6), "retirement.limited_from": (0, 10)}
RANGES = {"benefit.increase_rate": (0, 0.08), "economy.base_growth": (-0.03, 0.06),
          "economy.wage_growth": (-0.02, 0.08),
          "economy.account_rate": (0, 0.09), "contribution.turnover": (0, 0.6),
          "contribution.paying_share": (0.5, 0.95),
          "contribution.collection_rate": (0.7, 1), "contribution.density": (0.6, 1),
          "contribution.arrears_recovery": (0, 0.9), "contribution.arrears_write_off": (0, 0.5),
          "contribution.late_fee_daily": (0, 0.001), "timing.part_year": (0, 1), "timing.death_months_paid": (1, 12),
          "timing.account_interest_months": (0, 12), "retirement.flexible_early": (0, 0.6),
          "retirement.flexible_late": (0, 0.4), "retirement.short_leave": (0, 1), "retirement.short_buy": (0, 1),
          "retirement.special_share_male": (0, 0.6), "retirement.special_share_female": (0, 0.6),
          "retirement.limited_share": (0, 1), "retirement.illness_hazard_male": (0, 0.05), "retirement.illness_hazard_female": (0, 0.05),
          "retirement.irregular_hazard_male": (0, 0.02), "retirement.irregular_hazard_female": (0, 0.02),
          "contribution.waiver_large": (0, 1), "contribution.waiver_small": (0, 1), "contribution.small_share": (0, 1),
          "contribution.local_relief": (0, 0.6),
          "audit.recovered_share": (0, 0.8), "enforcement.reclassified": (0, 0.15), "false_claims.share": (0, 0.2),
          "transfer.in_rate": (0, 0.004), "transfer.in_years": (0.3, 26), "hardship.loan_share": (0, 0.6),
          "hardship.subsidy_years": (0, 4.5), "benefit.published_fixed": (0, 90), "benefit.published_per_year": (0, 4),
          "benefit.published_own_share": (0, 0.03), "benefit.published_tilt": (0, 120),
          "stream.retention_institutions": (0.5, 1)}
FLAGS = {"grants.income_based", "benefit.hold_harmless", "retirement.illness_benefit"}


class Case:
    """Changes of one case, in order."""

    def __init__(self, rng, catalogue, units, last_year):
        self.rng, self.units, self.last_year = rng, units, last_year
        self.rows = {row["key"]: row for row in catalogue}
        self.changes, self.features = [], []

    def add(self, knob, **change):
        change = {"knob": knob, **change}
        if knob in self.rows and not any(self.same_place(change, other) for other in self.changes):
            self.changes.append(change)

    @staticmethod
    def same_place(one, other):
        """Values that the program refuses beside one another: one would count for nothing."""
        return "value" in one and "value" in other and all(one.get(k) == other.get(k) for k in ("knob", "from", "unit"))

    def when(self, low=2016, high=None):
        """A year, or a month in the middle of one."""
        year = self.rng.randint(low, high or self.last_year - 3)
        return self.rng.choice([year, f"{year}-{self.rng.randint(2, 12):02d}"])

    def number(self, key):
        if key in WHOLE:
            return self.rng.randint(*WHOLE[key])
        if key in FLAGS:
            return self.rng.randint(0, 1)
        if key in RANGES:
            return round(self.rng.uniform(*RANGES[key]), 5)
        return None

    def vary(self, key):
        """One change of a knob: value where a range is known, else scale or add; from, to, ramp and unit at random."""
        rng, change, value = self.rng, {}, self.number(key)
        if value is not None:
            change["value"] = value
        elif key.startswith("labour.pool_share_"):
            change["scale"] = round(rng.uniform(0.5, 0.98), 4)
        elif rng.random() < 0.7:
            change["scale"] = round(rng.uniform(0.8, 1.15), 4)
        else:
            change["add"] = round(rng.uniform(-0.01, 0.01), 5)
        if rng.random() < 0.75:
            change["from"] = self.when()
        if rng.random() < 0.2:
            start = int(str(change.get("from", 2016))[:4])
            change["to"] = rng.choice([start + 2, f"{start + 3}-07", f"{start + 4}-01"])
        if key in WHOLE and "window" not in key:  # whole years, lest the year's mean be no whole number
            change = {k: int(str(v)[:4]) if k in ("from", "to") else v for k, v in change.items()}
        if rng.random() < 0.25 and key not in WHOLE and key not in FLAGS:
            change["ramp"] = rng.randint(1, 6)
        if rng.random() < 0.4 and not key.startswith(CITY_WIDE):
            change["unit"] = rng.choice(self.units)
        if key == "base.index_scale":  # read at the opening alone
            change = {k: v for k, v in change.items() if k not in ("from", "to", "ramp")}
        self.add(key, **change)


def illness_date(c):
    c.add("retirement.illness_benefit", value=c.rng.choice([0, 0, 1]), **{"from": c.rng.choice([2018, 2022, 2031])})


def minimum_years(c):
    c.add("retirement.minimum_months", value=c.rng.choice([120, 150, 200, 252, 300]),
          **{"from": c.when(2017, 2030), "ramp": c.rng.choice([0, 0, 8])})


def windows(c):
    for key in ("retirement.early_window", "retirement.late_window"):
        c.add(key, value=c.rng.randint(0, 60), **{"from": c.rng.choice([2019, "2022-07", 2025])})
    for key, high in (("retirement.flexible_early", 0.5), ("retirement.flexible_late", 0.4)):
        c.add(key, value=round(c.rng.uniform(0.05, high), 3), **{"from": 2018})


def published(c):
    c.add("benefit.increase_form", value="published", **{"from": c.when(2016, 2030)})
    for name in ("fixed", "per_year", "own_share", "tilt"):
        c.add(f"benefit.published_{name}", value=c.number(f"benefit.published_{name}"))


def falling_base(c):
    c.add("benefit.hold_harmless", value=c.rng.choice([0, 0, 1]))
    c.add("economy.base_growth", value=round(c.rng.uniform(-0.06, 0.01), 4), **{"from": 2027})
    c.add("benefit.city_base_ratio", scale=0.9, **{"from": c.when()})


def loans(c):
    c.add("hardship.loan_share", value=round(c.rng.uniform(0.1, 0.7), 3))
    c.add("hardship.loan_term", value=c.rng.randint(1, 12))


def choice(knob, value):
    return lambda c: c.add(knob, value=value, **({"from": c.when()} if c.rng.random() < 0.6 else {}))


def basis(group):
    return lambda c: choice(f"mortality.basis_{group}", c.rng.choice(["cl1_cl2", "cl3_cl4", "cl5_cl6"]))(c)


def vary(*keys):
    def feature(c):
        for key in keys:
            c.vary(key)
    return feature


FEATURES = {
    "accrual_on due": choice("contribution.accrual_on", "due"),
    "increase_split pool": choice("benefit.increase_split", "pool"),
    "increase_form published": published, "hold_harmless with a falling base": falling_base,
    "illness_benefit dated otherwise": illness_date, "minimum years": minimum_years, "flexible windows": windows,
    "loans": loans, "audit": vary("audit.recovered_share"), "reclassification": vary("enforcement.reclassified"),
    "waivers": vary("contribution.waiver_large", "contribution.waiver_small", "contribution.local_relief"),
    "transfers": vary("transfer.in_rate", "transfer.in_years", "transfer.out_rate"),
    "false claims": vary("false_claims.share", "false_claims.months"),
    "timing": vary("timing.part_year", "timing.death_months_paid", "timing.account_interest_months"),
    "buying": vary("retirement.short_buy_after", "retirement.short_buy"), "leaving": vary("retirement.short_leave"),
    "special age": vary("retirement.special_age_male", "retirement.special_age_female"),
    "grants": vary("grants.income_based", "grants.survivor_cap", "grants.survivor_floor"),
    "arrears": vary("contribution.collection_rate", "contribution.arrears_recovery"),
    "retention": vary("stream.retention_institutions"), "index scale": lambda c: c.add("base.index_scale", scale=1.1),
    "mortality basis of members": basis("active"), "mortality basis of retirees": basis("retired"),
    "mortality improvement": lambda c: choice("mortality.improvement", c.rng.choice(["none", "lee_carter"]))(c),
    "late retirement rows": lambda c: None, "started_year_counts false": lambda c: None,
    "original ages with months": lambda c: None}


def write_case(path, rng, catalogue, units, seed, last_year):
    """A case of forced features (those of the seed), random ones and single knobs; returns (features, keys drawn)."""
    c = Case(rng, catalogue, units, last_year)
    for n, (name, feature) in enumerate(FEATURES.items()):
        if (seed + n) % 9 == 0 or rng.random() < 0.08:
            c.features.append(name)
            feature(c)
    keys = [k for k in c.rows if not k.startswith(MONEY_ONLY) and k not in ("retirement.minimum_months",)
            and not _is_choice(c.rows[k])]
    count = len(keys)
    for key in [keys[(7 * seed + n * 13) % count] for n in range(9)] + rng.sample(keys, 6):
        c.vary(key)
    return c


def _is_choice(row):
    return row["unit"] in ("choice",)


def toml(case, title, **head):
    lines = [f'title = "{title}"', f'title_zh = "{title}"'] + [f'{k} = "{v}"' for k, v in head.items()]
    for change in case:
        lines.append("\n[[change]]")
        lines += [f'{k} = "{v}"' if isinstance(v, str) else f"{k} = {v}" for k, v in change.items()]
    return "\n".join(lines) + "\n"
