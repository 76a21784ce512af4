"""Ballast 压舱石: forecasts a prefecture city's enterprise-employee pension fund.

>>> import ballast
>>> ds = ballast.run("baseline", set={"contribution.collection_rate@2027": 0.98})
>>> ds.fund_balance.sel(unit="范县", year=2030)

Results are xarray Datasets with the axes `unit` (Chinese names, then 市级统筹 and 全市) and `year`; every variable has
`units`, `long_name` and `long_name_zh`, a measure that was computed `formula` too. Money is yuan, persons are numbers,
shares are fractions. Missing is NaN. The program computes without Python's lock, and reads and writes files under it; tables
of measures, flows and draws are handed over without a copy and cannot be written to.

A run may be pickled, so that workers can hand it back; an ensemble is saved, and its file opened.

The shipped place is part measured, part estimated, part synthetic: `ds.attrs["notice"]` says so. What was set stands in
`ds.attrs["sets"]`, a line each.
"""
from __future__ import annotations

import json
from typing import Any, Dict, Iterable, Mapping, Optional, Sequence, Tuple, Union

import pandas as pd
import xarray as xr

from . import _ballast, _datasets, _given, _pickled  # the last for what it registers
from ._datasets import catalogue, dataset, draws_dataset, is_whole, stacked, unit_table
from ._given import Path, Sets
from .errors import BallastError, Issue

__all__ = ["BallastError", "Issue", "assumptions", "award", "backtest", "compare", "draws", "ensemble", "flows", "inputs", "knobs", "ledger", "measures", "observed", "open",
           "retirement", "rules", "run", "save", "settle"]
__version__: str = _ballast.version

def run(*cases: Path, place: Path = "puyang", set: Sets = None, from_year: Optional[int] = None,
        horizon: Optional[int] = None, prices: str = "nominal", threads: int = 0) -> xr.Dataset:
    """Projects one case or more.

    cases: names of shipped cases, or paths of .toml files. place: a folder of scenarios/places, or the path of one of your own.
    set: changes of knobs, `{"contribution.collection_rate@2027": 0.98}`; a key may name a unit, `knob[范县]`.
    from_year: first projected year [calendar year]; horizon: last one, default 2075.
    prices: "nominal", or "2025" for money in constant prices of 2025; of a run without that year, of its own year next to it.
    threads: 0 uses every core.

    Returns a Dataset (unit, year); with several cases (case, unit, year).
    """
    if not cases:
        raise TypeError("run needs a case, such as ballast.run('baseline')")
    return _shown(_ballast.run(*_asked(cases, place, set, from_year, horizon, threads, prices)))


def _asked(cases: Tuple[Path, ...], place: Path, set: Sets, from_year: Optional[int], horizon: Optional[int], threads: int,
           prices: str) -> tuple:
    """What the compiled half is asked of every projection."""
    return (_given.cases(cases), _given.place(place), _given.sets(set), _given.year("from_year", from_year),
            _given.year("horizon", horizon), _given.whole("threads", threads, 0, 1024), _given.text("prices", prices))


def _shown(made: list) -> xr.Dataset:
    return dataset(made[0]) if len(made) == 1 else stacked(made)


_PATHS, _SEED = _given.UsualNumber(_ballast.default_paths), _given.UsualNumber(_ballast.default_seed)
_SAMPLING = _given.UsualText(_ballast.default_sampling)


