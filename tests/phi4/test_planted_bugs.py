"""The checks that the heat bath passes, and planted bugs that they find, without which passing proves nothing.

A bug counts as found at twice the bound of a correct sampler.
"""

import inspect
import sys

import numba
import pytest

from rgcore.phi4 import _kernels
from rgcore.phi4.heat_bath import heat_bath

from .checks import BOUND, CHECKS, largest

MODULE = sys.modules[heat_bath.__module__]
# bug: check that finds it, function, right and wrong source
BUGS = {
    "each neighbour on one side twice": (
        "motion in two dimensions",
        "lattice_sweeps",
        "place]]",
        "place // 2 * 2]]",
    ),
    "neighbours repel": ("weak chain", "lattice_sweeps", "h += field", "h -= field"),
    "a frozen site": ("weak chain", "lattice_sweeps", "in range(len(field))", "in range(1, len(field))"),
    "proposals 3 % too wide": ("strong site", "draw_site", "1 / math.sqrt(b)", "1.03 / math.sqrt(b)"),
    "proposals 3 % off": (
        "distribution kept in three dimensions",
        "draw_site",
        "proposals = h / b",
        "proposals = 1.03 * h / b",
    ),
    "proposals lean to one side": ("free site", "draw_site", "deviation * rng", "0.03 + deviation * rng"),
    "exponent of the acceptance x 0.97": ("strong site", "draw_site", "exp(-quartic", "exp(-0.97 * quartic"),
    "every proposal taken": ("double well", "draw_site", "quartic == 0 or", "quartic >= 0 or"),
    "u / 12 for u / 24": ("weak chain", "_sweep_of", "model.r, model.u / 24", "model.r, model.u / 12"),
    "u / 12 for u / 24 on a matrix": (
        "matrix",
        "_sweep_of",
        "matrix), model.u / 24",
        "matrix), model.u / 12",
    ),
    "the sign of r": ("modes in two dimensions", "_sweep_of", "+ model.r", "- model.r"),
    "the diagonal of K twice": ("free matrix", "dense_sweeps", "h = curvature * field[site] -", "h = -"),
}


def changed(function, right, wrong):
    """Return the sampler's choice of a sweep with one change in the source of a function, compiled afresh."""
    names = {
        **vars(_kernels),
        **vars(MODULE),
        "njit": numba.njit,
    }  # without a cache: the source is in no file
    found = False
    for name in ("draw_site", "lattice_sweeps", "dense_sweeps", "_sweep_of"):
        source = inspect.getsource(getattr(names[name], "py_func", names[name]))
        if name == function:
            assert right in source, f"{name} has changed: no {right!r} in it"
            source, found = source.replace(right, wrong), True
        exec(source, names)
    assert found
    return names["_sweep_of"]


@pytest.mark.parametrize("check", CHECKS)
def test_the_heat_bath_agrees_with_exact_results(check):
    assert largest(check) < BOUND


@pytest.mark.repetitions
@pytest.mark.parametrize("bug", BUGS)
def test_a_bug_is_found(bug, monkeypatch):
    check, *change = BUGS[bug]
    monkeypatch.setattr(MODULE, "_sweep_of", changed(*change))
    assert largest(check) > 2 * BOUND


@pytest.mark.repetitions
def test_an_acceptance_that_is_lower_everywhere_is_no_bug(monkeypatch):
    """Rejection draws again: a factor of 0.97 costs proposals and leaves the distribution unchanged."""
    monkeypatch.setattr(MODULE, "_sweep_of", changed("draw_site", "< math.exp", "< 0.97 * math.exp"))
    assert largest("strong site") < BOUND
