"""Files made by hand that carry a whole seal and yet are no results: each is refused, says which object is at fault, and
the program lives."""
import argparse
import hashlib
import json
import pathlib
import resource
import subprocess
import sys
import tempfile

import h5py
import numpy as np

MARK = b"ballast seal sha256:"


def sealed(path):
    """Sets the seal anew, as output/FORMAT.md says."""
    content = path.read_bytes()
    start = content.index(MARK) + len(MARK)
    digest = hashlib.sha256(content[:start] + b"0" * 64 + content[start + 64:]).hexdigest().encode()
    path.write_bytes(content[:start] + digest + content[start + 64:])


def replace(f, name, *arguments, **options):
    del f[name]
    f.create_dataset(name, *arguments, **options)


def huge(f):
    replace(f, "fund_balance", shape=(2**31, 2**31), dtype="f8", chunks=(1024, 1024))


def many_units(f):
    replace(f, "unit", shape=(2**40,), dtype=h5py.string_dtype(), chunks=(1024,))


def many_bookings(f):
    replace(f, "ledger/amount", shape=(2**50,), dtype="i8", chunks=(1024,))


def other_kind(f):
    f.attrs["filetype"] = "ballast budget"


def later_format(f):
    f.attrs["format_version"] = np.int32(99)


def texts_for_numbers(f):
    shape = f["fund_balance"].shape
    replace(f, "fund_balance", data=np.full(shape, "0", dtype=object), dtype=h5py.string_dtype())


def group_for_table(f):
    del f["fund_balance"]
    f.create_group("fund_balance")


def no_ledger(f):
    del f["ledger"]


def index_nowhere(f):
    f["ledger/debit"][0] = 10**6


def negative_unit(f):
    f["ledger/entry_unit"][0] = -1


def backwards(f):
    f.attrs["last_year"] = np.int32(1900)


def endless(f):
    f.attrs["last_year"] = np.int32(2**31 - 1)


def list_of_places(f):
    f.attrs["place"] = ["a", "b"]


def other_years(f):
    f["year"][0] = 1


def outside(f):
    f["inputs/file"][0] = "scenarios/../../outside"


def absolute(f):
    f["inputs/file"][0] = "/etc/outside"


def no_law(f):
    names = [name.decode() for name in f["inputs/file"][...]]
    for i, name in enumerate(names):
        if name.startswith("scenarios/law/"):
            f["inputs/file"][i] = f"scenarios/none/{i}"


def beyond_all_fen(f):
    f["diagnostics/ledger_residual"][...] = 1e300


def half_a_fen(f):
    f["diagnostics/ledger_residual"][...] = 0.5


def before_all_years(f):
    f.attrs["base_year"] = np.int32(-2**31)


def nameless(f):
    del f.attrs["case"]


def elsewhere(f):
    f.attrs["case"] = "../elsewhere"


def clears_the_screen(f):
    f.attrs["case"] = "a\x1b[2Jb"


def coloured_title(f):
    f.attrs["title"] = "a\x1b[31mb"


def coloured_set(f):
    f["inputs"].attrs["sets"] = "economy.inflation=0.02\x1b[31m"


def coloured_unit(f):
    f["unit_en"][0] = "City\x07 level"


def unknown_knob(f):
    f["inputs"].attrs["sets"] = "no.such=1"


#: verb, change, exit code, what the message names
def people_from_nowhere(f):
    """A hundred pensioners more in one unit, and in no sum."""
    f["retirees"][2, 1] += 100


def people_of_no_status(f):
    """A hundred insured more in a unit and in the city, who neither pay nor are suspended."""
    for row in (2, -1):
        f["contributors"][row, 1] += 100


def ratio_of_others(f):
    f["support_ratio"][2, 1] *= 1.01


def nobody_less_one(f):
    for row in (2, -1):
        f["early_illness"][row, 1] = -1


def balance_that_no_year_leaves(f):
    """Money that neither came in nor stays: in a unit, the city, the months it pays."""
    for row in (2, -1):
        f["fund_balance"][row, 1] += 1e6
        f["payable_months"][row, 1] = 12 * f["fund_balance"][row, 1] / f["expenditure"][row, 1]


def subsidy_of_no_kind(f):
    for row in (2, -1):
        f["subsidy_total"][row, 1] += 1e6


