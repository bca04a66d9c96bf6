"""Thermodynamics and likelihood of one RBM: its own configurations, and ln P of held-out ones."""

import numpy as np
from numpy.random import Generator

from rgcore.ising.energy_and_magnetization import energies_of_lattices, magnetizations_of_lattices
from rgcore.learned.thermometer.readings import thermometers
from rgcore.learned.thermometer.torus_curves import TorusCurves
from rgcore.rbm.likelihood.normalization import normalization
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork
from rgcore.rbm.networks.restricted import RBM, double_precision, free_energy_from_v
from rgcore.rbm.sampling.generation import generated_spins, tempered_network
from rgcore.rbm.sampling_settings import AnnealingSettings, GenerationSettings

__all__ = ["likelihood_of", "sampled_thermometers"]


def sampled_thermometers(
    rbm: RBM, seen: np.ndarray, settings: GenerationSettings, curves: TorusCurves, *, rng: Generator
) -> dict[str, float]:
    """Return :func:`thermometers` of configurations drawn from an RBM by parallel tempering, and how they were drawn.

    Standard errors are those between the independent chains: no autocorrelation enters.

    Parameters
    ----------
    rbm : RBM
    seen : (n, n_visible) int8 array of -1 or +1
        Configurations, for the means of the independent units that the tempering starts from.
    settings : GenerationSettings
    curves : TorusCurves
    rng : Generator, advanced in place
    """
    stack = DeepBeliefNetwork((rbm,))
    chains = tempered_network(stack, seen, settings, rng=rng)
    energies, magnetizations = [], []
    for record in generated_spins(stack, chains, settings.n_samples // settings.n_chains, rng=rng):
        lattices = record.reshape(-1, curves.side, curves.side)
        energies.append(energies_of_lattices(lattices))
        magnetizations.append(magnetizations_of_lattices(lattices))
    energy = np.concatenate(energies)
    row = thermometers(energy, np.concatenate(magnetizations), settings.n_chains, curves)
    independent = (energy / curves.side**2).var() / max(row["energy_err"] ** 2, np.finfo(float).tiny)
    return row | {
        "n_samples": len(energy),
        "n_effective": float(min(independent, len(energy))),
        "n_chains": settings.n_chains,
        "least_swap_acceptance": float(np.min(chains.swap_acceptance)),
        "round_trips": float(np.mean(chains.round_trips)),
    }


def likelihood_of(
    rbm: RBM,
    spins: np.ndarray,
    log_probabilities: np.ndarray,
    settings: AnnealingSettings,
    *,
    rng: Generator,
) -> dict[str, float]:
    """Return ln Z of an RBM, of how many annealing runs, and the divergence of its distribution from another one.

    The divergence KL(p || P) = <ln p - ln P>_p is the mean over configurations of the difference, which scatters much
    less than either; its standard error contains that of ln Z.

    Parameters
    ----------
    rbm : RBM
    spins : (n, n_visible) int8 array of -1 or +1
        Drawn from p, not trained on.
    log_probabilities : (n,) array
        ln p of each, in nats.
    settings : AnnealingSettings
        Where no layer is small enough to be enumerated.
    rng : Generator, advanced in place
    """
    visible = rbm.unit_type.from_spins(spins)
    log_z = normalization(rbm, settings, visible=visible, rng=rng)
    gaps = log_probabilities + free_energy_from_v(double_precision(rbm), visible) + log_z.value
    scatter = gaps.std(ddof=1) / np.sqrt(len(gaps))
    return {
        "log_partition": float(log_z.value),
        "log_partition_err": float(log_z.error),
        "n_effective_annealing": log_z.n_effective,
        "divergence_per_site": float(gaps.mean() / rbm.n_visible),
        "divergence_per_site_err": float(np.hypot(scatter, log_z.error) / rbm.n_visible),
    }
