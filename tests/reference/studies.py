"""Studies of rules (section 6.8 of docs/equations.md): who pays under other rules, and in which year most do."""

import copy

from rules import Rules
from settlement import City

AMPLE = {"pool.external_money": 1e15}
CITY = {"fiscal.regime": "city_2016", "fiscal.limited_pool": "pro_rata", "fiscal.unpaid": "lapse",
        "fiscal.pool_topup": "none", "special.lag": "1"}
GAP = {**CITY, "subsidy.rule": "share_of_gap"}
FAZ = {**CITY, "subsidy.rule": "fixed_adjustment_special"}
VARIANTS = {  # what `rules compare` sets besides the case
    "as_case": {}, "none": {**GAP, "subsidy.gap_share": 0.0}, "share_of_gap": GAP, "fixed_adjustment_special": FAZ,
    "limited_priority": {**FAZ, "fiscal.limited_pool": "priority"},
    "limited_carry": {**FAZ, "fiscal.unpaid": "carry"},
    "residual_topup": {**FAZ, "fiscal.pool_topup": "residual"},
    "special_same_year": {**FAZ, "special.lag": "0"},
    "share_of_gap_ample": {**GAP, **AMPLE}, "fixed_adjustment_special_ample": {**FAZ, **AMPLE},
    "provincial": {"fiscal.regime": "provincial"}, "national": {"fiscal.regime": "national"}}
SUMS = {"need": ["need"], "pool_topup": ["pool_topup"], "treasury": ["treasury_short", "treasury_structural",
                                                                       "treasury_over"],
        "from_balance": ["from_balance_structural", "from_balance_over"]}


def under(inputs, changes):
    """The same inputs with knobs of all projected years set to one value; the base year keeps its own."""
    out = copy.copy(inputs)
    out.knobs = copy.copy(inputs.knobs)
    out.knobs.months, out.knobs._means = dict(inputs.knobs.months), {}
    for key, value in changes.items():
        series = out.knobs.months[key].astype(object)
        series[:, 12:] = value
        out.knobs.months[key] = series.astype(str if isinstance(value, str) else float)
    return out


def settle(inputs, flows, changes):
    """The city settled under changed rules."""
    city = City(under(inputs, changes), flows)
    city.run()
    return city


def discount(inputs):
    """{year: value at the base date of one yuan in the middle of the year}, at the fund's interest."""
    out, factor = {}, 1.0
    for t in inputs.years:
        rate = Rules(inputs, t).rate("economy.fund_interest")
        out[t] = factor / (1 + rate) ** 0.5
        factor /= 1 + rate
    return out


def outcome(city, c, years):
    """Sums over the years of one unit, or of all with c = None, in fen; shares as they are."""
    rows = {t: city.rows[t] if c is None else [city.rows[t][c]] for t in years}
    by_year = lambda names: {t: sum(row[name] for row in rows[t] for name in names) for t in years}
    subsidies = {t: sum(sum(row["paid"].values()) for row in rows[t]) for t in years}
    due = sum(sum(row["due"].values()) for t in years for row in rows[t])
    out = {name: sum(by_year(parts).values()) for name, parts in SUMS.items()}
    out["subsidies"], out["subsidies_unpaid"] = sum(subsidies.values()), due - sum(subsidies.values())
    worth = discount(city.inputs)
    value = lambda amounts: sum(amount * worth[t] for t, amount in amounts.items())
    out["subsidies_present_value"], out["treasury_present_value"] = value(subsidies), value(by_year(SUMS["treasury"]))
    out["benefit_arrears"] = sum(by_year(["arrears_new"]).values())
    out["closing_balance"] = sum(row["closing"] for row in rows[max(years)])
    return out | burden(by_year(["treasury_on_time", "withheld"]), by_year(["revenue"]))


def burden(paid, revenue):
    """Treasury money over general revenue of the same years, and the year in which it is heaviest."""
    shares = {t: paid[t] / 100 / revenue[t] for t in paid}
    peak = max(shares, key=shares.get)
    return {"fiscal_burden": sum(paid.values()) / 100 / sum(revenue.values()), "fiscal_burden_peak": shares[peak],
            "fiscal_burden_peak_year": peak if shares[peak] > 0 else None}


def pool_closing(city, rule):
    """What the pool closes with; nothing is said where it is ample by assumption."""
    return None if AMPLE.items() <= VARIANTS[rule].items() else city.pools[city.inputs.last_year]["closing"]


def year_of(city):
    """The first year in which more than half of the units' treasuries owe money, or the last."""
    owes = lambda row: any(row[name] for name in SUMS["treasury"])
    most = (t for t, rows in city.rows.items() if 2 * sum(map(owes, rows)) > len(rows))
    return next(most, city.inputs.last_year)
