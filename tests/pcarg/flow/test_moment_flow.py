"""Kurtosis as modes are integrated out."""

import numpy as np
import pandas as pd
import pytest
from scipy.signal import lfilter

from rgcore.errors import InputError
from rgcore.pcarg.flow.kurtosis_flow import FlowSettings, kurtosis_flows
from rgcore.pcarg.flow.moment_flow import flow_table, moment_flow
from rgcore.pcarg.flow.schemas import PCA_FLOW
from rgcore.series.moments import sample_moments
from rgcore.stats import jackknife_error

KEPT = [1.0, 0.7, 0.5, 0.3, 0.1]
pytestmark = pytest.mark.filterwarnings(r"ignore:only \d+ samples")  # no claim of these tests


def _spikes(n_samples, n_variables, seed):
    rng = np.random.default_rng(seed)
    common = rng.standard_normal((n_samples, 2)) @ rng.standard_normal((2, n_variables))
    return (common + rng.standard_normal((n_samples, n_variables)) > 1.5).astype(float)


def _all_modes(samples, n_blocks=20):
    settings = FlowSettings(kept=(1.0,))
    return kurtosis_flows([samples], sample_moments([samples]), [settings], n_blocks=n_blocks)[0]


def _own_flow(samples, kept, scaling="covariance"):
    """Return the flow of all samples alone, for tests that repeat it."""
    settings = FlowSettings(kept=tuple(kept), scaling=scaling)
    return flow_table([samples], sample_moments([samples]), [settings])


@pytest.mark.parametrize("scaling", ["covariance", "correlation"])
@pytest.mark.parametrize("seed", range(6))
def test_a_cell_that_spikes_in_one_block_alone_keeps_its_moments_without_that_block(scaling, seed):
    samples = np.random.default_rng(seed).exponential(size=(40, 3))
    samples[:, 2] = 0
    samples[[3, 5], 2] = 1.5  # in the first of four blocks; kurtosis of a rate p: 1/(p q) - 3
    settings = FlowSettings(kept=(1.0,), scaling=scaling)
    flow = kurtosis_flows([samples], sample_moments([samples]), [settings], n_blocks=4)[0]
    np.testing.assert_allclose(flow.kurtosis[0, 2], 1 / (0.05 * 0.95) - 3, rtol=1e-9)
    np.testing.assert_allclose(flow.replicates[0, 0, 2], 1 / (0.05 * 0.95) - 3, rtol=1e-9)
    np.testing.assert_allclose(flow.skewness_replicates[0, 0, 2], 0.9 / np.sqrt(0.05 * 0.95), rtol=1e-9)


def test_two_variables_by_hand():
    """Covariance [[5, 3], [3, 5]]; the first mode alone gives +-2 in both variables, so a kurtosis of 1."""
    samples = np.array([[7.0, -1.0], [5.0, 1.0], [1.0, -3.0], [3.0, -5.0]])  # means 4 and -2
    table = moment_flow(samples, [0.5, 1.0], n_blocks=2)
    np.testing.assert_allclose(table["kurtosis_median"], [1.0, 41 / 25], rtol=1e-13)
    assert table["n_kept"].tolist() == [1, 2]


def test_all_modes_of_binary_data_give_the_kurtosis_of_their_rates():
    samples = _spikes(500, 9, seed=1)
    variance = samples.mean(axis=0) * (1 - samples.mean(axis=0))
    flow = _all_modes(samples)
    np.testing.assert_allclose(flow.kurtosis[0], (1 - 3 * variance) / variance, rtol=1e-12)


@pytest.mark.parametrize("scaling", ["covariance", "correlation"])
@pytest.mark.parametrize("dropped", [0, 2])
def test_a_singular_value_decomposition_gives_the_same_flow(scaling, dropped):
    samples = np.random.default_rng(2).standard_t(6, (400, 12)) @ np.random.default_rng(3).random((12, 12))
    table = moment_flow(samples, KEPT, dropped_top=dropped, scaling=scaling)
    values = samples - samples.mean(axis=0)
    values = values / values.std(axis=0) if scaling == "correlation" else values
    left, sizes, right = np.linalg.svd(values, full_matrices=False)
    for row in table.itertuples():
        some = slice(dropped, dropped + row.n_kept)
        field = (left[:, some] * sizes[some]) @ right[some]
        kurtosis = (field**4).mean(axis=0) / (field**2).mean(axis=0) ** 2
        found = [row.kurtosis_q25, row.kurtosis_median, row.kurtosis_q75]
        np.testing.assert_allclose(found, np.quantile(kurtosis, [0.25, 0.5, 0.75]), rtol=1e-8)


