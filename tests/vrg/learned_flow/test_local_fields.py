"""Local fields of a network, and the couplings that fit them in given configurations."""

import numpy as np
import pytest

from rgcore.exact import spin_states
from rgcore.lattice import square_bonds
from rgcore.rbm.networks.bond_network import bond_network
from rgcore.rbm.networks.conversion import in_units
from rgcore.rbm.networks.restricted import RBM, free_energy_from_v
from rgcore.vrg.learned_flow.local_fields import fit_local_fields, local_fields, local_terms

SIDE, COUPLING = 5, 0.4


def random_spins(n, seed=1):
    return np.random.default_rng(seed).choice([-1, 1], size=(n, SIDE**2)).astype(np.int8)


def test_fields_are_half_the_difference_of_free_energies():
    rng = np.random.default_rng(2)
    rbm = RBM(
        weights=rng.normal(size=(4, 3)),
        visible_bias=rng.normal(size=4),
        hidden_bias=rng.normal(size=3),
        units="spin",
    )
    spins = spin_states(4)
    found = local_fields(rbm, spins)
    for i in range(4):
        up, down = spins.astype(float), spins.astype(float)
        up[:, i], down[:, i] = 1, -1
        expected = (free_energy_from_v(rbm, down) - free_energy_from_v(rbm, up)) / 2
        np.testing.assert_allclose(found[:, i], expected, atol=1e-13)
    np.testing.assert_allclose(local_fields(in_units(rbm, "binary"), spins), found, atol=1e-12)


def test_the_network_of_bonds_has_its_coupling_and_nothing_is_left():
    rbm = bond_network(square_bonds(SIDE), SIDE**2, COUPLING)
    fit = fit_local_fields(rbm, random_spins(10))
    expected = [COUPLING if shape == "nearest_neighbour" else 0.0 for shape in fit.shapes]
    np.testing.assert_allclose(fit.value, [*expected, 1.0], atol=1e-12)
    np.testing.assert_allclose(fit.error, 0, atol=1e-12)


def test_a_field_and_a_coupling_of_four_spins_are_found():
    """A hidden unit on the four spins of every plaquette: over random states its fields are those of its expansion."""
    sites = np.arange(SIDE**2).reshape(SIDE, SIDE)
    corners = np.stack([np.roll(sites, (-a, -b), (0, 1)) for a in (0, 1) for b in (0, 1)]).reshape(4, -1)
    weights = np.zeros((SIDE**2, SIDE**2))
    weights[corners, np.arange(SIDE**2)] = 0.8
    rbm = RBM(
        weights=weights,
        visible_bias=np.full(SIDE**2, 0.3),
        hidden_bias=np.zeros(SIDE**2),
        units="spin",
    )
    pair = (np.log(np.cosh(3.2)) - 0) / 8
    four = np.log(np.cosh(3.2)) / 8 - np.log(np.cosh(1.6)) / 2
    fit = fit_local_fields(rbm, random_spins(30))
    found = dict(zip(fit.shapes, fit.value, strict=False))
    assert found["field"] == pytest.approx(0.3, abs=1e-12)
    assert found["nearest_neighbour"] == pytest.approx(2 * pair, abs=1e-12)
    assert found["next_nearest_neighbour"] == pytest.approx(pair, abs=1e-12)
    assert found["four_spin_plaquette"] == pytest.approx(four, abs=1e-12)


def test_the_explained_share_is_that_of_the_variance_about_the_mean():
    rng = np.random.default_rng(7)
    rbm = RBM(
        weights=0.4 * rng.normal(size=(SIDE**2, 20)),
        visible_bias=np.full(SIDE**2, 0.8),
        hidden_bias=np.zeros(20),
        units="spin",
    )
    spins = random_spins(30)
    fit, fields = fit_local_fields(rbm, spins), local_fields(rbm, spins)
    fitted = sum(a * b for a, b in zip(fit.value, local_terms(spins).values(), strict=False))
    assert fit.value[-1] == pytest.approx(1 - ((fields - fitted) ** 2).mean() / fields.var(), abs=1e-10)
    assert 0 < fit.value[-1] < 0.9


def test_errors_are_the_scatter_between_sets_of_configurations():
    rng = np.random.default_rng(5)
    rbm = RBM(
        weights=0.4 * rng.normal(size=(SIDE**2, 20)),
        visible_bias=np.zeros(SIDE**2),
        hidden_bias=np.zeros(20),
        units="spin",
    )
    fits = [fit_local_fields(rbm, random_spins(40, seed)) for seed in range(40)]
    scatter = np.std([fit.value for fit in fits], axis=0)
    mean = np.sqrt(np.mean([fit.error**2 for fit in fits], axis=0))
    np.testing.assert_allclose(mean / scatter, 1, atol=0.4)


def test_configurations_that_are_all_aligned_determine_no_coupling():
    rbm = bond_network(square_bonds(SIDE), SIDE**2, COUPLING)
    fit = fit_local_fields(rbm, np.ones((5, SIDE**2), dtype=np.int8))
    assert np.isnan(fit.value).all()
