"""How long a chain of configurations remembers, and how far apart to take them."""

import math
from dataclasses import dataclass

import numpy as np

from rgcore.ising.exact_results.onsager import CRITICAL_COUPLING
from rgcore.stats.autocorrelation import AutocorrelationTime, integrated_autocorrelation_time
from rgcore.stats.blocking import by_record

__all__ = ["INDEPENDENT", "Memory", "memory_of", "slowest_mode", "spacing"]


@dataclass(frozen=True, slots=True)
class Memory:
    """Integrated autocorrelation times of one chain, in entries of that chain."""

    energy: AutocorrelationTime
    abs_magnetization: AutocorrelationTime

    def slowest(self) -> float:
        """Return the larger autocorrelation time."""
        return max(self.energy.tau, self.abs_magnetization.tau)

    def longest(self) -> float:
        """Return the longest time that the estimates allow for, each with one standard error added."""
        return max(time.tau + time.tau_err for time in (self.energy, self.abs_magnetization))

    def times(self, factor: int) -> "Memory":
        """Return the same in entries of a chain of which this one was every ``factor``-th entry."""
        return Memory(
            *(
                AutocorrelationTime(time.tau * factor, time.tau_err * factor, time.window * factor)
                for time in (self.energy, self.abs_magnetization)
            )
        )

    def named(self, prefix: str) -> dict[str, float]:
        """Return the times and their errors as plain numbers with names that start with ``prefix``."""
        return {
            f"{prefix}_energy": self.energy.tau,
            f"{prefix}_energy_err": self.energy.tau_err,
            f"{prefix}_abs_magnetization": self.abs_magnetization.tau,
            f"{prefix}_abs_magnetization_err": self.abs_magnetization.tau_err,
        }


INDEPENDENT = Memory(AutocorrelationTime(0.5, 0.0, 0), AutocorrelationTime(0.5, 0.0, 0))


def memory_of(
    energies: np.ndarray, magnetizations: np.ndarray, *, n_chains: int = 1, lengths_of_tau: float = 50
) -> Memory:
    """Measure the memory of chains by their energies and magnetizations, both (n,) or (n_records, n_chains).

    The modulus of the magnetization is used: its sign is a symmetry, and carries nothing that is measured.

    Parameters
    ----------
    energies, magnetizations : array
        If (n,), entry i belongs to chain i % n_chains; a last record that is not whole is left out. With n_chains = n
        the entries are independent, and tau is 1/2 without error.
    n_chains : int
    lengths_of_tau : float

    Raises
    ------
    rgcore.stats.ChainTooShort
        If the chains together are shorter than ``lengths_of_tau`` autocorrelation times, or never change.
    """
    if energies.ndim == 1 and n_chains == len(energies):
        return INDEPENDENT
    if energies.ndim == 1:
        energies, magnetizations = by_record(energies, n_chains), by_record(magnetizations, n_chains)
    return Memory(
        integrated_autocorrelation_time(energies, lengths_of_tau=lengths_of_tau),
        integrated_autocorrelation_time(np.abs(magnetizations), lengths_of_tau=lengths_of_tau),
    )


def slowest_mode(coupling: float) -> float:
    """Return how long the slowest mode of |m| lives, in lifetimes of the single exponential with the same tau.

    Measured at sides 20 to 64: up to 1.15 at T_c and above; below (by half a per cent at least), where rare excursions
    from the ordered state take long to heal and a short pilot sees few of them, up to 2 and sometimes more.
    """
    return 2.0 if coupling > 1.005 * CRITICAL_COUPLING else 1.15


def spacing(tau: float, effective_fraction: float, *, slowest: float = 1.0) -> int:
    """Return the spacing k at which n entries count as at least ``effective_fraction`` times n independent ones.

    For rho(t) = exp(-t / tau_exp), where coth(1 / (2 tau_exp)) = 2 tau, every k-th entry has an effective
    fraction of (1 - rho(k)) / (1 + rho(k)), so k = tau_exp ln((1 + f) / (1 - f)).

    Parameters
    ----------
    tau : float
        Integrated autocorrelation time in entries; 1/2 or less means independent.
    effective_fraction : float
        f, above 0 and below 1.
    slowest : float
        Lifetime of the slowest mode in units of tau_exp, see :func:`slowest_mode`; k is as much longer.
    """
    if tau <= 0.5:
        return 1
    tau_exponential = slowest / math.log((2 * tau + 1) / (2 * tau - 1))
    return max(1, math.ceil(tau_exponential * math.log((1 + effective_fraction) / (1 - effective_fraction))))