def test_number_of_blocks_changes_nothing_but_the_errors():
    samples = _spikes(997, 10, seed=4)
    few, many = (moment_flow(samples, KEPT, n_blocks=n_blocks) for n_blocks in (7, 50))
    errors = ["kurtosis_median_err", "n_blocks", "few_blocks"]
    rest = [name for name in few if name not in (*errors, "kurtosis_beside_gaussian")]
    pd.testing.assert_frame_equal(few[rest], many[rest], rtol=1e-12)
    assert (few[errors] != many[errors]).all(axis=None)


def test_the_median_is_compared_with_the_gaussian_value():
    gaussian = np.random.default_rng(8).standard_normal((4000, 10))
    assert (moment_flow(gaussian, [1.0])["kurtosis_beside_gaussian"] == "within").all()
    assert (moment_flow(gaussian**3, [1.0])["kurtosis_beside_gaussian"] == "above").all()
    assert (moment_flow(np.sign(gaussian), [1.0])["kurtosis_beside_gaussian"] == "below").all()


def test_means_do_not_matter():
    samples = _spikes(500, 8, seed=5)
    pd.testing.assert_frame_equal(moment_flow(samples, KEPT), moment_flow(samples + 3.0, KEPT), rtol=1e-9)


def test_fractions_that_ask_for_the_same_number_of_modes_are_merged():
    table = moment_flow(_spikes(200, 10, seed=6), [1.0, 0.31, 0.3, 0.26, 0.01, 0.0001])
    assert table["n_kept"].tolist() == [1, 3, 10]
    assert table["kept_fraction"].tolist() == [0.1, 0.3, 1.0]


@pytest.mark.parametrize(
    ("kept", "n_kept"),
    [
        ([1], [1]),
        ([1.0], [10]),
        ([1, 1.0], [1, 10]),
        ([np.int64(1), np.float64(1)], [1, 10]),
        ((10, 0.5, 2), [2, 5, 10]),
        (np.array([1, 3]), [1, 3]),
    ],
)
def test_an_integer_is_a_number_of_modes_and_a_float_a_fraction(kept, n_kept):
    assert moment_flow(_spikes(200, 10, seed=6), kept)["n_kept"].tolist() == n_kept


def test_one_mode_is_dropped_and_ten_per_cent_of_ten():
    samples = _spikes(200, 10, seed=6)
    one, tenth, none = (moment_flow(samples, [1.0], dropped_top=dropped) for dropped in (1, 0.1, 0))
    assert [table["n_kept"].item() for table in (one, tenth, none)] == [9, 9, 10]


def test_a_fraction_and_a_number_drop_the_same_modes():
    samples = _spikes(300, 10, seed=7)
    fraction, number = (moment_flow(samples, KEPT, dropped_top=dropped) for dropped in (0.2, 2))
    pd.testing.assert_frame_equal(fraction.drop(columns="dropped_top"), number.drop(columns="dropped_top"))
    assert (fraction["dropped_top"] == 0.2).all()
    assert fraction["n_kept"].max() == 8


@pytest.mark.parametrize("dropped", [-0.1, 10, 11, 2.5, 0.96, 1.0, 2.0, True, -1])
def test_dropping_must_leave_a_mode(dropped):
    with pytest.raises(InputError, match="dropped_top must be a fraction"):
        moment_flow(_spikes(100, 10, seed=8), KEPT, dropped_top=dropped)


@pytest.mark.parametrize(
    "kept", [[], [0.0], [1.1], [0.5, -0.5], [2.5], [11], [0], [-1], [2.0], [True], [1.0, False]]
)
def test_kept_fractions_and_numbers_out_of_range_are_refused(kept):
    with pytest.raises(ValueError, match="kept must be fractions above 0"):
        moment_flow(_spikes(100, 10, seed=8), kept)


def test_a_variable_that_the_kept_modes_do_not_touch_counts_nowhere():
    """The first mode is the first two variables; the third is orthogonal to them, exactly."""
    samples = np.array([[3.0, 3.0, 1.0], [3.0, 3.0, -1.0], [-3.0, -3.0, 1.0], [-3.0, -3.0, -1.0]])
    table = moment_flow(np.tile(samples, (5, 1)), [0.34, 1.0])
    np.testing.assert_allclose(table[["kurtosis_q25", "kurtosis_median", "kurtosis_q75"]], 1.0, rtol=1e-12)
    assert not table.drop(columns=["null_low", "null_high"]).isna().any(axis=None)


def test_modes_without_variance_are_refused():
    with pytest.raises(InputError, match="have no variance"):
        moment_flow(np.random.default_rng(9).standard_normal((20, 40)), [1.0], dropped_top=25)


def test_without_a_block_the_kurtosis_is_that_of_the_other_samples():
    """Data with a drift, so that a block takes a good part of the mean with it."""
    samples = _spikes(100, 6, seed=12) + np.linspace(0, 3, 100)[:, None] ** 2
    flow = _all_modes(samples, n_blocks=4)
    for block in range(4):
        left = np.delete(samples, slice(25 * block, 25 * block + 25), axis=0)
        left -= left.mean(axis=0)
        expected = (left**4).mean(axis=0) / (left**2).mean(axis=0) ** 2
        np.testing.assert_allclose(flow.replicates[block, 0], expected, rtol=1e-11)


