"""Trained filters: that of an RBM under its own conditional distribution, and the couplings of a planted RBM found.

Planted: a mirrored or moved window, a factor of 2 or 4 between the unit types, and weights of which each unit keeps its
own each fail here.
"""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.learned.maps.filters._filter_kernels import filter_inputs
from rgcore.learned.maps.filters.filter_of_rbm import filter_of_image
from rgcore.learned.maps.training import STRIDE, train_filter, train_map_rbm
from rgcore.rbm.networks.restricted import RBM, inputs_h_from_v, sample_h_from_v, sample_v_from_h
from rgcore.rbm.training.phases.tied import tied_weights

from ...config_values import training_settings

SIDE = 8
PLANTED = np.array([[0.0, 0.2, 0.1, 0.0], [0.3, 0.7, 0.5, 0.0], [0.1, 0.6, 0.4, 0.1], [0.0, 0.0, 0.1, 0.0]])


def rbm_of(image, units="spin"):
    weights = tied_weights(image, STRIDE)
    midpoint = 0.0 if units == "spin" else 0.5
    return RBM(
        weights=weights,
        visible_bias=-midpoint * weights.sum(axis=1),
        hidden_bias=-midpoint * weights.sum(axis=0),
        units=units,
    )


def image_with(weights, row, column, side=SIDE):
    image = np.zeros((side, side))
    image[: len(weights), : len(weights)] = weights
    return np.roll(image, (row, column), axis=(0, 1))


@pytest.mark.parametrize("width", [4, 8])
@pytest.mark.parametrize(("row", "column"), [(0, 0), (1, 4), (6, 7), (3, 2)])
def test_inputs_of_the_filter_are_those_of_the_hidden_units_of_the_rbm(row, column, width):
    """Up to the names of the units: which even translation is unit 0."""
    image = image_with(PLANTED, row, column)
    spins = np.random.default_rng(1).choice([-1, 1], (5, SIDE, SIDE)).astype(np.int8)
    wanted = inputs_h_from_v(rbm_of(image), spins.reshape(5, -1)).reshape(5, SIDE // 2, SIDE // 2)
    cut = filter_of_image(image, width)
    found = np.empty(wanted.shape, np.float32)
    filter_inputs(spins, cut.weights.astype(np.float32), found)
    moved = np.roll(wanted, [place // STRIDE for place in cut.place], axis=(1, 2))
    if width == SIDE:
        np.testing.assert_allclose(found, moved, atol=1e-5)
        assert cut.share_outside == pytest.approx(0, abs=1e-12)
    else:
        left = 1 - (cut.weights**2).sum() / (image**2).sum()
        assert cut.share_outside == pytest.approx(left)
        assert np.abs(found - moved).max() < np.abs(image).sum() - np.abs(cut.weights).sum() + 1e-5
    assert all(place % STRIDE == 0 for place in cut.place)


def test_a_filter_that_is_negative_is_turned():
    positive, negative = (filter_of_image(sign * image_with(PLANTED, 2, 2), 8).weights for sign in (1, -1))
    np.testing.assert_allclose(positive, negative)
    assert positive.sum() > 0


@pytest.mark.parametrize(
    ("image", "width", "sentence"),
    [
        (np.ones((7, 7)), 4, "even side and a weight that is not zero, got side 7"),
        (np.zeros((8, 8)), 4, "even side and a weight that is not zero, got side 8"),
        (np.ones((8, 8)), 3, "width must be even, got 3"),
        (np.ones((8, 8)), 10, "width must be .*8.*got 10"),
    ],
)
def test_windows_that_do_not_fit_get_one_sentence(image, width, sentence):
    with pytest.raises(InputError, match=sentence):
        filter_of_image(image, width)


def planted_samples(n_samples, rounds=40):
    """Return spins (n_samples, side, side) of the RBM with the planted filter, by Gibbs sampling."""
    rng = np.random.default_rng(2)
    rbm = rbm_of(image_with(PLANTED, 2, 2))
    spins = rng.choice([-1, 1], (n_samples, SIDE * SIDE)).astype(np.int8)
    for _ in range(rounds):
        spins = sample_v_from_h(rbm, sample_h_from_v(rbm, spins, rng=rng), rng=rng)
    return spins.reshape(-1, SIDE, SIDE)


@pytest.mark.parametrize("units", ["spin", "binary"])
def test_training_finds_the_filter_of_a_planted_rbm(units):
    scale = 1 if units == "spin" else 16  # of learning rates, as in AscentSettings
    settings = training_settings(
        units=units,
        n_epochs=60,
        batch_size=100,
        learning_rate=0.05 * scale,
        final_learning_rate=0.002 * scale,
        l1=0.0,
        fields="zero",
        algorithm="persistent_contrastive_divergence",
        weight_scale=0.05 * scale**0.5,
    )
    found = train_filter(planted_samples(4000), settings, width=8, rng=np.random.default_rng(4)).weights
    wanted = filter_of_image(image_with(PLANTED, 2, 2), 8).weights
    moved = [np.roll(found, move, axis=(0, 1)) for move in ((0, 0), (2, 0), (0, 2), (2, 2))]
    overlaps = [(each * wanted).sum() / np.linalg.norm(each) / np.linalg.norm(wanted) for each in moved]
    assert max(overlaps) > 0.99  # 0.98 with rows and columns exchanged
    assert np.linalg.norm(found) == pytest.approx(np.linalg.norm(wanted), rel=0.15)


def test_all_hidden_units_keep_one_filter_and_no_field():
    settings = training_settings(units="binary", n_epochs=3, batch_size=50, fields="zero")
    rbm = train_map_rbm(
        planted_samples(200, 5), settings, sharing="translations", rng=np.random.default_rng(4)
    )
    image = rbm.weights[:, 0].reshape(SIDE, SIDE)
    np.testing.assert_array_equal(rbm.weights, tied_weights(image, STRIDE))
    np.testing.assert_allclose(rbm.hidden_bias, -0.5 * rbm.weights.sum(axis=0), atol=1e-5)
    np.testing.assert_allclose(rbm.visible_bias, -0.5 * rbm.weights.sum(axis=1), atol=1e-5)


@pytest.mark.parametrize(("side", "n", "fields"), [(5, 100, "zero"), (8, 20, "zero"), (8, 100, "free")])
def test_what_no_map_can_be_trained_on_gets_one_sentence(side, n, fields):
    settings = training_settings(batch_size=50, fields=fields)
    spins = np.ones((n, side, side), np.int8)
    with pytest.raises(
        InputError, match="a map needs an even side, at least batch_size = 50 spins and no fields"
    ):
        train_filter(spins, settings, width=4, rng=np.random.default_rng(5))
