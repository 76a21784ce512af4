"""What is altered and who may notice: an area is a part of the program with the tests that hold it."""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Area:
    name: str
    title: str         # of the report
    told: str          # where the errors stand, in words
    files: tuple       # patterns of the files that are altered
    trial: tuple       # files that together instantiate every template of those: what does not compile shows here first
    stages: tuple      # (what the report calls it, how it is run, program); cheapest first
    report: str        # of the shipped page
    size: int          # of the sample


MEMBERSHIP = Area(
    name="membership",
    title="Mutation check of the membership models",
    told="`models/membership`, `models/benefit` or `models/contribution`",
    files=("models/membership/*", "models/benefit/*", "models/contribution/*"),
    trial=("sim/engine/kernel/member_steps.cpp", "sim/engine/kernel/award_steps.cpp",
           "sim/engine/kernel/pensioner_steps.cpp", "sim/engine/kernel/entry_steps.cpp", "sim/engine/life.cpp",
           "tests/models/membership/year_step_test.cpp", "tests/models/contribution/account_test.cpp",
           "tests/models/benefit/award_test.cpp"),
    stages=(("tests of the models", "gtest", "model_tests"), ("hand cases", "members by hand", "hand_case"),
            ("published figures", "gtest", "published_tests"), ("stage 1", "gtest", "sim_tests"),
            ("reference", "stage 1", "ballast"), ("properties", "gtest", "property_tests")),
    report="docs/mutation.md",
    size=260)

FUTURES = Area(
    name="futures",
    title="Mutation check of the futures",
    told="what draws futures (`models/uncertainty`, `sim/futures`) or tells what they say together "
         "(`models/measures/distribution`, `sim/studies/ensemble*`, and what keeps their values)",
    files=("models/uncertainty/*", "models/measures/distribution.*", "sim/futures/*", "sim/studies/ensemble*",
           "sim/studies/future_values.*", "sim/studies/stored_futures.*"),
    trial=(),
    stages=(("tests of chance", "gtest", "chance_tests"), ("ensembles", "gtest", "ensemble_tests"),
            ("reference", "futures", "compare_futures"), ("command line", "gtest", "verb_tests")),
    report="docs/mutation-futures.md",
    size=200)

SUBSIDIES = Area(
    name="subsidies",
    title="Mutation check of who pays",
    told="what settles a year between treasuries (`models/budget`, `models/subsidy`, `models/fund`, `sim/engine/fiscal*`), "
         "what is told of it (`models/measures`, `sim/engine/indicators`) or asks for it again (`sim/studies`: cliffs, "
         "comparisons of rules, budgets, marginal costs, ratchets, targets)",
    files=("models/budget/*", "models/subsidy/*", "models/fund/*", "models/measures/catalogue.*",
           "models/measures/flows.*", "sim/engine/fiscal*", "sim/engine/indicators.*", "sim/studies/budget_draft.*",
           "sim/studies/cliff.*", "sim/studies/fiscal_case.*", "sim/studies/marginal_cost.*", "sim/studies/ratchet.*",
           "sim/studies/rule_comparison.*", "sim/studies/targets.*"),
    trial=(),
    stages=(("tests of the models", "gtest", "settlement_tests"), ("hand cases", "money by hand", "hand_case"),
            ("published figures", "gtest", "fiscal_published_tests"), ("stage 2", "gtest", "fiscal_tests"),
            ("clauses", "gtest", "clause_tests"), ("properties", "gtest", "fiscal_property_tests"),
            ("reference", "stage 2", "ballast"), ("command line", "gtest", "fiscal_verb_tests")),
    report="docs/mutation-subsidies.md",
    size=240)

AREAS = {area.name: area for area in (MEMBERSHIP, FUTURES, SUBSIDIES)}
