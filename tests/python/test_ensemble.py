"""Ensembles in Python and in files against the command line and outside readers."""
import json
import os
import signal
import subprocess
import sys
import time

import ballast
import numpy as np
import pytest
import xarray as xr

PROGRAM = os.environ["BALLAST_PROGRAM"]
HORIZON, PATHS = 2030, 12
ASKED = ["treasury", "fund_balance", "support_ratio"]


def cli(*words, code=0):
    done = subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True)
    assert done.returncode == code, done.stderr
    return done.stdout if code == 0 else done.stderr


def drawn_by_cli(folder, *cases, more=()):
    return cli("ensemble", *cases, "--horizon", HORIZON, "--paths", PATHS, "--measures", ",".join(ASKED), "--json", "--out", folder, *more)


@pytest.fixture(scope="module")
def result():
    return ballast.ensemble("baseline", horizon=HORIZON, paths=PATHS, measures=ASKED)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    there = tmp_path_factory.mktemp("ensemble")
    drawn_by_cli(there, "baseline", more=("--keep-paths", "--keep-flows"))
    return there


def test_ensemble_is_the_one_of_the_command_line(result, tmp_path):
    ballast.save(result, tmp_path / "saved.h5")
    drawn_by_cli(tmp_path, "baseline", more=("--keep-paths", "--threads", 1))
    assert (tmp_path / "saved.h5").read_bytes() == (tmp_path / "baseline.h5").read_bytes()


def test_flows_that_stay_in_their_file_are_not_left_out_of_a_copy(folder, tmp_path):
    with pytest.raises(ballast.BallastError, match="flows of its futures"):
        ballast.save(ballast.open(folder / "baseline.h5"), tmp_path / "copy.h5")
    assert not (tmp_path / "copy.h5").exists()


def test_quantiles_are_those_of_the_draws(result):
    """Hyndman and Fan 7 is numpy's default; the mean and its error are the textbook's."""
    draws = ballast.draws(result)
    for key in ASKED:
        some = dict(unit=["范县", "全市"], year=slice(2027, None))
        each = draws[key].sel(**some)
        np.testing.assert_allclose(result[f"{key}_quantile"].sel(**some), each.quantile(result["quantile"].values, "path"), rtol=1e-12, atol=1e-6)
        np.testing.assert_allclose(result[key].sel(**some), each.mean("path"), rtol=1e-12)
        np.testing.assert_allclose(result[f"{key}_mean_error"].sel(**some), each.std("path", ddof=1) / np.sqrt(PATHS), rtol=1e-9, atol=1e-9)
    called = (draws.treasury > 0).mean("path").sel(unit="范县")
    np.testing.assert_allclose(result.called.sel(scope="范县").values[1:], called.values[1:])
    some = result.called.where((result.called > 0) & (result.called < 1))
    np.testing.assert_allclose(result.called_error.where(some.notnull()), np.sqrt(some * (1 - some) / PATHS), rtol=1e-12)


def test_draws_are_not_copied_and_pair_up(result):
    draws = ballast.draws(result)
    assert draws.treasury.dims == ("path", "unit", "year") and not draws.treasury.values.flags.writeable
    assert "price_index" not in draws.coords, "each future has prices of its own"
    assert np.shares_memory(draws.treasury.values, ballast.draws(result).treasury.values)
    both = ballast.ensemble("baseline", "early-retirement-tight", horizon=HORIZON, paths=PATHS, measures=["treasury"])
    pairs = ballast.draws(both).treasury
    np.testing.assert_array_equal(pairs.sel(case="baseline"), draws.treasury)
    assert float((pairs.sel(case="early-retirement-tight") - draws.treasury).std("path").max()) > 0


def test_file_opens_as_it_was_and_in_outside_readers(result, folder):
    opened = ballast.open(folder / "baseline.h5")
    xr.testing.assert_identical(opened, result)
    np.testing.assert_array_equal(ballast.draws(opened).treasury, ballast.draws(result).treasury.astype("f4").astype("f8"))
    for engine in ("h5netcdf", "netcdf4"):
        other = xr.open_dataset(folder / "baseline.h5", engine=engine)
        assert other.attrs["paths"] == PATHS and other.attrs["seed"] == 44
        for key in ("treasury", "treasury_central", "treasury_quantile", "depleted_by", "called_units", "calls_quantile"):
            np.testing.assert_array_equal(other[key], result[key])
            assert other[key].dims == result[key].dims
        assert other.treasury.attrs["cell_methods"] == "path: mean"
        assert other.depleted_by.sel(scope="范县", year=2030) == result.depleted_by.sel(scope="范县", year=2030)
        draws = xr.open_dataset(folder / "baseline.h5", group="draws", engine=engine)
        assert draws.treasury.dims == ("path", "unit", "year") and draws.treasury.dtype == np.float32
    header = subprocess.run(["ncdump", "-h", folder / "baseline.h5"], capture_output=True, text=True, check=True).stdout
    assert "float treasury(path, unit, year)" in header and "double treasury_quantile(quantile, unit, year)" in header


