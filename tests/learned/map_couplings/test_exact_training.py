"""RBMs with one filter on the torus of 6 x 6 sites: partition functions in closed form, the maximum of likelihood."""

import numpy as np
import pytest

from rgcore.ising.exact_results.kaufman import torus_energy, torus_log_partition
from rgcore.learned.map_couplings.cylinder import Cylinder
from rgcore.learned.map_couplings.exact_training import TiedLikelihood, _log_partition

CRITICAL = 0.4406868


@pytest.fixture(scope="module")
def likelihood():
    return TiedLikelihood(Cylinder(CRITICAL))


def filter_with(**weights):
    """Return a filter whose weights are given by row and column, such as w12=0.5."""
    image = np.zeros((4, 4))
    for place, weight in weights.items():
        image[int(place[1]), int(place[2])] = weight
    return image


def test_blocks_that_do_not_overlap_have_the_product_of_their_partition_functions():
    image = filter_with(w11=0.4, w12=-0.3, w21=0.2, w22=0.6)
    inputs = np.array(
        [
            0.4 * a - 0.3 * b + 0.2 * c + 0.6 * d
            for a in (-1, 1)
            for b in (-1, 1)
            for c in (-1, 1)
            for d in (-1, 1)
        ]
    )
    assert _log_partition(image.ravel())[0] == pytest.approx(9 * np.log((2 * np.cosh(inputs)).sum()))


@pytest.mark.parametrize(("near", "far"), [("w11", "w13"), ("w11", "w31"), ("w20", "w22")])
def test_filters_of_two_spins_two_sites_apart_are_three_rings_of_the_ising_model(near, far):
    """sum_h exp(w h (v + v')) = A exp(K v v') with tanh K = tanh^2 w, A = 2 cosh(2w) exp(-K)."""
    weight = 0.7
    coupling = np.arctanh(np.tanh(weight) ** 2)
    ring = (2 * np.cosh(coupling)) ** 3 + (2 * np.sinh(coupling)) ** 3
    exact = 9 * (np.log(2 * np.cosh(2 * weight)) - coupling) + 3 * np.log(ring) + 27 * np.log(2)
    assert _log_partition(filter_with(**{near: weight, far: weight}).ravel())[0] == pytest.approx(exact)


def test_without_weights_the_divergence_is_that_from_free_spins(likelihood):
    log_ising = -CRITICAL * 36 * torus_energy(CRITICAL, 6) - torus_log_partition(CRITICAL, 6)
    value, slope = likelihood.divergence(np.zeros((4, 4)))
    assert value == pytest.approx((log_ising + 36 * np.log(2)) / 36, rel=1e-10)
    np.testing.assert_allclose(slope, 0, atol=1e-14)


def test_the_derivative_of_the_divergence_is_that_of_finite_differences(likelihood):
    rng = np.random.default_rng(0)
    image, direction, step = rng.normal(0, 0.5, (4, 4)), rng.standard_normal((4, 4)), 1e-5
    higher, lower = (likelihood.divergence(image + sign * step * direction)[0] for sign in (1, -1))
    assert (likelihood.divergence(image)[1] * direction).sum() == pytest.approx(
        (higher - lower) / (2 * step), rel=1e-6
    )


def test_training_ends_at_a_maximum_of_the_likelihood_above_the_majority_filter(likelihood):
    weights = likelihood.trained(rng=np.random.default_rng(1))
    value, slope = likelihood.divergence(weights)
    assert np.abs(slope).max() < 1e-4
    assert weights.sum() >= 0
    assert 0 < value < likelihood.divergence_at_best_scale(filter_with(w11=1, w12=1, w21=1, w22=1))
    assert likelihood.divergence_at_best_scale(0.3 * weights) == pytest.approx(value, abs=1e-6)


def test_trained_filters_have_a_positive_sum_wherever_they_began(likelihood):
    """The likelihood is the same for a filter and its negative: half of the starts would end at a negative sum."""
    sums = [likelihood.trained(rng=np.random.default_rng(seed)).sum() for seed in range(2, 8)]
    assert min(sums) > 0
