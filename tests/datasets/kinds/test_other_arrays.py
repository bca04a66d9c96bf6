"""What lies beside spike trains is never a cell: left out if it can be none, refused if it may be one."""

import h5py
import numpy as np
import pandas as pd
import pytest
from scipy.io import savemat

from rgcore.datasets import check_before_run, read_dataset
from rgcore.errors import InputError

from .spike_blocks import block

RNG = np.random.default_rng(29)
TRAINS = {f"unit{number:02d}": np.sort(RNG.uniform(0, 60, 100 + 20 * number)) for number in range(8)}


def write_npz(path, **others):
    np.savez(path, **TRAINS, **others)


def write_hdf5(path, **others):
    with h5py.File(path, "w") as file:
        for name, values in {name: np.asarray(values) for name, values in (TRAINS | others).items()}.items():
            file[name] = values.astype("S") if values.dtype.kind == "U" else values


WRITERS = [("x.npz", write_npz), ("x.h5", write_hdf5)]


@pytest.mark.parametrize(("name", "write"), WRITERS)
@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (60.0, "a single number"),
        (np.ones((8, 40)), "an array of shape"),
        (np.arange(8) > 3, "truth values"),
    ],
)
def test_what_can_be_no_train_is_left_out_with_its_reason(tmp_path, name, write, other, reason):
    write(tmp_path / name, extra=other)
    check_before_run("mine", block(tmp_path / name))
    found = read_dataset("mine", block(tmp_path / name))
    assert found.variables == tuple(TRAINS)
    assert any(phrase.startswith(f"left out extra: {reason}") for phrase in found.decisions)


@pytest.mark.parametrize(("name", "write"), WRITERS)
def test_words_are_left_out(tmp_path, name, write):
    write(tmp_path / name, area=np.array(["CA1", "CA3"] * 4))
    found = read_dataset("mine", block(tmp_path / name))
    assert found.variables == tuple(TRAINS)
    assert any(phrase.startswith("left out area: ") for phrase in found.decisions)


@pytest.mark.parametrize(("name", "write"), WRITERS)
@pytest.mark.parametrize(
    ("others", "words"),
    [
        ({"depth": np.linspace(100, 900, 8)}, r"depth may be none \(it has one entry for each of 8 others"),
        (
            {"x": RNG.uniform(0, 9, 8), "y": RNG.uniform(0, 9, 8)},
            r"x may be none \(it has one .* exclude: \[x, y\]",
        ),
        ({"depth1": np.linspace(100, 900, 8)}, r"depth1 may be none \(it has one entry for each of 8 others"),
        ({"dt1": np.array([0.1])}, "it is one number"),
        ({"stimulus": np.sort(RNG.uniform(0, 60, 70))}, "its name ends in no number"),
        ({"shank1": np.repeat([1.5, 2.5, 3.5], 20)}, "most of its entries come more than once"),
        ({"frame1": np.linspace(0, 60, 200)}, "its entries are equally spaced"),
        ({"trial1": np.arange(3, 99, 2)}, "its entries are integers, those of most others are not"),
        ({"trace1": RNG.uniform(0, 60, 200)}, "its entries are in no order"),
    ],
)
def test_what_may_be_a_train_or_not_is_refused_with_the_key_to_write(tmp_path, name, write, others, words):
    write(tmp_path / name, **others)
    with pytest.raises(InputError, match=words):
        read_dataset("mine", block(tmp_path / name))
    assert read_dataset("mine", block(tmp_path / name, exclude=list(others))).variables == tuple(TRAINS)
    if others.keys() & {"stimulus", "trace1"}:  # the others are no recording
        found = read_dataset("mine", block(tmp_path / name, variables=[*TRAINS, *others]))
        assert set(found.variables) == {*TRAINS, *others}


@pytest.mark.parametrize("n_spikes", [1, 8])
def test_a_cell_called_as_the_others_may_have_any_number_of_spikes(tmp_path, n_spikes):
    write_npz(tmp_path / "x.npz", unit08=np.sort(RNG.uniform(0, 60, n_spikes)))
    assert "unit08" in read_dataset("mine", block(tmp_path / "x.npz")).variables


def test_a_silent_cell_among_others_is_a_cell(tmp_path):
    write_npz(tmp_path / "x.npz", silent=np.empty(0))
    with pytest.raises(InputError, match=r"constant in all .* is silent"):
        read_dataset("mine", block(tmp_path / "x.npz"))


def padded(trains, filler):
    longest = max(map(len, trains))
    return [np.concatenate([train, np.full(longest - len(train), filler)]) for train in trains]


