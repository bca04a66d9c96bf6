import numpy as np
import pandas as pd
import pytest

from rgcore.learned.block_size import MEASURES, block_sizes

LENGTHS = {2.3: 40.0, 2.5: 6.0, 3.0: 2.0}


def fields(temperature, n_units=400, layer=1, median=5.0, localized=0.75):
    rng = np.random.default_rng(int(100 * temperature))
    sizes = median * np.exp(0.3 * rng.standard_normal(n_units))
    flags = np.arange(n_units) < localized * n_units
    sizes[~flags] = 1000.0  # must not count
    return pd.DataFrame(
        {
            "temperature": temperature,
            "replica": np.arange(n_units) % 2,
            "layer": layer,
            "unit": np.arange(n_units) // 2,
            "n_hidden": n_units // 2,
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


def test_intervals_are_as_wide_as_the_error_of_a_median():
    frame = fields(2.5, n_units=4000, localized=1.0)
    rows = block_sizes(frame, LENGTHS, rng=np.random.default_rng(2)).set_index("measure")
    row = rows.loc["fwhm"]
    error = 5 * 0.3 * np.sqrt(np.pi / 2 / 4000)  # of the median of a lognormal distribution
    assert row["block_size_low"] < row["block_size"] < row["block_size_high"]
    assert row["block_size_high"] - row["block_size_low"] == pytest.approx(2 * 1.96 * error, rel=0.3)


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


def test_a_temperature_without_correlation_length_is_refused():
    with pytest.raises(ValueError, match=r"\[2.5\] have none"):
        block_sizes(fields(2.5), {2.3: 40.0}, rng=np.random.default_rng(6))
