"""The coarse-graining of a lattice, level by level, and the free energy that it gives."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from rgcore.arguments.arrays import list_of_numbers
from rgcore.arguments.objects import one_of
from rgcore.arguments.scalars import whole_number
from rgcore.errors import InputError
from rgcore.tensor_rg.coarse_tensor import CoarseTensor, site_tensor
from rgcore.tensor_rg.memory import check_bond_dimension
from rgcore.tensor_rg.pairs import join_pairs
from rgcore.tensor_rg.plaquettes import join_plaquettes
from rgcore.tensor_rg.transfer_matrix import TransferSpectrum, transfer_spectrum

__all__ = ["METHODS", "Level", "coarse_grain", "coarse_tensors", "level_of", "log_partition_per_site"]

METHODS: dict[str, Callable[[CoarseTensor, int], CoarseTensor]] = {
    "levin_nave": partial(join_plaquettes, weight_exponent=0.0),
    "bond_weighted": partial(join_plaquettes, weight_exponent=-0.5),
    "hotrg": join_pairs,
}
"""What takes a tensor to that of twice as many sites, by name."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level: sites of its tensor, what was discarded, and spectra."""

    n_sites: int
    discarded: float
    spectrum: np.ndarray
    transfer: TransferSpectrum


def coarse_grain(
    couplings: tuple[float, float], method: str, bond_dimension: int, n_levels: int
) -> list[Level]:
    """Coarse-grain the Ising model on the square lattice.

    Parameters
    ----------
    couplings : (float, float)
        K = J / (k_B T) along rows and along columns, above 0.
    method : str
        A name in ``METHODS``.
    bond_dimension : int
        Largest number of states of a bond, from 2; a tensor has its fourth power of entries.
    n_levels : int
        Steps, each of which doubles the number of sites of a tensor; from 1 to 60.

    Returns
    -------
    list of Level
        n_levels + 1 of them, from one site to 2^n_levels.

    Raises
    ------
    InputError
        If an argument is out of range, no name of a method, or the tensors would not fit into memory.
    """
    return [level_of(tensor) for tensor in coarse_tensors(couplings, method, bond_dimension, n_levels)]


def coarse_tensors(
    couplings: tuple[float, float], method: str, bond_dimension: int, n_levels: int
) -> Iterator[CoarseTensor]:
    """Yield the tensors of all levels; arguments and errors as of :func:`coarse_grain`."""
    one_of("method", method, METHODS)
    check_bond_dimension(method, bond_dimension)
    n_levels = whole_number("n_levels", n_levels, least=1, most=60)
    both = list_of_numbers("couplings", couplings)
    if len(both) != 2:
        raise InputError(f"couplings must be two, along rows and along columns, got {len(both)}")
    across, along = both
    tensor = site_tensor(across, along)
    yield tensor
    for _ in range(n_levels):
        tensor = METHODS[method](tensor, bond_dimension)
        yield tensor


def level_of(tensor: CoarseTensor) -> Level:
    """Return what is kept of a tensor."""
    return Level(
        n_sites=tensor.n_sites,
        discarded=tensor.discarded,
        spectrum=tensor.spectrum,
        transfer=transfer_spectrum(tensor),
    )


def log_partition_per_site(levels: Sequence[Level]) -> float:
    """Return ln Z / N of the infinite lattice, in nats, from the last level and the one two before.

    ln Z of a torus of N sites is N times the bulk plus a constant that depends on its shape alone. Two levels apart the
    shape is the same, and the constant cancels.
    """
    last, before = levels[-1], levels[-3]
    return (last.transfer.log_partition - before.transfer.log_partition) / (last.n_sites - before.n_sites)
