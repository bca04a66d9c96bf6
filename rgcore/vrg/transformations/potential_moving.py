"""Potential moving: Kadanoff's variational transformation, whose strength is found by its free energy.

Potentials are moved between squares, after which blocks can be summed separately.
"""

from functools import cache

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import logsumexp

from rgcore.exact.enumerated_states import log_sum, spin_states
from rgcore.vrg.criteria.wide_couplings import of_squares
from rgcore.vrg.small_models.blocks import block_centres, plaquettes
from rgcore.vrg.small_models.small_model import SmallModel
from rgcore.vrg.transformation import Transformation
from rgcore.vrg.transformation_card import Parameters, TransformationCard

__all__ = ["CARD", "best_strength"]

SIDE = 4  # the one torus of 2 x 2 blocks that has neighbours and can be enumerated


def moved_potentials(model: SmallModel, strength: float) -> Transformation:
    """Return block spins of strength p with all potentials moved onto the squares between four blocks.

    Kadanoff, Phys. Rev. Lett. 34, 1005 (1975); review: Efrati, Wang, Kolan and Kadanoff, arXiv:1301.6323. The
    4 x 4 torus has four kinds of 2 x 2 squares; squares of one kind share no spin. The bonds of all kinds (K/2
    per edge and square) and the block term -ln 2 cosh p s are replaced by the same ones on the squares that
    touch four blocks:

        T = sum_j p h_j s_j + H(v) + sum_squares [ 2K sum_edges v v' - ln 2 cosh p s ],

    after which each such square can be summed by itself. What was moved has mean zero by translation symmetry,
    so <ln sum_h exp T>_P = 0 and dF = -KL(P || p) for every p: the free energy is a one-sided bound, and here,
    unlike for transformations in general, dF = 0 implies p = P. The trace condition is not satisfied.
    """
    blocks = strength * model.states[:, plaquettes(model.size, 0)].sum(axis=2, dtype=np.float64)
    between = model.states[:, plaquettes(model.size, 1)]  # (2**16, 4 squares, 4 corners)
    edges = (between * np.roll(between, 1, axis=2)).sum(axis=(1, 2), dtype=np.float64)
    sums = strength * between.sum(axis=2, dtype=np.float64)
    moved = 2 * model.coupling * edges - _log_two_cosh(sums).sum(axis=1)
    return Transformation(
        hamiltonian=model.hamiltonian,
        log_trace=model.hamiltonian + moved + _log_two_cosh(blocks).sum(axis=1),
        inputs=blocks,
    )


@cache
def best_strength(coupling: float) -> float:
    """Return the p > 0 whose dF is nearest to zero: the least ln Z_lambda, an upper bound of ln Z.

    p = 0, free hidden spins, is a maximum in between p and -p, which differ by the sign of h only.
    """
    model = SmallModel(lattice="torus", size=SIDE, coupling=coupling)

    def log_partition(strength: float) -> float:
        trial = moved_potentials(model, strength)
        return log_sum(trial.log_trace - trial.hamiltonian)

    bounds = (0.0, 1.0 + 4.0 * coupling)
    return float(minimize_scalar(log_partition, bounds=bounds, method="bounded", options={"xatol": 1e-7}).x)


def _trace_gradient(model: SmallModel, strength: float) -> Parameters:
    inside, between = (
        model.states[:, plaquettes(model.size, first)].sum(axis=2, dtype=np.float64) for first in (0, 1)
    )
    slopes = [(sums * np.tanh(strength * sums)).sum(axis=1) for sums in (inside, between)]
    return {"strength": slopes[0] - slopes[1]}


def _log_two_cosh(values: np.ndarray) -> np.ndarray:
    return np.logaddexp(values, -values)


def _term_of_square(coupling: float, strength: float) -> np.ndarray:
    """Return the term of the square between four hidden spins in -H_RG, summed over the spins at its corners."""
    corners = spin_states(4).astype(np.float64)
    edges = (corners * np.roll(corners, 1, axis=1)).sum(axis=1)
    weights = 2 * coupling * edges - _log_two_cosh(strength * corners.sum(axis=1))
    return logsumexp(weights + strength * corners @ corners.T, axis=1)


CARD = TransformationCard(
    sentence="Kadanoff's block spins with moved potentials, whose strength the free energy chooses",
    lattice="torus",
    sizes=(SIDE,),
    hidden=block_centres,
    operator=moved_potentials,
    normalized=False,
    choose=lambda model, _: {"strength": best_strength(model.coupling)},
    trace_gradient=_trace_gradient,
    family="strengths p",
    bound="lower_bound",
    flow="lower_bound_of_bonds",
    wide_couplings=of_squares(_term_of_square),
)
