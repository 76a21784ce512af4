"""The Python package against the command line: the same numbers, the same refusals."""
import copy
import json
import os
import pathlib
import pickle
import re
import subprocess
import sys
import threading

import ballast
import numpy as np
import pandas as pd
import pytest
import xarray as xr

ROOT = pathlib.Path(os.environ["BALLAST_ROOT"])
PROGRAM = os.environ["BALLAST_PROGRAM"]


def cli(*words):
    return subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def result():
    return ballast.run("baseline", horizon=2020)


def test_run_is_the_run_of_the_command_line(result, tmp_path):
    cli("run", "baseline", "--horizon", 2020, "--out", tmp_path)
    from_file = ballast.open(tmp_path / "baseline.h5")
    xr.testing.assert_identical(result, from_file)
    other = xr.open_dataset(tmp_path / "baseline.h5", engine="h5netcdf")
    for name in result.data_vars:
        np.testing.assert_array_equal(result[name], other[name])


def test_save_writes_the_bytes_of_the_command_line(result, tmp_path):
    cli("run", "baseline", "--horizon", 2020, "--out", tmp_path)
    ballast.save(result, tmp_path / "saved.h5")
    assert (tmp_path / "saved.h5").read_bytes() == (tmp_path / "baseline.h5").read_bytes()
    with pytest.raises(TypeError):
        ballast.save(result.sel(unit=["范县"]) * 2, tmp_path / "no.h5")
    with pytest.raises(ballast.BallastError) as refused:
        ballast.save(result, tmp_path / "nowhere" / "saved.h5")
    assert refused.value.code == 73


def test_tables_are_not_copied_and_cannot_be_written(result):
    values = result.fund_balance.values
    assert values.base is not None and not values.flags.writeable
    assert np.shares_memory(values, ballast.run.__globals__["_projection"](result).measures["fund_balance"])
    assert copy.deepcopy(result).fund_balance.equals(result.fund_balance)


def test_labels_units_and_languages(result):
    one = result.fund_balance.sel(unit="范县", year=2018)
    assert np.isfinite(one.item()) and one.attrs["units"] == "yuan"
    assert one.attrs["long_name_zh"] and one.attrs["long_name"] and one.attrs["formula"]
    assert list(result.unit.values[-2:]) == ["市级统筹", "全市"] and result.sizes["unit"] == 12
    assert result.attrs["illustrative"] == 1 and result.attrs["notice_zh"]
    assert set(result.data_vars) == set(ballast.measures().index)


def test_sets_reach_the_engine_as_they_do_on_the_command_line():
    ours = ballast.run("baseline", horizon=2018, set={"contribution.collection_rate@2017": 0.9, "coverage.private[范县]": 0.5})
    said = json.loads(cli("run", "baseline", "--horizon", 2018, "--json", "--set", "contribution.collection_rate=0.9@2017",
                          "--set", "coverage.private[范县]=0.5"))
    peak = [row["peak_treasury"] for row in said["headline"]]
    np.testing.assert_allclose(ours.treasury.sel(unit="全市").max().item(), peak[-1], atol=0.01)
    listed = ballast.run("baseline", horizon=2018, set=["contribution.collection_rate=0.9@2017", "coverage.private[范县]=0.5"])
    xr.testing.assert_identical(ours, listed)


def test_several_cases_and_comparison():
    both = ballast.run("baseline", "early-retirement-tight", horizon=2030)
    assert list(both.case.values) == ["baseline", "early-retirement-tight"]
    less = ballast.compare("baseline", "early-retirement-tight", horizon=2030)
    expected = both.expenditure.sel(case="early-retirement-tight") - both.expenditure.sel(case="baseline")
    np.testing.assert_array_equal(less.expenditure.sel(case="early-retirement-tight"), expected)
    assert less.expenditure.sel(unit="全市", year=2030).item() < 0 and less.attrs["base"] == "baseline"
    assert less.expenditure.attrs["units"] == "yuan"


