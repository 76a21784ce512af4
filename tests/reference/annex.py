"""B7 of docs/equations.md: the basic data of annex 01, of the units and then of the whole city."""

import numpy as np

from money import fen
from settled_measures import measures, ratio

SAME = ["contributors", "payers", "retirees", "new_retirees"]
RATES = {"unit_rate": ["contribution.unit_rate"], "individual_rate": ["contribution.individual_rate"],
         "flexible_rate": ["contribution.flexible_pooled_rate", "contribution.flexible_account_rate"]}


def annex(city, flows, year):
    """{figure: by unit, then the whole city}; heads and shares as they are, sums of money in yuan to the fen; the city has no
    rates."""
    y, (_, other) = year - city.inputs.base_year, measures(city, flows)
    in_fen = lambda by_unit: np.append([fen(v) / 100 for v in by_unit], sum(fen(v) for v in by_unit) / 100)
    measured = lambda name, at=y: np.delete(other[name][:, at], -2)
    base = in_fen(flows["contribution_base"][:, y] + flows["contribution_base_flexible"][:, y])
    out = {name: measured(name) for name in SAME} | {"contribution_base": base}
    out["base_per_head_month"] = ratio(base, 12 * (measured("payers", y - 1) + measured("payers")) / 2)
    out |= {"contribution_arrears": in_fen(flows["arrears_stock"][:, y]), "mean_pension_month": measured("average_pension"),
            "increase": measured("effective_increase")}
    for name, keys in RATES.items():
        out[name] = np.append(sum(city.inputs.knobs.year(key, year) for key in keys), np.nan)
    return out
