"""Exponents and kurtosis against bin width, for data whose answer is known."""

import numpy as np
import pandas as pd
import pytest

from rgcore.errors import InputError
from rgcore.scans.bin_widths import _arranged, _mean_interval, bin_width_scan
from rgcore.scans.independent import over_draws
from rgcore.scans.measures import Measured, change_between
from rgcore.scans.settings import BinWidthSettings
from rgcore.series import sample_moments

KEPT = (1.0, 0.5)


def scan(samples, **settings):
    values = {"factors": (1,), "interval_multiples": (), "stacked": ()} | settings
    rng = np.random.default_rng(12)
    return bin_width_scan(samples, BinWidthSettings(**values), kept=KEPT, dataset="planted", rng=rng)


def spikes(n_samples, n_variables, probability, seed=1):
    return (np.random.default_rng(seed).random((n_samples, n_variables)) < probability).astype(float)


def row(table, measure, n_bins, arrangement="merged", n_kept=0):
    chosen = table[(table["measure"] == measure) & (table["arrangement"] == arrangement)]
    return chosen[(chosen["n_bins"] == n_bins) & (chosen["n_kept"] == n_kept)].iloc[0]


@pytest.fixture(scope="module")
def independent():
    """Independent cells whose kurtosis with m bins merged is 3 + (k - 3) / m, and whose exponents stay at 1."""
    return scan(spikes(40_000, 32, 0.05), factors=(1, 2, 8), stacked=(2,), interval_multiples=(0.1, 0.4))


def test_the_excess_kurtosis_of_independent_counts_falls_as_one_over_the_bins(independent):
    kurtosis = (1 - 3 * 0.05 * 0.95) / (0.05 * 0.95)
    for n_bins in (1, 2, 8):
        found = row(independent, "kurtosis_median", n_bins, n_kept=32)
        assert found["value"] == pytest.approx(3 + (kurtosis - 3) / n_bins, abs=4 * found["value_err"])
        assert found["value_err"] < 0.05 * found["value"]


def test_stacked_bins_of_independent_cells_keep_their_kurtosis(independent):
    found = row(independent, "kurtosis_median", 2, "stacked", 64)
    assert found["n_variables"] == 64
    assert abs(found["change"]) < 4 * found["change_err"]


def test_exponents_of_independent_cells_are_1_but_for_the_noise_that_pairs_fit(independent):
    """Wider bins leave fewer samples, whose noise makes pairs; the null contains this, an error bar does not."""
    for name in ("variance", "silence"):
        for n_bins in (1, 2, 8):
            found = row(independent, name, n_bins)
            assert found["value"] == pytest.approx(1, abs=0.035)
            scatter = np.hypot(found["value_err"], found["shuffled_err"])
            assert found["value"] == pytest.approx(found["shuffled"], abs=4 * scatter)
    assert row(independent, "variance", 8)["shuffled"] > row(independent, "variance", 1)["shuffled"]


def test_a_common_drive_is_not_in_the_null():
    rng = np.random.default_rng(13)
    rate = np.repeat(rng.gamma(1.0, 0.04, 1_000), 8)[:, None]
    found = row(scan((rng.random((8_000, 16)) < rate).astype(float), factors=(8,)), "variance", 8)
    assert found["shuffled"] < 1.2 < found["value"]


def test_intervals_are_rounded_to_whole_bins_and_merged_with_equal_factors(independent):
    assert independent["mean_interval"].to_numpy() == pytest.approx(20, rel=0.02)
    asked = independent[independent["arrangement"] == "merged"].groupby("n_bins")["asked_for"].first()
    assert asked.to_dict() == {1: "1 bin", 2: "2 bins, 0.1 intervals", 8: "8 bins, 0.4 intervals"}


def test_the_bins_of_the_data_are_no_change_from_themselves(independent):
    first = independent[(independent["arrangement"] == "merged") & (independent["n_bins"] == 1)]
    assert set(first["beside_original"]) == {""}
    defined = first[first["value"].notna()]
    assert np.allclose(defined["change"], 0)


