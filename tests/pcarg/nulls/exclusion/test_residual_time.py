"""A null of a shared drive that loses autocorrelation of the data is found out, and excludes nothing."""

import numpy as np
import pytest
from scipy.signal import lfilter

from rgcore.pcarg import FlowPlan, data_flow, exclusion_table, null_draws
from rgcore.pcarg.nulls.exclusion.residual_time import LONGEST, residual_time
from rgcore.pcarg.nulls.observed_data import observed_data
from rgcore.pcarg.nulls.structure import Structure

PLAN = FlowPlan(kept=(1.0, 0.25), dropped_tops=(0.0,))


def autoregressive(decay, rng, size=(20_000, 20)):
    return lfilter([1.0], [1.0, -decay], rng.standard_normal(size), axis=0)


@pytest.mark.parametrize("decay", [0.0, 0.5, 0.9])
def test_the_time_is_that_of_what_the_drive_leaves(decay):
    """An exponential autocorrelation has the time 1/2 + decay / (1 - decay); a slow drive adds nothing."""
    rng = np.random.default_rng(1)
    drive = np.arange(20_000) // 500 % 4
    samples = autoregressive(decay, rng) + 20 * drive[:, None]
    expected = 0.5 + decay / (1 - decay)
    assert residual_time((samples,), drive) == pytest.approx(expected, rel=0.12)
    assert residual_time((samples,), np.zeros(20_000, dtype=int)) > 100


@pytest.mark.parametrize("unit", [1e-9, 1e9])
def test_the_unit_changes_no_time(unit):
    samples, drive = autoregressive(0.7, np.random.default_rng(6), (4000, 5)), np.arange(4000) % 2
    assert residual_time((unit * samples,), drive) == pytest.approx(
        residual_time((samples,), drive), rel=1e-9
    )


def test_the_largest_sum_counts_of_residuals_that_swing_back():
    """After half a period the autocorrelation is negative, and sums to lags beyond are smaller."""
    noise = np.random.default_rng(7).standard_normal((4000, 3))
    samples = lfilter([1.0], [1.0, -2 * 0.97 * np.cos(np.pi / 16), 0.97**2], noise, axis=0)
    left = samples - samples.mean(axis=0)
    lags = np.arange(1, 80)
    curve = np.mean([(left[lag:] * left[:-lag]).sum(axis=0) / (left**2).sum(axis=0) for lag in lags], axis=1)
    sums = np.cumsum(curve)[[0, 1, 3, 7, 15, 31, 63]]
    assert sums[3] > 2 * abs(sums[-1])
    found = residual_time((samples,), np.zeros(4000, dtype=int))
    assert found == pytest.approx(0.5 + sums.max(), rel=1e-9)


def test_slow_states_below_much_white_noise_are_seen():
    rng = np.random.default_rng(2)
    slow = autoregressive(0.99, rng)
    samples = 0.15 * slow / slow.std(axis=0) + rng.standard_normal(slow.shape)
    expected = 0.5 + 0.15**2 / (1 + 0.15**2) * 99  # 2.7, in which lag 1 has 0.02
    assert residual_time((samples,), np.zeros(20_000, dtype=int)) == pytest.approx(expected, rel=0.3)


def test_every_variable_counts_alike_whatever_its_unit():
    samples = autoregressive(0.9, np.random.default_rng(3))
    samples[:, ::2] = 100 * autoregressive(0.0, np.random.default_rng(4), size=(20_000, 10))
    expected = 0.5 + 0.5 * 9  # of 16 of the 20 variables half are white
    assert residual_time((samples,), np.zeros(20_000, dtype=int)) == pytest.approx(expected, rel=0.25)


def test_variables_that_a_drive_determines_have_none():
    drive = np.arange(1000) % 10
    assert residual_time((np.outer(drive, [1.0, 2.0]),), drive) == 0.5


def test_a_long_series_is_followed_from_its_start_with_the_drive_of_the_same_samples():
    """Shifted by one sample or more, a drive leaves the jumps of the slow states that it should explain."""
    drive = np.random.default_rng(5).integers(0, 2, 3000).repeat(25)
    samples = np.outer(drive, [1.0, 2.0])
    blocks = [samples[start : start + 1000] for start in range(0, len(samples), 1000)]
    assert len(samples) > LONGEST
    assert residual_time(blocks, drive) == 0.5


def cells(stay, rng, size=(3000, 4)):
    """Return independent 0/1 cells, active or silent for ``stay`` samples on average."""
    active = (np.cumsum(rng.random(size) < 1 / stay, axis=0) + (rng.random(size[1]) < 0.5)) % 2
    return (rng.random(size) < np.where(active, 0.15, 0.01)).astype(float)


def exclusions(source, samples, structure):
    data = observed_data((samples,), structure=structure)
    rngs = {source: np.random.default_rng(3)}
    draws = null_draws(data, PLAN, 19, dataset="cells", rngs=rngs, report=lambda *_: None)
    return exclusion_table(data_flow((samples,), PLAN, dataset="cells"), draws)


@pytest.mark.parametrize("source", ["given_rate", "given_covariate", "trial_shuffled"])
@pytest.mark.parametrize(("stay", "kept"), [(2, True), (100, False)])
def test_slow_private_states_take_its_claim_from_a_null_of_a_drive(source, stay, kept):
    samples = cells(stay, np.random.default_rng(4)).repeat(4, axis=1)  # what any of these nulls would exclude
    structure = Structure(trial_length=30, bins=np.arange(3000) % 30 // 10)
    table = exclusions(source, samples, structure)
    assert (table["reproduces_autocorrelation"] == kept).all()
    assert (table["p_corrected"] <= 0.05).any()
    assert table["excluded"].any() == kept


@pytest.mark.parametrize(
    ("of_draws", "kept"), [([1.0] * 18 + [2.1], True), ([1.7] * 19, True), ([1.5] * 19, False)]
)
def test_data_may_have_as_much_time_as_any_draw_or_a_quarter_more_than_their_mean(of_draws, kept):
    samples = cells(2, np.random.default_rng(6))
    data = observed_data((samples,))
    rngs = {"given_rate": np.random.default_rng(7)}
    draws = null_draws(data, PLAN, 19, dataset="cells", rngs=rngs, report=lambda *_: None)
    times = draws["draw"].rank(method="dense").astype(int).map(dict(enumerate(of_draws, start=1)))
    table = exclusion_table(
        data_flow((samples,), PLAN, dataset="cells"),
        draws.assign(residual_time=2.0, null_residual_time=times),
    )
    assert (table["reproduces_autocorrelation"] == kept).all()
