"""Places of more units than the shipped one: threads share the units of a pack there (docs/decisions/0015)."""
import os
import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(os.environ["BALLAST_ROOT"])
sys.path.insert(0, str(ROOT / "bench" / "compare"))
import counties

COPIES = 7  # of the shipped place's ten units: more than 64


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    folder = tmp_path_factory.mktemp("many")
    assert counties.write_data(ROOT, folder, COPIES) == 70
    return folder


def drawn(many, name, *words):
    out = many / name
    asked = ["ensemble", "baseline", "--place", "many", "--horizon", "2027", "--paths", "18", "--keep-paths", "--keep-flows"]
    subprocess.run([os.environ["BALLAST_PROGRAM"], *asked, "--out", out, *words], env={**os.environ, "BALLAST_DATA": str(many)}, check=True, capture_output=True)
    return (out / "baseline.h5").read_bytes()


def test_futures_of_many_units_are_the_same_bytes_on_any_number_of_threads(many):
    one = drawn(many, "one", "--threads", "1")
    for threads in "2", "3", "8":
        assert drawn(many, f"on{threads}", "--threads", threads) == one
