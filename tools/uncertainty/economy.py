"""Wage growth, inflation and interest: a VAR(1) of departures from a trend; and what follows them. Fitted to logarithms
of 1 + rate, on which futures add their departures; what is shown beside is of the rates."""
import csv

import numpy as np

from uncertainty.page import Default, table

COLUMNS = {"wage": "wage_growth_nominal_pct", "inflation": "cpi_pct", "interest": "deposit_1y_avg_pct"}
FIRST, LAST = 1999, 2024
OTHERS = (1996, 1998, 2000, 2003)
FOLLOWED = range(2016, 2026)   # years of a national bookkeeping rate; increases left 10 % with them
SIGNIFICANT = 2.0     # |t| from which the influence of another series is kept
WARM = 60             # years that simulated series live before they are looked at
SOURCE = "NBS wages and CPI, PBoC 1-year deposit rate"


def series(data, first, last=LAST):
    """[year, series] ln(1 + rate)."""
    with open(data / "china_economic_series_1995_2025.csv", encoding="utf-8", newline="") as file:
        rows = {int(r["year"]): r for r in csv.DictReader(file)}
    return np.log1p([[float(rows[y][c]) / 100 for c in COLUMNS.values()] for y in range(first, last + 1)])


def equation(past, now, own):
    """Least squares on the own past and the others that matter: coefficients of all, zero where dropped."""
    kept = list(range(past.shape[1]))
    while True:
        x = past[:, kept]
        coefficient = np.linalg.lstsq(x, now, rcond=None)[0]
        rest = now - x @ coefficient
        freedom = len(now) - len(kept) - 2   # level and slope of the trend
        error = np.sqrt(rest @ rest / freedom * np.diag(np.linalg.inv(x.T @ x)))
        weakest = min((abs(c / e), k) for c, e, k in zip(coefficient, error, kept) if k != own) if len(kept) > 1 else (9, own)
        if weakest[0] >= SIGNIFICANT:
            out = np.zeros(past.shape[1])
            out[kept] = coefficient
            return out, rest, freedom
        kept.remove(weakest[1])


def fitted(data, first):
    """(A, standard deviations, correlations, stationary standard deviations) of departures from a straight trend."""
    seen = series(data, first)
    trend = np.column_stack([np.ones(len(seen)), np.arange(len(seen))])
    off = seen - trend @ np.linalg.lstsq(trend, seen, rcond=None)[0]
    found = [equation(off[:-1], off[1:, i], i) for i in range(3)]
    a = np.array([f[0] for f in found])
    rest, freedom = np.column_stack([f[1] for f in found]), np.array([f[2] for f in found])
    covariance = rest.T @ rest / np.sqrt(np.outer(freedom, freedom))
    sd = np.sqrt(np.diag(covariance))
    stationary = np.linalg.solve(np.eye(9) - np.kron(a, a), covariance.ravel()).reshape(3, 3)
    assert radius(a) < 1, "departures would not die out"
    return a, sd, covariance / np.outer(sd, sd), np.sqrt(np.diag(stationary))


def radius(a):
    return float(np.abs(np.linalg.eigvals(a)).max())


def least_squares(persistence, years, samples=20000, seed=44):
    """What least squares find of AR(1) series of so many years around a trend that is taken out: the median."""
    shocks = np.random.default_rng(seed).standard_normal((WARM + years, samples))
    for t in range(1, len(shocks)):
        shocks[t] += persistence * shocks[t - 1]
    seen, trend = shocks[WARM:], np.column_stack([np.ones(years), np.arange(years)])
    off = seen - trend @ np.linalg.lstsq(trend, seen, rcond=None)[0]
    return float(np.median((off[:-1] * off[1:]).sum(axis=0) / (off[:-1] ** 2).sum(axis=0)))


def median_unbiased(estimate, years):
    """The persistence of which least squares find the estimate in half of all series (Andrews 1993)."""
    low, high = -.99, .99
    while high - low > .001:
        middle = (low + high) / 2
        low, high = (middle, high) if least_squares(middle, years) < estimate else (low, middle)
    return (low + high) / 2


def persistence(data):
    """Each series' own persistence as used, and without the bias of least squares."""
    a, years = fitted(data, FIRST)[0], LAST - FIRST + 1
    rows = [[name, f"{a[i, i]:.2f}", f"{median_unbiased(a[i, i], years):.2f}"] for i, name in enumerate(COLUMNS)]
    return table(["series", "ρ by least squares (used)", "ρ without their bias"], rows)


