"""Planted fields on the ring have the width, place and spread that they were given."""

import numpy as np
import pytest

from rgcore.learned.size_controls.ring.ring_fields import (
    _foreground,
    gap_variation,
    measure_ring_field,
    ring_distance,
    sizes_on_ring,
)
from rgcore.learned.size_controls.ring.ring_run import drift

N_SITES = 100


def bump(centre, width, shape="gaussian"):
    """Return a field whose full width at half maximum is ``width``."""
    distances = ring_distance(N_SITES, centre)
    if shape == "gaussian":
        return np.exp(-4 * np.log(2) * (distances / width) ** 2)
    if shape == "sech":
        return 1 / np.cosh(2 * np.arccosh(2) * distances / width)
    return np.exp(-2 * np.log(2) * distances / width)


@pytest.mark.parametrize("shape", ["gaussian", "sech"])
@pytest.mark.parametrize("width", [4, 8, 16, 24])
@pytest.mark.parametrize("centre", [50, 0.3, 98.5])
def test_planted_widths_are_read_within_a_tenth(shape, width, centre):
    found = measure_ring_field(-0.2 * bump(centre, width, shape))
    assert found["localized"]
    assert found["fwhm"] == pytest.approx(width, rel=0.1, abs=0.5)
    assert abs((found["centre"] - centre + 50) % 100 - 50) < 0.2


@pytest.mark.parametrize("width", [4, 8, 16])
@pytest.mark.parametrize("centre", [50, 0.3, 98.5])
def test_widths_of_cusps_are_read_too_large_by_at_most_one_and_a_half_sites(width, centre):
    assert -0.1 < measure_ring_field(bump(centre, width, "exponential"))["fwhm"] - width < 1.5


def test_widths_survive_noise_of_a_tenth_and_white_noise_is_not_localized():
    rng = np.random.default_rng(1)
    noisy = [bump(40, 10) + 0.1 * rng.standard_normal(N_SITES) for _ in range(30)]
    found = [measure_ring_field(field) for field in noisy]
    assert np.mean([each["localized"] for each in found]) > 0.9
    assert np.median([each["fwhm"] for each in found]) == pytest.approx(10, rel=0.1)
    white = [measure_ring_field(rng.standard_normal(N_SITES))["localized"] for _ in range(200)]
    assert np.mean(white) < 0.02


def test_two_bumps_far_apart_and_a_wave_are_not_localized():
    wave = np.cos(2 * np.pi * np.arange(N_SITES) / N_SITES)
    assert not measure_ring_field(bump(20, 5) + bump(60, 5))["localized"]
    assert not measure_ring_field(wave)["localized"]
    assert not measure_ring_field(np.zeros(N_SITES))["localized"]


@pytest.mark.parametrize(("n", "width"), [(1, 1), (2, 2), (3, 3), (4, 4)])
def test_equal_weights_on_a_few_sites_have_their_number_as_width(n, width):
    field = np.zeros(N_SITES)
    field[:n] = 1
    found = measure_ring_field(field)
    assert found["fwhm"] == pytest.approx(width, abs=0.51)
    assert found["participation_ratio"] == pytest.approx(n)


def test_gaps_of_an_even_tiling_do_not_vary_and_those_of_random_centres_do():
    assert gap_variation(np.arange(3.0, 103.0, 10.0) % 100, N_SITES) == pytest.approx(0, abs=1e-9)
    gaps = [10, 10, 80]  # the last one around the ring
    assert gap_variation(np.array([20.0, 0.0, 10.0]), N_SITES) == pytest.approx(np.std(gaps) / np.mean(gaps))
    rng = np.random.default_rng(2)
    squares = [gap_variation(rng.uniform(0, N_SITES, 8), N_SITES) ** 2 for _ in range(3000)]
    assert np.mean(squares) == pytest.approx(7 / 9, rel=0.05)
    assert np.isnan(gap_variation(np.array([3.0]), N_SITES))


def test_sizes_of_a_layer_are_medians_over_its_localized_fields():
    noise = np.random.default_rng(3).standard_normal((N_SITES, 2))
    weights = np.column_stack([bump(10, 6), bump(24, 8), bump(70, 10), bump(71, 10), noise])
    found = sizes_on_ring(weights)
    assert found["localized_fraction"] == pytest.approx(4 / 6)
    assert found["fwhm"] == pytest.approx(9, rel=0.05)
    assert found["duplicate_fraction"] == pytest.approx(
        0.5
    )  # 14 is more than 0.7 of 100 sites over six units
    of_all = np.nanmedian([measure_ring_field(field)["fwhm"] for field in weights.T])
    assert found["fwhm_of_all"] == pytest.approx(of_all) != found["fwhm"]


def test_the_move_of_centres_is_the_shortest_way_around():
    before, after = (np.column_stack([bump(c, 6), bump(50, 6)]) for c in (98, 2))
    assert drift(before, after) == pytest.approx(np.sqrt((4**2 + 0) / 2), abs=0.05)
    assert np.isnan(drift(np.ones((N_SITES, 1)), after[:, :1]))
    assert np.isnan(drift(before[:, :1], np.ones((N_SITES, 1))))


def test_the_foreground_of_noise_is_what_lies_beyond_three_deviations():
    """A share of 0.27 % of normal numbers, whatever their variance, and the squares are kept."""
    squares = np.square(0.3 * np.random.default_rng(4).standard_normal(100_000))
    foreground = _foreground(squares)
    assert (foreground > 0).mean() == pytest.approx(0.0027, abs=8e-4)
    assert foreground.max() == squares.max()
    assert foreground[foreground > 0].min() == pytest.approx(9 * 0.3**2, rel=0.05)
