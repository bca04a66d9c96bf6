"""Ising configurations of one or several temperatures, and the exact averages of their mixture."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.random import Generator
from scipy.special import logsumexp

from rgcore.ising.drawing.decorrelated_configurations import sample_configurations
from rgcore.ising.energy_and_magnetization import energies_of_lattices
from rgcore.ising.exact_results.kaufman import torus_log_probabilities
from rgcore.ising.settings import SamplingSettings
from rgcore.learned.thermometer.torus_curves import TorusCurves

__all__ = ["MixtureAverages", "draw_mixture", "log_probabilities", "mixture_averages", "split_evenly"]


class MixtureAverages(NamedTuple):
    """Exact averages of configurations taken evenly from several temperatures, in the units of the thermometers.

    ``temperature`` is where the torus has the energy; for one temperature it is that.
    """

    energy: float
    energy_variance: float
    abs_magnetization: float
    temperature: float


def split_evenly(n: int, n_parts: int) -> list[int]:
    """Return n as a sum of ``n_parts`` numbers that differ by at most 1, the larger ones first."""
    return [n // n_parts + (part < n % n_parts) for part in range(n_parts)]


def draw_mixture(
    side: int,
    temperatures: Sequence[str],
    sizes: Sequence[int],
    sampling: SamplingSettings,
    *,
    rng: Generator,
) -> list[np.ndarray]:
    """Draw independent sets of configurations, each evenly from the temperatures.

    Parameters
    ----------
    side : int
    temperatures : sequence of str
        In J/k_B.
    sizes : sequence of int
        Configurations of each set.
    sampling : SamplingSettings
        How Ising configurations are drawn; their number is taken from ``sizes``.
    rng : Generator, advanced in place

    Returns
    -------
    list of (size, side**2) int8 arrays of -1 or +1
        Sorted by temperature.
    """
    shares = np.array([split_evenly(size, len(temperatures)) for size in sizes])  # (n_sets, n_temperatures)
    parts = [[] for _ in sizes]
    for place, temperature in enumerate(temperatures):
        n_wanted = int(shares[:, place].sum())
        settings = sampling.model_copy(update={"n_samples": max(n_wanted, _FEWEST_DRAWN)})
        drawn, _ = sample_configurations(side, float(temperature), settings, rng=rng)
        flat = drawn.spins[len(drawn.spins) - n_wanted :].reshape(n_wanted, side * side)
        for part, piece in zip(parts, np.split(flat, np.cumsum(shares[:-1, place])), strict=True):
            part.append(piece)
    return [np.concatenate(part) for part in parts]


def mixture_averages(temperatures: Sequence[str], curves: TorusCurves) -> MixtureAverages:
    """Return the exact averages of a mixture of temperatures (J/k_B, as decimal text), for the side of the curves.

    The variance of the energy is the mean one at a temperature plus side**2 times that of the mean energies.
    """
    couplings = np.array([1 / float(temperature) for temperature in temperatures])
    energies, variances = curves.energy(couplings), curves.variance(couplings)
    energy = float(energies.mean())
    return MixtureAverages(
        energy=energy,
        energy_variance=float(variances.mean() + curves.side**2 * energies.var()),
        abs_magnetization=float(curves.abs_magnetization(couplings).mean()),
        temperature=float(1 / curves.coupling_of_energy(np.array(energy))),
    )


def log_probabilities(spins: np.ndarray, temperatures: Sequence[str]) -> np.ndarray:
    """Return the exact ln p of configurations (n, side, side) under the mixture of temperatures, (n,), in nats."""
    side, energies = spins.shape[1], energies_of_lattices(spins)
    couplings = [1 / float(temperature) for temperature in temperatures]
    each = [torus_log_probabilities(energies, coupling, side) for coupling in couplings]
    return logsumexp(each, axis=0) - np.log(len(each))


_FEWEST_DRAWN = 1000  # so that some of cold ones differ, and their autocorrelation time can be checked
