"""What a caller gave, taken as what is meant or refused by the name of its parameter."""
from __future__ import annotations

import json
import numbers
import os
from typing import Any, Iterable, List, Mapping, Optional, Tuple, Union

import numpy as np
import xarray as xr

from . import _ballast

Sets = Union[Mapping[str, Any], Iterable[str], None]
Path = Union[str, os.PathLike[str]]


class UsualNumber(int):
    """The number that is meant where none is said; a caller who says the same number says it."""


class UsualText(str):
    """The same of a text."""


def said(*values: Any) -> bool:
    """Whether a caller gave any of them."""
    return not all(isinstance(value, (UsualNumber, UsualText)) for value in values)


def integer(name: str, value: Any) -> int:
    """A whole number of any size, Python's or NumPy's: the program tells its bounds."""
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, numbers.Integral):
        raise TypeError(f"{name}: a whole number is wanted, not {value!r}")
    return int(value)


def whole(name: str, value: Any, least: int = -(2**31), most: int = 2**31 - 1) -> int:
    """A whole number within its bounds."""
    given = integer(name, value)
    if not least <= given <= most:
        raise ValueError(f"{name}: a number from {least} to {most} is wanted, not {value!r}")
    return given


def year(name: str, value: Any) -> Optional[int]:
    """A calendar year, or None: the default."""
    return None if value is None else whole(name, value)


def text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{name}: a text is wanted, not {value!r}")
    return str(value)


def texts(name: str, values: Any) -> List[str]:
    """Several texts; one alone is a list of one, not of its letters."""
    if isinstance(values, str):
        return [values]
    try:
        return [text(name, one) for one in values]
    except TypeError:
        raise TypeError(f"{name}: a text or a list of texts is wanted, not {values!r}") from None


def cases(given: Any) -> List[str]:
    """Names of cases, or paths of their files."""
    if not all(isinstance(one, (str, os.PathLike)) for one in given):
        raise TypeError(f"cases: a text or a path, and one after the other, is wanted, not {given!r}")
    return [os.fsdecode(one) for one in given]


def case(given: Any) -> str:
    """The name of one case, or the path of its file."""
    return os.fsdecode(given) if isinstance(given, os.PathLike) else text("case", given)


def place(given: Any) -> str:
    """The name of a place, or the path of a folder of tables."""
    if not isinstance(given, os.PathLike):
        return text("place", given)
    folder = os.fsdecode(given)
    return folder if os.path.isabs(folder) else os.path.join(os.curdir, folder)


def period(name: str, value: Any) -> Tuple[Optional[int], Optional[int]]:
    """The first and the last of some years, or None: all of them."""
    if value is None:
        return None, None
    try:
        first, last = value
    except (TypeError, ValueError):
        raise TypeError(f"{name}: a pair of years is wanted, such as (2026, 2035), not {value!r}") from None
    return year(name, first), year(name, last)


def path(name: str, value: Any) -> str:
    try:
        return os.fspath(value)
    except TypeError:
        raise TypeError(f"{name}: a path is wanted, not {value!r}") from None


def flag(name: str, value: Any) -> bool:
    if not isinstance(value, (bool, np.bool_)):
        raise TypeError(f"{name}: True or False is wanted, not {value!r}")
    return bool(value)


def sets(given: Sets) -> List[str]:
    """`{"knob@2027": 0.98, "knob[范县]": 1}` or `["knob=0.98@2027"]` as the command line writes it."""
    if given is None:
        return []
    if not isinstance(given, Mapping):
        return texts("set", given)
    written = []
    for key, value in given.items():
        knob, at, date = text("set: the name of a knob", key).partition("@")
        if not isinstance(value, (str, numbers.Real, np.bool_)):
            raise TypeError(f"set: {key}: a number or the name of a choice is wanted, not {value!r}")
        written.append(f"{knob}={value if isinstance(value, str) else number(value)}{at}{date}")
    return written


def number(value: Any) -> str:
    """A number as the command line takes it: a whole one without a point, since it may name a choice."""
    try:
        given = float(value)
    except OverflowError:
        given = float("inf")
    return str(int(given)) if given.is_integer() and abs(given) < 2**53 else repr(given)


def result(value: Any) -> xr.Dataset:
    if not isinstance(value, xr.Dataset):
        hint = "; use ballast.open(path)" if isinstance(value, (str, os.PathLike)) else ""
        raise TypeError(f"result: what ballast.run, ensemble or open returned is wanted, not {value!r}{hint}")
    return value


def figures(name: str, given: Union[Mapping[str, Any], Path]) -> Tuple[str, str]:
    """The text of a file or of a dict, and what messages call it."""
    if isinstance(given, Mapping):
        return json.dumps(given, ensure_ascii=False, indent=1, default=_plain), "dict.json"
    shown = path(name, given)
    return _ballast.read_text(shown), shown


def _plain(value: Any) -> Any:
    """NumPy's numbers as Python's."""
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(f"{value!r} is no number, text, list or dict")
