"""Bond moving: the step of Migdal and Kadanoff, as an operator T(v, h)."""

import numpy as np

from rgcore.exact.enumerated_states import spin_states
from rgcore.exact.pair_hamiltonian import pair_hamiltonian
from rgcore.vrg.criteria.wide_couplings import of_squares
from rgcore.vrg.small_models.hidden_spins import on_torus
from rgcore.vrg.small_models.small_model import SmallModel
from rgcore.vrg.transformation import Transformation
from rgcore.vrg.transformation_card import TransformationCard

__all__ = ["CARD"]


def bond_moving(model: SmallModel) -> Transformation:
    """Move the bonds of every second row and column onto the next one, and keep the spins where such lines cross.

    Kadanoff, Ann. Phys. 100, 359 (1976). T(v, h) = H(v) - H_moved(v) where h_j is the kept spin, minus infinity
    elsewhere; H_moved has bonds 2K in even rows and columns and none in the others, so that the spins between can be
    summed out. What was moved has mean zero by translation symmetry: dF = -KL(P || p), a one-sided bound without a
    parameter.
    """
    side, bonds = model.size, model.bonds
    rows, columns = np.divmod(bonds[:, 0], side)
    along_row = np.arange(len(bonds)) < side**2  # the others are along a column
    stays = np.where(along_row, rows, columns) % 2 == 0
    moved = pair_hamiltonian(bonds[stays], model.n_spins, 2 * model.coupling)
    sites = np.arange(side**2).reshape(side, side)[::2, ::2].reshape(-1)
    return Transformation(
        hamiltonian=model.hamiltonian,
        log_trace=model.hamiltonian - moved,
        inputs=np.copysign(np.inf, model.states[:, sites].astype(np.float64)),
    )


def moved_coupling(coupling: float) -> float:
    """Return ln cosh 4K: twice (1/2) ln cosh 2 (2K), as two bonds join each pair of kept spins on a torus of side 4."""
    return float(np.logaddexp(4 * coupling, -4 * coupling) - np.log(2))


def _term_of_square(coupling: float) -> np.ndarray:
    """Return the term of a square of kept spins in -H_RG: half of each of its bonds (1/2) ln cosh 4K."""
    corners = spin_states(4).astype(np.float64)
    return moved_coupling(coupling) / 4 * (corners * np.roll(corners, 1, axis=1)).sum(axis=1)


CARD = TransformationCard(
    sentence="moves every second bond of a torus and decimates (Migdal and Kadanoff)",
    lattice="torus",
    sizes=(4,),
    hidden=lambda size: on_torus(size, 2),
    operator=bond_moving,
    normalized=False,
    coupling_exact=moved_coupling,
    flow="migdal_kadanoff_moving_first",
    wide_couplings=of_squares(_term_of_square),
)
