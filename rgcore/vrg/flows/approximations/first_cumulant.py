"""Majority of triangles, to first order in what couples them: K' = 2 phi(K)^2 K.

Niemeijer and van Leeuwen, Phys. Rev. Lett. 31, 1411 (1973). Two bonds join neighbouring cells of the triangular
lattice, and a spin has the mean phi(K) times the sign of its cell. The field is counted with what couples the cells:
h' = 3 phi h. Both are simple enough for a closed form: at the fixed point phi^2 = 1/2, exp 4K = 1 + 2 sqrt 2.
"""

import numpy as np

from rgcore.vrg.flows.flow_card import FlowCard, Linearized
from rgcore.vrg.flows.triangular_cells import SCALE_FACTOR, cell_means, cell_slopes

__all__ = ["CARD"]


def step(couplings: np.ndarray) -> np.ndarray:
    """Return K' = 2 phi^2 K, (1,) -> (1,)."""
    phi, _ = cell_means(couplings[0])
    return 2 * phi**2 * couplings


def linearize(couplings: np.ndarray) -> Linearized:
    """Return dK'/dK and dh'/dh = 3 phi."""
    phi, _ = cell_means(couplings[0])
    slope, _ = cell_slopes(couplings[0])
    thermal = 2 * phi**2 + 4 * phi * slope * couplings[0]
    return Linearized(even=np.array([[thermal]]), odd=np.array([[3 * phi]]))


CARD = FlowCard(
    sentence="majority of triangles, first cumulant of what couples them",
    lattice="triangular",
    scale_factor=SCALE_FACTOR,
    even=("nearest_neighbour",),
    odd=("field",),
    step=step,
    linearize=linearize,
    from_coupling=lambda K: np.array([K]),
    coupling=lambda couplings: float(couplings[0]),
    start=(0.33,),
)
