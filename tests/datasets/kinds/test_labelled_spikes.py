"""Spike times of all cells in one array or column, and their cells in another."""

import h5py
import numpy as np
import pandas as pd
import pytest
from scipy.io import savemat

from rgcore.datasets import check_before_run, read_dataset
from rgcore.datasets.formats.arrays.labelled_spikes import labels_present, spikes_by_label
from rgcore.errors import InputError
from rgcore.look import look_at

from .spike_blocks import block, read

RNG = np.random.default_rng(23)
LABELS = RNG.integers(0, 4, 700).astype(np.int32) * 5  # 0, 5, 10, 15
TIMES = np.sort(RNG.uniform(0, 60, 700))
EDGES = np.arange(1, 120) * 0.5
COUNTS = np.stack([np.histogram(TIMES[label == LABELS], EDGES)[0] for label in (0, 5, 10, 15)], axis=1)
NAMES = ("unit_0", "unit_5", "unit_10", "unit_15")


def write_npz(path):
    np.savez(path, t=TIMES, i=LABELS, dt=0.1)
    return {}


def write_mat(path):
    savemat(path, {"t": TIMES[:, None], "i": LABELS[None, :].astype(np.float64)})
    return {}


def write_hdf5(path):
    with h5py.File(path, "w") as file:
        file.create_dataset("run/spikes/t", data=TIMES)
        file.create_dataset("run/spikes/i", data=LABELS.astype(np.uint64))
    return {"array": "run/spikes"}


def write_mat73(path):
    with h5py.File(path, "w", userblock_size=512) as file:
        file.create_dataset("t", data=TIMES[None, :])
        file.create_dataset("i", data=LABELS[:, None].astype(np.float64))
    with open(path, "r+b") as raw:
        raw.write(b"MATLAB 7.3 MAT-file".ljust(124) + b"\x00\x02IM")
    return {}


@pytest.mark.parametrize(("value", "filled"), [("count", ", fill_value=0"), ("dff", "")])
def test_a_row_per_cell_and_frame_is_refused_with_how_to_make_columns(tmp_path, value, filled):
    frame, roi = np.divmod(np.arange(200), 4)
    table = pd.DataFrame({"frame": frame, "roi": roi, value: RNG.integers(0, 3, 200)})
    table.to_csv(tmp_path / "x.csv", index=False)
    words = rf"pivot_table\(index='frame', columns='roi', values='{value}'{filled}\)"
    with pytest.raises(InputError, match=words):
        read_dataset("mine", {"kind": "matrix", "path": str(tmp_path / "x.csv")})
    assert "kind: matrix" not in look_at(tmp_path / "x.csv").partition("not as")[0]


def test_labels_that_come_in_several_populations_are_of_several_cells(tmp_path):
    frame = pd.DataFrame(
        {"timestamps": TIMES, "population": np.where(TIMES > 30, "v1", "lgn"), "node_ids": LABELS}
    )
    frame.to_csv(tmp_path / "x.csv", index=False, sep=" ")
    with pytest.raises(
        InputError, match=r"with population there are 8: write .*labels: \[population, node_ids\]"
    ):
        read_dataset("mine", block(tmp_path / "x.csv"))
    found = read(tmp_path / "x.csv", times="timestamps", labels=["population", "node_ids"])
    assert found.variables[:2] == ("lgn_0", "lgn_5")


@pytest.mark.parametrize(
    ("name", "write"),
    [("x.npz", write_npz), ("x.mat", write_mat), ("x.h5", write_hdf5), ("y.mat", write_mat73)],
)
def test_two_arrays_are_read_by_label(tmp_path, name, write):
    keys = write(tmp_path / name)
    found = read(tmp_path / name, times="t", labels="i", **keys)
    assert found.variables == NAMES
    np.testing.assert_array_equal(found.samples, COUNTS)
    some = read(tmp_path / name, times="t", labels="i", exclude=["unit_10"], **keys)
    np.testing.assert_array_equal(some.samples, COUNTS[:, [0, 1, 3]])


@pytest.mark.parametrize(("times", "labels"), [("t", "i"), ("spikes", "clusters"), ("a", "unit_ids")])
def test_times_and_labels_are_never_cells(tmp_path, times, labels):
    np.savez(tmp_path / "x.npz", **{times: TIMES, labels: LABELS})
    with pytest.raises(InputError, match=f"write times: {times} and labels: {labels}"):
        read_dataset("mine", block(tmp_path / "x.npz"))


