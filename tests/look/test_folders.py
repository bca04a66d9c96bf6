"""What ``rgcore look`` prints of folders in every layout, and that its blocks are accepted as they stand."""

import json

import numpy as np
import pandas as pd
import pytest

from rgcore.cards import load_cards
from rgcore.datasets import check_before_run, read_dataset
from rgcore.datasets.folders.find_files import known_folder
from rgcore.look import look_at

from ..printed_blocks import blocks_in

RNG = np.random.default_rng(41)
TIMES, LABELS = np.sort(RNG.uniform(0, 40, 900)), RNG.integers(0, 4, 900)
GROUPS = pd.DataFrame({"cluster_id": range(4), "group": ["good", "good", "mua", "good"]})


def kilosort(folder):
    np.save(folder / "spike_times.npy", (TIMES * 30000).astype(np.int64))
    np.save(folder / "spike_clusters.npy", LABELS.astype(np.int32))
    GROUPS.to_csv(folder / "cluster_group.tsv", sep="\t", index=False)
    (folder / "params.py").write_text("sample_rate = 30000.\n", "utf-8")


def alf(folder):
    np.save(folder / "spikes.times.npy", TIMES)
    np.save(folder / "spikes.clusters.npy", LABELS)
    np.save(folder / "clusters.label.npy", np.array([1.0, 0.66, 1.0, 1.0]))


def suite2p(folder):
    for name in ("F", "Fneu", "spks"):
        np.save(folder / f"{name}.npy", RNG.gamma(2, 50, (5, 60)).astype(np.float32))
    np.save(folder / "iscell.npy", np.array([[1, 0.9], [1, 0.8], [0, 0.1], [1, 0.7], [0, 0.3]]))


def spikeinterface(folder):
    fields = [("sample_index", "i8"), ("unit_index", "i8"), ("segment_index", "i8")]
    spikes = np.zeros(900, dtype=fields)
    spikes["sample_index"], spikes["unit_index"] = TIMES * 30000, LABELS
    np.save(folder / "spikes.npy", spikes)
    info = {"unit_ids": [3, 5, 8, 9], "sampling_frequency": 30000.0, "num_segments": 1}
    (folder / "numpysorting_info.json").write_text(json.dumps(info), "utf-8")


FOLDERS = {  # writer, kind, a key of the first block, number of variables
    kilosort: ("spike_times", {"select": {"group": "good"}}, 3),
    alf: ("spike_times", {"select": {"label": 1.0}}, 3),
    suite2p: ("matrix", {"select": {"iscell": True}, "array": "F"}, 3),
    spikeinterface: ("spike_times", {}, 4),
}


@pytest.mark.parametrize("write", FOLDERS)
def test_the_blocks_of_a_folder_are_accepted_as_they_stand(write, tmp_path):
    write(tmp_path)
    kind, keys, n_variables = FOLDERS[write]
    first, *others = blocks_in(look_at(tmp_path))
    assert {key: first[key] for key in ("kind", *keys)} == {"kind": kind} | keys
    assert len(read_dataset("d", first).variables) == n_variables
    for block in others:
        check_before_run("d", block)
        assert len(read_dataset("d", block).samples) >= 20


def test_there_is_a_folder_of_every_layout(tmp_path):
    found = set()
    for write in FOLDERS:
        (tmp_path / write.__name__).mkdir()
        write(tmp_path / write.__name__)
        found.add(known_folder(tmp_path / write.__name__)[1].sentence)
    assert found == {card.sentence for card in load_cards("rgcore.datasets.folders").values()}


@pytest.mark.parametrize("n_files", [5, 8])
def test_of_a_large_folder_it_prints_how_many_files_were_looked_at(tmp_path, monkeypatch, n_files):
    monkeypatch.setattr("rgcore.look.place.LARGEST_TEXT", 1000)  # bytes
    days = pd.bdate_range("2021-01-04", periods=61).strftime("%Y-%m-%d")
    for n in range(n_files):
        prices = 50 * np.exp(np.cumsum(RNG.normal(0, 0.02, 61)))
        pd.DataFrame({"Date": days, "Close": prices}).to_csv(tmp_path / f"share_{n}.csv", index=False)
    text = look_at(str(tmp_path))
    assert f"holds {n_files} data files" in text
    counted = f"  5 of {n_files} files looked at: read 60 samples of 5 variables"
    assert (counted in text) == (n_files > 5)
    assert (f"of {n_files} files looked at" in text) == (n_files > 5)
