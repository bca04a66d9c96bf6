"""Errors of reconstruction by stacks that copy, forget or average, beside those of majority blocks."""

import numpy as np
import pandas as pd
import pytest

from rgcore.errors import InputError
from rgcore.learned.reconstruction import _beside_blocks, layer_reconstruction_table
from rgcore.rbm.networks.conversion import in_units
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork, reconstruct
from rgcore.rbm.networks.restricted import RBM

from ..rbm.small_networks import UNITS


def spins(n, n_units, seed=1):
    return (2 * np.random.default_rng(seed).integers(0, 2, size=(n, n_units)) - 1).astype(np.int8)


def network_of(*weights, units="spin"):
    layers = [
        RBM(
            weights=w.astype(np.float32),
            visible_bias=np.zeros(w.shape[0], np.float32),
            hidden_bias=np.zeros(w.shape[1], np.float32),
            units="spin",
        )
        for w in weights
    ]
    return DeepBeliefNetwork(
        tuple(layers if units == "spin" else (in_units(rbm, "binary") for rbm in layers))
    )


@pytest.mark.parametrize("units", UNITS)
def test_a_layer_that_copies_costs_nothing_and_one_that_forgets_costs_all(units):
    network = network_of(10 * np.eye(16), np.zeros((16, 4)), units=units)
    table = layer_reconstruction_table(network, spins(40, 16), rng=np.random.default_rng(2))
    assert list(table["layer"]) == [1, 2]
    assert list(table["n_hidden"]) == [16, 4]
    for name in ("reconstruction_error", "binary_error"):
        np.testing.assert_allclose(table[name], [0, 1], atol=1e-6)
        np.testing.assert_allclose(table[f"{name}_err"], 0, atol=1e-6)


def test_rounded_units_pass_on_their_likelier_value():
    network = network_of(np.array([[0.3], [0.3], [0.3], [0.3]]))
    samples = np.array([[1, 1, 1, -1], [1, 1, 1, 1], [-1, -1, -1, 1]], dtype=np.int8)
    table = layer_reconstruction_table(network, samples, rng=np.random.default_rng(2))
    hidden = np.array([1, 1, -1])[:, None]
    guesses = np.tanh(0.3 * hidden) * np.ones(4)
    errors = np.square(samples - guesses).mean(axis=1)
    assert table["binary_error"][0] == pytest.approx(errors.mean(), rel=1e-5)
    assert table["binary_error_err"][0] == pytest.approx(errors.std(ddof=1) / np.sqrt(3), rel=1e-5)
    softer = np.tanh(0.3 * np.tanh(0.3 * samples.sum(axis=1)))[:, None] * np.ones(4)
    assert table["reconstruction_error"][0] == pytest.approx(np.square(samples - softer).mean(), rel=1e-5)


def test_majority_blocks_are_as_many_as_the_layer_has_units():
    network = network_of(np.zeros((16, 4)), np.zeros((4, 3)))
    samples = np.repeat(np.repeat(spins(30, 4).reshape(30, 2, 2), 2, axis=1), 2, axis=2).reshape(30, 16)
    table = layer_reconstruction_table(network, samples, rng=np.random.default_rng(2))
    assert table["block_side"][0] == 2
    assert table["block_error"][0] == 0  # the samples are such blocks
    no_square = table.loc[1]  # of 3 blocks
    assert no_square[["block_side", "block_error", "block_error_err"]].isna().all()
    assert table["binary_beside_blocks"].tolist() == ["above", ""]


@pytest.mark.parametrize("units", UNITS)
def test_a_stack_can_be_turned_at_any_layer(units):
    network = network_of(np.random.default_rng(3).normal(size=(9, 5)), np.zeros((5, 2)), units=units)
    samples = spins(10, 9)
    lowest = DeepBeliefNetwork(network.layers[:1])
    np.testing.assert_array_equal(reconstruct(network, samples, 1), reconstruct(lowest, samples))
    np.testing.assert_array_equal(reconstruct(network, samples, 2), reconstruct(network, samples))
    np.testing.assert_allclose(reconstruct(network, samples), reconstruct(network, -samples), atol=1e-6)
    assert not np.allclose(reconstruct(network, samples, 1), reconstruct(network, -samples, 1))


def test_layers_and_widths_that_do_not_exist_are_refused():
    network = network_of(np.eye(9), np.ones((9, 4)))
    for through in (0, 3, -1):
        with pytest.raises(InputError, match=f"from 1 to 2, got {through}"):
            reconstruct(network, spins(2, 9), through)
    with pytest.raises(
        InputError, match=r"samples must have shape \(n, 9\) and at least one entry, got shape \(2, 8\)"
    ):
        reconstruct(network, spins(2, 8))


def test_a_network_is_beside_blocks_by_the_errors_of_both():
    """Differences of 2.5 and 3 errors of one of them are 1.8 and 2.1 of both."""
    table = pd.DataFrame({"binary_error": 1.0, "block_error": [0.75, 0.7, 1.3], "block_error_err": 0.1})
    found = _beside_blocks(table.assign(binary_error_err=0.1))
    assert found["binary_beside_blocks"].tolist() == ["within", "above", "below"]
