"""A key that does nothing for the format of the files is refused, before a run and when they are read."""

import h5py
import numpy as np
import pandas as pd
import pytest

from rgcore.datasets import read_dataset

from ..refusals import GOOD, refused

FRAME = pd.DataFrame(GOOD, columns=list("abcd"))


def table(folder, ending):
    path = folder / f"x.{ending}"
    FRAME.to_csv(path, index=False) if ending == "csv" else FRAME.to_parquet(path)
    return {"kind": "matrix", "path": str(path)}


def arrays(folder, ending):
    path = folder / f"x.{ending}"
    if ending == "npy":
        np.save(path, GOOD)
    else:
        with h5py.File(path, "w") as file:
            file["x"] = GOOD
    return {"kind": "matrix", "path": str(path)}


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_array_names_nothing_in_a_table(tmp_path, ending):
    refused(table(tmp_path, ending) | {"array": "b"}, "array must name", "write", "variables: [b]")


@pytest.mark.parametrize("kind", ["matrix", "spikes_binned", "prices"])
def test_array_names_nothing_in_a_file_of_one_array(tmp_path, kind):
    block = arrays(tmp_path, "npy") | {"kind": kind, "array": "x"}
    refused(block, "array must name one of several arrays", "leave it out")


@pytest.mark.parametrize("ending", ["npy", "h5"])
@pytest.mark.parametrize(
    "keys",
    [
        {"header": False},
        {"thousands": ","},
        {"separator": ";"},
        {"index": "time"},
        {"na_values": "x"},
        {"skip_rows": 2},
    ],
)
def test_keys_on_tables_do_nothing_for_arrays(tmp_path, ending, keys):
    [key] = keys
    refused(arrays(tmp_path, ending) | keys, f"{key} must have an effect", "leave it out")


def test_keys_on_text_do_nothing_for_parquet(tmp_path):
    refused(
        table(tmp_path, "parquet") | {"decimal": ","},
        "decimal must have an effect",
        "tables of Apache Parquet",
    )


def test_keys_with_an_effect_are_taken(tmp_path):
    for block, keys in [
        (table(tmp_path, "csv"), {"header": True, "separator": ",", "index": []}),
        (table(tmp_path, "parquet"), {"index": "a", "na_values": [-1]}),
        (arrays(tmp_path, "npy"), {"index": [], "na_values": []}),
        (arrays(tmp_path, "h5"), {"array": "x", "header": None}),
    ]:
        assert len(read_dataset("my_cells", block | keys).samples) == len(GOOD)


@pytest.mark.parametrize("keys", [{"na_values": [-1]}, {"na_values": []}, {"index": []}])
def test_arrays_of_spike_times_have_no_codes_of_missing_samples(tmp_path, keys):
    np.savez(
        tmp_path / "x.npz",
        **{f"unit{n}": np.sort(np.random.default_rng(n).uniform(0, 60, 300)) for n in range(3)},
    )
    block = {"kind": "spike_times", "path": str(tmp_path / "x.npz"), "bin_width": 0.5}
    assert len(read_dataset("my_cells", block).variables) == 3
    [key] = keys
    refused(block | keys, f"{key} must have an effect", "leave it out")
