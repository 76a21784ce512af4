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
EDGE = .99            # persistence beyond which nothing is looked for
PEGGED = 2015         # from the next year on the deposit rate stood still
SOURCE = "NBS wages and CPI, PBoC 1-year deposit rate"


def series(data, first, last=LAST):
    """[year, series] ln(1 + rate)."""
    with open(data / "china_economic_series_1995_2025.csv", encoding="utf-8", newline="") as file:
        rows = {int(r["year"]): r for r in csv.DictReader(file)}
    return np.log1p([[float(rows[y][c]) / 100 for c in COLUMNS.values()] for y in range(first, last + 1)])


def equation(past, now, own, lost=2):
    """Least squares on the own past and the others that matter: coefficients of all, zero where dropped."""
    kept = list(range(past.shape[1]))
    while True:
        x = past[:, kept]
        coefficient = np.linalg.lstsq(x, now, rcond=None)[0]
        rest = now - x @ coefficient
        freedom = len(now) - len(kept) - lost   # of the trend: level and slope
        error = np.sqrt(rest @ rest / freedom * np.diag(np.linalg.inv(x.T @ x)))
        weakest = min((abs(c / e), k) for c, e, k in zip(coefficient, error, kept) if k != own) if len(kept) > 1 else (9, own)
        if weakest[0] >= SIGNIFICANT:
            out = np.zeros(past.shape[1])
            out[kept] = coefficient
            return out, rest, freedom
        kept.remove(weakest[1])


def fitted(data, first, trend=True):
    """(A, standard deviations, correlations, stationary standard deviations) of departures from a straight trend, or
    from the mean."""
    seen = series(data, first)
    off = around_trend(seen) if trend else seen - seen.mean(axis=0)
    found = [equation(off[:-1], off[1:, i], i, 2 if trend else 1) for i in range(3)]
    a = np.array([f[0] for f in found])
    rest, freedom = np.column_stack([f[1] for f in found]), np.array([f[2] for f in found])
    covariance = rest.T @ rest / np.sqrt(np.outer(freedom, freedom))
    sd = np.sqrt(np.diag(covariance))
    stationary = np.linalg.solve(np.eye(9) - np.kron(a, a), covariance.ravel()).reshape(3, 3)
    assert radius(a) < 1, "departures would not die out"
    return a, sd, covariance / np.outer(sd, sd), np.sqrt(np.diag(stationary))


def radius(a):
    return float(np.abs(np.linalg.eigvals(a)).max())


def around_trend(seen):
    """Departures of [year, ...] from a straight trend of its own."""
    trend = np.column_stack([np.ones(len(seen)), np.arange(len(seen))])
    return seen - np.tensordot(trend @ np.linalg.pinv(trend), seen, 1)


def lived(persistence, shocks):
    """Departures from the trend of AR(1) series with these shocks [year, ...], their warm years left out."""
    seen = shocks.copy()
    for t in range(1, len(seen)):
        seen[t] += persistence * seen[t - 1]
    return around_trend(seen[WARM:])


def own(off):
    """ρ of series [year, ...] by least squares, each by itself."""
    return (off[:-1] * off[1:]).sum(axis=0) / (off[:-1] ** 2).sum(axis=0)


def andrews(estimate, years, level, samples=20000, seed=44):
    """The persistence at which such a share of least-squares estimates lies below the one found (Andrews 1993)."""
    shocks = np.random.default_rng(seed).standard_normal((WARM + years, samples))
    low, high = -EDGE, EDGE
    while high - low > .001:
        middle = (low + high) / 2
        low, high = (middle, high) if np.quantile(own(lived(middle, shocks)), level) < estimate else (low, middle)
    return (low + high) / 2


def jointly(off, rounds=50):
    """(ρ [series, sample], residuals) of series [year, series, sample] that only their shocks tie: iterated generalised
    least squares (Zellner 1962, seemingly unrelated regressions)."""
    past, now = off[:-1], off[1:]
    squares, products = np.einsum("tis,tjs->sij", past, past), np.einsum("tis,tjs->sij", past, now)
    rho = own(off)
    for _ in range(rounds):
        rest = now - rho * past
        weights = np.linalg.inv(np.einsum("tis,tjs->sij", rest, rest) / len(now))
        rho = np.linalg.solve(weights * squares, (weights * products).sum(axis=2)[..., None])[..., 0].T
    return rho, rest


def jointly_without_bias(found, rest, years, samples=4000, seed=44, steps=8):
    """The persistence of three series with such residuals of which `jointly` finds these in half of all samples."""
    root = np.linalg.cholesky(np.corrcoef(rest.T))
    shocks = np.einsum("ij,tjs->tis", root, np.random.default_rng(seed).standard_normal((WARM + years, len(found), samples)))
    rho = found
    for _ in range(steps):
        rho = np.clip(rho + found - np.median(jointly(lived(rho[:, None], shocks))[0], axis=1), -EDGE, EDGE)
    return rho


def edge(rho):
    return f"{rho:.2f}" if abs(rho) < EDGE - .005 else f"over {EDGE}"


