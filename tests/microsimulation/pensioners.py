"""A year of pensioners, person by person: increase, death, payments, accounts, grants (M0, M1.1, M6 of docs/equations.md)."""

import numpy as np

from people import People
from rules import AGES, SEX_OF

RETIRED, ILL, BENEFIT, PARTIAL, LIMITED = range(5)

ZERO = ("p", "p_tr", "y", "h", "h_p", "k", "b", "waiting", "owed")


def pensioners(n, **given):
    """n pensioners; amounts that are not given are 0."""
    columns = {name: np.zeros(n) for name in ZERO} | given
    return People(**columns)


def increase(who, y, x):
    """M0.3 for each person: the increase of 1 January, split between pooled and account part; case (c) gets none."""
    pension = who.p + who.k
    delta = y.fixed + y.per_year * who.y + y.own * pension + y.tilt * (x >= y.tilt_age)
    delta[who.kind == LIMITED] = 0.0
    growth = np.divide(delta, pension, out=np.zeros_like(delta), where=pension > 0)
    if y.pool_carries:
        into_pool = delta
    else:
        into_pool = growth * who.p
        who.k = who.k * (1 + growth)
    who.p = who.p + into_pool
    who.h_p = who.h_p + into_pool
    who.h = who.h + delta
    return pension, delta


def draw(b, k, months, i):
    """C4 of each account over `months` payments: from account, closing."""
    lost = i / 12 * months * (months - 1) / 2
    available = b * (1 + i * months / 12)
    wanted = k * (months + lost)
    used = np.minimum(available, wanted)
    return used * months / (months + lost), np.maximum(0.0, available - used)


def year(who, y, rules, book, rng):
    """The year of those who were pensioners on 31 December before; the dead are taken out."""
    n, batch = len(who), who.batch
    x = np.minimum(y.t - who.birth, AGES - 1)
    before, delta = increase(who, y, x)
    sex = SEX_OF[who.g]
    q = np.where(who.kind == RETIRED, y.q_retired[sex, x], y.q_ill[sex, x])
    dies = rng.random(n) < q
    months = np.where(dies, rng.integers(1, 13, n), 12).astype(float)

    from_account, closing = draw(who.b, who.k, months, y.interest)
    limited = who.kind == LIMITED
    basic = months * (who.p - who.p_tr - who.h_p)
    basic = np.where(limited, np.minimum(months * who.p, who.owed), basic)
    parts = {"pension_basic": basic, "pension_transitional": months * who.p_tr, "pension_increases": months * who.h_p,
             "pension_account": from_account, "pension_account_from_pool": months * who.k - from_account}
    regular = who.kind <= ILL
    for flow, paid in parts.items():
        book.add(flow, batch, np.where(regular, paid, 0.0))
    book.add("illness_benefit", batch, np.where(regular, 0.0, sum(parts.values())))
    book.add("illness_benefit_limited", batch, np.where(limited, basic, 0.0))
    book.add("account_paid", batch, from_account)
    book.add("account_interest", batch, closing + from_account - who.b)
    book.add("increase_first_year", batch, months * delta)
    book.add("increase_surviving", batch, months * who.h * ~limited)
    book.add("pension_total", batch, sum(parts.values()))
    book.row("false_base")[:] += book.sums(batch, np.where(dies & regular, before + delta, 0.0))

    dead = np.nonzero(dies)[0]
    refund = closing[dead]
    of = batch[dead]
    book.add("account_refunds", of, refund)
    book.add("account_refunded", of, refund)
    book.add("deaths_retired", of[who.kind[dead] <= ILL])
    book.add("deaths_retired_illness", of[who.kind[dead] == ILL])
    book.add("deaths_illness", of[who.kind[dead] >= BENEFIT])
    book.add("funeral_grants", of, np.full(len(dead), y.funeral))
    drawn = np.ceil((12 * y.t + months[dead] - 1 - who.awarded[dead]) / 12)
    drawn = np.where(who.kind[dead] >= PARTIAL, 0.0, np.maximum(0.0, drawn))
    due = np.maximum(y.survivor_floor, rules.survivor_months(y, who.y[dead]) - drawn)
    book.add("survivor_grants", of, due * y.survivor_month + y.survivor_old)

    who.owed = np.maximum(0.0, who.owed - 12 * who.p)
    who.b = closing
    who.keep(~dies)


def reach_statutory_age(who, y, rules, book):
    """M6.3, M6.5: benefits of those whose statutory month lies in the year, or before, become pensions on 31 December."""
    due = (who.kind >= BENEFIT) & (who.statutory // 12 <= y.t)
    if not due.any():
        return
    book.add("illness_benefit_to_retired", who.batch[due & (who.kind != LIMITED)])
    partial = due & (who.kind == PARTIAL)
    december = np.full(partial.sum(), 12 * y.t + 11)
    divisor = rules.divisor_of(december, december - 12 * who.birth[partial] - who.month[partial])
    who.p[partial] += who.waiting[partial]
    who.p_tr[partial] = who.waiting[partial]
    who.k[partial] = who.b[partial] / divisor
    who.awarded[partial] = december
    gone = due & (who.kind == LIMITED)
    for flow in ("account_refunds", "account_refunded"):
        book.add(flow, who.batch[gone], who.b[gone])
    book.add("illness_limited_ended", who.batch[gone])
    who.kind[due & ~gone] = ILL
    who.keep(~gone)