def test_prices(result):
    constant = ballast.run("baseline", horizon=2020, prices="2020")
    np.testing.assert_allclose(constant.income * constant.price_index, result.income)
    with pytest.raises(ValueError):
        ballast.run("baseline", horizon=2020, prices="1999")


def test_refusals_carry_every_issue():
    with pytest.raises(ballast.BallastError) as refused:
        ballast.run("baseline", set={"contribution.colection_rate": 0.9, "economy.inflation": 99})
    assert [issue.code for issue in refused.value.issues] == [64, 65]
    assert "contribution.collection_rate" in refused.value.issues[0].remedy
    with pytest.raises(ballast.BallastError) as refused:
        ballast.run("baselin")
    assert refused.value.code == 66 and isinstance(refused.value, ValueError)


def test_open_refuses_a_changed_byte(result, tmp_path):
    path = tmp_path / "changed.h5"
    ballast.save(result, path)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(ballast.BallastError, match="changed since it was written"):
        ballast.open(path)


def test_flows_ledger_inputs(result):
    flows = ballast.flows(result)
    assert flows.births.dims == ("unit", "year") and flows.births.attrs["units"]
    ledger = ballast.ledger(result)
    assert {"year", "unit", "debit", "credit", "fen", "clause", "line"} == set(ledger) and ledger.fen.dtype.kind == "i"
    assert "市级统筹" in set(ledger.unit) and "全市" not in set(ledger.unit)  # the pool's entries are the pool's
    texts = ballast.inputs(result)
    assert texts["scenarios/cases/baseline.toml"] == (ROOT / "scenarios/cases/baseline.toml").read_text(encoding="utf-8")


def test_assumptions_are_those_set(result):
    ours = ballast.run("baseline", horizon=2020, set={"contribution.collection_rate[范县]@2018": 0.5})
    assert ours.attrs["sets"] == "contribution.collection_rate[范县]=0.5@2018" and result.attrs["sets"] == ""
    table = ballast.assumptions(ours).set_index(["knob", "unit", "year"]).value
    assert table["contribution.collection_rate", "范县", 2018] == 0.5
    assert table["subsidy.rule", "范县", 2016] == "fixed_adjustment_special"
    assert set(ballast.assumptions(result).knob) <= set(ballast.knobs().index)


def test_settle_from_a_file_and_from_a_dict():
    path = ROOT / "docs/examples/settle-2026.csv"
    settled = ballast.settle(path, year=2026)
    said = json.loads(cli("settle", path, "--year", 2026, "--json"))
    for row in said["units"]:
        assert settled.treasury.sel(unit=row["unit"]).item() == row["treasury"]
    assert settled.attrs["illustrative"] == 1
    figures = {"year": 2026, "units": [{"unit": "甲", "plan_income": 100, "income": 80, "budget_expenditure": 100,
                                        "expenditure": 100}]}
    assert ballast.settle(figures).gap_short.sel(unit="甲").item() == 20
    with pytest.raises(ballast.BallastError) as refused:
        ballast.settle({"year": 2026, "units": [{"unit": "甲", "incom": 1}]})
    assert refused.value.issues[0].line and refused.value.issues[0].column


def test_rules_are_those_of_the_command_line():
    ours = ballast.rules("baseline", ["as_case", "share_of_gap"], (2026, 2030), 2028, set={"special.lag": 0},
                         from_year=2025, horizon=2030)
    said = json.loads(cli("rules", "compare", "baseline", "--rules", "as_case,share_of_gap", "--period", "2026-2030",
                          "--year", 2028, "--set", "special.lag=0", "--from", 2025, "--horizon", 2030, "--json"))
    assert ours == said["cases"][0]
    with pytest.raises(ballast.BallastError, match="stands twice"):
        ballast.rules("baseline", ["none", "none"], horizon=2018)


