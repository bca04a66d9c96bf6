"""Decimation: every second spin of a ring is summed out, by a projection or by an RBM."""

import numpy as np

from rgcore.exact.enumerated_states import spin_states
from rgcore.exact.pair_hamiltonian import pair_hamiltonian, ring_bonds
from rgcore.rbm.networks.restricted import RBM
from rgcore.vrg.named_transformation import NamedTransformation
from rgcore.vrg.rbm_transformation import rbm_family, unbiased_rbm
from rgcore.vrg.transformation import Transformation

__all__ = ["decimating_rbm", "decimation"]


def decimated_coupling(coupling: float) -> float:
    """Return K' = (1/2) ln cosh 2K, the coupling left between kept spins: tanh K' = tanh^2 K.

    Mehta and Schwab, arXiv:1410.3831, for the one-dimensional Ising model.
    """
    return float(np.logaddexp(2 * coupling, -2 * coupling) - np.log(2)) / 2


def decimation(n_sites: int, coupling: float) -> NamedTransformation:
    """Keep the spins of even sites of a ring: exp T(v, h) = prod_j delta(h_j, v_2j).

    Parameters
    ----------
    n_sites : int
        Even, at least 6, so that the kept spins form a ring.
    coupling : float
        K, dimensionless, not negative.
    """
    hamiltonian = pair_hamiltonian(ring_bonds(n_sites), n_sites, coupling)
    kept = spin_states(n_sites)[:, ::2].astype(np.float64)
    return NamedTransformation(
        name="decimation",
        lattice="ring",
        size=n_sites,
        transformation=Transformation(
            hamiltonian=hamiltonian, log_trace=np.zeros(len(hamiltonian)), inputs=np.copysign(np.inf, kept)
        ),
        neighbours=ring_bonds(n_sites // 2),
        effective_coupling_exact=decimated_coupling(coupling),
    )


def locked_rbm(n_sites: int, coupling: float) -> tuple[RBM, float]:
    """Return the RBM that decimates a ring, and the constant of its energy.

    Hidden spin j is locked to the kept spin v_2j by a weight so large that the probability of a difference is
    below rounding, and takes over its bonds: it acts with weight K on the two removed spins beside it. Then
    T = -E + H(v) + constant is 0 where all h_j = v_2j, and below -2 (lock - 2K) per broken lock elsewhere.
    Decimation is the limit of these RBMs for a large lock.
    """
    lock = 20.0 + 4.0 * coupling  # exp(-2 lock + 4 K) < 1e-17: a broken lock is below rounding
    weights = np.zeros((n_sites, n_sites // 2))
    hidden = np.arange(n_sites // 2)
    weights[2 * hidden, hidden] = lock
    weights[2 * hidden + 1, hidden] = weights[2 * hidden - 1, hidden] = coupling
    return unbiased_rbm(weights), -lock * (n_sites // 2)


def decimating_rbm(n_sites: int, coupling: float) -> NamedTransformation:
    """Decimate a ring with the RBM of :func:`locked_rbm`."""
    rbm, constant = locked_rbm(n_sites, coupling)
    family = rbm_family(rbm, pair_hamiltonian(ring_bonds(n_sites), n_sites, coupling))
    return NamedTransformation(
        name="decimating_rbm",
        lattice="ring",
        size=n_sites,
        transformation=family(constant),
        neighbours=ring_bonds(n_sites // 2),
        effective_coupling_exact=decimated_coupling(coupling),
        family=family,
        parameter=constant,
    )
