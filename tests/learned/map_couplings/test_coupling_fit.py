"""Couplings from configurations: planted ones, decimated ones with exact answers, and none where spins are frozen."""

from types import SimpleNamespace

import numpy as np
import pytest

from rgcore.exact import boltzmann_distribution, spin_states
from rgcore.exact.pair_hamiltonian import pair_hamiltonian, ring_bonds
from rgcore.ising.drawing.decorrelated_configurations import sample_configurations
from rgcore.ising.mcrg.operators import operators
from rgcore.learned.map_couplings.coupling_fit import estimate_couplings, fit_couplings
from rgcore.learned.map_couplings.coupling_rows import couplings_of_spins
from rgcore.learned.map_couplings.local_products import (
    COUPLINGS,
    local_products,
    product_counts,
    product_vectors,
)
from rgcore.stats import jackknife

from ...config_values import sampling_settings
from .planted import planted_spins

PLANTED = np.array([0.28, 0.06, -0.05, 0.04])
TRUTH = np.append(PLANTED, PLANTED.sum())
N_GROUPS, OF_GROUP, BLOCKS = 40, 25, 25


@pytest.fixture(scope="module")
def planted():
    """Estimates of small samples: 40 groups of 25 independent configurations."""
    rng = np.random.default_rng(3)
    spins = planted_spins(PLANTED, N_GROUPS * OF_GROUP, 9, 60, rng=rng)
    vectors = product_vectors()
    found = [
        estimate_couplings(vectors, product_counts(group, np.arange(OF_GROUP), BLOCKS))
        for group in spins.reshape(N_GROUPS, OF_GROUP, 9, 9)
    ]
    return SimpleNamespace(
        spins=spins,
        values=np.array([each.value for each in found]),
        errors=np.array([each.error for each in found]),
    )


def test_local_products_are_the_changes_of_the_operators_under_flips():
    spins = np.random.default_rng(0).choice([-1, 1], size=(1, 6, 6)).astype(np.int8)
    before = operators(spins, "even")[0, : len(COUPLINGS)]
    found = local_products(spins)[:, 0]
    for site in np.ndindex(6, 6):
        flipped = spins.copy()
        flipped[(0, *site)] *= -1
        after = operators(flipped, "even")[0, : len(COUPLINGS)]
        np.testing.assert_array_equal(2 * found[(slice(None), *site)], before - after)


def test_counts_are_of_the_vectors_at_all_sites_block_by_block():
    spins = np.random.default_rng(1).choice([-1, 1], size=(5, 8, 8)).astype(np.int8)
    counts = product_counts(spins, np.array([0, 1, 0, -1, 1]), 2)
    products = local_products(spins).sum(axis=(2, 3))
    assert counts.sum(axis=1).tolist() == [128, 128]
    np.testing.assert_array_equal(
        counts @ product_vectors(), [products[:, [0, 2]].sum(1), products[:, [1, 4]].sum(1)]
    )


def test_planted_couplings_come_back_without_bias_from_small_samples(planted):
    error_of_mean = planted.values.std(axis=0, ddof=1) / np.sqrt(N_GROUPS)
    assert np.abs((planted.values.mean(axis=0) - TRUTH) / error_of_mean).max() < 3.5


def test_standard_errors_of_planted_couplings_are_those_of_repetitions(planted):
    away = (planted.values - TRUTH) / planted.errors
    assert 0.89 < (np.abs(away) < 2).mean() < 0.99
    np.testing.assert_allclose(planted.errors.mean(axis=0), planted.values.std(axis=0, ddof=1), rtol=0.35)


def test_all_planted_couplings_of_a_large_sample_are_within_errors(planted):
    numbers = np.arange(len(planted.spins)) % BLOCKS
    found = couplings_of_spins(planted.spins, numbers)
    for name, truth in zip((*COUPLINGS, "coupling_sum"), TRUTH, strict=True):
        assert found[name] == pytest.approx(truth, abs=4 * found[f"{name}_err"])
        assert found[f"{name}_err"] < 0.009


def test_a_decimated_ring_has_the_coupling_of_the_exact_recursion():
    """tanh K' = tanh^2 K: the probabilities of the spins kept are enumerated, nothing is drawn."""
    n, coupling = 12, 0.7
    weights = boltzmann_distribution(-pair_hamiltonian(ring_bonds(n), n, coupling))
    kept = spin_states(n)[:, ::2].astype(float)
    products = (kept * (np.roll(kept, 1, axis=1) + np.roll(kept, -1, axis=1)))[:, :1]
    found = fit_couplings(products, weights[None])[0, 0]
    assert np.tanh(found) == pytest.approx(np.tanh(coupling) ** 2, rel=1e-9)


def test_every_second_spin_of_the_checkerboard_has_the_couplings_of_the_exact_decimation():
    """Summed over the other sublattice, exactly: ln 2cosh of four spins has pairs and a plaquette, no more."""
    coupling, n = 0.36, 3000
    sampling = sampling_settings().model_copy(update={"n_samples": n})
    drawn, _ = sample_configurations(16, 1 / coupling, sampling, rng=np.random.default_rng(5))
    rows, columns = np.indices((16, 16))
    turned = drawn.spins[:, (rows + columns) % 16, (rows - columns) % 16]  # each kept spin twice
    found = couplings_of_spins(turned, np.arange(n) % 25)
    four, two = np.log(np.cosh(4 * coupling)), np.log(np.cosh(2 * coupling))
    exact = dict(zip(COUPLINGS, [four / 4, four / 8, four / 8 - two / 2, 0.0], strict=True))
    for name, value in exact.items():
        assert found[name] == pytest.approx(value, abs=4 * found[f"{name}_err"]), name
        assert found[f"{name}_err"] < 0.009
    assert found["nearest_neighbour_alone"] > exact["nearest_neighbour"] + 0.03


def test_frozen_spins_determine_no_coupling():
    up = np.ones((4, 8, 8), np.int8)
    found = couplings_of_spins(up, np.arange(4))
    assert np.isnan(found["nearest_neighbour_alone"])
    assert np.isnan(found["four_spin_plaquette"])


def test_estimates_are_those_of_the_jackknife_over_blocks(planted):
    counts = product_counts(planted.spins[:200], np.arange(200) % 10, 10)
    vectors = product_vectors()
    found = estimate_couplings(vectors, counts)
    again = jackknife(counts, lambda mean: fit_couplings(vectors, mean[None])[0])
    np.testing.assert_allclose(found.value[:-1], again.value, rtol=1e-8)
    np.testing.assert_allclose(found.error[:-1], again.error, rtol=1e-6)
