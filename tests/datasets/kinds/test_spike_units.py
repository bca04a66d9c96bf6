"""Spike times have a unit: of a key, of the file, or seconds where these can be."""

import re

import h5py
import numpy as np
import pandas as pd
import pytest
from scipy.io import savemat

from rgcore.datasets import read_dataset
from rgcore.datasets.formats.arrays.time_attributes import time_unit_of_name
from rgcore.errors import InputError

from .spike_blocks import block, read

RNG = np.random.default_rng(17)
TRAINS = {f"cell{number}": np.sort(RNG.uniform(0, 60, 150 + 30 * number)).round(5) for number in range(4)}


def saved(folder, scale=1.0, dtype=np.float64):
    np.savez(folder / "x.npz", **{name: (train * scale).astype(dtype) for name, train in TRAINS.items()})
    return folder / "x.npz"


@pytest.fixture(scope="module")
def right(tmp_path_factory):
    samples = read(saved(tmp_path_factory.mktemp("right"))).samples
    edges = np.arange(1, 120) * 0.5
    np.testing.assert_array_equal(samples[:, 0], np.histogram(TRAINS["cell0"], edges)[0])
    return samples


@pytest.mark.parametrize(
    ("scale", "keys"),
    [
        (1.0, {"time_unit": "s"}),
        (1e3, {"time_unit": "ms"}),
        (1e6, {"time_unit": "us"}),
        (2e4, {"time_unit": "samples", "sampling_rate": 20_000.0}),
    ],
)
def test_times_of_any_unit_give_the_same_counts(tmp_path, right, scale, keys):
    found = read(saved(tmp_path, scale), **keys)
    np.testing.assert_array_equal(found.samples, right)
    assert any(f"(time_unit: {keys['time_unit']})" in phrase for phrase in found.decisions)
    assert found.warnings == ()


def test_the_numbers_by_which_a_unit_can_be_judged_are_decisions(tmp_path):
    found = read(saved(tmp_path))
    n_spikes = sum(map(len, TRAINS.values()))
    assert "times are taken as seconds (time_unit: s)" in found.decisions
    assert any(phrase.startswith(f"{n_spikes} spikes of 4 cells in 59.") for phrase in found.decisions)
    assert all("; " not in phrase for phrase in found.decisions)


@pytest.mark.parametrize("scale", [1e3, 1e6])
def test_times_that_can_hardly_be_seconds_are_refused_with_the_key_to_write(tmp_path, scale):
    with pytest.raises(
        InputError, match=r"a cell would fire \S+ times per second in the mean.*write time_unit: ms"
    ):
        read(saved(tmp_path, scale))


def test_fast_cells_in_milliseconds_are_known_by_their_shortest_interval(tmp_path):
    trains = {
        name: np.cumsum(RNG.uniform(1.5, 30, 4000)) for name in ("a", "b")
    }  # 60 per second, for a minute
    np.savez(tmp_path / "x.npz", **trains)
    with pytest.raises(InputError, match=r"half of the cells would have no two spikes closer than 1\.5\d* s"):
        read(tmp_path / "x.npz")


def test_a_unit_that_is_written_is_believed_and_warned_about(tmp_path):
    found = read(saved(tmp_path, 1e3), time_unit="s", bin_width=50.0)
    assert found.samples.sum() > 0
    assert any("half of the cells have no two spikes closer than" in warning for warning in found.warnings)
    assert any("spikes per second in the mean: is time_unit right?" in warning for warning in found.warnings)
    days = read(saved(tmp_path, 3e3), time_unit="s", bin_width=50.0)
    assert "the recording lasts 2.08 days: is time_unit right?" in days.warnings


@pytest.mark.parametrize("dtype", [np.uint64, np.int32, np.float64])
def test_integers_are_refused_unless_their_unit_is_written(tmp_path, right, dtype):
    samples = {name: np.round(train * 20_000).astype(dtype) for name, train in TRAINS.items()}
    np.savez(tmp_path / "x.npz", **samples)
    with pytest.raises(InputError, match=r"all \d+ are integers, up to 119\d+: write time_unit"):
        read(tmp_path / "x.npz")
    found = read(tmp_path / "x.npz", time_unit="samples", sampling_rate=20_000.0)
    np.testing.assert_array_equal(found.samples, right)


def test_samples_need_a_rate(tmp_path):
    with pytest.raises(InputError, match="sampling_rate must be given"):
        read_dataset("mine", block(saved(tmp_path, 2e4), time_unit="samples"))


def test_a_rate_without_a_unit_is_refused(tmp_path):
    with pytest.raises(
        InputError, match=r"sampling_rate has a meaning for times in samples alone.*time_unit: samples"
    ):
        read_dataset("mine", block(saved(tmp_path), sampling_rate=2e4))