def economy(data):
    a, sd, correlation, _ = fitted(data, FIRST)
    names = list(COLUMNS)
    why = f"VAR(1) of departures from the trend, {FIRST}-{LAST}: {SOURCE}"
    out = []
    for i, name in enumerate(names):
        for j, other in enumerate(names):
            kept = a[i, j] != 0 or i == j
            out.append(Default(f"futures.{name}_on_{other}", a[i, j], why if kept else f"dropped, t below 2; {why}"))
    out += [Default(f"futures.{name}_sd", sd[i], f"residual of the {why}", 4) for i, name in enumerate(names)]
    out += [Default(f"futures.{names[i]}_{names[j]}_correlation", correlation[i, j], f"residuals of the {why}", 2)
            for i, j in ((0, 1), (0, 2), (1, 2))]
    long_run = np.linalg.inv(np.eye(3) - a) @ np.diag(sd) @ np.linalg.cholesky(correlation)
    out.append(Default("futures.drift_wage_sd", float(np.linalg.norm(long_run[0])) / np.sqrt(LAST - FIRST + 1),
                       f"standard error of the mean of {LAST - FIRST + 1} years of that process", 4))
    rows = []
    for first in sorted((FIRST, *OTHERS)):
        b, s, c, still = fitted(data, first)
        kept = ", ".join(f"{names[j]} on {names[i]} {b[i, j]:.2f}" for i in range(3) for j in range(3) if i != j and b[i, j])
        rows.append([f"{first}–{LAST}" + (" (used)" if first == FIRST else ""), *(f"{b[i, i]:.2f}" for i in range(3)), kept or "none",
                     *(f"{100 * x:.2f}" for x in s), *(f"{100 * x:.2f}" for x in still), f"{radius(b):.2f}"])
    heads = ["years", *(f"ρ {n}" for n in names), "others kept", *(f"σ {n} [%]" for n in names), *(f"stationary {n} [%]" for n in names),
             "spectral radius"]
    return out, table(heads, rows)


def detrended(series):
    """Departures from a straight trend."""
    at = np.arange(len(series))
    return series - np.polyval(np.polyfit(at, series, 1), at)


def slope(x, y, lost):
    """(slope of y on x, its standard error) by least squares; `lost` degrees of freedom."""
    x, y = x - x.mean(), y - y.mean()
    found = x @ y / (x @ x)
    rest = y - found * x
    return found, np.sqrt(rest @ rest / (len(x) - lost) / (x @ x))


def column(rows, name, years):
    """[%] of the years that have a value."""
    return np.array([float(rows[y][name]) for y in years if rows[y][name]])


def increases(rows):
    """(slopes of the increase on wage growth of the year before: as seen, around a trend, of yearly changes; their table)."""
    raised = np.log1p(column(rows, "pension_adjustment_pct", FOLLOWED) / 100)
    wage = np.log1p(column(rows, COLUMNS["wage"], [y - 1 for y in FOLLOWED]) / 100)
    found = {"as they are": slope(wage, raised, 2),
             "around a straight trend": slope(detrended(wage), detrended(raised), 3),
             "changes from year to year": slope(np.diff(wage), np.diff(raised), 2)}
    lines = [[name, f"{b:.2f}", f"{error:.2f}", f"{b / error:.1f}"] for name, (b, error) in found.items()]
    return [b for b, _ in found.values()], table(["series", "slope", "standard error", "t"], lines)


def bookkeeping(rows, interest):
    """How the bookkeeping rate strayed, beside the deposit rate and futures with the long-run spread `interest`."""
    lines = []
    for name, of in (("bookkeeping rate", "account_crediting_rate_pct"), ("deposit rate", COLUMNS["interest"])):
        seen = column(rows, of, FOLLOWED)
        around = np.sqrt(np.sum(detrended(seen) ** 2) / (len(seen) - 2))
        lines.append([f"{name}, {FOLLOWED[0]}–{FOLLOWED[0] + len(seen) - 1}", f"{seen.std(ddof=1):.2f}", f"{around:.2f}"])
    lines.append(["ln(1 + bookkeeping rate) of futures, long run", f"{100 * interest:.2f}", ""])
    return table(["standard deviation [points]", "around the mean", "around a straight trend"], lines)


def followers(data):
    """What is decided each year and how it follows; tables by name."""
    with open(data / "china_economic_series_1995_2025.csv", encoding="utf-8", newline="") as file:
        rows = {int(r["year"]): r for r in csv.DictReader(file)}
    (seen, around, changes), slopes = increases(rows)
    years = f"{FOLLOWED[0]}-{FOLLOWED[-1]}"
    rate, deposit = column(rows, "account_crediting_rate_pct", FOLLOWED), column(rows, COLUMNS["interest"], FOLLOWED)
    return [Default("futures.increase_on_wages", seen, "assumption: slope of the national increase on wage growth of the year before, "
                    f"{years} (MOHRSS, NBS), most of it their common fall: around a trend {around:.2f}, of yearly changes {changes:.2f}", 2),
            Default("futures.increase_on_prices", 0.0, f"inflation of the year before moved too little in {years} to tell its part from that of wages", 1),
            Default("futures.account_on_interest", 1.0, f"assumption: one for one; the data speak against it: in {years} bookkeeping fell from "
                    f"{rate[0]:.2f} to {rate[-1]:.2f} %, the deposit rate stood at {deposit[-1]:.2f} %; so its spread is too small", 1),
            Default("futures.revenue_on_wages", 1.0, "assumption: tax bases grow as wages do", 1)], \
        {"increases": slopes, "bookkeeping": bookkeeping(rows, fitted(data, FIRST)[3][2])}
