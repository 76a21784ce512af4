"""From projections to xarray: the axes, the attributes, no copies."""
from __future__ import annotations

import functools
import json
from typing import Any, Dict, List, Mapping, Tuple

import numpy as np
import xarray as xr

from . import _ballast

#: unit, English name, Chinese name, and, for measures, formula and aggregation
About = Tuple[str, ...]
ATTRIBUTES = ("units", "long_name", "long_name_zh", "formula", "aggregation")


@functools.lru_cache(maxsize=1)
def catalogue() -> Dict[str, About]:
    """What is said of each measure."""
    return {row["key"]: (row["unit"], row["en"], row["zh"], row["formula"], row["aggregation"])
            for row in json.loads(_ballast.measures())}


def unit_table(projection: Any, tables: Mapping[str, np.ndarray], about: Mapping[str, About]) -> xr.Dataset:
    """Tables [unit × year] as a Dataset; the numbers stay where they are."""
    facts = projection.about
    years = np.arange(facts["base_year"], facts["last_year"] + 1, dtype=np.int32)
    phase = np.where(years < facts["first_year"], 0, np.where(years <= facts["published_through"], 1, 2))
    variables = {key: (("unit", "year"), table, dict(zip(ATTRIBUTES, about[key]))) for key, table in tables.items()}
    coordinates = {
        "unit": ("unit", projection.units, {"long_name": "Accounting unit", "long_name_zh": "核算单位"}),
        "year": ("year", years, {"long_name": "Calendar year", "long_name_zh": "年度"}),
        "unit_en": ("unit", projection.units_en),
        "phase": ("year", phase.astype(np.int32), {"long_name": "0 history, 1 estimate, 2 projection"}),
        "price_index": ("year", projection.price_index, {"long_name": f"1 in {facts['price_year']}"}),
    }
    return xr.Dataset(variables, coordinates, facts)


def dataset(projection: Any) -> xr.Dataset:
    """One result; it remembers its projection for `save`, `flows`, `ledger` and `inputs`."""
    result = unit_table(projection, projection.measures, catalogue())
    result.encoding["ballast"] = projection
    return result


def is_whole(result: xr.Dataset, projection: Any) -> bool:
    """Whether a Dataset still shows every number of its projection, and nothing else."""
    def place(array: np.ndarray) -> tuple:
        return array.__array_interface__["data"][0], array.shape, array.strides

    tables = projection.measures
    return set(result.data_vars) == set(tables) and all(place(result[key].values) == place(tables[key]) for key in tables)


def stacked(projections: List[Any]) -> xr.Dataset:
    """Several results along the axis `case` (this copies)."""
    results = [dataset(one) for one in projections]
    joined = xr.concat(results, dim="case", combine_attrs="drop_conflicts")
    joined.encoding.pop("ballast", None)
    return joined.assign_coords(case=[one.attrs["case"] for one in results])