def test_persons():
    path = ROOT / "docs/examples/award.json"
    assert ballast.award(path) == json.loads(cli("award", path, "--json"))
    assert ballast.award(json.loads(path.read_text(encoding="utf-8")))["total"] == ballast.award(path)["total"]
    # 渐进式延迟法定退休年龄的办法 (2024), annex: men born May to August 1965 retire at 60 years and 2 months.
    assert ballast.retirement("male", "1965-05")["statutory_month"] == "2025-07"
    with pytest.raises(ballast.BallastError):
        ballast.retirement("male", "May 1965")
    with pytest.raises(ballast.BallastError):
        ballast.retirement("nobody", "1965-05")


def test_catalogues():
    knobs = ballast.knobs()
    assert isinstance(knobs, pd.DataFrame) and {"zh", "en", "unit", "min", "max", "status"} <= set(knobs)
    assert ballast.measures().loc["fund_balance", "unit"] == "yuan"


def test_a_refusal_comes_out_of_a_worker_process_whole():
    with pytest.raises(ballast.BallastError) as refused:
        ballast.run("baseline", horizon=1990)
    again = pickle.loads(pickle.dumps(refused.value))
    assert (again.issues, again.code, str(again)) == (refused.value.issues, refused.value.code, str(refused.value))


def test_a_run_goes_to_a_worker_process_and_comes_back_whole(result, tmp_path):
    again = pickle.loads(pickle.dumps(result))
    xr.testing.assert_identical(again, result)
    ballast.save(again, tmp_path / "again.h5")
    ballast.save(result, tmp_path / "result.h5")
    assert (tmp_path / "again.h5").read_bytes() == (tmp_path / "result.h5").read_bytes()
    with pytest.raises(TypeError, match="ballast.save it"):
        pickle.dumps(ballast.ensemble("baseline", paths=2, horizon=2017))


def test_what_is_saved_is_what_is_shown(result, tmp_path):
    ballast.save(result.copy(deep=True), tmp_path / "copy.h5")
    xr.testing.assert_identical(ballast.open(tmp_path / "copy.h5"), result)
    for changed in (result.assign_attrs(case="mine"), result.assign_coords(unit=[f"x{at}" for at in range(result.sizes["unit"])])):
        with pytest.raises(TypeError):
            ballast.save(changed, tmp_path / "changed.h5")


def test_two_cases_of_one_name_are_refused(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "mine.toml").write_text('title = "X"\nbase = "baseline"\n', encoding="utf-8")
    with pytest.raises(TypeError, match="mine"):
        ballast.run(tmp_path / "a" / "mine.toml", tmp_path / "b" / "mine.toml", horizon=2017)


def test_flows_and_published_figures_are_nominal():
    constant = ballast.run("baseline", horizon=2026, prices="2025")
    assert constant.attrs["prices"] == "2025"
    assert ballast.flows(constant).attrs["prices"] == ballast.observed(constant).attrs["prices"] == "nominal"


def test_one_version_everywhere():
    for file in ("CITATION.cff", "apps/python/pyproject.toml"):
        lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
        assert any(line.startswith("version") and ballast.__version__ in line for line in lines), file


def test_python_goes_on_while_the_program_computes():
    worker = threading.Thread(target=ballast.run, args=("baseline",))
    worker.start()
    steps = 0
    while worker.is_alive():
        steps += 1  # with the lock held, the thread would end before the first step
    assert steps > 100


@pytest.fixture(scope="module")
def national():
    return ballast.run("baseline", place="national", horizon=2010)


