"""Sizes of fields with known shapes: blobs, exponential tails, blocks of equal weights."""

import numpy as np
import pytest

from rgcore.lattice.localization import background, is_localized, localized_fraction
from rgcore.lattice.square import periodic_distance
from rgcore.learned.field_size import (
    decay_length,
    field_center,
    full_width_at_half_maximum,
    measure_field,
    participation_ratio,
    rms_radius,
)

SIDE = 20
NOISE = 0.1


def about_center(measure, field):
    """Return a measure that needs the distances from the centre of a field."""
    return measure(field, periodic_distance(len(field), field_center(field)))


def blob(deviation, center=(10, 10), side=SIDE):
    return np.exp(-(periodic_distance(side, center) ** 2) / (2 * deviation**2))


@pytest.mark.parametrize("deviation", [1.5, 2.0, 2.5])
@pytest.mark.parametrize("center", [(10, 10), (0.3, 19.6), (4.5, 4.5)])
def test_a_gaussian_blob_has_its_known_sizes(deviation, center):
    field = -3 * blob(deviation, center)
    assert participation_ratio(field) == pytest.approx(2 * np.pi * deviation**2, rel=0.01)
    assert about_center(rms_radius, field) == pytest.approx(deviation, rel=0.01)
    assert about_center(full_width_at_half_maximum, field) == pytest.approx(2.3548 * deviation, abs=0.6)
    np.testing.assert_allclose(field_center(field), center, atol=1e-3)


def test_fwhm_of_a_blob_is_right_on_average_over_its_centres():
    rng = np.random.default_rng(1)
    widths = [about_center(full_width_at_half_maximum, blob(2, rng.uniform(0, SIDE, 2))) for _ in range(100)]
    assert np.mean(widths) == pytest.approx(2.3548 * 2, abs=0.2)


@pytest.mark.parametrize("length", [1.0, 1.5, 2.5])
def test_an_exponential_tail_has_its_decay_length(length):
    field = np.exp(-periodic_distance(SIDE, (10, 10)) / length)
    assert about_center(decay_length, -2 * field) == pytest.approx(length, rel=0.1)


def test_a_decay_length_survives_a_background():
    rng = np.random.default_rng(5)
    field = np.exp(-periodic_distance(SIDE, (10, 10)) / 1.5)
    noisy = [about_center(decay_length, field + 0.01 * rng.standard_normal((SIDE, SIDE))) for _ in range(50)]
    assert np.mean(noisy) == pytest.approx(1.5, rel=0.15)


def test_a_single_site_and_a_uniform_field_have_no_decay_length():
    field = np.zeros((SIDE, SIDE))
    field[3, 4] = 2
    assert np.isnan(about_center(decay_length, field))
    assert np.isnan(about_center(decay_length, np.ones((SIDE, SIDE))))


def test_one_site_is_the_smallest_block():
    field = np.zeros((SIDE, SIDE))
    field[3, 4] = 2
    measures = measure_field(field)
    assert measures["participation_ratio"] == 1
    assert measures["rms_radius"] == pytest.approx(0, abs=1e-6)
    assert measures["fwhm"] == pytest.approx(1.2, abs=0.05)
    assert measures["peak"] == 2
    assert measures["localized"]


def test_two_neighbours_are_a_block_of_two_sites():
    field = np.zeros((SIDE, SIDE))
    field[0, 0] = field[0, SIDE - 1] = 0.7
    measures = measure_field(field)
    assert measures["participation_ratio"] == pytest.approx(2)
    assert measures["rms_radius"] == pytest.approx(0.5)
    assert measures["center_column"] == pytest.approx(SIDE - 0.5)
    assert measures["localized"]


def test_equal_weights_take_part_equally_and_have_no_width():
    measures = measure_field(np.full((SIDE, SIDE), -0.2))
    assert measures["participation_ratio"] == pytest.approx(SIDE**2)
    assert np.isnan(measures["fwhm"])
    assert measures["peak"] == -0.2
    assert not measures["localized"]


def test_sizes_do_not_depend_on_place_or_scale():
    rng = np.random.default_rng(2)
    field = blob(1.5) + NOISE * rng.normal(size=(SIDE, SIDE))
    moved = 7 * np.roll(field, (8, -5), axis=(0, 1))
    one, other = measure_field(field), measure_field(moved)
    for name in ("participation_ratio", "fwhm", "rms_radius", "localized"):
        assert one[name] == pytest.approx(other[name])
    assert other["center_row"] == pytest.approx((one["center_row"] + 8) % SIDE)
    assert other["center_column"] == pytest.approx((one["center_column"] - 5) % SIDE)


def test_a_background_inflates_participation_and_radius_but_not_the_width():
    rng = np.random.default_rng(3)
    fields = [blob(1.5, rng.uniform(0, SIDE, 2)) + NOISE * rng.normal(size=(SIDE, SIDE)) for _ in range(100)]
    measures = [measure_field(field) for field in fields]
    ratio, width, radius = (
        np.median([m[name] for m in measures]) for name in ("participation_ratio", "fwhm", "rms_radius")
    )
    power, fourth, n, b = np.pi * 1.5**2, np.pi * 1.5**2 / 2, SIDE**2, NOISE
    inflated = (power + n * b**2) ** 2 / (fourth + 6 * b**2 * power + 3 * n * b**4)
    assert ratio == pytest.approx(inflated, rel=0.1)
    assert ratio > 2 * (2 * np.pi * 1.5**2)
    assert radius > 3 * 1.5
    assert width == pytest.approx(2.3548 * 1.5, rel=0.1)


