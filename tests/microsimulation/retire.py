"""The end of a member's year: death, leaving for another region, retirement by any way, or going on (M1.2, M5, A)."""

from types import SimpleNamespace

import numpy as np

import pensioners as pension
from pensioners import BENEFIT, ILL, LIMITED, PARTIAL, RETIRED
from rules import (EARLY, EXTENDED, ILLNESS, IRREGULAR, LATE, SPECIAL, STATUTORY)

EVENT = {EARLY: "retired_flexible_early", STATUTORY: "retired_statutory", LATE: "retired_flexible_late",
         SPECIAL: "retired_special", ILLNESS: "retired_illness", IRREGULAR: "retired_irregular",
         EXTENDED: "retired_statutory"}
GAINED = {EARLY: "flexible", SPECIAL: "special", ILLNESS: "illness", IRREGULAR: "irregular"}
NOTHING = -1


def retire(lives, y, m, part, dies, moves):
    """Everyone's end of the year; returns the part of the year each was paid for and who is no longer a member."""
    part = part.copy()
    gains = m.standing < y.gain[m.g]
    year_base = m.index * y.reference * 12
    credit = year_base * y.credit[m.g]
    exits = due_this_year(lives, y, m, ~dies & ~moves)
    chosen = np.nonzero(exits.way != NOTHING)[0]
    done = december(lives, y, m, part, gains, exits, decide(lives, y, m, part, gains, exits, chosen))
    done.whole = part[done.retired]  # of the year, had they stayed
    part[done.retired] = done.part
    gone = dies | moves
    gone[done.retired] = True

    bury(lives, y, m, dies, part * gains * credit)
    send_away(lives, y, m, moves, part * gains * credit)
    award(lives, y, m, done, gains, credit, year_base)

    go_on = ~gone
    w = np.where(go_on, part * gains, 0.0)
    earned = np.where(go_on, y.interest * m.b + w * credit * y.interest * y.credit_months / 12, 0.0)
    lives.book.add("account_interest", m.batch, earned)
    m.a = m.a + w
    m.z = m.z + w * m.index
    m.b = m.b + earned + w * credit
    refund_leavers(lives, m, done.leaving)
    buy_in(lives, y, m, done.buying, done.buying_minimum, done.with_loan)
    gone[done.leaving] = gone[done.buying] = True
    return part, gone


