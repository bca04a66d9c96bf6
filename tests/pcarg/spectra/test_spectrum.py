"""Spectra of data and of noise."""

import numpy as np
import pytest

from rgcore.pcarg.modes.principal_components import decompose, scaled
from rgcore.pcarg.spectra.marchenko_pastur import marchenko_pastur_edge
from rgcore.pcarg.spectra.schemas import PCA_SPECTRUM, PCA_SPECTRUM_SUMMARY
from rgcore.pcarg.spectra.spectrum_analysis import analyse_spectra
from rgcore.pcarg.spectra.spectrum_table import spectrum_summary, spectrum_table
from rgcore.series.moments import sample_moments

from .white_noise import typical_noise

BY_HAND = np.array([[3.0, 1.0], [1.0, 3.0], [-3.0, -1.0], [-1.0, -3.0]])  # covariance [[5, 3], [3, 5]]


def analyses(samples):
    return analyse_spectra([samples], sample_moments([samples]))


def test_two_variables_by_hand():
    found = analyses(BY_HAND + 7.0)
    table = spectrum_table(found, "hand").set_index(["scaling", "rank"])
    np.testing.assert_allclose(table.loc["covariance", "eigenvalue"], [8, 2], rtol=1e-14)
    np.testing.assert_allclose(table.loc["correlation", "eigenvalue"], [1.6, 0.4], rtol=1e-14)
    assert set(table.reset_index().columns) == set(PCA_SPECTRUM.names)
    assert set(spectrum_summary(found, "hand").columns) == set(PCA_SPECTRUM_SUMMARY.names)


def test_errors_of_eigenvalues_are_those_of_gaussian_samples():
    """sqrt(2/T) of the eigenvalue, if the others are far."""
    samples = np.random.default_rng(53).standard_normal((4000, 8)) * 2.0 ** np.arange(8)
    found = analyses(samples)["covariance"]
    ratio = found.variances_err / found.variances / np.sqrt(2 / 4000)
    assert abs(ratio.mean() - 1) < 4 / np.sqrt(
        8 * 2 * 19
    )  # 20 blocks determine each standard error to 1/sqrt(2 * 19)
    assert ratio.min() > 0.5
    assert np.mean(found.cleaned_err / found.variances_err) == pytest.approx(1, abs=0.1)


def test_components_are_columns_and_diagonalize_the_matrix():
    samples = np.random.default_rng(1).standard_normal((50, 6)) @ np.random.default_rng(2).random((6, 6))
    covariance = np.cov(samples.T, bias=True)
    modes = decompose(covariance)
    np.testing.assert_allclose(covariance @ modes.components, modes.components * modes.variances, atol=1e-13)
    assert (np.diff(modes.variances) < 0).all()


def test_modes_that_the_samples_cannot_span_have_no_variance():
    samples = np.random.default_rng(1).standard_normal((10, 30))
    values = scaled(samples, "covariance")
    assert decompose(values.T @ values / 10).rank == 9


@pytest.mark.repetitions
def test_white_noise_ends_at_the_marchenko_pastur_edge():
    """The largest eigenvalue scatters about the edge by N^(-2/3) (Tracy and Widom)."""
    n_variables, n_samples = 300, 1200
    samples = 2 * np.random.default_rng(5).standard_normal((n_samples, n_variables))
    found = analyses(samples)
    covariance = spectrum_table(found, "noise").query("scaling == 'covariance'")
    edge = marchenko_pastur_edge(4.0, n_variables, n_samples)
    assert covariance["mp_edge"].iloc[0] == pytest.approx(edge, rel=0.01)
    assert covariance["eigenvalue"].iloc[0] == pytest.approx(edge, rel=3 * n_variables ** (-2 / 3))
    assert covariance["above_edge"].sum() <= 2
    np.testing.assert_allclose(covariance["mp_quantile"], covariance["eigenvalue"], rtol=0.05)
    summary = spectrum_summary(found, "noise").set_index("scaling").loc["covariance"]
    assert abs(summary["mp_variance"] - 4) < 4 * summary["mp_variance_err"]
    assert 0.001 < summary["largest_p_value"] < 0.999
    assert np.isnan(summary["alpha"])  # an edge is not an exponent


@pytest.mark.parametrize(("n_variables", "n_samples"), [(300, 1200), (300, 300), (600, 200)])
def test_white_noise_has_the_typical_noise(n_variables, n_samples):
    noise = np.random.default_rng(6).standard_normal((n_samples, n_variables))
    variances = decompose(noise.T @ noise / n_samples).variances
    typical = typical_noise(n_variables, n_samples)
    np.testing.assert_allclose(variances[: len(typical)], typical, atol=0.05 * typical[0])


@pytest.mark.parametrize(("n_variables", "n_samples"), [(500, 2000), (500, 500), (2000, 500)])
def test_marchenko_pastur_spectrum_has_the_exact_moments(n_variables, n_samples):
    """Mean 1 and mean square 1 + N/T, over all N eigenvalues."""
    typical = typical_noise(n_variables, n_samples)
    assert typical.sum() / n_variables == pytest.approx(1, abs=1e-3)
    assert (typical**2).sum() / n_variables == pytest.approx(1 + n_variables / n_samples, rel=2e-3)


def test_a_constant_variable_has_no_correlation():
    samples = np.column_stack([np.arange(5.0), np.full(5, 0.1)])
    assert (scaled(samples, "covariance")[:, 1] == 0).all()
    with pytest.raises(ValueError, match="variable 1 is constant"):
        scaled(samples, "correlation")


@pytest.mark.parametrize("samples", [np.zeros(5), np.zeros((1, 3)), np.array([[1.0, np.nan], [0.0, 1.0]])])
def test_samples_must_be_a_finite_matrix(samples):
    with pytest.raises(ValueError, match="samples must be a finite"):
        scaled(samples, "covariance")
