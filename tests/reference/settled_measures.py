"""Measures (I1-I4 of docs/equations.md) of units, city pool and whole city from stage-1 flows and the settlement.

    measures(city, flows)       # {measure: [unit, then pool, then whole city; year from the base year]}, NaN: no value
"""

import numpy as np

from money import fen
from rules import KINDS

BASE = {"contributions": "income", "plan_income": "plan_income", "other_income": "other_income",
        "expenditure": "expenditure", "budget_expenditure": "budget_expenditure", "fund_balance": "balance",
        "treasury_on_time": "treasury_on_time"}  # columns of fund.csv
SAME = ["contributions", "other_income", "interest", "expenditure", "levy", "reserve_floor", "plan_income",
        "budget_expenditure", "budget_gap", "ex_ante_gap", "budget_lacking", "need", "gap_short", "gap_over",
        "gap_structural", "pool_topup", "treasury", "treasury_short", "treasury_over", "treasury_structural", "treasury_of_year",
        "treasury_on_time", "withheld", "receivable", "advance", "advance_repaid", "benefit_arrears",
        "central_upload", "central_handout", "national_transfer", "unified_surplus", "reward_city", "reward_county"]
BETWEEN = ["subsidy_total", "pool_topup", "advance", "levy", "advance_repaid", "unified_surplus"]
INCOME = ["contributions", "other_income", "interest", "subsidy_total", "pool_topup", "treasury_on_time", "withheld",
          "advance", "central_handout", "national_transfer"]
FLOW = {"payers": "contributing_end", "suspended": "suspended_end", "retirees": "retired_end",
        "early_special": "retired_special", "early_illness": "retired_illness", "early_irregular": "retired_irregular",
        "flexible_early": "retired_flexible_early", "flexible_late": "retired_flexible_late", "entrants": "entrants",
        "should_be_insured": "should_be_insured_end", "increase_first_year": "increase_first_year",
        "increase_surviving": "increase_surviving", "account_from_pool": "pension_account_from_pool",
        "deemed_years_cost": "deemed_years_cost", "account_balances": "account_end", "arrears_stock": "arrears_stock",
        "premium_subsidy": "premium_subsidy", "population": "population"}
STOCKS = ["payers", "suspended", "retirees", "should_be_insured", "account_balances", "population"]
WAYS = ["flexible", "special", "illness", "irregular"]


def of_unit(row):
    """Money measures of one unit and year, in fen."""
    out = {name: row[name] for name in SAME}
    out |= {f"subsidy_{kind}": row["paid"][kind] for kind in KINDS}
    out["subsidy_total"] = sum(row["paid"].values())
    out["from_balance"] = row["from_balance_structural"] + row["from_balance_over"]
    out["fund_balance"], out["current_balance"] = row["closing"], row["closing"] - row["opening"]
    out["income"] = sum(out[name] for name in INCOME)
    out["transfers_between"] = sum(out[name] for name in BETWEEN)
    return out | {"external_money": 0, "provincial_backing": 0, "provincial_surplus": 0}


def of_pool(rows, pool):
    """Money measures of the city pool; others have no value there."""
    total = lambda name: sum(row[name] for row in rows)
    income = (pool["interest"] + total("levy") + pool["external"] + total("advance_repaid") + total("unified_surplus")
              + pool["backing"])
    return {"interest": pool["interest"], "external_money": pool["external"], "fund_balance": pool["closing"],
            "current_balance": pool["closing"] - pool["opening"], "income": income,
            "provincial_backing": pool["backing"], "provincial_surplus": pool["passed_up"]}


def money(city):
    """{measure: [unit, pool, whole city; year]} in fen, None where there is no value (I1)."""
    names = list(of_unit(next(iter(city.rows.values()))[0]))
    columns = [opening(city, names)]
    for t, rows in city.rows.items():
        units, pool = [of_unit(row) for row in rows], of_pool(rows, city.pools[t])
        columns.append({name: [*(u[name] for u in units), pool.get(name)] for name in names})
        for name, values in columns[-1].items():
            values.append(sum(v for v in values if v is not None))
        columns[-1]["income"][-1] -= columns[-1]["transfers_between"][-1]
    return {name: list(zip(*(column[name] for column in columns))) for name in names}


def opening(city, names):
    """The base year: what fund.csv says."""
    inputs, column = city.inputs, {name: [None] * (len(city.units) + 2) for name in names}
    rows = {r["unit"]: r for r in inputs.tables.rows("fund") if int(r["year"]) == inputs.base_year}
    for name, source in BASE.items():
        column[name][:-2] = [fen(float(rows[unit][source])) for unit in inputs.units]
    column["interest"][:-2] = [fen(float(rows[unit].get("interest") or 0)) for unit in inputs.units]
    column["other_income"][:-2] = [o - i for o, i in zip(column["other_income"][:-2], column["interest"][:-2])]
    column["budget_gap"][:-2] = [unit.opening_gap for unit in city.units]
    column["receivable"][:-2] = column["benefit_arrears"][:-2] = [0] * len(city.units)
    column["fund_balance"][-2] = fen(float(rows[city.inputs.place["pool_zh"]]["balance"]))
    for values in column.values():
        known = [v for v in values if v is not None]
        values[-1] = sum(known) if known else None
    return column


