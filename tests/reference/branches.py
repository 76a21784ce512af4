"""Which switches and branches of stage 2 were at work in a settled case."""

from books import CITY_LEVEL
from money import portion
from planning import special_limits
from rules import millionths

SWITCHES = {
    "fiscal.regime": ("city_2016", "provincial", "national"),
    "fiscal.short_rule": ("full", "within_short_first", "within_over_first", "within_pro_rata"),
    "fiscal.pool_topup": ("none", "residual"), "fiscal.limited_pool": ("pro_rata", "priority"),
    "fiscal.unpaid": ("lapse", "carry"), "fiscal.over_excludes": ("none", "increases"),
    "subsidy.rule": ("share_of_gap", "fixed_adjustment_special"),
    "subsidy.adjustment_basis": ("surviving_stock", "first_year_flow", "rolled"),
    "subsidy.ratio_basis": ("insured", "payers"), "subsidy.ratio_lag": ("1", "0"),
    "subsidy.ratio_date": ("year_end", "year_mean"), "subsidy.tier_reading": ("steps", "linear"),
    "special.lag": ("1", "0"), "plan.method": ("projection", "growth", "trend", "capacity")}
# Of a year of a unit, and below of the pool: at work?
OF_UNIT = {
    "interest on less than nothing": lambda y: 2 * y["opening"] + y["bal"] - y["interest"] < 0,
    "plan short within tolerance": lambda y: y["plan_income"] > y["contributions"] and y["short"] == 0,
    "plan short by just what is tolerated": lambda y: y["plan_income"] - y["contributions"] == y["tolerated"] > 0,
    "budget over within tolerance": lambda y: y["over"] == 0 < y["beyond_budget"] - y["excluded"],
    "over excluded": lambda y: 0 < y["excluded"] and y["beyond_budget"] > 0,
    "over, all of it excluded": lambda y: 0 < y["beyond_budget"] <= y["excluded"],
    "short owed beyond the need": lambda y: y["owed"] > y["gap_short"],
    "short and over beyond the need": lambda y: min(y["short"], y["over"]) > 0 < y["need"] < y["short"] + y["over"],
    "all three causes of the need": lambda y: min(y["gap_short"], y["gap_over"], y["gap_structural"]) > 0,
    "reserve floor binding": lambda y: 0 < y["reserve_floor"] and y["usable"] == y["opening"] - y["reserve_floor"]
    and 0 < y["usable"] == y["from_balance"],
    "reserve floor above the balance": lambda y: y["reserve_floor"] > y["opening"] > 0 == y["usable"] < y["need"],
    "balance share binding": lambda y: y["usable"] < y["opening"] - y["reserve_floor"]
    and 0 < y["usable"] == y["from_balance"],
    "balance pays for over": lambda y: y["from_balance_over"] > 0,
    "treasury pays for over": lambda y: y["treasury_over"] > 0,
    "receivable brought forward": lambda y: y["brought_forward"] > 0,
    "withheld in full": lambda y: y["withheld"] == y["late"] > 0,
    "withheld capped by settlement": lambda y: 0 < y["withheld"] < y["late"],
    "withheld of the city's own unit": lambda y: y["withheld"] > 0 and y["name"].endswith(CITY_LEVEL),
    "advance": lambda y: y["advance"] > 0,
    "advance repaid": lambda y: y["advance_repaid"] > 0,
    "advance repaid in part": lambda y: y["advance_repaid"] > 0 < y["advances_outstanding"],
    "benefit arrears": lambda y: y["arrears_new"] > 0,
    "arrears paid back": lambda y: y["arrears_paid"] > 0,
    "arrears paid, then advances": lambda y: min(y["arrears_paid"], y["advance_repaid"]) > 0,
    "deficit budget named": lambda y: y["budget_lacking"] > 0,
    "cap of the treasury wide enough": lambda y: y["capped"] and y["budget_lacking"] == 0 < y["ex_ante_gap"],
    "unpaid carried": lambda y: y["carried"] > 0 and not y["unified"],
    "unpaid lapses under unified payment": lambda y: y["carried"] > 0 and y["unified"],
    "adjustment rolled on": lambda y: y["basis"] == "rolled" and y["due"]["adjustment"] > 0,
    "fixed subsidy grows": lambda y: y["index"] != 0 < y["due"]["fixed"],
    "tier by exact bound": lambda y: y["exact"],
    "special by merit": lambda y: y["special"] == "merit",
    "cap share of special binding": lambda y: y["special"] == "share",
    "cap amount of special binding": lambda y: y["special"] == "amount",
    "special agrees with the year itself": lambda y: y["lag"] == "0" and y["due"]["special"] > 0 < y["treasury"],
    "special of the year itself, top-up": lambda y: y["lag"] == "0" and y["due"]["special"] > 0 < y["pool_topup"],
    "special of the year itself, cut": lambda y: y["lag"] == "0" and y["due"]["special"] > y["paid"]["special"],
    "central net negative": lambda y: y["central_net"] < 0,
    "central net positive": lambda y: y["central_net"] > 0,
    "surplus goes up": lambda y: y["unified_surplus"] > 0,
    "old balance used under unified payment": lambda y: y["unified"] and y["from_balance"] > 0,
    "old balance stays under unified payment": lambda y: y["unified"] and y["closing"] > 0 < y["unified_surplus"],
    "local share of a gap": lambda y: y["unified"] and y["pool_topup"] > 0 < y["treasury_structural"],
    "advance under unified payment": lambda y: y["unified"] and y["advance"] > 0,
    "unified payment ends": lambda y: y["ended"],
    "no score for late money": lambda y: y["last"].on_time < portion(y["last"].owed, y["least"]),
    "city reward": lambda y: y["reward_city"] > 0,
    "county reward": lambda y: y["reward_county"] > 0,
    "county reward missed": lambda y: y["missed"]}
