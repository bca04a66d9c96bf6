"""Columns beside times and labels that may change what these mean: parts of the label, trials, and noise."""

import re

import h5py
import numpy as np
import pandas as pd
import pytest
from scipy.io import savemat

from rgcore.datasets import check_before_run, read_dataset
from rgcore.errors import InputError

RNG = np.random.default_rng(29)
N, WIDTH, LENGTH, N_TRIALS = 1600, 0.25, 5.0, 4
TIMES = np.sort(RNG.uniform(0, LENGTH * N_TRIALS, N))
PROBE, UNIT = RNG.integers(0, 2, N), RNG.integers(0, 3, N)
TRIAL = (TIMES // LENGTH).astype(int)
IN_TRIAL = TIMES - LENGTH * TRIAL
EDGES = np.arange(1, 80) * WIDTH
CELLS = [(probe, unit) for probe in range(2) for unit in range(3)]


def of_cell(probe, unit):
    return np.equal(PROBE, probe) & np.equal(UNIT, unit)


def counts(times, edges):
    return np.stack([np.histogram(times[of_cell(*cell)], edges)[0] for cell in CELLS], axis=1)


def trial_counts(first, stop):
    """Return the counts of bins first to stop of every trial, one trial after another."""
    edges = np.arange(first, stop + 1) * WIDTH
    columns = [
        np.concatenate(
            [
                np.histogram(IN_TRIAL[of_cell(*cell) & np.equal(TRIAL, trial)], edges)[0]
                for trial in range(N_TRIALS)
            ]
        )
        for cell in CELLS
    ]
    return np.stack(columns, axis=1)


def saved(folder, ending, **columns):
    path = folder / f"x.{ending}"
    if ending in ("csv", "parquet"):
        frame = pd.DataFrame(columns)
        frame.to_csv(path, index=False) if ending == "csv" else frame.to_parquet(path)
    elif ending == "npz":
        np.savez(path, **columns)
    elif ending == "mat":
        savemat(path, columns)
    else:
        with h5py.File(path, "w") as file:
            for name, values in columns.items():
                file[f"run/{name}"] = values
    return {"kind": "spike_times", "path": str(path), "bin_width": WIDTH} | (
        {"array": "run"} if ending == "h5" else {}
    )


def read(block, **keys):
    check_before_run("mine", block | keys)
    return read_dataset("mine", block | keys)


ENDINGS = ["csv", "parquet", "npz", "mat", "h5"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_cells_that_two_columns_name_are_read_with_both_and_refused_with_one(tmp_path, ending):
    block = saved(tmp_path, ending, spike_time=TIMES, unit_id=UNIT, probe=PROBE)
    with pytest.raises(InputError, match=r"write times: spike_time and labels: \[probe, unit_id\]"):
        read_dataset("mine", block | {"times": "spike_time", "labels": "unit_id"})
    found = read(block, times="spike_time", labels=["probe", "unit_id"])
    assert found.variables == tuple(f"unit_{probe}_{unit}" for probe, unit in CELLS)
    np.testing.assert_array_equal(found.samples, counts(TIMES, EDGES))
    merged = read(block, times="spike_time", labels="unit_id", exclude=["probe"])
    assert merged.variables == ("unit_0", "unit_1", "unit_2")


def test_labels_may_be_words_and_a_column_of_labels_that_adds_nothing_may_stay(tmp_path):
    words = np.array(["A", "B"])[PROBE]
    block = saved(tmp_path, "csv", spike_time=TIMES, unit_id=UNIT, probe=words)
    found = read(block, times="spike_time", labels=["probe", "unit_id"])
    assert found.variables[:2] == ("A_0", "A_1")
    np.testing.assert_array_equal(found.samples, counts(TIMES, EDGES))
    block = saved(tmp_path, "csv", spike_time=TIMES, unit_id=UNIT + 3 * PROBE, probe=words)
    found = read(block)
    np.testing.assert_array_equal(found.samples, counts(TIMES, EDGES))
    assert "left out probe: neither times nor labels" in found.decisions


@pytest.mark.parametrize("ending", ENDINGS)
def test_trials_that_count_from_their_start_are_laid_out_or_refused(tmp_path, ending):
    columns = {"spike_time": IN_TRIAL, "unit_id": UNIT + 3 * PROBE, "trial": TRIAL}
    block = saved(tmp_path, ending, **columns) | {"times": "spike_time", "labels": "unit_id"}
    with pytest.raises(InputError, match="lie on one another: write repeat: trial if times count"):
        read_dataset("mine", block)
    found = read(block, repeat="trial")
    np.testing.assert_array_equal(found.samples, trial_counts(1, 19))
    assert any("4 trials follow one another" in each for each in found.decisions)
    assert "bins of 0.25 s from 0.25 to 4.75 s of 4 trials" in found.summary
    assert (found.report["trial_length"] == 18).all()
    part = read(block, repeat="trial", during=[[0.5, 1.5], [3.0, 5.0]])
    np.testing.assert_array_equal(
        part.samples.reshape(4, 12, 6),
        np.concatenate([trial_counts(2, 6).reshape(4, 4, 6), trial_counts(12, 20).reshape(4, 8, 6)], axis=1),
    )
    two = read(block, repeat="trial", select={"trial": [1, 3]})
    np.testing.assert_array_equal(
        two.samples.reshape(2, 18, 6), trial_counts(1, 19).reshape(4, 18, 6)[[1, 3]]
    )


def test_trials_of_one_clock_need_no_key(tmp_path):
    block = saved(
        tmp_path, "csv", spike_time=TIMES, unit_id=UNIT + 3 * PROBE, trial=TRIAL, stimulus=TRIAL % 2
    )
    found = read(block)
    np.testing.assert_array_equal(found.samples, counts(TIMES, EDGES))
    assert (
        "left out trial, stimulus: times are of one clock, whatever its entries (repeat)" in found.decisions
    )


def test_trials_of_different_length_need_the_part_that_is_read(tmp_path):
    kept = (TRIAL != 1) | (IN_TRIAL < 2)
    columns = {"spike_time": IN_TRIAL, "unit_id": UNIT + 3 * PROBE, "trial": TRIAL}
    block = saved(tmp_path, "csv", **{name: values[kept] for name, values in columns.items()})
    with pytest.raises(
        InputError, match=r"must have trials of equal length.*such as during: \[\[0\.\d+, 1\.9"
    ):
        read_dataset("mine", block | {"repeat": "trial"})
    found = read(block, repeat="trial", during=[[0, 2]])
    np.testing.assert_array_equal(found.samples, trial_counts(0, 8))


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"repeat": "sweep"}, "must hold the column sweep of repeat"),
        ({"select": {"trial": 9}}, "must have spikes of the selected trial"),
        ({"labels": []}, "must be a name, or a list of different names"),
    ],
)
def test_keys_that_fit_nothing_are_refused(tmp_path, keys, words):
    block = saved(tmp_path, "csv", spike_time=IN_TRIAL, unit_id=UNIT, trial=TRIAL)
    with pytest.raises(InputError, match=re.escape(words)):
        read_dataset("mine", block | {"times": "spike_time", "labels": "unit_id"} | keys)