def gap_that_nobody_fills(f):
    for row in (2, -1):
        f["need"][row, 1] += 1e6


def treasury_that_forgets(f):
    """What was owed at the end of the year before is not owed any more: in a year after the first."""
    for row in (2, -1):
        for money in ("treasury", "treasury_on_time"):
            f[money][row, 2] += 1e6


def endless_money(f):
    f["expenditure"][2, 1] = np.inf


#: a whole form with numbers that no run could have answered
CONTRADICTIONS = [(people_from_nowhere, "retirees: 全市 2016: not the sum"), (people_of_no_status, "contributors: "),
                  (ratio_of_others, "retirees: "), (nobody_less_one, "early_illness: "),
                  (balance_that_no_year_leaves, "current_balance: "), (subsidy_of_no_kind, "subsidy_total: "),
                  (gap_that_nobody_fills, "need: "), (treasury_that_forgets, "treasury: "),
                  (endless_money, "expenditure: 开发区 2016: an infinite number")]

CASES = [("inspect", huge, 65, "fund_balance"), ("inspect", many_units, 65, "unit"),
         ("inspect", many_bookings, 65, "ledger/amount"), ("inspect", other_kind, 65, "filetype"),
         ("inspect", later_format, 65, "format_version"), ("inspect", texts_for_numbers, 65, "fund_balance"),
         ("inspect", group_for_table, 65, "fund_balance"), ("inspect", no_ledger, 65, "ledger"),
         ("inspect", index_nowhere, 65, "ledger"), ("inspect", negative_unit, 65, "ledger/entry_unit"),
         ("inspect", backwards, 65, "last_year"), ("inspect", endless, 65, "last_year"),
         ("inspect", list_of_places, 65, "place"), ("inspect", other_years, 65, "year"),
         ("rerun", outside, 65, "inputs/file"), ("rerun", absolute, 65, "inputs/file"),
         ("rerun", no_law, 65, "law"), ("rerun", unknown_knob, 65, "unknown_knob.h5: /inputs: "),
         ("inspect", clears_the_screen, 65, "case: not the name of a case"),
         ("validate-output", coloured_title, 65, "title: holds a control character"),
         ("inspect", coloured_set, 65, "inputs/sets: holds a control character"),
         ("inspect", coloured_unit, 65, "unit_en: holds a control character"),
         ("inspect", nameless, 65, "case: is missing"), ("inspect", elsewhere, 65, "case: not the name of a case"),
         ("validate-output", beyond_all_fen, 65, "fen"), ("validate-output", half_a_fen, 65, "fen"), ("inspect", before_all_years, 65, "last_year"),
         ("run baseline --reuse-flows", huge, 65, "fund_balance"),
         ("verify", outside, 65, "provenance/input_file"), ("validate-output", group_for_table, 65, "fund_balance"),
         *(("validate-output", wrong, 65, said) for wrong, said in CONTRADICTIONS)]


def too_many_paths(f):
    f.attrs["paths"] = np.int32(2**31 - 1)


def overstated_draws(f):
    paths = 900_000
    f.attrs["paths"] = np.int32(paths)
    replace(f, "path", data=np.arange(paths, dtype="i4"), compression=1)
    replace(f, "draws/treasury", shape=(paths, *f["treasury"].shape), dtype="f4", chunks=(64, *f["treasury"].shape))


def draws_of_other_axes(f):
    replace(f, "draws/treasury", data=f["draws/treasury"][:, :, 1:])


def other_calls(f):
    f["ensemble_events/calls"][2, -1] *= 1.5


def other_future_flow(f):
    f["ensemble_flows/contributions_unit"][3, 1, -2] += 1


def half_called(f):
    f["ensemble_events/called"][0, 0, 0] = 0.5


def used_up_after_all_years(f):
    f["ensemble_events/used_up_in"][0, 0] = 2999


def endless_calls(f):
    f["ensemble_events/calls"][0, 0] = np.inf


def others_than_counted(f):
    f["path"][0] = 7


def fewer_asked(f):
    f.attrs["asked"] = np.int32(1)


def error_below_nothing(f):
    f["diagnostics/monte_carlo_error/treasury_mean_error"][0, -1] = -1


def median_above_all(f):
    f["treasury_quantile"][4, 0, -1] = 1e15


