"""The range that configurations can be reweighted to, and the messages where it is too short."""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.ising.finite_size_scaling.energy_levels import energy_levels
from rgcore.ising.finite_size_scaling.energy_series import EnergySeries
from rgcore.ising.finite_size_scaling.histogram_overlap import (
    LEAST_OVERLAP,
    joined,
    overlaps,
    window,
)


def gaussian(coupling, spread, n, rng):
    """Draw energies as of a large lattice of constant specific heat: mean -spread**2 K."""
    energy = np.round(-(spread**2) * coupling + spread * rng.standard_normal(n)).astype(np.int64)
    return EnergySeries(
        side=100,
        temperature=1 / coupling,
        energy=energy,
        magnetization=rng.integers(1, 100, n),
        n_chains=n,
    )


def test_two_samples_of_one_distribution_overlap_by_one_half(lattices):
    levels = lattices(4).expected_levels((0.44, 0.44 + 1e-9))
    assert overlaps(joined(levels)) == pytest.approx([0.5], abs=1e-6)


def test_the_overlap_of_gaussian_energies_is_that_of_two_gaussians():
    rng = np.random.default_rng(1)
    series = [gaussian(coupling, 500, 20_000, rng) for coupling in (0.440, 0.444)]  # two deviations apart
    x = np.linspace(-8, 10, 4001)
    one, two = (np.exp(-((x - mean) ** 2) / 2) / np.sqrt(2 * np.pi) for mean in (0, 2))
    exact = np.sum(one * two / (one + two)) * (x[1] - x[0])
    assert overlaps(joined(energy_levels(series, 40))) == pytest.approx([exact], rel=0.03)


@pytest.mark.parametrize(
    ("couplings", "words"),
    [
        ((0.440, 0.442, 0.452), ["2.212389", "2.262443", "add a temperature there", "side 100"]),
        ((0.40, 0.50), ["overlap is 0:", "between 2 and 2.5"]),
        ((0.30, 0.302, 0.9), ["between 1.111111 and 3.311258"]),
    ],
)
def test_temperatures_too_far_apart_are_named(couplings, words):
    rng = np.random.default_rng(2)
    levels = energy_levels([gaussian(coupling, 500, 2000, rng) for coupling in couplings], 20)
    with pytest.raises(InputError) as caught:
        joined(levels)
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert str(LEAST_OVERLAP) in sentence
    for word in words:
        assert word in sentence, sentence


def test_samples_as_far_apart_as_the_rule_allows_are_joined_right():
    rng = np.random.default_rng(3)
    series = [gaussian(coupling, 500, 20_000, rng) for coupling in (0.440, 0.4465)]
    side = joined(energy_levels(series, 40))
    assert LEAST_OVERLAP < overlaps(side)[0] < 0.08
    exact = -(500**2) * (0.4465**2 - 0.44**2) / 2  # of Gaussian energies; they are stored less their mean
    mean = np.concatenate([each.energy for each in series]).mean()
    assert np.diff(side.free_energies)[0] == pytest.approx(exact - mean * 0.0065, abs=0.2)


def test_overlaps_on_both_sides_of_three_percent_are_refused_and_joined():
    """Of Gaussian energies 3.9 and 4.5 deviations apart: 0.039 and 0.019 by the integral over both."""
    rng = np.random.default_rng(6)
    near, far = (
        energy_levels([gaussian(0.44 + shift, 500, 20_000, rng) for shift in (0, apart / 500)], 40)
        for apart in (3.9, 4.5)
    )
    assert overlaps(joined(near)) == pytest.approx([0.039], abs=0.005)
    with pytest.raises(InputError, match=r"overlap by 0\.03, but .* the overlap is 0\.01[6-9]"):
        joined(far)


def test_the_window_ends_where_a_tenth_of_the_sample_is_left():
    rng = np.random.default_rng(4)
    side = joined(energy_levels([gaussian(0.44, 500, 40_000, rng)], 40))
    low, high = window(side)
    assert side.effective_counts(0.44) == pytest.approx(side.counts[0])
    reach = np.sqrt(np.log(10)) / 500  # (sum w)^2 / sum w^2 = n exp(-(dK sigma)^2)
    assert high - 0.44 == pytest.approx(reach, rel=0.1)
    assert 0.44 - low == pytest.approx(reach, rel=0.1)


def test_the_window_holds_the_couplings_drawn(lattices):
    rng = np.random.default_rng(5)
    side = joined(energy_levels([lattices(4).draw(k, 500, rng) for k in (0.4, 0.45, 0.5)], 10))
    low, high = window(side)
    assert low < 0.4
    assert high > 0.5
    assert low > 0
