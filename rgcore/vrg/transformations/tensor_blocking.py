"""Two-state tensor blocking: two bonds between blocks of 2 x 2 spins become one bond with a hidden spin on it."""

import numpy as np

from rgcore.errors import InputError
from rgcore.vrg.examples.two_state_blocking import best_angle
from rgcore.vrg.small_models.hidden_spins import HiddenSpins, at_places
from rgcore.vrg.small_models.small_model import SmallModel
from rgcore.vrg.transformation import Transformation
from rgcore.vrg.transformation_card import Parameters, TransformationCard

__all__ = ["CARD", "pairs_between_blocks"]


def tensor_blocking(model: SmallModel, angle: float) -> Transformation:
    """Replace the weight of two bonds between blocks, exp(K (s1 s1' + s2 s2')), by one with two states.

    Tensor renormalization writes this weight as a sum over four states of products A(s1, s2) A(s1', s2'), which are
    the characters 1, s1, s2 and s1 s2, and keeps two: A_0 = cosh K (cos phi + t sin phi s1 s2) and
    A_1 = cosh K sqrt(t/2) (s1 + s2), with t = tanh K (Meurice, arXiv:1211.3675). The states of a bond may be rotated:
    B(h) = (A_0 + h A_1) / sqrt 2 is positive, and the sum over h = -1, +1 of B(h) B(h)' is the same. So

        exp T(v, h) = prod over pairs of bonds of B(h) B(h)' exp(-K (s1 s1' + s2 s2')).

    The hidden spins are on the bonds between blocks: one per two spins.

    Raises
    ------
    InputError
        If B(h) is not positive at this angle.
    """
    even, odd = _two_states(model, angle)
    kept = even.prod(axis=2) + odd.prod(axis=2)  # sum over h of B(h) B(h)'
    up, down = even + odd, even - odd  # of each end, sqrt 2 B
    if not min(up.min(), down.min()) > 0:
        raise InputError(
            f"angle must leave exp T positive, as best_angle does, got {angle} at K = {model.coupling}"
        )
    return Transformation(
        hamiltonian=model.hamiltonian,
        log_trace=(np.log(kept) - model.coupling * _products(model)).sum(axis=1),
        inputs=np.log(up / down).sum(axis=2) / 2,
    )


def pairs_between_blocks(side: int) -> np.ndarray:
    """Return the sites at both ends of the two bonds between neighbouring blocks: (n_pairs, end, bond) int array.

    Bonds between blocks in one row come first, then those in one column.
    """
    sites = np.arange(side**2).reshape(side, side)
    result = []
    for lattice in (sites, sites.T):
        first = lattice[:, 1::2].reshape(-1, 2, side // 2).transpose(0, 2, 1)  # (line of blocks, block, bond)
        second = np.roll(lattice, -1, axis=1)[:, 1::2].reshape(-1, 2, side // 2).transpose(0, 2, 1)
        result.append(np.stack([first, second], axis=2).reshape(-1, 2, 2))
    return np.concatenate(result)


def _two_states(model: SmallModel, angle: float) -> tuple[np.ndarray, np.ndarray]:
    """Return A_0 and A_1 at both ends of every pair of bonds, (2**n_visible, n_pairs, 2) float64."""
    tangent = np.tanh(model.coupling)
    ends = model.states[:, pairs_between_blocks(model.size)]  # (2**n_visible, n_pairs, end, bond) int8
    product, total = ends.prod(axis=3, dtype=np.int8), ends.sum(axis=3, dtype=np.int8)
    even = np.cosh(model.coupling) * (np.cos(angle) + tangent * np.sin(angle) * product)
    return even, np.cosh(model.coupling) * np.sqrt(tangent / 2) * total


def _products(model: SmallModel) -> np.ndarray:
    """Return s1 s1' + s2 s2' of every pair of bonds, (2**n_visible, n_pairs) int8."""
    ends = model.states[:, pairs_between_blocks(model.size)]
    return (ends[:, :, 0] * ends[:, :, 1]).sum(axis=2, dtype=np.int8)


def _trace_gradient(model: SmallModel, angle: float) -> Parameters:
    even, odd = _two_states(model, angle)
    slope, _ = _two_states(model, angle + np.pi / 2)  # d A_0 / d phi
    kept = even.prod(axis=2) + odd.prod(axis=2)
    return {"angle": ((slope * even[:, :, ::-1]).sum(axis=2) / kept).sum(axis=1)}


def _hidden(side: int) -> HiddenSpins:
    """Return a hidden spin in the middle of every two bonds between blocks."""
    along, across = np.meshgrid(np.arange(1.5, side, 2), np.arange(0.5, side, 2))
    rows = np.stack(
        [across.reshape(-1), along.reshape(-1)], axis=1
    )  # (row, column) of bonds in one row of blocks
    return at_places(np.concatenate([rows, rows[:, ::-1]]), side)


CARD = TransformationCard(
    sentence="replaces two bonds between blocks of 2 x 2 spins by one with two states (tensor renormalization)",
    lattice="torus",
    sizes=(4,),
    hidden=_hidden,
    operator=tensor_blocking,
    normalized=False,
    choose=lambda model, _: {"angle": best_angle(model.coupling)},
    trace_gradient=_trace_gradient,
    flow="two_state_tensor_in_turn",
)
