"""The exponent of the number of modes."""

import numpy as np
import pytest

from rgcore.pcarg import first_rank, marchenko_pastur_edge, marchenko_pastur_spectrum, spectral_exponent


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
    typical = marchenko_pastur_spectrum(40_000, 160_000)
    edge = marchenko_pastur_edge(1.0, 40_000, 160_000)
    assert spectral_exponent(typical, 50, origin=1 / edge) == pytest.approx(1.5, abs=0.02)


def test_measured_from_zero_an_edge_gives_a_large_exponent():
    typical = marchenko_pastur_spectrum(400, 1600)
    assert spectral_exponent(typical, 40) > 5


def test_a_flat_spectrum_has_the_largest_exponent():
    assert spectral_exponent(np.ones(10), 10) == 1000


def test_the_window_begins_at_a_quarter_of_the_modes():
    assert [first_rank(n_kept) for n_kept in (2, 4, 5, 100)] == [1, 1, 2, 25]


@pytest.mark.parametrize("n_kept", [1, 11])
def test_too_few_or_too_many_modes_are_refused(n_kept):
    with pytest.raises(ValueError, match="an exponent needs 2 to 10 modes"):
        spectral_exponent(np.ones(10), n_kept)
