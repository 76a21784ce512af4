"""Who comes in and who moves: entry by stream, transfers, reclassification (M3 of docs/equations.md)."""

import numpy as np

from rules import AGES, EMPLOYEE_STREAMS, FLEXIBLE_STREAMS, SEX_OF, STREAMS, mean_clamped

HARDSHIP = STREAMS.index("hardship")
MEN, CADRES, WORKERS, MEN_FLEXIBLE, WOMEN_FLEXIBLE = range(5)


def insured(lives, y, m, alive):
    """M3.1: living insured by batch, sex and age."""
    p, batches = lives.pensioners, lives.batches
    total = np.zeros(batches * 2 * AGES)
    for who, here in ((m, alive), (p, np.ones(len(p), bool))):
        x = np.minimum(y.t - who.birth[here], AGES - 1)
        total += np.bincount((who.batch[here] * 2 + SEX_OF[who.g[here]]) * AGES + x, minlength=batches * 2 * AGES)
    return total.reshape(batches, 2, AGES)


def whole(expected, rng):
    """Whole persons with these expectations."""
    floor = np.floor(expected)
    return (floor + (rng.random(expected.shape) < expected - floor)).astype(np.int64)


def entrants(lives, y, m, alive):
    """M3.2-M3.5, M3.7: new members of the year, half a year paid."""
    rules, rng = lives.rules, lives.rng
    free = rules.pool(y.t) / lives.batches - insured(lives, y, m, alive)
    ages = np.arange(AGES)
    allowed = (ages >= y.entry_ages[0]) & (ages <= y.entry_ages[1])
    lives.book.row("entrants_clipped")[:] += (np.maximum(0.0, -free) * allowed).sum(axis=(1, 2))
    rate = np.minimum(1.0, y.join[:, None] * rules.profile)[:, None, :].repeat(2, axis=1) * allowed  # stream, sex, age
    for sex in (0, 1):
        rate[HARDSHIP, sex, ages < y.hardship_age[sex]] = 0.0
    total = rate.sum(axis=0)
    rate /= np.maximum(1.0, total)
    parts = []
    for j, stream in enumerate(STREAMS):
        if rate[j].any():
            heads = whole(np.maximum(0.0, free) * rate[j], rng)
            newcomers = enrol(lives, y, heads, stream)
            lives.book.add(f"entrants_{stream}", newcomers["batch"])
            if stream == "hardship":
                lives.book.add("entrants_hardship_all", newcomers["batch"])
            n = len(newcomers["g"])
            pays = rng.random(n) < y.retention[j]
            level = levels(y, j)[newcomers["g"]]
            parts.append(lives._persons(**newcomers, pays=pays, level=level))
    arrivals = transferred_in(lives, y)
    if arrivals is not None:
        parts.append(arrivals)
    if not parts:
        return []
    people = parts[0]
    for part in parts[1:]:
        people.add(part)
    people.standing = rng.random(len(people))
    lives.book.add("entrants", people.batch[people.a == 0])
    return people


def levels(y, j):
    """M3.7: level of a stream's entrants by category."""
    level = np.ones(5)
    if STREAMS[j] in EMPLOYEE_STREAMS:
        for g in range(3):
            level[g] = mean_clamped(y.level[j] * y.ratio[g], y.sigma, y.floor, y.ceiling) / y.mean_index[g]
    else:
        level[3:] = np.clip(y.level[j] * y.flexible_mean, y.floor, y.ceiling) / y.flexible_mean
    return level


def enrol(lives, y, heads, stream):
    """M3.4: heads [batch, sex, age] as persons with their category; those past the age of both do not enrol."""
    rng = lives.rng
    batch, sex, x = (np.repeat(i, heads.ravel()) for i in np.indices(heads.shape).reshape(3, -1))
    flexible = np.where(sex == 0, MEN_FLEXIBLE, WOMEN_FLEXIBLE)
    g = flexible
    if stream not in FLEXIBLE_STREAMS:
        g = np.where(sex == 0, MEN, np.where(rng.random(len(sex)) < y.cadre, CADRES, WORKERS))
    birth = y.t - x
    calendar = lives.rules.calendar
    g = np.where(calendar.cohort_year(g, birth) > y.t, g, flexible)
    may = calendar.cohort_year(g, birth) > y.t
    return {"g": g[may], "birth": birth[may], "batch": batch[may]}


def transferred_in(lives, y):
    """M3.8: homecomers with their record."""
    k = lambda part, default=0.0: lives.rules.knob(f"transfer.{part}", y.t, default)
    if not k("in_rate") > 0:
        return None
    rng, rules = lives.rng, lives.rules
    ages = np.arange(AGES)
    allowed = (ages >= k("in_from")) & (ages <= k("in_to"))
    expected = k("in_rate") * rules.pool(y.t) * allowed / lives.batches
    parts = []
    for stream, share in (("private", 1 - k("in_flexible")), ("flexible", k("in_flexible"))):
        heads = whole(np.repeat((share * expected)[None], lives.batches, axis=0), rng)
        who = enrol(lives, y, heads, stream)
        n, years = len(who["g"]), k("in_years")
        base = k("in_account") * y.reference * 12 * y.buy_credit
        z = np.full(n, years * k("in_index"))
        parts.append(lives._persons(**who, a=np.full(n, years), z=z, b=z * base))
    people = parts[0]
    people.add(parts[1])
    lives.book.add("transferred_in", people.batch)
    lives.book.add("transfers_in", people.batch, people.b * (1 + k("pooled_per_account")))
    lives.book.add("account_credited", people.batch, people.b)
    return people


def transferred_out(lives, y, x, dies):
    """M3.10: who leaves for another region; the account goes along (booked with the dead's accounts in `retire`)."""
    k = lambda part, default=0.0: lives.rules.knob(f"transfer.{part}", y.t, default)
    n = len(x)
    if not k("out_rate") > 0:
        return np.zeros(n, bool)
    return ~dies & (x < k("out_before")) & (lives.rng.random(n) < k("out_rate"))


def reclassify(lives, y, x, stays):
    """M3.9: employees enrolled as flexible become employees for good."""
    k = lambda part, default=0.0: lives.rules.knob(f"enforcement.{part}", y.t, default)
    if not k("reclassified") > 0:
        return
    m, rng = lives.members, lives.rng
    chosen = stays & (m.g >= 3)
    chosen[chosen] = rng.random(chosen.sum()) < k("reclassified")
    at = np.nonzero(chosen)[0]
    g = np.where(SEX_OF[m.g[at]] == 0, MEN, np.where(rng.random(len(at)) < y.cadre, CADRES, WORKERS))
    may = lives.rules.calendar.cohort_year(g, m.birth[at]) > y.t
    at, g = at[may], g[may]
    m.g[at], m.level[at] = g, k("reclassified_level", 1.0)
    lives.book.add("reclassified", m.batch[at])
    if len(at):
        moved = m.only(at)
        lives.set_calendar(moved)
        m.statutory[at], m.option[at], m.due[at] = moved.statutory, moved.option, moved.due