def test_the_background_is_read_off_below_a_blob():
    rng = np.random.default_rng(4)
    assert background(blob(1.5) + NOISE * rng.normal(size=(SIDE, SIDE))) == pytest.approx(NOISE, rel=0.2)


def test_gaussian_noise_is_not_localized():
    rng = np.random.default_rng(5)
    assert not any(is_localized(rng.normal(size=(SIDE, SIDE))) for _ in range(1000))
    assert np.mean([is_localized(rng.normal(size=(12, 12))) for _ in range(1000)]) < 0.01


def test_smooth_noise_is_seldom_localized():
    rng = np.random.default_rng(6)
    kernel = np.fft.fft2(blob(2, (0, 0)))
    fields = (np.fft.ifft2(np.fft.fft2(rng.normal(size=(SIDE, SIDE))) * kernel).real for _ in range(500))
    assert np.mean([is_localized(field) for field in fields]) < 0.06


@pytest.mark.parametrize("deviation", [1, 2, 3])
def test_a_noisy_blob_is_localized(deviation):
    rng = np.random.default_rng(7)
    for _ in range(100):
        field = blob(deviation, rng.uniform(0, SIDE, 2)) + NOISE * rng.normal(size=(SIDE, SIDE))
        assert is_localized(field)


@pytest.mark.parametrize(
    "field",
    [
        np.ones((SIDE, SIDE)),
        np.cos(2 * np.pi * np.arange(SIDE) / SIDE)[:, None] * np.ones(SIDE),
        blob(1.5, (5, 5)) + blob(1.5, (15, 15)),
        blob(1.5, (5, 5)) - blob(1.5, (5, 15)),
        blob(6),
        np.zeros((SIDE, SIDE)),
    ],
    ids=["uniform", "wave", "two blobs", "two blobs of opposite sign", "as wide as the lattice", "zero"],
)
def test_extended_fields_are_not_localized(field):
    rng = np.random.default_rng(8)
    assert not measure_field(field)["localized"]
    assert not measure_field(field + 0.05 * rng.normal(size=(SIDE, SIDE)))["localized"]


def test_fields_are_judged_together_as_one_by_one():
    rng = np.random.default_rng(12)
    fields = np.stack(
        [
            blob(1.5, rng.uniform(0, SIDE, 2)) + NOISE * i * rng.standard_normal((SIDE, SIDE))
            for i in range(12)
        ]
    )
    alone = [bool(is_localized(field)) for field in fields]
    np.testing.assert_array_equal(is_localized(fields), alone)
    assert {True, False} == set(alone)
    assert localized_fraction(fields.reshape(12, -1).T) == np.mean(alone)


def test_no_field_of_a_lattice_that_is_no_square_is_judged():
    assert np.isnan(localized_fraction(np.ones((10, 2))))


def test_a_background_on_one_side_does_not_move_the_centre_that_a_field_is_judged_about():
    """A block with a satellite within a quarter of the side; most of the background lies on the other side."""
    field = np.full((16, 16), 0.1)
    field[12:], field[:3] = 0.25, 0.25
    field[3:6, 3:6] = 1.0
    field[8:10, 3:5] = 1.0
    assert is_localized(field)


def test_a_decay_length_is_the_slope_over_the_rings_above_three_mean_moduli_of_the_background():
    """exp(-k) on the rings k = 0, 1 and 2, whose sites are 0, (1 + sqrt 2)/2 and (2 + 2 sqrt 5)/3 away on average.

    The background of 0.033 everywhere else is read as deviation 0.033/0.6745: three mean moduli are 0.117, three
    deviations 0.147, and the last ring has 0.135. Fewer than three rings have no length.
    """
    distances = periodic_distance(SIDE, (10, 10))
    rings = np.rint(distances)
    radii = [0, (1 + 2**0.5) / 2, (2 + 2 * 5**0.5) / 3]
    expected = -1 / np.polyfit(radii, [0, -1, -2], 1)[0]
    assert decay_length(np.where(rings <= 2, np.exp(-rings), 0.033), distances) == pytest.approx(expected)
    assert np.isnan(decay_length(np.where(rings <= 1, np.exp(-rings), 0.033), distances))


def test_a_field_that_falls_in_the_corners_of_the_lattice_alone_has_no_width():
    distances = periodic_distance(SIDE, (10, 10))
    assert np.isnan(full_width_at_half_maximum(1.0 * (distances < SIDE / 2 + 0.6), distances))


@pytest.mark.parametrize("sign", [1, -1])
def test_the_peak_of_a_field_has_the_sign_of_its_largest_weight(sign):
    field = blob(1.5)
    field[0, 0] = -0.4
    assert measure_field(sign * field)["peak"] == sign * field.max()