def ensemble(*cases: Path, paths: int = _PATHS, seed: int = _SEED, sampling: str = _SAMPLING, measures: Iterable[str] = (),
             place: Path = "puyang", set: Sets = None, from_year: Optional[int] = None, horizon: Optional[int] = None,
             prices: str = "nominal", threads: int = 0, keep_paths: bool = True, keep_flows: bool = False,
             compress: bool = False, reuse: Path = "") -> xr.Dataset:
    """Draws many futures of one case or more, the same in all of them; `ballast ensemble`. Ctrl-C ends it soon.

    paths: how many, 1 to 1,000,000. seed: 0 to 2**63 - 1. sampling: "independent", "antithetic" or "sobol".
    measures: keys of `measures()`, or "all"; none: the headline ones.
    place, set, from_year, horizon, prices, threads: as in `run`; constant prices are each future's own.
    keep_paths, keep_flows, compress: what of every future `save` writes.
    reuse: an ensemble's file with flows; its futures are settled under the case's rules, paths, seed and sampling are its own.

    Returns a Dataset with the variables of an ensemble's file. `<measure>` (unit, year) is the mean over the futures,
    `<measure>_central` the case itself, `<measure>_quantile` (quantile, unit, year), `<measure>_tail_mean` the mean of the
    highest 5 %, `<measure>_mean_error`, `<measure>_quantile_error` and `<measure>_tail_mean_error` standard errors, all in the units of the measure.
    Shares of the futures [1]: depleted_by, in_need, called, first_call (scope, year), called_units (number, year), never_called
    (scope). Calls on treasuries, all years together [yuan, constant prices]: calls, calls_tail_mean (scope),
    calls_quantile (quantile, scope). Each has its standard error as `<name>_error`. With several cases the first axis is `case`. `draws` gives every future.
    """
    if not cases:
        raise TypeError("ensemble needs a case, such as ballast.ensemble('baseline')")
    if reuse and _given.said(paths, seed, sampling):
        raise TypeError("paths, seed and sampling beside reuse: those of the file are used")
    if twice := [case for at, case in enumerate(cases) if case in cases[:at]]:
        raise TypeError(f"{twice[0]} is named twice: each case once")
    made = _ballast.ensembles(*_asked(cases, place, set, from_year, horizon, threads, prices),
                              str(_given.integer("paths", paths)), str(_given.integer("seed", seed)), _given.text("sampling", sampling),
                              _given.texts("measures", measures), _given.flag("keep_paths", keep_paths),
                              _given.flag("keep_flows", keep_flows), _given.flag("compress", compress), _given.path("reuse", reuse))
    return _shown(made)


def draws(result: xr.Dataset) -> xr.Dataset:
    """Every future of an ensemble (path, unit, year), of the measures asked for; with several cases (case, path, unit, year).

    Futures of one seed and sampling pair up: `draws(b) - draws(a)` is the difference future by future.
    """
    made = _given.result(result).encoding.get("ballast")
    all_of = made if isinstance(made, list) else [made]
    if not all(isinstance(one, _ballast.Ensemble) for one in all_of):
        raise TypeError("not an ensemble: use what ballast.ensemble returned, or ballast.open of its file")
    if not all_of[0].draws:
        raise TypeError("the file keeps no draws: write it with keep_paths")
    if len(all_of) == 1:
        return draws_dataset(all_of[0])
    joined = xr.concat([draws_dataset(one) for one in all_of], dim="case", combine_attrs="drop_conflicts")
    return joined.assign_coords(case=list(result.case.values))


def compare(base: Path, *others: Path, place: Optional[Path] = None, set: Sets = None, from_year: Optional[int] = None,
            horizon: Optional[int] = None, prices: str = "nominal", threads: int = 0) -> xr.Dataset:
    """What the other cases or result files change against the first: their values less its values, measure by measure.

    Each is the name of a case, or the path of a result; of an ensemble's beside a run, its central run. What is asked of
    the cases is as in `run`; beside files alone it is refused. Money is brought to `prices` on both sides. Other units or
    years than the first's are refused. `treasury` holds what is owed again, which `ballast compare` of runs leaves
    out. A difference has the names and the unit of its measure, and no formula.

    Returns a Dataset (case, unit, year) in the units of each measure. Attributes: `base`, the case of the first; `place`,
    `prices`, `first_year`, `last_year` and whatever else all agree in; `illustrative`, `notice`, `notice_zh` of the first
    that is illustrative.
    """
    if not others:
        raise TypeError("compare needs two cases or more")
    asked = {"place": place, "set": set, "from_year": from_year, "horizon": horizon}
    names = [_given.path("cases", one) for one in (base, *others)]
    made = _ballast.compared(*_asked(names, "puyang" if place is None else place, set, from_year, horizon, threads, prices),
                             [option for option, value in asked.items() if value is not None])
    first, *rest = [dataset(one) for one in made]
    with xr.set_options(keep_attrs=True):
        joined = xr.concat([other - first for other in rest], dim="case", combine_attrs="drop_conflicts")
    joined = joined.assign_coords(case=[other.attrs["case"] for other in rest])
    for variable in joined.data_vars.values():
        variable.attrs.pop("formula", None)
    joined.attrs = {**_shared([first, *rest]), "base": first.attrs["case"]}
    return joined


