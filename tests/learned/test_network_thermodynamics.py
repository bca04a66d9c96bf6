"""An RBM that is exactly the Ising model has its thermodynamics and its temperature."""

import numpy as np
import pytest
from scipy.stats import t as student

from rgcore.ising.exact_results.kaufman import torus_energy
from rgcore.lattice import square_bonds
from rgcore.learned import network_thermodynamics
from rgcore.learned.network_thermodynamics import energy_temperature, thermodynamics_table
from rgcore.learned.schemas import RBM_THERMODYNAMICS
from rgcore.rbm.networks.bond_network import bond_network
from rgcore.rbm.networks.conversion import in_units
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork
from rgcore.rbm.networks.restricted import RBM
from rgcore.rbm.sampling_settings import GenerationSettings

from ..rbm.small_networks import UNITS

SIDE = 4
SETTINGS = GenerationSettings(
    n_samples=12_000, n_chains=200, n_temperatures=5, burn_in_rounds=100, rounds_per_sample=5
)


def exact_rbm(coupling):
    return bond_network(square_bonds(SIDE), SIDE**2, coupling)


def table_of(network, coupling, seed=1):
    seen = np.ones((10, SIDE**2), np.int8)
    return thermodynamics_table(network, seen, coupling, SETTINGS, rng=np.random.default_rng(seed))


@pytest.mark.parametrize("coupling", [0.25, 0.44])
@pytest.mark.parametrize("units", UNITS)
def test_the_exact_rbm_has_kaufman_s_energy_and_specific_heat(units, coupling):
    network = exact_rbm(coupling)
    row = table_of(
        DeepBeliefNetwork((network if units == "spin" else in_units(network, "binary"),)), coupling
    ).iloc[0]
    for name in ("energy", "specific_heat"):
        assert abs(row[name] - row[f"{name}_exact"]) < 4 * row[f"{name}_err"]
        assert row[f"{name}_err"] < 0.05
    assert row["energy_temperature_low"] < 1 / coupling < row["energy_temperature_high"]
    assert row["energy_temperature_low"] < row["energy_temperature"] < row["energy_temperature_high"]
    assert 0.2 < row["least_swap_acceptance"] <= 1
    assert row["round_trips"] > 1


def test_a_rbm_of_another_coupling_has_another_temperature():
    row = table_of(DeepBeliefNetwork((exact_rbm(0.3),)), 0.33).iloc[0]
    assert row["energy_temperature_low"] < 1 / 0.3 < row["energy_temperature_high"]
    assert row["energy_temperature_low"] > 1 / 0.33


def test_a_layer_that_knows_nothing_passes_nothing_down():
    n_hidden = 2 * SIDE**2
    blank = RBM(
        weights=np.zeros((n_hidden, 3)),
        visible_bias=np.zeros(n_hidden),
        hidden_bias=np.zeros(3),
        units="spin",
    )
    table = table_of(DeepBeliefNetwork((exact_rbm(0.44), blank)), 0.44)
    assert list(table["layer"]) == [1, 2]
    assert {*table.columns, "temperature", "replica"} == set(RBM_THERMODYNAMICS.names)
    row = table.iloc[1]  # random hidden spins: each pair of neighbours follows its bond, if at all
    assert row["energy"] > table["energy"][0] + 20 * row["energy_err"]


@pytest.mark.parametrize("temperature", [0.8, 2.269185, 50.0])
def test_the_temperature_of_an_exact_energy_is_its_own(temperature):
    assert energy_temperature(torus_energy(1 / temperature, 20), 20) == pytest.approx(temperature, rel=1e-6)


def test_energies_of_no_temperature_are_said_to_be_so():
    assert energy_temperature(0.1, 8) == np.inf
    assert energy_temperature(0.0, 8) == np.inf
    assert np.isnan(energy_temperature(-2.0, 8))


def test_the_interval_of_the_temperature_is_that_of_student_and_the_acceptance_the_least_of_the_ladder(
    monkeypatch,
):
    tempered, kept = network_thermodynamics.tempered_network, []
    monkeypatch.setattr(
        network_thermodynamics,
        "tempered_network",
        lambda *given, rng: kept.append(tempered(*given, rng=rng)) or kept[0],
    )
    settings = SETTINGS.model_copy(update={"n_samples": 200, "n_chains": 10})
    given = DeepBeliefNetwork((exact_rbm(0.3),)), np.ones((10, SIDE**2), np.int8), 0.3, settings
    row = thermodynamics_table(*given, rng=np.random.default_rng(4)).iloc[0]
    reach = student.ppf(0.975, 9) * row["energy_err"]
    ends = [energy_temperature(row["energy"] + sign * reach, SIDE) for sign in (-1, 1)]
    assert row[["energy_temperature_low", "energy_temperature_high"]].tolist() == pytest.approx(ends)
    acceptance = kept[0].swap_acceptance
    assert row["least_swap_acceptance"] == acceptance.min() < acceptance.mean()
    assert row["round_trips"] == kept[0].round_trips.mean()
