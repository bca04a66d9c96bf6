"""Bond moving: Kadanoff's variational transformation, whose strength is found by its free energy.

Potentials are moved between squares, after which blocks can be summed separately; the Migdal-Kadanoff recursion moves
bonds by the same inequality, and is not computed here.
"""

import numpy as np
from scipy.optimize import minimize_scalar

from rgcore.exact.enumerated_states import log_sum, spin_states
from rgcore.exact.pair_hamiltonian import pair_hamiltonian
from rgcore.lattice.square import square_bonds
from rgcore.vrg.named_transformation import NamedTransformation
from rgcore.vrg.transformation import Transformation
from rgcore.vrg.transformations.block_spins import COARSE_NEIGHBOURS, SIDE, plaquettes

__all__ = ["best_strength", "potential_moving"]


def moved_transformation(coupling: float, strength: float) -> Transformation:
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
    hamiltonian = pair_hamiltonian(square_bonds(SIDE), SIDE**2, coupling)
    states = spin_states(SIDE**2)
    blocks = strength * states[:, plaquettes(SIDE, 0)].sum(axis=2, dtype=np.float64)
    between = states[:, plaquettes(SIDE, 1)]  # (2**16, 4 squares, 4 corners)
    edges = (between * np.roll(between, 1, axis=2)).sum(axis=(1, 2), dtype=np.float64)
    moved = 2 * coupling * edges - _log_two_cosh(strength * between.sum(axis=2, dtype=np.float64)).sum(axis=1)
    return Transformation(
        hamiltonian=hamiltonian,
        log_trace=hamiltonian + moved + _log_two_cosh(blocks).sum(axis=1),
        inputs=blocks,
    )


def best_strength(coupling: float) -> float:
    """Return the p > 0 whose dF is nearest to zero: the least ln Z_lambda, an upper bound of ln Z.

    p = 0, free hidden spins, is a maximum in between p and -p, which differ by the sign of h only.
    """

    def log_partition(strength: float) -> float:
        trial = moved_transformation(coupling, strength)
        return log_sum(trial.log_trace - trial.hamiltonian)

    bounds = (0.0, 1.0 + 4.0 * coupling)
    return float(minimize_scalar(log_partition, bounds=bounds, method="bounded", options={"xatol": 1e-7}).x)


def potential_moving(coupling: float, strength: float) -> NamedTransformation:
    """Apply :func:`moved_transformation` with a strength from :func:`best_strength`."""
    return NamedTransformation(
        name="potential_moving",
        lattice="torus",
        size=SIDE,
        transformation=moved_transformation(coupling, strength),
        neighbours=COARSE_NEIGHBOURS,
        family=lambda p: moved_transformation(coupling, p),
        parameter=strength,
    )


def _log_two_cosh(values: np.ndarray) -> np.ndarray:
    return np.logaddexp(values, -values)
