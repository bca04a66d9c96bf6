"""Silence that was perhaps not recorded is warned of: between two sessions, and of a cell that was lost or found."""

import numpy as np
import pytest
import yaml

from rgcore.datasets import read_dataset
from rgcore.errors import InputError

RNG = np.random.default_rng(31)
TRAINS = {f"unit{number}": np.sort(RNG.uniform(0, 60, 200 + 40 * number)) for number in range(6)}


def dataset(path, trains, **keys):
    np.savez(path, **trains)
    return read_dataset("x", {"kind": "spike_times", "path": str(path), "bin_width": 0.1, **keys})


def shifted(*starts):
    return {name: np.concatenate([train + start for start in starts]) for name, train in TRAINS.items()}


@pytest.mark.parametrize("pause", [15, 600])
def test_a_pause_between_two_sessions_is_named_and_left_out_as_the_warning_writes(tmp_path, pause):
    trains = shifted(0, 60 + pause)
    [warning] = dataset(tmp_path / "x.npz", trains).warnings
    assert warning.startswith("no cell has a spike in a stretch from ")
    keys = yaml.safe_load(warning.split("write ")[1])
    np.testing.assert_allclose(keys["during"], [[0, 60], [60 + pause, 120 + pause]], atol=0.5)
    silent, duration = warning.split(" s, ")[1].split(" s in all")[0].split(" of ")
    assert float(silent) == pytest.approx(pause, abs=0.5)
    assert float(duration) == pytest.approx(120 + pause, abs=0.5)
    again = dataset(tmp_path / "x.npz", trains, **keys)
    assert again.warnings == ()
    assert len(again.samples) == pytest.approx(1200, abs=10)


def test_many_pauses_are_counted(tmp_path):
    [warning] = dataset(tmp_path / "x.npz", shifted(0, 90, 180, 270, 360, 450)).warnings
    assert warning.startswith("no cell has a spike in 5 stretches, the first from 59.9")
    assert warning.endswith("write those that were under during")


@pytest.mark.parametrize("rate", [0.3, 2.0])
def test_cells_that_rarely_fire_or_fire_in_bursts_are_no_pause(tmp_path, rate):
    rng = np.random.default_rng(32)
    centres = np.sort(rng.uniform(0, 600, int(600 * rate)))
    bursts = {
        f"unit{number}": np.sort(np.concatenate([centres, centres + rng.uniform(0.01, 0.2, len(centres))]))
        for number in range(3)
    }
    assert dataset(tmp_path / "x.npz", bursts).warnings == ()


def test_a_cell_without_spikes_in_the_last_part_is_named(tmp_path):
    lost = TRAINS | {"unit4": TRAINS["unit4"][TRAINS["unit4"] < 30]}
    [warning] = dataset(tmp_path / "x.npz", lost).warnings
    last = lost["unit4"].max()
    assert (
        warning
        == f"unit4 has no spike after {last:.6g} s, 25% of the recording or more: was it recorded throughout?"
    )


def test_several_cells_of_a_part_are_counted(tmp_path):
    found = {
        name: train[train > 40] if name in ("unit1", "unit3") else train for name, train in TRAINS.items()
    }
    [warning] = dataset(tmp_path / "x.npz", found).warnings
    assert warning.startswith(
        "2 of 6 cells have no spike in 25% of the recording or more at its start or end"
    )
    assert f"unit1 before {found['unit1'].min():.6g} s" in warning


def test_a_pause_does_not_count_as_silence_of_a_cell(tmp_path):
    trains = shifted(0, 600)
    trains["unit5"] = trains["unit5"][
        trains["unit5"] < 655
    ]  # of 120 s of recording the last 5 s, of 660 s a lot
    [warning] = dataset(tmp_path / "x.npz", trains).warnings
    assert warning.startswith("no cell has a spike in a stretch")


def test_few_spikes_of_a_cell_show_nothing(tmp_path):
    few = np.sort(np.random.default_rng(33).uniform(0, 40, 25))
    assert dataset(tmp_path / "x.npz", TRAINS | {"unit6": few}).warnings == ()


def test_a_bin_width_in_milliseconds_is_refused_with_its_unit(tmp_path):
    with pytest.raises(
        InputError, match=r"found 2 \(bins of 20 s from .*: write a smaller bin_width, in seconds"
    ):
        dataset(tmp_path / "x.npz", shifted(5), bin_width=20)
