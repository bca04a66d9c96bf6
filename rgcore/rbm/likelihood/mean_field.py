"""Mean-field posteriors of a deep Boltzmann machine, and the lower bound of ln P(v) that they give.

The posterior of the hidden layers is replaced by q(h) of independent units. The bound rises with every update of a
layer and stops at a solution of the mean-field equations m_l = mean(W_(l-1)^T m_(l-1) + W_l m_(l+1) + b_l), with v for
m_0: Salakhutdinov and Hinton, AISTATS 2009.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from rgcore.rbm.networks.deep_boltzmann import (
    DeepBoltzmannMachine,
    energy_of_layers,
    single_precision,
    write_inputs,
)
from rgcore.rbm.units._unit_kernels import means_of_units

__all__ = [
    "MeanField",
    "MeanFieldWorkspace",
    "mean_field",
    "settle_means",
    "unnormalized_bound",
]


class MeanField(NamedTuple):
    """Means of the hidden layers, (n, n_l) float32, lowest first, and the steps that they took."""

    means: tuple[np.ndarray, ...]
    n_steps: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MeanFieldWorkspace:
    """Buffers (n, n_l) float32 for all hidden layers, so that training allocates nothing per step."""

    from_visible: np.ndarray  # (n, n_1)
    inputs: tuple[np.ndarray, ...]
    scratch: tuple[np.ndarray, ...]
    before: tuple[np.ndarray, ...]

    @classmethod
    def for_batch(cls, n: int, sizes: tuple[int, ...]) -> "MeanFieldWorkspace":
        """Return buffers for ``n`` samples and layers of ``sizes``, visible first."""

        def empty() -> tuple[np.ndarray, ...]:
            return tuple(np.zeros((n, size), dtype=np.float32) for size in sizes[1:])

        return cls(from_visible=empty()[0], inputs=empty(), scratch=empty(), before=empty())


def mean_field(
    dbm: DeepBoltzmannMachine, visible: np.ndarray, *, max_steps: int = 1000, tolerance: float = 1e-6
) -> MeanField:
    """Solve the mean-field equations of all hidden layers for given visible states.

    Parameters
    ----------
    dbm : DeepBoltzmannMachine
    visible : (n, n_0) array
        States in the network's own units; means are allowed.
    max_steps : int
        Updates of all layers at most, at least 1.
    tolerance : float
        Stops when no mean of an even hidden layer changes by more in a step. (Those of odd layers follow from them.)

    Returns
    -------
    MeanField
        Of all samples together: the slowest decides how many steps are made. Deterministic.
    """
    dbm = single_precision(dbm)
    visible = np.ascontiguousarray(visible, dtype=np.float32)
    means = tuple(np.zeros((len(visible), size), dtype=np.float32) for size in dbm.sizes[1:])
    work = MeanFieldWorkspace.for_batch(len(visible), dbm.sizes)
    return MeanField(means, settle_means(dbm, (visible, *means), work, max_steps, tolerance))


def settle_means(
    dbm: DeepBoltzmannMachine,
    layers: tuple[np.ndarray, ...],
    work: MeanFieldWorkspace,
    max_steps: int,
    tolerance: float,
) -> int:
    """Overwrite the hidden layers by mean-field means given the visible one; return the number of steps.

    Starts with one pass up, in which a layer below another one doubles the input from below, as a guess for the one
    from above. Odd layers, then even layers are updated; units of one kind do not act on one another, so that
    each update is an exact maximum of the bound.

    Parameters
    ----------
    dbm : DeepBoltzmannMachine
        float32, contiguous, as from :func:`single_precision`.
    layers : tuple of L + 1 contiguous (n, n_l) float32 arrays
        Visible states, then the means, which are overwritten.
    work : MeanFieldWorkspace
        For these sizes; overwritten.
    max_steps, tolerance
        As for :func:`mean_field`.
    """
    n_layers = len(dbm.weights)
    np.matmul(layers[0], dbm.weights[0], out=work.from_visible)
    if n_layers == 1:
        _write_means(dbm, layers, 1, work.from_visible)
        return 1
    for layer in range(1, n_layers + 1):
        _pass_up(dbm, layers, layer, work)
    for step in range(1, max_steps + 1):
        for layer in range(1, n_layers + 1, 2):
            _update(dbm, layers, layer, work)
        changes = [_update_and_compare(dbm, layers, layer, work) for layer in range(2, n_layers + 1, 2)]
        if max(changes, default=0) <= tolerance:
            return step
    return max_steps


def _pass_up(dbm: DeepBoltzmannMachine, layers: tuple, layer: int, work: MeanFieldWorkspace) -> None:
    inputs = work.inputs[layer - 1]
    if layer == 1:
        np.copyto(inputs, work.from_visible)
    else:
        np.matmul(layers[layer - 1], dbm.weights[layer - 1], out=inputs)
    if layer < len(dbm.weights):
        np.add(inputs, inputs, out=inputs)
    _write_means(dbm, layers, layer, inputs)


def _update(dbm: DeepBoltzmannMachine, layers: tuple, layer: int, work: MeanFieldWorkspace) -> None:
    inputs = work.inputs[layer - 1]
    if layer > 1:
        write_inputs(dbm, layers, layer, inputs, work.scratch[layer - 1])
    else:  # the product with the visible states is the large one, and always the same
        np.matmul(layers[2], dbm.weights[1].T, out=inputs)
        np.add(inputs, work.from_visible, out=inputs)
    _write_means(dbm, layers, layer, inputs)


def _update_and_compare(
    dbm: DeepBoltzmannMachine, layers: tuple, layer: int, work: MeanFieldWorkspace
) -> float:
    before = work.before[layer - 1]
    np.copyto(before, layers[layer])
    _update(dbm, layers, layer, work)
    return float(np.abs(np.subtract(layers[layer], before, out=before), out=before).max())


def _write_means(dbm: DeepBoltzmannMachine, layers: tuple, layer: int, inputs: np.ndarray) -> None:
    low = dbm.hidden_type.low_single
    means_of_units(inputs, dbm.biases[layer], low, layers[layer])


def unnormalized_bound(
    dbm: DeepBoltzmannMachine, visible: np.ndarray, means: tuple[np.ndarray, ...]
) -> np.ndarray:
    """Return -<E>_q + S(q) <= ln sum_h exp(-E(v, h)) in nats, (n,) float64, for q of any means of the hidden layers.

    S is the entropy of the independent units. Equality holds where q is the posterior.
    """
    layers = [np.asarray(values, dtype=np.float64) for values in (visible, *means)]
    entropies = [dbm.hidden_type.entropy(values) for values in layers[1:]]
    return sum(entropies) - energy_of_layers(dbm, layers)