def more_than_all_units(f):
    f["called_units"][0, -1] = 0.9


def never_beside_first_calls(f):
    f["never_called"][0] = 1 - f["never_called"][0] / 2


def less_used_up(f):
    f["depleted_by"][0, -2:] = [0.9, 0.1]


def calls_out_of_order(f):
    f["calls_quantile"][4, 0] = 1e15


def tail_below_its_begin(f):
    f["treasury_tail_mean"][0, -1] = f["treasury_quantile"][7, 0, -1] / 2 - 1


def calls_tail_below_its_begin(f):
    f["calls_tail_mean"][0] = 0


def mean_of_no_draws(f):
    f["treasury"][0, -1] *= 1 + 1e-5


def other_draw(f):
    f["draws/treasury"][3, 0, -1] = 1e12


def calls_of_no_draws(f):
    f["calls"][0] *= 1 + 1e-6


def half_known(f):
    f["treasury_quantile"][4, 0, -1] = np.nan


def calls_half_known(f):
    f["calls_quantile"][4, 0] = np.nan


def need_without_error(f):
    del f["diagnostics/monte_carlo_error/in_need_error"]


def endless_mean(f):
    f["treasury"][0, -1] = np.inf


def first_without_call(f):
    f["called"][0, :] = 0


def others_than_seen(f):
    f["in_need"][0, -1] = 1 - f["in_need"][0, -1] / 2


def never_known_too_well(f):
    f["diagnostics/monte_carlo_error/never_called_error"][0] = -1


def endless_draw(f):
    f["draws/treasury"][0, 0, -1] = np.inf


def no_events(f):
    del f["never_called"]


def other_levels(f):
    f["quantile"][0] = 0.3


def calls_in_fen(f):
    f["calls"].attrs["units"] = "fen"


def worst_in_percent(f):
    f["diagnostics/futures/persons_residual"].attrs["units"] = "%"


def endless_years(f):
    f.attrs["first_uncertain_year"] = np.int32(2**31 - 1)


def shares_beyond_all(f):
    f["first_call"][0, 0] = 1e300


def never_more_than_all(f):
    f["never_called"][0] = 1.5


def negative_seed(f):
    f.attrs["seed"] = np.int64(-1)


def unknown_sampling(f):
    f.attrs["sampling"] = "loaded dice"


def overstated_flows(f):
    units, years = f["ensemble_flows/member"].shape[0], f["year"].shape[0]
    replace(f, "ensemble_flows/contributions_unit", shape=(8, units, years), dtype="f8", chunks=(8, units, years))


def endless_flow(f):
    f["ensemble_flows/contributions_unit"][2, 0, 1] = 2**62


def flow_below_nothing(f):
    f["ensemble_flows/pension_basic"][2, 0, 1] = -100


def no_number(f):
    f["ensemble_flows/retired_end"][1, 2, 1] = np.nan


def texts_for_flows(f):
    flows = f["ensemble_flows/retired_end"]
    replace(f, "ensemble_flows/retired_end", data=np.full(flows.shape, b"many"))


def units_in_other_order(f):
    f["ensemble_flows/member"][...] = f["ensemble_flows/member"][...][::-1]


REUSE = "ensemble baseline --horizon 2027 --reuse-flows"