def write_groups(file, trains):
    for name, train in trains.items():
        file.create_dataset(f"units/{name}/times", data=train).attrs["units"] = "ms"


def write_variable_length(file, trains):
    spikes = file.create_dataset("units", (len(trains),), dtype=h5py.vlen_dtype(np.float64))
    spikes.attrs["unit"] = "ms"
    for place, train in enumerate(trains.values()):
        spikes[place] = train


@pytest.mark.parametrize(
    ("write", "keys"),
    [
        (write_groups, {"array": "units"}),
        (write_groups, {"array": "units/*/times"}),
        (write_variable_length, {"array": "units"}),
        (write_variable_length, {}),
    ],
)
def test_the_unit_of_nested_arrays_is_read(tmp_path, right, write, keys):
    with h5py.File(tmp_path / "x.h5", "w") as file:
        write(file, {name: train * 1e3 for name, train in TRAINS.items()})
    np.testing.assert_array_equal(read(tmp_path / "x.h5", **keys).samples, right)


@pytest.mark.parametrize(
    ("word", "scale"), [("ms", 1e3), (b"milliseconds", 1e3), ("seconds", 1.0), ("\N{MICRO SIGN}s", 1e6)]
)
def test_the_unit_of_an_attribute_is_read(tmp_path, right, word, scale):
    with h5py.File(tmp_path / "x.h5", "w") as file:
        for name, train in TRAINS.items():
            file.create_dataset(name, data=train * scale).attrs["units"] = word
    found = read(tmp_path / "x.h5")
    np.testing.assert_array_equal(found.samples, right)
    assert any("as the files state" in phrase for phrase in found.decisions)


def write_npz_with_word(folder, trains):
    np.savez(folder / "x.npz", units="ms", **trains)
    return folder / "x.npz", {}


def write_mat_with_word(folder, trains):
    savemat(folder / "x.mat", {"session": {"spikes": trains, "time_unit": "msec"}})
    return folder / "x.mat", {"array": "session/spikes"}


def write_attribute_of_group(folder, trains):
    with h5py.File(folder / "x.h5", "w") as file:
        file.attrs["time_units"] = "milliseconds"
        for name, train in trains.items():
            file[f"spikes/{name}"] = train
    return folder / "x.h5", {"array": "spikes"}


def write_names(folder, trains):
    np.savez(folder / "x.npz", **{f"{name}_ms": train for name, train in trains.items()})
    return folder / "x.npz", {}


def write_column(folder, trains):
    labels = np.repeat(list(trains), [len(train) for train in trains.values()])
    frame = pd.DataFrame({"cell": labels, "time (ms)": np.concatenate(list(trains.values()))})
    frame.to_csv(folder / "x.csv", index=False)
    return folder / "x.csv", {"times": "time (ms)", "labels": "cell"}


def write_folder(folder, trains):
    for name, train in trains.items():
        np.save(folder / f"{name}_ms.npy", train)
    return folder, {}


STATED = [
    write_npz_with_word,
    write_mat_with_word,
    write_attribute_of_group,
    write_names,
    write_column,
    write_folder,
]


@pytest.mark.parametrize("write", STATED)
def test_a_unit_in_a_name_or_a_word_beside_is_read_and_reported(tmp_path, right, write):
    path, keys = write(tmp_path, {name: train * 1e3 for name, train in TRAINS.items()})
    found = read(path, **keys)
    np.testing.assert_array_equal(found.samples, right)
    assert any("times are in ms, as" in phrase for phrase in found.decisions)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("a_ms", "b_ms", "c", "d"), "the name a_ms ends in ms and c in none: write time_unit: ms"),
        (("a_ns", "b_ns", "c_ns", "d_ns"), "the name a_ns states ns: save them in seconds"),
        (
            ("a_time (s)", "b_time (s)"),
            "units = ms states ms and the name a_time (s) states s: write time_unit",
        ),
    ],
)
def test_units_that_contradict_one_another_are_refused(tmp_path, names, words):
    words_beside = {"units": "ms"} if "(s)" in names[0] else {}
    np.savez(tmp_path / "x.npz", **dict(zip(names, TRAINS.values(), strict=False)), **words_beside)
    with pytest.raises(InputError, match=re.escape(words)):
        read_dataset("mine", block(tmp_path / "x.npz"))


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("spike_time_ms", "ms"),
        ("spikeTimesMs", "ms"),
        ("t [us]", "us"),
        ("spike_samples", "samples"),
        ("time_min", "min"),
        ("times", None),
        ("cell_s", None),
        ("units", None),
        ("MS_1", None),
        ("neurons", None),
    ],
)
def test_names_end_in_a_unit_or_in_none(name, unit):
    assert time_unit_of_name(name) == unit