def test_the_error_of_a_spiking_variable_is_that_of_its_rate():
    """kappa = 1/(pq) - 3 depends on the rate alone: error |1 - 2p| / (pq)^2 sqrt(pq/T), T independent samples."""
    n_samples, rate = 20_000, 0.2
    samples = (np.random.default_rng(10).random((n_samples, 40)) < rate).astype(float)
    flow = _all_modes(samples)
    errors = jackknife_error(flow.replicates)[0]
    expected = (1 - 2 * rate) / (rate * (1 - rate)) ** 1.5 / np.sqrt(n_samples)
    assert np.sqrt(np.mean(errors**2)) == pytest.approx(expected, rel=0.1)  # known to 16 % / sqrt(40)


@pytest.mark.repetitions
@pytest.mark.parametrize("scaling", ["covariance", "correlation"])
def test_the_error_is_the_scatter_between_repetitions(scaling):
    mixing = np.random.default_rng(11).standard_normal((15, 15)) * np.arange(1, 16) ** -0.5
    medians, errors = [], []
    for seed in range(200):
        samples = np.random.default_rng(seed).standard_normal((1000, 15)) @ mixing.T
        table = _own_flow(samples, [1.0, 0.5, 0.2], scaling)
        medians.append(table["kurtosis_median"])
        errors.append(table["kurtosis_median_err"])
    ratio = np.sqrt(np.mean(np.square(errors), axis=0)) / np.std(medians, axis=0)
    np.testing.assert_allclose(ratio, 1, atol=0.15)  # the scatter of 200 is known to 5 %


def test_the_rows_are_those_of_the_table():
    table = moment_flow(_spikes(100, 10, seed=8), KEPT, dataset="spikes")
    assert set(table.columns) == set(PCA_FLOW.names)
    assert set(zip(table["dataset"], table["source"], strict=True)) == {("spikes", "data")}


def test_numbers_of_modes_can_be_asked_for_beside_fractions():
    table = moment_flow(_spikes(200, 10, seed=6), [1.0, 3, 0.5])
    assert table["n_kept"].tolist() == [3, 5, 10]


def test_more_variables_than_samples_are_allowed():
    """Modes beyond the rank, 29, change nothing."""
    samples = np.random.default_rng(13).standard_t(6, (30, 50))
    table = moment_flow(samples, [29, 40, 1.0])
    values = samples - samples.mean(axis=0)
    kurtosis = (values**4).mean(axis=0) / (values**2).mean(axis=0) ** 2
    for row in table.itertuples():
        np.testing.assert_allclose(row.kurtosis_median, np.median(kurtosis), rtol=1e-9)


@pytest.mark.repetitions
def test_errors_of_data_with_memory_are_their_scatter():
    """AR(1) with c = 0.9, tau = 9.5: twenty blocks of 50 would be five correlation times long, too short."""
    medians, errors = [], []
    for seed in range(150):
        noise = np.random.default_rng(seed).standard_normal((3000, 6))
        samples = lfilter([np.sqrt(1 - 0.9**2)], [1, -0.9], noise, axis=0)[500:]
        table = _own_flow(samples, [1.0])
        medians.append(table["kurtosis_median"].iloc[0])
        errors.append(table["kurtosis_median_err"].iloc[0])
    assert table["n_blocks"].iloc[0] < 20
    assert np.sqrt(np.mean(np.square(errors))) / np.std(medians) == pytest.approx(1, abs=0.2)


@pytest.mark.parametrize("mean", [1e6, 1e10, 1e12, 1e14])
def test_a_mean_of_many_deviations_changes_no_moment(mean):
    rng = np.random.default_rng(11)
    rounded = rng.exponential(size=(2000, 6)) @ rng.random((6, 6)) + mean
    samples = rounded - mean  # exact: what float64 kept of the deviations
    far, near = (moment_flow(each, KEPT, n_blocks=10) for each in (rounded, samples))
    columns = ["kurtosis_q25", "kurtosis_median", "kurtosis_q75", "kurtosis_median_err"]
    np.testing.assert_allclose(far[columns], near[columns], rtol=1e-9)


def test_every_sample_may_be_a_block_and_no_part_of_one():
    samples = np.random.default_rng(5).standard_normal((40, 3))
    assert moment_flow(samples, [1.0], n_blocks=40)["n_blocks"].tolist() == [40]
    with pytest.raises(InputError, match="n_blocks must be at most the number of samples, 40, got 41"):
        moment_flow(samples, [1.0], n_blocks=41)
