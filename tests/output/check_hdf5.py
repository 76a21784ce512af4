"""Opens a result of the synthetic projection with h5py and checks what output/FORMAT.md promises."""
import hashlib
import sys

import h5py
import numpy as np


def every_dataset(group):
    found = []
    group.visititems(lambda name, item: found.append(item) if isinstance(item, h5py.Dataset) else None)
    return found


def check_netcdf_form(f):
    names = []
    f.id.links.iterate(names.append, idx_type=h5py.h5.INDEX_CRT_ORDER)
    assert names[:2] == [b"unit", b"year"], "creation order of the root is tracked"
    dimension_ids = []
    for data in every_dataset(f):
        assert data.dtype.kind in "if" or h5py.check_string_dtype(data.dtype), data.name
        if h5py.check_string_dtype(data.dtype):
            info = h5py.check_string_dtype(data.dtype)
            assert info.encoding == "utf-8" and info.length is None, data.name
        assert h5py.h5g.get_objinfo(data.id).mtime == 0, data.name
        if h5py.h5ds.is_scale(data.id):
            dimension_ids.append(int(data.attrs["_Netcdf4Dimid"]))
        else:
            for axis in data.dims:
                assert len(axis) == 1, f"{data.name}: one scale for each axis"
                assert axis[0].shape[0] == data.shape[[d for d in range(data.ndim) if data.dims[d] == axis][0]]
    assert sorted(dimension_ids) == list(range(len(dimension_ids))), dimension_ids


def check_content(f):
    units = [name.decode() for name in f["unit"][...]]
    assert units == ["范县", "台前县", "市级统筹", "全市"], units
    assert list(f["year"][...]) == list(range(2015, 2041))
    assert list(f["phase"][...][[0, 1, 10, 11]]) == [0, 1, 1, 2]
    contributors = f["contributors"]
    assert contributors.shape == (4, 26)
    assert contributors[1, 3] == 100 + 3 + 0.125
    assert [axis[0].name for axis in contributors.dims] == ["/unit", "/year"]
    for name in ("units", "long_name", "long_name_zh", "formula"):
        assert contributors.attrs[name], name
    assert contributors.attrs["long_name_zh"] == "参保职工人数"
    assert np.isnan(f["payable_months"][0, 0])
    assert f.attrs["illustrative"] == 1 and f.attrs["note_zh"] == "沿用2016年办法"
    assert f["flows/births"].shape == (4, 26)


def check_groups(f):
    ledger = f["ledger"]
    assert list(ledger["amount"][...]) == [12345, 9876543210123]
    account = [name.decode() for name in ledger["account"][...]]
    assert account[ledger["debit"][1]] == "pensioners" and account[ledger["credit"][0]] == "contributors"
    assert ledger["clause"][ledger["entry_clause"][0]].decode() == "44-3.6"
    inputs = dict(zip(f["inputs/input"][...], f["inputs/value"][...]))
    assert inputs["说明".encode()].decode() == '文本, "引号"'
    assert f["diagnostics/clipped_heads"][()] == 12.5
    assert f["provenance"].attrs["version"] == "0.1.0"
    text = f["inputs/text"][0]
    assert f["inputs/file"][0] == b"scenarios/cases/baseline.toml" and text.decode() == 'title = "基准"\n'
    assert f["provenance/hash"][0].decode() == hashlib.sha256(text).hexdigest()
    assert f["inputs"].attrs["sets"].split("\n")[1] == "population.mortality[范县]=1.1"
    assert f["inputs"].attrs["horizon"] == 2040 and "top_service" not in f["inputs"].attrs


def check_seal(path):
    content = open(path, "rb").read()
    start = content.index(b"ballast seal sha256:") + 20
    blank = content[:start] + b"0" * 64 + content[start + 64:]
    assert hashlib.sha256(blank).hexdigest().encode() == content[start:start + 64]


with h5py.File(sys.argv[1], "r") as file:
    check_netcdf_form(file)
    check_content(file)
    check_groups(file)
check_seal(sys.argv[1])