def test_a_trial_of_nothing_is_refused(tmp_path):
    block = saved(tmp_path, "npz", a=TIMES, b=TIMES[::2])
    with pytest.raises(InputError, match="repeat names the trial of every spike"):
        read_dataset("mine", block | {"repeat": "trial"})


@pytest.mark.parametrize("ending", ["csv", "npz"])
def test_the_label_of_noise_is_no_cell(tmp_path, ending):
    labels = np.where(RNG.random(N) < 0.1, -1, UNIT)
    block = saved(tmp_path, ending, spike_time=TIMES, unit_id=labels) | {
        "times": "spike_time",
        "labels": "unit_id",
    }
    with pytest.raises(InputError, match=r"write exclude: \[unit_-1\]"):
        read_dataset("mine", block)
    assert read(block, exclude=["unit_-1"]).variables == ("unit_0", "unit_1", "unit_2")


LONG = [("spike_time", ["unit_id"]), ("Timestamp", ["Channel", "Unit"]), ("time (ms)", ["neuron"])]


@pytest.mark.parametrize(("times", "labels"), LONG)
@pytest.mark.parametrize("kind", ["matrix", "spikes_binned", "returns"])
def test_a_row_per_spike_is_no_matrix_and_the_sentence_has_the_keys(tmp_path, times, labels, kind):
    columns = {times: TIMES * (1e3 if "ms" in times else 1)} | dict(zip(labels, (PROBE, UNIT), strict=False))
    block = saved(tmp_path, "csv", **columns)
    keys = {"date_column": []} if kind == "returns" else {}
    with pytest.raises(InputError) as caught:
        read_dataset("mine", {"kind": kind, "path": block["path"]} | keys)
    named = labels[0] if len(labels) == 1 else "[Channel, Unit]"
    shown = '"time (ms)"' if " " in times else times
    assert f"write kind: spike_times with times: {shown} and labels: {named}" in str(caught.value)
    assert ("if rows are samples" in str(caught.value)) == (kind != "returns")
    if times == "Timestamp":
        with pytest.raises(InputError, match=r"such as times: Timestamp and labels: \[Channel, Unit\]"):
            read_dataset("mine", block)
    found = read(block, times=times, labels=labels)
    own = counts(TIMES, EDGES)
    expected = own if len(labels) > 1 else np.stack([own[:, :3].sum(axis=1), own[:, 3:].sum(axis=1)], axis=1)
    np.testing.assert_array_equal(found.samples, expected)


