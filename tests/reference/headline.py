"""I5, I6 of docs/equations.md: years of first deficit and depletion, largest yearly subsidies and treasury money."""

from dated import price_index


def headline(city):
    """A row of each unit, then of the whole city, keyed as `run --json` prints it; amounts in fen, years as lists."""
    count = len(city.units)
    series = [{t: rows[c] for t, rows in city.rows.items()} for c in range(count)]
    return [row_of(city, [one]) for one in series] + [row_of(city, series)]


def row_of(city, series):
    """Of one unit, or of several taken together."""
    years = list(city.rows)
    total = lambda t, name: sum(one[t][name] for one in series)
    deficit = (t for t in years if total(t, "expenditure")
               > sum(total(t, name) for name in ("contributions", "other_income", "interest")))
    depleted = (t for t in years if total(t, "closing") <= total(t, "reserve_floor")
                and total(t, "treasury_structural") + total(t, "treasury_over") > 0)
    subsidies = {t: sum(sum(one[t]["paid"].values()) for one in series) for t in years}
    treasury = {t: total(t, "treasury") - total(t, "brought_forward") for t in years}
    return {"first_deficit_year": [next(deficit, None)], "depletion_year": [next(depleted, None)],
            **peaks(city, "peak_subsidy", subsidies), **peaks(city, "peak_treasury", treasury)}


def peaks(city, name, amounts):
    """The largest amount and its first year, nominal and in constant prices; None for a year where there is nothing.

    Of constant prices, which are no whole fen, all years that are as large but for rounding.
    """
    published = city.inputs.place["published_through"]
    prices, base = price_index(city.inputs.knobs, published), min(published, city.inputs.last_year)
    out = {}
    for key, of in ((name, amounts), (f"{name}_{base}", {t: amount / prices[t] for t, amount in amounts.items()})):
        largest = max(of.values())
        years = [t for t in of if of[t] >= largest * (1 - 1e-12)]
        out |= {key: largest, f"{key}_year": (years[:1] if of is amounts else years) if largest else [None]}
    return out
