"""Block sizes: medians over localized units, with intervals that contain the scatter between networks."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom

from rgcore.learned.block_size import MEASURES, block_sizes

LENGTHS = {2.3: 40.0, 2.5: 6.0, 3.0: 2.0}


def fields(temperature, *, n_units=400, localized=0.75, n_networks=2, of_networks=0.0):
    rng = np.random.default_rng(int(100 * temperature))
    sizes = 5.0 * np.exp(0.3 * rng.standard_normal(n_units))
    sizes *= np.exp(of_networks * rng.standard_normal(n_networks))[np.arange(n_units) % n_networks]
    flags = np.arange(n_units) < localized * n_units
    sizes[~flags] = 1000.0  # must not count
    return pd.DataFrame(
        {
            "temperature": temperature,
            "replica": np.arange(n_units) % n_networks,
            "layer": 1,
            "unit": np.arange(n_units) // n_networks,
            "n_hidden": n_units // n_networks,
            "participation_ratio": sizes**2,
            "fwhm": sizes,
            "rms_radius": sizes / 2,
            "decay_length": sizes / 4,
            "localized": flags,
        }
    )


def test_the_block_size_is_the_median_of_the_localized_units():
    frame = fields(2.5)
    rows = block_sizes(frame, LENGTHS, rng=np.random.default_rng(1)).set_index("measure")
    assert list(rows.index) == list(MEASURES)
    for measure, row in rows.iterrows():
        assert row["block_size"] == np.median(frame.loc[frame["localized"], measure])
    assert (rows["n_units"] == 300).all()
    assert (rows["localized_fraction"] == 0.75).all()
    assert (rows["correlation_length_exact"] == 6.0).all()


def interval(row):
    assert row["block_size_low"] < row["block_size"] < row["block_size_high"]
    return row["block_size_high"] - row["block_size_low"]


def test_intervals_of_networks_that_agree_have_the_error_of_a_median_over_units():
    frame = fields(2.5, n_units=1000, localized=1.0, n_networks=10)
    row = block_sizes(frame, LENGTHS, rng=np.random.default_rng(2)).set_index("measure").loc["fwhm"]
    error = 5 * 0.3 * np.sqrt(np.pi / 2 / 1000)  # of the median of a lognormal distribution
    both = np.sqrt(2) * error  # networks are drawn, and their units once more
    assert interval(row) / (2 * 1.96) == pytest.approx(both, rel=0.2)


def test_intervals_contain_the_scatter_between_networks_that_units_do_not_have():
    frame = fields(2.5, n_units=4000, localized=1.0, n_networks=10, of_networks=0.2)
    row = block_sizes(frame, LENGTHS, rng=np.random.default_rng(2)).set_index("measure").loc["fwhm"]
    scatter = np.log(frame.groupby("replica")["fwhm"].median()).std()
    assert interval(row) == pytest.approx(2 * 1.96 * 5 * scatter / np.sqrt(10), rel=0.35)
    assert interval(row) > 5 * 2 * 1.96 * 5 * 0.3 * np.sqrt(np.pi / 2 / 4000)


def test_intervals_contain_95_per_cent_of_the_medians_of_drawn_networks():
    """Of networks of one unit each, whose sizes are 1 to 17: P(median <= 5) = P(Bin(17, 5/17) > 8) = 0.036."""
    frame = fields(2.5, n_units=17, localized=1.0, n_networks=17).assign(fwhm=np.arange(1.0, 18.0))
    assert binom.sf(8, 17, 4 / 17) < 0.025 < binom.sf(8, 17, 5 / 17) < 0.05
    row = block_sizes(frame, LENGTHS, rng=np.random.default_rng(2)).set_index("measure").loc["fwhm"]
    assert row[["block_size_low", "block_size", "block_size_high"]].tolist() == [5, 9, 13]


def test_one_network_has_no_interval_but_quartiles():
    frame = fields(2.5, n_networks=1, localized=1.0)
    rows = block_sizes(frame, LENGTHS, rng=np.random.default_rng(2)).set_index("measure")
    assert rows[["block_size_low", "block_size_high"]].isna().all(axis=None)
    quartiles = rows.loc["fwhm", ["block_size_lower_quartile", "block_size_upper_quartile"]]
    assert quartiles.tolist() == np.quantile(frame["fwhm"], [0.25, 0.75]).tolist()
    two = pd.concat([frame, frame.assign(replica=1, localized=False)])
    rows = block_sizes(two, LENGTHS, rng=np.random.default_rng(2)).set_index("measure")
    assert rows["block_size_low"].isna().all()


def test_another_temperature_changes_no_other_row():
    few = block_sizes(pd.concat([fields(2.3), fields(3.0)]), LENGTHS, rng=np.random.default_rng(3))
    more = block_sizes(
        pd.concat([fields(3.0), fields(2.5), fields(2.3)]), LENGTHS, rng=np.random.default_rng(3)
    )
    kept = more[more["temperature"] != 2.5].reset_index(drop=True)
    pd.testing.assert_frame_equal(few, kept, check_exact=True)


def test_no_localized_unit_means_no_size():
    rows = block_sizes(fields(3.0, localized=0.0), LENGTHS, rng=np.random.default_rng(4))
    assert rows[["block_size", "block_size_low", "block_size_high"]].isna().all(axis=None)
    assert (rows["n_units"] == 0).all()
    assert (rows["localized_fraction"] == 0).all()


def test_undefined_widths_are_left_out():
    frame = fields(2.5)
    frame.loc[:9, "fwhm"] = np.nan
    rows = block_sizes(frame, LENGTHS, rng=np.random.default_rng(5)).set_index("measure")
    assert rows.loc["fwhm", "n_units"] == 290
    assert rows.loc["rms_radius", "n_units"] == 300
    assert (rows["localized_fraction"] == 0.75).all()  # a unit without a width is localized all the same


def test_a_temperature_without_correlation_length_is_refused():
    with pytest.raises(ValueError, match=r"\[2.5\] have none"):
        block_sizes(fields(2.5), {2.3: 40.0}, rng=np.random.default_rng(6))
