"""Results that pass between processes: a run travels as the bytes of its file. Imported for that alone."""
from __future__ import annotations

import copyreg
import os
import tempfile
from typing import Any, Tuple

from . import _ballast


def unpickled(file: bytes) -> Any:
    """The run in the bytes of its file; a changed byte raises BallastError."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "run.h5")
        with open(path, "wb") as written:
            written.write(file)
        return _ballast.read(path, False)


def _run(projection: Any) -> Tuple[Any, Tuple[bytes]]:
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "run.h5")
        _ballast.write(projection, path)
        with open(path, "rb") as written:
            return unpickled, (written.read(),)


def _ensemble(_: Any) -> Any:
    raise TypeError("an ensemble is not pickled, its draws would lose digits: ballast.save it, and ballast.open its file there")


copyreg.pickle(_ballast.Projection, _run)
copyreg.pickle(_ballast.Ensemble, _ensemble)
