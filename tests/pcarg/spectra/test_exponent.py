"""The exponent of the number of modes."""

import numpy as np
import pytest

from rgcore.pcarg.spectra.marchenko_pastur import marchenko_pastur_edge
from rgcore.pcarg.spectra.spectral_exponent import (
    exponent_between,
    exponent_range,
    exponents_of_ranges,
    first_rank,
    power_law_distance,
    spectral_exponent,
)
from rgcore.pcarg.spectra.spectrum_analysis import analyse_spectra
from rgcore.series.moments import sample_moments

from .white_noise import typical_noise


@pytest.mark.parametrize("alpha", [0.5, 1.0, 2.0, 3.5])
@pytest.mark.parametrize("n_kept", [2, 3, 10, 100])
def test_a_power_law_gives_its_exponent(alpha, n_kept):
    numbers = np.arange(1, 101) - 0.5
    assert spectral_exponent(7.0 * numbers ** (-1 / alpha), n_kept) == pytest.approx(alpha, rel=1e-12)


def test_a_free_field_gives_half_its_dimension():
    """lambda = k^2 on a square of side 200: alpha = d/2 = 1."""
    wave = 2 * np.pi * np.fft.fftfreq(200)
    momenta = np.sort((wave[:, None] ** 2 + wave**2).ravel())[1:4001]
    assert spectral_exponent(1 / momenta, 4000) == pytest.approx(1, abs=0.01)


def test_a_sloppy_spectrum_is_far_below_one():
    """Uniform in ln lambda: alpha goes to 0 as 1/(number of decades)."""
    narrow, wide = (spectral_exponent(np.exp(-np.linspace(0, span, 200)), 200) for span in (10, 30))
    assert narrow / wide == pytest.approx(3, rel=1e-9)
    assert wide < 0.15


def test_a_marchenko_pastur_edge_alone_gives_three_halves():
    typical = typical_noise(40_000, 160_000)
    edge = marchenko_pastur_edge(1.0, 40_000, 160_000)
    assert spectral_exponent(typical, 50, origin=1 / edge) == pytest.approx(1.5, abs=0.02)


def test_measured_from_zero_an_edge_gives_a_large_exponent():
    typical = typical_noise(400, 1600)
    assert spectral_exponent(typical, 40) > 5


def test_a_flat_spectrum_has_the_largest_exponent():
    assert spectral_exponent(np.ones(10), 10) == 1000


def test_the_unit_changes_no_exponent_also_where_eigenvalues_are_zero():
    """They count as the precision of the largest one, about 1e-16 of it."""
    spectrum = np.concatenate([np.exp(-np.linspace(0, 5, 30)), np.zeros(10)])
    found = spectral_exponent(spectrum, 40)
    assert found == pytest.approx(spectral_exponent(np.maximum(spectrum, 2.0**-52), 40), rel=1e-12)
    for unit in (1e-12, 1e12):
        assert spectral_exponent(unit * spectrum, 40) == pytest.approx(found, rel=1e-9)


def test_a_flat_spectrum_is_no_power_law():
    """All ten ranks have one eigenvalue, which a power law has at rank 1.5 alone: it is 8.5 ranks off at the last."""
    assert power_law_distance(np.ones(10), 1, 10) == pytest.approx(0.85)


def test_the_window_begins_at_a_quarter_of_the_modes():
    assert [first_rank(n_kept) for n_kept in (2, 4, 5, 100)] == [1, 1, 2, 25]


@pytest.mark.parametrize("n_kept", [1, 11])
def test_too_few_or_too_many_modes_are_refused(n_kept):
    with pytest.raises(ValueError, match="an exponent needs 2 to 10 modes"):
        spectral_exponent(np.ones(10), n_kept)


def power_law(alpha, n_modes=200):
    return (np.arange(n_modes) + 0.5) ** (-1 / alpha)


@pytest.mark.parametrize("alpha", [0.5, 1.0, 3.0])
def test_all_of_a_power_law_is_its_range(alpha):
    assert exponent_range(power_law(alpha), 200) == (1, 200)
    assert exponent_range(power_law(alpha), 57) == (1, 57)
    assert exponent_between(power_law(alpha), 3, 40) == pytest.approx(alpha, rel=1e-12)
    assert power_law_distance(power_law(alpha), 1, 200) < 1e-12


