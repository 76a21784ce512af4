"""Knobs of one year, shaped [path, unit] so that everything else broadcasts over both."""

import numpy as np


class Year:
    """`year("key")` is K5's value of the year, [path or 1, unit]."""

    def __init__(self, knobs, t):
        self.knobs, self.t = knobs, t

    def __call__(self, key):
        return np.atleast_2d(self.knobs.year(key, self.t))

    def months(self, key):
        """[1, unit, 12]"""
        return self.knobs.of_year(key, self.t)[None]

    def choice(self, key, name):
        """[1, unit]: where the choice of January is `name`."""
        return (self.knobs.january(key, self.t) == name)[None]

    def city(self, key):
        """A number of the whole city: the first unit carries it, [path or 1, 1]."""
        return self(key)[:, :1]

    def sexed(self, key, sex):
        return self(f"{key}_{('male', 'female')[sex]}")

    def before(self):
        return Year(self.knobs, self.t - 1)


def over(value, *axes):
    """`value` [path, unit] with that many axes of length one behind it."""
    return value.reshape(value.shape + (1,) * len(axes)) if axes else value


def ratio(a, b):
    """a/b, 0 where b ≤ 0: an empty cell has no mean."""
    a, b = np.broadcast_arrays(a, b)
    return np.divide(a, b, out=np.zeros(a.shape), where=b > 0)
