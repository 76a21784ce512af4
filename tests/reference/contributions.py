"""M4.1-M4.4, M4.6: contribution bases, rates, the gain of a year, and the money of a category."""

import math
from dataclasses import dataclass

import numpy as np

from tables import CATEGORIES
from year import ratio

_erf = np.vectorize(math.erf, otypes=[float])


def normal_cdf(z):
    return 0.5 * (1 + _erf(z / math.sqrt(2)))


def mean_index(mean, sigma, floor, ceiling):
    """M4.1: E[clamp(W, floor, ceiling)] of a lognormal W with that mean."""
    mu = np.log(mean) - sigma**2 / 2
    low, high = (np.log(floor) - mu) / sigma, (np.log(ceiling) - mu) / sigma
    return (floor * normal_cdf(low) + mean * (normal_cdf(high - sigma) - normal_cdf(low - sigma))
            + ceiling * (1 - normal_cdf(high)))


@dataclass
class Terms:
    """What a category pays on and gains in a year; every field [path, unit]."""

    wage: object        # true wage, yuan a month; 0 for flexible members
    index: object       # x̄
    index_without_audit: object
    base: object        # B, yuan of a full year
    member: object
    employer: object
    waived: object
    credit: object      # c, yuan of a full year
    collection: object
    density: object
    phi: object = None  # share of heads who gain the year
    rho: object = None
    on_due: object = None

    @property
    def legal(self):
        return self.member + self.employer + self.waived

    @property
    def paid(self):
        """Yuan that come in a year for each payer at level 1."""
        return self.density * self.collection * self.base * (self.employer + self.member)


def employee_index(year, g, scale=1.0, audit=True):
    """x̄ of employees whose wages are `scale` times the category's."""
    wage = year.city("wage.market") * year("economy.wage_level") * year(f"economy.category_wage.{CATEGORIES[g]}")
    declared = year("contribution.declared_share")
    if audit:
        declared = declared + (1 - declared) * year("audit.recovered_share")
    return mean_index(declared * wage * scale / year.city("wage.reference"), year("contribution.wage_sigma"),
                      year("contribution.floor_share"), year("contribution.ceiling_share"))


def flexible_index(year, steps):
    low, high = year("contribution.floor_share"), year("contribution.ceiling_share")
    return sum(share * np.clip(step, low, high) for step, share in steps)


def terms(inputs, year, g):
    """M4.1 to M4.3."""
    reference = year.city("wage.reference")
    common = {"collection": year("contribution.collection_rate"), "density": year("contribution.density")}
    if g >= 3:
        index = flexible_index(year, inputs.law.flexible_steps)
        base, account = index * reference * 12, year("contribution.flexible_account_rate")
        nothing = 0 * base
        return Terms(nothing, index, index, base, year("contribution.flexible_pooled_rate") + account, nothing,
                     nothing, base * account, **common)
    index = employee_index(year, g)
    small, rate = year.months("contribution.small_share"), year.months("contribution.unit_rate")
    waived = (small * year.months("contribution.waiver_small")
              + (1 - small) * year.months("contribution.waiver_large"))
    waived = waived + (1 - waived) * year.months("contribution.local_relief")
    base = index * reference * 12
    wage = year.city("wage.market") * year("economy.wage_level") * year(f"economy.category_wage.{CATEGORIES[g]}")
    return Terms(wage, index, employee_index(year, g, audit=False), base, year("contribution.individual_rate"),
                 (rate * (1 - waived)).mean(-1), (rate * waived).mean(-1),
                 base * year("contribution.account_credit_rate"), **common)


def set_gain(year, terms_, payers, arrears):
    """M4.4: φ and ρ; `payers` Σ ℓ of contributing members on 1 January, `arrears` yuan owed."""
    terms_.on_due = year.choice("contribution.accrual_on", "due")
    paid = terms_.density * terms_.collection
    money = ratio(year("contribution.arrears_recovery") * arrears, terms_.legal * terms_.base)
    rho = np.minimum(ratio(money, payers), 1 - paid)
    terms_.rho = np.where(terms_.on_due, 0.0, rho)
    terms_.phi = np.where(terms_.on_due, terms_.density, paid + rho)


def settle(year, t, gained, arrears, flexible):
    """M4.6: flows of the year and arrears of 31 December; `gained` = Γ."""
    paid = t.density * t.collection + t.rho
    due_heads = np.where(t.on_due, gained, ratio(gained * t.density, paid))
    collected_base = due_heads * t.collection * t.base
    due = due_heads * t.base * (t.employer + t.member)
    recovery = year("contribution.arrears_recovery")
    recovered = np.where(t.on_due, recovery * arrears,
                         np.minimum(arrears, ratio(gained * t.rho, paid) * t.base * t.legal))
    written = np.minimum(year("contribution.arrears_write_off"), 1 - recovery) * (arrears - recovered)
    after = arrears + due * (1 - t.collection) - recovered - written
    fees = recovered * year("contribution.late_fee_daily") * year("contribution.late_fee_days")
    flows = {"contributions_due": due, "contributions_arrears": recovered, "late_fees": fees,
             "arrears_written_off": written, "arrears_stock": after,
             "account_credited": gained * t.credit}
    if flexible:
        flows |= {"contributions_flexible": collected_base * t.member, "contribution_base_flexible": due_heads * t.base}
    else:
        flows |= {"contributions_unit": collected_base * t.employer,
                  "contributions_individual": collected_base * t.member,
                  "contributions_waived": collected_base * t.waived, "contribution_base": due_heads * t.base,
                  "market_wage_bill": due_heads * 12 * t.wage,
                  "audit_contributions": collected_base * (t.employer + t.member)
                  * (1 - t.index_without_audit / t.index)}
    return flows, after
