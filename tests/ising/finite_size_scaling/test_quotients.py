"""Estimates of pairs of sides against the same from exact distributions by other means.

Planted one at a time, each of these fails tests here: log2 for the logarithm of the ratio of sides, the susceptibility
without its factor L^2, beta of the other sign, slopes of |m| and m^2 that are not logarithmic, a crossing correction
with L^-omega for L^-(1 + omega).
"""

import numpy as np
import pytest
from scipy.optimize import brentq

from rgcore.ising.exact_results.critical_point import CRITICAL_TEMPERATURE
from rgcore.ising.finite_size_scaling.histogram_overlap import joined
from rgcore.ising.finite_size_scaling.quotients import METHODS, pair_values


def binder_of(known, coupling):
    _, square, fourth = known.moments(coupling)
    return 1 - fourth / (3 * square**2)


def slope(function, at, step=1e-4):
    return (
        8 * (function(at + step) - function(at - step)) - function(at + 2 * step) + function(at - 2 * step)
    ) / (12 * step)


def exact_pair(small, large):
    """Return crossing and values of a pair by finite differences of exact distributions."""
    crossing = brentq(lambda k: binder_of(large, k) - binder_of(small, k), 0.42, 0.49, xtol=1e-14)
    ratio = large.side / small.side

    def exponent(observable):
        return np.log(observable(large) / observable(small)) / np.log(ratio)

    return crossing, np.array(
        [
            1 / crossing,
            binder_of(small, crossing),
            exponent(lambda known: slope(lambda k: binder_of(known, k), crossing)),
            exponent(lambda known: slope(lambda k: np.log(known.moments(k)[0]), crossing)),
            exponent(lambda known: slope(lambda k: np.log(known.moments(k)[1]), crossing)),
            -exponent(lambda known: known.moments(crossing)[0]),
            exponent(lambda known: crossing * known.side**2 * known.moments(crossing)[1]),
        ]
    )


@pytest.mark.parametrize("sides", [(3, 4), (4, 5), (3, 6), (5, 6)])
def test_a_pair_gives_what_exact_distributions_give(lattices, sides):
    small, large = (lattices(side) for side in sides)
    crossing, exact = exact_pair(small, large)
    curves = [joined(known.expected_levels((0.41, 0.46))) for known in (small, large)]
    assert pair_values(*curves, crossing) == pytest.approx(exact, rel=1e-7)


def test_pairs_come_closer_to_the_infinite_lattice_as_the_sides_grow(lattices):
    exact = np.array([1 / method.exact if method.inverse else method.exact for method in METHODS])
    off = [np.abs(exact_pair(lattices(side), lattices(side + 1))[1] - exact) for side in (3, 4, 5)]
    assert (np.diff(off, axis=0) < 0).all()


def test_leading_corrections_take_out_most_of_what_small_sides_are_off(lattices):
    """Two exact pairs extrapolated are closer than the larger pair alone: 3 times or more by the quoted methods."""
    pairs = [(4, 5), (5, 6)]
    values = np.array([exact_pair(lattices(small), lattices(large))[1] for small, large in pairs])
    for place, method in enumerate(METHODS):
        first, second = (method.correction(small, large / small) for small, large in pairs)
        joint = (first * values[1, place] - second * values[0, place]) / (first - second)
        exact = 1 / method.exact if method.inverse else method.exact
        left = abs(joint - exact) / abs(values[1, place] - exact)
        assert left < (0.8 if "log_slope" in method.name else 1 / 3), (method.name, left)


def test_the_correction_of_a_crossing_is_the_shift_of_two_lines():
    """Lines U = a t L + b L^-omega cross where the correction predicts, for any ratio of sides."""
    method = METHODS[0]
    omega = 7 / 4
    shifts = [
        (side**-omega - large**-omega) / (large - side) / method.correction(side, large / side)
        for side, large in ((8, 16), (8, 12), (12, 36), (64, 65))
    ]
    assert shifts == pytest.approx([shifts[0]] * 4, rel=1e-9)


def test_the_exact_values_are_those_of_the_literature():
    exact = {method.quantity: method.exact for method in METHODS}
    assert exact["critical_temperature"] == pytest.approx(2.269185314213, abs=1e-12)
    assert (exact["nu"], exact["beta_over_nu"], exact["gamma_over_nu"]) == (1, 0.125, 1.75)
    assert 2 * exact["beta_over_nu"] + exact["gamma_over_nu"] == 2  # hyperscaling
    assert exact["critical_temperature"] == CRITICAL_TEMPERATURE
