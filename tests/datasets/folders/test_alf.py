"""Folders of the ALF standard: spikes in seconds, their clusters, and files on the clusters."""

import numpy as np
import pandas as pd
import pytest

from rgcore.datasets import check_before_run, input_files, read_dataset
from rgcore.errors import InputError

RNG = np.random.default_rng(43)
LABELS = RNG.integers(0, 4, 800)
LABELS[LABELS == 2] = 4  # unit 2 has no spikes
TIMES = np.sort(RNG.uniform(0, 60, 800))
EDGES = np.arange(1, 120) * 0.5


@pytest.fixture
def folder(tmp_path):
    np.save(tmp_path / "spikes.times.npy", TIMES[:, None])
    np.save(tmp_path / "spikes.clusters.npy", LABELS[:, None].astype(np.uint32))
    np.save(tmp_path / "spikes.depths.npy", np.ones(800))
    np.save(tmp_path / "clusters.depths.npy", np.array([100.0, 900.0, 500.0, 300.0, 700.0]))
    np.save(tmp_path / "clusters.waveforms.npy", np.zeros((5, 82, 3)))
    return tmp_path


def block(folder, **keys):
    return {"kind": "spike_times", "path": str(folder), "bin_width": 0.5, **keys}


def read(folder, **keys):
    check_before_run("mine", block(folder, **keys))
    return read_dataset("mine", block(folder, **keys))


def counts(clusters):
    return np.stack([np.histogram(TIMES[cluster == LABELS], EDGES)[0] for cluster in clusters], axis=1)


def test_spikes_in_seconds_are_counted_by_cluster(folder):
    dataset = read(folder)
    assert dataset.variables == ("unit_0", "unit_1", "unit_3", "unit_4")
    np.testing.assert_array_equal(dataset.samples, counts([0, 1, 3, 4]))
    assert "left out unit_2: it has no spikes" in dataset.decisions
    assert "times are in s, as the files state (time_unit: s)" in dataset.decisions


def test_units_are_selected_by_an_array_with_one_number_each(folder):
    np.testing.assert_array_equal(read(folder, select={"depths": {"max": 400.0}}).samples, counts([0, 3]))


@pytest.mark.parametrize("suffix", ["pqt", "csv"])
def test_units_of_several_qualities_are_refused_until_some_are_selected(folder, suffix):
    metrics = pd.DataFrame({"cluster_id": [4, 3, 1, 0], "label": [1.0, 0.5, 1.0, 0.5]})
    path = folder / f"clusters.metrics.{suffix}"
    metrics.to_parquet(path) if suffix == "pqt" else metrics.to_csv(path)
    with pytest.raises(InputError, match=r"column label \(2 0\.5, 2 1\.0\)"):
        check_before_run("mine", block(folder))
    np.testing.assert_array_equal(read(folder, select={"label": 1}).samples, counts([1, 4]))


def test_names_with_a_namespace_and_more_words_are_known(folder):
    (folder / "spikes.times.npy").rename(folder / "_ibl_spikes.times.3f859b5c.npy")
    (folder / "spikes.clusters.npy").rename(folder / "spikes.clusters.probe00.npy")
    np.testing.assert_array_equal(read(folder).samples, counts([0, 1, 3, 4]))
    names = ["_ibl_spikes.times.3f859b5c.npy", "clusters.depths.npy", "spikes.clusters.probe00.npy"]
    assert input_files(block(folder)) == [str(folder / name) for name in names]


def test_two_probes_in_one_folder_are_refused(folder):
    np.save(folder / "spikes.times.probe01.npy", TIMES)
    with pytest.raises(InputError, match=r"one probe, found spikes\.times\.npy, spikes\.times\.probe01\.npy"):
        check_before_run("mine", block(folder))


def test_files_of_two_spike_sorters_in_one_folder_are_refused(folder):
    np.save(folder / "spike_times.npy", np.arange(800))
    np.save(folder / "spike_clusters.npy", LABELS)
    with pytest.raises(InputError, match=r"must have one layout, but .* ALF .* Kilosort"):
        input_files(block(folder))
