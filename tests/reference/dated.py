"""K1-K5 of docs/equations.md: dated numbers of law, assumptions, place and case, by unit, month and year."""

import csv
import pathlib
import tomllib

import numpy as np

# K3: level -> (growth knob, lag in years[, knob taken off the growth]).
LEVELS = {
    "wage.reference": ("economy.wage_growth", 1),
    "income.urban_month": ("economy.wage_growth", 1),
    "wage.market": ("economy.wage_growth", 0),
    "pool.external_money": ("economy.wage_growth", 0),
    "benefit.province_base": ("economy.base_growth", 0),
    "benefit.reference_pension": ("benefit.increase_rate", 1, "benefit.reference_turnover"),
    "fiscal.settlement": ("economy.revenue_growth", 0),
    "reward.city_pool": ("economy.revenue_growth", 0),
    "national.transfer": ("economy.wage_growth", 0),
}
# K5: whole numbers, which step like choices.
WHOLE = {"benefit.tilt_age", "retirement.short_last_age", "grants.survivor_floor", "grants.survivor_cap",
         "labour.entry_age_min", "labour.entry_age_max", "transfer.out_before", "transfer.in_from", "transfer.in_to",
         "hardship.loan_term", "fiscal.deadline_months"}


def month_index(text):
    """Months counted 12·year + month − 1, of 2027, "2027" or "2027-05"."""
    year, _, month = str(text).partition("-")
    return 12 * int(year) + (int(month) - 1 if month else 0)


def read_csv(path):
    """Rows of a table as dictionaries; lines that begin with # are remarks."""
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if line.strip() and not line.startswith("#")))


def read_toml(path):
    with open(path, "rb") as file:
        return tomllib.load(file)


def law_sections(root, assumptions):
    """All tables of the law files and of one assumptions file, section by section."""
    scenarios = pathlib.Path(root) / "scenarios"
    paths = sorted((scenarios / "law").glob("*.toml")) + [scenarios / "assumptions" / f"{assumptions}.toml"]
    merged = {}
    for path in paths:
        for name, content in read_toml(path).items():
            if isinstance(content, list):
                merged.setdefault(name, []).extend(content)
            elif isinstance(content, dict):
                merged.setdefault(name, {}).update(content)
    return merged


def law_entries(sections):
    """{key: [(month, value)]} of the law and the assumptions."""
    return {p["key"]: [(month_index(e["from"]), e["value"]) for e in p["values"]] for p in sections["parameter"]}


def place_entries(rows, units):
    """{key: [entries of each unit]} of the place's parameters.csv; an empty unit means all of them."""
    entries = {}
    for row in rows:
        by_unit = entries.setdefault(row["key"], [[] for _ in units])
        for c, name in enumerate(units):
            if row["unit"] in ("", name):
                by_unit[c].append((month_index(row["from"]), float(row["value"])))
    return entries


def layered(law, place):
    """K1: the law's entries before the place's first, then the place's."""
    return [e for e in law if e[0] < place[0][0]] + place if place else list(law)


def read_changes(path):
    """(changes of the whole chain, the oldest base first; name of the assumptions) of a case file."""
    changes, assumptions, folder = [], None, pathlib.Path(path).parent
    while path is not None:
        case = read_toml(path)
        changes = [dict(c) for c in case.get("change", [])] + changes
        assumptions = assumptions or case.get("assumptions")
        path = folder / f"{case['base']}.toml" if case.get("base") else None
    return changes, assumptions


def parse_set(text):
    """A change from KNOB=VALUE, KNOB=VALUE@2027-05, KNOB[unit]=VALUE."""
    key, _, value = text.partition("=")
    change = {}
    if "@" in value:
        value, _, change["from"] = value.partition("@")
    if "[" in key:
        key, _, unit = key.rstrip("]").partition("[")
        change["unit"] = unit
    try:
        change["value"] = float(value)
    except ValueError:
        change["value"] = value
    return {"knob": key, **change}


