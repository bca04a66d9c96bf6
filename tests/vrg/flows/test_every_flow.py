"""Every approximation: its derivative is that of its map, and its flows separate at its critical coupling."""

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.vrg.flows import exponents
from rgcore.vrg.flows.approximations import lower_bound, lower_bound_of_bonds
from rgcore.vrg.flows.approximations.finite_lattice import torus_sum
from rgcore.vrg.flows.critical_point import critical_coupling, fixed_point, iterated
from rgcore.vrg.flows.flow_card import approximation, approximation_names
from rgcore.vrg.flows.moved_potentials import square_sum
from rgcore.vrg.flows.two_bonds import two_bonds

NAMES = approximation_names()
CRITICAL = [
    name for name in NAMES if approximation(name).from_coupling and approximation(name).lattice != "chain"
]
SUMS = {
    "torus": torus_sum(),
    "square": square_sum(lower_bound_of_bonds.POTENTIALS, 0.7),
    "symmetric square": square_sum(lower_bound.POTENTIALS, 0.7),
    "moving first": two_bonds(moved_before=2.0, moved_after=1.0),
    "decimating first": two_bonds(moved_before=1.0, moved_after=2.0),
}
STEP = 1e-5
SLOW = 0.8  # second eigenvalue above which a flow does not reach the fixed point before it leaves again


def differences(function, at):
    """Return the derivative by central differences, entry [a, b] of component a by coordinate b."""
    shifts = STEP * np.eye(len(at))
    return np.stack([(function(at + shift) - function(at - shift)) / (2 * STEP) for shift in shifts], axis=1)


def is_slow(flow, point):
    moduli = np.sort(np.abs(np.linalg.eigvals(flow.linearize(point).even)))
    return len(moduli) > 1 and moduli[-2] > SLOW


@pytest.mark.parametrize("name", NAMES)
def test_the_derivative_of_even_couplings_is_that_of_the_map(name):
    flow = approximation(name)
    point = fixed_point(flow)
    for at in (point, 0.8 * point + 0.02, 1.1 * point):
        near = differences(flow.step, at)
        np.testing.assert_allclose(flow.linearize(at).even, near, rtol=1e-8, atol=1e-8)


@pytest.mark.parametrize("name", SUMS)
def test_the_derivative_of_odd_couplings_is_that_of_the_map(name):
    block = SUMS[name]
    even = np.array([0.3, 0.1, 0.02])[: block.n_even]
    n_odd = block.coarse.shape[1] - block.n_even
    at = np.concatenate([even, np.zeros(n_odd)])
    near, found = differences(block.all_couplings, at), block.linearize(even)
    np.testing.assert_allclose(found.even, near[: block.n_even, : block.n_even], rtol=1e-8, atol=1e-8)
    np.testing.assert_allclose(found.odd, near[block.n_even :, block.n_even :], rtol=1e-8, atol=1e-8)
    np.testing.assert_allclose(near[block.n_even :, : block.n_even], 0, atol=1e-10)
    np.testing.assert_allclose(near[: block.n_even, block.n_even :], 0, atol=1e-10)


@pytest.mark.parametrize("name", SUMS)
def test_the_couplings_of_a_block_hold_all_of_its_hamiltonian(name):
    """Nothing is truncated: -H'(h) is its constant and the sums of products that are kept, with odd couplings too."""
    block = SUMS[name]
    couplings = np.array([0.3, 0.1, 0.02, 0.05, -0.03])[: block.coarse.shape[1]]
    hamiltonian = np.log(np.exp(block.log_weights(couplings)).sum(axis=1))
    kept = block.constant(couplings) + block.coarse @ block.all_couplings(couplings)
    np.testing.assert_allclose(kept, hamiltonian, rtol=0, atol=1e-12)


@pytest.mark.parametrize("name", CRITICAL)
def test_flows_leave_on_both_sides_of_the_critical_coupling_and_stay_at_it(name):
    flow = approximation(name)
    point = fixed_point(flow)
    critical = critical_coupling(flow, point)
    below, at, above = (
        list(islice(map(flow.coupling, iterated(flow, critical * factor)), 25)) for factor in (0.99, 1, 1.01)
    )
    assert below[-1] < 0.2 * flow.coupling(point)
    assert not above[-1] < 1.4 * flow.coupling(point)  # a tensor at zero temperature has none
    assert np.abs(np.array(at[8:25]) / flow.coupling(point) - 1).min() < (
        0.02 if is_slow(flow, point) else 1e-4
    )


@pytest.mark.parametrize("name", CRITICAL)
def test_a_critical_flow_leaves_the_fixed_point_by_its_thermal_eigenvalue(name):
    """The eigenvalue, measured by iterating the map without its derivative."""
    flow = approximation(name)
    point = fixed_point(flow)
    critical = critical_coupling(flow, point)
    low, high = (
        list(islice(map(flow.coupling, iterated(flow, critical + shift)), 30)) for shift in (-1e-9, 1e-9)
    )
    apart = np.array(high) - np.array(low)
    inside = np.flatnonzero((apart > 1e-6) & (apart < 1e-4))
    growth = (apart[inside[-1]] / apart[inside[0]]) ** (1 / (inside[-1] - inside[0]))
    largest = np.abs(np.linalg.eigvals(flow.linearize(point).even)).max()
    assert growth == pytest.approx(largest, rel=0.03 if is_slow(flow, point) else 2e-3)


def test_a_card_of_an_unknown_lattice_or_without_scale_is_refused():
    card = approximation("first_cumulant")
    for changes, words in (
        ({"lattice": "kagome"}, "lattice must be one of chain, square, triangular; got 'kagome'"),
        ({"scale_factor": 1.0}, "scale_factor must be above 1, got 1.0"),
        ({"start": (0.3, 0.1)}, "start must hold 1 even couplings, got 2"),
    ):
        with pytest.raises(ValueError, match=words):
            replace(card, **changes)


def test_a_flow_without_a_fixed_point_or_of_other_sizes_is_one_sentence(monkeypatch):
    card = approximation("first_cumulant")
    for changes, words in (
        ({"step": lambda couplings: couplings + 1}, "a flow must have a fixed point near its start"),
        (
            {"step": lambda _: np.zeros(2)},
            r"first_cumulant must return finite arrays of shapes \(1,\), \(1, 1\)",
        ),
        ({"step": lambda couplings: couplings * np.nan}, "must return finite arrays"),
    ):
        monkeypatch.setattr(exponents, "approximation", lambda _, changes=changes: replace(card, **changes))
        with pytest.raises(InputError, match=words):
            exponents.approximate_exponents(["first_cumulant"])
