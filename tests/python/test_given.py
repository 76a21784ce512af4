"""What a caller gives by mistake is told by the name of its parameter; what is plainly meant is taken."""
import pathlib

import numpy as np
import pytest

import ballast


@pytest.mark.parametrize("asked, named", [
    (lambda: ballast.run(5), "cases"),
    (lambda: ballast.run("baseline", horizon="2030"), "horizon"),
    (lambda: ballast.run("baseline", horizon=True), "horizon"),
    (lambda: ballast.run("baseline", horizon=np.float64(2018)), "horizon"),
    (lambda: ballast.run("baseline", set={5: 1}), "set"),
    (lambda: ballast.run("baseline", set={"benefit.tilt_age": None}), "benefit.tilt_age"),
    (lambda: ballast.ensemble("baseline", paths=None), "paths"),
    (lambda: ballast.ensemble("baseline", keep_paths="no"), "keep_paths"),
    (lambda: ballast.retirement("male", 1965), "birth"),
    (lambda: ballast.settle(5), "figures"),
    (lambda: ballast.open(5), "path"),
    (lambda: ballast.draws(5), "result"),
    (lambda: ballast.flows("x"), "result"),
    (lambda: ballast.save(5, "x.h5"), "result"),
])
def test_a_wrong_type_is_told_by_its_parameter(asked, named):
    with pytest.raises(TypeError, match=f"{named}.*is wanted, not"):
        asked()


def test_a_case_may_be_a_path(tmp_path):
    case = tmp_path / "mine.toml"
    case.write_text('title = "Mine"\nbase = "baseline"\n')
    assert ballast.run(case, horizon=2017).fund_balance.equals(ballast.run("baseline", horizon=2017).fund_balance)
    with pytest.raises(TypeError, match="cases: a text or a path"):
        ballast.run(["baseline"], horizon=2017)


def test_a_place_may_be_the_path_of_a_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    for place in (pathlib.Path("mine"), tmp_path / "mine"):
        with pytest.raises(ballast.BallastError, match="mine: has none of the tables"):
            ballast.run("baseline", place=place)


@pytest.mark.parametrize("asked", [ballast.draws, ballast.flows, ballast.observed, ballast.assumptions])
def test_a_path_where_a_result_is_wanted_is_to_be_opened(asked, tmp_path):
    for given in ("baseline.h5", tmp_path / "baseline.h5"):
        with pytest.raises(TypeError, match=r"use ballast\.open\(path\)$"):
            asked(given)


def test_numbers_out_of_range_are_told_by_their_parameter():
    with pytest.raises(ValueError, match="threads: a number from 0"):
        ballast.run("baseline", threads=-1)


@pytest.mark.parametrize("asked, bounds", [
    ({"paths": 0}, "1 … 1000000"), ({"paths": -(2**70)}, "1 … 1000000"), ({"paths": 10**6 + 1}, "1 … 1000000"), ({"paths": 2**40}, "1 … 1000000"),
    ({"seed": -1}, "0 … 9223372036854775807"), ({"seed": 2**63}, "0 … 9223372036854775807"), ({"seed": np.uint64(2**63)}, "0 … 9223372036854775807"),
])
def test_futures_and_seeds_out_of_range_are_told_with_their_bounds(asked, bounds):
    (name, given), = asked.items()
    with pytest.raises(ballast.BallastError) as refused:
        ballast.ensemble("baseline", horizon=2018, **asked)
    issue, = refused.value.issues
    assert (issue.code, issue.what, issue.expected) == (65, f"--{name} {given} is out of range", bounds)


@pytest.mark.parametrize("name", ["paths", "seed"])
@pytest.mark.parametrize("given", [2.5, 8.0, np.float64(8), "8", True, None])
def test_futures_and_seeds_that_are_no_whole_numbers_are_told(name, given):
    with pytest.raises(TypeError, match=f"{name}: a whole number is wanted, not"):
        ballast.ensemble("baseline", horizon=2018, **{name: given})


def test_numbers_of_numpy_and_one_text_alone_are_taken():
    ours = ballast.run("baseline", horizon=np.int64(2018), set="contribution.collection_rate=0.9@2017", threads=np.int32(1))
    assert ours.year[-1] == 2018
    few = ballast.ensemble("baseline", horizon=2018, paths=2, measures="fund_balance")
    assert "fund_balance_quantile" in few
    with pytest.raises(ballast.BallastError, match="given"):
        ballast.settle({"year": np.int64(2026), "units": [{"unit": "甲", "given": np.float64(1)}]})


def test_a_file_that_is_not_there_is_an_issue_with_its_code(tmp_path):
    with pytest.raises(ballast.BallastError) as refused:
        ballast.award(tmp_path / "nobody.json")
    assert refused.value.issues[0].code == 66
