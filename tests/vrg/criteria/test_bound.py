"""How far parameters are from the optimum of a bound within their family: known cases, and rows that try the limits."""

import numpy as np
import pytest

from rgcore.exact import boltzmann_distribution
from rgcore.vrg.criteria.bound import bound_grades
from rgcore.vrg.criteria.grades import grades
from rgcore.vrg.criteria.memberships import margin
from rgcore.vrg.criteria.thresholds import CRITERIA
from rgcore.vrg.objectives.functions.lower_bound import lower_bound
from rgcore.vrg.small_models.small_model import SmallModel
from rgcore.vrg.transformations.potential_moving import best_strength, moved_potentials

from ..one_example import example


def parabola(values):
    """Return 1 at (2, -1), and 6 at parameters zero."""
    away = values - np.array([2.0, -1.0])
    return 1 + away @ away, 2 * away


@pytest.mark.parametrize(
    ("chosen", "gap", "gain"),
    [
        ([2.0, -1.0], 0.0, 5 / 6),
        ([1.0, -1.0], 1 / 6, 4 / 6),
        ([2.0, 2.0], 9 / 6, 0.0),
        ([0.0, 0.0], 5 / 6, 0.0),
    ],
)
def test_gap_and_gain_are_shares_of_the_cost_of_parameters_zero(chosen, gap, gain):
    found = bound_grades(parabola, np.array(chosen))
    assert found == pytest.approx((gap, gain), abs=1e-10)


def test_a_maximum_between_two_optima_is_left():
    """(p^2 - 1)^2 + 1 is 2 at zero, a stationary point, and 1 at -1 and 1."""
    found = bound_grades(lambda p: (((p**2 - 1) ** 2).sum() + 1, 4 * p * (p**2 - 1)), np.zeros(1))
    assert found == pytest.approx((0.5, 0.0), abs=1e-8)


def test_a_bound_that_is_the_same_for_all_members_chooses_none():
    assert bound_grades(lambda p: (0.0, np.zeros_like(p)), np.array([0.3])) == (0.0, 0.0)
    assert bound_grades(lambda p: (0.7, np.zeros_like(p)), np.array([0.3])) == (0.0, 0.0)


@pytest.mark.parametrize("coupling", [0.3, 0.6])
def test_one_strength_at_every_temperature_has_the_gap_of_the_bound_at_that_strength(coupling):
    model = SmallModel(lattice="torus", size=4, coupling=coupling)
    boltzmann = boltzmann_distribution(-model.hamiltonian)
    strengths = (best_strength(0.44068679350977), best_strength(coupling), 0.0)
    here, best, nowhere = (lower_bound(moved_potentials(model, p).log_trace, boltzmann)[0] for p in strengths)
    found = grades(example("fixed_strength", coupling))
    assert found["bound_gap"] == pytest.approx((here - best) / nowhere, rel=1e-3)
    assert found["bound_gain"] == pytest.approx((nowhere - here) / nowhere, rel=1e-9)


@pytest.mark.parametrize(
    ("name", "coupling", "inside", "near"),
    [
        ("fixed_strength", 0.3, False, False),
        ("fixed_strength", 0.6, False, True),
        ("fixed_strength", 0.4406868, True, False),
        ("stopped_rbm_3", 0.4406868, True, True),
    ],
)
def test_rows_are_on_both_sides_of_the_limit_of_the_optimum_and_within_a_factor_of_ten(
    name, coupling, inside, near
):
    decades = margin(grades(example(name, coupling))["bound_gap"], CRITERIA["at_the_optimum"])
    assert (decades >= 0) == inside
    assert (abs(decades) < 1) == near
