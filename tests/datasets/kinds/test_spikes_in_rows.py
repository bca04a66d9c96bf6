"""Tables of a row per spike without names, channel, unit and time, and of a row per cell with a list of its times."""

import numpy as np
import pandas as pd
import pytest

from rgcore.datasets import read_dataset
from rgcore.datasets.formats.neurodata.spikes_in_rows import spikes_in_rows
from rgcore.errors import InputError
from rgcore.look import look_at

from ...printed_blocks import blocks_in
from .spike_blocks import block

RNG = np.random.default_rng(45)
CELLS = np.repeat([[channel, unit] for channel in (1, 2, 3) for unit in (1, 2)], 60, axis=0)
SPIKES = np.column_stack(
    [CELLS, np.sort(RNG.uniform(0, 60, (6, 60)), axis=1).ravel()]
)  # a cell after the other
IN_TIME = SPIKES[np.argsort(SPIKES[:, 2])]
NAMES = ("v000", "v001", "v002")


@pytest.mark.parametrize("rows", [SPIKES, IN_TIME, IN_TIME[:, [0, 2]]])
def test_channel_unit_and_time_without_names_are_offered_as_spike_times_alone(tmp_path, rows):
    np.savetxt(tmp_path / "x.txt", rows, fmt="%.6g", delimiter="\t")
    [found] = blocks_in(look_at(tmp_path / "x.txt"))
    times, *labels = reversed(NAMES[: rows.shape[1]])
    assert (found["kind"], found["times"]) == ("spike_times", times)
    assert np.atleast_1d(found["labels"]).tolist() == sorted(labels)
    assert len(read_dataset("d", found).variables) == len(np.unique(rows[:, :-1], axis=0))


@pytest.mark.parametrize("kind", ["matrix", "spikes_binned"])
def test_they_are_no_samples_unless_the_config_says_so(tmp_path, kind):
    np.savetxt(tmp_path / "x.txt", IN_TIME, fmt="%.6g", delimiter="\t")
    keys = {"kind": kind, "path": str(tmp_path / "x.txt")}
    remedy = (
        r"kind: spike_times with times: v002 and labels: \[v000, v001\], or index: v002 if rows are samples"
    )
    with pytest.raises(InputError, match=f"look like the time and the cell of every row: write {remedy}"):
        read_dataset("d", keys)
    assert read_dataset("d", keys | {"index": ["v002"]}).variables == ("v000", "v001")
    labelled = block(tmp_path / "x.txt", times="v002", labels=["v000", "v001"])
    assert read_dataset("d", labelled).variables == tuple(
        f"unit_{n}_{unit}" for n in (1, 2, 3) for unit in (1, 2)
    )


@pytest.mark.parametrize(
    "times",
    [
        np.arange(360) * 0.02,  # bins
        np.repeat(np.arange(90.0), 4),
        RNG.gamma(2, 5, 360),  # a third variable
        IN_TIME[:, 2] - 1,
    ],
)
def test_counts_in_bins_and_other_variables_look_like_no_spikes(times):
    assert spikes_in_rows(IN_TIME, NAMES) == ("v002", ["v000", "v001"])
    assert spikes_in_rows(np.column_stack([IN_TIME[:, :2], times]), NAMES) is None


def lists(path, **columns):
    pd.DataFrame({"unit": range(6), **columns, "region": "CA1"}).to_parquet(path)


@pytest.mark.parametrize("name", ["spikes", "spike_times", "train"])
def test_a_list_of_times_per_cell_is_offered_as_spike_times_whatever_it_is_called(tmp_path, name):
    lists(tmp_path / "x.parquet", **{name: [np.sort(RNG.uniform(0, 60, 50 + cell)) for cell in range(6)]})
    [found] = blocks_in(look_at(tmp_path / "x.parquet"))
    assert {"kind": "spike_times", "times": name, "labels": "unit"}.items() <= found.items()
    assert len(read_dataset("d", found).variables) == 6
    with pytest.raises(InputError, match=f"kind: spike_times with times: {name} and labels: unit$"):
        read_dataset("d", {"kind": "matrix", "path": str(tmp_path / "x.parquet")})


def test_a_list_that_is_called_like_a_trace_is_no_list_of_times(tmp_path):
    lists(tmp_path / "x.parquet", dff=list(RNG.normal(size=(6, 50))))
    assert blocks_in(look_at(tmp_path / "x.parquet")) == []
    with pytest.raises(InputError, match="in column dff: write one number per entry; in pandas DataFrame"):
        read_dataset("d", {"kind": "matrix", "path": str(tmp_path / "x.parquet"), "exclude": ["region"]})
