"""The ledger that the settlement implies (section 6.9): yearly amounts by unit, line, taker, giver and clause."""

import collections

from money import split
from rules import KINDS

CITY_LEVEL = "市本级"  # a unit whose name ends so is the city's own: its treasury is the city's
PROVINCE = "人社部发〔2019〕112号"
# line of a unit: (taker, giver, clause); amounts are those of the row, or stage-1 flows in fen.
FLOWS = {
    "contributions_unit": ("fund", "employers", "44-3.8"),
    **{f"contributions_{name}": ("fund", "contributors", "44-3.8") for name in ("individual", "flexible", "makeup")},
    "contributions_arrears": ("fund", "employers", "44-3.9"), "late_fees": ("fund", "employers", "44-3.9"),
    "transfers_in": ("fund", "outside", "44-4.1"), "transfers_out": ("outside", "fund", "44-4.1"),
    "false_claims_recovered": ("fund", "pensioners", "44-4.3"), "false_claims_paid": ("pensioners", "fund", "44-4.3"),
    **{name: ("pensioners", "fund", "44-4.1")
       for name in ("pension_basic", "pension_transitional", "pension_increases", "pension_account",
                    "pension_account_from_pool", "illness_benefit", "funeral_grants", "survivor_grants",
                    "account_refunds")}}
SETTLED = {
    "interest": ("fund", "outside", "44-4.1"), "levy": ("city_pool", "fund", "44-2.15"),
    "advance": ("fund", "city_pool", "44-5.1"), "advance_repaid": ("city_pool", "fund", "44-5.1"),
    "arrears_paid": ("pensioners", "fund", "44-5.1"), "arrears_new": ("fund", "pensioners", "44-5.1"),
    "withheld": ("fund", "city_treasury", "44-2.9"),
    "central_handout": ("fund", "national_fund", "国发〔2018〕18号"),
    "central_upload": ("national_fund", "fund", "国发〔2018〕18号"),
    "national_transfer": ("fund", "national_fund", "全国统筹(2022)"),
    "unified_surplus": ("city_pool", "fund", PROVINCE),
    "reward_city": ("agencies", "city_treasury", "44-5.6"), "reward_county": ("agencies", "treasury", "44-5.7")}
NAMES = {"arrears_new": "benefit_arrears"}  # lines whose name is not that of the amount
SUBSIDIES = dict(zip(KINDS, ("44-2.10", "44-2.11", "44-2.13", "44-2.14")))
CAUSES = {"short": "44-2.7", "structural": "44-2.6", "over": "44-2.8", "receivable": "44-2.9"}
POOL = {"external": ("pool_external", "city_pool", "province_and_state", "44-2.15"),
        "interest": ("pool_interest", "city_pool", "outside", "44-2.15"),
        "backing": ("provincial_backing", "city_pool", "provincial_fund", PROVINCE),
        "passed_up": ("provincial_surplus", "provincial_fund", "city_pool", PROVINCE)}


class Books:
    """{(year, unit, line, taker, giver, clause): fen} of all years; the pool's own entries are of its row."""

    def __init__(self, city):
        self.amounts, self.names = collections.Counter(), city.inputs.units
        base, first, pool = city.inputs.base_year, min(city.rows), len(self.names)
        for c, row in enumerate(city.rows[first]):
            self.book(base, c, row["opening"], "opening", "fund", "outside", "44-2.6")
        self.book(base, pool, city.pools[first]["opening"], "opening", "city_pool", "outside", "44-2.15")
        for t, rows in city.rows.items():
            for c, (unit, row) in enumerate(zip(city.units, rows)):
                self.unit(t, c, unit, row)
            for name, accounts in POOL.items():
                self.book(t, pool, city.pools[t][name], *accounts)

    def book(self, t, c, amount, line, taker, giver, clause):
        if amount:
            self.amounts[t, c, line, self.account(c, taker), self.account(c, giver), clause] += amount

    def account(self, c, name):
        if name == "treasury" and self.names[c].endswith(CITY_LEVEL):
            return "city_treasury"
        return f"unit_{name}:{self.names[c]}" if name in ("fund", "treasury") else name

    def unit(self, t, c, unit, row):
        """All entries of one unit and year."""
        for line, accounts in FLOWS.items():
            self.book(t, c, unit.flows.line(line, t), line, *accounts)
        for name, accounts in SETTLED.items():
            self.book(t, c, row[name], NAMES.get(name, name), *accounts)
        for kind, clause in SUBSIDIES.items():
            self.book(t, c, row["paid"][kind], f"subsidy_{kind}", "fund", "city_pool", clause)
        self.book(t, c, row["pool_topup"], "pool_topup", "fund", "city_pool", PROVINCE if row["unified"] else "44-2.6")
        self.treasury(t, c, row)
        if row["unified"]:
            collected = row["contributions"] + row["other_income"]
            self.book(t, c, collected, "unified_collection", "provincial_fund", "fund", PROVINCE)
            self.book(t, c, collected, "unified_payment", "fund", "provincial_fund", PROVINCE)

    def treasury(self, t, c, row):
        """Money on time over its causes; what is withheld comes out of the city's settlement with the unit."""
        causes = [row["treasury_short"], row["treasury_structural"], row["treasury_over"], row["brought_forward"]]
        for (cause, clause), amount in zip(CAUSES.items(), split(row["treasury_on_time"], causes)):
            if cause == "structural" and row["unified"]:
                clause = PROVINCE
            self.book(t, c, amount, f"treasury_{cause}", "fund", "treasury", clause)
        if not self.names[c].endswith(CITY_LEVEL):
            self.book(t, c, row["withheld"], "settlement_deducted", "city_treasury", "treasury", "44-2.9")


def ledger(file):
    """The same of a result file."""
    group, amounts = file["ledger"], collections.Counter()
    names = {axis: group[axis].asstr()[:] for axis in ("account", "clause", "line")}
    columns = [group[name][:].tolist() for name in ("entry_year", "entry_unit", "entry_line", "debit", "credit",
                                                    "entry_clause", "amount")]
    for t, c, line, debit, credit, clause, amount in zip(*columns):
        amounts[t, c, names["line"][line], names["account"][debit], names["account"][credit],
                names["clause"][clause]] += amount
    return amounts