def test_labels_of_text_name_the_cells(tmp_path):
    words = np.array([f"CA1-{label}" for label in LABELS])
    np.savez(tmp_path / "x.npz", t=TIMES, i=words)
    found = read(tmp_path / "x.npz", times="t", labels="i")
    order = [0, 2, 3, 1]  # CA1-0, CA1-10, CA1-15, CA1-5
    assert found.variables == ("CA1-0", "CA1-10", "CA1-15", "CA1-5")
    np.testing.assert_array_equal(found.samples, COUNTS[:, order])


@pytest.mark.parametrize(
    ("arrays", "keys", "words"),
    [
        ({"t": TIMES, "i": LABELS[1:]}, {}, "found 699 labels and 700 times"),
        ({"t": TIMES, "i": LABELS}, {"times": "i", "labels": "t"}, "are times and labels exchanged"),
        ({"t": TIMES, "i": LABELS}, {"times": "time"}, "must hold the array time, but it holds t, i"),
        ({"t": TIMES.reshape(2, -1), "i": LABELS}, {}, "must be one vector"),
    ],
)
def test_what_are_no_times_and_labels_is_refused(tmp_path, arrays, keys, words):
    np.savez(tmp_path / "x.npz", **arrays)
    with pytest.raises(InputError, match=words):
        read_dataset("mine", block(tmp_path / "x.npz", **{"times": "t", "labels": "i", **keys}))


def write_sonata(path, populations=("V1",)):
    with h5py.File(path, "w") as file:
        for name in populations:
            group = file.create_group(f"spikes/{name}")
            group.create_dataset("timestamps", data=TIMES * 1e3).attrs["units"] = "ms"
            group.create_dataset("node_ids", data=LABELS.astype(np.uint64))


@pytest.mark.parametrize("array", [None, "spikes", "spikes/V1"])
def test_a_population_of_sonata_is_read_in_its_unit(tmp_path, array):
    write_sonata(tmp_path / "x.h5")
    found = read(tmp_path / "x.h5", **({} if array is None else {"array": array}))
    np.testing.assert_array_equal(found.samples, COUNTS)
    assert "times are in ms, as the files state (time_unit: ms)" in found.decisions


def test_one_of_several_populations_must_be_named(tmp_path):
    write_sonata(tmp_path / "x.h5", ("V1", "LM"))
    with pytest.raises(InputError, match=r"array must name the population .* spikes/LM, spikes/V1"):
        check_before_run("mine", block(tmp_path / "x.h5"))


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
@pytest.mark.parametrize(("times", "labels"), [("spike_time", "unit_id"), ("when", "who")])
def test_a_long_table_is_read_by_label(tmp_path, suffix, times, labels):
    frame = pd.DataFrame(
        {labels: LABELS, times: TIMES, "area": np.where(LABELS < 8, "V1", "LM"), "amplitude": range(700)}
    )
    path = tmp_path / f"x.{suffix}"
    frame.to_csv(path, index=False) if suffix == "csv" else frame.to_parquet(path)
    keys = {} if times == "spike_time" else {"times": times, "labels": labels}
    found = read(path, **keys)
    assert found.variables == NAMES
    np.testing.assert_array_equal(found.samples, COUNTS)
    np.testing.assert_array_equal(read(path, select={"area": "LM"}, **keys).samples, COUNTS[:, 2:])
    with pytest.raises(InputError, match="one entry per cell in column amplitude of select"):
        read_dataset("mine", block(path, select={"amplitude": 3}, **keys))


def test_columns_of_a_long_table_are_asked_for(tmp_path):
    pd.DataFrame({"who": LABELS, "when": TIMES}).to_csv(tmp_path / "x.csv", index=False)
    with pytest.raises(InputError, match=r"times and labels must name the columns .* who, when"):
        check_before_run("mine", block(tmp_path / "x.csv"))
    with pytest.raises(InputError, match="must hold the column cell of labels, but its columns are"):
        check_before_run("mine", block(tmp_path / "x.csv", times="when", labels="cell"))


@pytest.mark.parametrize("columns", [["unit_id", "spike_time"], ["spike_time", "unit_id"]])
def test_columns_of_a_long_table_come_in_any_order(tmp_path, columns):
    pd.DataFrame({"unit_id": LABELS, "spike_time": TIMES})[columns].to_csv(tmp_path / "x.csv", index=False)
    np.testing.assert_array_equal(read(tmp_path / "x.csv").samples, COUNTS)


def wide_table():
    return pd.DataFrame({f"c{label}": pd.Series(TIMES[label == LABELS]) for label in (0, 5, 10, 15)})


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_column_per_cell_that_ends_in_empty_entries_is_read(tmp_path, suffix):
    path = tmp_path / f"x.{suffix}"
    wide_table().to_csv(path, index=False) if suffix == "csv" else wide_table().to_parquet(path)
    found = read(path)
    assert found.variables == ("c0", "c5", "c10", "c15")
    np.testing.assert_array_equal(found.samples, COUNTS)
    np.testing.assert_array_equal(read(path, exclude=["c5"]).samples, COUNTS[:, [0, 2, 3]])


