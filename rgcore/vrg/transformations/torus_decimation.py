"""Decimation of a torus: every second spin is kept, as the white squares of a chessboard."""

import numpy as np

from rgcore.vrg.small_models.hidden_spins import HiddenSpins, at_places
from rgcore.vrg.small_models.small_model import SmallModel
from rgcore.vrg.transformation import Transformation
from rgcore.vrg.transformation_card import TransformationCard

__all__ = ["CARD"]


def torus_decimation(model: SmallModel) -> Transformation:
    """Keep the spins whose row and column add up to an even number; the side must be even, too."""
    kept = model.states[:, _kept_sites(model.size)].astype(np.float64)
    return Transformation(
        hamiltonian=model.hamiltonian,
        log_trace=np.zeros(len(model.hamiltonian)),
        inputs=np.copysign(np.inf, kept),
    )


def kept_pair_coupling(coupling: float) -> float:
    """Return K' = (1/4) ln cosh 4K, the coupling of kept spins that are diagonal neighbours.

    Summing out a spin leaves ln 2 cosh K (s_1 + s_2 + s_3 + s_4) between its neighbours: (1/8) ln cosh 4K for each of
    their pairs, of which diagonal neighbours share two such spins, and (1/8) ln cosh 4K - (1/2) ln cosh 2K for all
    four: Wilson, Rev. Mod. Phys. 47, 773 (1975), section VI.
    """
    return float(np.logaddexp(4 * coupling, -4 * coupling) - np.log(2)) / 4


def _kept_sites(side: int) -> np.ndarray:
    rows, columns = np.divmod(np.arange(side**2), side)
    return np.flatnonzero((rows + columns) % 2 == 0)


def _hidden(side: int) -> HiddenSpins:
    return at_places(np.stack(np.divmod(_kept_sites(side), side), axis=1), side)


CARD = TransformationCard(
    sentence="keeps every second spin of a torus",
    lattice="torus",
    sizes=(4,),
    hidden=_hidden,
    operator=torus_decimation,
    coupling_exact=kept_pair_coupling,
)