OF_POOL = {
    "pool short, pro rata": lambda y: y["short"] and y["limited"] == "pro_rata",
    "pool short, priority": lambda y: y["short"] and y["limited"] == "priority",
    "pool empty, something claimed": lambda y: y["short"] and y["available"] == 0,
    "top-up in full": lambda y: not y["unified"] and 0 < y["given"] == y["gaps"],
    "top-up rationed": lambda y: not y["unified"] and 0 < y["given"] < y["gaps"] and y["residual"],
    "advance rationed": lambda y: 0 < y["advances"] < y["lacking"],
    "levies": lambda y: y["levies"] > 0,
    "backing": lambda y: y["backing"] > 0,
    "surplus passed up": lambda y: y["passed_up"] > 0}


def expected():
    return [*(f"{key} {value}" for key, values in SWITCHES.items() for value in values), *OF_UNIT, *OF_POOL]


def worked(city):
    """Names of all that was at work in any year."""
    found = set()
    for t, rows in city.rows.items():
        rules = city.rules[t]
        found |= {f"{key} {rules.choice(key)}" for key in SWITCHES if key == "fiscal.regime" or not rules.unified}
        years = [of_unit(city, rules, c, row) for c, row in enumerate(rows)]
        found |= {name for name, at_work in OF_UNIT.items() if any(map(at_work, years))}
        pool = of_pool(rules, rows, city.pools[t])
        found |= {name for name, at_work in OF_POOL.items() if at_work(pool)}
    return found


def of_unit(city, rules, c, row):
    """A row with what else the branches ask."""
    before = city.rows.get(rules.t - 1)
    used = row["from_balance_structural"] + row["from_balance_over"]
    earned = portion(row["last"].plan_income, rules.rate("reward.county_completion", c))
    return {**row, "name": city.inputs.units[c], "from_balance": used,
            "tolerated": portion(row["plan_income"], rules.rate("fiscal.short_tolerance")),
            "beyond_budget": row["expenditure"] - row["budget_expenditure"],
            "capped": rules.limits("fiscal.treasury_cap", c), "basis": rules.choice("subsidy.adjustment_basis"),
            "index": rules.rate("subsidy.fixed_index"), "exact": exact_tier(rules, city.units[c].flows),
            "special": binding(rules, row), "lag": rules.choice("special.lag"),
            "ended": bool(before) and before[c]["unified"] and not rules.unified,
            "least": rules.rate("reward.on_time_least"), "missed": row["last"].contributions < earned}


def exact_tier(rules, flows):
    """Whether last year's heads meet a bound of the steps to the millionth."""
    asked = {"subsidy.rule": "fixed_adjustment_special", "subsidy.tier_reading": "steps", "subsidy.ratio_lag": "1",
             "subsidy.ratio_basis": "insured"}
    if rules.unified or any(rules.choice(key) != value for key, value in asked.items()):
        return False
    head = lambda name: flows.head(name, rules.t - 1)
    heads, retirees = head("contributing_end") + head("suspended_end"), head("retired_end")
    return any(millionths(heads) * 10 ** 6 == millionths(bound) * millionths(retirees)
               for bound, _ in rules.inputs.law.tiers[:-1])


def binding(rules, row):
    """What sets the special subsidy of last year's merit: merit or a cap; None where nothing is paid."""
    if rules.choice("special.lag") == "0" or row["due"]["special"] == 0:
        return None
    limits = special_limits(rules, row["last"], row["last"].on_time)
    return min(limits, key=limits.get)


def of_pool(rules, rows, pool):
    """The pool's year with what else the branches ask."""
    total = lambda name: sum(row[name] for row in rows)
    claims = sum(sum(row["claims"].values()) for row in rows)
    return {**pool, "unified": rules.unified, "short": claims > pool["available"],
            "limited": rules.choice("fiscal.limited_pool"),
            "residual": rules.choice("fiscal.pool_topup") == "residual",
            "given": total("pool_topup"), "gaps": total("gap_structural"), "advances": total("advance"),
            "lacking": sum(max(0, -row["cash"]) for row in rows)}