def test_columns_that_need_not_be_cells_must_be_named(tmp_path):
    table = wide_table().iloc[:100]  # no empty entry
    table.to_csv(tmp_path / "x.csv", index=False)
    with pytest.raises(InputError, match="or variables those that hold the spike times of one cell each"):
        check_before_run("mine", block(tmp_path / "x.csv"))
    found = read(tmp_path / "x.csv", variables=list(table))
    trains = [table[name].to_numpy() for name in table]
    edges = np.arange(1, int(max(train[-1] for train in trains) / 0.5) + 1) * 0.5
    np.testing.assert_array_equal(
        found.samples, np.stack([np.histogram(t, edges)[0] for t in trains], axis=1)
    )


def test_a_gap_between_the_times_of_a_column_is_a_missing_spike(tmp_path):
    table = wide_table()
    table.loc[7, "c5"] = np.nan
    table.to_csv(tmp_path / "x.csv", index=False)
    with pytest.raises(InputError, match="or variables those that hold"):
        check_before_run("mine", block(tmp_path / "x.csv"))
    found = read(tmp_path / "x.csv", variables=list(table), missing="drop_variables")
    np.testing.assert_array_equal(found.samples, COUNTS[:, [0, 2, 3]])


def test_a_spike_without_a_cell_is_refused(tmp_path):
    frame = pd.DataFrame({"unit_id": LABELS, "spike_time": TIMES}).astype({"unit_id": "Int64"})
    frame.loc[41, "unit_id"] = pd.NA
    frame.to_csv(tmp_path / "x.csv", index=False)
    with pytest.raises(InputError, match="row 42 has none"):
        read_dataset("mine", block(tmp_path / "x.csv"))


@pytest.mark.parametrize("scale", [1, 10**6])
def test_labels_far_apart_are_told_apart(scale):
    labels = (LABELS.astype(np.int64) - 5) * scale
    found = spikes_by_label(TIMES, labels, "x")
    assert labels_present(labels, "x") == [-5 * scale, 0, 5 * scale, 10 * scale]
    assert list(found) == [f"unit_{label}" for label in labels_present(labels, "x")]
    for place, label in enumerate(labels_present(labels, "x")):
        np.testing.assert_array_equal(list(found.values())[place], TIMES[labels == label])


def test_two_columns_without_names_are_refused_with_those_of_times_and_labels(tmp_path):
    np.savetxt(tmp_path / "x.txt", np.column_stack([LABELS, TIMES]), fmt=["%d", "%.9f"])
    with pytest.raises(InputError, match="such as times: v001 and labels: v000"):
        read(tmp_path / "x.txt")
    np.testing.assert_array_equal(read(tmp_path / "x.txt", times="v001", labels="v000").samples, COUNTS)


def test_cells_of_several_qualities_in_a_table_of_spikes_are_refused_until_some_are_selected(tmp_path):
    table = pd.DataFrame({"unit_id": LABELS, "spike_time": TIMES, "depth": LABELS * 40, "trial": TIMES // 10})
    table["group"] = np.where(LABELS < 10, "good", "mua")
    table.to_csv(tmp_path / "x.csv", index=False)
    keys = {"exclude": ["trial"]}
    with pytest.raises(InputError, match=r"kinds in column group \(2 good, 2 mua\): .*select: {group: good}"):
        read(tmp_path / "x.csv", **keys)
    assert read(tmp_path / "x.csv", **keys, select={"group": "good"}).variables == NAMES[:2]
    both = read(tmp_path / "x.csv", **keys, select={"group": ["good", "mua"]})
    np.testing.assert_array_equal(both.samples, COUNTS)
    np.testing.assert_array_equal(read(tmp_path / "x.csv", exclude=["trial", "group"]).samples, COUNTS)


@pytest.mark.parametrize(("n_twice", "warned"), [(700, True), (20, True), (5, False)])
def test_spikes_that_are_there_twice_are_a_warning(tmp_path, n_twice, warned):
    np.savez(tmp_path / "x.npz", t=np.append(TIMES, TIMES[:n_twice]), i=np.append(LABELS, LABELS[:n_twice]))
    texts = read(tmp_path / "x.npz", times="t", labels="i").warnings
    phrase = f"{n_twice} of {700 + n_twice} spikes come at the time of another one of their cell: is each there once?"
    assert (phrase in texts) == warned
