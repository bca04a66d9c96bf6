"""Linear decoders find planted codes, and a network that is a code of blocks ties with the blocks."""

import numpy as np
import pytest

from rgcore.learned.codes.code_table import code_table
from rgcore.learned.codes.linear_decoder import ROWS_AT_ONCE, decode_linearly, fit_linear_decoder
from rgcore.learned.codes.schemas import RECONSTRUCTION_CODES
from rgcore.rbm.networks.conversion import in_units
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork
from rgcore.rbm.networks.restricted import RBM

SIDE, N_BLOCKS = 6, 4


def blocks_of_spins(n, seed=1, kept=0.85):
    """Return lattices (n, 36) of four 3 x 3 blocks: a spin is that of its block with probability ``kept``."""
    rng = np.random.default_rng(seed)
    blocks = rng.choice([-1, 1], (n, 2, 2))
    lattices = np.repeat(np.repeat(blocks, 3, axis=1), 3, axis=2)
    return np.where(rng.random(lattices.shape) < kept, lattices, -lattices).reshape(n, -1).astype(np.int8)


def network_of_blocks(strength=1.0, units="spin"):
    """Return the RBM whose units look at one block each, with equal weights: rounded, they are its majority."""
    weights = np.zeros((SIDE, SIDE, N_BLOCKS))
    for unit in range(N_BLOCKS):
        row, column = divmod(unit, 2)
        weights[3 * row : 3 * row + 3, 3 * column : 3 * column + 3, unit] = strength
    rbm = RBM(
        weights=weights.reshape(-1, N_BLOCKS),
        visible_bias=np.zeros(SIDE**2),
        hidden_bias=np.zeros(N_BLOCKS),
        units="spin",
    )
    return DeepBeliefNetwork((in_units(rbm, units),))


def rows_of(network, n_training=3000, n_held_out=3000):
    spins = blocks_of_spins(n_training + n_held_out)
    table = code_table(network, spins[:n_training], spins[n_training:], rng=np.random.default_rng(2))
    return table.set_index(["layer", "code", "decoder"])


def test_the_decoder_is_that_of_least_squares_and_finds_a_planted_code():
    rng = np.random.default_rng(3)
    bits = rng.choice([-1, 1], (ROWS_AT_ONCE + 500, 6)).astype(np.int8)
    bits[:, 5] = 1  # a bit that never changes, beside the constant
    spins = rng.choice([-1, 1], (len(bits), 9)).astype(np.int8)
    spins[:, :5] = bits[:, :5]
    decoder = fit_linear_decoder(bits, spins)
    known = np.column_stack([bits, np.ones(len(bits))])
    expected = np.linalg.lstsq(known, spins.astype(float), rcond=None)[0]
    np.testing.assert_allclose(known @ decoder, known @ expected, atol=1e-6)
    np.testing.assert_allclose(decode_linearly(bits, decoder)[:, :5], bits[:, :5], atol=1e-5)


@pytest.mark.parametrize("units", ["spin", "binary"])
def test_a_network_of_blocks_has_the_errors_of_blocks(units):
    rows = rows_of(network_of_blocks(units=units))
    assert set(rows.reset_index().columns) | {"temperature", "replica"} == set(RECONSTRUCTION_CODES.names)
    network, blocks = rows.loc[(1, "network", "linear")], rows.loc[(1, "blocks", "linear")]
    assert network["held_out_error"] == pytest.approx(blocks["held_out_error"], rel=1e-6)
    assert network["less_blocks"] == pytest.approx(0, abs=1e-6)
    assert network["n_bits"] == N_BLOCKS
    assert network["entropy_of_bits"] == pytest.approx(N_BLOCKS, abs=0.01)
    following = 2 * 0.85 - 1  # of a spin beside its block; the majority of nine is nearly always that
    assert blocks["held_out_error"] == pytest.approx(1 - following**2, abs=0.02)
    assert rows.loc[(1, "blocks", "own")]["held_out_error"] == pytest.approx(
        blocks["held_out_error"], rel=0.01
    )


def test_too_strong_weights_cost_the_own_decoder_and_not_the_linear_one():
    rows = rows_of(network_of_blocks(strength=4.0))
    own, linear = rows.loc[(1, "network", "own")], rows.loc[(1, "network", "linear")]
    assert own["beside_blocks"] == "above"
    assert linear["beside_blocks"] == "within"
    assert own["held_out_error"] > linear["held_out_error"] + 0.05
    assert own["less_blocks"] == pytest.approx(
        own["held_out_error"] - rows.loc[(1, "blocks", "own")]["held_out_error"]
    )


def test_a_decoder_fitted_on_few_configurations_is_better_on_these_than_on_others():
    rows = rows_of(network_of_blocks(), n_training=12)
    linear = rows.loc[(1, "network", "linear")]
    assert linear["training_error"] < 0.8 * linear["held_out_error"]


def test_without_square_blocks_of_that_number_there_is_nothing_to_compare():
    rbm = RBM(weights=np.ones((36, 3)), visible_bias=np.zeros(36), hidden_bias=np.zeros(3), units="spin")
    rows = rows_of(DeepBeliefNetwork((rbm,)), 50, 50).reset_index()
    assert set(rows["code"]) == {"network"}
    assert rows["less_blocks"].isna().all()
    assert set(rows["beside_blocks"]) == {""}


def test_a_mean_that_no_bit_carries_is_decoded_by_the_constant():
    rng = np.random.default_rng(5)
    bits = rng.choice([-1, 1], (4000, 3)).astype(np.int8)
    spins = np.where(rng.random((4000, 4)) < 0.8, 1, -1).astype(np.int8)
    guesses = decode_linearly(bits, fit_linear_decoder(bits, spins))
    np.testing.assert_allclose(guesses.mean(axis=0), spins.mean(axis=0), atol=1e-3)


@pytest.mark.parametrize("code", ["network", "blocks"])
def test_decoders_are_those_of_the_configurations_trained_on(code):
    """Spins follow their block with 0.7 where decoders are fitted and with 0.2 where they are judged."""
    training, held_out = blocks_of_spins(3000, kept=0.85), blocks_of_spins(3000, seed=4, kept=0.6)
    table = code_table(network_of_blocks(), training, held_out, rng=np.random.default_rng(2))
    rows = table.set_index(["code", "decoder"]).sort_index().loc[code]
    right = rows.loc["linear", "held_out_error"]
    assert right > 1.02  # fitted to these configurations it would be below 1, the error of no guess
    if code == "blocks":
        assert rows.loc["own", "held_out_error"] == pytest.approx(right, abs=0.02)


def test_the_entropy_of_bits_is_that_of_configurations_that_are_held_out():
    training, held_out = blocks_of_spins(500), blocks_of_spins(500, seed=4)
    held_out[:, : SIDE**2 // 2] = 1  # the upper two of four blocks
    table = code_table(network_of_blocks(), training, held_out, rng=np.random.default_rng(2))
    assert table["entropy_of_bits"].to_numpy() == pytest.approx(2, abs=0.02)
