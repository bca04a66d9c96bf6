"""Units of an NWB file are selected by the columns of their table, and counted where all of them were observed."""

import h5py
import numpy as np
import pytest

from rgcore.datasets import check_before_run, read_dataset
from rgcore.datasets.time_intervals import common_intervals, joined_intervals

from ..refusals import refused
from .nwb_files import TRAINS, counts, write_table, write_units

QUALITY = ["good", "noise", "good"]
SNR = [3.0, np.nan, 8.0]


@pytest.fixture
def units(tmp_path):
    """A file with electrodes in two areas, and columns of all types that pynwb writes."""
    block = write_units(tmp_path / "x.nwb", quality=QUALITY, snr=SNR, is_cell=[True, False, True])
    with h5py.File(tmp_path / "x.nwb", "a") as file:
        place = "general/extracellular_ephys"
        electrodes = write_table(
            file, f"{place}/electrodes", {"id": range(4), "location": ["CA1", "CA1", "CA3", "V1"]}
        )
        probe = file.create_group(f"{place}/probe_b")
        probe["location"] = "left"
        for shank in ("a", "b"):
            file.require_group(f"{place}/probe_{shank}").attrs["name"] = shank
        units = file["units"]
        units["electrodes"], units["electrodes_index"] = [0, 1, 1, 2, 3], [2, 4, 5]
        units["electrodes"].attrs["table"] = electrodes.ref
        probes = [file[f"{place}/probe_{name}"].ref for name in "abb"]
        units.create_dataset("electrode_group", data=np.array(probes, dtype=h5py.ref_dtype))
        units["layer"] = np.array([0, 1, 1], dtype=np.uint8)
        file["words"] = np.array([b"L2", b"L5"])
        units["layer"].attrs["elements"] = file["words"].ref
        units["waveform_mean"] = np.zeros((3, 40))
    return block


@pytest.mark.parametrize(
    ("select", "kept"),
    [
        ({"quality": "good"}, (7, 3)),
        ({"quality": ["good", "noise"]}, (7, 12, 3)),
        ({"snr": {"min": 5}, "quality": ["good", "noise"]}, (3,)),
        ({"is_cell": True}, (7, 3)),
        ({"electrodes/location": "CA1"}, (7,)),
        ({"electrodes/location": ["CA1", "CA1+CA3"]}, (7, 12)),
        ({"electrode_group": "probe_b"}, (12, 3)),
        ({"electrode_group/location": "left"}, (12, 3)),
        ({"layer": "L5"}, (12, 3)),
    ],
)
def test_units_are_selected_by_their_columns(units, select, kept):
    block = units | {"select": select}
    if len(kept) == 1:
        refused(block, "at least 2 variables, found 1")
        return
    check_before_run("x", block)
    assert read_dataset("x", block).variables == tuple(f"unit_{number}" for number in kept)


def test_what_is_not_in_the_table_is_refused(units):
    refused(units | {"select": {"qualiti": "good"}}, "the column qualiti of select, but it has quality, ")
    refused(units | {"select": {"quality": "goood"}}, "with quality goood, found good (2), noise (1)")
    refused(units | {"select": {"waveform_mean": 3}}, "the column waveform_mean of select")


def test_units_of_several_qualities_are_refused_until_the_config_selects(units):
    refused(units, "column quality (2 good, 1 noise)", "select: {quality: good}", "[good, noise]} for all")
    assert len(read_dataset("x", units | {"variables": ["unit_7", "unit_12"]}).variables) == 2