def test_modes_far_above_and_modes_that_bend_are_left_out_of_the_range():
    apart = power_law(1.0)
    apart[:2] *= [30, 10]
    first, last = exponent_range(apart, 200)
    assert 2 <= first <= 4
    assert last > 180
    bent = np.where(
        np.arange(200) < 60, power_law(1.0), power_law(1.0)[59] * np.exp(-np.arange(-59, 141) / 10.0)
    )
    first, last = exponent_range(bent, 200)
    assert first == 1
    assert 55 < last < 90
    assert exponent_between(bent, first, last) == pytest.approx(1, abs=0.08)


def test_of_two_power_laws_that_of_the_wider_range_is_taken():
    ranks = np.arange(1, 201) - 0.5
    two = np.where(
        ranks < 25, (ranks / 25) ** -1.0, (ranks / 25) ** -3.0
    )  # factors of 50 and of 8, 25 and 175 modes
    first, last = exponent_range(two, 200)
    assert first == 1
    assert exponents_of_ranges(two, 200) == pytest.approx((1 / 3, 1), rel=0.01)
    assert 20 <= last <= 30  # of 200 modes every fifth is tried


def test_of_ranges_of_one_width_that_with_most_modes_is_taken():
    """The spectrum bends: over a factor 4 in rank it is a power law to 0.05, anywhere, over more nowhere."""
    number = np.log(np.arange(1, 21) - 0.5)
    bent = np.exp(-0.5 * number - 0.175 * number**2)
    straight = [power_law_distance(bent, first, 4 * first) for first in (4, 5)]
    wider = [power_law_distance(bent, first, last) for first, last in ((3, 13), (3, 15), (4, 17), (4, 20))]
    assert max(straight) < 0.05 < min(wider)
    assert exponent_range(bent, 20) == (5, 20)


@pytest.mark.parametrize(("n_straight", "last"), [(12, 12), (16, 12), (17, 17), (21, 17), (22, 22)])
def test_of_two_hundred_modes_forty_are_tried_as_the_last_one(n_straight, last):
    """The numbers 8 + 192 i / 39 without their fractions; after the straight part eigenvalues fall off a cliff."""
    spectrum = power_law(1.0)
    spectrum[n_straight:] = 1e-9 * np.exp(-np.arange(200 - n_straight))
    assert exponent_range(spectrum, 200) == (1, last)


def test_too_few_resolved_modes_have_no_exponent():
    assert exponent_range(power_law(1.0), 7) is None
    assert exponent_range(power_law(1.0), 8) == (1, 8)


def test_without_a_power_law_the_range_of_least_distance_is_taken():
    steps = np.repeat(10.0 ** -np.arange(4), 4)
    first, last = exponent_range(steps, 16)
    assert power_law_distance(steps, first, last) > 0.05


@pytest.mark.repetitions
@pytest.mark.parametrize(
    ("alpha", "n_samples"), [(0.5, 400), (1.0, 400), (1.5, 400), (1.5, 2000), (3.0, 2000)]
)
def test_sample_and_cleaned_exponents_lie_on_either_side_of_the_true_one(alpha, n_samples):
    samples = np.random.default_rng(54).standard_normal((n_samples, 200)) * np.sqrt(power_law(alpha))
    found = analyse_spectra([samples], sample_moments([samples]))["covariance"]
    low, high = sorted([found.alpha, found.alpha_cleaned], key=lambda each: each.value)
    assert low.value - 3 * low.error < alpha < high.value + 3 * high.error
    assert abs(found.alpha_cleaned.value - alpha) < 0.1 * alpha
    assert found.alpha_ranks[0] <= 2


@pytest.mark.repetitions
def test_the_error_of_alpha_is_its_scatter_between_samples():
    rng = np.random.default_rng(55)
    draws = [rng.standard_normal((400, 40)) * np.sqrt(power_law(1.0, 40)) for _ in range(25)]
    found = [analyse_spectra([each], sample_moments([each]))["covariance"] for each in draws]
    values = [[each.alpha.value, each.alpha_cleaned.value] for each in found]
    errors = np.array([[each.alpha.error, each.alpha_cleaned.error] for each in found]).mean(axis=0)
    np.testing.assert_allclose(errors / np.std(values, axis=0), 1, atol=0.45)  # 25 draws determine it to 14 %
