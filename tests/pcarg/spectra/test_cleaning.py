"""Eigenvalues without sampling noise."""

from itertools import pairwise

import numpy as np
import pytest

from rgcore.pcarg.modes.principal_components import decompose
from rgcore.pcarg.spectra.cleaning import cleaned_variances, reproduced_number
from rgcore.pcarg.spectra.leave_one_block_out import spectra_without_blocks
from rgcore.pcarg.spectra.spectrum_analysis import analyse_spectra
from rgcore.series.moments import sample_moments

from ..checks_of_spectra import blocks_of


def left_out(samples, n_blocks=20, scaling="covariance", n_signal=0):
    signal = dict.fromkeys(["covariance", "correlation"], n_signal)
    return spectra_without_blocks([samples], sample_moments([samples]), n_blocks, signal)[scaling]


def power_law(alpha, n_variables=200):
    true = (np.arange(n_variables) + 0.5) ** (-1 / alpha)
    return true / true.mean()


@pytest.mark.parametrize("scaling", ["covariance", "correlation"])
def test_held_out_variances_are_those_of_loops_written_out(scaling):
    samples = (
        np.random.default_rng(42).random((203, 6)) * [1, 2, 3, 4, 5, 6] + np.linspace(0, 2, 203)[:, None]
    )
    found = left_out(samples, 5, scaling)
    values = samples - samples.mean(axis=0)
    edges = np.arange(6) * 203 // 5
    for block, (low, high) in enumerate(pairwise(edges)):
        inside = np.arange(low, high)
        rest = np.delete(samples, inside, axis=0)
        unit = samples.std(axis=0) if scaling == "correlation" else np.ones(6)
        matrix = np.corrcoef(rest.T) if scaling == "correlation" else np.cov(rest.T, bias=True)
        scores = values[inside] / unit @ decompose(matrix).components
        np.testing.assert_allclose(found.held_out[block], (scores**2).mean(axis=0), rtol=1e-10)
        assert found.lengths[block] == len(inside)


@pytest.mark.parametrize("scaling", ["covariance", "correlation"])
def test_cleaning_keeps_the_trace_and_the_order(scaling):
    samples = np.random.default_rng(43).standard_normal((304, 40)) * np.linspace(1, 3, 40)
    found = left_out(samples, 7, scaling)
    cleaned = cleaned_variances(found)
    assert cleaned.sum() == pytest.approx(found.modes.variances.sum(), rel=1e-12)
    assert (np.diff(cleaned) <= 0).all()


def test_white_noise_is_recovered_as_white():
    """At q = 1/2 the sample eigenvalues spread by sqrt q = 0.71; cleaned they do by less than a tenth of that."""
    found = left_out(np.random.default_rng(44).standard_normal((400, 200)))
    assert found.modes.variances.std() == pytest.approx(np.sqrt(0.5), rel=0.05)
    assert cleaned_variances(found).std() < 0.07


@pytest.mark.repetitions
@pytest.mark.parametrize(("alpha", "gain"), [(0.5, 1.05), (1.0, 1.0), (1.5, 0.45), (2.0, 0.3)])
def test_a_power_law_is_recovered_better_than_by_the_sample(alpha, gain):
    """Best for the modes of the sample are the true variances along them; the true spectrum has modes of its own.

    For alpha = 1/2 the Frobenius loss is that of one mode of 42 % of the variance, which has no noise to lose.
    """
    true = power_law(alpha)
    losses = []
    for seed in range(5):
        samples = np.random.default_rng([45, seed]).standard_normal((400, 200)) * np.sqrt(true)
        found = left_out(samples)
        best = true @ found.modes.components**2
        both = np.array([cleaned_variances(found), found.modes.variances])
        frobenius = np.linalg.norm(both - best, axis=1)
        logs = [np.sqrt(np.mean(np.log(both / each) ** 2, axis=1)) for each in (best, true)]
        losses.append([frobenius, *logs])
    cleaned, sample = np.mean(
        losses, axis=0
    ).T  # each (Frobenius loss, log error from the best, from the true)
    assert cleaned[0] < gain * sample[0]
    assert cleaned[1] < 0.15 * sample[1]
    assert cleaned[2] < 0.7 * sample[2]


def test_many_samples_need_no_cleaning():
    samples = np.random.default_rng(46).standard_normal((100_000, 5)) * [5, 4, 3, 2, 1]
    found = left_out(samples)
    np.testing.assert_allclose(cleaned_variances(found), found.modes.variances, rtol=2e-3)


@pytest.mark.repetitions
def test_modes_reproduce_if_they_are_there():
    rng = np.random.default_rng(47)
    samples = rng.standard_normal((1000, 50)) * np.r_[4, 3, 2, np.ones(47)]
    assert reproduced_number(left_out(samples)) == 3
    flat = [reproduced_number(left_out(rng.standard_normal((200, 20)))) for _ in range(100)]
    assert np.count_nonzero(flat) <= 2  # 0.1 expected
    assert reproduced_number(left_out(rng.standard_t(3, (500, 30)) * rng.standard_t(8, (500, 1)))) == 0


@pytest.mark.filterwarnings("error")
def test_modes_of_blocks_that_repeat_reproduce_without_scatter():
    assert reproduced_number(blocks_of([[40.0, 2.0, 1.0]] * 4, [10] * 4)) == 2


def test_copies_of_a_variable_are_one_mode_that_reproduces():
    samples = np.repeat(np.random.default_rng(57).standard_normal((100, 1)), 4, axis=1)
    assert analyse_spectra([samples], sample_moments([samples]))["correlation"].n_reproduced == 1


@pytest.mark.parametrize("cut", [1, 7, 100, 1000])
def test_how_samples_come_cut_into_blocks_changes_nothing(cut):
    samples = np.random.default_rng(48).standard_normal((1000, 8)) * np.arange(1, 9)
    moments = sample_moments([samples])
    whole, parts = (
        analyse_spectra(blocks, moments)["covariance"]
        for blocks in ([samples], [samples[i : i + cut] for i in range(0, 1000, cut)])
    )
    np.testing.assert_array_equal(whole.cleaned, parts.cleaned)
    assert whole.effective_samples == parts.effective_samples


def test_samples_that_change_between_the_passes_are_refused():
    samples = np.random.default_rng(49).standard_normal((100, 4))
    with pytest.raises(ValueError, match="the samples changed: there were 100 of them at first, then 60"):
        analyse_spectra([samples[:60]], sample_moments([samples]))
    with pytest.raises(ValueError, match="at least 4 samples, found 3"):
        analyse_spectra([samples[:3]], sample_moments([samples[:3]]))


@pytest.mark.parametrize(("ratio", "n_modes"), [(10.7, 0), (11.4, 1)])
def test_a_mode_that_one_of_four_blocks_lacks_is_judged_by_its_mean(ratio, n_modes):
    """Three logarithms a and one a - d have Student's t = 4 a/d - 1, to be above 10.21 at three degrees of freedom."""
    logarithms = np.array([ratio, ratio, ratio, ratio - 4])
    assert (
        reproduced_number(blocks_of([[np.exp(each), 1.0, 1.0] for each in logarithms], [10] * 4)) == n_modes
    )