def sums(flows):
    """Measures that are flows of stage 1, with the whole city's row; NaN in the pool's."""
    names = {**FLOW, **{name: name for name in ADDED}}
    out = {}
    for name in names:
        values = ADDED[name](flows) if name in ADDED else flows[FLOW[name]]
        values = np.array(values, float)
        if name not in STOCKS + ["contributors"]:
            values[:, 0] = np.nan
        out[name] = np.vstack([values, np.full(values.shape[1], np.nan), values.sum(axis=0)])
    return out


ADDED = {
    "contributors": lambda f: f["contributing_end"] + f["suspended_end"],
    "early_retirees": lambda f: f["retired_special"] + f["retired_illness"] + f["retired_irregular"],
    "new_retirees": lambda f: sum(f[k] for k in ("retired_statutory", "retired_flexible_early", "retired_special",
                                                 "retired_flexible_late", "retired_illness", "retired_irregular",
                                                 "illness_benefit_to_retired")),
    "early_contributions_lost": lambda f: sum(f[f"contributions_lost_{way}"] for way in WAYS),
    "early_months_gained": lambda f: sum(f[f"months_gained_{way}"] for way in WAYS),
}


def city_row(values):
    """Units as they are, no value for the pool, the sum of the units for the whole city."""
    return np.vstack([values, np.full(values.shape[1], np.nan), values.sum(axis=0)])


def ratio(top, bottom):
    """I2: missing where the denominator is 0."""
    return np.divide(top, bottom, out=np.full(np.shape(top), np.nan), where=bottom != 0)


def ratios(city, flows, m):
    """I2, I4 by unit, and of the whole city by summed numerators and denominators."""
    f = {name: city_row(np.where(np.isfinite(v), v, 0.0)) for name, v in flows.items()}
    knobs, years = city.inputs.knobs, range(city.inputs.base_year, city.inputs.last_year + 1)
    wage, reference = (np.array([knobs.year(key, t)[0] for t in years]) for key in ("wage.market", "wage.reference"))
    pension = ratio((f["pension_annual_end"] - f["illness_benefit_annual_end"]) / 12, f["retired_end"])
    awarded = f["illness_benefit_new"] - f["illness_limited_new"] - f["illness_benefit_to_retired"]
    new = ratio(f["new_award_pension"], m["new_retirees"] + awarded)
    called = m["treasury_on_time"] + m["withheld"]
    collected = f["contributions_unit"] + f["contributions_individual"] + f["contributions_flexible"]
    out = {"early_retirement_share": ratio(m["early_retirees"], m["new_retirees"]),
           "flexible_early_share": ratio(m["flexible_early"], m["new_retirees"]),
           "support_ratio": ratio(m["contributors"], m["retirees"]),
           "dependency_ratio": ratio(m["retirees"], m["contributors"]),
           "paying_share": ratio(m["payers"], m["contributors"]),
           "collection_rate": ratio(collected, f["contributions_due"]),
           "plan_completion": ratio(m["contributions"], m["plan_income"]),
           "base_ratio": ratio(f["contribution_base"], f["market_wage_bill"]),
           "average_pension": pension, "replacement_rate": pension / wage,
           "replacement_rate_reference": pension / reference,
           "average_pension_new": new, "replacement_rate_new": new / wage,
           "payg_rate": ratio(m["expenditure"], f["contribution_base"] + f["contribution_base_flexible"]),
           "payable_months": ratio(12 * m["fund_balance"], m["expenditure"]),
           "coverage_rate": ratio(m["contributors"], m["should_be_insured"]),
           "fiscal_burden": ratio(called, city_row(revenue(city))),
           "effective_increase": effective_increase(flows),
           "old_age_ratio": ratio(f["population_60plus"], f["population_15_59"])}
    for values in out.values():
        values[-2] = np.nan  # the pool has none
    return out


def effective_increase(flows):
    """I2: of the whole city weighted by what was in payment a year ago."""
    weight = np.hstack([np.full((len(flows["population"]), 1), np.nan), flows["pension_annual_end"][:, :-1]])
    own = np.array(flows["effective_increase"], float)
    own[:, 0] = np.nan
    return np.vstack([own, np.full(own.shape[1], np.nan), (own * weight).sum(axis=0) / weight.sum(axis=0)])


def revenue(city):
    """General revenue by unit and year; none in the base year."""
    return np.array([[np.nan] + [rows[c]["revenue"] for rows in city.rows.values()] for c in range(len(city.units))])


def scores(city):
    """Scores of units; they do not add up."""
    of_units = np.array([[np.nan] + [rows[c]["reward_score"] for rows in city.rows.values()]
                         for c in range(len(city.units))])
    return np.vstack([of_units, np.full((2, of_units.shape[1]), np.nan)])


def measures(city, flows):
    """(money in fen by measure, other measures in their own unit)."""
    in_fen = money(city)
    yuan = {name: np.array([[np.nan if v is None else v / 100 for v in row] for row in rows])
            for name, rows in in_fen.items()}
    other = sums(flows)
    other |= ratios(city, flows, {**other, **yuan}) | {"reward_score": scores(city)}
    return in_fen, other
