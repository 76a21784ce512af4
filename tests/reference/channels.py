"""Which switches and channels a scenario works: names counted over all scenarios, each must occur."""

import numpy as np

from inputs import STREAMS

SWITCHES = ["accrual_on due", "increase_split pool", "increase_form published", "hold_harmless off",
            "hold_harmless holds", "illness_benefit not from 2025", "started_year_counts false",
            "original ages with months", "late retirement rows", "flexible before 2025", "minimum years not the law's", "unit's own value",
            "ramp", "to",
            "middle of a year", "scale", "add", "grants date", "way extension", "way made up",
            *(f"retention below 1: {stream}" for stream in STREAMS)]

# A channel is at work when its flow is.
FLOWS = {
    "special": "retired_special", "illness retirement": "retired_illness", "irregular": "retired_irregular",
    "flexible early": "retired_flexible_early", "late": "retired_flexible_late", "statutory": "retired_statutory",
    "buying": "contributions_makeup", "leaving": "left_with_refund", "loan": "retired_with_loan",
    "transfers in": "transferred_in", "transfers out": "transferred_out", "reclassification": "reclassified",
    "false claims": "false_claims_paid", "false claims recovered": "false_claims_recovered",
    "waivers": "contributions_waived", "arrears": "arrears_stock", "arrears recovered": "contributions_arrears",
    "written off": "arrears_written_off", "audit": "audit_contributions", "illness (a)": "illness_benefit_to_retired",
    "illness (b)": "illness_partial_new", "illness (c)": "illness_limited_new",
    "illness (c) ended": "illness_limited_ended", "premium subsidy": "premium_subsidy",
    "clipped entry": "entrants_clipped",
    "exhausted accounts": "pension_account_from_pool"}


def knob_switches(inputs):
    """Names of what the knobs of a scenario switch."""
    k, years = inputs.knobs, range(inputs.base_year + 1, inputs.last_year + 1)
    base = lambda t: k.year("benefit.province_base", t)
    held = lambda t: k.year("benefit.hold_harmless", t) >= 0.5
    text = lambda key, name: (k.months[key] == name).any()
    found = {"accrual_on due": text("contribution.accrual_on", "due"),
             "increase_split pool": text("benefit.increase_split", "pool"),
             "increase_form published": text("benefit.increase_form", "published"),
             "hold_harmless off": (k.months["benefit.hold_harmless"] < 0.5).any(),
             "hold_harmless holds": any((base(t) < base(t - 1)).any() and held(t).all() for t in years),
             "illness_benefit not from 2025": any((k.year("retirement.illness_benefit", t) >= 0.5).any() != (t >= 2025)
                                                  for t in years),
             "started_year_counts false": not inputs.law.survivor["started_year_counts"],
             "original ages with months": any(r["original"] % 12 for r in inputs.law.statutory),
             "late retirement rows": bool(inputs.law.late),
             "flexible before 2025": (k.months["retirement.early_window"][:, :108] > 0).any(),
             "minimum years not the law's": inputs.top != 20,
             "unit's own value": any("unit" in c for c in inputs.changes),
             "ramp": any(c.get("ramp") for c in inputs.changes), "to": any("to" in c for c in inputs.changes),
             "middle of a year": any("-" in str(c.get("from", "")) for c in inputs.changes),
             "scale": any("scale" in c for c in inputs.changes), "add": any("add" in c for c in inputs.changes),
             "grants date": not np.array_equal(k.months["grants.income_based"][0, :80],
                                               np.arange(80) >= 68)}
    found |= {f"retention below 1: {key.rpartition('retention_')[2]}": (k.months[key] < 1).any()
              for key in k.months if key.startswith("stream.retention_")}
    return [name for name, here in found.items() if here]


def worked(inputs, flows, ways):
    """All switches and channels of one scenario; `flows` of the reference [path, unit, year], ways anybody has gone."""
    names = knob_switches(inputs) + [name for name, flow in FLOWS.items() if np.abs(flows[flow]).max() > 1e-6]
    names += [f"stream {f.removeprefix('entrants_')}" for f in flows
              if f.startswith("entrants_") and f != "entrants_clipped" and flows[f].max() > 1e-6]
    return names + [f"way {way}" for way in ways]
