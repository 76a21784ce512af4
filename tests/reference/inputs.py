"""Inputs of one run, read from the same files as the program but not by it: knobs (K) and base tables (T).

    inputs = Inputs(data, "puyang", "baseline", sets=["contribution.density=0.9@2030"], last_year=2050)
    inputs.knobs.year("wage.reference", 2030)      # by unit
    inputs.members()                                # opening cells
"""

import functools
import math
import pathlib

from dated import (Knobs, law_entries, law_sections, month_index, parse_set, place_entries, price_index, read_changes,
                   read_toml)
from tables import CATEGORIES, Tables

# Streams of M3: employees first.
EMPLOYEE_STREAMS = ["private", "institutions", "non_enterprise", "dispatch", "off_establishment", "migrant"]
FLEXIBLE_STREAMS = ["self_employed", "part_time", "flexible", "hardship"]
DEFAULT_HORIZON = 2075
STREAMS = EMPLOYEE_STREAMS + FLEXIBLE_STREAMS


class Law:
    """Rules of the law that are not knobs: divisors, statutory ages, survivor classes, steps, profiles."""

    def __init__(self, sections):
        self.divisors = sorted(((month_index(d["from"]), d) for d in sections["divisor"]), key=lambda d: d[0])
        self.statutory = [None] * len(CATEGORIES)
        for rule in sections["statutory"]:
            for name in rule["applies_to"]:
                self.statutory[CATEGORIES.index(name)] = {
                    "original": rule["original_months"], "first": month_index(rule["first_birth"]),
                    "step": rule["step_months"], "cap": rule["cap_months"]}
        self.survivor = sections["survivor"]
        self.survivor_classes = [(c["below_years"], c["months"]) for c in sections["survivor_class"]]
        self.flexible_steps = [(s["index"], s["share"]) for s in sections["flexible_step"]]
        self.entry_profiles = [(stream, p["age_from"], p["age_to"], p["relative"])
                               for p in sections.get("entry_profile", []) for stream in p["streams"]]
        self.late = [(row["months"], row["share"]) for row in sections.get("late_retirement", [])]
        self.tiers = [(row.get("below"), row["share"]) for row in sections["tier"]]
        self.tier_knots = [(row["ratio"], row["share"]) for row in sections.get("tier_knot", [])]


class Inputs:
    """One case of one place. `data` is the directory that holds scenarios/."""

    def __init__(self, data, place, case, sets=(), last_year=2075, base_year=None):
        scenarios = pathlib.Path(data) / "scenarios"
        self.place = read_toml(scenarios / "places" / place / "place.toml")
        self.tables = Tables(scenarios / "places" / place)
        self.units = self.tables.units
        self.subsidy_year, self.last_year = self.place["base_year"], last_year
        self.base_year = base_year or self.subsidy_year
        path = pathlib.Path(case) if str(case).endswith(".toml") else scenarios / "cases" / f"{case}.toml"
        changes, assumptions = read_changes(path)
        sections = law_sections(data, assumptions)
        self.law = Law(sections)
        self.changes = changes + [parse_set(text) for text in sets]
        self.entries = law_entries(sections), place_entries(self.tables.rows("parameters"), self.units)
        self.knobs = Knobs(*self.entries, self.changes, self.units, (self.base_year, last_year))

    @property
    def years(self):
        """The projected years."""
        return range(self.base_year + 1, self.last_year + 1)

    @functools.cached_property
    def top(self):
        """S of section 1.2: the open bucket of completed credited years, the same wherever a run up to 2075 ends."""
        key, last = "retirement.minimum_months", max(DEFAULT_HORIZON, self.last_year)
        law, place = ({key: entries[key]} if key in entries else {} for entries in self.entries)
        knobs = Knobs(law, place, self.changes, self.units, (self.base_year, last))
        return max(math.ceil(m / 12) for t in range(self.base_year, last + 1) for m in knobs.january(key, t))

    def members(self):
        return self.tables.members(self.top, self.knobs.year("base.index_scale", self.base_year))

    def pensioners(self):
        return self.tables.pensioners()

    def prices(self):
        return price_index(self.knobs, self.place["published_through"])
