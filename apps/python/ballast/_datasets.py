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
UNIT = {"long_name": "Accounting unit", "long_name_zh": "核算单位"}
#: what the axes and the coordinates say in a file
AXES = {
    "unit": {"long_name": "Accounting unit, then city pool and whole city", "long_name_zh": "核算单位，其后为市级统筹和全市"},
    "unit_en": {"long_name": "English name of the unit", "long_name_zh": "单位英文名"},
    "year": {"long_name": "Calendar year", "long_name_zh": "年度"},
    "phase": {"units": "1", "long_name": "0 history, 1 estimate, 2 projection", "long_name_zh": "0历史 1估计 2预测"},
    "quantile": {"long_name": "Share of the futures at or below", "long_name_zh": "不高于该值的模拟所占比例"},
    "scope": {"long_name": "Accounting unit, then whole city", "long_name_zh": "核算单位，其后为全市"},
    "number": {"long_name": "Number of units", "long_name_zh": "单位个数"},
    "path": {"long_name": "Number of the future", "long_name_zh": "模拟的序号"},
}
#: how the futures were taken together
TAKEN = {"mean": "path: mean", "quantile": "path: quantile", "tail_mean": "path: mean of the highest 5 %"}


@functools.lru_cache(maxsize=1)
def catalogue() -> Dict[str, About]:
    """What is said of each measure."""
    return {row["key"]: (row["unit"], row["en"], row["zh"], row["formula"], row["aggregation"])
            for row in json.loads(_ballast.measures())}


def described(key: str, units: str, en: str, zh: str) -> Dict[str, str]:
    """The attributes of a figure beside the measures; one that is a measure, by key and by name, has its formula."""
    said = dict(zip(ATTRIBUTES, (units, en, zh)))
    measure = catalogue().get(key)
    return {**said, "formula": measure[3]} if measure and measure[1] == en else said


def error_of(units: str) -> Dict[str, str]:
    """The attributes of a standard error."""
    return dict(zip(ATTRIBUTES, (units, "Standard error for the number of futures", "抽样标准误")))


def unit_table(projection: Any, tables: Mapping[str, np.ndarray], about: Mapping[str, About]) -> xr.Dataset:
    """Tables [unit × year] as a Dataset; the numbers stay where they are."""
    facts = projection.about
    years = np.arange(facts["base_year"], facts["last_year"] + 1, dtype=np.int32)
    phase = np.where(years < facts["first_year"], 0, np.where(years <= facts["published_through"], 1, 2))
    variables = {key: (("unit", "year"), table, dict(zip(ATTRIBUTES, about[key]))) for key, table in tables.items()}
    prices = {"units": "1", "long_name": f"Prices of the case itself relative to {facts['price_year']}",
              "long_name_zh": "物价指数（方案本身）"}
    coordinates = {
        "unit": ("unit", projection.units, AXES["unit"]),
        "year": ("year", years, AXES["year"]),
        "unit_en": ("unit", projection.units_en, AXES["unit_en"]),
        "phase": ("year", phase.astype(np.int32), AXES["phase"]),
        "price_index": ("year", projection.price_index, prices),
    }
    return xr.Dataset(variables, coordinates, facts)


def ensemble_dataset(ensemble: Any) -> xr.Dataset:
    """One ensemble under the names of its file: the mean takes a measure's own name, its spread stands beside it."""
    run, statistics, about = ensemble.central, ensemble.statistics, catalogue()
    tables = {key: statistics[key]["mean"] if key in statistics else table for key, table in run.measures.items()}
    result = unit_table(run, tables, about)
    result = result.assign_coords(quantile=("quantile", _ballast.quantile_levels, AXES["quantile"]),
                                  scope=("scope", [*run.units[:-2], run.units[-1]], AXES["scope"]),
                                  number=("number", np.arange(len(run.units) - 1), AXES["number"]))
    for key, of in statistics.items():
        said, by_year = dict(zip(ATTRIBUTES, about[key])), ("unit", "year")
        result[key].attrs["cell_methods"] = TAKEN["mean"]
        result[f"{key}_central"] = (by_year, run.measures[key], said)
        for name in ("mean", "tail_mean"):
            result[f"{key}_{name}_error"] = (by_year, of[f"{name}_error"], error_of(said["units"]))
        result[f"{key}_tail_mean"] = (by_year, of["tail_mean"], {**said, "cell_methods": TAKEN["tail_mean"]})
        levels = ("quantile", *by_year)
        result[f"{key}_quantile"] = (levels, np.stack(of["quantile"]), {**said, "cell_methods": TAKEN["quantile"]})
        result[f"{key}_quantile_error"] = (levels, np.stack(of["quantile_error"]), error_of(said["units"]))
    dimensions = {"called_units": ("number", "year"), "never_called": ("scope",), "calls": ("scope",), "calls_tail_mean": ("scope",),
                  "calls_quantile": ("scope", "quantile")}
    for key, zh, en, units in _ballast.events(run.about["price_year"]):
        axes = dimensions.get(key, ("scope", "year"))
        taken = TAKEN.get(key.partition("_")[2] or "mean") if key.startswith("calls") else None
        said = dict(zip(ATTRIBUTES, (units, en, zh))) | ({"cell_methods": taken} if taken else {})
        result[key] = (axes, ensemble.events[key], said)
        result[f"{key}_error"] = (axes, ensemble.events[f"{key}_error"], error_of(units))
    for key in ("calls_quantile", "calls_quantile_error"):
        result[key] = result[key].transpose()
    result.attrs = ensemble.about
    result.encoding["ballast"] = ensemble
    return result


def draws_dataset(ensemble: Any) -> xr.Dataset:
    """Every future's values (path, unit, year); the numbers stay where they are."""
    run, about = ensemble.central, catalogue()
    result = unit_table(run, {}, {}).drop_vars("price_index")  # each future has prices of its own
    variables = {key: (("path", "unit", "year"), values, dict(zip(ATTRIBUTES, about[key]))) for key, values in ensemble.draws.items()}
    return xr.Dataset(variables, {**result.coords, "path": ("path", np.arange(ensemble.about["paths"]), AXES["path"])}, ensemble.about)


def dataset(projection: Any) -> xr.Dataset:
    """One result; it remembers what it was made from for `save`, `flows`, `ledger` and `inputs`."""
    if isinstance(projection, _ballast.Ensemble):
        return ensemble_dataset(projection)
    result = unit_table(projection, projection.measures, catalogue())
    result.encoding["ballast"] = projection
    return result


def is_whole(result: xr.Dataset, projection: Any) -> bool:
    """Whether a Dataset still shows every number of its projection, and nothing else."""
    return result.identical(dataset(projection))


def stacked(projections: List[Any]) -> xr.Dataset:
    """Several results along the axis `case` (this copies)."""
    results = [dataset(one) for one in projections]
    names = [one.attrs["case"] for one in results]
    if twice := [name for at, name in enumerate(names) if name in names[:at]]:
        raise TypeError(f"two cases are called {twice[0]}: nobody could tell them apart")
    joined = xr.concat(results, dim="case", combine_attrs="drop_conflicts")
    joined.encoding["ballast"] = projections
    return joined.assign_coords(case=names)
