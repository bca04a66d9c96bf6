"""A scale-invariant binary MERA of the critical Ising chain: its optimization, energy and scaling dimensions.

Above a few layers of their own all layers are equal, without end. Every sweep replaces the tensors of each layer from
below upwards by the best ones in their environment, as if the energy were linear in them, which lowers it if the
operator has no positive eigenvalue (Evenbly and Vidal, arXiv:0707.1454). The start has no random numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy.sparse.linalg import LinearOperator, eigs

from rgcore.arguments.scalars import whole_number
from rgcore.mera.chain import three_site_energy
from rgcore.mera.layers import Layer, first_layer, optimized
from rgcore.mera.memory import check_bond_dimension

__all__ = ["Mera", "optimize_mera", "scaling_dimensions"]

_LEVELS_SUMMED = 6  # of the equal layers: what is left of the energy falls by 4 at each
_DESCENTS, _LAST_DESCENTS = (
    4,
    100,
)  # towards the density matrix that a layer leaves as it is, after a sweep and at the end


@dataclass(frozen=True, slots=True)
class Mera:
    """An optimized MERA.

    Attributes
    ----------
    layers : tuple of Layer
        From the chain upwards; the last one is repeated without end.
    density : (n, n, n, n, n, n) float64 array
        Density matrix of three sites between layers of the last kind.
    energy : float
        Energy per site of the infinite chain, an upper bound of the exact one.
    last_decrease : float
        By how much the last sweep lowered the energy.
    """

    layers: tuple[Layer, ...]
    density: np.ndarray
    energy: float
    last_decrease: float


def optimize_mera(bond_dimension: int, n_transitional: int, n_sweeps: int) -> Mera:
    """Minimize the energy per site of the critical chain.

    Parameters
    ----------
    bond_dimension : int
        States of a coarse site, from 2 to 8; a sweep takes its ninth power of multiplications.
    n_transitional : int
        Layers of their own below the equal ones, from 1 to 10.
    n_sweeps : int
        From 1.

    Raises
    ------
    InputError
        If an argument is out of range, or the tensors would not fit into memory.
    """
    check_bond_dimension(bond_dimension)
    n_transitional = whole_number("n_transitional", n_transitional, least=1, most=10)
    n_sweeps = whole_number("n_sweeps", n_sweeps, least=1, most=1_000_000)
    layers = _start(bond_dimension, n_transitional)
    density = _identity(bond_dimension) / bond_dimension**3
    for _ in range(n_sweeps):
        before = layers
        density = _fixed_density(layers[-1], density, _DESCENTS)
        layers = _sweep(layers, density)
    energies = []
    for each in (before, layers):
        density = _fixed_density(each[-1], density, _LAST_DESCENTS)
        energies.append(_trace(three_site_energy(), _densities(each, density)[0]))
    return Mera(tuple(layers), density, energies[1], energies[0] - energies[1])


def scaling_dimensions(layer: Layer, n_dimensions: int) -> np.ndarray:
    """Return the smallest scaling dimensions -log2(eigenvalue) of operators on three sites, ascending.

    Parameters
    ----------
    layer : Layer
        With equal numbers of states below and above; its ascending map is diagonalized.
    n_dimensions : int
        How many of them, the 0 of the identity included.

    Returns
    -------
    (n_dimensions,) float64 array
    """
    n_states = layer.isometry.shape[2]
    shape, size = (n_states,) * 6, n_states**6
    ascend = LinearOperator((size, size), matvec=partial(_ascended_vector, layer, shape), dtype=np.float64)
    start = np.cos(np.arange(size) ** 2.0)  # without a symmetry
    values = eigs(ascend, k=n_dimensions, v0=start, return_eigenvectors=False, tol=1e-12)
    return np.sort(-np.log2(np.abs(values)))


def _ascended_vector(layer: Layer, shape: tuple[int, ...], vector: np.ndarray) -> np.ndarray:
    return layer.ascend(vector.reshape(shape)).reshape(-1)


def _start(bond_dimension: int, n_transitional: int) -> list[Layer]:
    operator, layers = three_site_energy(), []
    for _ in range(n_transitional + 1):
        layers.append(first_layer(operator, min(bond_dimension, operator.shape[0] ** 2)))
        operator = layers[-1].ascend(operator)
    return layers


def _sweep(layers: Sequence[Layer], density: np.ndarray) -> list[Layer]:
    """Return better layers; ``density`` belongs to sites between layers of the last kind."""
    operator, new = three_site_energy(), []
    for layer, above in zip(layers[:-1], _densities(layers, density)[1:], strict=True):
        new.append(optimized(layer, _without_positive(operator), above))
        operator = new[-1].ascend(operator)
    return [*new, optimized(layers[-1], _without_positive(_summed(layers[-1], operator)), density)]


def _densities(layers: Sequence[Layer], density: np.ndarray) -> list[np.ndarray]:
    """Return the density matrix of three sites below every layer."""
    found = [density]
    for layer in reversed(layers[:-1]):
        found.append(layer.descend(found[-1]))
    return found[::-1]


def _summed(layer: Layer, operator: np.ndarray) -> np.ndarray:
    """Return the sum of the operators at all levels of equal layers, up to a constant that grows with the levels."""
    total = np.zeros_like(operator)
    for _ in range(_LEVELS_SUMMED):
        total += operator
        operator = layer.ascend(operator)
    return total


def _fixed_density(layer: Layer, density: np.ndarray, n_descents: int) -> np.ndarray:
    for _ in range(n_descents):
        density = layer.descend(density)
        density = density / np.einsum("abcabc->", density)
    return density


def _without_positive(operator: np.ndarray) -> np.ndarray:
    """Return an operator minus its largest eigenvalue."""
    n_states = operator.shape[0]
    largest = np.linalg.eigvalsh(operator.reshape(n_states**3, n_states**3))[-1]
    return operator - largest * _identity(n_states)


def _identity(n_states: int) -> np.ndarray:
    return np.eye(n_states**3).reshape((n_states,) * 6)


def _trace(operator: np.ndarray, density: np.ndarray) -> float:
    return float(np.vdot(operator, density))
