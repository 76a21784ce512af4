"""V1-V3: what must hold in every year."""

import numpy as np

from members import heads
from tables import B, L, N, A, V, Z

PENSION_LINES = ["pension_basic", "pension_transitional", "pension_increases", "pension_account",
                 "pension_account_from_pool", "illness_benefit"]


class Audit:
    """Compares stocks with flows; raises where they part by more than 1e-9 of the stock."""

    def __init__(self, run):
        self.run = run

    @staticmethod
    def expenditure(flows):
        """E of V3: pension lines and illness benefit, case (c) left out."""
        return sum(flows[name] for name in PENSION_LINES) - flows["illness_benefit_limited"]

    def persons(self):
        pens = self.run.pens
        return heads(self.run.cells) + pens.sums["n"].sum((2, 3, 4)) + pens.deferred["n"].sum((2, 3, 4))

    def open(self):
        self.before = self.persons()

    def close(self, f, opening):
        came = f["entrants"] + f["transferred_in"]
        went = (f["deaths_active"] + f["deaths_retired"] + f["deaths_illness"] + f["transferred_out"]
                + f["left_with_refund"] + f["illness_limited_ended"])
        self.hold("V1", self.before + came - went, self.persons())
        accounts = (opening["account_end"] + f["account_credited"] + f["account_interest"] - f["account_paid"]
                    - f["account_refunded"])
        self.hold("V2", accounts, f["account_end"])
        total = (self.run.expenditure + f["recon_composition"] + f["recon_indexation"] + f["recon_awarded"]
                 - f["recon_ended"])
        self.hold("V3", total, self.expenditure(f))

    @staticmethod
    def hold(name, a, b):
        gap = np.max(np.abs(a - b) / np.maximum(1, np.abs(b)))
        if gap > 1e-9:
            raise AssertionError(f"{name} parts by {gap:.3g}")
