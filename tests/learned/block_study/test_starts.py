"""Starts of training: random ones, and compact filters at the tiles of the lattice."""

import numpy as np
import pytest

from rgcore.lattice.square import lattice_images, periodic_distance
from rgcore.learned.block_study.starts import NARROW, SUM_OF_WEIGHTS, WIDE, peaked_filters, start_of
from rgcore.learned.block_study.study_run import train_condition
from rgcore.learned.field_size import field_center, full_width_at_half_maximum
from rgcore.rbm import TrainingSettings
from rgcore.rbm.networks.deep_boltzmann import lowest_rbm
from rgcore.rbm.networks.restricted import mean_h_from_v, mean_v_from_h
from rgcore.rbm.training.data.training_samples import pack_spins
from rgcore.rbm.training.phases.tied import tied_weights

from ...config_values import config
from .test_study import condition, data_of


def start(units="spin", seed=4, **changed):
    chosen = condition(**changed)
    settings = TrainingSettings(units=units, **config()["block_size_study"]["training"] | chosen.training)
    spins = np.random.default_rng(1).choice(np.array([-1, 1], np.int8), (120, chosen.side**2))
    state = start_of(chosen, pack_spins(spins, units), settings, rng=np.random.default_rng(seed))
    return lowest_rbm(state.network)


@pytest.mark.parametrize(("n_hidden", "centres"), [(4, [1.5, 5.5]), (16, [0.5, 2.5, 4.5, 6.5])])
def test_filters_sit_in_the_middle_of_their_tiles_row_by_row(n_hidden, centres):
    images = lattice_images(peaked_filters(8, n_hidden, 1.0))
    found = np.array([field_center(image) for image in images])
    expected = [(row, column) for row in centres for column in centres]
    np.testing.assert_allclose(found, expected, atol=1e-6)
    assert images.reshape(len(images), -1).sum(axis=1) == pytest.approx(SUM_OF_WEIGHTS, abs=1e-5)
    assert (images >= 0).all()


@pytest.mark.parametrize("n_hidden", [9, 64])
def test_filters_are_as_wide_as_their_peak_whatever_the_number_of_units(n_hidden):
    image = lattice_images(peaked_filters(24, n_hidden, 4.0))[0]
    width = full_width_at_half_maximum(image, periodic_distance(24, field_center(image)))
    assert width == pytest.approx(2.3548 * 4, rel=0.02)


def test_a_narrow_and_a_wide_start_have_the_widths_that_pages_state():
    """The narrow peak lies between four sites: almost a 2 x 2 block, 2.47."""
    for deviation, expected in ((NARROW, 2.48), (WIDE * 16, 6.49)):
        image = lattice_images(peaked_filters(16, 16, deviation))[5]
        width = full_width_at_half_maximum(image, periodic_distance(16, field_center(image)))
        assert width == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(("n_hidden", "shape"), [(2, (1, 2)), (8, (2, 4)), (128, (8, 16)), (1, (1, 1))])
def test_units_that_are_no_square_tile_in_rectangles(n_hidden, shape):
    images = lattice_images(peaked_filters(16, n_hidden, 8 / n_hidden**0.5))
    totals = images.sum(axis=0)
    assert np.ptp(totals) < 0.9 * totals.mean()  # no hole
    moved = np.roll(images[0], 16 // shape[1], axis=1)
    np.testing.assert_allclose(images[1 % n_hidden], moved, atol=1e-6)


@pytest.mark.parametrize("n_hidden", [4, 16])
def test_compact_filters_are_translations_of_the_first_one(n_hidden):
    filters = peaked_filters(8, n_hidden, 1.0)
    expected = tied_weights(filters[:, 0].reshape(8, 8), 8 // round(n_hidden**0.5))
    np.testing.assert_allclose(filters, expected, atol=1e-7)


@pytest.mark.parametrize(("way", "deviation"), [("narrow", NARROW), ("wide", 8 * WIDE)])
def test_all_starts_have_the_same_noise(way, deviation):
    added = start(start=way).weights - start().weights
    np.testing.assert_allclose(added, peaked_filters(8, 4, deviation), atol=1e-6)
    deviation = config()["block_size_study"]["training"]["weight_scale"]
    assert start().weights.std() == pytest.approx(deviation, rel=0.2)


@pytest.mark.parametrize("sharing", ["none", "translations"])
@pytest.mark.parametrize("way", ["random", "narrow", "wide"])
def test_zero_fields_are_zero_for_both_kinds_of_units(sharing, way):
    """Both layers then have opposite means given opposite states of the other."""
    rng = np.random.default_rng(2)
    for units in ("spin", "binary"):
        rbm = start(units, start=way, sharing=sharing)
        for mean, size in ((mean_h_from_v, rbm.n_visible), (mean_v_from_h, rbm.n_hidden)):
            spins = rng.choice([-1.0, 1.0], (50, size))
            given = [rbm.unit_type.from_spins(states) for states in (spins, -spins)]
            means = [rbm.unit_type.to_spins(mean(rbm, states)) for states in given]
            np.testing.assert_allclose(means[0], -means[1], atol=1e-5)
        if sharing == "translations":
            np.testing.assert_array_equal(rbm.weights, tied_weights(rbm.weights[:, 0].reshape(8, 8), 4))


def test_a_weight_of_binary_units_is_four_times_that_of_spins():
    added = start("binary", start="wide").weights - start("binary").weights
    np.testing.assert_allclose(added, 4 * peaked_filters(8, 4, 8 * WIDE), atol=1e-5)


def test_starts_that_are_too_narrow_and_too_wide_meet():
    """Width and likelihood of one filter from both starts agree when training has settled."""
    ends, training = {}, config()["block_size_study"]["training"]
    falling = {"learning_rate": 0.04, "final_learning_rate": 6e-4}
    for way in ("narrow", "wide"):
        chosen = condition(start=way, sharing="translations", n_hidden=16, n_epochs=640, temperature="3.0")
        settings = TrainingSettings(units="spin", **training | falling | chosen.training)
        data = data_of(chosen, 1000, 200)
        ends[way] = train_condition(chosen, data, settings, rng=np.random.default_rng(5))
    first, other = ends["narrow"], ends["wide"]
    assert abs(first.rows["fwhm"].iloc[0] / other.rows["fwhm"].iloc[0] - 1) > 0.1
    assert first.rows["fwhm"].iloc[-1] == pytest.approx(other.rows["fwhm"].iloc[-1], rel=0.03)
    assert first.at_same_sites[-1] == pytest.approx(other.at_same_sites[-1], abs=0.003)