#: the same of an ensemble's file
ENSEMBLE_CASES = [("inspect", too_many_paths, 65, "path"), ("rerun", overstated_draws, 65, "draws/treasury"),
                  ("rerun", draws_of_other_axes, 65, "draws/treasury"), ("inspect", no_events, 65, "never_called"),
                  *(("rerun", wrong, 65, "ensemble_events") for wrong in (half_called, used_up_after_all_years, endless_calls)),
                  *(("validate-output", wrong, 65, "ensemble_events") for wrong in (half_called, used_up_after_all_years, endless_calls)),
                  ("validate-output", others_than_counted, 65, "path: not 0, 1, 2"), ("validate-output", fewer_asked, 65, "asked: "),
                  ("validate-output", error_below_nothing, 65, "treasury_mean_error: an error below zero"),
                  ("validate-output", median_above_all, 65, "treasury_quantile: "),
                  ("validate-output", more_than_all_units, 65, "called_units: "),
                  ("validate-output", never_beside_first_calls, 65, "first_call: "),
                  ("validate-output", less_used_up, 65, "depleted_by: "), ("validate-output", endless_draw, 65, "draws/treasury: "),
                  ("validate-output", calls_out_of_order, 65, "calls_quantile: "), ("validate-output", endless_mean, 65, "treasury: an infinite"),
                  ("validate-output", half_known, 65, "treasury_quantile: missing"),
                  ("validate-output", tail_below_its_begin, 65, "treasury_tail_mean: below"),
                  ("validate-output", calls_tail_below_its_begin, 65, "calls_tail_mean: below"),
                  ("validate-output", mean_of_no_draws, 65, "draws/treasury: not the futures"),
                  ("validate-output", other_draw, 65, "draws/treasury: not the futures"),
                  ("validate-output", calls_of_no_draws, 65, "calls: not what the single futures saw"),
                  ("validate-output", calls_half_known, 65, "calls_quantile: missing"),
                  ("validate-output", need_without_error, 65, "in_need_error"),
                  ("validate-output", first_without_call, 65, "first_call: more than"), ("validate-output", others_than_seen, 65, "in_need: not what"),
                  ("validate-output", never_known_too_well, 65, "never_called_error: an error below zero"),
                  ("inspect", other_levels, 65, "quantile"), ("inspect", negative_seed, 65, "seed"),
                  ("inspect", unknown_sampling, 65, "sampling"), ("validate-output", no_events, 65, "never_called"),
                  ("inspect", endless_years, 65, "first_uncertain_year"), ("compare baseline", endless_years, 65, "first"),
                  ("inspect", shares_beyond_all, 65, "shares of futures"),
                  ("inspect", never_more_than_all, 65, "shares of futures"),
                  ("validate-output", calls_in_fen, 65, "calls: units: 'fen'"),
                  ("validate-output", worst_in_percent, 65, "diagnostics/futures/persons_residual: units: '%'"),
                  (REUSE, overstated_flows, 65, "ensemble_flows/contributions_unit"),
                  (REUSE, endless_flow, 65, "endless_flow.h5: ensemble_flows/contributions_unit: "),
                  (REUSE, flow_below_nothing, 65, "flow_below_nothing.h5: ensemble_flows/pension_basic: -1 in future 2"),
                  (REUSE, texts_for_flows, 65, "texts_for_flows.h5: ensemble_flows/retired_end: "),
                  (REUSE, units_in_other_order, 65, "ensemble_flows/member: "),
                  ("validate-output", no_number, 65, "ensemble_flows/retired_end: nan in future 1"),
                  ("validate-output", units_in_other_order, 65, "ensemble_flows/member: "),
                  ("compare baseline", no_events, 65, "never_called")]


def other_program(f):
    f["provenance"].attrs["version"] = "0.0.9"


def other_number(f):
    values = f["fund_balance"][...]
    values[3, 1] += 1
    f["fund_balance"][...] = values


def other_input(f):
    values = f["inputs/value"].asstr()[...]
    values[0] = "2016:0.123"
    f["inputs/value"][...] = values


def other_price_year(f):
    f.attrs["price_year"] = f.attrs["price_year"] + 1


def no_longer_illustrative(f):
    f.attrs["illustrative"] = f.attrs["illustrative"] - 1


def measure_taken_out(f):
    del f["fund_balance"]


def other_schema(f):
    f.attrs["schema"] = "ballast.result/2"


def other_units(f):
    f["fund_balance"].attrs["units"] = "fen"


def other_words(f):
    f["flows/births"].attrs["long_name"] = "Deaths"


def attribute_taken_out(f):
    del f["income"].attrs["formula"]


def note_added(f):
    f.attrs["approved_by"] = "nobody"


def table_added(f):
    f["flows"].create_dataset("bonus", data=np.zeros((2, 3)))


def link_added(f):
    f["balance"] = h5py.SoftLink("/fund_balance")


def other_phase(f):
    f["phase"][...] = f["phase"][...] + 1


def number_as_an_attribute(f):
    f.attrs["approved"] = 1.5


def numbers_as_an_attribute(f):
    f.attrs["approved"] = np.array([1, 2, 3], dtype="i4")


def axis_renumbered(f):
    f["unit"].attrs["_Netcdf4Dimid"] = np.array([0, 1], dtype="i4")


