"""All scans of one data set: which it has, and whose random numbers each table takes."""

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from rgcore.scans import scan_dataset
from rgcore.scans.bin_widths import _widths, bin_width_scan
from rgcore.scans.choice import scans_of
from rgcore.scans.independent import independent_draws
from rgcore.scans.n_dependence import n_dependence
from rgcore.scans.settings import BinWidthSettings, DatasetScans, SubsetSettings, WindowSettings
from rgcore.scans.windows import window_scan
from rgcore.series import sample_moments

TABLES = ("bin_width_scan", "n_dependence", "window_scan")
SHARED = {"kept_fractions": (1.0, 0.5), "n_gaussian_draws": 3}
BINS = BinWidthSettings(factors=(1, 2), interval_multiples=(), stacked=())
SUBSETS = SubsetSettings(fractions=(0.5,), n_subsets=2)
WINDOWS = WindowSettings(length=150)


def generators():
    return {name: np.random.default_rng(seed) for seed, name in enumerate(TABLES)}


@pytest.fixture(scope="module")
def samples():
    return np.random.default_rng(3).poisson(0.5, (300, 8)).astype(float)


def test_each_table_is_that_of_its_own_scan_with_its_own_random_numbers(samples):
    settings = DatasetScans(**SHARED, bin_widths=BINS, n_dependence=SUBSETS, windows=WINDOWS)
    found, rngs = scan_dataset(samples, settings, dataset="x", rngs=generators()), generators()
    same = {"kept": SHARED["kept_fractions"], "dataset": "x"}
    assert_frame_equal(
        found.bin_width_scan, bin_width_scan(samples, BINS, **same, rng=rngs["bin_width_scan"])
    )
    assert_frame_equal(found.n_dependence, n_dependence(samples, SUBSETS, **same, rng=rngs["n_dependence"]))
    windows = window_scan(samples, WINDOWS, dataset="x", n_draws=3, rng=rngs["window_scan"])
    assert_frame_equal(found.window_scan, windows)


def test_tables_that_are_not_asked_for_have_no_rows(samples):
    settings = DatasetScans(**SHARED, bin_widths=None, n_dependence=None, windows=WINDOWS)
    found = scan_dataset(samples, settings, dataset="x", rngs=generators())
    assert [len(getattr(found, name)) for name in TABLES] == [0, 0, 4]


def test_a_data_set_has_the_scans_that_name_it_and_no_others():
    scans = {**SHARED, "bin_widths": {"a": {"factors": [1]}}, "n_dependence": {}, "windows": {"b": {}}}
    assert scans_of("a", {**scans, "price_levels": {"a": {}}}) == {
        **SHARED,
        "bin_widths": {"factors": [1]},
        "n_dependence": None,
        "windows": None,
    }


def test_draws_of_independent_variables_differ_and_each_is_a_circle_of_its_own_values():
    samples = np.random.default_rng(4).standard_normal((40, 3))
    draws = independent_draws([samples], sample_moments([samples]), 3, rng=np.random.default_rng(5))
    offsets = []
    for draw in (np.concatenate(list(each)) for each in draws):
        places = [np.flatnonzero(draw[:, place] == samples[0, place]).item() for place in range(3)]
        assert np.array_equal(
            draw, np.column_stack([np.roll(samples[:, n], at) for n, at in enumerate(places)])
        )
        offsets.append(tuple(places))
    assert len(set(offsets)) == 3


def test_every_width_that_is_asked_for_is_there_once():
    settings = BinWidthSettings(factors=(1, 2), interval_multiples=(0.5,), stacked=(2, 4))
    assert list(_widths(settings, 5.9)) == [("merged", n) for n in (1, 2, 3)] + [
        ("stacked", 2),
        ("stacked", 4),
    ]


def test_sizes_of_subsets_are_rounded():
    samples = np.random.default_rng(7).standard_normal((300, 11))
    table = n_dependence(
        samples,
        SubsetSettings(fractions=(0.52, 0.7), n_subsets=2),
        kept=(1.0,),
        dataset="x",
        rng=np.random.default_rng(1),
    )
    assert sorted(set(table["n_variables"])) == [6, 8, 11]  # 5.7 and 7.7


def test_subsets_have_the_blocks_of_trials_that_all_variables_have():
    """Copies of one signal have one distribution of projected variables, block by block."""
    signal = np.random.default_rng(8).standard_normal((420, 1))
    samples = signal + 1e-7 * np.random.default_rng(9).standard_normal((420, 8))
    table = n_dependence(
        samples,
        SubsetSettings(fractions=(0.5,), n_subsets=2),
        kept=(1.0,),
        dataset="x",
        moments=sample_moments([samples], 14),  # 30 trials, more than blocks
        rng=np.random.default_rng(1),
    )
    row = table.query("measure == 'jensen_shannon' and n_variables == 4").iloc[0]
    assert row["value"] == pytest.approx(0, abs=0.01)
    assert row["value_err"] == pytest.approx(0, abs=0.01)
    assert pd.notna(row["value_err"])