def saved_cells(path, trains):
    cells = np.empty((len(trains), 1), dtype=object)
    cells[:, 0] = [train[:, None] for train in trains]
    savemat(path, {"st": cells})


def test_nan_that_fills_up_trains_is_no_missing_spike(tmp_path):
    saved_cells(tmp_path / "x.mat", list(TRAINS.values()))
    right = read_dataset("mine", block(tmp_path / "x.mat"))
    saved_cells(tmp_path / "x.mat", padded(TRAINS.values(), np.nan))
    found = read_dataset("mine", block(tmp_path / "x.mat"))
    np.testing.assert_array_equal(found.samples, right.samples)
    assert "NaN at the end of 7 of 8 equally long spike trains is padding" in found.decisions


def test_nan_between_spikes_is_a_missing_spike_even_in_equally_long_trains(tmp_path):
    trains = padded(TRAINS.values(), np.nan)
    trains[7][3] = np.nan
    saved_cells(tmp_path / "x.mat", trains)
    with pytest.raises(InputError, match="must have no missing spike time"):
        read_dataset("mine", block(tmp_path / "x.mat"))


def test_nan_at_the_end_of_trains_of_different_length_is_a_missing_spike(tmp_path):
    trains = list(TRAINS.values())
    trains[2] = np.append(trains[2], np.nan)
    saved_cells(tmp_path / "x.mat", trains)
    found = read_dataset("mine", block(tmp_path / "x.mat", missing="drop_variables"))
    assert len(found.variables) == 7
    assert "v002" not in found.variables


@pytest.mark.parametrize("filler", [0.0, -1.0, 9999.0])
def test_numbers_that_fill_up_trains_are_refused(tmp_path, filler):
    saved_cells(tmp_path / "x.mat", padded(TRAINS.values(), filler))
    with pytest.raises(InputError, match=rf"v000 ends in several {filler:g} after .*: fill up with NaN"):
        read_dataset("mine", block(tmp_path / "x.mat"))


def padded_matrix():
    return np.stack(padded(TRAINS.values(), np.nan))


def save_hdf5(path, matrix):
    with h5py.File(path, "w") as file:
        file["st"] = matrix


MATRICES = [
    ("x.npy", np.save),
    ("x.npz", lambda path, matrix: np.savez(path, st=matrix)),
    ("x.mat", lambda path, matrix: savemat(path, {"st": matrix})),
    ("x.h5", save_hdf5),
]


@pytest.mark.parametrize("turn", [np.asarray, np.transpose])
@pytest.mark.parametrize(("name", "save"), MATRICES)
def test_a_matrix_filled_up_with_nan_holds_a_train_per_row_or_column(tmp_path, name, save, turn):
    saved_cells(tmp_path / "cells.mat", list(TRAINS.values()))
    right = read_dataset("mine", block(tmp_path / "cells.mat"))
    save(tmp_path / name, turn(padded_matrix()))
    check_before_run("mine", block(tmp_path / name))
    found = read_dataset("mine", block(tmp_path / name))
    np.testing.assert_array_equal(found.samples, right.samples)
    are = "row" if turn is np.asarray else "column"
    assert any(phrase.startswith(f"each {are} of ") for phrase in found.decisions)
    if name == "x.npy":  # holds one array, without a name
        return
    named = read_dataset("mine", block(tmp_path / name, array="st"))
    np.testing.assert_array_equal(named.samples, right.samples)


def test_a_matrix_in_which_neither_rows_nor_columns_ascend_needs_axes(tmp_path):
    matrix = padded_matrix()[:, ::1].copy()
    matrix[:, [3, 4]] = matrix[:, [4, 3]]
    np.save(tmp_path / "x.npy", matrix)
    with pytest.raises(InputError, match=r"neither rows nor columns do: write axes"):
        check_before_run("mine", block(tmp_path / "x.npy"))
    found = read_dataset("mine", block(tmp_path / "x.npy", axes=["variable", "time"]))
    np.save(tmp_path / "x.npy", padded_matrix())
    np.testing.assert_array_equal(found.samples, read_dataset("mine", block(tmp_path / "x.npy")).samples)


def test_a_matrix_without_nan_is_refused(tmp_path):
    np.savez(tmp_path / "x.npz", st=np.ones((8, 100)), dt=0.1)
    with pytest.raises(InputError, match=r"\(8, 100\) and no NaN: save each train as an array of its own"):
        check_before_run("mine", block(tmp_path / "x.npz", array="st"))
    with pytest.raises(InputError, match=r"at least 2 cells.*left out st: an array.*write array: st if"):
        read_dataset("mine", block(tmp_path / "x.npz"))


