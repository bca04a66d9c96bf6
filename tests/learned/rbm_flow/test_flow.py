"""Passing up and down is Gibbs sampling: an exact network keeps Ising configurations and leads others to its T."""

import numpy as np
import pytest

from rgcore.ising.energy_and_magnetization import energies_of_lattices, magnetizations_of_lattices
from rgcore.lattice import square_bonds
from rgcore.learned.rbm_flow.flow import flow
from rgcore.learned.thermometer.readings import DISAGREES, thermometers
from rgcore.learned.thermometer.torus_curves import torus_curves
from rgcore.rbm.networks.bond_network import bond_network
from rgcore.rbm.networks.conversion import in_units

from ..enumerated_torus import SIDE, drawn, states

TEMPERATURE = 2.5


def exact_network(units="spin"):
    return in_units(bond_network(square_bonds(SIDE), SIDE**2, 1 / TEMPERATURE), units)


def start(temperature, n=1500, seed=1):
    return states()[0][drawn(temperature, n, np.random.default_rng(seed))].reshape(n, -1)


def read(spins):
    lattices = spins.reshape(-1, SIDE, SIDE)
    energies, magnetizations = energies_of_lattices(lattices), magnetizations_of_lattices(lattices)
    return thermometers(energies, magnetizations, len(lattices), torus_curves(SIDE))


def is_at_its_temperature(row):
    inside = [
        row[f"{kind}_temperature_low"] < TEMPERATURE < row[f"{kind}_temperature_high"]
        for kind in ("energy", "magnetization")
    ]
    return all(inside) and row["disagreement"] < DISAGREES


@pytest.mark.parametrize("units", ["spin", "binary"])
@pytest.mark.parametrize("begin", [1.0, TEMPERATURE, 20.0])
def test_every_flow_through_an_exact_network_ends_at_its_temperature(units, begin):
    rng = np.random.default_rng(2)
    ends = list(flow(exact_network(units), start(begin), (0, 1, 120), "samples", rng=rng))
    assert is_at_its_temperature(read(ends[-1]))
    after_one = read(ends[1])
    assert is_at_its_temperature(after_one) is (begin == TEMPERATURE)
    assert set(np.unique(ends[-1])) == {-1, 1}


def test_means_in_place_of_states_lead_elsewhere():
    """The field on a spin has then no noise of the hidden units: spins follow their neighbours more closely."""
    rng = np.random.default_rng(3)
    (end,) = flow(exact_network(), start(TEMPERATURE), (120,), "means", rng=rng)
    row = read(end)
    assert row["energy_temperature_high"] < TEMPERATURE - 0.1


def test_no_step_changes_nothing_and_steps_count_from_the_start():
    spins = start(TEMPERATURE, n=20)
    kept = spins.copy()
    once = list(flow(exact_network(), spins, (0, 3), "samples", rng=np.random.default_rng(4)))
    (direct,) = flow(exact_network(), spins, (3,), "samples", rng=np.random.default_rng(4))
    np.testing.assert_array_equal(once[0], kept)
    np.testing.assert_array_equal(spins, kept)
    assert once[1].shape == direct.shape
