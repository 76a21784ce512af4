"""F29, F30 of docs/equations.md: rewards, which treasuries pay outside the fund."""

from money import portion, split


def score(rules, unit, heads):
    """F29: the merit of last year; heads are the contributors of 31 December a year ago and two years ago."""
    last = unit.last
    if last.on_time < portion(last.owed, rules.rate("reward.on_time_least")):
        return 0.0
    completion = min(1.0, last.contributions / last.plan_income) if last.plan_income > 0 else 0.0
    tolerated = rules.rate("reward.execution_tolerance") * last.budget_expenditure
    off = abs(last.expenditure - last.budget_expenditure)
    execution = max(0.0, 1 - off / tolerated) if tolerated > 0 else 0.0
    coverage = 0.0
    if heads[1] > 0:
        coverage = min(max((heads[0] / heads[1] - 1) / rules.rate("reward.coverage_target"), 0.0), 1.0)
    return (rules.rate("reward.weight_completion") * completion + rules.rate("reward.weight_execution") * execution
            + rules.rate("reward.weight_coverage") * coverage)


def contributors(unit, t):
    """Insured contributors of 31 December; none known before the base year."""
    if t < unit.flows.base_year:
        return 0.0
    return unit.flows.head("contributing_end", t) + unit.flows.head("suspended_end", t)


def county(rules, c, unit):
    """F30: the unit's own reward."""
    earned = portion(unit.last.plan_income, rules.rate("reward.county_completion", c))
    return portion(unit.last.contributions, rules.rate("reward.county_rate", c)) * (unit.last.contributions >= earned)


def reward(rules, units, rows):
    """F29, F30 into the rows of the year, before anything of it is remembered."""
    weights = []
    for c, (unit, row) in enumerate(zip(units, rows)):
        row["reward_score"] = score(rules, unit, [contributors(unit, rules.t - n) for n in (1, 2)])
        row["reward_county"] = county(rules, c, unit)
        weights.append(round(1e9 * row["reward_score"] * rules.rate("reward.unit_weight", c)))
    for row, amount in zip(rows, split(rules.amount("reward.city_pool"), weights)):
        row["reward_city"] = amount
