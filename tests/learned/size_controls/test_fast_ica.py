"""FastICA finds planted sources, and agrees with an independent implementation."""

from itertools import pairwise

import numpy as np
import pytest
from sklearn.decomposition import FastICA

from rgcore.errors import InputError
from rgcore.learned.size_controls.fast_ica import independent_components, leading_modes

N_SAMPLES, N_SOURCES, N_VARIABLES = 8000, 4, 6


@pytest.fixture(scope="module")
def planted():
    """Samples of sources of positive and negative kurtosis, their mixing, and the sources."""
    rng = np.random.default_rng(11)
    sources = np.stack(
        [
            rng.choice([-1.0, 1.0], N_SAMPLES),
            rng.uniform(-1, 1, N_SAMPLES),
            *rng.laplace(size=(2, N_SAMPLES)),
        ],
        axis=1,
    )
    mixing = rng.standard_normal((N_VARIABLES, N_SOURCES))
    return sources @ mixing.T + 5.0, mixing, sources


def overlaps(first, second):
    """Return |cosine| between the columns of two matrices."""
    first, second = (each / np.linalg.norm(each, axis=0) for each in (first, second))
    return np.abs(first.T @ second)


def test_planted_patterns_and_sources_are_found(planted):
    samples, mixing, sources = planted
    found = independent_components(samples, N_SOURCES, n_iterations=200, rng=np.random.default_rng(2))
    assert found.converged
    assert overlaps(found.patterns, mixing).max(axis=0).min() > 0.999
    components = (samples - samples.mean(axis=0)) @ found.filters
    assert overlaps(components, sources - sources.mean(axis=0)).max(axis=0).min() > 0.999
    np.testing.assert_allclose(components.T @ components / N_SAMPLES, np.eye(N_SOURCES), atol=1e-8)
    np.testing.assert_allclose(components @ found.patterns.T, samples - samples.mean(axis=0), atol=1e-8)


def test_components_are_those_of_scikit_learn(planted):
    samples, *_ = planted
    ours = independent_components(
        samples, N_SOURCES, n_iterations=500, rng=np.random.default_rng(2), tolerance=1e-9
    )
    other = FastICA(N_SOURCES, whiten="unit-variance", tol=1e-9, max_iter=500, random_state=0).fit(samples)
    np.testing.assert_allclose(overlaps(ours.patterns, other.mixing_).max(axis=0), 1, atol=1e-6)


def test_an_end_before_convergence_is_reported(planted):
    found = independent_components(planted[0], N_SOURCES, n_iterations=1, rng=np.random.default_rng(2))
    assert (found.n_iterations, found.converged) == (1, False)


@pytest.mark.parametrize("tolerance", [1e-2, 3e-4, 1e-6])
def test_iterations_end_as_soon_as_no_component_turns_any_more(planted, tolerance):
    """Components of variance 1 have the overlap of their rows as correlation."""
    samples = planted[0]

    def components(n_iterations):
        found = independent_components(
            samples, N_SOURCES, n_iterations=n_iterations, rng=np.random.default_rng(3), tolerance=tolerance
        )
        return found, (samples - samples.mean(axis=0)) @ found.filters

    n_last = components(500)[0].n_iterations
    series = [components(n)[1] for n in range(n_last - 2, n_last + 1)]
    turned = [1 - np.abs((one * other).mean(axis=0)).min() for one, other in pairwise(series)]
    assert turned[1] < tolerance <= turned[0]


def test_modes_have_falling_variances_and_missing_ones_are_refused(planted):
    samples, *_ = planted
    variances, modes = leading_modes(samples, N_SOURCES)
    centred = samples - samples.mean(axis=0)
    assert (np.diff(variances) < 0).all()
    np.testing.assert_allclose((centred @ modes).var(axis=0), variances)
    with pytest.raises(InputError, match=f"must have {N_VARIABLES} modes with a variance, got {N_SOURCES}"):
        leading_modes(samples, N_VARIABLES)
