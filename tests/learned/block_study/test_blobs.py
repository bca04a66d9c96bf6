"""Sizes of ideal blocks, and blobs that sit on one another."""

import numpy as np
import pytest

from rgcore.learned.block_study.blobs import SIZES, blobs_of_layer, duplicate_fraction
from rgcore.learned.field_size import measure_field
from rgcore.rbm.training.phases.tied import tied_weights

SIDE = 16


def blob(centre, sigma=1.2):
    rows, columns = np.indices((SIDE, SIDE))
    apart = [
        np.minimum(np.abs(axis - c), SIDE - np.abs(axis - c))
        for axis, c in zip((rows, columns), centre, strict=True)
    ]
    return np.exp(-(apart[0] ** 2 + apart[1] ** 2) / (2 * sigma**2))


def layer(*images):
    noise = 1e-4 * np.random.default_rng(1).normal(size=(SIDE**2, len(images)))
    return np.stack([image.reshape(-1) for image in images], axis=1) + noise


def test_ideal_blocks_of_two_by_two_have_their_width_and_no_duplicates():
    block = np.zeros((SIDE, SIDE))
    block[:2, :2] = 1
    found = blobs_of_layer(tied_weights(block + 1e-4 * np.random.default_rng(2).normal(size=block.shape), 2))
    assert tuple(found) == SIZES
    assert found["fwhm"] == pytest.approx(2.47, abs=0.01)
    assert (found["localized_fraction"], found["n_localized"]) == (1, 64)
    assert (found["duplicate_fraction"], found["one_sign_fraction"]) == (0, 1)


def test_widths_have_their_median_and_quartiles():
    images = [blob((row, 4), sigma) for row, sigma in ((0, 0.9), (4, 1.0), (8, 1.2), (12, 1.5))]
    found = blobs_of_layer(layer(*images, *(blob((row, 12), 1.1) for row in (0, 5, 10))))
    widths = [measure_field(image)["fwhm"] for image in images] + [
        measure_field(blob((0, 0), 1.1))["fwhm"]
    ] * 3
    for name, share in (("fwhm", 0.5), ("fwhm_lower_quartile", 0.25), ("fwhm_upper_quartile", 0.75)):
        assert found[name] == pytest.approx(np.quantile(widths, share), rel=2e-3), name


def test_blobs_on_one_another_are_duplicates_also_around_the_torus():
    found = blobs_of_layer(layer(blob((0, 0)), blob((15, 15)), blob((8, 8)), blob((8, 0))))
    assert found["duplicate_fraction"] == 0.5


def test_centres_are_duplicates_below_the_distance_alone():
    centres = np.array([[0.5, 0.0], [15.5, 0.0], [8.0, 8.0]])
    assert duplicate_fraction(centres, SIDE, 1.01) == pytest.approx(2 / 3)
    assert duplicate_fraction(centres, SIDE, 0.99) == 0
    assert np.isnan(duplicate_fraction(np.empty((0, 2)), SIDE, 1.0))


def test_a_field_of_two_signs_is_not_one_block():
    dipole = blob((4, 4)) - 0.7 * blob((4, 6))
    found = blobs_of_layer(layer(dipole, blob((10, 10)), blob((2, 12))))
    assert found["n_localized"] == 3
    assert found["one_sign_fraction"] == pytest.approx(2 / 3)


def test_without_a_localized_field_there_is_no_width():
    found = blobs_of_layer(np.random.default_rng(3).normal(size=(SIDE**2, 4)))
    assert found["n_localized"] == 0
    assert np.isnan([found["fwhm"], found["duplicate_fraction"], found["one_sign_fraction"]]).all()


def test_the_spacing_that_duplicates_are_judged_by_is_that_of_all_units():
    """Two of four units are localized, 7 apart: nearer than 0.7 spacings of two units, not of four."""
    noise = np.random.default_rng(4).normal(size=(2, SIDE, SIDE))
    found = blobs_of_layer(layer(blob((4, 4)), blob((4, 11)), *noise))
    assert found["n_localized"] == 2
    assert found["duplicate_fraction"] == 0