def due_this_year(lives, y, m, alive):
    """Which way, if any, takes each person this year, in which month, with which minimum."""
    n, rng, t0 = len(m), lives.rng, 12 * y.t
    way = np.full(n, NOTHING)
    month = np.zeros(n, dtype=np.int64)      # 0 … 11
    minimum_year = np.full(n, y.t)
    far = np.zeros(n, bool)
    x = y.t - m.birth
    special_month = 12 * m.birth + m.month + y.special_age[m.g]
    scheduled = (np.minimum(m.due, m.statutory) // 12 <= y.t) | (special_month // 12 == y.t)
    at = np.nonzero(alive & (scheduled | (x >= y.early_from[m.g])))[0]
    g, statutory, due, option = m.g[at], m.statutory[at], m.due[at], m.option[at]
    year_due, year_statutory = due // 12, statutory // 12
    over = lives.rules.calendar.last_year[g, m.birth[at] - lives.rules.calendar.first] < y.t  # past due
    past = (year_statutory < y.t) & (year_due < y.t)

    own = (year_due == y.t) | ((option == EARLY) & (year_due < y.t) & (year_statutory == y.t))
    own_month = np.where(year_due == y.t, due, statutory)
    own_way = np.where(year_due == y.t, option, STATUTORY)

    early = early_way(lives, y, SimpleNamespace(
        g=g, left=np.where(past, 0, statutory - t0), special_month=special_month[at], open=x[at] >= y.early_from[g],
        statutory=statutory, entitled=m.special[at]))
    takes = early.way != NOTHING
    way[at] = np.where(takes, early.way, np.where(own, own_way, np.where(past & over, EXTENDED, NOTHING)))
    month[at] = np.where(takes, early.month, np.where(own, own_month - t0, rng.integers(0, 12, len(at))))
    by_statutory = (own & (own_way != EARLY)) | (past & ~own)
    minimum_year[at] = np.where(~takes & by_statutory, year_statutory, y.t)
    far[at] = takes & early.far
    passed = np.zeros(n, bool)
    passed[at] = ~takes & ~over & (year_due <= y.t)
    return SimpleNamespace(way=way, month=month, minimum=lives.rules.minimum_months(minimum_year) / 12, far=far,
                           passed=passed)


def early_way(lives, y, who):
    """Special work, illness, irregular approvals: causes of one step share it by their hazards (M5.2)."""
    n, rng = len(who.g), lives.rng
    left = np.clip(who.left, 0, 12)                                   # months of the year before the statutory month
    beyond = np.clip(who.left - y.window, 0, 12) if y.benefit else np.zeros(n, dtype=np.int64)
    ill_months = left if lives.conduct.deferred or not y.benefit else left - beyond
    illness, irregular = (who.open * hazard for hazard in (y.illness[who.g] * ill_months / 12, y.irregular[who.g] * left / 12))
    other = illness + irregular
    share = y.special[who.g]
    special = (who.special_month // 12 == y.t) & (who.special_month < who.statutory) & (share > 0) & (left > 0)
    hazard = np.where(special, -np.log1p(-np.where(special, share, 0.0)), 0.0)
    both = hazard + other
    leaves = 1 - np.exp(-both)
    by_special = np.divide(hazard, both, out=np.zeros(n), where=both > 0) * leaves
    entitled = special & (who.entitled < share)
    draw = rng.random(n)
    goes_special = entitled & (draw * share < by_special)
    goes_other = np.where(entitled, ~goes_special, draw < 1 - np.exp(-other)) & (other > 0)
    ill = goes_other & (rng.random(n) * other < illness)
    way = np.where(goes_special, SPECIAL, np.where(ill, ILLNESS, np.where(goes_other, IRREGULAR, NOTHING)))
    u = rng.random(n)
    first = np.where(ill & ~np.bool_(lives.conduct.deferred), beyond, 0)  # without (b): only months near enough
    month = (first + u * (left - first)).astype(np.int64)
    month = np.where(goes_special, who.special_month - 12 * y.t, np.minimum(month, 11))
    return SimpleNamespace(way=way, month=month, far=ill & (month < beyond))


def decide(lives, y, m, part, gains, exits, at):
    """Minimum years of those due; what the short do."""
    rng = lives.rng
    way, month, minimum = exits.way[at], exits.month[at] + 1, exits.minimum[at]
    early_in_year = rng.random(len(at))

    def tested(month):
        """The part of the year by then, and whether the minimum is met."""
        share = month / 12 if lives.conduct.real_months else early_in_year < month / 12
        own_part = part[at] * share
        return own_part, credited(lives, m, at) + own_part * gains[at] >= minimum - 1e-9

    own_part, enough = tested(month)
    # the early month and the statutory month in one year: tested and asked again
    twice = ~enough & (way == EARLY) & (m.statutory[at] // 12 == y.t)
    later = m.statutory[at] - 12 * y.t + 1
    later_part, later_enough = tested(later)
    month, way = np.where(twice, later, month), np.where(twice, STATUTORY, way)
    own_part, enough = np.where(twice, later_part, own_part), np.where(twice, later_enough, enough)
    limited = ~enough & (way == ILLNESS) & y.benefit & lives.conduct.deferred & (rng.random(len(at)) < y.claims)
    retires = enough | limited
    kind = np.where(way != ILLNESS, RETIRED, np.where(limited, LIMITED, np.where(
        exits.far[at], PARTIAL, BENEFIT if y.benefit else ILL)))

    short = ~retires
    x = y.t - m.birth[at]
    u = rng.random(len(at))
    statutory = short & (way == STATUTORY)
    whole_years = np.floor(m.a[at] + m.v[at] + 1e-9)
    loans = statutory & (whole_years >= np.ceil(minimum) - y.loan_years) & (rng.random(len(at)) < y.loan_share)
    extended = short & (way == EXTENDED)
    last_due = lives.rules.calendar.last_year[m.g[at], m.birth[at] - lives.rules.calendar.first]
    buy_year = np.maximum(m.statutory[at] // 12 + np.ceil(y.buy_after), last_due + 1)
    buys = extended & (y.t == buy_year) & (u < y.buy)
    leaves = (statutory & ~loans & (u < y.leave)) | (extended & ~buys & (x >= y.last_age))
    buying = buys | loans
    r = retires
    return SimpleNamespace(retired=at[r], way=way[r], month=month[r], kind=kind[r], part=own_part[r],
                           leaving=at[leaves], buying=at[buying], buying_minimum=minimum[buying], with_loan=loans[buying])


def credited(lives, m, at):
    """Credited years as they are tested: in completed years and an even fraction, or as they are."""
    years = m.a[at] + m.v[at]
    return years if lives.conduct.real_months else np.floor(years + 1e-9) + m.fraction[at]


def december(lives, y, m, part, gains, exits, done):
    """M5.2d: short in the month chosen, the minimum reached by 31 December."""
    here = exits.passed.copy()
    for at in (done.retired, done.leaving, done.buying):
        here[at] = False
    at = np.nonzero(here)[0]
    minimum = lives.rules.minimum_months(np.minimum(y.t, m.statutory[at] // 12)) / 12
    at = at[credited(lives, m, at) + part[at] * gains[at] >= minimum - 1e-9]
    way = np.where(lives.rules.calendar.cohort_year(m.g[at], m.birth[at]) > y.t, EARLY, EXTENDED)
    more = {"retired": at, "way": way, "month": np.full(len(at), 12), "kind": np.full(len(at), RETIRED), "part": part[at]}
    for name, values in more.items():
        setattr(done, name, np.concatenate([getattr(done, name), values]))
    return done


def bury(lives, y, m, dies, credit):
    book, dead = lives.book, np.nonzero(dies)[0]
    n, batch, c = len(dead), m.batch[dead], credit[dead]
    months = lives.rng.integers(1, 13, n)
    interest = y.interest * (m.b[dead] * months / 12 + c * y.credit_months / 12)
    refund = m.b[dead] + c + interest
    book.add("deaths_active", batch)
    for flow in ("account_refunds", "account_refunded"):
        book.add(flow, batch, refund)
    book.add("account_interest", batch, interest)
    book.add("funeral_grants", batch, np.full(n, y.funeral))
    due = lives.rules.survivor_months(y, m.a[dead] + m.v[dead])
    book.add("survivor_grants", batch, due * y.survivor_month + y.survivor_old)


def send_away(lives, y, m, moves, credit):
    """M3.10."""
    if not moves.any():
        return
    book, off = lives.book, np.nonzero(moves)[0]
    batch, c = m.batch[off], credit[off]
    interest = y.interest * (m.b[off] * 6.5 / 12 + c * y.credit_months / 12)
    account = m.b[off] + c + interest
    book.add("transferred_out", batch)
    book.add("account_interest", batch, interest)
    book.add("account_refunded", batch, account)
    book.add("transfers_out", batch, account * (1 + lives.rules.knob("transfer.pooled_per_account", y.t, 0.0)))


def entitlements(y, a, v, z):
    """Monthly basic and transitional pension of each person by the law: mean of base and indexed wage, v years at 1.3 %."""
    n = a + v
    mean_all = np.divide(v + z, n, out=np.zeros_like(n), where=n > 0)
    mean_paid = np.divide(z, a, out=np.ones_like(a), where=a > 0)
    basic = (y.province + y.city * mean_all) / 2 * n * y.basic_rate
    return basic, y.city * mean_paid * v * y.transitional_rate


def award(lives, y, m, done, gains, credit, year_base):
    """Month-exact award of each who retires; paid from the month after."""
    book, at, i = lives.book, done.retired, y.interest
    month, kind, way = done.month, done.kind, done.way
    batch, w = m.batch[at], done.part * gains[at]
    a, v, z = m.a[at] + w, m.v[at], m.z[at] + w * m.index[at]
    basic, transitional = entitlements(y, a, v, z)
    c = w * credit[at]
    balance = m.b[at] * (1 + i * month / 12) + c * (1 + i * (month + 1) / 24)
    absolute = 12 * y.t + month - 1
    age = absolute - 12 * m.birth[at] - m.month[at]
    waits = kind >= PARTIAL
    inverse = np.where(waits, 0.0, 1 / lives.rules.divisor_of(absolute, age))
    k = balance * inverse
    rest = 12 - month
    paid = k * rest
    left = balance * (1 + i * rest / 12) - k * (rest + i * rest * (rest - 1) / 24)
    book.add("account_interest", batch, left + paid - m.b[at] - c)
    book.add("account_paid", batch, paid)

    now = np.where(waits, 0.0, transitional)
    regular = kind <= ILL
    for flow, money in (("pension_basic", basic * rest), ("pension_transitional", now * rest), ("pension_account", paid)):
        book.add(flow, batch, np.where(regular, money, 0.0))
    total = basic * rest + now * rest + paid
    book.add("illness_benefit", batch, np.where(regular, 0.0, total))
    book.add("pension_total", batch, total)
    book.add("illness_benefit_limited", batch, np.where(kind == LIMITED, total, 0.0))
    book.add("new_award_pension", batch, np.where(kind == LIMITED, 0.0, basic + now + k))
    book.add("award_basic", batch, np.where(kind == LIMITED, 0.0, basic))
    book.add("award_account", batch, k)
    book.add("award_transitional", batch, now)
    deemed = y.basic_rate / 2 * (y.province + y.city) * v + now
    book.add("deemed_years_cost", batch, np.where(waits, 0.0, 12 * deemed))
    for which, flow in EVENT.items():
        book.add(flow, batch[(way == which) & regular])
    book.add("illness_benefit_new", batch[kind >= BENEFIT])
    book.add("illness_partial_new", batch[kind == PARTIAL])
    book.add("illness_limited_new", batch[kind == LIMITED])
    count_early(lives, y, m, done, absolute, balance * inverse, balance, year_base)
    count_leavers(lives, y, m.only(at), a, z)

    base, further, start = y.limited
    months = base + further * np.maximum(0.0, np.floor(a + v + 1e-9) + 1 - start)
    new = pension.pensioners(
        len(at), g=m.g[at], kind=kind, birth=m.birth[at], month=m.month[at], batch=batch, statutory=m.statutory[at],
        awarded=absolute, p=basic + now, p_tr=now, y=a + v, k=k, b=left, waiting=np.where(kind == PARTIAL, transitional, 0.0),
        owed=np.where(kind == LIMITED, basic * np.maximum(0.0, months - rest), 0.0))
    lives.pensioners.add(new)


def count_leavers(lives, y, who, a, z):
    """What the cell formula of the transitional pension would use (A4), to be compared with the own amounts."""
    year = y.t - lives.rules.base_year
    lives.deemed_price[year] = y.transitional_rate * y.city
    own = np.divide(z, a, out=np.ones_like(a), where=a > 0)
    cell = (who.g * lives.rules.last_year + who.birth)[who.middle]
    for column, values in enumerate((a, z, who.v, who.v * own, np.ones(len(a)))):
        sums = np.bincount(cell, values[who.middle], 5 * lives.rules.last_year)
        lives.leavers[year, :, :, column] += sums.reshape(5, -1)


def count_early(lives, y, m, done, absolute, k, balance, year_base):
    """A9: months before the statutory month, contributions not paid in them, what the higher divisor takes."""
    book, at = lives.book, done.retired
    months = np.maximum(0, m.statutory[at] - absolute)
    paid = done.whole * y.density * y.collection * (y.employer + y.member)[m.g[at]]
    lost = months / 12 * year_base[at] * paid
    statutory = absolute + months
    age = statutory - 12 * m.birth[at] - m.month[at]
    effect = np.where(done.kind >= PARTIAL, 0.0, k - balance / lives.rules.divisor_of(statutory, age))
    for way, name in GAINED.items():
        here = (done.way == way) & (done.kind != LIMITED)
        batch = m.batch[at[here]]
        book.add(f"months_gained_{name}", batch, months[here].astype(float))
        book.add(f"contributions_lost_{name}", batch, lost[here])
        book.add(f"divisor_effect_{name}", batch, effect[here])


def refund_leavers(lives, m, at):
    """Short of years and gone on 31 December with the account (M5.4)."""
    lives.book.add("left_with_refund", m.batch[at])
    for flow in ("account_refunds", "account_refunded"):
        lives.book.add(flow, m.batch[at], m.b[at])


def buy_in(lives, y, m, at, minimum, loan):
    """A7: the missing years bought on 31 December, first paid in January."""
    book, batch = lives.book, m.batch[at]
    missing = np.maximum(0.0, minimum - m.a[at] - m.v[at])
    money = missing * y.buy_base
    book.add("contributions_makeup", batch, money * y.buy_rate)
    book.add("account_credited", batch, money * y.buy_credit)
    book.add("loans_granted", batch[loan], (money * y.buy_rate)[loan])
    book.add("retired_with_loan", batch[loan])
    a, v, z = m.a[at] + missing, m.v[at], m.z[at] + y.buy_index * missing
    basic, transitional = entitlements(y, a, v, z)
    balance = m.b[at] + money * y.buy_credit
    december = np.full(len(at), 12 * y.t + 11)
    k = balance / lives.rules.divisor_of(december, december - 12 * m.birth[at] - m.month[at])
    book.add("retired_statutory", batch)
    book.add("new_award_pension", batch, basic + transitional + k)
    book.add("award_basic", batch, basic)
    book.add("award_account", batch, k)
    book.add("award_transitional", batch, transitional)
    lives.pensioners.add(pension.pensioners(
        len(at), g=m.g[at], kind=np.full(len(at), RETIRED), birth=m.birth[at], month=m.month[at], batch=batch,
        statutory=m.statutory[at], awarded=december, p=basic + transitional, p_tr=transitional, y=a + v, k=k, b=balance))