def test_the_times_of_all_cells_without_their_cells_are_refused(tmp_path):
    np.savez(tmp_path / "x.npz", spikes=np.sort(np.concatenate(list(TRAINS.values()))))
    with pytest.raises(InputError, match=r"at least 2 variables, found 1: .* or write times and labels"):
        check_before_run("mine", block(tmp_path / "x.npz"))
    (tmp_path / "cells").mkdir()
    for name in "yz":
        np.save(tmp_path / "cells" / f"{name}.npy", np.arange(3.0))
    with pytest.raises(InputError, match="times and labels name two arrays or columns of one file"):
        check_before_run("mine", block(tmp_path / "cells", times="y", labels="z"))


EVENTS = {
    "frame_times": (np.arange(0, 60, 0.05), "its name ends in no number"),
    "depths": (RNG.random(8), "it has one entry for each of 8 others"),
    "events2": (np.arange(3, 57, 1.5), "its entries are equally spaced"),
}


@pytest.mark.parametrize("event", EVENTS)
def test_files_beside_one_file_per_cell_are_no_cells(tmp_path, event):
    for name, train in (TRAINS | {event: EVENTS[event][0]}).items():
        np.save(tmp_path / f"{name}.npy", train)
    with pytest.raises(InputError, match=f"{event} may be none .{EVENTS[event][1]}.*exclude: .{event}."):
        read_dataset("mine", block(tmp_path))
    assert read_dataset("mine", block(tmp_path, exclude=[event])).variables == tuple(TRAINS)


def test_columns_of_events_beside_a_column_per_cell_are_no_cells(tmp_path):
    columns = TRAINS | {"Start": np.array([0.0]), "Stop": np.array([60.0]), "Strobed": np.arange(1, 9) * 7.1}
    pd.DataFrame({name: pd.Series(values) for name, values in columns.items()}).to_csv(
        tmp_path / "x.csv", index=False
    )
    with pytest.raises(InputError, match=r"write exclude: \[Start, Stop, Strobed\] to leave out"):
        read_dataset("mine", block(tmp_path / "x.csv"))
    found = read_dataset("mine", block(tmp_path / "x.csv", exclude=["Start", "Stop", "Strobed"]))
    assert found.variables == tuple(TRAINS)


def test_intervals_between_spikes_are_refused_and_times_in_any_order_are_not(tmp_path):
    np.savez(tmp_path / "x.npz", **{name: np.diff(train) for name, train in TRAINS.items()})
    with pytest.raises(InputError, match=r"add up to about 5\d\.\d+, as intervals between spikes do"):
        read_dataset("mine", block(tmp_path / "x.npz"))
    np.savez(tmp_path / "x.npz", **{name: RNG.permutation(train) for name, train in TRAINS.items()})
    np.savez(tmp_path / "y.npz", **TRAINS)
    np.testing.assert_array_equal(
        *[read_dataset("mine", block(tmp_path / name)).samples for name in ("x.npz", "y.npz")]
    )


def test_ends_of_cells_are_refused_with_the_labels_to_save(tmp_path):
    ends = np.cumsum([len(train) for train in TRAINS.values()])
    arrays = {"spike_times": np.concatenate(list(TRAINS.values())), "spike_times_index": ends}
    np.savez(tmp_path / "x.npz", **arrays)
    with pytest.raises(
        InputError, match=r"each of 8 cells end in spike_times: save the cell .* numpy\.repeat"
    ):
        read_dataset("mine", block(tmp_path / "x.npz"))
    labels = np.repeat(np.arange(8), np.diff(ends, prepend=0))  # as the sentence asks
    np.savez(tmp_path / "x.npz", times=arrays["spike_times"], labels=labels)
    np.savez(tmp_path / "y.npz", **TRAINS)
    labelled = read_dataset("mine", block(tmp_path / "x.npz", times="times", labels="labels"))
    np.testing.assert_array_equal(labelled.samples, read_dataset("mine", block(tmp_path / "y.npz")).samples)


def test_folders_inside_one_without_data_are_named(tmp_path):
    place = tmp_path / "session" / "probe00" / "sorted"
    place.mkdir(parents=True)
    for name, train in TRAINS.items():
        np.save(place / f"{name}.npy", train)
    with pytest.raises(InputError, match="found none, but its folder probe00/sorted does: name that"):
        read_dataset("mine", block(tmp_path / "session"))