class Knobs:
    """Every knob by unit and month. Numbers are arrays [unit, month]; choices hold their names."""

    def __init__(self, law, place, changes, units, years):
        self.units, (self.base_year, self.last_year) = units, years
        self.months = {}
        keys = list(dict.fromkeys(list(law) + list(place)))
        for key in sorted(keys, key=lambda k: k in LEVELS):  # growth rates before the levels that follow them
            entries = [layered(law.get(key, []), place[key][c] if key in place else []) for c in range(len(units))]
            if all(entries):
                self._resolve(key, entries, [c for c in changes if c["knob"] == key])
        self._means = {}

    def _resolve(self, key, entries, changes):
        months = np.arange(12 * self.base_year, 12 * self.last_year + 12)
        rows = []
        for timeline in entries:  # K2: the last entry dated ≤ month, before the first the first
            dates = np.array([e[0] for e in timeline])
            values = np.array([e[1] for e in timeline])
            rows.append(values[np.maximum(np.searchsorted(dates, months, side="right") - 1, 0)])
        series = np.array(rows)
        if series.dtype.kind in "iu":
            series = series.astype(float)
        if key in LEVELS:
            self._grow(key, entries, series)
        for change in changes:
            series = self._change(series, change, months)
        self.months[key] = series if series.dtype.kind in "US" else series.astype(float)

    def _grow(self, key, entries, series):
        """K3: after the year of the last entry a level grows each January."""
        growth_key, lag, *less = LEVELS[key]
        growth = sum(sign * self.months[k].reshape(len(self.units), -1, 12).mean(axis=2)
                     for sign, k in [(1, growth_key), *((-1, k) for k in less)])
        for c, timeline in enumerate(entries):
            last = max(self.base_year, timeline[-1][0] // 12)
            for year in range(last + 1, self.last_year + 1):
                at = 12 * (year - self.base_year)
                rate = growth[c, max(self.base_year, year - lag) - self.base_year]
                series[c, at:at + 12] = series[c, at - 1] * (1 + rate)

    def _change(self, series, change, months):
        """K4: one rule of a case; `to` is inclusive, a January in `to` means the whole year."""
        usual = self.base_year + (change["knob"] != "base.index_scale")  # which is read at the opening alone
        start = month_index(change.get("from", usual))
        end = months[-1] + 1
        if "to" in change:
            to = month_index(change["to"])
            end = to + (12 if to % 12 == 0 else 1)
        here = (months >= start) & (months < end)
        units = [c for c, name in enumerate(self.units) if change.get("unit", name) == name]
        if series.dtype.kind in "US":  # of a choice, which may be a digit
            value = change["value"]
            series = series.astype(object)
            series[np.ix_(units, here)] = value if isinstance(value, str) else f"{value:g}"
            return series.astype(str)
        old = series[np.ix_(units, here)]
        full = change["value"] if "value" in change else old * change.get("scale", 1) + change.get("add", 0)
        ramp = change.get("ramp", 0)
        rho = np.minimum(1.0, (months[here] - start + 1) / (12.0 * ramp)) if ramp else 1.0
        series[np.ix_(units, here)] = np.where(rho < 1, old + rho * (full - old), full)
        return series

    def __contains__(self, key):
        return key in self.months

    def year(self, key, year):
        """K5: mean of the twelve months, by unit; of a whole number, January's."""
        if key in WHOLE:
            return self.january(key, year)
        if key not in self._means:
            months = self.months[key].reshape(len(self.units), -1, 12)
            steady = (months == months[:, :, :1]).all(axis=2)  # no rounding then, which would move a tie of half a fen
            self._means[key] = np.where(steady, months[:, :, 0], months.mean(axis=2))
        return self._means[key][:, year - self.base_year]

    def of_year(self, key, year):
        """The twelve months of a year [unit, month]."""
        at = 12 * (year - self.base_year)
        return self.months[key][:, at:at + 12]

    def january(self, key, year):
        """K5: value of January, for choices and legal minimum years."""
        return self.months[key][:, 12 * (year - self.base_year)]


def price_index(knobs, published_through):
    """K6: {year: index}, one in the last published year."""
    index = {knobs.base_year: 1.0}
    for year in range(knobs.base_year + 1, knobs.last_year + 1):
        index[year] = index[year - 1] * (1 + knobs.year("economy.inflation", year)[0])
    base = index[min(published_through, knobs.last_year)]
    return {year: value / base for year, value in index.items()}