def test_a_common_drive_slower_than_the_bins_raises_the_variance_exponent():
    rng = np.random.default_rng(3)
    rate = np.repeat(rng.gamma(1.0, 0.04, 5_000), 8)[:, None]
    table = scan((rng.random((40_000, 32)) < rate).astype(float), factors=(1, 8))
    found = row(table, "variance", 8)
    assert found["change"] > 5 * found["change_err"]
    assert found["beside_original"] == "above"


def number(value, replicates, error=0.5):
    return Measured(name="variance", value=value, error=error, replicates=replicates)


def test_a_change_has_the_error_of_a_difference_of_the_same_spikes():
    replicates = np.random.default_rng(4).standard_normal(20)
    assert change_between(number(3.0, replicates + 2), number(1.0, replicates)) == pytest.approx((2, 0))
    other = np.random.default_rng(5).standard_normal(20)
    _, error = change_between(number(3.0, other), number(1.0, replicates))
    assert error == pytest.approx(np.sqrt(19 * np.var(other - replicates)))


def test_the_null_has_mean_and_standard_deviation_of_its_draws():
    draws = [[number(value, None)] for value in (1.0, 2.0, 6.0)]
    assert over_draws(draws) == {("variance", 0): (3.0, pytest.approx(np.sqrt(7)))}


def test_numbers_without_replicates_are_compared_as_if_independent():
    assert change_between(number(3.0, None, 0.3), number(1.0, np.ones(4), 0.4)) == pytest.approx((2, 0.5))


def test_widths_that_leave_too_few_samples_have_no_values_but_a_note():
    table = scan(spikes(1_000, 8, 0.2), factors=(1, 20, 500), stacked=(16,))
    wide = table[table["n_bins"] > 1]
    assert wide["value"].isna().all()
    assert set(wide["note"]) == {"fewer than 100 samples are left"}
    assert not table.duplicated(["arrangement", "n_bins", "measure", "n_kept"]).any()


def test_a_cell_whose_spike_is_in_the_samples_left_out_is_left_out_too():
    samples = spikes(401, 6, 0.3)
    samples[:, 2] = 0
    samples[400, 2] = 1
    table = scan(samples, factors=(1, 4))
    assert table.groupby("n_bins")["n_variables"].first().to_dict() == {1: 6, 4: 5}


def test_alpha_has_no_value_where_the_spectrum_has_none(independent):
    alpha = row(independent, "alpha", 2)
    assert np.isnan(alpha["value"])
    assert alpha["note"] == "too few modes are resolved from noise"


@pytest.mark.parametrize(
    ("samples", "settings", "sentence"),
    [
        (spikes(60, 4, 0.3), {}, "samples must be at least 100, found 60"),
        (
            np.random.default_rng(1).standard_normal((200, 4)),
            {"interval_multiples": (1.0,)},
            r"interval_multiples must be \[\] of data that are no counts",
        ),
        (
            spikes(1_000, 8, 0.2),
            {"stacked": (501,)},
            "must leave at least 2 of the 1000 samples, but 501 bins stacked leave 1$",
        ),
    ],
)
def test_what_cannot_be_scanned_is_refused(samples, settings, sentence):
    with pytest.raises(InputError, match=sentence):
        scan(samples, **settings)


def test_returns_have_wider_bins_but_no_interval():
    table = scan(np.random.default_rng(1).standard_t(6, (2_000, 32)), factors=(1, 5))
    assert isinstance(table, pd.DataFrame)
    assert table["mean_interval"].isna().all()
    assert row(table, "silence", 5)["note"].startswith("the least value is not zero")


@pytest.mark.parametrize(("n_bins", "length"), [(1, 12), (3, 4), (5, 0)])
def test_trials_that_wider_bins_divide_stay_trials(n_bins, length):
    samples = spikes(240, 4, 0.3)
    _, moments = _arranged([samples], sample_moments([samples], 12), "merged", n_bins)
    assert moments.trial_length == length


def test_the_interval_between_spikes_is_that_of_all_cells_together():
    samples = np.hstack([spikes(500, 3, 0.05), spikes(500, 3, 0.6, seed=2)])
    assert _mean_interval([samples], sample_moments([samples])) == pytest.approx(samples.size / samples.sum())
