"""F37 of docs/equations.md: targets asked and achieved."""

from settled_measures import measures

MEASURED = ("plan_completion", "collection_rate", "coverage_rate", "early_retirement_share")
TARGETS = ("plan_completion", "collection_rate", "coverage_rate", "on_time", "paid", "early_retirement_share")
AT_MOST = ("early_retirement_share",)


def targets(city, flows, year):
    """{(unit, target): {"asked", "achieved", "attained", "met"}}, None where nothing is to be judged."""
    _, other = measures(city, flows)
    knobs, out = city.inputs.knobs, {}
    for c, unit in enumerate(city.inputs.units):
        achieved = {name: float(other[name][c, year - city.inputs.base_year]) for name in MEASURED}
        achieved |= paid(city.rows, c, year)
        for name in TARGETS:
            out[unit, name] = judged(name, float(knobs.year(f"target.{name}", year)[c]), achieved[name])
    return out


def paid(rows, c, year):
    """Treasury money on time over what was owed; pensions paid over what was due."""
    row = rows[year][c]
    before = rows[year - 1][c]["benefit_arrears"] if year - 1 in rows else 0
    unpaid = max(0, row["benefit_arrears"] - before)
    return {"on_time": row["treasury_on_time"] / row["treasury"] if row["treasury"] else None,
            "paid": 1 - unpaid / row["expenditure"] if row["expenditure"] else None}


def judged(name, asked, achieved):
    """F37: at least or at most."""
    if achieved is None or achieved != achieved:
        return {"asked": asked, "achieved": None, "attained": None, "met": None}
    top, bottom = (asked, achieved) if name in AT_MOST else (achieved, asked)
    return {"asked": asked, "achieved": achieved, "attained": top / bottom if bottom else None,
            "met": achieved <= asked if name in AT_MOST else achieved >= asked}
