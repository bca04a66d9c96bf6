"""The Marchenko-Pastur distribution beside that of the package scikit-rmt."""

import importlib
import sys
import types

import numpy as np
import pytest

from rgcore.pcarg.spectra.marchenko_pastur import _N_ANGLES, MarchenkoPastur

SHAPES = pytest.mark.parametrize(("n_variables", "n_samples"), [(50, 1000), (300, 400), (700, 300)])
VARIANCE = 1.7


@pytest.fixture(scope="module")
def law():
    """Its module of distributions, which asks SciPy for a function that is gone, for another distribution."""
    with pytest.MonkeyPatch.context() as patch:
        gone = types.ModuleType("scipy.misc")
        gone.derivative = None
        patch.setitem(sys.modules, "scipy.misc", gone)
        return importlib.import_module("skrmt.ensemble.law")


@pytest.fixture
def both(law, n_variables, n_samples):
    ours = MarchenkoPastur(variance=VARIANCE, n_variables=n_variables, n_samples=n_samples)
    return ours, law.MarchenkoPasturDistribution(n_variables / n_samples, sigma=np.sqrt(VARIANCE))


@SHAPES
def test_edges_are_those_of_scikit_rmt(both):
    ours, theirs = both
    # some ten roundings, u = 1.1e-16, of numbers up to the upper edge
    error = 1e-15 * ours.upper
    assert ours.lower == pytest.approx(theirs.lambda_minus, rel=0, abs=error)
    assert ours.upper == pytest.approx(theirs.lambda_plus, rel=0, abs=error)


@SHAPES
def test_the_density_is_that_of_scikit_rmt(both):
    ours, theirs = both
    values = np.linspace(ours.lower, ours.upper, 103)[1:-1]
    # near an edge the root of a difference loses what its distance is smaller than the edge: 100 times, 10 roundings
    np.testing.assert_allclose(ours.density(values), theirs.pdf(values), rtol=1e-13)
    outside = np.array([0.99 * ours.lower, 1.01 * ours.upper])
    assert (ours.density(outside) == 0).all()


@pytest.mark.parametrize(
    ("n_variables", "n_samples"), [(50, 1000), (300, 400)]
)  # its other cdf starts from no atom
def test_the_fraction_above_is_that_of_scikit_rmt(both):
    ours, theirs = both
    angles = np.linspace(0, np.pi, 1003)[1:-1]
    middle, half = (ours.upper + ours.lower) / 2, (ours.upper - ours.lower) / 2
    values = middle + half * np.cos(angles)
    slope = np.abs(np.gradient(ours.density(values) * half * np.sin(angles), angles)).max()
    step = (
        np.pi / _N_ANGLES
    )  # ours sums at midpoints, error step^2 slope / 24, and interpolates, step^2 slope / 8;
    # linearly in the eigenvalue, not the angle, which is of the same order
    np.testing.assert_allclose(ours.above(values), 1 - theirs.cdf(values), rtol=0, atol=step**2 * slope / 3)