@pytest.mark.parametrize(
    ("column", "entries", "keys"),
    [
        (
            "accepted",
            np.array([1, 0, 1], dtype=np.uint8),
            "(1 0, 2 1): write which are read, such as select: {accepted: 1}",
        ),
        (
            "is_good",
            np.array([True, False, True]),
            "select: {is_good: true}, or select: {is_good: [false, true]} for all",
        ),
        ("is_noise", np.array([False, True, False]), "select: {is_noise: false}"),
        ("default_qc", ["pass", "fail", "pass"], "select: {default_qc: pass}"),
        ("cell_type", ["pyramidal", "artifact", "pyramidal"], "select: {cell_type: pyramidal}"),
        ("phy_annotations", np.array([2, 1, 2]), "select: {phy_annotations: 2}"),
    ],
)
def test_columns_that_tell_cells_from_noise_are_known_by_name_or_word(tmp_path, column, entries, keys):
    block = write_units(
        tmp_path / "x.nwb", **{column: entries}, snr=np.array([3.0, 2.0, 9.0]), depth=[1, 2, 3]
    )
    refused(block, f"of several kinds in column {column}", keys)
    found = read_dataset("x", block | {"select": {"snr": {"min": 1}}})
    assert any(f"units are read whatever their {column}" in each for each in found.decisions)
    wanted = entries[0] if isinstance(entries[0], str) else entries[0].item()
    found = read_dataset("x", block | {"select": {column: wanted}})
    assert found.variables == ("unit_7", "unit_3")
    assert not any("whatever" in each for each in found.decisions)


@pytest.mark.parametrize("entries", [["L4", "L5", "L5"], np.array([1.5, 2.5, 3.5]), np.array([7, 8, 9])])
def test_other_columns_need_no_key(tmp_path, entries):
    block = write_units(tmp_path / "x.nwb", layer=entries, label=["a", "b", "c"], peak_channel=[1, 2, 3])
    assert len(read_dataset("x", block).variables) == 3


def test_bins_lie_within_the_common_observation_intervals(tmp_path):
    observed = [np.array([[0.0, 30.2], [31.0, 50.0]]), np.array([[0.0, 50.0]]), np.array([[10.0, 44.9]])]
    block = write_units(tmp_path / "x.nwb", obs_intervals=observed)
    found = read_dataset("x", block)
    np.testing.assert_array_equal(found.samples, counts(TRAINS, [(20, 60), (62, 89)]))
    assert (
        "the obs_intervals that all units share, 34.1 of 50 s (obs_intervals: ignore)" in found.decisions[0]
    )
    assert "in 2 stretches" in found.summary
    two = read_dataset("x", block | {"exclude": ["unit_3"]})  # the others were observed longer
    np.testing.assert_array_equal(two.samples, counts(TRAINS[:2], [(0, 60), (62, 100)]))
    ignored = read_dataset("x", block | {"obs_intervals": "ignore"})
    assert len(ignored.samples) == len(read_dataset("x", write_units(tmp_path / "y.nwb")).samples)
    assert not any("obs_intervals" in phrase for phrase in ignored.decisions)


def test_silence_that_was_observed_counts(tmp_path):
    block = write_units(tmp_path / "x.nwb", obs_intervals=[np.array([[-20.0, 100.0]])] * 3)
    np.testing.assert_array_equal(read_dataset("x", block).samples, counts(TRAINS, [(-40, 200)]))


@pytest.mark.parametrize(
    ("observed", "words"),
    [
        ([[[0.0, 20.0]], [[20.0, 40.0]], [[0.0, 50.0]]], ["share none", "unit_7 has the fewest, 20 s"]),
        ([[[0.0, 20.0]], np.empty((0, 2)), [[0.0, 50.0]]], ["share none", "unit_12 has the fewest, 0 s"]),
        ([[[20.0, 0.0]], [[0.0, 40.0]], [[0.0, 50.0]]], ["end after they start, found 20 to 0"]),
        ([[[0.0, np.nan]], [[0.0, 40.0]], [[0.0, 50.0]]], ["end after they start, found 0 to nan"]),
        ([[1.0, 2.0], [3.0], [4.0]], ["obs_intervals of a start and a stop, found shape (4,)"]),
    ],
)
def test_observation_intervals_that_cannot_be_applied_are_refused(tmp_path, observed, words):
    block = write_units(tmp_path / "x.nwb", obs_intervals=[np.asarray(each) for each in observed])
    refused(block, "table units", *words, at_parse_time=False)
    assert len(read_dataset("x", block | {"obs_intervals": "ignore"}).variables) == 3


