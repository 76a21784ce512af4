"""F1-F3 of docs/equations.md: whole fen, rates as decimals of twelve places, shares by largest remainder."""

import functools
from fractions import Fraction

PLACES = 10 ** 12


def nearest(n, d):
    """n/d as a whole number, halves away from zero; d > 0."""
    whole = (2 * abs(n) + d) // (2 * d)
    return whole if n >= 0 else -whole


def fen(yuan):
    """F1: an amount in yuan as whole fen."""
    amount = Fraction(100.0 * yuan)
    return nearest(amount.numerator, amount.denominator)


@functools.lru_cache(4096)
def decimal(rate):
    """ρ of F2 in units of 10⁻¹²."""
    exact = Fraction(rate) * PLACES
    return nearest(exact.numerator, exact.denominator)


def portion(x, rate, divisor=1):
    """F2: that share of an amount."""
    return nearest(x * decimal(rate), PLACES * divisor)


def quotient(x, n, d):
    """F2: x·n/d."""
    return nearest(x * n, d)


def split(total, claims):
    """F3: `total` over the claims by largest remainder, ties to the earlier."""
    whole = sum(claims)
    if whole == 0:
        return [0] * len(claims)
    parts = [total * claim // whole for claim in claims]
    left = sorted(range(len(claims)), key=lambda i: (-(total * claims[i] % whole), i))
    for i in left[:total - sum(parts)]:
        parts[i] += 1
    return parts


def ration(have, claims):
    """F3: the claims, or what there is of them."""
    return list(claims) if sum(claims) <= have else split(have, claims)
