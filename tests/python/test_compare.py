"""Comparison holds only against one another what the command line does, and its result says what it is of."""
import json
import os
import subprocess

import ballast
import numpy as np
import pytest

PROGRAM = os.environ["BALLAST_PROGRAM"]
CASES = ("baseline", "early-retirement-tight")


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("compare")
    made = {}
    for name, horizon, prices in (("nominal", 2027, "nominal"), ("constant", 2027, "2025"), ("short", 2020, "nominal")):
        made[name] = folder / f"{name}.h5"
        ballast.save(ballast.run("baseline", horizon=horizon, prices=prices), made[name])
    return made


@pytest.mark.parametrize("other, asked", [("short", {}), ("early-retirement-tight", {"place": "national", "horizon": 2027})])
def test_other_years_or_another_place_are_refused_as_on_the_command_line(files, other, asked):
    with pytest.raises(ballast.BallastError, match="has other (units|years)") as refused:
        ballast.compare(files["nominal"], files.get(other, "baseline"), **asked)
    assert refused.value.code == 65


def test_money_is_brought_to_one_kind_of_prices(files):
    for prices in ("nominal", "2025"):
        less = ballast.compare(files["nominal"], files["constant"], "baseline", horizon=2027, prices=prices)
        assert less.attrs["prices"] == prices
        assert float(abs(less.treasury).max()) < 1e-3
    said = json.loads(subprocess.run([PROGRAM, "compare", files["nominal"], CASES[1], "--horizon", "2027", "--prices", "2025", "--by", "year",
                                      "--json"], capture_output=True, check=True).stdout)
    rows = [row for row in said["rows"] if row["measure"] == "expenditure" and row["year"] == 2027]
    ours = ballast.compare(files["constant"], CASES[1], horizon=2027, prices="2025")
    np.testing.assert_allclose(ours.expenditure.sel(unit="全市", year=2027).item(), rows[0]["difference"], atol=0.02)


def test_options_that_nothing_would_heed_are_refused(files):
    with pytest.raises(ballast.BallastError) as refused:
        ballast.compare(files["nominal"], files["nominal"], horizon=2027, set={"benefit.increase_rate": 0.02}, place="puyang")
    assert [issue.what.split()[0] for issue in refused.value.issues] == ["place", "set", "horizon"] and refused.value.code == 64
    with pytest.raises(TypeError):
        ballast.compare(*CASES, paths=3)


def test_the_result_says_what_it_is_of():
    less = ballast.compare(*CASES, horizon=2027, prices="2025")
    assert less.attrs["base"] == "baseline" and list(less.case.values) == [CASES[1]]
    assert less.attrs["prices"] == "2025" and less.attrs["place"] == "puyang" and less.attrs["last_year"] == 2027
    assert less.attrs["illustrative"] == 1 and less.attrs["notice"] and less.attrs["notice_zh"]
    assert "title" not in less.attrs
    ran = ballast.run("baseline", horizon=2018)
    less = ballast.compare("baseline", CASES[1], horizon=2018)
    assert all(less.attrs[key] and less.attrs[key] == ran.attrs[key] for key in ("version", "git_sha", "compiler"))


def test_an_ensemble_beside_a_run_is_its_central_run_and_ensembles_alone_are_refused(tmp_path):
    drawn = ballast.ensemble("baseline", horizon=2027, paths=2, measures=["treasury"])
    ballast.save(drawn, tmp_path / "drawn.h5")
    less = ballast.compare("baseline", tmp_path / "drawn.h5", horizon=2027)
    assert float(abs(less.expenditure).max()) == 0
    with pytest.raises(TypeError, match="future by future"):
        ballast.compare(tmp_path / "drawn.h5", tmp_path / "drawn.h5")
