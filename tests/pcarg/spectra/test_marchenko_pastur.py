"""The distribution of the eigenvalues of noise."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import kstest

from rgcore.pcarg.spectra.marchenko_pastur import (
    FALSE_ABOVE_EDGE,
    MarchenkoPastur,
    tracy_widom_tail,
)

N_VARIABLES, N_SAMPLES, N_DRAWS = 100, 400, 1000


def noise_of(n_variables, n_samples, variance=1.0):
    return MarchenkoPastur(variance=variance, n_variables=n_variables, n_samples=n_samples)


@pytest.fixture(scope="module")
def noise_spectra():
    """Eigenvalues of a thousand samples of white noise, (1000, 100)."""
    rng = np.random.default_rng(31)
    samples = (rng.standard_normal((N_SAMPLES, N_VARIABLES)) for _ in range(N_DRAWS))
    return np.array([np.linalg.eigvalsh(each.T @ each / N_SAMPLES) for each in samples])


@pytest.mark.parametrize("ratio", [0.25, 1.0, 4.0])
def test_density_and_atom_have_the_exact_moments(ratio):
    """1, sigma^2, (1 + q) sigma^4 and (1 + 3 q + q^2) sigma^6."""
    noise = noise_of(400 * ratio, 400, variance=2.0)
    exact = [1 - noise.atom, 2, 4 * (1 + ratio), 8 * (1 + 3 * ratio + ratio**2)]
    for power, moment in enumerate(exact):
        found = quad(lambda s, k=power: noise.density(s) * s**k, noise.lower, noise.upper, limit=200)[0]
        assert found == pytest.approx(moment, rel=1e-6)


@pytest.mark.parametrize(("n_variables", "n_samples"), [(200, 800), (300, 300), (600, 200)])
def test_what_exceeds_a_quantile_is_the_integral_of_the_density(n_variables, n_samples):
    noise = noise_of(n_variables, n_samples, variance=0.7)
    typical = noise.quantiles(n_variables)
    place = min(n_variables, n_samples) // 3
    mass = quad(noise.density, typical[place], noise.upper, limit=200)[0]
    assert mass == pytest.approx((place + 0.5) / n_variables, rel=1e-5)
    assert noise.above(typical[place]) == pytest.approx(mass, rel=1e-5)
    assert (typical[n_samples:] == 0).all()


@pytest.mark.repetitions
def test_white_noise_fills_its_distribution_evenly_and_no_other(noise_spectra):
    """Eigenvalues repel each other: they fill equal parts of the distribution better than independent draws would."""

    def chi_square(variance):
        edges = noise_of(N_VARIABLES, N_SAMPLES, variance).quantiles(10)[
            ::-1
        ]  # nine parts of 1/10, two of 1/20
        counts = np.diff(
            [0, *np.searchsorted(np.sort(noise_spectra[:100].ravel()), edges), 100 * N_VARIABLES]
        )
        due = 100 * N_VARIABLES * np.array([0.05, *[0.1] * 9, 0.05])
        return ((counts - due) ** 2 / due).sum()

    assert chi_square(1.0) < 10  # the mean of chi^2 with ten degrees of freedom
    assert chi_square(1.03) > 23  # exceeded by one in a hundred
    assert chi_square(0.97) > 23


@pytest.mark.repetitions
def test_the_largest_eigenvalue_of_noise_follows_the_tracy_widom_distribution(noise_spectra):
    chances = [tracy_widom_tail(values[-1], noise_of(N_VARIABLES, N_SAMPLES)) for values in noise_spectra]
    assert kstest(chances, "uniform").pvalue > 0.001


@pytest.mark.repetitions
def test_white_noise_has_the_stated_number_of_eigenvalues_above_the_edge(noise_spectra):
    above = (noise_spectra > noise_of(N_VARIABLES, N_SAMPLES).upper).sum(axis=1)
    assert abs(above.mean() - 0.14) < 4 * above.std() / np.sqrt(N_DRAWS)
    assert above.mean() < FALSE_ABOVE_EDGE