def persistence(data):
    """Each series' own persistence: as used, how well it is known, and by other estimators."""
    off, years = around_trend(series(data, FIRST)), LAST - FIRST + 1
    found, rest = jointly(off[..., None])
    joint = jointly_without_bias(found[:, 0], rest[..., 0], years)
    rows = []
    for i, name in enumerate(COLUMNS):
        used, residual, freedom = equation(off[:-1], off[1:, i], i)
        error = np.sqrt(residual @ residual / freedom / (off[:-1, i] @ off[:-1, i]))
        low, middle, high = (andrews(used[i], years, level) for level in (.95, .5, .05))
        rows.append([name, f"{used[i]:.2f}", f"{error:.2f}", f"{middle:.2f}", f"{low:.2f} – {edge(high)}", f"{found[i, 0]:.2f}", f"{joint[i]:.2f}"])
    return table(["series", "ρ by least squares (used)", "standard error", "without their bias", "90 % of it", "ρ jointly", "without bias"], rows)


def halves(data):
    """What shocks of the used fit were before and after the deposit rate was left alone."""
    off, a = around_trend(series(data, FIRST)), fitted(data, FIRST)[0]
    rest, first = off[1:] - off[:-1] @ a.T, FIRST + 1
    rows = []
    for begin, end in ((first, PEGGED), (PEGGED + 1, LAST)):
        part = rest[begin - first:end + 1 - first]
        c = np.corrcoef(part.T)
        rows.append([f"{begin}–{end}", *(f"{100 * x:.2f}" for x in np.sqrt((part ** 2).mean(axis=0))), f"{c[0, 1]:.2f}", f"{c[0, 2]:.2f}", f"{c[1, 2]:.2f}"])
    names = list(COLUMNS)
    return table(["years", *(f"σ {n} [%]" for n in names), *(f"correlation {names[i]}, {names[j]}" for i, j in ((0, 1), (0, 2), (1, 2)))], rows)


def before_the_peg(data):
    """Interest's own persistence and shock while the deposit rate still moved."""
    off = around_trend(series(data, FIRST, PEGGED))
    rho = own(off)
    rest = off[1:, 2] - rho[2] * off[:-1, 2]
    return table(["interest", "ρ", "σ [%]"], [[f"{FIRST}–{PEGGED}", f"{rho[2]:.2f}", f"{100 * np.sqrt(rest @ rest / (len(rest) - 3)):.2f}"]])


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
    years = LAST - FIRST + 1
    of_mean = float(np.linalg.norm(long_run[0])) / np.sqrt(years)
    at_end = of_mean * np.sqrt(1 + 3 * (years - 1) / (years + 1))   # of a straight trend in its last year
    out.append(Default("futures.drift_wage_sd", of_mean, f"standard error of the mean of {years} years of that process, at least: as if growth "
                       f"had no trend; the end of its trend has {at_end:.3f}", 4))
    rows = []
    for first, trend in (*((year, True) for year in sorted((FIRST, *OTHERS))), (FIRST, False)):
        b, s, c, still = fitted(data, first, trend)
        kept = ", ".join(f"{names[j]} on {names[i]} {b[i, j]:.2f}" for i in range(3) for j in range(3) if i != j and b[i, j])
        which = "" if first != FIRST else " (used)" if trend else " around the mean"
        rows.append([f"{first}–{LAST}{which}", *(f"{b[i, i]:.2f}" for i in range(3)), kept or "none",
                     *(f"{100 * x:.2f}" for x in s), *(f"{100 * x:.2f}" for x in still), f"{radius(b):.2f}"])
    heads = ["years", *(f"ρ {n}" for n in names), "others kept", *(f"σ {n} [%]" for n in names), *(f"stationary {n} [%]" for n in names),
             "spectral radius"]
    return out, table(heads, rows)


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
             "around a straight trend": slope(around_trend(wage), around_trend(raised), 3),
             "changes from year to year": slope(np.diff(wage), np.diff(raised), 2)}
    lines = [[name, f"{b:.2f}", f"{error:.2f}", f"{b / error:.1f}"] for name, (b, error) in found.items()]
    return [b for b, _ in found.values()], table(["series", "slope", "standard error", "t"], lines)


def bookkeeping(rows, interest):
    """How the bookkeeping rate strayed, beside the deposit rate and futures with the long-run spread `interest`."""
    lines = []
    for name, of in (("bookkeeping rate", "account_crediting_rate_pct"), ("deposit rate", COLUMNS["interest"])):
        seen = column(rows, of, FOLLOWED)
        around = np.sqrt(np.sum(around_trend(seen) ** 2) / (len(seen) - 2))
        lines.append([f"{name}, {FOLLOWED[0]}–{FOLLOWED[0] + len(seen) - 1}", f"{seen.std(ddof=1):.2f}", f"{around:.2f}"])
    rate, wage = (column(rows, of, FOLLOWED) for of in ("account_crediting_rate_pct", COLUMNS["wage"]))
    rate, before = rate[:len(wage)], column(rows, COLUMNS["wage"], [y - 1 for y in FOLLOWED])[:len(wage)]
    for name, of in (("of the year", wage), ("of the year before", before)):
        r, around = np.corrcoef(rate, of)[0, 1], np.corrcoef(around_trend(rate), around_trend(of))[0, 1]
        lines.append([f"correlation of the bookkeeping rate with wage growth {name}, {FOLLOWED[0]}–{FOLLOWED[0] + len(wage) - 1}", f"{r:.2f}", f"{around:.2f}"])
    lines.append(["ln(1 + bookkeeping rate) of futures, long run", f"{100 * interest:.2f}", ""])
    return table(["standard deviation [points], correlation", "around the mean", "around a straight trend"], lines)


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
