"""How likely held-out samples are under a network, and its divergence from the Ising model, per spin."""

import numpy as np
from numpy.random import Generator

from rgcore.ising.energy_and_magnetization import energies_of_lattices
from rgcore.ising.exact_results.kaufman import torus_log_probabilities
from rgcore.learned.block_study.study_data import StudyData
from rgcore.learned.reliability import FEWEST_DRAWS
from rgcore.rbm.likelihood.normalization import EXACT, Normalization, normalization
from rgcore.rbm.networks.restricted import RBM, double_precision, free_energy_from_v
from rgcore.rbm.row_blocks import row_blocks
from rgcore.rbm.sampling_settings import AnnealingSettings

__all__ = ["likelihoods_of"]


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
    log_z = normalization(rbm, annealing, rng=rng)
    of_source = _log_likelihoods(rbm, data.held_out, log_z)
    of_ising = _log_likelihoods(rbm, spins, log_z)
    energies = energies_of_lattices(spins.reshape(-1, side, side))
    exact = torus_log_probabilities(energies, coupling, side)
    columns = {
        "log_likelihood": of_source,
        "log_likelihood_of_ising": of_ising,
        "divergence_from_ising": exact - of_ising,
    }
    found = {}
    for name, values in columns.items():
        error = np.hypot(values.std(ddof=1) / np.sqrt(len(values)), log_z.error)
        found |= {name: float(values.mean() / side**2), f"{name}_err": float(error / side**2)}
    return found | {
        "log_partition_method": log_z.method,
        "n_effective": log_z.n_effective,
        "likelihood_reliable": log_z.method == EXACT or log_z.n_effective >= FEWEST_DRAWS,
    }


def _log_likelihoods(rbm: RBM, spins: np.ndarray, log_z: Normalization) -> np.ndarray:
    """Return ln P of spins (n, n_visible) of -1 and +1: (n,) float64, nats."""
    precise, visible = double_precision(rbm), rbm.unit_type.from_spins(spins)
    blocks = row_blocks(len(visible), rbm.n_visible + rbm.n_hidden)
    energies = [free_energy_from_v(precise, visible[block]) for block in blocks]
    return -np.concatenate(energies) - log_z.value