def attribute_of_another_type(f):
    f["income"].attrs["formula"] = 7.25


def attribute_emptied(f):
    f["income"].attrs["formula"] = ""


def list_named_like_a_statement(f):
    other_price_year(f)
    f["price"] = np.arange(3, dtype="i4")


def group_out_of_order(f):
    """A foreign group whose table of names is spoiled in `spoil_names`."""
    f.create_group("foreign")["marker"] = 1


def spoil_names(path):
    content = bytearray(path.read_bytes())
    at = content.rindex(b"SNOD")
    content[at:at + 4] = b"DONS"
    path.write_bytes(content)


def other_words_of_another_program(f):
    other_program(f)
    other_words(f)


RERUNS = [(other_program, 0, ["bit for bit", "version was '0.0.9'"]),
          (other_number, 1, ["fund_balance", "工业园区", "2016", " 1\n"]),
          (other_input, 1, ["inputs/value", "2016:0.123"]), (other_price_year, 1, ["price_year"]),
          (no_longer_illustrative, 1, ["illustrative was '0' and is '1'"]),
          (measure_taken_out, 1, ["lacks some", "fund_balance"]),
          (other_schema, 1, ["schema was 'ballast.result/2' and is 'ballast.result/1'"]),
          (other_units, 1, ["fund_balance: units was 'fen' and is 'yuan'"]),
          (other_words, 1, ["flows/births: long_name was 'Deaths'"]),
          (attribute_taken_out, 1, ["In the rerun alone: income: formula"]),
          (note_added, 1, ["In the file alone: approved_by 'nobody'"]),
          (table_added, 1, ["In the file alone: flows/bonus 'float64"]),
          (link_added, 1, ["In the file alone: balance 'a link'"]),
          (other_phase, 1, ["phase: values"]),
          (number_as_an_attribute, 1, ["In the file alone: approved '1.5'"]),
          (numbers_as_an_attribute, 1, ["In the file alone: approved '1, 2, 3'"]),
          (axis_renumbered, 1, ["unit: _Netcdf4Dimid was '0, 1' and is '0'"]),
          (attribute_of_another_type, 1, ["income: formula was '7.25'"]),
          (attribute_emptied, 1, ["Of another form: income: formula was '' and is '"]),
          (list_named_like_a_statement, 1, ["price_year", "In the file alone: price: values '0, 1, 2'"]),
          (other_words_of_another_program, 0, ["version was", "long_name was 'Deaths'"])]
FUTURE_RERUNS = [(other_calls, 1, ["ensemble_events/calls", "全市"]),
                 (other_future_flow, 1, ["ensemble_flows/contributions_unit", "华龙区", "2026"])]


def honest_reruns(program, folder, whole, changes):
    """A file of another version with the same numbers is reproduced; one other number is named with its place, so is
    what the file says of itself and what it lacks."""
    problems = []
    for change, code, words in changes:
        path = folder / f"{change.__name__}.h5"
        path.write_bytes(whole)
        with h5py.File(path, "r+") as f:
            change(f)
        sealed(path)
        done = subprocess.run([program, "rerun", "--lang", "en", path], capture_output=True, text=True, timeout=60)
        if done.returncode != code or not all(word in done.stdout for word in words):
            problems.append(f"rerun after {change.__name__}: exit {done.returncode}, {done.stdout!r} {done.stderr!r}")
    return problems


def in_chinese(program, folder):
    """The words for forms, of files that `honest_reruns` left."""
    problems = []
    for change, words in ((link_added, "仅文件中有，重算没有：balance “链接”。"),
                          (table_added, "仅文件中有，重算没有：flows/bonus “float64 (轴 2, 轴 3)”。"),
                          (list_named_like_a_statement, "price “int32 (轴 3)”。")):
        path = folder / f"{change.__name__}.h5"
        done = subprocess.run([program, "rerun", "--lang", "zh", path], capture_output=True, text=True, timeout=60)
        if done.returncode != 1 or words not in done.stdout:
            problems.append(f"rerun in Chinese after {change.__name__}: exit {done.returncode}, {done.stdout!r}")
    return problems


