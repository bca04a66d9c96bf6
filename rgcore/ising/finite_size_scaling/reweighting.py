"""Multiple-histogram reweighting: moments at any temperature between those drawn, with exact slopes.

With n_k configurations drawn at the couplings K_k, and E = H/J of configuration i,

    <A>(K) = sum_i A_i w_i(K) / sum_i w_i(K),    w_i(K) = exp(-K E_i) / sum_k n_k exp(f_k - K_k E_i)
    exp(-f_k) = sum_i w_i(K_k)

where the free energies f_k = -ln Z(K_k), up to a common constant, are found self-consistently (Ferrenberg and
Swendsen, Phys. Rev. Lett. 63, 1195 (1989)). Configurations count by their efficiency, the inverse of 2 tau.
"""

from dataclasses import dataclass, replace

import numpy as np

from rgcore.ising.finite_size_scaling.energy_levels import EnergyLevels

__all__ = ["Moments", "NotConverged", "Reweighted", "first_guess", "pool", "solved"]

MOST_STEPS = 100
TOLERANCE = 1e-10  # of the configurations, in the share of one temperature
LONGEST_STEP = 2.0  # of a free energy, in one Newton step; from afar the full step may overshoot


class NotConverged(Exception):
    """Free energies that cannot be found, because the energies drawn at different temperatures do not overlap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """Mean values at one coupling or several: ``mean`` (..., 3) of |m|, m^2 and m^4, and ``slope`` = d mean / dK."""

    mean: np.ndarray
    slope: np.ndarray


@dataclass(frozen=True, slots=True, kw_only=True)
class Reweighted:
    """The joined configurations of one side, which can be reweighted to any coupling.

    Attributes
    ----------
    side : int
    couplings : (n_temperatures,) float64 array
        Where they were drawn, rising.
    energies : (n_levels,) float64 array
        H/J of the lattice, less a constant.
    sums : (4, n_levels) float64 array
        Of 1, |m|, m^2 and m^4 over configurations of this energy, each counted by its efficiency.
    counts : (n_temperatures,) float64 array
        Independent configurations per temperature.
    free_energies : (n_temperatures,) float64 array
        -ln Z up to a common constant.
    """

    side: int
    couplings: np.ndarray
    energies: np.ndarray
    sums: np.ndarray
    counts: np.ndarray
    free_energies: np.ndarray

    def shares(self) -> np.ndarray:
        """Return (n_temperatures, n_levels): the probability that a configuration of an energy was drawn at each."""
        logarithm = self._log_drawn()
        return np.exp(logarithm - np.logaddexp.reduce(logarithm, axis=0))

    def _log_drawn(self) -> np.ndarray:
        """Return ln n_k + f_k - K_k E, (n_temperatures, n_levels)."""
        return (np.log(self.counts) + self.free_energies)[:, None] - self.couplings[:, None] * self.energies

    def weights(self, couplings: np.ndarray | float) -> np.ndarray:
        """Return (..., n_levels): the weight of a configuration at ``couplings`` (...), the largest one 1."""
        exponents = np.asarray(couplings, dtype=np.float64)[..., None] * self.energies
        logarithm = -exponents - np.logaddexp.reduce(self._log_drawn(), axis=0)
        return np.exp(logarithm - logarithm.max(axis=-1, keepdims=True))

    def moments(self, couplings: np.ndarray | float) -> Moments:
        """Return mean values and slopes at ``couplings`` (...).

        d<A>/dK = -(<A E> - <A><E>), the exact derivative of the weighted mean (E = H/J, weight exp(-K E)).
        """
        weights = self.weights(couplings)
        totals = weights @ self.sums.T  # (..., 4)
        with_energy = (weights * self.energies) @ self.sums.T
        mean = totals[..., 1:] / totals[..., :1]
        energy = with_energy[..., :1] / totals[..., :1]
        slope = mean * energy - with_energy[..., 1:] / totals[..., :1]
        return Moments(mean=mean, slope=slope)

    def effective_counts(self, couplings: np.ndarray | float) -> np.ndarray:
        """Return the effective number of reweighted configurations, (sum w)^2 / sum w^2 (Kish, 1965)."""
        weights = self.weights(couplings)
        counts = self.sums[0]
        return (weights @ counts) ** 2 / (weights**2 @ counts)


def pool(levels: EnergyLevels, sums: np.ndarray, free_energies: np.ndarray) -> Reweighted:
    """Join the temperatures of one side by given free energies: multiple-histogram reweighting.

    The joined histograms give the density of states counts(E) / sum_k n_k exp(f_k - K_k E), which has the least
    variance: Ferrenberg and Swendsen, Phys. Rev. Lett. 63, 1195 (1989). Energies being discrete, there are no bins, and
    this is the estimator of Shirts and Chodera, J. Chem. Phys. 129, 124105 (2008). Configurations count by their
    efficiency.

    Parameters
    ----------
    levels : EnergyLevels
    sums : (n_temperatures, 4, n_levels) float64 array
        ``levels.all_blocks()``, or those without one block.
    free_energies : (n_temperatures,) float64 array
    """
    weighted = sums * levels.efficiency[:, None, None]
    return Reweighted(
        side=levels.side,
        couplings=levels.couplings,
        energies=levels.energies,
        sums=weighted.sum(axis=0),
        counts=weighted[:, 0].sum(axis=1),
        free_energies=free_energies,
    )


def solved(side: Reweighted) -> Reweighted:
    """Return ``side`` with self-consistent free energies f_k.

    With them, the expected number of configurations of each temperature is the number drawn there. They minimize a
    convex function, and Newton's method finds them in a few steps.

    Raises
    ------
    NotConverged
        If Newton's method does not find them from those given.
    """
    free_energies = side.free_energies
    for _ in range(MOST_STEPS):
        side = replace(side, free_energies=free_energies)
        shares = side.shares()
        expected = shares @ side.sums[0]
        excess = (expected - side.counts)[1:]
        if np.abs(excess).max(initial=0.0) < TOLERANCE * side.counts.sum():
            return side
        curvature = (np.diag(expected) - (shares * side.sums[0]) @ shares.T)[1:, 1:]
        try:
            step = np.linalg.solve(curvature, excess)
        except np.linalg.LinAlgError:
            break
        free_energies = free_energies - np.append(0, step * min(1.0, LONGEST_STEP / np.abs(step).max()))
    raise NotConverged


def first_guess(levels: EnergyLevels) -> np.ndarray:
    """Return free energies by the trapezoidal rule for d(-ln Z)/dK = <E>."""
    counts = levels.all_blocks()[:, 0]
    energy = counts @ levels.energies / counts.sum(axis=1)
    steps = np.diff(levels.couplings) * (energy[1:] + energy[:-1]) / 2
    return np.concatenate([[0.0], np.cumsum(steps)])
