"""The Kullback-Leibler divergence of an RBM from the distribution it was trained on, for lattices of any size."""

import numpy as np

from rgcore.arguments.arrays import real_array
from rgcore.arguments.objects import an_instance
from rgcore.arguments.scalars import whole_number
from rgcore.rbm.likelihood.annealed_importance_sampling import LogPartition
from rgcore.rbm.networks.restricted import RBM, checked_states, double_precision, free_energy_from_v
from rgcore.rbm.row_blocks import row_blocks
from rgcore.stats.blocking import by_record
from rgcore.stats.jackknife import Estimate

__all__ = ["sampled_kl_divergence"]


def sampled_kl_divergence(
    rbm: RBM,
    visible: np.ndarray,
    log_probabilities: np.ndarray,
    log_partition: Estimate | LogPartition,
    *,
    n_chains: int | None = None,
) -> Estimate:
    """Estimate KL(p || P) = <ln p(v) + F(v)>_p + ln Z of an RBM's distribution P from samples of a known p.

    The two terms in brackets are close to each other but for the constant ln Z, the closer the better the RBM: each is
    a control variate of the other. For the Ising model ln p = K sum_<ij> s_i s_j - ln Z_Kaufman.

    Parameters
    ----------
    rbm : RBM
    visible : (n, n_visible) array
        Samples of p in the RBM's own units.
    log_probabilities : (n,) float array
        ln p(v), normalized, in nats.
    log_partition : Estimate or LogPartition
        ln Z with its standard error, which is 0 for an exact one: ``Estimate(log_partition(rbm), 0.0)``.
    n_chains : int, optional
        Number of independent chains, at least 2; sample i is of chain i % n_chains. The standard error is then that of
        independent means of chains, whatever their autocorrelation time. All samples are independent if None.

    Returns
    -------
    Estimate
        In nats per configuration; one standard error, that of ln Z added in quadrature.

    Raises
    ------
    InputError
        If there are fewer than 2 samples or chains, ``visible`` holds other values, or ``log_probabilities`` has not
        the shape (n,).
    """
    visible = checked_states(rbm, visible)
    log_probabilities = real_array("log_probabilities", log_probabilities, (len(visible),))
    an_instance("log_partition", log_partition, (Estimate, LogPartition))
    n_groups = len(visible) if n_chains is None else n_chains
    n_groups = whole_number("n_chains", n_groups, least=2, most=len(visible))
    gaps = by_record(log_probabilities + _free_energies(rbm, visible), n_groups).mean(axis=0)
    error = np.hypot(gaps.std(ddof=1) / np.sqrt(n_groups), log_partition.error)
    return Estimate(float(gaps.mean() + log_partition.value), float(error))


def _free_energies(rbm: RBM, visible: np.ndarray) -> np.ndarray:
    """Return F(v) of many states in double precision, block by block."""
    precise, blocks = double_precision(rbm), row_blocks(len(visible), rbm.n_visible + rbm.n_hidden)
    return np.concatenate([free_energy_from_v(precise, visible[block]) for block in blocks])
