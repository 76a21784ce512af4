"""The cases in which single lives and the program are compared. The program refuses a knob that it does not know."""

CHANNELS = [
    ("retirement.special_share_male", 0.3), ("retirement.special_share_female", 0.25), ("retirement.early_illness", 3.0),
    ("retirement.limited_share", 1.0), ("retirement.irregular_hazard_male", 0.01), ("retirement.irregular_hazard_female", 0.01), ("retirement.flexible_early", 0.5), ("retirement.flexible_late", 0.0),
    ("retirement.short_leave", 0.5), ("contribution.density", 0.85), ("contribution.collection_rate", 0.8),
    ("contribution.turnover", 0.4), ("contribution.declared_share", 0.6), ("contribution.wage_sigma", 0.8),
    ("contribution.arrears_recovery", 0.3), ("population.net_migration", 0.004), ("benefit.city_base_ratio", 0.8),
    ("transfer.in_rate", 0.002), ("transfer.out_rate", 0.01),
    ("enforcement.reclassified", 0.01), ("false_claims.share", 0.05), ("audit.recovered_share", 0.3),
    ("stream.level_migrant", 0.7), ("stream.level_self_employed", 1.4), ("stream.retention_migrant", 0.6),
]
LATE = [("retirement.flexible_early", 0.0), ("retirement.flexible_late", 0.4), ("retirement.early_illness", 2.0),
        ("contribution.density", 0.9), ("stream.level_private", 1.3), ("stream.retention_private", 0.8)]
# Both choices at once, and loans.
CHOICES = [("retirement.flexible_early", 0.5), ("retirement.flexible_late", 0.2), ("hardship.loan_share", 0.5)]
ONLY_NEW = [("flexible_early", "2025-01"), ("flexible_late", "2025-01")]


def changes(pairs):
    """[[change]] tables in TOML; a knob that is named twice has its last value."""
    starts = dict(ONLY_NEW)
    text = ""
    for key, value in dict(pairs).items():
        start = starts.get(key.split(".")[1], "2016-01")
        text += f'\n[[change]]\nknob = "{key}"\nvalue = {value}\nfrom = "{start}"\nwhy = "test"\n'
    return text


PUBLISHED = """
[[change]]
knob = "benefit.increase_form"
value = "published"
from = "2030-01"
to = "2031-01"
why = "test"
"""
PUBLISHED_AMOUNTS = [("benefit.published_fixed", 40.0), ("benefit.published_per_year", 2.0),
                     ("benefit.published_own_share", 0.01), ("benefit.published_tilt", 25.0)]
SPREAD = """
[[late_retirement]]
months = 6
share = 0.3
status = "assumed"
source = "test"

[[late_retirement]]
months = 17
share = 0.3
status = "assumed"
source = "test"

[[late_retirement]]
months = 36
share = 0.4
status = "assumed"
source = "test"
"""


def assumptions(data):
    """Another assumptions file beside the shipped one: late retirement spread over three delays."""
    folder = data / "scenarios" / "assumptions"
    (folder / "spread.toml").write_text((folder / "central.toml").read_text(encoding="utf-8") + SPREAD, encoding="utf-8")


def cases():
    """{name: (assumptions, changes)}."""
    return {"enacted": ("central", ""),
            "channels": ("central", changes(CHANNELS + PUBLISHED_AMOUNTS) + PUBLISHED),
            "late": ("spread", changes(LATE)),
            "choices": ("spread", changes(CHANNELS + CHOICES))}


DEFAULT = ("enacted", "channels", "late", "choices")