def test_published_years_are_the_rows_of_the_place_and_the_group_of_the_file(national, result, tmp_path):
    """The rows of observed.csv inside the years of the run, no other; a place that has none has no group."""
    rows = pd.read_csv(ROOT / "scenarios/places/national/observed.csv", comment="#")
    rows = rows[(rows.year >= 2004) & (rows.year <= 2010)]
    seen = ballast.observed(national).isel(unit=-1)
    assert set(seen.data_vars) == set(rows.measure)
    for row in rows.itertuples():
        assert seen[row.measure].sel(year=row.year).item() == row.value
        assert f"{row.year}:{row.status}" in seen[row.measure].attrs["status"].split()
        assert f"{row.year}:{row.source}" in seen[row.measure].attrs["source"].split()
    assert sum(int(seen[key].notnull().sum()) for key in seen.data_vars) == len(rows)
    ballast.save(national, tmp_path / "national.h5")
    group = xr.open_dataset(tmp_path / "national.h5", group="observed", engine="h5netcdf")
    again = ballast.observed(ballast.open(tmp_path / "national.h5"))
    for key in again.data_vars:
        np.testing.assert_array_equal(group[key], again[key])
        assert group[key].attrs == {name: again[key].attrs[name] for name in group[key].attrs}
    assert not ballast.observed(result).data_vars


def test_a_result_with_published_years_is_verified_inspected_and_made_again(national, tmp_path):
    ballast.save(national, tmp_path / "national.h5")
    assert json.loads(cli("rerun", tmp_path / "national.h5", "--json"))["same_bytes"]
    assert json.loads(cli("verify", tmp_path / "national.h5", "--json"))["whole"]
    cli("validate-output", tmp_path / "national.h5")
    shown = json.loads(cli("inspect", tmp_path / "national.h5", "--json"))["observed"]
    assert shown == [key for key in ballast.measures().index if key in ballast.observed(national).data_vars]


def test_backtest_is_the_one_of_the_command_line():
    table = ballast.backtest(place="henan")
    document = json.loads(cli("backtest", "--place", "henan", "--json"))
    points = [point for test in document["backtests"] for score in test["scores"] for point in score["points"]]
    assert table.error.tolist() == [point["error"] for point in points] and len(points) > 0
    assert set(table.given) == {"frozen", "coverage"} and set(table.opening) == {2004}


def test_backtest_says_whose_a_figure_is(tmp_path):
    published = tmp_path / "counties.csv"
    published.write_text("year,unit,measure,value,status,source\n2026,范县,retirees,30000,estimated,x\n"
                         "2026,,retirees,500000,estimated,x\n", encoding="utf-8")
    table = ballast.backtest(place="puyang", from_year=2025, to=2026, table=published)
    assert table[["unit", "published"]].values.tolist() == [[None, 500000], ["范县", 30000]]


def test_peak_memory_told_is_the_programs_own():
    """A child's count of the system begins with the peak of who starts it: here 400 MB."""
    large = bytearray(400_000_000)
    told = subprocess.run([PROGRAM, "run", "baseline", "--horizon", "2018", "--lang", "en"], capture_output=True, text=True, check=True).stderr
    assert int(re.search(r"peak memory (\d+) MB", told).group(1)) < len(large) / 2e6


def test_threads_open_and_save_files_at_the_same_time(tmp_path):
    """A process of its own tries each file: it must not come to be while another thread is inside the library."""
    ballast.save(ballast.run("baseline", horizon=2017), tmp_path / "one.h5")
    script = """
import sys, threading, ballast
def work(at):
    for _ in range(8):
        ballast.save(ballast.open(sys.argv[1]), f"{sys.argv[1]}.{at}")
        ballast.ensemble("baseline", horizon=2018, paths=2)
threads = [threading.Thread(target=work, args=(at,)) for at in range(4)]
for one in threads: one.start()
for one in threads: one.join()
"""
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "one.h5")], check=True, timeout=120)
    for at in range(4):
        assert (tmp_path / f"one.h5.{at}").read_bytes() == (tmp_path / "one.h5").read_bytes()


def test_what_is_no_text_and_no_pair_of_years_is_refused_by_its_name():
    with pytest.raises(TypeError, match="prices"):
        ballast.run("baseline", prices=2025)
    for period in (2018, (2018,)):
        with pytest.raises(TypeError, match="period"):
            ballast.rules("baseline", period=period)
