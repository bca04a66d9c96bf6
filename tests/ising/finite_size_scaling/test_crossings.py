"""Crossings of curves that are known exactly, and of curves that do not cross."""

import numpy as np
import pytest
from scipy.optimize import brentq

from rgcore.errors import InputError
from rgcore.ising.finite_size_scaling.crossings import find_crossing, polish_crossing
from rgcore.ising.finite_size_scaling.energy_levels import energy_levels
from rgcore.ising.finite_size_scaling.histogram_overlap import joined
from rgcore.ising.finite_size_scaling.reweighting import Moments


def binder_of(known, coupling):
    _, square, fourth = known.moments(coupling)
    return 1 - fourth / (3 * square**2)


def exact_crossing(small, large):
    return brentq(lambda k: binder_of(large, k) - binder_of(small, k), 0.42, 0.49, xtol=1e-14)


@pytest.mark.parametrize("couplings", [(0.44,), (0.41, 0.47), (0.35, 0.42, 0.5)])
@pytest.mark.parametrize("sides", [(3, 4), (4, 5), (3, 6)])
def test_the_crossing_of_exact_curves_is_found_wherever_they_were_drawn(lattices, sides, couplings):
    small, large = (lattices(side) for side in sides)
    curves = [joined(known.expected_levels(couplings)) for known in (small, large)]
    assert find_crossing(*curves) == pytest.approx(exact_crossing(small, large), abs=1e-9)


def test_the_crossing_is_polished_to_rounding(lattices):
    curves = [joined(lattices(side).expected_levels((0.44,))) for side in (4, 5)]
    found = polish_crossing(*curves, 0.445)
    assert found == pytest.approx(exact_crossing(lattices(4), lattices(5)), abs=1e-12)


class Curve:
    """A Binder ratio that is a given function of the coupling, reached from 0.3 to 0.6."""

    couplings = np.array([0.3, 0.6])
    counts = np.array([100.0, 100.0])
    energies = np.array([-10.0, 10.0])
    sums = np.ones((4, 2))

    def __init__(self, side, ratio, slope):
        self.side, self.ratio, self.slope = side, ratio, slope

    def effective_counts(self, couplings):
        return np.where((couplings >= 0.3) & (couplings <= 0.6), 100.0, 0.0)

    def moments(self, couplings):
        couplings = np.asarray(couplings, dtype=float)
        one, nothing = np.ones_like(couplings), np.zeros_like(couplings)
        return Moments(
            mean=np.stack([one, one, 3 * (1 - self.ratio(couplings))], axis=-1),
            slope=np.stack([nothing, nothing, -3 * self.slope(couplings)], axis=-1),
        )


@pytest.mark.parametrize("place", [0.35, 0.45, 0.55])
def test_of_several_crossings_the_steepest_is_taken_wherever_it_is(place):
    """Ripples as of noise cross zero eleven times; one step, far larger, is the transition."""
    level = Curve(8, lambda k: 0 * k + 0.6, lambda k: 0 * k)
    other = Curve(
        16,
        lambda k: (
            0.6
            + 0.1 * np.tanh(50 * (k - place)) * (np.abs(k - place) < 0.03)
            + 1e-3 * np.sin(200 * (k - place))
        ),
        lambda k: (
            5 / np.cosh(50 * (k - place)) ** 2 * (np.abs(k - place) < 0.03) + 0.2 * np.cos(200 * (k - place))
        ),
    )
    grid = np.linspace(0.3, 0.6, 1000)
    signs = other.ratio(grid) > 0.6
    assert (signs[1:] & ~signs[:-1]).sum() > 3
    assert find_crossing(level, other) == pytest.approx(place, abs=1e-9)


def test_drawn_configurations_cross_near_where_exact_curves_do(lattices):
    rng = np.random.default_rng(20250302)
    for _ in range(20):
        curves = [
            joined(energy_levels([lattices(side).draw(k, 1500, rng) for k in (0.38, 0.46, 0.56)], 10))
            for side in (3, 5)
        ]
        assert find_crossing(*curves) == pytest.approx(exact_crossing(lattices(3), lattices(5)), abs=0.02)


@pytest.mark.parametrize(("coupling", "hint"), [(0.25, "add a lower one"), (0.75, "add a higher one")])
def test_curves_that_do_not_cross_get_a_hint_where_to_look(lattices, coupling, hint):
    curves = [joined(lattices(side).expected_levels((coupling,))) for side in (5, 6)]
    with pytest.raises(InputError) as caught:
        find_crossing(*curves)
    sentence = str(caught.value)
    assert "\n" not in sentence
    for words in ("finite_size_scaling.temperatures", "sides 5 and 6", hint):
        assert words in sentence, sentence


def test_sides_that_reach_no_common_temperature_are_refused(lattices):
    curves = [joined(lattices(6).expected_levels((coupling,))) for coupling in (0.2, 0.9)]
    with pytest.raises(InputError, match="give both sides the same temperatures"):
        find_crossing(*curves)


def test_a_larger_side_that_is_not_steeper_has_no_crossing(lattices):
    curves = [joined(lattices(side).expected_levels((0.44,))) for side in (5, 4)]
    with pytest.raises(InputError, match=r"ising\.n_samples must be larger.*sides 5 and 4 near T = 2\.273"):
        polish_crossing(*curves, 0.44)
