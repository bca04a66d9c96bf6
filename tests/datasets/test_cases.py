"""Inputs as people have them, beside the folder that RGCORE_REAL_DATA names: the right number, or what to write for it.

Each folder of ``cases`` has a config as a user would write it first, and the right numbers. Reading it ends in these
numbers, or in one sentence on what to write; with that written it ends in these numbers. None ends in others.
"""

import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from rgcore.coarse_graining import coarse_grain
from rgcore.datasets import kind_names, read_dataset
from rgcore.errors import InputError
from rgcore.look import look_at
from rgcore.pcarg import moment_flow
from rgcore.pipeline.config.model import check_config

from ..printed_blocks import blocks_in

REAL_DATA = os.environ.get("RGCORE_REAL_DATA")
CASES = Path(REAL_DATA or "nowhere").parent / "cases"
FLOW = "kurtosis_median_by_modes_kept (covariance, nothing dropped)"
DEFAULTS = yaml.safe_load((Path(__file__).parents[2] / "config.yaml").read_text())

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="no folder cases beside that of RGCORE_REAL_DATA")


def folder_linked(block, folder):
    (folder / "run").symlink_to(Path("run{1}").absolute())
    return block | {"path": str(folder / "run/p.csv")}


def saved_by_name(block, folder):
    with np.load(block["path"], allow_pickle=True) as archive:
        trains = {f"cell{number}": train for number, train in enumerate(archive[block["array"]])}
    np.savez(folder / "saved.npz", **trains)
    return {key: value for key, value in block.items() if key != "array"} | {
        "path": str(folder / "saved.npz")
    }


@dataclass(frozen=True)
class Remedy:
    """What the sentence on a case asks for: its words, and the block after doing it."""

    words: tuple[str, ...]
    change: Callable[[dict, Path], dict]


def keys(**written: Any) -> Remedy:
    """Return the remedy of writing keys."""
    return Remedy(tuple(written), lambda block, _: block | written)


REMEDIES = {
    "brian_npz": keys(times="t", labels="i"),
    "npz_with_metadata": keys(exclude=["depth_um"]),
    "spike_times_ms": keys(time_unit="ms"),
    "csv_rows_with_id": keys(index="v000"),
    "returns_with_number_dates": keys(index="date"),
    "braces_in_path": Remedy(("link",), folder_linked),
    "data_set_named_no": Remedy(("quotes",), lambda block, _: block),
    "dates_dmy": keys(date_format="%d/%m/%Y"),
    "intraday": keys(resolution="time"),
    "object_npz": Remedy(("numpy.savez",), saved_by_name),
}
WARNINGS = {"padded_flat_tail": ("DDD", "2021-08-02")}


def blocks_of(case):
    config = yaml.safe_load((CASES / case / "config.yaml").read_text())
    return {name: block for name, block in config["datasets"].items() if block is not None}


def read(datasets):
    """Return the one data set of a config, after all that is checked before a run."""
    check_config(DEFAULTS | {"datasets": {"neural_like": None, "stock_like": None} | datasets})
    [(name, block)] = datasets.items()
    return read_dataset(name, block)


def check(dataset, case):
    expected = json.loads((CASES / case / "expected.json").read_text())
    assert dataset.samples.shape == (expected["n_samples"], expected["n_variables"])
    assert dataset.samples.sum() == pytest.approx(expected["sum_of_samples"], rel=1e-9)
    n_kept = [int(number) for number in expected[FLOW]]
    flow = moment_flow(
        dataset.samples, kept=[number / len(dataset.variables) for number in n_kept], scaling="covariance"
    ).set_index("n_kept")
    for number in n_kept:
        assert flow["kurtosis_median"][number] == pytest.approx(expected[FLOW][str(number)], rel=1e-6)
    assert all(word in " ".join(dataset.warnings) for word in WARNINGS.get(case, ()))


def cases(without=()):
    names = sorted(path.name for path in CASES.iterdir() if path.is_dir()) if CASES.is_dir() else []
    return [name for name in names if name not in {"masked_array", *without}]


@pytest.mark.parametrize("case", cases())
def test_a_case_ends_in_the_right_number_or_in_what_to_write_for_it(case, tmp_path, monkeypatch):
    monkeypatch.chdir(CASES / case)
    datasets = blocks_of(case)
    try:
        dataset = read(datasets)
    except InputError as refusal:
        sentence, remedy = str(refusal), REMEDIES.get(case)
        assert "\n" not in sentence
        assert remedy is not None, sentence
        for word in remedy.words:
            assert re.search(rf"\b{re.escape(word)}\b", sentence), sentence
        [block] = datasets.values()
        dataset = read({"mine": remedy.change(block, tmp_path)})
    check(dataset, case)


def test_a_masked_array_is_refused():
    counts = np.random.default_rng(0).poisson(0.3, (2000, 8)).astype(float)
    masked = np.ma.masked_greater(counts, 2)
    with pytest.raises(InputError, match="mask"):
        coarse_grain(masked, dataset="d", n_draws=2, rng=np.random.default_rng(1))


@pytest.mark.parametrize("case", cases(without={"braces_in_path", "object_npz"}))
def test_a_block_that_look_prints_ends_in_the_right_number(case, monkeypatch):
    """Except for the width of bins, which no file holds."""
    monkeypatch.chdir(CASES / case)
    [block] = blocks_of(case).values()
    width = {key: block[key] for key in ("bin_width",) if key in block}
    kinds = {block["kind"], "returns"} & set(kind_names())  # of which a matrix of returns may be one
    text = look_at(block["path"])
    assert "reading it fails" not in text
    blocks = [each for each in blocks_in(text) if each["kind"] in kinds]
    found = [read_dataset("mine", each | width) for each in blocks]
    assert any(fits(dataset, case) for dataset in found)


def fits(dataset, case):
    try:
        check(dataset, case)
    except AssertionError:
        return False
    return True
