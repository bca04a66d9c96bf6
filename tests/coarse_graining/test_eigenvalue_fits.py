"""The exponent of the eigenvalues, of spectra that are set by hand."""

from dataclasses import replace

import numpy as np
import pytest

from rgcore.coarse_graining.cluster_formation import form_clusters
from rgcore.coarse_graining.cluster_observables import measure
from rgcore.coarse_graining.scaling.power_law import fit_power_law
from rgcore.coarse_graining.scaling.scaling_exponents import EXPONENTS, fit_exponents


def fitted(spectra):
    """Return the fit to eigenvalues by cluster size."""
    samples = np.random.default_rng(6).random((100, 64))
    measured = measure(samples, form_clusters(samples), n_blocks=1)
    made = replace(measured, spectra={size: each[None] for size, each in spectra.items()})
    return fit_exponents(made)["eigenvalue"].fitted


def test_ranks_have_the_weight_of_their_inverse_and_each_size_its_own_prefactor():
    rng, above, below = np.random.default_rng(7), 0.0, 0.0
    spectra = {size: size * np.sort(rng.exponential(size=size))[::-1] for size in (8, 16, 32)}
    for size, values in spectra.items():
        rank = np.arange(1, size // 2 + 1)
        x, y, weight = np.log(rank / size), np.log(values[: size // 2]), 1 / rank
        x, y = x - np.average(x, weights=weight), y - np.average(y, weights=weight)
        above, below = above + weight @ (x * y), below + weight @ x**2
    assert fitted(spectra).exponent[0] == pytest.approx(-above / below, rel=1e-10)


def test_the_change_of_the_exponent_has_its_sign():
    """The exponent 0.6 + 0.1 ln(rank / K) grows with the rank, over ranks 1 to 8."""
    logarithms = np.log(np.arange(1, 17) / 16)
    spectrum = np.exp(-0.6 * logarithms - 0.05 * logarithms**2)
    assert fitted({16: spectrum}).change[0] == pytest.approx(0.1 * np.log(8), rel=1e-9)


def test_eigenvalues_that_vanish_in_the_smaller_half_leave_a_size_in_the_fit():
    """As of clusters with more variables than samples, or with copies of a variable."""
    rank = np.arange(1, 17)
    assert fitted({16: np.where(rank <= 10, rank**-0.5, 0.0)}).exponent[0] == pytest.approx(0.5, rel=1e-9)
    gap = {8: np.arange(1, 9) ** -0.7, 16: np.where(rank <= 7, rank**-0.5, 0.0)}
    assert fitted(gap).exponent[0] == pytest.approx(0.7, rel=1e-9)


def test_summing_independent_variables_leaves_their_times_and_their_variance_per_variable():
    values = {"variance": 1, "silence": 1, "eigenvalue": 0, "dynamic": 0, "relaxation": 0}
    assert {name: each.independent for name, each in EXPONENTS.items()} == values
    assert np.isnan(EXPONENTS["relaxation"].published).all()


@pytest.mark.parametrize(
    ("curve", "resolved"), [([1, 1, 1, 1], True), ([1, 1, 2, 2], True), ([1, 2, 3, 3], False)]
)
def test_curves_with_prefactors_of_their_own_need_two_points_more_than_curves(curve, resolved):
    """Exponent and curvature, and a prefactor for each."""
    x = np.array([1.0, 2.0, 4.0, 8.0])
    found = fit_power_law(x, x[None] ** 0.7, curve=np.array(curve), weights=np.ones(4))
    expected = [0.7, 0.0] if resolved else [np.nan, np.nan]
    assert [found.exponent[0], found.change[0]] == pytest.approx(expected, abs=1e-9, nan_ok=True)
