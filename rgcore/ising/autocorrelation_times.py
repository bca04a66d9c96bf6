"""Integrated autocorrelation times of the energy and |magnetization| of chains of configurations.

The estimator for one series is in :mod:`rgcore.stats.autocorrelation`; here it is applied to chains of the Ising model.
"""

from dataclasses import dataclass

import numpy as np

from rgcore.stats.autocorrelation import FEWEST_LENGTHS, AutocorrelationTime, integrated_autocorrelation_time
from rgcore.stats.blocking import by_record

__all__ = ["INDEPENDENT_DRAWS", "AutocorrelationTimes", "measure_autocorrelation_times"]


@dataclass(frozen=True, slots=True)
class AutocorrelationTimes:
    """Integrated autocorrelation times of one chain, in entries of that chain."""

    energy: AutocorrelationTime
    abs_magnetization: AutocorrelationTime

    def slowest(self) -> float:
        """Return the larger autocorrelation time."""
        return max(self.energy.tau, self.abs_magnetization.tau)

    def longest(self) -> float:
        """Return the larger of the two times, each with one standard error added."""
        return max(time.tau + time.tau_err for time in (self.energy, self.abs_magnetization))

    def times(self, factor: int) -> "AutocorrelationTimes":
        """Return the same in entries of a chain of which this one was every ``factor``-th entry."""
        return AutocorrelationTimes(
            *(
                AutocorrelationTime(time.tau * factor, time.tau_err * factor, time.window * factor)
                for time in (self.energy, self.abs_magnetization)
            )
        )

    def named(self, prefix: str) -> dict[str, float]:
        """Return the times and their standard errors as plain numbers with names that start with ``prefix``."""
        return {
            f"{prefix}_energy": self.energy.tau,
            f"{prefix}_energy_err": self.energy.tau_err,
            f"{prefix}_abs_magnetization": self.abs_magnetization.tau,
            f"{prefix}_abs_magnetization_err": self.abs_magnetization.tau_err,
        }


INDEPENDENT_DRAWS = AutocorrelationTimes(AutocorrelationTime(0.5, 0.0, 0), AutocorrelationTime(0.5, 0.0, 0))


def measure_autocorrelation_times(
    energies: np.ndarray,
    magnetizations: np.ndarray,
    *,
    n_chains: int = 1,
    lengths_of_tau: float = FEWEST_LENGTHS,
) -> AutocorrelationTimes:
    """Estimate the times from energies and magnetizations, both (n,) or (n_records, n_chains).

    The modulus of the magnetization is used: the sign is a symmetry, and no observable depends on it.

    Parameters
    ----------
    energies, magnetizations : array
        If (n,), entry i belongs to chain i % n_chains; a last record that is not whole is left out. With n_chains = n
        the entries are independent, and tau is 1/2 exactly.
    n_chains : int
    lengths_of_tau : float
        Required length of all chains together, in autocorrelation times.

    Raises
    ------
    rgcore.stats.ChainTooShort
        If the chains together are shorter than ``lengths_of_tau`` autocorrelation times, or never change.
    """
    if energies.ndim == 1 and n_chains == len(energies):
        return INDEPENDENT_DRAWS
    if energies.ndim == 1:
        energies, magnetizations = by_record(energies, n_chains), by_record(magnetizations, n_chains)
    return AutocorrelationTimes(
        integrated_autocorrelation_time(energies, lengths_of_tau=lengths_of_tau),
        integrated_autocorrelation_time(np.abs(magnetizations), lengths_of_tau=lengths_of_tau),
    )
