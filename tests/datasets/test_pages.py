"""Blocks and keys on the pages about own data: accepted, and read from files as the pages describe them."""

import re
from pathlib import Path

import h5py
import numpy as np
import pandas as pd
import pytest
import yaml

from rgcore.datasets import check_before_run, read_dataset
from rgcore.datasets.config_block import dataset_settings
from rgcore.datasets.settings import DatasetSettings
from rgcore.pipeline.config.model import check_config

from ..pages import ROOT, blocks_of_code

PAGES = ("own_data", "prices", "spikes", "recordings", "gaps")
KEY = re.compile(rf"`((?:{'|'.join(DatasetSettings.model_fields)}): [^`]+)`")
KINDS = ("matrix", "spike_times", "prices", "spikes_binned")
TOGETHER = {"times": {"labels": "i"}, "labels": {"times": "t"}, "sampling_rate": {"time_unit": "samples"}}
RNG = np.random.default_rng(37)
PRICES = pd.DataFrame(
    50 * np.exp(np.cumsum(RNG.normal(0, 0.02, (60, 3)), axis=0)), columns=["AAA", "BBB", "CCC"]
)
DAYS = pd.bdate_range("2021-01-04", periods=60)
TRACES = RNG.normal(5, 1, (4, 50))


def page(name):
    return (ROOT / f"docs/{name}.md").read_text("utf-8")


def blocks(name):
    """Return the blocks of data sets on a page, by the name of the set."""
    found = [yaml.safe_load(text)["datasets"] for text in blocks_of_code(page(name), "yaml")]
    return {key: block for each in found for key, block in each.items() if block is not None}


def closes(path):
    PRICES.set_index(DAYS.strftime("%Y-%m-%d").rename("Date")).to_csv(path)


def european(path):
    PRICES.set_index(DAYS.strftime("%d/%m/%Y").rename("Date")).to_csv(path)


def trains(path):
    np.savez(path, **{f"cell{n}": np.sort(RNG.uniform(0, 40, 300)) for n in range(3)})


def suite2p(path):
    path.mkdir(parents=True)
    for name, values in {"F": TRACES, "Fneu": TRACES / 2, "spks": TRACES}.items():
        np.save(path / f"{name}.npy", values)
    np.save(path / "iscell.npy", np.array([[1, 0.9], [1, 0.8], [0, 0.1], [1, 0.7]]))


def caiman(path):
    with h5py.File(path, "w") as file:
        file["estimates/F_dff"], file["estimates/idx_components"] = TRACES, [0, 2, 3]


FILES = {
    ("own_data", "prices"): (european, (59, 3)),
    ("prices", "closes"): (closes, (59, 3)),
    ("gaps", "closes"): (closes, (59, 3)),
    ("spikes", "cells"): (trains, None),
    ("recordings", "plane"): (suite2p, (50, 3)),
    ("recordings", "components"): (caiman, (50, 3)),
}


def test_every_block_has_a_file_here():
    assert {(name, key) for name in PAGES for key in blocks(name)} == set(FILES)


@pytest.mark.parametrize(("name", "key"), FILES)
def test_a_block_reads_the_file_that_its_page_describes(name, key, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    block, (write, shape) = blocks(name)[key], FILES[name, key]
    write(Path(block["path"]))
    check_before_run(key, block)
    assert shape in (None, read_dataset(key, block).samples.shape)


def test_the_config_of_the_first_page_is_a_whole_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    european("prices.csv")
    own = yaml.safe_load(blocks_of_code(page("own_data"), "yaml")[0])
    config = yaml.safe_load((ROOT / "config.yaml").read_text("utf-8"))
    assert set(own["datasets"]) == {"prices", "neural_like", "stock_like"}
    check_config(config | {"datasets": config["datasets"] | own["datasets"]})


def settings_of(text):
    """Return the settings of a block with keys as a page writes them, of the first kind that they belong to."""
    keys = yaml.safe_load(f"{{{text}}}" if ", " in text and "[" not in text and "{" not in text else text)
    for key in list(keys):
        keys |= {name: value for name, value in TOGETHER.get(key, {}).items() if name not in keys}
    kinds = [keys.pop("kind")] if "kind" in keys else KINDS
    for kind in kinds:
        width = {"bin_width": 0.02} if kind == "spike_times" else {}
        try:
            return dataset_settings({"kind": kind, "path": "x"} | width | keys)
        except ValueError as mistake:
            refusal = mistake
    raise refusal


@pytest.mark.parametrize("name", [name for name in PAGES if KEY.search(page(name))])
def test_the_keys_that_a_page_writes_are_accepted(name):
    for text in KEY.findall(page(name)):
        assert isinstance(settings_of(text), DatasetSettings), text
