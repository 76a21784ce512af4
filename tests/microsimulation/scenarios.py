"""The cases in which single lives and the program are compared."""

# Some knobs exist only from a certain version on: a change of an unknown knob is left out.
CHANNELS = [
    ("retirement.special_share_male", 0.3), ("retirement.special_share_female", 0.25), ("retirement.early_illness", 3.0),
    ("retirement.irregular_hazard_male", 0.01), ("retirement.irregular_hazard_female", 0.01), ("retirement.flexible_early", 0.5), ("retirement.flexible_late", 0.2),
    ("retirement.short_extend", 0.5), ("retirement.short_leave", 0.5), ("contribution.density", 0.85), ("contribution.collection_rate", 0.8),
    ("contribution.turnover", 0.4), ("contribution.declared_share", 0.6), ("contribution.wage_sigma", 0.8),
    ("contribution.arrears_recovery", 0.3), ("population.net_migration", 0.004), ("benefit.city_base_ratio", 0.8),
    ("hardship.loan_share", 0.5), ("transfer.in_rate", 0.002), ("transfer.out_rate", 0.01),
    ("enforcement.reclassified", 0.01), ("false_claims.share", 0.05), ("audit.recovered_share", 0.3),
    ("stream.level_migrant", 0.7), ("stream.level_self_employed", 1.4), ("stream.retention_migrant", 0.6),
]
ONLY_NEW = [("flexible_early", "2025-01"), ("flexible_late", "2025-01")]


def changes(pairs, known):
    """[[change]] tables in TOML of those knobs that the law knows."""
    starts = dict(ONLY_NEW)
    text = ""
    for key, value in pairs:
        if key in known:
            start = starts.get(key.split(".")[1], "2016-01")
            text += f'\n[[change]]\nknob = "{key}"\nvalue = {value}\nfrom = "{start}"\nwhy = "test"\n'
    return text


def cases(known):
    return {"enacted": "", "channels": changes(CHANNELS, known)}