def _shared(results: Sequence[xr.Dataset]) -> Dict[str, Any]:
    """What all results say alike; what is illustrative about one is so about all of them together."""
    first = results[0].attrs
    marked = next((one.attrs for one in results if one.attrs["illustrative"]), first)
    alike = {key: value for key, value in first.items() if key != "case" and all(one.attrs[key] == value for one in results)}
    return {**alike, **{key: marked[key] for key in ("illustrative", "notice", "notice_zh")}}


def open(path: Path) -> xr.Dataset:
    """Opens a result file (.h5) whose seal is whole; a changed byte raises BallastError.

    Dataset (unit, year); of an ensemble as `ensemble` returns it, with the draws the file keeps (as float32 gives them back).
    """
    return dataset(_ballast.read(_given.path("path", path), True))


def save(result: xr.Dataset, path: Path) -> None:
    """Writes a result of `run`, `ensemble` or `open` as the command line would: whole or not at all, the same bytes each time.

    The flows that a file keeps of its futures are not opened with it: copy that file instead.
    """
    run, made = _projection(result), result.encoding["ballast"]
    if not is_whole(result, made):
        raise TypeError("the result was changed: only what ballast.run, ensemble or open returned can be saved")
    if made is run:
        _ballast.write(made, _given.path("path", path))
    else:
        _ballast.write_ensemble(made, _given.path("path", path))


def _projection(result: xr.Dataset) -> Any:
    made = _given.result(result).encoding.get("ballast")
    if made is None or isinstance(made, list):
        raise TypeError("not a whole result: use what ballast.run, ensemble or open returned for one case")
    return made.central if isinstance(made, _ballast.Ensemble) else made


def flows(result: xr.Dataset) -> xr.Dataset:
    """What stage 1 handed to stage 2, by unit and year: persons, or nominal yuan (see each variable's `units`)."""
    return unit_table(_projection(result), _projection(result).flows,
                      {key: (unit, en, zh) for key, zh, en, unit in _ballast.flows()}).assign_attrs(prices="nominal")


def observed(result: xr.Dataset) -> xr.Dataset:
    """What was published for the place in the years of the result (unit, year), nominal; NaN where nothing was.

    Empty where the place has no observed.csv. Attributes `status` and `source` name each value's:
    "2005:measured 2006:estimated".
    """
    found, about = _projection(result).observed, catalogue()
    tables = unit_table(_projection(result), {key: values for key, (values, _, _) in found.items()},
                        {key: about[key][:3] for key in found}).assign_attrs(prices="nominal")
    for key, (_, status, source) in found.items():
        tables[key].attrs.update(status=status, source=source)
    return tables


def backtest(case: Path = "baseline", *, place: Path = "national", from_year: Optional[int] = None, to: Optional[int] = None,
             set: Sets = None, table: Path = "") -> pd.DataFrame:
    """The past run again from an earlier year, against what was published; `ballast backtest`.

    from_year: first projected year; None: from every opening. to: last year. table: published years of your own.

    Returns a row for each published figure: place, opening [calendar year], given ("frozen": behaviour as in the first
    year; "coverage": participants are the published ones), measure, unit (its Chinese name;
    None: the whole place), year, projected, published [unit of the measure], error [projected/published - 1], status,
    illustrative.
    """
    document = json.loads(_ballast.backtest(_given.case(case), _given.place(place), _given.sets(set),
                                            _given.year("from_year", from_year), _given.year("to", to),
                                            _given.path("table", table)))
    return pd.DataFrame([{"place": test["place"], "opening": test["base_year"], "given": score["given"],
                          "measure": score["measure"], "unit": score["unit"], **point,
                          "illustrative": test["illustrative"]}
                         for test in document["backtests"] for score in test["scores"] for point in score["points"]])


def ledger(result: xr.Dataset) -> pd.DataFrame:
    """Every booking of stage 2: year, unit, debit and credit account, amount [fen], clause, line."""
    return pd.DataFrame(_projection(result).ledger)


