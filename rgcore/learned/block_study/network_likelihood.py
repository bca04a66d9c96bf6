"""How likely held-out samples are under a network, and its divergence from the Ising model, per spin."""

from typing import NamedTuple

import numpy as np
from numpy.random import Generator

from rgcore.ising.energy_and_magnetization import energies_of_lattices
from rgcore.ising.exact_results.kaufman import torus_log_partition
from rgcore.learned.block_study.study_data import StudyData
from rgcore.learned.reliability import FEWEST_DRAWS
from rgcore.rbm.likelihood.annealed_importance_sampling import annealed_importance_sampling
from rgcore.rbm.likelihood.exact_likelihood import log_partition
from rgcore.rbm.networks.restricted import RBM, double_precision, free_energy_from_v
from rgcore.rbm.row_blocks import row_blocks
from rgcore.rbm.settings import MOST_ENUMERATED_UNITS, AnnealingSettings

__all__ = ["EXACT", "likelihoods_of"]

EXACT, ANNEALED = "exact", "annealed_importance_sampling"


class _Normalization(NamedTuple):
    """ln Z in nats, its standard error, how it was found, and the annealing runs it counts as (NaN if exact)."""

    value: float
    error: float
    method: str
    n_effective: float


def likelihoods_of(
    rbm: RBM, data: StudyData, coupling: float, annealing: AnnealingSettings, *, rng: Generator
) -> dict[str, float | str | bool]:
    """Return log-likelihoods of held-out samples of the source and of Ising configurations, in nats per spin.

    ln Z is exact where the smaller layer can be enumerated, and otherwise found by annealed importance sampling, whose
    standard error is added in quadrature to that of each mean. The divergence is the mean of ln p - ln P over
    Ising configurations, ln p = -K E/J - ln Z of the torus (Kaufman): it scatters much less than either term.

    Parameters
    ----------
    rbm : RBM
    data : StudyData
    coupling : float
        K of the Ising configurations.
    annealing : AnnealingSettings
    rng : Generator, advanced in place

    Returns
    -------
    dict
        ``log_likelihood``, ``log_likelihood_of_ising``, ``divergence_from_ising``, each with ``_err``;
        ``log_partition_method``; ``n_effective`` annealing runs; ``likelihood_reliable``: exact, or enough of them.
    """
    spins, side = data.held_out_ising, round(data.held_out_ising.shape[1] ** 0.5)
    normalization = _normalization(rbm, annealing, rng=rng)
    of_source = _log_likelihoods(rbm, data.held_out, normalization)
    of_ising = _log_likelihoods(rbm, spins, normalization)
    energies = energies_of_lattices(spins.reshape(-1, side, side))
    exact = -coupling * energies - torus_log_partition(coupling, side)
    columns = {
        "log_likelihood": of_source,
        "log_likelihood_of_ising": of_ising,
        "divergence_from_ising": exact - of_ising,
    }
    found = {}
    for name, values in columns.items():
        error = np.hypot(values.std(ddof=1) / np.sqrt(len(values)), normalization.error)
        found |= {name: float(values.mean() / side**2), f"{name}_err": float(error / side**2)}
    is_exact = normalization.method == EXACT
    return found | {
        "log_partition_method": normalization.method,
        "n_effective": normalization.n_effective,
        "likelihood_reliable": is_exact or normalization.n_effective >= FEWEST_DRAWS,
    }


def _normalization(rbm: RBM, annealing: AnnealingSettings, *, rng: Generator) -> _Normalization:
    """Return ln Z; annealing starts from spins that are evenly up and down, as zero fields leave them."""
    if min(rbm.n_visible, rbm.n_hidden) <= MOST_ENUMERATED_UNITS:
        return _Normalization(log_partition(rbm), 0.0, EXACT, float("nan"))
    estimate = annealed_importance_sampling(rbm, annealing, rng=rng)
    return _Normalization(estimate.value, estimate.error, ANNEALED, estimate.n_effective)


def _log_likelihoods(rbm: RBM, spins: np.ndarray, normalization: _Normalization) -> np.ndarray:
    """Return ln P of spins (n, n_visible) of -1 and +1: (n,) float64, nats."""
    precise, visible = double_precision(rbm), rbm.unit_type.from_spins(spins)
    blocks = row_blocks(len(visible), rbm.n_visible + rbm.n_hidden)
    energies = [free_energy_from_v(precise, visible[block]) for block in blocks]
    return -np.concatenate(energies) - normalization.value
