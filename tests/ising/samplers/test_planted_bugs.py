"""Samplers broken on purpose, and the check of the other tests that must notice: else nothing is proved by passing it.

Largest deviation of each check, with these seeds; 0.4 to 2.1 without a bug. The bound is 4, and the check that must
find a bug must give 8:

                                        stays   reaches   torus   replicas
    Wolff          probability x 0.97      22        22      47         36
                   border                  90        90      23         13
                   frozen row             424       287     135        235
                   shared bits            204       480     inf       2815
    Swendsen-Wang  probability x 0.97      19        23      38         40
                   row above               17        17     102         23
                   frozen row             333       275     126        323
                   shared bits           1288       276     inf       3945
    Metropolis     probability x 0.97       7         6      15          6
                   lower for upper        295       322     643       2159
                   border                  91        96      31         38
                   frozen row             0.6       174     166        949
                   fixed order            0.5        14     1.4        2.0
                   shared by all         1566       233     inf       2772
                   shared by words        251       252      11         28
    exact          probability x 0.97      68        70      28         10
                   lower for upper        178       175     326        727
                   border                  16        17     4.8        1.8
                   shared bits            287       287     inf       2981

A frozen row leaves chains that start in equilibrium where they are, and a fixed order of rows is wrong only by the
states that it cuts off: that is why chains must also come from random starts.
"""

import inspect
import sys

import numba
import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.ising.samplers import (
    _coupling_from_the_past_kernels,
    _metropolis_kernels,
    _swendsen_wang_kernels,
    _wolff_kernels,
)
from rgcore.ising.samplers.binary_digits import binary_digits

from ...config_values import sampling_settings
from ..checks import BOUND, SAMPLERS, differing_presents, enumerated, errors, kaufman, largest, replicas
from .planted_bugs import BUGS

KERNELS = {
    "wolff": (_wolff_kernels, "run_wolff"),
    "swendsen_wang": (_swendsen_wang_kernels, "run_swendsen_wang"),
    "metropolis": (_metropolis_kernels, "metropolis_sweeps"),
    "coupling_from_the_past": (_coupling_from_the_past_kernels, "coupled_sweeps"),
}
CHECKS = {
    "stays": lambda run, rng: enumerated(run, "equilibrium", 3, 0.35, 3, rng=rng),
    "reaches": lambda run, rng: enumerated(run, "random", 3, 0.35, 30, rng=rng),
    "torus": lambda run, rng: kaufman(run, 8, 3.2, shape=(50, 1000), spacing=2, rng=rng)[0],
    "replicas": lambda run, rng: replicas(run, n_groups=50, rng=rng),
}


def deviation(name, check, seed=20241401):
    """Return by how much a check finds a sampler to deviate."""
    return largest(CHECKS[check](SAMPLERS[name].run, np.random.default_rng(seed)))[0]


def changed(module, changes):
    """Return the names of a module of kernels with changes in the source of some, compiled afresh."""
    names = {**vars(module), "njit": numba.njit}  # without a cache: the source is in no file
    for kernel, replacements in changes.items():
        source = inspect.getsource(names[kernel].py_func)
        for right, wrong in replacements.items():
            assert right in source, f"{kernel} has changed: no {right!r} in it"
            source = source.replace(right, wrong)
        exec(source, names)
    return names


def module_of(name):
    return sys.modules[f"rgcore.ising.samplers.{name}"]  # the function hides the module of its name


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("name", SAMPLERS)
def test_a_sampler_without_bugs_passes(name, check):
    assert deviation(name, check) < BOUND


@pytest.mark.parametrize(("name", "bug", "check", "changes"), BUGS)
def test_a_bug_in_a_kernel_is_found(name, bug, check, changes, monkeypatch):
    module, kernel = KERNELS[name]
    monkeypatch.setattr(module_of(name), kernel, changed(module, changes)[kernel])
    assert deviation(name, check) > 2 * BOUND


@pytest.mark.parametrize("name", [name for name in SAMPLERS if hasattr(module_of(name), "binary_digits")])
def test_a_probability_three_per_cent_too_small_is_found(name, monkeypatch):
    monkeypatch.setattr(module_of(name), "binary_digits", lambda p: binary_digits(0.97 * p))
    assert deviation(name, "torus") > 2 * BOUND


def test_a_past_prolonged_by_fresh_random_numbers_is_found(monkeypatch):
    """The distribution hardly shows it, since 512 chains or more must agree together; the present does."""
    fresh = np.random.default_rng(20241402)

    def forgetful(upper, lower, digits, n_sweeps, stream):
        _coupling_from_the_past_kernels.coupled_sweeps(
            upper, lower, digits, n_sweeps, fresh.integers(0, 2**64, 2, np.uint64)
        )

    assert differing_presents() == 0
    monkeypatch.setattr(module_of("coupling_from_the_past"), "coupled_sweeps", forgetful)
    assert differing_presents() > 100


def test_a_frozen_row_keeps_exact_chains_from_ever_agreeing(monkeypatch):
    def frozen(upper, lower, *rest):
        rows = upper[0].copy(), lower[0].copy()
        _coupling_from_the_past_kernels.coupled_sweeps(upper, lower, *rest)
        upper[0], lower[0] = rows

    monkeypatch.setattr(module_of("coupling_from_the_past"), "coupled_sweeps", frozen)
    monkeypatch.setattr(module_of("coupling_from_the_past"), "LONGEST_PAST", 1024)
    with pytest.raises(InputError, match="a past of more than 1024 sweeps"):
        deviation("coupling_from_the_past", "stays")


def test_errors_that_ignore_the_autocorrelation_are_found():
    settings = sampling_settings(n_samples=1000, algorithm="metropolis", effective_fraction=0.2)
    rng = np.random.default_rng(20241403)
    assert largest(errors(settings, 2.4, rng=rng))[0] < BOUND
    assert largest(errors(settings, 2.4, claims={"n_chains": 1000}, rng=rng))[0] > 2 * BOUND
