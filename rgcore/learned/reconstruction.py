"""Reconstruction of configurations from each layer of a stack, beside that from the same number of block spins."""

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.arguments.objects import generator
from rgcore.lattice.block_majority_code import decode_majority, majority_bits
from rgcore.learned.spins_on_lattice import spins_on_lattice
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork, pass_down, pass_up
from rgcore.stats.comparison import beside

__all__ = ["layer_reconstruction_table"]


def layer_reconstruction_table(
    network: DeepBeliefNetwork, samples: np.ndarray, *, rng: Generator
) -> pd.DataFrame:
    """Return the squared errors of configurations passed up to each layer and down: rows of ``dbn_reconstruction``.

    ``reconstruction_error`` passes the means of the layer's units down, which are real numbers; ``binary_error``
    rounds them, so that a layer of n units keeps n bits. It is compared with n block spins: the majorities of
    square blocks, decoded optimally from each bit alone.

    Parameters
    ----------
    network : DeepBeliefNetwork
        Its visible layer is a square periodic lattice, row by row.
    samples : (n, n_visible) int8 array of -1 or +1
        Independent configurations that were not trained on.
    rng : Generator, advanced in place
        For blocks whose spins cancel.

    Returns
    -------
    DataFrame
        One row per layer, columns of the table ``dbn_reconstruction`` but temperature and replica. Errors are
        (s - s')^2 per site, from 0 to 4; 1 is that of the guess zero.

    Raises
    ------
    InputError
        If the samples are no spins, fewer than 2, or do not fit the network.
    """
    samples = spins_on_lattice(network, samples)
    generator("rng", rng)
    functions, rows = network.unit_type, []
    values = functions.from_spins(samples)
    for layer, rbm in enumerate(network.layers, start=1):
        below = network.layers[:layer]
        values = pass_up([rbm], values)
        rounded = functions.from_spins(np.where(functions.to_spins(values) > 0, 1, -1))
        guesses = {
            "reconstruction_error": functions.to_spins(pass_down(below, values)),
            "binary_error": functions.to_spins(pass_down(below, rounded)),
        }
        row = {"layer": layer, "n_hidden": rbm.n_hidden, "n_samples": len(samples)}
        for name, guess in guesses.items():
            row |= _squared_error(name, samples, guess)
        rows.append(row | _block_error(samples, rbm.n_hidden, rng))
    return _beside_blocks(pd.DataFrame(rows))


def _beside_blocks(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with ``binary_beside_blocks``."""
    difference = table["binary_error"] - table["block_error"]
    error = np.hypot(table["binary_error_err"], table["block_error_err"])
    return table.assign(binary_beside_blocks=beside(difference, error))


def _block_error(samples: np.ndarray, n_blocks: int, rng: Generator) -> dict[str, float]:
    """Return the error of ``n_blocks`` majority blocks; NaN if no square blocks of that number fill the lattice."""
    side, n_across = round(samples.shape[1] ** 0.5), round(n_blocks**0.5)
    if n_across**2 != n_blocks or side % n_across:
        return dict.fromkeys(("block_side", "block_error", "block_error_err"), float("nan"))
    lattices = samples.reshape(-1, side, side)
    bits = majority_bits(lattices, side // n_across, rng=rng)
    error = _squared_error("block_error", lattices, decode_majority(bits, lattices))
    return {"block_side": side / n_across, **error}


def _squared_error(name: str, spins: np.ndarray, guess: np.ndarray) -> dict[str, float]:
    """Return the mean of (s - s')^2 and its standard error over configurations."""
    errors = np.square(spins - guess.astype(np.float64)).reshape(len(spins), -1).mean(axis=1)
    return {name: float(errors.mean()), f"{name}_err": float(errors.std(ddof=1) / np.sqrt(len(errors)))}
