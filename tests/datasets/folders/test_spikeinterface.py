"""Folders in which SpikeInterface saves a sorting."""

import json

import numpy as np
import pytest

from rgcore.datasets import check_before_run, input_files, read_dataset
from rgcore.errors import InputError

RATE = 20_000.0
RNG = np.random.default_rng(43)
PLACES = RNG.choice([0, 1, 3, 4], 900)  # of five units the third has no spikes
SAMPLES = np.sort(RNG.integers(0, 40 * RATE, 900))
IDS = [7, 3, 9, 12, 5]
EDGES = np.arange(1, 80) * 0.5


def write(folder, ids=IDS, segments=0, **properties):
    spikes = np.zeros(900, dtype=[("sample_index", "i8"), ("unit_index", "i8"), ("segment_index", "i8")])
    spikes["sample_index"], spikes["unit_index"], spikes["segment_index"] = SAMPLES, PLACES, segments
    np.save(folder / "spikes.npy", spikes)
    info = {"unit_ids": ids, "sampling_frequency": RATE, "num_segments": 1}
    (folder / "numpysorting_info.json").write_text(json.dumps(info))
    (folder / "properties").mkdir()
    for name, entries in properties.items():
        np.save(folder / "properties" / f"{name}.npy", np.array(entries))
    return {"kind": "spike_times", "path": str(folder), "bin_width": 0.5}


def counts(places):
    return np.stack([np.histogram(SAMPLES[place == PLACES] / RATE, EDGES)[0] for place in places], axis=1)


def read(block):
    check_before_run("mine", block)
    return read_dataset("mine", block)


@pytest.mark.parametrize("ids", [IDS, list("abcde")])
def test_units_are_named_by_their_ids(tmp_path, ids):
    block = write(tmp_path, ids)
    found = read(block)
    names = [str(each) if isinstance(each, str) else f"unit_{each}" for each in ids]
    assert found.variables == tuple(names[place] for place in (0, 1, 3, 4))
    np.testing.assert_array_equal(found.samples, counts([0, 1, 3, 4]))
    assert f"left out {names[2]}: it has no spikes" in found.decisions
    assert len(input_files(block)) == 2


def test_units_are_selected_by_their_properties(tmp_path):
    block = write(tmp_path, quality=["good", "noise", "good", "good", "mua"], snr=[3.0, 1.0, 4.0, 9.0, 2.0])
    with pytest.raises(InputError, match=r"\(2 good, 1 mua, 1 noise\).*select: \{quality: good\}"):
        read(block)
    found = read(block | {"select": {"quality": "good"}})
    np.testing.assert_array_equal(found.samples, counts([0, 3]))
    assert read(block | {"select": {"snr": {"min": 1.5}}}).variables == ("unit_7", "unit_12", "unit_5")


def test_segments_with_clocks_of_their_own_are_refused(tmp_path):
    with pytest.raises(InputError, match=r"must hold one segment, but it has 2.*select_segments"):
        read(write(tmp_path, segments=np.arange(900) % 2))


@pytest.mark.parametrize(
    ("break_it", "words"),
    [
        (lambda folder: np.save(folder / "spikes.npy", SAMPLES), "must hold records with sample_index"),
        (lambda folder: (folder / "numpysorting_info.json").write_text("{}"), "must have unit_ids"),
        (lambda folder: (folder / "numpysorting_info.json").write_text("{"), "numpysorting_info.json"),
        (
            lambda folder: (folder / "numpysorting_info.json").write_text(
                '{"unit_ids": [1, 2], "sampling_frequency": 1}'
            ),
            "must have a unit_index below the 2 units",
        ),
    ],
)
def test_damaged_folders_are_refused_in_one_sentence(tmp_path, break_it, words):
    block = write(tmp_path)
    break_it(tmp_path)
    with pytest.raises(InputError, match=words):
        read(block)
