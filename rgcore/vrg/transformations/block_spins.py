"""Block spins: the majority rule on a ring, and Kadanoff's soft block spins on a torus."""

import numpy as np

from rgcore.exact.enumerated_states import spin_states
from rgcore.exact.pair_hamiltonian import pair_hamiltonian, ring_bonds
from rgcore.lattice.square import square_bonds
from rgcore.vrg.named_transformation import NamedTransformation
from rgcore.vrg.transformation import Transformation

__all__ = ["COARSE_NEIGHBOURS", "SIDE", "kadanoff_block", "majority_rule", "plaquettes"]

SIDE = 4  # the one torus of 2 x 2 blocks that has neighbours and can be enumerated
COARSE_NEIGHBOURS = np.array([[0, 1], [2, 3], [0, 2], [1, 3]])  # the 2 x 2 torus, two bonds per pair


def majority_rule(n_blocks: int, coupling: float) -> NamedTransformation:
    """Give each block of three neighbours on a ring the sign of its sum.

    Niemeijer and van Leeuwen's rule in one dimension: exp T is 1 for the one h that v decides, else 0, so the
    trace condition holds. T forbids pairs (v, h), and no RBM of finite weights does.

    Nor is it a limit of RBMs, as decimation is. On the allowed pairs T - H would be a combination of 1, v_i, h_j and
    v_i h_j. But h_j contains the three spins of its block with equal weight, while H couples a spin v_i of the next
    block to only one of them.

    Parameters
    ----------
    n_blocks : int
        At least 3.
    coupling : float
        K, dimensionless.
    """
    n_sites = 3 * n_blocks
    hamiltonian = pair_hamiltonian(ring_bonds(n_sites), n_sites, coupling)
    sums = spin_states(n_sites).reshape(-1, n_blocks, 3).sum(axis=2, dtype=np.float64)
    return NamedTransformation(
        name="majority_rule",
        lattice="ring",
        size=n_sites,
        transformation=Transformation(
            hamiltonian=hamiltonian, log_trace=np.zeros(len(hamiltonian)), inputs=np.copysign(np.inf, sums)
        ),
        neighbours=ring_bonds(n_blocks),
    )


def plaquettes(side: int, first: int) -> np.ndarray:
    """Return the 2 x 2 blocks of a torus whose upper left corner has row and column first, first + 2, ...

    Returns
    -------
    (side**2 / 4, 4) int array
        Site indices in cyclic order around each block.
    """
    rows, columns = np.meshgrid(np.arange(first, side, 2), np.arange(first, side, 2), indexing="ij")
    below, right = (rows + 1) % side, (columns + 1) % side
    corners = [(rows, columns), (rows, right), (below, right), (below, columns)]
    return np.stack([(row * side + column).reshape(-1) for row, column in corners], axis=1)


def kadanoff_block(coupling: float, strength: float) -> NamedTransformation:
    """Let the hidden spin of each 2 x 2 block follow its sum: T = sum_j p h_j s_j(v) - ln 2 cosh p s_j(v).

    Kadanoff's soft block spin, on the 4 x 4 torus. The trace condition holds for every strength p, so the free
    energy is right for every p and cannot choose one. T - H(v) contains the bonds between blocks, for which the
    energy of an RBM has no term.

    Parameters
    ----------
    coupling : float
        K, dimensionless.
    strength : float
        p, dimensionless; p = 0 gives free hidden spins, large p the majority rule with ties split evenly.
    """
    hamiltonian = pair_hamiltonian(square_bonds(SIDE), SIDE**2, coupling)
    sums = spin_states(SIDE**2)[:, plaquettes(SIDE, 0)].sum(axis=2, dtype=np.float64)

    def family(p: float) -> Transformation:
        return Transformation(hamiltonian=hamiltonian, log_trace=np.zeros(len(hamiltonian)), inputs=p * sums)

    return NamedTransformation(
        name="kadanoff_block",
        lattice="torus",
        size=SIDE,
        transformation=family(strength),
        neighbours=COARSE_NEIGHBOURS,
        family=family,
        parameter=strength,
    )