def inputs(result: xr.Dataset) -> Dict[str, str]:
    """The text of every file the result was made from, by path: law, assumptions, case, tables of the place."""
    return dict(_projection(result).texts)


def assumptions(result: xr.Dataset) -> pd.DataFrame:
    """Every knob of every unit as it was resolved: knob, unit, year from which, value (number, or name of a choice).

    A knob's unit of measurement, clause and status stand in `knobs()`.
    """
    rows = []
    for name, series in _projection(result).inputs.items():
        knob, _, unit = name.rstrip("]").partition("[")
        for step in series.split():
            year, _, value = step.partition(":")
            try:
                rows.append((knob, unit, int(year), float(value)))
            except ValueError:
                rows.append((knob, unit, int(year), value))
    return pd.DataFrame(rows, columns=["knob", "unit", "year", "value"])


def settle(figures: Union[Mapping[str, Any], Path], year: Optional[int] = None) -> xr.Dataset:
    """Settles one year from actual figures (44-2.5 … 44-2.9): need, gaps by cause, subsidies, who pays [yuan].

    figures: a dict with the keys of `ballast settle`, or the path of its JSON or CSV file; a CSV needs `year`.
    Returns a Dataset (unit); the pool's closing balance is `ds.attrs["pool_closing"]`, NaN where it is not known. A table
    that calls itself illustrative gives the attributes `illustrative`, `notice` and `notice_zh`.
    """
    document = json.loads(_ballast.settle(*_given.figures("figures", figures), _given.year("year", year)))
    table = pd.DataFrame(document["units"]).set_index("unit")
    result = xr.Dataset(coords={"unit": ("unit", table.index.to_list(), _datasets.UNIT)})
    for key, zh, en, units in _ballast.settlement_figures():
        result[key] = ("unit", table[key].astype(float).to_numpy(), _datasets.described(key, units, en, zh))
    closing = document["pool"]["closing"]
    result.attrs["pool_closing"] = float("nan") if closing is None else closing
    if document.get("illustrative"):
        result.attrs.update(illustrative=1, notice=document["notice"], notice_zh=document["notice_zh"])
    return result


def rules(case: Path, rules: Iterable[str] = (), period: Optional[Tuple[int, int]] = None, year: Optional[int] = None, *,
          place: Path = "puyang", set: Sets = None, from_year: Optional[int] = None, horizon: Optional[int] = None) -> Dict[str, Any]:
    """The same people under one subsidy rule after the other (44-2.10 … 44-2.15, 44-5.2); `ballast rules compare`.

    rules: keys such as "as_case", "share_of_gap"; none: all. period: first and last year of the sums; year: of
    marginal costs and cliffs. Money in yuan, burdens as shares of general revenue.
    """
    first, last = _given.period("period", period)
    document = _ballast.rules(_given.case(case), _given.place(place), _given.sets(set), _given.year("from_year", from_year),
                              _given.year("horizon", horizon), _given.texts("rules", rules), first, last,
                              _given.year("year", year))
    return json.loads(document)["cases"][0]


def award(person: Union[Mapping[str, Any], Path]) -> Dict[str, Any]:
    """One person's pension [yuan/month] with every step; the keys of `ballast award FILE`."""
    return json.loads(_ballast.award(*_given.figures("person", person)))


def retirement(category: str, birth: str) -> Dict[str, Any]:
    """The months in which the law lets a person retire. category: male, female_cadre, …; birth: "YYYY-MM".

    Ages in months, `minimum_years` in years, `divisor` in months.
    """
    return json.loads(_ballast.retirement(_given.text("category", category), _given.text("birth", birth)))


def knobs(place: Path = "puyang") -> pd.DataFrame:
    """Every adjustable number: key, zh, en, unit, min, max, clause, status, source and source_zh (why it is so), default,
    choices (where it is one of several), first (its first dated value, `{"from": "2016-05", "value": 0.19}`), later (the others)."""
    return pd.DataFrame(json.loads(_ballast.knobs(_given.place(place)))).set_index("key")


def measures() -> pd.DataFrame:
    """Every measure a run answers: key, names, unit, formula, aggregation, exactness."""
    return pd.DataFrame(json.loads(_ballast.measures())).set_index("key")
