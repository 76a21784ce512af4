"""Whatever the package returns says what it is, can be written to a file, and has types that tools can read."""
import inspect
import os
import pathlib
import typing

import ballast
import pytest
import xarray as xr

ROOT = pathlib.Path(os.environ["BALLAST_ROOT"])
ASKED = ["treasury", "support_ratio"]
#: answers of a settlement that are the year's alone, where the measure of the same key is what is outstanding
OF_THE_YEAR = {"benefit_arrears"}
FIGURES = {"year": 2026, "units": [{"unit": "甲", "plan_income": 100, "income": 80, "budget_expenditure": 100, "expenditure": 100}]}


@pytest.fixture(scope="module")
def datasets():
    run = ballast.run("baseline", horizon=2018)
    drawn = ballast.ensemble("baseline", horizon=2027, paths=4, measures=ASKED)
    return {"run": run, "cases": ballast.run("baseline", "coverage-wider", horizon=2027), "flows": ballast.flows(run),
            "observed": ballast.observed(ballast.run("baseline", place="national", horizon=2010)),
            "compare": ballast.compare("baseline", "coverage-wider", horizon=2027), "ensemble": drawn, "draws": ballast.draws(drawn),
            "settle": ballast.settle(ROOT / "docs/examples/settle-2026.csv", 2026), "settle of a dict": ballast.settle(FIGURES)}


def test_every_variable_has_units_and_names_and_a_computed_measure_its_formula(datasets):
    measures = set(ballast.measures().index)
    for what, dataset in datasets.items():
        assert dataset.data_vars, what
        for name, variable in dataset.data_vars.items():
            measure = name in measures and what not in ("observed", "flows", "compare") and not (what.startswith("settle") and name in OF_THE_YEAR)
            wanted = ["units", "long_name", "long_name_zh"] + ["formula"] * measure
            assert all(variable.attrs.get(key) for key in wanted), (what, name, variable.attrs)


@pytest.mark.parametrize("engine", ["h5netcdf", "netcdf4"])
def test_every_dataset_is_written_and_read_back(datasets, tmp_path, engine):
    for what, dataset in datasets.items():
        dataset.to_netcdf(tmp_path / f"{what}.nc", engine=engine)
        with xr.open_dataset(tmp_path / f"{what}.nc", engine=engine) as again:
            xr.testing.assert_equal(again.load(), dataset)


def test_every_variable_and_axis_of_an_ensemble_says_what_it_says_in_the_file(datasets, tmp_path):
    ballast.save(datasets["ensemble"], tmp_path / "drawn.h5")
    errors = xr.open_dataset(tmp_path / "drawn.h5", engine="h5netcdf", group="diagnostics/monte_carlo_error")
    with xr.open_dataset(tmp_path / "drawn.h5", engine="h5netcdf") as file:
        for name, ours in datasets["ensemble"].variables.items():
            in_file = "calls_mean_error" if name == "calls_error" else name
            theirs = errors[in_file] if in_file in errors.data_vars else file[in_file]
            assert ours.attrs == theirs.attrs, name


def test_figures_of_a_settlement_are_yuan_whatever_they_come_to(datasets):
    assert {variable.dtype.kind + variable.attrs["units"] for variable in datasets["settle of a dict"].data_vars.values()} == {"fyuan"}
    assert datasets["settle"].attrs["pool_closing"] != datasets["settle"].attrs["pool_closing"]  # not known: NaN
    known = ballast.settle({**FIGURES, "pool": {"available": 1000}})
    assert known.attrs["pool_closing"] == known.attrs["pool_closing"]


def test_what_a_settlement_means_otherwise_has_no_formula_of_a_measure(datasets):
    settled = datasets["settle"]
    assert "formula" not in settled["benefit_arrears"].attrs and "formula" in settled["receivable"].attrs
    owed = ballast.settle({"year": 2026, "units": [{"unit": "甲", "arrears_outstanding": 7, "expenditure": 5, "budget_expenditure": 5,
                                                     "ontime_share": 0, "settlement": 0}], "pool": {"available": 0}})
    assert float(owed["benefit_arrears"][0]) == 5 and float(owed["benefit_arrears_outstanding"][0]) == 12


def test_types_of_every_function_can_be_read():
    for name in ballast.__all__:
        if inspect.isfunction(getattr(ballast, name)):
            assert typing.get_type_hints(getattr(ballast, name))["return"] is not None


def test_knobs_says_every_column_it_has():
    for column in ballast.knobs().reset_index().columns:
        assert column in ballast.knobs.__doc__.replace(",", " ").replace(".", " ").split(), column
