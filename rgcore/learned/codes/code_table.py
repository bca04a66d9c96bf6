"""Reconstruction from layers of a network and from majority blocks, with their own and the best linear decoder."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.arguments.objects import generator
from rgcore.lattice.block_majority_code import decode_blocks, following_of_blocks, majority_bits
from rgcore.learned.codes.linear_decoder import decode_linearly, fit_linear_decoder, slices
from rgcore.learned.spins_on_lattice import spins_on_lattice
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork, pass_down, pass_up
from rgcore.stats.comparison import beside

__all__ = ["code_table"]


class _Code(NamedTuple):
    """Bits (n, n_bits) of training and of held-out configurations, and the decoder that belongs to the code."""

    name: str
    training: np.ndarray
    held_out: np.ndarray
    decode: Callable[[np.ndarray], np.ndarray]


def code_table(
    network: DeepBeliefNetwork, training: np.ndarray, held_out: np.ndarray, *, rng: Generator
) -> pd.DataFrame:
    """Return squared errors of reconstruction from n bits: rows of ``reconstruction_codes``.

    The bits of a network are its units, rounded to their likelier value; those of blocks the majorities of n square
    blocks. Each code is decoded by what belongs to it (the network's means of visible units; the mean spin at each
    place of a block given its bit), and by the best linear decoder from all bits to all spins. Everything that is
    fitted, the decoders and the network itself, is fitted on the training configurations.

    Parameters
    ----------
    network : DeepBeliefNetwork
        Its visible layer is a square periodic lattice, row by row.
    training, held_out : (n, n_visible) int8 arrays of -1 or +1
        Those that the network was trained on, and others.
    rng : Generator, advanced in place
        For blocks whose spins cancel.

    Returns
    -------
    DataFrame
        One row per layer, code and decoder, columns of the table ``reconstruction_codes`` but temperature and replica.

    Raises
    ------
    InputError
        If the configurations are no spins, fewer than 2, or do not fit the network.
    """
    training = spins_on_lattice(network, training, "training")
    held_out = spins_on_lattice(network, held_out, "held_out")
    generator("rng", rng)
    rows = []
    for layer in range(1, len(network.layers) + 1):
        codes = [_network_code(network, layer, training, held_out)]
        codes += _block_code(codes[0].training.shape[1], training, held_out, rng)
        rows += _rows_of_layer(codes, layer, training, held_out)
    return pd.DataFrame(rows)


def _network_code(
    network: DeepBeliefNetwork, layer: int, training: np.ndarray, held_out: np.ndarray
) -> _Code:
    units, below = network.unit_type, network.layers[:layer]

    def bits_of(spins: np.ndarray) -> np.ndarray:
        means = [pass_up(below, units.from_spins(spins[part])) for part in slices(len(spins))]
        return np.where(units.to_spins(np.concatenate(means)) > 0, 1, -1).astype(np.int8)

    def decode(bits: np.ndarray) -> np.ndarray:
        return units.to_spins(pass_down(below, units.from_spins(bits)))

    return _Code("network", bits_of(training), bits_of(held_out), decode)


def _block_code(n_bits: int, training: np.ndarray, held_out: np.ndarray, rng: Generator) -> list[_Code]:
    """Return the code of ``n_bits`` blocks, if square blocks of that number fill the lattice."""
    side, n_across = round(training.shape[1] ** 0.5), round(n_bits**0.5)
    if n_across**2 != n_bits or side % n_across:
        return []
    bits = [
        majority_bits(spins.reshape(-1, side, side), side // n_across, rng=rng)
        for spins in (training, held_out)
    ]
    following = following_of_blocks(bits[0], training.reshape(-1, side, side))

    def decode(flat: np.ndarray) -> np.ndarray:
        return decode_blocks(flat.reshape(-1, n_across, n_across), following).reshape(len(flat), -1)

    return [_Code("blocks", *(part.reshape(len(part), -1) for part in bits), decode)]


def _rows_of_layer(
    codes: list[_Code], layer: int, training: np.ndarray, held_out: np.ndarray
) -> Iterator[dict[str, object]]:
    """Yield the rows of one layer; errors of codes with one kind of decoder are compared sample by sample."""
    errors = {}
    for code in codes:
        linear = fit_linear_decoder(code.training, training)
        for decoder, decode in (("own", code.decode), ("linear", lambda bits: decode_linearly(bits, linear))):  # noqa: B023
            errors[code.name, decoder] = (
                _squared_errors(code.training, training, decode),
                _squared_errors(code.held_out, held_out, decode),
            )
    for code in codes:
        for decoder in ("own", "linear"):
            of_training, of_held_out = errors[code.name, decoder]
            gap = np.full(len(held_out), np.nan)
            if code.name == "network" and ("blocks", decoder) in errors:
                gap = of_held_out - errors["blocks", decoder][1]
            yield {
                "layer": layer,
                "code": code.name,
                "decoder": decoder,
                "n_bits": code.training.shape[1],
                "entropy_of_bits": _entropy(code.held_out),
                "n_training": len(training),
                "n_held_out": len(held_out),
                **_mean("training_error", of_training),
                **_mean("held_out_error", of_held_out),
                **_mean("less_blocks", gap),
                "beside_blocks": str(beside(*_mean("gap", gap).values())),
            }


def _squared_errors(
    bits: np.ndarray, spins: np.ndarray, decode: Callable[[np.ndarray], np.ndarray]
) -> np.ndarray:
    """Return the mean of (s - s')^2 over the sites of each configuration, (n,) float64."""
    parts = [
        np.square(spins[part] - decode(bits[part])).mean(axis=1, dtype=np.float64)
        for part in slices(len(spins))
    ]
    return np.concatenate(parts)


def _mean(name: str, values: np.ndarray) -> dict[str, float]:
    error = values.std(ddof=1) / np.sqrt(len(values))
    return {name: float(values.mean()), f"{name}_err": float(error)}


def _entropy(bits: np.ndarray) -> float:
    """Return the sum of the entropies of the bits by themselves, in bits: an upper bound of what they carry."""
    share = ((1 + bits.astype(np.float64)) / 2).mean(axis=0)
    inside = share[(share > 0) & (share < 1)]
    return float(-(inside * np.log2(inside) + (1 - inside) * np.log2(1 - inside)).sum())