TRIALS = {
    "id": [0, 1, 2, 3],
    "start_time": [1.0, 11.2, 20.0, 30.0],
    "stop_time": [9.0, 19.0, 29.9, np.nan],
    "condition": ["left", "right", "left", "left"],
    "contrast": [0.0, 0.5, 1.0, 1.0],
    "tags": [["a", "b"], ["b"], ["c"], ["a"]],
}


@pytest.fixture
def trials(tmp_path):
    block = write_units(tmp_path / "x.nwb")
    with h5py.File(tmp_path / "x.nwb", "a") as file:
        write_table(file, "intervals/trials", TRIALS)
        write_table(file, "intervals/epochs", {key: TRIALS[key] for key in ("id", "start_time", "stop_time")})
    return block


@pytest.mark.parametrize(
    ("during", "stretches"),
    [
        ("trials", [(2, 18), (23, 38), (40, 59)]),
        ("intervals/trials", [(2, 18), (23, 38), (40, 59)]),
        ({"trials": {"condition": "left"}}, [(2, 18), (40, 59)]),
        ({"trials": {"contrast": {"max": 0.5}}}, [(2, 18), (23, 38)]),
        ({"trials": {"tags": "b"}}, [(2, 18), (23, 38)]),
        ({"trials": {"tags": "b", "condition": "right"}}, [(23, 38)]),
        ([[1, 9], [11.2, 19.0]], [(2, 18), (23, 38)]),
        ([[11.2, 19.0], [15, 20.1], [1, 9]], [(2, 18), (23, 40)]),
    ],
)
def test_samples_are_from_the_intervals_that_during_names(trials, during, stretches):
    block = trials | {"during": during}
    if sum(stop - first for first, stop in stretches) < 20:
        refused(block, "at least 20 samples", at_parse_time=False)
        return
    check_before_run("x", block)
    np.testing.assert_array_equal(read_dataset("x", block).samples, counts(TRAINS, stretches))


def test_what_during_leaves_is_reported(trials):
    decisions = read_dataset("x", trials | {"during": {"trials": {"condition": "left"}}}).decisions
    assert decisions[:2] == (
        "3 of 4 intervals of trials are read (during), without 1 whose start or stop is missing",
        "samples are from 2 stretches of time that follow one another (during)",
    )


def test_trials_and_observation_intervals_both_apply(tmp_path):
    block = write_units(tmp_path / "x.nwb", obs_intervals=[np.array([[5.0, 60.0]])] * 3)
    with h5py.File(tmp_path / "x.nwb", "a") as file:
        write_table(file, "intervals/trials", TRIALS)
    found = read_dataset("x", block | {"during": "trials"})
    np.testing.assert_array_equal(found.samples, counts(TRAINS, [(10, 18), (23, 38), (40, 59)]))


@pytest.mark.parametrize(
    ("during", "words"),
    [
        ("trails", ["must hold the array trails, but it holds trials, epochs"]),
        ({"trials": {"side": "left"}}, ["the column side of during, but it has ", "condition"]),
        ({"trials": {"condition": "middle"}}, ["with condition middle, found left (3), right (1)"]),
        ([[100, 200]], ["1 to 1000000000 counts", "within 1 intervals"]),
    ],
)
def test_what_during_cannot_find_is_refused(trials, during, words):
    refused(trials | {"during": during}, *words, at_parse_time=False)


@pytest.mark.parametrize("during", [[], [[3]], [[3, 1]], {"trials": {}, "epochs": {}}, 3, [["a", "b"]]])
def test_during_must_be_a_table_or_intervals(trials, during):
    refused(trials | {"during": during}, "during must be a table of intervals, such as trials or")