def test_traces_with_a_column_of_time_are_a_matrix(tmp_path):
    block = saved(
        tmp_path, "csv", time=np.arange(N) * 0.1, cell_1=RNG.normal(size=N), cell_2=RNG.normal(size=N)
    )
    found = read_dataset("mine", {"kind": "matrix", "path": block["path"], "index": "time"})
    assert found.variables == ("cell_1", "cell_2")


def test_missing_times_are_counted(tmp_path):
    times = TIMES.copy()
    times[np.flatnonzero(UNIT == 1)[:3]] = np.nan
    block = saved(tmp_path, "csv", spike_time=times, unit_id=UNIT, amplitude=times) | {
        "missing": "drop_variables"
    }
    found = read(block)
    assert found.variables == ("unit_0", "unit_2")
    assert "3 spike times are missing in 1 cell, which is missing altogether (missing)" in found.decisions


def test_columns_without_names_may_be_part_of_a_label(tmp_path):
    path = tmp_path / "x.txt"
    rows = zip(PROBE + 1, UNIT, TIMES, RNG.random(N), strict=True)
    path.write_text(
        "".join(f"{probe}\t{unit}\t{time:.6f}\t{height:.3f}\n" for probe, unit, time, height in rows)
    )
    block = {"kind": "spike_times", "path": str(path), "bin_width": WIDTH, "times": "v002"}
    with pytest.raises(
        InputError, match=r"write times: v002 and labels: \[v000, v001\], or exclude: \[v000\]"
    ):
        read_dataset("mine", block | {"labels": "v001"})
    np.testing.assert_array_equal(read(block, labels=["v000", "v001"]).samples, counts(TIMES, EDGES))
    assert read(block, labels="v001", exclude=["v000"]).variables == ("unit_0", "unit_1", "unit_2")


def test_a_row_per_count_is_no_matrix(tmp_path):
    frame = pd.DataFrame({"bin": np.repeat(np.arange(50), 3), "cell": np.tile([4, 5, 6], 50)})
    frame["count"] = RNG.poisson(2, 150)
    frame.to_csv(tmp_path / "x.csv", index=False)
    block = {"kind": "spikes_binned", "path": str(tmp_path / "x.csv"), "index": "bin"}
    with pytest.raises(InputError, match=r"pivot_table\(index='bin', columns='cell', values='count'"):
        read_dataset("mine", block)