def test_a_rate_beside_times_in_samples_is_offered_and_a_contradiction_reported(tmp_path, right):
    samples = {name: np.round(train * 20_000) for name, train in TRAINS.items()}
    np.savez(tmp_path / "x.npz", sampling_frequency=np.array([20_000.0]), **samples)
    with pytest.raises(
        InputError, match="write time_unit: samples and sampling_rate: 20000 if they count samples of"
    ):
        read(tmp_path / "x.npz")
    with pytest.raises(InputError, match="if sampling_frequency is theirs, write sampling_rate: 20000"):
        read(tmp_path / "x.npz", time_unit="samples")
    found = read(tmp_path / "x.npz", time_unit="samples", sampling_rate=10_000.0)
    assert any("though sampling_frequency is 20000" in phrase for phrase in found.decisions)


@pytest.mark.parametrize(("scale", "rate"), [(1e3, 60), (1 / 60, 7)])
def test_fast_cells_in_milliseconds_and_times_in_minutes_are_refused(tmp_path, scale, rate):
    trains = {name: np.sort(RNG.uniform(0, 10, 10 * rate)) * scale for name in ("a", "b", "c")}
    np.savez(tmp_path / "x.npz", **trains)
    with pytest.raises(InputError, match=r"a cell would fire \S+ times per second in the mean"):
        read(tmp_path / "x.npz")


def test_few_spikes_per_bin_are_warned_about_where_seconds_are_a_guess(tmp_path):
    warned = read(saved(tmp_path), bin_width=0.002).warnings
    assert any(
        each.startswith("a bin has 0.0065") and each.endswith("is time_unit right?") for each in warned
    )
    assert not any(
        "time_unit" in each for each in read(saved(tmp_path), bin_width=0.002, time_unit="s").warnings
    )


def test_slow_cells_in_minutes_are_warned_about(tmp_path):
    warning = r"a cell has 19\d spikes per second in the mean: is time_unit right\?"
    guessed = read(saved(tmp_path, 1 / 60), bin_width=0.02)
    assert any(re.fullmatch(warning, each) for each in guessed.warnings), guessed.warnings
    stated = read(tmp_path / "x.npz", bin_width=0.02, time_unit="s")
    assert not any(re.fullmatch(warning, each) for each in stated.warnings)


def test_a_key_goes_before_an_attribute_and_both_are_reported(tmp_path, right):
    with h5py.File(tmp_path / "x.h5", "w") as file:
        for name, train in TRAINS.items():
            file.create_dataset(name, data=train * 1e3).attrs["units"] = "s"
    found = read(tmp_path / "x.h5", time_unit="ms")
    np.testing.assert_array_equal(found.samples, right)
    assert "times are in ms (time_unit: ms), though the file states s" in found.decisions


@pytest.mark.parametrize(
    ("units", "words"),
    [(("V",) * 4, "its attribute is 'V': write time_unit"), (("s", "ms", "s", "s"), "must state one unit")],
)
def test_attributes_that_give_no_unit_are_refused(tmp_path, units, words):
    with h5py.File(tmp_path / "x.h5", "w") as file:
        for (name, train), unit in zip(TRAINS.items(), units, strict=True):
            file.create_dataset(name, data=train).attrs["units"] = unit
    with pytest.raises(InputError, match=words):
        read_dataset("mine", block(tmp_path / "x.h5"))


def test_single_precision_that_cannot_resolve_a_bin_is_refused(tmp_path):
    late = {
        name: (train + 1e5).astype(np.float32) for name, train in TRAINS.items()
    }  # 28 hours: 1/128 s apart
    np.savez(tmp_path / "x.npz", **late)
    with pytest.raises(InputError, match=r"its numbers are 0\.0078 s apart, and a bin is 0\.05 s"):
        read_dataset("mine", block(tmp_path / "x.npz", bin_width=0.05))
    np.savez(tmp_path / "x.npz", **{name: train.astype(np.float64) for name, train in late.items()})
    with pytest.raises(InputError, match="single precision"):  # converted afterwards, which mends nothing
        read_dataset("mine", block(tmp_path / "x.npz", bin_width=0.05))
    assert read(tmp_path / "x.npz", bin_width=0.1).samples.shape[1] == 4
    np.savez(tmp_path / "x.npz", **{name: train + 1e5 for name, train in TRAINS.items()})
    assert read(tmp_path / "x.npz", bin_width=0.05).samples.shape[1] == 4