def test_intervals_in_seconds_apply_to_any_format(tmp_path):
    np.savez(tmp_path / "x.npz", **{f"c{index}": train for index, train in enumerate(TRAINS)})
    block = {"kind": "spike_times", "path": str(tmp_path / "x.npz"), "bin_width": 0.5}
    found = read_dataset("x", block | {"during": [[1.3, 20], [30, 42]]})
    np.testing.assert_array_equal(found.samples, counts(TRAINS, [(3, 40), (60, 84)]))
    refused(block | {"during": "trials"}, "only .nwb files do", "during: [[0, 600]]", at_parse_time=False)


@pytest.mark.parametrize("seed", range(20))
def test_common_and_joined_intervals_are_those_of_a_fine_grid(seed):
    rng = np.random.default_rng(seed)
    several = [np.sort(rng.integers(0, 60, (rng.integers(1, 9), 2)), axis=1) for _ in range(3)]
    grid = np.arange(60) + 0.5

    def inside(intervals):
        return ((intervals[:, :1] < grid) & (grid < intervals[:, 1:])).any(axis=0)

    joined = [joined_intervals(each.astype(float)) for each in several]
    common = common_intervals(joined)
    for given, found in zip(several, joined, strict=True):
        np.testing.assert_array_equal(inside(given), inside(found))
        assert (np.diff(found.ravel())[1::2] > 0).all()
    np.testing.assert_array_equal(inside(common), np.logical_and.reduce([inside(each) for each in several]))


STARTS = np.array([3.0, 14.2, 21.7, 33.1])


def with_trials(path, lengths, **columns):
    block = write_units(path, **columns)
    with h5py.File(path, "a") as file:
        rows = {
            "id": range(4),
            "start_time": STARTS,
            "stop_time": STARTS + lengths,
            "side": ["a", "b", "a", "a"],
        }
        write_table(file, "intervals/trials", rows)
    return block


def trial_counts(trials, first, stop, width=0.5):
    edges = width * np.arange(first, stop + 1)
    return np.concatenate(
        [
            np.column_stack([np.histogram(train - STARTS[trial], edges)[0] for train in TRAINS])
            for trial in trials
        ]
    )


@pytest.mark.parametrize(
    ("lengths", "keys", "trials", "bins"),
    [
        ([4.0, 4.1, 4.0, 4.2], {}, range(4), (0, 8)),
        ([4.0, 4.1, 4.0, 4.2], {"during": {"trials": {"side": "a"}}}, [0, 2, 3], (0, 8)),
        ([4.0, 1.0, 5.0, 4.2], {"during": [[0.5, 4.0]]}, [0, 2, 3], (1, 8)),
    ],
)
def test_trials_are_laid_one_after_another_from_their_starts(tmp_path, lengths, keys, trials, bins):
    block = with_trials(tmp_path / "x.nwb", lengths) | {"repeat": "trials"} | keys
    check_before_run("x", block)
    found = read_dataset("x", block)
    np.testing.assert_array_equal(found.samples, trial_counts(trials, *bins))
    assert f"of {len(trials)} trials" in found.summary


def test_trials_that_were_not_observed_throughout_are_left_out(tmp_path):
    observed = [np.array([[0.0, 16.0], [20.0, 50.0]])] * 3
    block = with_trials(tmp_path / "x.nwb", [4.0] * 4, obs_intervals=observed) | {"repeat": "trials"}
    np.testing.assert_array_equal(read_dataset("x", block).samples, trial_counts([0, 2, 3], 0, 8))
    everything = read_dataset("x", block | {"obs_intervals": "ignore"})
    np.testing.assert_array_equal(everything.samples, trial_counts(range(4), 0, 8))


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({}, "must have trials of equal length for repeat, but they last 1 to 5 s"),
        ({"during": [[0, 9]]}, "must have trials that last until the end of during"),
        ({"during": "epochs"}, "during must name rows of the table trials of repeat"),
        ({"repeat": "trails"}, "trials"),
    ],
)
def test_trials_that_cannot_be_laid_out_are_refused(tmp_path, keys, words):
    block = with_trials(tmp_path / "x.nwb", [4.0, 1.0, 5.0, 4.2]) | {"repeat": "trials"} | keys
    refused(block, words, at_parse_time=False)