def for_scripts(program, folder):
    """Keys stay what they are, and null is not there."""
    path = folder / "link_added.h5"
    done = subprocess.run([program, "rerun", "--json", "--lang", "zh", path], capture_output=True, text=True, timeout=60)
    form = json.loads(done.stdout)["form"]
    return [] if form == [{"what": "balance", "then": "a link", "now": None}] else [f"rerun --json: {form}"]


def walks_no_spoilt_group(program, folder, whole):
    """A file whose objects cannot all be listed is refused in both languages; nothing is left unsaid."""
    problems = []
    path = folder / "spoilt.h5"
    path.write_bytes(whole)
    with h5py.File(path, "r+", libver="earliest") as f:
        group_out_of_order(f)
    spoil_names(path)
    sealed(path)
    for lang, words in (("en", "/: cannot be walked through"), ("zh", "/：无法逐项遍历")):
        done = subprocess.run([program, "rerun", "--lang", lang, path], capture_output=True, text=True, timeout=60)
        if done.returncode != 65 or words not in done.stderr:
            problems.append(f"rerun of a spoilt group: exit {done.returncode}, {done.stdout!r} {done.stderr!r}")
    return problems


def believes_no_length(program, folder, whole):
    """One byte more in what a text says of its length makes it three gigabytes: refused before they are taken."""
    problems = []
    path = folder / "overstated_text.h5"
    path.write_bytes(whole)
    with h5py.File(path, "r") as f:
        at = f["inputs/text"].id.get_offset()
    content = bytearray(whole)
    content[at + 3] = 0xBC  # the length stands first, in four bytes
    path.write_bytes(content)
    sealed(path)
    for verb in ("inspect", "validate-output", "verify"):
        done = subprocess.run([program, verb, path], capture_output=True, text=True, timeout=60)
        if done.returncode != 65 or "inputs/text" not in done.stderr:
            problems.append(f"{verb} of an overstated text: exit {done.returncode}, {done.stderr!r}")
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20
    return problems + ([f"an overstated text takes {most:.1f} GiB"] if most > 1 else [])


def check(program, folder):
    folder = pathlib.Path(folder)
    subprocess.run([program, "run", "baseline", "--horizon", "2018", "--format", "h5", "--quiet", "--out", folder],
                   check=True, stdout=subprocess.DEVNULL)
    whole = (folder / "baseline.h5").read_bytes()
    problems = honest_reruns(program, folder, whole, RERUNS)
    problems += in_chinese(program, folder) + for_scripts(program, folder)
    problems += walks_no_spoilt_group(program, folder, whole)
    problems += refusals(program, folder, whole, CASES)
    problems += believes_no_length(program, folder, whole)
    subprocess.run([program, "ensemble", "baseline", "--horizon", "2027", "--paths", "8", "--measures", "treasury", "--quiet",
                    "--keep-paths", "--keep-flows", "--out", folder], check=True, stdout=subprocess.DEVNULL)
    whole = (folder / "baseline.h5").read_bytes()
    problems += honest_reruns(program, folder, whole, FUTURE_RERUNS) + refusals(program, folder, whole, ENSEMBLE_CASES)
    return problems + leaves_no_folder(program, folder / "endless_flow.h5", folder / "new")


def leaves_no_folder(program, stored, new):
    """Flows are looked at after the folder of the result was made."""
    done = subprocess.run([program, *REUSE.split(), stored, "--out", new], capture_output=True, text=True, timeout=60)
    return [] if done.returncode == 65 and not new.exists() else [f"--out after a refusal: {done.returncode}, {new}"]


def refusals(program, folder, whole, cases):
    problems = []
    for verb, change, code, named in cases:
        path = folder / f"{change.__name__}.h5"
        path.write_bytes(whole)
        with h5py.File(path, "r+") as f:
            change(f)
        sealed(path)
        done = subprocess.run([program, *verb.split(), path], capture_output=True, text=True, timeout=60)
        if done.returncode != code or named not in done.stderr or done.stdout or "HDF5-DIAG" in done.stderr:
            problems.append(f"{verb} after {change.__name__}: exit {done.returncode}, {done.stderr!r}")
    return problems


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("PROGRAM")
    with tempfile.TemporaryDirectory() as there:
        wrong = check(parser.parse_args().PROGRAM, there)
    print("\n".join(wrong) if wrong else f"{len(CASES) + len(ENSEMBLE_CASES)} made-up results refused")
    sys.exit(1 if wrong else 0)