def test_file_is_verified_validated_inspected_and_made_again(folder):
    file = folder / "baseline.h5"
    assert json.loads(cli("verify", file, "--json"))["whole"]
    cli("validate-output", file)
    assert json.loads(cli("rerun", file, "--json"))["same_bytes"]
    seen = json.loads(cli("inspect", file, "--json", "--measure", "treasury"))
    assert seen["ensemble"]["paths"] == PATHS and seen["ensemble"]["keeps_flows"] and set(seen["ensemble"]["measures"]) == set(ASKED)
    assert len(seen["quantiles"]["treasury"]["0.5"]["全市"]) == HORIZON - 2015 + 1
    assert json.loads(cli("export", file, "--format", "json"))["cases"][0]["measures"]["treasury"]["全市"]["mean"]
    assert "baseline,全市,2030,treasury_quantile_0.5," in cli("export", file, "--format", "csv")


def test_stored_futures_settle_to_the_full_ensemble_of_all_measures(tmp_path):
    """Another rule of stage 2 over stored flows: every measure, error and event as if the people had lived again."""
    rule = ("--set", "subsidy.rule=share_of_gap", "--horizon", HORIZON, "--measures", "all", "--keep-paths", "--keep-flows")
    drawn = ("--paths", PATHS, "--seed", 7, "--sampling", "antithetic")
    cli("ensemble", "baseline", "--horizon", HORIZON, *drawn, "--keep-flows", "--out", tmp_path / "a")
    cli("ensemble", "baseline", *rule, *drawn, "--out", tmp_path / "full")
    cli("ensemble", "baseline", *rule, "--reuse-flows", tmp_path / "a/baseline.h5", "--out", tmp_path / "settled")
    assert (tmp_path / "full/baseline.h5").read_bytes() == (tmp_path / "settled/baseline.h5").read_bytes()
    ours = ballast.ensemble("baseline", horizon=HORIZON, set={"subsidy.rule": "share_of_gap"}, reuse=tmp_path / "a/baseline.h5",
                            measures=["treasury"])
    np.testing.assert_array_equal(ours.treasury, ballast.open(tmp_path / "full/baseline.h5").treasury)


@pytest.mark.parametrize("words, named", [(("--set", "contribution.collection_rate=0.9"), "stage_one"), (("--set", "futures.spread=2"), "futures.spread"),
                                          (("--horizon", 2029), "last_year")])
def test_futures_of_another_stage_1_are_refused(folder, tmp_path, words, named):
    horizon = () if "--horizon" in words else ("--horizon", HORIZON)
    said = cli("ensemble", "baseline", *horizon, *words, "--reuse-flows", folder / "baseline.h5", "--out", tmp_path / "no", "--lang", "en", code=65)
    assert named in said and not (tmp_path / "no").exists()


def test_seeds_of_64_bits_are_the_same_on_both_sides(tmp_path):
    seed = 2**63 - 1
    ballast.save(ballast.ensemble("baseline", horizon=2027, paths=2, seed=seed, measures=["treasury"]), tmp_path / "ours.h5")
    cli("ensemble", "baseline", "--horizon", 2027, "--paths", 2, "--seed", seed, "--measures", "treasury", "--keep-paths", "--out", tmp_path)
    assert (tmp_path / "ours.h5").read_bytes() == (tmp_path / "baseline.h5").read_bytes()
    assert json.loads(cli("rerun", tmp_path / "ours.h5", "--json"))["same_bytes"]


def test_how_futures_are_drawn_is_not_said_beside_a_file_of_them(folder):
    """Nor where it is said what is meant unless anything is."""
    usual = json.loads(cli("ensemble", "baseline", "--horizon", 2017, "--measures", "payers", "--json"))
    for words in ({"paths": 7}, {"paths": usual["paths"]}, {"seed": usual["seed"]}, {"sampling": usual["sampling"]}):
        with pytest.raises(TypeError, match="those of the file are used"):
            ballast.ensemble("baseline", reuse=folder / "baseline.h5", **words)


def test_a_case_is_drawn_once():
    with pytest.raises(TypeError, match="baseline is named twice"):
        ballast.ensemble("baseline", "slower-growth", "baseline", paths=2)


def test_options_that_contradict_one_another_are_refused(folder, tmp_path):
    assert "--seed" in cli("ensemble", "baseline", "--seed", 1, "--reuse-flows", folder / "baseline.h5", code=64)
    assert "--keep-paths" in cli("ensemble", "baseline", "--keep-paths", code=64)
    assert "--compress" in cli("ensemble", "baseline", "--compress", "--out", tmp_path / "no", code=64)
    assert "no ensemble" in cli("ensemble", "baseline", "--reuse-flows", run_file(tmp_path), code=65)
    assert not (tmp_path / "no").exists()


def run_file(folder):
    cli("run", "baseline", "--horizon", 2018, "--format", "h5", "--out", folder)
    return folder / "baseline.h5"


