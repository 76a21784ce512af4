"""C2-C4: individual accounts in payment; C1 stands with the members."""

import numpy as np

from year import over, ratio


def draw(b, k, payments, i, growth, lost):
    """C4 on balances and monthly pensions: (from account, from pool, closing, interest)."""
    have = b * growth
    used = np.minimum(have, k * (payments + lost))
    account = used * ratio(payments, payments + lost)
    closing = np.maximum(0, have - used)
    return account, k * payments - account, closing, closing + account - b


def year_of_payments(b, k, i, axes):
    """C3, C4 of those who live through the year: twelve payments."""
    i = over(i, *axes)
    return draw(b, k, np.full_like(i, 12.0), i, 1 + i, i * 66 / 12)


def year_of_death(b, k, i, months, axes):
    """C3, C4 of those who die: `months` payments in the mean."""
    i, months = over(i, *axes), over(months, *axes)
    lost = i / 12 / 12 * sum(n * (n - 1) / 2 for n in range(1, 13))
    return draw(b, k, months + 0 * i, i, 1 + i * months / 12, lost)
