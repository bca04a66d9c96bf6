"""Multiple-histogram reweighting beside MBAR of the package pymbar."""

import numpy as np
import pytest
from pymbar import MBAR

from rgcore.ising.finite_size_scaling.energy_levels import energy_levels
from rgcore.ising.finite_size_scaling.histogram_overlap import joined
from rgcore.ising.finite_size_scaling.reweighting import TOLERANCE

COUPLINGS, TARGETS, N = (0.41, 0.44, 0.48), (0.40, 0.4406868, 0.46, 0.5), (3000, 2000, 1000)
# Ours stops when the expected share of each temperature is right to TOLERANCE. A free energy is off by that over the
# curvature of what is minimized, the overlap of the histograms, here 0.1; means of order 1 move by no more.
SOLVER = (
    {"method": "adaptive", "tol": 1e-13, "options": {"min_sc_iter": 0}},
)  # relative, of its free energies
ERROR = TOLERANCE / 0.1


@pytest.fixture(scope="module")
def samples(lattices):
    rng = np.random.default_rng(7)
    series = [lattices(5).draw(k, n, rng) for k, n in zip(COUPLINGS, N, strict=True)]
    levels = energy_levels(series, 10)
    levels.efficiency[:] = 1  # independent draws
    energy, spins = (
        np.concatenate([getattr(each, name) for each in series]) for name in ("energy", "magnetization")
    )
    reduced = np.multiply.outer(np.array(COUPLINGS), energy.astype(float))
    return joined(levels), MBAR(reduced, np.array(N), solver_protocol=SOLVER), energy, np.abs(spins) / 25


def test_free_energies_are_those_of_pymbar(samples):
    side, mbar, energy, _ = samples
    centre = energy.min() - side.energies.min()  # the energies of the levels are less this
    expected = mbar.f_k - np.array(COUPLINGS) * centre
    np.testing.assert_allclose(np.diff(side.free_energies), np.diff(expected), rtol=0, atol=2 * ERROR)


@pytest.mark.parametrize("coupling", TARGETS)
def test_moments_and_slopes_are_those_of_pymbar(samples, coupling):
    side, mbar, energy, m = samples

    def mean(values):
        found = mbar.compute_expectations(values, coupling * energy[None], compute_uncertainty=False)
        return found["mu"].item()

    found, deviations = side.moments(coupling), energy - mean(energy.astype(float))
    powers = [m, m**2, m**4]
    np.testing.assert_allclose(found.mean, [mean(each) for each in powers], rtol=0, atol=ERROR)
    slopes = [-mean(each * deviations) for each in powers]  # of order sqrt(<E^2>), 50 at most
    np.testing.assert_allclose(found.slope, slopes, rtol=0, atol=50 * ERROR)


def test_effective_numbers_are_those_of_pymbar(samples):
    side, mbar, *_ = samples
    expected = mbar.compute_effective_sample_number()
    np.testing.assert_allclose(side.effective_counts(np.array(COUPLINGS)), expected, rtol=2 * ERROR)