def test_ctrl_c_ends_a_draw_soon():
    """A hundred thousand futures take minutes: what is at work is finished, and nothing more."""
    script = "import ballast; print('begins', flush=True); ballast.ensemble('baseline', paths=100_000)"
    asked = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert asked.stdout.readline() == "begins\n"
    time.sleep(1)
    asked.send_signal(signal.SIGINT)
    _, told = asked.communicate(timeout=60)
    assert "KeyboardInterrupt" in told


def test_files_are_compared_future_by_future_when_they_are_the_same_futures(folder, tmp_path):
    drawn_by_cli(tmp_path / "tight", "early-retirement-tight", more=("--keep-paths",))
    together = json.loads(drawn_by_cli(tmp_path / "both", "baseline", "early-retirement-tight"))["differences"][0]
    paired = json.loads(cli("compare", folder / "baseline.h5", tmp_path / "tight/early-retirement-tight.h5", "--json"))["differences"][0]
    assert paired["paired"]
    for key in ("mean", "mean_error"):
        of_files, of_run = (np.array(one["measures"]["support_ratio"]["全市"][key], float) for one in (paired, together))
        np.testing.assert_allclose(of_files, of_run, rtol=1e-4, atol=1e-6)  # files keep float32
    apart = json.loads(cli("compare", folder / "baseline.h5", tmp_path / "both/early-retirement-tight.h5", "--json"))["differences"][0]
    assert not apart["paired"]
    assert apart["measures"]["treasury"]["全市"]["mean_error"][-1] > paired["measures"]["treasury"]["全市"]["mean_error"][-1]
    cli("compare", folder / "baseline.h5", folder / "baseline.h5", "--same")
    cli("compare", folder / "baseline.h5", tmp_path / "tight/early-retirement-tight.h5", "--same", code=1)


def test_errors_of_risks_between_two_cases_are_those_of_the_same_futures(tmp_path):
    """Shares: √((u − m²)/n) of who alone calls; worst 5 %: spread of what a future adds beyond the 95 % quantile (Manistre and Hancock 2005)."""
    keep = ("--keep-paths", "--measures", "treasury_structural,treasury_over,treasury_short", "--paths", 300, "--horizon", 2034, "--prices", 2025)
    answer = json.loads(cli("ensemble", "baseline", "early-retirement-tight", *keep, "--out", tmp_path, "--json"))
    less = answer["differences"][0]["events"]["units"]
    both = [ballast.draws(ballast.open(tmp_path / f"{case}.h5")).to_array().sum("variable") for case in ("baseline", "early-retirement-tight")]
    told, years = 0, answer["last_year"] - answer["base_year"]
    for unit in ("开发区", "示范区", "台前县", "范县"):
        base, other = (one.sel(unit=unit).fillna(0) for one in both)
        parted = (other > 0).astype(float) - (base > 0)
        error = np.sqrt((parted**2).mean("path") - parted.mean("path") ** 2) / np.sqrt(300)
        for year in range(years + 1):
            if parted.isel(year=year).any():
                assert less[unit]["called_error"][year] == pytest.approx(float(error.isel(year=year)), rel=1e-12)
                told += 1
        adds = [(np.maximum(0, c - np.quantile(c, 0.95)) / 0.05) for c in (base.sum("year").values, other.sum("year").values)]
        assert less[unit]["calls_2025"]["tail_mean_error"] == pytest.approx(np.std(adds[1] - adds[0], ddof=1) / np.sqrt(300), rel=1e-4)
    assert told > 5


def test_measures_are_named_as_on_the_command_line():
    few = ballast.ensemble("baseline", horizon=2018, paths=2, measures=["treasury", "contributors", "treasury"])
    assert list(ballast.draws(few)) == ["treasury", "contributors"]
    every = ballast.ensemble("baseline", horizon=2018, paths=2, measures=["all"])
    assert set(ballast.draws(every)) == set(ballast.measures().index)


def test_refusals_carry_every_issue():
    with pytest.raises(ballast.BallastError) as refused:
        ballast.ensemble("baseline", paths=0, seed=-1, sampling="dice", measures=["tresury"])
    assert len(refused.value.issues) == 4 and refused.value.code == 64
    for asked in ({"paths": 10**9}, {"paths": 1_000_000, "measures": list(ballast.measures().index)}):  # too many; more than the disk holds
        with pytest.raises(ballast.BallastError, match="--paths") as refused:
            ballast.ensemble("baseline", **asked)
        assert refused.value.code == 65
    with pytest.raises(ballast.BallastError, match="prices of this run are those of 2020"):
        ballast.ensemble("baseline", horizon=2020, prices="2025")
    with pytest.raises(TypeError):
        ballast.draws(ballast.run("baseline", horizon=2018))


def test_only_whole_ensembles_are_saved(result, tmp_path):
    with pytest.raises(TypeError):
        ballast.save(result.drop_vars("calls"), tmp_path / "no.h5")
    assert ballast.ledger(result).fen.dtype.kind == "i" and "scenarios/cases/baseline.toml" in ballast.inputs(result)
