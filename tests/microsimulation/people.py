"""Persons as columns, and the book in which their year is written down by batch."""

import numpy as np


class People:
    """Arrays of equal length, one entry a person."""

    def __init__(self, **columns):
        self.__dict__.update(columns)

    def __len__(self):
        return len(self.birth)

    def columns(self):
        return self.__dict__

    def only(self, where):
        return People(**{k: c[where] for k, c in self.columns().items()})

    def keep(self, where):
        self.__dict__.update({k: c[where] for k, c in self.columns().items()})

    def add(self, other):
        self.__dict__.update({k: np.concatenate([c, getattr(other, k)]) for k, c in self.columns().items()})


class Book:
    """Sums by flow, year and batch."""

    def __init__(self, first_year, years, batches):
        self.first_year, self.years, self.batches = first_year, years, batches
        self.flows, self.t = {}, first_year

    def row(self, flow):
        if flow not in self.flows:
            self.flows[flow] = np.zeros((self.years, self.batches))
        return self.flows[flow][self.t - self.first_year]

    def add(self, flow, batch, values=None):
        """Heads, or the values of these persons."""
        row = self.row(flow)
        row += np.bincount(batch, values, self.batches)

    def sums(self, batch, values=None):
        return np.bincount(batch, values, self.batches)
